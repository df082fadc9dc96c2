{{/* A drain of nodes takes one pod of a workload at a time: (dict "root" $ "domain" "mesh" "name" "kafka"). */}}
{{- define "tessera.budget" -}}
---
apiVersion: {{ ternary "policy/v1" "policy/v1beta1" (semverCompare ">=1.21-0" .root.Capabilities.KubeVersion.Version) }}
kind: PodDisruptionBudget
metadata:
  {{- include "tessera.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app.kubernetes.io/name: {{ .name }}}}
{{- end }}

{{/* Kafka's login, on both sides: who answers for Keycloak's certificate stands in the login module's own options. */}}
{{- define "tessera.kafka.jaas" -}}
org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ssl.truststore.type="PEM" ssl.truststore.location="/run/tessera/tls/ca.crt";
{{- end }}

{{/* Kafka's own side logs in nowhere by this module; given options, it still wants a name for a token that nobody is shown. */}}
{{- define "tessera.kafka.server.jaas" -}}
{{ include "tessera.kafka.jaas" . | trimSuffix ";" }} unsecuredLoginStringClaim_sub="kafka";
{{- end }}
