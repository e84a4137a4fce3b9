#!/bin/sh
# Fails when gen/ is not what the .proto files say.
set -eu
cd "$(dirname "$0")"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
./generate.sh "$fresh/gen" >/dev/null
diff -r gen "$fresh/gen" || {
  echo 'proto/gen is out of date: run `make proto`' >&2
  exit 1
}
