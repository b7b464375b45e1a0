#!/usr/bin/env bash
# Measures the server on loopback: Benchmarks/serve.sh PROGRAM INDEX [SECONDS [MINUTES]]
#
# Names at a steady 200 requests a second (latency from when each was due), beside the time of the same look-ups within a
# process; the same while 10,000 slow or half-open connections stand; searches as fast as wrk asks; and, for MINUTES (0),
# memory every ten seconds while all of this goes on. Every figure comes with the load of the machine before it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
index=${2:-$here/../Index/Sample/index}
seconds=${3:-10}
minutes=${4:-0}
connections=${CONNECTIONS:-10000}

log=$(mktemp)
idle=
ulimit -n "$(ulimit -Hn)"
"$program" serve --index "$index" --port 0 --quiet 2> "$log" &
server=$!
trap 'kill $idle "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 600); do
  address=$(sed -n 's/.*serving at \(http[^ ]*\)\/$/\1/p' "$log")
  [ -n "$address" ] && break
  sleep 0.1
done
[ -n "$address" ] || { cat "$log" >&2; exit 1; }

load() { printf 'load %s: ' "$(cut -d ' ' -f 1 /proc/loadavg)"; }
memory() { ps -o rss= -p "$server" | awk '{ printf "%.1f MB\n", $1 / 1024 }'; }
steady() { for path in /v1/suggest /v1/names; do load; "$here/Serve/steady.py" "$address" "$path" 200 "$seconds"; done; }

echo "memory after opening: $(memory)"
bench=$(dirname "$program")/filings-bench
if [ -x "$bench" ]; then
  load
  "$here/Serve/steady.py" names /v1/names 2000 1 | "$bench" names "$index"
fi
echo "== names, nobody else there"
steady
echo "== names beside $connections slow and half-open connections"
"$here/Serve/idle.py" "$address" "$connections" &
idle=$!
for _ in $(seq 600); do
  [ "$(grep -c . "/proc/$server/net/tcp")" -gt "$connections" ] && break
  sleep 0.1
done
sleep 2
steady
kill "$idle" && wait "$idle" || true
idle=
echo "== searches"
"$here/Serve/searches.py" "$address" "$server" "$seconds"
echo "memory after that: $(memory)"
if [ "$minutes" -gt 0 ]; then
  echo "== memory, every ten seconds for $minutes minutes"
  end=$((SECONDS + 60 * minutes))
  while [ "$SECONDS" -lt "$end" ]; do
    "$here/Serve/searches.py" "$address" "$server" 3 '/v1/search?q=' stock > /dev/null
    "$here/Serve/steady.py" "$address" /v1/suggest 200 3 > /dev/null
    "$here/Serve/steady.py" "$address" /v1/names 200 2 > /dev/null
    memory
  done
fi
