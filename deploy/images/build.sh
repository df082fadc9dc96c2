#!/usr/bin/env bash
# Builds one image per service from what ./run has built. The Java run time they stand on is TESSERA_JAVA_IMAGE, by default
# a public one, with --offline the local substitute; the images are called TESSERA_IMAGES/<service>:TESSERA_VERSION.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
say() { printf '%s\n' "$*" >&2; }

default=eclipse-temurin:25-jre
[ "${1:-}" != --offline ] || default=tessera-offline/java
java=${TESSERA_JAVA_IMAGE:-$default}
version=${TESSERA_VERSION:-0.1.0-SNAPSHOT}
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)

# The classic builder needs no plugin; where BuildKit is there, it is used.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0

context=.tessera/images
stamp=.tessera/images.stamp

# Nothing to do when the last images were made from this very build, with the same names.
wanted="$java ${TESSERA_IMAGES:-tessera} $version $(stat -c %Y .tessera/built 2>/dev/null)"
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && [ -z "$(find deploy/images -newer "$stamp" -type f -print -quit)" ] \
  && docker image inspect "${TESSERA_IMAGES:-tessera}/access-rules:$version" >/dev/null 2>&1; then
  exit 0
fi
say "Building images on $java"
mkdir -p .tessera/logs
services=(imaging-commons clinical-enclave honest-broker representativeness-service)
# What each is made of: only here, since a build without images is done in three quarters of its time.
log=.tessera/logs/bills-of-materials.log
mvn -B -ntp -T 2 package -Dmaven.test.skip=true -Dquarkus.build.skip=true -Dcyclonedx.skip=false -pl "$(IFS=,; echo "${services[*]}")" -am >"$log" 2>&1 || {
  tail -30 "$log" >&2
  say "The bills of materials could not be made: see $log"
  exit 1
}

rm -rf "$context"
mkdir -p "$context/training"
cp -l test-kit/target/lib/*.jar test-kit/target/test-kit-*.jar "$context/training/"

# build NAME CONTEXT: quiet unless it fails.
build() {
  local log=.tessera/logs/image-$1.log begin=$SECONDS
  if ! docker build --build-arg JAVA_IMAGE="$java" --build-arg SERVICE="$1" --build-arg VERSION="$version" --build-arg REVISION="$revision" \
    --tag "${TESSERA_IMAGES:-tessera}/$1:$version" "$2" >"$log" 2>&1; then
    tail -30 "$log" >&2
    say "The image $1 could not be built: see $log"
    exit 1
  fi
  say "  ✓ $1 ($((SECONDS - begin)) s)"
}

for service in "${services[@]}"; do
  folder=$context/$service
  mkdir -p "$folder"
  cp -al "$service/target/quarkus-app" "$folder/app"
  cp -al "$context/training" "$folder/training"
  cp deploy/images/service/{Dockerfile,start.sh} "$folder/"
  cp deploy/images/service/java.options "$folder/app/"
  cp "$service/target/bom.json" "$folder/app/sbom.json"
done
export -f build say
export java version revision
printf '%s\n' "${services[@]}" | xargs -P "$(nproc)" -I{} bash -c 'build "$1" "$2/$1"' - {} "$context"
mkdir -p "$context/access-rules"
cp deploy/images/access-rules/Dockerfile "$context/access-rules/"
cp -al deploy/access-rules/target/lib "$context/access-rules/lib"
cp deploy/access-rules/target/access-rules-*.jar "$context/access-rules/lib/"
build access-rules "$context/access-rules"
printf '%s' "$wanted" > "$stamp"
