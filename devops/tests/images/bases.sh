#!/usr/bin/env bash
# Makes the base images from Debian packages, under the names that the Dockerfiles' FROM lines use, for a machine
# that reaches no image registry. The bases are honest in what matters to a build: same tool, same major version,
# same user; they are not the published images, and nothing built on them is ever pushed.
set -euo pipefail
work=${1:?usage: bases.sh WORK_FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
engine=${ENGINE:-podman}
mirror=${DEBIAN_MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null | sed -nE "s/^(URIs:|deb) +(http[^ ]*debian)( .*)?$/\2/p" | head -n 1)} || true
mkdir -p "$work"

if ! "$engine" image exists localhost/tomoda-debian:trixie; then
  [ -d "$work/trixie/usr" ] || debootstrap --variant=minbase --include=ca-certificates trixie "$work/trixie" "$mirror"
  # A company's own certificate authority, where there is one: package indexes are asked through it.
  if [ -n "${SSL_CERT_FILE:-}" ]; then cp "$SSL_CERT_FILE" "$work/trixie/etc/ssl/certs/ca-certificates.crt"; fi
  tar -C "$work/trixie" --exclude=./var/cache/apt/archives -c . | "$engine" import - localhost/tomoda-debian:trixie
fi

make_base() { # NAME STAGE
  "$engine" image exists "$1" || "$engine" --cgroup-manager cgroupfs build --isolation=chroot --network=host --ulimit nofile=1024:1024 --ulimit nproc=1000:1000 --layers -q \
    -f "$here/Containerfile" --target "$2" -t "$1" "$here"
}
make_base ghcr.io/astral-sh/uv:0.13.0 uv
make_base docker.io/library/python:3.13-slim-trixie python
make_base docker.io/library/node:24-trixie-slim node
make_base docker.io/nginxinc/nginx-unprivileged:1.29-alpine nginx
make_base docker.io/library/eclipse-temurin:21.0.12_8-jre-noble jre
