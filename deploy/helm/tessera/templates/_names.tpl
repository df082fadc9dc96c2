{{/* Namespace of a domain: (dict "root" $ "domain" "commons"). */}}
{{- define "tessera.namespace" -}}
{{ .root.Values.namespaces.prefix }}{{ .domain }}
{{- end }}

{{/* Name of a pod's server inside the cluster: (dict "root" $ "domain" "mesh" "name" "kafka"). */}}
{{- define "tessera.address" -}}
{{ .name }}.{{ include "tessera.namespace" . }}.svc
{{- end }}

{{/* Labels of pods, which stay from version to version: another label is a restart. (dict "root" $ "domain" "commons" "name" "imaging-commons"). */}}
{{- define "tessera.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: tessera
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
tessera.org/domain: {{ .domain }}
{{- end }}

{{/* Name, namespace and labels of an object: those of its pods, and the version. */}}
{{- define "tessera.metadata" -}}
name: {{ .object | default .name }}
namespace: {{ include "tessera.namespace" . }}
labels:
  {{- include "tessera.labels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end }}

{{/* Databases: name and domain of each; owner and database are called like the name without "-database". */}}
{{- define "tessera.databases" -}}
commons-database: commons
enclave-database: enclave
broker-database: broker
representativeness-database: representativeness
keycloak-database: mesh
{{- end }}

{{/* "yes" if a switch is on (YAML makes true of a bare one), or auto and the cluster knows the API: (dict "root" $ "switch" "auto" "api" "keda.sh/v1alpha1"). */}}
{{- define "tessera.wanted" -}}
{{- $switch := toString .switch }}
{{- if or (has $switch (list "on" "true")) (and (eq $switch "auto") (.root.Capabilities.APIVersions.Has .api)) }}yes{{ end }}
{{- end }}

{{/* Whether more than one replica of a service may run: its folder can be shared, or there is none. */}}
{{- define "tessera.replicable" -}}
{{- if or (not .folder) (eq (.folder).accessMode "ReadWriteMany") }}yes{{ end }}
{{- end }}

{{/* Where users see Keycloak: the issuer of every token starts with it. */}}
{{- define "tessera.keycloak.public" -}}
{{ .Values.keycloak.hostname | default (include "tessera.keycloak.inside" .) }}
{{- end }}

{{/* Where services reach Keycloak. The operator appends "-service" to the name of its custom resource. */}}
{{- define "tessera.keycloak.inside" -}}
{{- $name := ternary "keycloak-service" "keycloak" (eq .Values.profile "operators") -}}
https://{{ include "tessera.address" (dict "root" . "domain" "mesh" "name" $name) }}:8443
{{- end }}

{{/* Where services reach Kafka. Strimzi appends "-kafka-bootstrap". */}}
{{- define "tessera.kafka.bootstrap" -}}
{{- $name := ternary "kafka-kafka-bootstrap" "kafka" (eq .Values.profile "operators") -}}
{{ include "tessera.address" (dict "root" . "domain" "mesh" "name" $name) }}:9092
{{- end }}

{{/* Where a database is reached. CloudNativePG appends "-rw": (dict "root" $ "domain" "commons" "name" "commons-database"). */}}
{{- define "tessera.database.address" -}}
{{- $name := ternary (printf "%s-rw" .name) .name (eq .root.Values.profile "operators") -}}
{{ include "tessera.address" (dict "root" .root "domain" .domain "name" $name) }}
{{- end }}

{{/* Connections that a pod of a service, or of Keycloak, holds at most: what the services' own configuration says. */}}
{{- define "tessera.database.pool" -}}
44
{{- end }}

{{/* Connections a database gives: those of every replica its service may have, of two more while pods are exchanged (one begins, one still ends), and some for its administrator: (dict "root" $ "domain" "commons" "name" "commons-database"). */}}
{{- define "tessera.database.connections" -}}
{{- $replicas := int .root.Values.keycloak.replicas }}
{{- range $name, $own := .root.Values.services }}
{{- if eq $own.domain $.domain }}
{{- $service := merge (deepCopy $own) (deepCopy $.root.Values.serviceDefaults) }}
{{- $replicas = max (int $service.replicas) (int $service.maxReplicas) }}
{{- end }}
{{- end }}
{{- add (mul (include "tessera.database.pool" .) (add $replicas 2)) 20 }}
{{- end }}
