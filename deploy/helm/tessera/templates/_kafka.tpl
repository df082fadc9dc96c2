{{/* Kafka's login, on both sides: who answers for Keycloak's certificate stands in the login module's own options. */}}
{{- define "tessera.kafka.jaas" -}}
org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ssl.truststore.type="PEM" ssl.truststore.location="/run/tessera/tls/ca.crt";
{{- end }}

{{/* Kafka's own side logs in nowhere by this module; given options, it still wants a name for a token that nobody is shown. */}}
{{- define "tessera.kafka.server.jaas" -}}
{{ include "tessera.kafka.jaas" . | trimSuffix ";" }} unsecuredLoginStringClaim_sub="kafka";
{{- end }}

{{/* Kafka's files in the plain profile. Without a version in them, so that Kafka starts again only when one of them changes. */}}
{{- define "tessera.kafka.settings" -}}
{{- $nodes := include "tessera.address" (dict "root" . "domain" "mesh" "name" "kafka-nodes") }}
{{- $copies := min 3 (int .Values.kafka.replicas) }}
{{- $voters := list }}
{{- range $node := until (int .Values.kafka.replicas) }}{{ $voters = append $voters (printf "%d@kafka-%d.%s:9094" $node $node $nodes) }}{{ end }}
log4j2.yaml: |
  {{- .Files.Get "files/log4j2.yaml" | nindent 2 }}
# The settings of every Kafka of the house, then what is different here: later lines win.
server.properties: |
  {{- .Files.Get "files/server.properties" | replace "${HOST}" "localhost" | replace "${CLIENT_PORT}" "9092" | replace "${BROKER_PORT}" "9093" | replace "${CONTROLLER_PORT}" "9094" | replace "${DATA}" "/var/lib/kafka/data/log" | replace "${ADMIN}" "kafka" | replace "${ADMIN_PASSWORD}" "${env:ADMIN_PASSWORD}" | replace "${KEYCLOAK_URL}/realms/mesh/protocol" (printf "%s/realms/mesh/protocol" (include "tessera.keycloak.inside" .)) | replace "${KEYCLOAK_URL}" (include "tessera.keycloak.public" .) | nindent 2 }}
  config.providers=env
  config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
  node.id=${env:NODE_ID}
  controller.quorum.voters={{ join "," $voters }}
  listeners=CLIENT://:9092,BROKER://:9093,CONTROLLER://:9094
  advertised.listeners=CLIENT://${env:POD}.{{ $nodes }}:9092,BROKER://${env:POD}.{{ $nodes }}:9093
  listener.security.protocol.map=CLIENT:SASL_SSL,BROKER:SASL_SSL,CONTROLLER:SASL_SSL
  listener.name.client.oauthbearer.sasl.jaas.config={{ include "tessera.kafka.server.jaas" . }}
  ssl.keystore.type=PEM
  ssl.keystore.location=/run/tessera/tls/tls-combined.pem
  ssl.truststore.type=PEM
  ssl.truststore.location=/run/tessera/tls/ca.crt
  ssl.enabled.protocols=TLSv1.3
  default.replication.factor={{ $copies }}
  min.insync.replicas={{ max 1 (sub $copies 1) }}
  offsets.topic.replication.factor={{ $copies }}
  transaction.state.log.replication.factor={{ $copies }}
  transaction.state.log.min.isr={{ max 1 (sub $copies 1) }}
  share.coordinator.state.topic.replication.factor={{ $copies }}
  share.coordinator.state.topic.min.isr={{ max 1 (sub $copies 1) }}
  num.partitions={{ .Values.kafka.partitions }}
{{- end }}
