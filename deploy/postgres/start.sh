#!/bin/sh
# PostgreSQL with TLS, in containers and in the chart. Its key must belong to the server's account alone, so it is copied
# into memory; a certificate that is renewed meanwhile is taken up within a minute, for connections that begin then.
set -eu

copy_key() { install -m 600 /run/secrets/tls.key /dev/shm/tls.key; }
certificate() { cat /run/secrets/tls.crt /run/secrets/tls.key | cksum; }

# A server that does not run yet, or no longer, is not told. With two files that do not fit it goes on as before.
follow() {
  known=$1
  while sleep 60; do
    now=$(certificate) || continue
    [ "$now" != "$known" ] || continue
    if copy_key && pg_ctl reload --silent --pgdata "$PGDATA"; then known=$now; fi
  done
}

known=$(certificate)
copy_key
follow "$known" &
exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/run/secrets/tls.crt -c ssl_key_file=/dev/shm/tls.key \
  -c ssl_min_protocol_version=TLSv1.3 -c log_statement=none -c log_error_verbosity=terse \
  -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "$@"
