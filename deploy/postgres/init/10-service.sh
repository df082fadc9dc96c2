#!/bin/bash
# At the first start: one database and one role, which owns it, for the one service of this domain; logins with a
# password only, and over the network with TLS only.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
  -v name="$TESSERA_DATABASE" -v password="$(cat /run/secrets/database-password)" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
SQL
cat > "$PGDATA/pg_hba.conf" <<'HBA'
local   all all     scram-sha-256
hostssl all all all scram-sha-256
HBA
