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
{{- include "tessera.pod.nodes" .root }}
securityContext:
  {{- include "tessera.pod.security" .user | nindent 2 }}
{{- end }}

{{/* Nodes that pods may run on. */}}
{{- define "tessera.pod.nodes" -}}
{{- with .Values.nodes.selector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodes.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The same, and who may pull the image, for Strimzi's pods: it knows affinities only. */}}
{{- define "tessera.strimzi.pod" -}}
enableServiceLinks: false
securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodes.selector }}
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
            {{- range $label, $value := . }}
            - {key: {{ $label }}, operator: In, values: [{{ $value | quote }}]}
            {{- end }}
{{- end }}
{{- with .Values.nodes.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
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
