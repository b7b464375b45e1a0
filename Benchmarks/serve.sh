#!/usr/bin/env bash
# Measures the server on loopback: Benchmarks/serve.sh PROGRAM INDEX [SECONDS]
# Names at a steady 200 requests a second (latency from when each was due), and searches as fast as wrk asks.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
index=${2:-$here/../Index/Sample/index}
seconds=${3:-10}

log=$(mktemp)
"$program" serve --index "$index" --port 0 --quiet 2> "$log" &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 100); do
  address=$(sed -n 's/.*serving at \(http[^ ]*\)\/$/\1/p' "$log")
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat "$log" >&2; exit 1; }

for path in /v1/suggest /v1/names; do
  "$here/Serve/steady.py" "$address" "$path" 200 "$seconds"
done
wrk -t1 -c16 -d"${seconds}s" --latency -s "$here/Serve/search.lua" "$address"
ps -o rss= -p "$server" | awk '{ printf "memory after that: %.1f MB\n", $1 / 1024 }'
