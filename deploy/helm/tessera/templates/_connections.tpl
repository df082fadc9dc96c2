{{/* Labels of a place's pods in this profile: (dict "root" $ "place" {...}). */}}
{{- define "tessera.place.pods" -}}
{{- $labels := .place.pods }}
{{- if and (eq .root.Values.profile "operators") .place.operatorPods }}{{ $labels = .place.operatorPods }}{{ end }}
{{- toJson $labels }}
{{- end }}

{{/* Network policy peers of a place, as a JSON object {peers: [...]}: (dict "root" $ "list" allowed-connections "name" "kafka"). */}}
{{- define "tessera.place.peers" -}}
{{- $place := get .list.places .name }}
{{- $peers := list }}
{{- if $place.domain }}
{{- $labels := include "tessera.place.pods" (dict "root" .root "place" $place) | fromJson }}
{{- $peers = list (dict "namespaceSelector" (dict "matchLabels" (dict "tessera.org/domain" $place.domain)) "podSelector" (dict "matchLabels" $labels)) }}
{{- else }}
{{- $peers = get .root.Values.outside .name | default list }}
{{- end }}
{{- toJson (dict "peers" $peers) }}
{{- end }}

{{/* Peers of several places as one JSON object; "everyone" is all places with a domain. */}}
{{- define "tessera.places.peers" -}}
{{- $peers := list }}
{{- range $name := .names }}
{{- if eq $name "everyone" }}
{{- range $other, $place := $.list.places }}{{- if $place.domain }}
{{- $peers = concat $peers (include "tessera.place.peers" (dict "root" $.root "list" $.list "name" $other) | fromJson).peers }}
{{- end }}{{- end }}
{{- else }}
{{- $peers = concat $peers (include "tessera.place.peers" (dict "root" $.root "list" $.list "name" $name) | fromJson).peers }}
{{- end }}
{{- end }}
{{- toJson (dict "peers" $peers) }}
{{- end }}
