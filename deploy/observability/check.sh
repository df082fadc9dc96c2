#!/usr/bin/env bash
# Prometheus' own tool (promtool) reads the alerts, runs their unit tests, and reads what the dashboard asks.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

promtool check rules alerts.yaml
promtool test rules tests/*.yaml

# It reads rules only, so each expression of a panel becomes one. JSON is YAML too.
panels=$(mktemp)
trap 'rm "$panels"' EXIT
{
  echo 'groups: [{name: dashboard, rules: ['
  grep -oE '"expr": *"([^"\\]|\\.)*"' dashboard.json | awk '{print "{record: panel:" NR ", " $0 "},"}'
  echo ']}]'
} >"$panels"
promtool check rules "$panels"
