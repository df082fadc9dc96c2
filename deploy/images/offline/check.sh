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
./run demo --compose --offline --keep --shape small
./run compose separation --offline

# The contract tests of one service in its container, told when they are through: those of all four run at the same time.
contract() {
  local service=$1 port=$2 state=.tessera/compose code=0
  ./run contract-tests "$service" --url "https://127.0.0.1:$port" --keycloak https://127.0.0.1:9440 --reports "target/contract-tests/$service" \
    --accounts $state/accounts.txt --kafka $state/kafka-administrator.properties --public-keys $state/keys/public --ca $state/files/tls/ca.crt \
    --rubbish >"$state/contract-tests-$service.txt" 2>&1 || code=$?
  echo "Contract tests of $service in its container"
  cat "$state/contract-tests-$service.txt"
  return "$code"
}
declare -A running
for service in imaging-commons:9441 clinical-enclave:9442 honest-broker:9443 representativeness-service:9444; do
  contract "${service%:*}" "${service#*:}" &
  running[${service%:*}]=$!
done
failed=
for service in "${!running[@]}"; do wait "${running[$service]}" || failed+=" $service"; done
[ -z "$failed" ] || { echo "The contract tests failed of:$failed" >&2; exit 1; }

echo "Component tests of messaging and of a service on containers"
export TESSERA_TESTCONTAINERS=true TESSERA_POSTGRES_IMAGE=tessera-offline/postgres TESSERA_KAFKA_IMAGE=tessera-offline/kafka
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
mvn -B -ntp -q -pl messaging,honest-broker -am test -Dtest='org/tessera/messaging/**,org/tessera/broker/BrokerTest' -Dsurefire.failIfNoSpecifiedTests=false
