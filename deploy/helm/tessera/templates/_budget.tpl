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
