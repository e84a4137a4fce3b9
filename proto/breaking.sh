#!/bin/sh
# Compares the .proto files with those of a git reference (AGAINST, else main) and fails on a change that
# breaks callers. With no such reference yet there is nothing to break.
set -eu
cd "$(dirname "$0")"
reference=${AGAINST:-main}
top=$(git rev-parse --show-toplevel 2>/dev/null) || {
  echo 'proto: not in a git work tree, nothing to compare with' >&2
  exit 0
}
if ! git rev-parse --verify --quiet "$reference:proto/buf.yaml" >/dev/null; then
  echo "proto: $reference has no protos yet, nothing to compare with" >&2
  exit 0
fi
commit=$(git rev-parse --verify "$reference^{commit}")
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git -C "$top" archive "$commit" proto | tar -x -C "$before"
buf breaking --against "$before/proto"
