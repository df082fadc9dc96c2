{{/* What every pod of the chart is held to (pod security "restricted"): its numeric user. */}}
{{- define "tessera.pod.security" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{/* What every container of the chart is held to. */}}
{{- define "tessera.container.security" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{/* First lines of every pod's spec: (dict "root" $ "account" "kafka" "user" 1000). */}}
{{- define "tessera.pod.begin" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "tessera.pod.security" .user | nindent 2 }}
{{- end }}

{{/* Replicas prefer different nodes: the pod's name label. */}}
{{- define "tessera.pod.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector: {matchLabels: {app.kubernetes.io/name: {{ . }}}}
{{- end }}

{{/* A key of a secret as an environment variable: (dict "name" "X" "secret" "s" "key" "k"). */}}
{{- define "tessera.env.secret" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}}
{{- end }}

{{/* A claim for storage: (dict "size" "1Gi" "class" "" "mode" "ReadWriteOnce"). */}}
{{- define "tessera.claim" -}}
accessModes: [{{ .mode | default "ReadWriteOnce" }}]
{{- with .class }}
storageClassName: {{ . }}
{{- end }}
resources: {requests: {storage: {{ .size }}}}
{{- end }}
