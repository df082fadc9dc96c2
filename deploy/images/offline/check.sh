#!/usr/bin/env bash
# ./run compose-check: on local substitutes for the public images, the journey in containers, what each service can reach,
# the contract tests from outside, and component tests whose servers are containers. It is skipped, in one line, only where no engine can start.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../.."
deploy/images/offline/engine.sh || { code=$?; [ "$code" = 75 ] && exit 0; exit "$code"; }

[ ! -e .tessera/compose/kept ] || {
  echo "The containers' world was left by $(cat .tessera/compose/kept), and this would throw it away: first ./run compose reset" >&2
  exit 2
}
trap './run compose reset --offline' EXIT

state=.tessera/compose
declare -A running
# begin NAME COMMAND...: beside the others, since each waits half of its time; what it said is printed when it is through.
begin() {
  (
    code=0
    "${@:2}" >"$state/$1.txt" 2>&1 || code=$?
    echo "$1, in containers"
    cat "$state/$1.txt"
    exit "$code"
  ) &
  running[$1]=$!
}

contract() {
  ./run contract-tests "$1" --url "https://127.0.0.1:$2" --keycloak https://127.0.0.1:9440 --reports "target/contract-tests/$1" \
    --accounts $state/accounts.txt --kafka $state/kafka-administrator.properties --public-keys $state/keys/public --ca $state/files/tls/ca.crt \
    --rubbish
}

# Component tests of messaging and of a service, which start containers of their own.
component() {
  export TESSERA_TESTCONTAINERS=true TESSERA_POSTGRES_IMAGE=tessera-offline/postgres TESSERA_KAFKA_IMAGE=tessera-offline/kafka
  export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
  mvn -B -ntp -q -pl messaging,honest-broker -am test -Dtest='org/tessera/messaging/**,org/tessera/broker/BrokerTest' -Dsurefire.failIfNoSpecifiedTests=false
}

# The component tests need no world, only a built house and two of the substitutes: they run beside the journey.
./run compose files --offline
deploy/images/offline/build.sh
begin component-tests component
./run demo --compose --offline --keep --shape small
begin separation ./run compose separation --offline
for service in imaging-commons:9441 clinical-enclave:9442 honest-broker:9443 representativeness-service:9444; do
  begin "contract-tests-${service%:*}" contract "${service%:*}" "${service#*:}"
done
failed=
for name in "${!running[@]}"; do wait "${running[$name]}" || failed+=" $name"; done
[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
