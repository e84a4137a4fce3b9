#!/bin/sh
# Arguments are for mongod, whose place this takes.
exec ferretdb -listen "${FERRETDB_LISTEN_ADDR:-0.0.0.0:27017}" -postgres "${FERRETDB_POSTGRESQL_URL:-postgres://postgres:5432/ferretdb}"
