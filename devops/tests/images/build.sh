#!/usr/bin/env bash
# Builds the four images: with docker or podman from the published bases, or, where no registry answers, with podman
# from bases made of Debian's packages (bases.sh).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=${TOMODA_IMAGE_WORK:-/var/tmp/tomoda-images}
tag=${TAG:-test}
if docker info >/dev/null 2>&1; then engine=docker; else engine=podman; fi
export ENGINE=$engine
options=()
if [ "$engine" = podman ] && ! podman pull -q ghcr.io/astral-sh/uv:0.13.0 >/dev/null 2>&1; then
  echo "no registry answers: the bases are made of Debian's packages" >&2
  "$here/bases.sh" "$work"
  options=(--pull=never --isolation=chroot --network=host --ulimit nofile=1024:1024 --ulimit nproc=1000:1000
    --build-arg UV_IMAGE=ghcr.io/astral-sh/uv:0.13.0
    --build-arg PYTHON_IMAGE=docker.io/library/python:3.13-slim-trixie
    --build-arg NODE_IMAGE=docker.io/library/node:24-trixie-slim
    --build-arg NGINX_IMAGE=docker.io/nginxinc/nginx-unprivileged:1.29-alpine
    --build-arg JRE_IMAGE=docker.io/library/eclipse-temurin:21.0.12_8-jre-noble)
fi
offline=${#options[@]}
# Without systemd there is neither its cgroup manager nor crun.
global=()
if [ "$engine" = podman ] && [ ! -d /run/systemd/system ]; then global=(--runtime runc --cgroup-manager cgroupfs); fi
build() { "$engine" "${global[@]}" build "${options[@]}" "$@"; }
[ $# -gt 0 ] || set -- backend frontend index-sync photon
for part in "$@"; do
  case $part in
    backend) build -t "localhost/tomoda-backend:$tag" "$root/backend" ;;
    frontend) build -t "localhost/tomoda-frontend:$tag" "$root/frontend" ;;
    index-sync) build --target index-sync -t "localhost/tomoda-photon-index-sync:$tag" "$root/photon" ;;
    photon)
      # Photon's release lies on a host that is not always reached. Then a double of its command line is built from
      # PhotonDouble.java and takes its place: everything around Photon is still tested, Photon itself is not.
      more=()
      if [ "$offline" -gt 0 ] && ! curl -fsIL --max-time 10 https://github.com/komoot/photon >/dev/null 2>&1; then
        mkdir -p "$work/photon" && cp -r "$root/photon/." "$work/photon/"
        javac --release 17 -d "$work/double" "$here/PhotonDouble.java"
        jar --create --file "$work/photon/photon.jar" --main-class PhotonDouble -C "$work/double" .
        echo '!photon.jar' >>"$work/photon/.dockerignore"
        more=(--build-arg PHOTON_JAR_URL=photon.jar --build-arg "PHOTON_SHA256=$(sha256sum "$work/photon/photon.jar" | cut -d' ' -f1)")
        echo "photon's release is not reached: a double of its command line is in its place" >&2
        build --target photon "${more[@]}" -t "localhost/tomoda-photon:$tag" "$work/photon"
      else
        build --target photon -t "localhost/tomoda-photon:$tag" "$root/photon"
      fi ;;
    *) echo "unknown image: $part" >&2; exit 2 ;;
  esac
done
