#!/bin/sh
# Starts the service with its cache. KEYCLOAK_URL is the one address that Kafka's client may ask for a token;
# TESSERA_TRUST_STORE names a PKCS #12 trust store (without a password) instead of Java's own; TESSERA_HEAP is the
# largest heap (Java chooses otherwise); JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS add options.
set -eu
# The cache holds objects of about 6 MB that must find room in the heap of the first moment: hence -Xms.
set -- -Xms32m ${TESSERA_HEAP:+"-Xmx$TESSERA_HEAP"} "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=$KEYCLOAK_URL/realms/mesh/protocol/openid-connect/token" "$@"
if [ -n "${TESSERA_TRUST_STORE:-}" ]; then
  set -- "-Djavax.net.ssl.trustStore=$TESSERA_TRUST_STORE" -Djavax.net.ssl.trustStoreType=PKCS12 "$@"
fi
exec java -XX:AOTCache=/app/app.aot @/app/java.options "$@" -jar /app/quarkus-run.jar
