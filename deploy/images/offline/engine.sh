#!/usr/bin/env bash
# Makes sure that a container engine with compose answers: where there is none and Debian's packages can be installed, it
# installs docker.io and starts dockerd by hand. Ends with 75, and one line that says why, when no engine can start.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../.."
state=$PWD/.tessera/engine

no() { echo "SKIPPED: no container engine can start here: $*"; exit 75; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
packages() { as_root apt-get install -y -q --no-install-recommends "$@" >>"$state/log" 2>&1; }

# Debian 12 has no compose of the second generation; the next release's package runs on it when it is only unpacked.
compose_plugin() {
  local apt=$state/apt options
  mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache" "$state/plugin"
  # shellcheck disable=SC1091
  . /etc/os-release
  cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | sed "s/$VERSION_CODENAME/trixie/g" > "$apt/parts/next.sources"
  options=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$apt/parts" -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache")
  { apt-get "${options[@]}" update -q && (cd "$apt" && apt-get "${options[@]}" download docker-compose && dpkg -x docker-compose_*.deb "$state/plugin"); } >>"$state/log" 2>&1 || return 1
  mkdir -p "$HOME/.docker/cli-plugins"
  cp "$state/plugin/usr/libexec/docker/cli-plugins/docker-compose" "$HOME/.docker/cli-plugins/"
}

mkdir -p "$state"
if ! docker info >/dev/null 2>&1; then
  if ! command -v dockerd >/dev/null; then
    command -v apt-get >/dev/null || no "there is no dockerd, and no apt-get to install it"
    as_root apt-get update -q >>"$state/log" 2>&1 || true
    packages docker.io iptables || no "docker.io could not be installed (see $state/log)"
  fi
  # shellcheck disable=SC2024 # the log is ours
  as_root setsid dockerd >"$state/dockerd.log" 2>&1 &
  for _ in $(seq 60); do ! docker info >/dev/null 2>&1 || break; sleep 1; done
  docker info >/dev/null 2>&1 || no "dockerd does not answer ($(grep -E 'level=(fatal|error)|failed' "$state/dockerd.log" | tail -1))"
fi
docker compose version >/dev/null 2>&1 || compose_plugin || no "there is no compose plugin and it could not be installed (see $state/log)"
command -v mmdebstrap >/dev/null || packages mmdebstrap || no "mmdebstrap could not be installed (see $state/log)"
