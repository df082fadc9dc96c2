#!/usr/bin/env bash
# Kafka in a container: fills in server.properties and tls.properties, formats the volume once, starts.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
configuration=/tmp/server.properties
umask 077
sed -e "s|\${KEYCLOAK_URL}|$KEYCLOAK_URL|g" -e "s|\${DATA}|/var/lib/kafka/data/log|g" \
  -e "s|\${PARTNER_ADDRESS}|$PARTNER_ADDRESS|g" -e "s|\${ADMIN_ADDRESS}|$ADMIN_ADDRESS|g" \
  -e "s|\${ADMIN}|tessera-kafka|g" -e "s|\${ADMIN_PASSWORD}|$(cat /run/secrets/admin-password)|g" \
  "$here/server.properties" "$here/tls.properties" > "$configuration"

export LOG_DIR=/tmp/logs KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$here/log4j2.yaml"
if [ ! -f /var/lib/kafka/data/log/meta.properties ]; then
  /opt/kafka/bin/kafka-storage.sh format --cluster-id "$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')" --config "$configuration"
fi
export KAFKA_OPTS="-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=$KEYCLOAK_URL/realms/mesh/protocol/openid-connect/certs -Djavax.net.ssl.trustStore=/run/secrets/ca.p12 -Djavax.net.ssl.trustStoreType=PKCS12 ${KAFKA_OPTS:-}"
exec /opt/kafka/bin/kafka-server-start.sh "$configuration"
