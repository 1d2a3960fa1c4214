#!/usr/bin/env bash
# `npm run docker:check`: the Docker path, seen working. Builds the images, brings the house up, walks the smoke through it,
# runs one integration suite by testcontainers, takes everything down again. Not part of CI: it may start an engine of its own.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
say() { printf '\n== %s\n' "$*"; }
. deploy/docker/engine.sh

export COMPOSE_PROJECT_NAME=jinqiao-check JINQIAO_PORT=${JINQIAO_PORT:-18080} ISSUER_PORT=${ISSUER_PORT:-18086}
finish() {
  code=$?
  [ "$code" = 0 ] || { docker compose ps --all; docker compose logs --tail 20; } || true
  docker compose down --volumes --timeout 20 || true
  stop_engine
  [ "$code" = 0 ] && say 'docker:check passed' || say 'docker:check failed'
}
trap finish EXIT

if [ -z "${NODE_IMAGE:-}" ] && ! timeout 60 docker pull --quiet node:24-bookworm-slim > /dev/null 2>&1; then
  say 'No image registry is reachable: making the three images from packages'
  deploy/docker/offline/build-images.sh
  export NODE_IMAGE=jinqiao/offline-node POSTGRES_IMAGE=jinqiao/offline-postgres KAFKA_IMAGE=jinqiao/offline-kafka
fi

say 'Building the images'
time docker compose build --quiet
say 'Starting the house'
time docker compose up --wait --wait-timeout 300
docker stats --no-stream --format '{{.Name}}\t{{.MemUsage}}'

say 'The smoke, without the timed registrations'
node deploy/build.mjs
node deploy/smoke/dist/smoke.js --registrations 0 --json "$state/smoke.json"

say 'One integration suite by testcontainers'
docker compose down --volumes --timeout 20
TEST_SERVERS=docker TESTCONTAINERS_RYUK_DISABLED=true NX_DAEMON=false npx nx integration "${SUITE:-@jinqiao/institutions}" --skip-nx-cache
