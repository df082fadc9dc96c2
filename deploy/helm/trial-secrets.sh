#!/usr/bin/env bash
# For a trial on a cluster without cert-manager and without a store of secrets: makes a development authority and puts
# every secret that the chart expects (secrets.yaml) into its namespaces, from what `./run compose files` has made.
# A real deployment brings its own. Afterwards pods that waited for their secrets start by themselves.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
say() { printf '%s\n' "$*" >&2; }

made=.tessera/compose
prefix=${NAMESPACE_PREFIX:-tessera-}
[ -f "$made/secrets.env" ] || { say "There are no keys and passwords yet: ./run compose files makes them."; exit 2; }
kubectl get namespace "${prefix}mesh" >/dev/null || { say "There is no namespace ${prefix}mesh: install the chart first."; exit 2; }
# shellcheck disable=SC1091 # made at the first start
. "$made/secrets.env"
tls=$(mktemp -d)
trap 'rm -rf "$tls"' EXIT
authority=$made/kubernetes-authority
mkdir -p "$authority"

# put DOMAIN KIND NAME OPTION...: makes the object or replaces it.
put() {
  local domain=$1
  shift
  kubectl create "$@" --namespace "$prefix$domain" --dry-run=client --output yaml | kubectl apply --filename - >/dev/null
}

# certificate DOMAIN NAME: the secret NAME-tls of a server.
certificate() {
  local address="$2.${prefix}$1.svc" names
  names="DNS:localhost,DNS:$address"
  [ "$2" != kafka ] || names="$names,DNS:*.kafka-nodes.${prefix}$1.svc"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -keyout "$tls/tls.key" -out "$tls/request" 2>/dev/null
  openssl x509 -req -in "$tls/request" -CA "$tls/ca.crt" -CAkey "$authority/ca.key" -days 90 -out "$tls/tls.crt" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$names") 2>/dev/null
  cat "$tls/tls.key" "$tls/tls.crt" > "$tls/tls-combined.pem"
  put "$1" secret generic "$2-tls" --from-file="$tls/tls.crt" --from-file="$tls/tls.key" --from-file="$tls/ca.crt" --from-file="$tls/tls-combined.pem"
}

# secret DOMAIN NAME LINE...: a secret of lines key=value, which no list of processes shows.
secret() {
  local domain=$1 name=$2 type=Opaque
  shift 2
  [[ $1 != username=* ]] || type=kubernetes.io/basic-auth
  put "$domain" secret generic "$name" --type "$type" --from-env-file=<(printf '%s\n' "$@")
}

# once DOMAIN NAME LINE...: the same, unless it is there: a database is made once, with the passwords of that time.
once() {
  local there
  there=$(kubectl get secret "$2" --namespace "$prefix$1" --ignore-not-found --output name)
  [ -n "$there" ] || secret "$@"
}

# database DOMAIN OWNER: what a database asks for.
database() {
  certificate "$1" "$2-database"
  once "$1" "$2-database-owner" "username=$2" "password=$(openssl rand -hex 16)"
  once "$1" "$2-database-superuser" "password=$(openssl rand -hex 16)"
}

# service DOMAIN NAME [LINE...]: keys, client secrets, certificate and everybody's public keys.
service() {
  local domain=$1 name=$2 variable=TESSERA_SECRET_${2^^} keys=()
  shift 2
  variable=${variable//-/_}
  certificate "$domain" "$name"
  secret "$domain" "$name" "client-secret=${!variable}" "$@"
  [ "$name" != honest-broker ] || keys=(--from-file=storage.key="$made/files/storage.key")
  put "$domain" secret generic "$name-keys" --from-file="$made/keys/private/$name" "${keys[@]}"
  put "$domain" configmap tessera-public-keys --from-file="$made/keys/public"
}

# The authority of the first time stays: pods that run trust it.
if [ ! -f "$authority/ca.crt" ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=Tessera development authority" -days 90 \
    -keyout "$authority/ca.key" -out "$authority/ca.crt" 2>/dev/null
fi
cp "$authority/ca.crt" "$tls/"
service commons imaging-commons
service enclave clinical-enclave "keycloak-admin-secret=$TESSERA_SECRET_CLINICAL_ENCLAVE_ADMIN"
service broker honest-broker
service representativeness representativeness-service
for domain in commons enclave broker representativeness; do database "$domain" "$domain"; done
database mesh keycloak
certificate mesh keycloak
certificate mesh kafka
secret mesh keycloak-admin username=admin "password=$TESSERA_KEYCLOAK_BOOTSTRAP"
secret mesh kafka-admin "password=$TESSERA_KAFKA_ADMIN"
put mesh secret generic keycloak-realms --from-env-file=<(grep -E '^TESSERA_(SECRET|PASSWORD)_' "$made/secrets.env")
say "Secrets, certificates and public keys are in the namespaces $prefix*."
