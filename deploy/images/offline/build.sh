#!/usr/bin/env bash
# Local substitutes for the public images, for a machine without a registry: Debian packages, Maven artifacts (built by
# ./run before) and this machine's JDK 25. Names: tessera-offline/{debian,java,postgres,kafka,keycloak}.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../.."
here=deploy/images/offline
export DOCKER_BUILDKIT=${DOCKER_BUILDKIT:-0}

say() { printf '%s\n' "$*" >&2; }
there() { [ "${1:-}" ] && docker image inspect "tessera-offline/$1" >/dev/null 2>&1; }

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

# image NAME BASE FOLDER...: builds NAME from deploy/images/offline/NAME and these folders beside it.
image() {
  local name=$1 base=$2
  shift 2
  say "  … $name"
  rm -rf "$context/$name" && cp -r "$here/$name" "$context/$name"
  while [ $# -gt 0 ]; do cp -al "$2" "$context/$name/$1" 2>/dev/null || cp -r "$2" "$context/$name/$1"; shift 2; done
  docker build --quiet --build-arg BASE="tessera-offline/$base" --tag "tessera-offline/$name" "$context/$name" >/dev/null
}

[ -d deploy/kafka/target/lib ] && [ -d deploy/keycloak/target/dist ] || { say "Nothing is built yet: ./run compose up --offline does it first."; exit 1; }
say "Building local substitutes for the public images"
debian() { there debian || { say "  … debian"; $here/base.sh tessera-offline/debian >/dev/null; }; }
debian_postgres() { there debian-postgres || { say "  … debian with PostgreSQL"; $here/base.sh tessera-offline/debian-postgres postgresql-17 >/dev/null; }; }
runtime() {
  there java || [ -d "$context/jre" ] || "$JAVA_HOME/bin/jlink" --output "$context/jre" --strip-debug --no-header-files --no-man-pages --compress zip-1 --generate-cds-archive \
    --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.httpserver,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.zipfs,jdk.localedata,jdk.jcmd,jdk.compiler
}
postgres() { there postgres || image postgres debian-postgres; }
java() { there java || image java debian java "$context/jre"; }
kafka() { there kafka || image kafka java libs deploy/kafka/target/lib; }
keycloak() { there keycloak || image keycloak java keycloak "$(ls -d deploy/keycloak/target/dist/keycloak-*)"; }

# together NAME...: at the same time, since each keeps one core busy at most times; ends when one has failed.
together() {
  local each running=()
  for each; do "$each" & running+=($!); done
  for each in "${running[@]}"; do wait "$each"; done
}
together debian debian_postgres runtime
together postgres java
together kafka keycloak
say "  ✓ $(docker image ls --format '{{.Repository}} {{.Size}}' 'tessera-offline/*' | sort | paste -sd, | sed 's/,/, /g')"
