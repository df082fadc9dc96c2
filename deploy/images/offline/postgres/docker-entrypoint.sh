#!/usr/bin/env bash
# The part of the public image's start that Tessera and Testcontainers use: POSTGRES_USER, _PASSWORD, _DB (each also as
# _FILE), POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, /docker-entrypoint-initdb.d/*.sh and *.sql, once.
set -euo pipefail

value_of() {
  local name=$1 file_name=$1_FILE
  if [ -n "${!file_name:-}" ]; then printf '%s' "$(<"${!file_name}")"; else printf '%s' "${!name:-$2}"; fi
}

initialise() {
  local user password database
  user=$(value_of POSTGRES_USER postgres)
  password=$(value_of POSTGRES_PASSWORD '')
  database=$(value_of POSTGRES_DB "$user")
  if [ -z "$password" ]; then
    echo "Error: Database is uninitialized and superuser password is not specified (POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE)." >&2
    exit 1
  fi
  # shellcheck disable=SC2086 # the arguments are words
  initdb -D "$PGDATA" -U "$user" --pwfile=<(printf '%s\n' "$password") ${POSTGRES_INITDB_ARGS:-}
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"

  # The server of the first start listens on its socket only. Its log is shown: who waits for "ready" sees it twice.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
  export PGHOST=/var/run/postgresql PGUSER=$user PGDATABASE=$database POSTGRES_USER=$user POSTGRES_DB=$database PGPASSWORD=$password
  [ "$database" = postgres ] || psql -v ON_ERROR_STOP=1 --no-psqlrc -d postgres -v name="$database" <<<'CREATE DATABASE :"name";'
  local script
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) echo "$0: running $script"; bash "$script" ;;
      *.sql) echo "$0: running $script"; psql -v ON_ERROR_STOP=1 --no-psqlrc -f "$script" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGHOST PGUSER PGDATABASE PGPASSWORD
  echo 'PostgreSQL init process complete; ready for start up.'
}

[ "${1:0:1}" != - ] || set -- postgres "$@"
if [ "$1" = postgres ]; then
  if [ "$(id -u)" = 0 ]; then
    install -d -m 700 -o postgres -g postgres "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /var/run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
  fi
  [ -s "$PGDATA/PG_VERSION" ] || initialise
  # As in the public image, the server listens everywhere in its container.
  set -- "$@" -c "listen_addresses=*"
fi
exec "$@"
