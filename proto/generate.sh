#!/bin/sh
# Writes the TypeScript types of every message and service into the folder that is named.
# The options are those with which shared/grpc loads the same files at run time.
set -eu
cd "$(dirname "$0")"
out=$1
rm -rf "$out"
# shellcheck disable=SC2046 # the names hold no spaces
proto-loader-gen-types --outDir "$out" --includeDirs . --grpcLib @grpc/grpc-js \
  --longs Number --enums String --defaults --oneofs --arrays --objects --includeComments \
  --importFileExtension .ts --targetFileExtension .ts \
  $(find neighbourhood -name '*.proto' | LC_ALL=C sort)
# One file per .proto, named by its last part alone (two would clash) and needed by nobody.
rm "$out"/*.ts
