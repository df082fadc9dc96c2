{{/* A realm as it is deployed, as JSON: the page's login comes back to its host; without the demo's accounts and its password grant unless they are wanted: (dict "root" $ "path" "files/realms/…"). */}}
{{- define "tessera.realm" -}}
{{- $realm := .root.Files.Get .path | fromJson }}
{{- $host := (index .root.Values.services "representativeness-service").host }}
{{- range $client := $realm.clients }}
{{- if $client.redirectUris }}{{ $_ := set $client "redirectUris" (ternary (list (printf "https://%s/page/" $host)) list (ne $host "")) }}{{ end }}
{{- end }}
{{- if not .root.Values.keycloak.demoAccounts }}
{{- $users := list }}
{{- range $user := $realm.users | default list }}{{ if not $user.credentials }}{{ $users = append $users $user }}{{ end }}{{ end }}
{{- $clients := list }}
{{- range $client := $realm.clients }}{{ $clients = append $clients (set $client "directAccessGrantsEnabled" false) }}{{ end }}
{{- $realm = merge (dict "users" $users "clients" $clients) (omit $realm "users" "clients") }}
{{- end }}
{{- toJson $realm }}
{{- end }}
