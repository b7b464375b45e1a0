#!/usr/bin/env bash
# Adds filings while eight readers ask for names at full speed; says how long look-ups take idle, while adding and merging.
#
#   Benchmarks/load.sh [COUNT]       1,000,000 filings unless told otherwise; needs some 8 kB of disk for each
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product filings-bench --disable-index-store >&2
program=$(swift build -c release --show-bin-path)/filings-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" load "$work" "${1:-1000000}"
