#!/usr/bin/env bash
# Builds and runs the harness; arguments go to it. Results also go to Benchmarks/Results when --save is given first.
set -euo pipefail
cd "$(dirname "$0")/.."
save=
if [ "${1:-}" = --save ]; then
    save=1
    shift
fi
swift build -c release --product filings-bench >&2
program=$(swift build -c release --show-bin-path)/filings-bench
if [ -n "$save" ]; then
    folder="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores"
    mkdir -p "$folder"
    "$program" "$@" | tee "$folder/bench.tsv"
else
    "$program" "$@"
fi
