# Sourced by check.sh: leaves a Docker engine that answers, a client that builds, and Compose 2. What it starts it stops at the end.
state=$root/.jinqiao/docker
mkdir -p "$state"
export DOCKER_BUILDKIT=1

# Debian's own client builds with BuildKit; a bare client of Docker's without its buildx plugin does not.
docker buildx version > /dev/null 2>&1 || [ ! -x /usr/bin/docker ] || PATH=/usr/bin:$PATH

engine_pid=''
if ! docker version > /dev/null 2>&1; then
  say 'No Docker engine answers: starting one for this check'
  if ! command -v dockerd > /dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || { echo 'Install and start a Docker engine first, for example Debian: apt-get install docker.io' >&2; exit 1; }
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends docker.io debootstrap
    PATH=/usr/bin:$PATH
  fi
  export DOCKER_HOST=unix://$state/engine.sock
  dockerd --host "$DOCKER_HOST" --data-root "$state/engine" --exec-root "$state/run" --pidfile "$state/engine.pid" > "$state/engine.log" 2>&1 &
  engine_pid=$!
  for _ in $(seq 60); do docker version > /dev/null 2>&1 && break; sleep 1; done
  docker version > /dev/null 2>&1 || { tail -20 "$state/engine.log" >&2; exit 1; }
fi
stop_engine() { [ -z "$engine_pid" ] || { kill "$engine_pid" && wait "$engine_pid" || true; }; }

if ! docker compose version > /dev/null 2>&1; then
  package=docker-compose_2.26.1-4_$(dpkg --print-architecture).deb
  say "Compose 2 from Debian's $package, for this check only"
  export DOCKER_CONFIG=$state/client
  mkdir -p "$DOCKER_CONFIG/cli-plugins"
  if [ ! -x "$DOCKER_CONFIG/cli-plugins/docker-compose" ]; then
    curl --fail --silent --show-error --output "$state/$package" "https://deb.debian.org/debian/pool/main/d/docker-compose/$package"
    dpkg-deb --extract "$state/$package" "$state/compose"
    cp "$state/compose/usr/libexec/docker/cli-plugins/docker-compose" "$DOCKER_CONFIG/cli-plugins/"
  fi
fi
