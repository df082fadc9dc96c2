#!/bin/sh
# PostgreSQL with TLS: its key must belong to the server's account alone, so it is copied into memory.
set -eu
install -m 600 /run/secrets/tls.key /tmp/tls.key
exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/run/secrets/tls.crt -c ssl_key_file=/tmp/tls.key \
  -c ssl_min_protocol_version=TLSv1.3 -c max_connections="${TESSERA_MAX_CONNECTIONS:-100}" -c log_statement=none "$@"
