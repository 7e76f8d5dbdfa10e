#!/bin/sh
# Serves the index that /data/current points at, and starts again on the new one when the link has moved.
set -eu
data=${PHOTON_DATA:-/data}
heap=${PHOTON_HEAP:-2g}
languages=${PHOTON_DEFAULT_LANGUAGE:-en}
pause=${PHOTON_POLL_SECONDS:-5}

serving() { readlink "$data/current" 2>/dev/null || true; }

child=''
stop() {
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
  [ -z "$child" ] || wait "$child" 2>/dev/null || true
}
trap 'stop; exit 0' TERM INT

# For development: an index made here from a dump file, once. An import into an index that is there would erase it.
if [ -n "${PHOTON_IMPORT:-}" ] && [ -z "$(serving)" ]; then
  if [ ! -f "$PHOTON_IMPORT" ]; then
    echo "{\"level\":\"error\",\"message\":\"$PHOTON_IMPORT is not there: ./task places:dump writes it\"}"
    exit 1
  fi
  rm -rf "$data/imported"
  java "-Xmx$heap" -Djava.io.tmpdir=/tmp -jar /opt/photon/photon.jar import \
    -import-file "$PHOTON_IMPORT" -languages en,ja,fi,sv -data-dir "$data/imported"
  ln -s imported "$data/current"
fi

while :; do
  generation=$(serving)
  if [ -z "$generation" ]; then
    echo '{"level":"info","message":"no index yet"}'
    sleep "$pause" & wait $!
    continue
  fi
  echo "{\"level\":\"info\",\"message\":\"serving\",\"generation\":\"$generation\"}"
  # Half of the memory is left to the page cache, where the index lives.
  java "-Xmx$heap" -Djava.io.tmpdir=/tmp -jar /opt/photon/photon.jar serve \
    -listen-ip 0.0.0.0 -listen-port 2322 -data-dir "$data/$generation" \
    -default-language "$languages" -metrics-enable prometheus &
  child=$!
  while [ "$(serving)" = "$generation" ]; do
    # A Photon that ends by itself ends the container, so that Kubernetes sees it.
    kill -0 "$child" 2>/dev/null || { wait "$child" && exit 1 || exit $?; }
    sleep "$pause" & wait $!
  done
  stop
done
