#!/usr/bin/env bash
# Holds a running server against its OpenAPI document with schemathesis, from PyPI:
#   Tests/Served/openapi.sh PROGRAM [EXAMPLES]
set -euo pipefail
program=$1
examples=${2:-50}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

log=$(mktemp)
"$program" serve --index "$here/../../Index/Sample/index" --port 0 --quiet 2> "$log" &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 100); do
  address=$(sed -n 's/.*serving at \(http[^ ]*\)\/$/\1/p' "$log")
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat "$log" >&2; exit 1; }
cd "$(mktemp -d)"
schemathesis run "$address/openapi.json" --checks all --max-examples "$examples" --seed 1 \
  --exclude-checks positive_data_acceptance
