#!/usr/bin/env bash
# Measures how well names are found, on a universe and labelled queries kept outside the repository.
# FILINGS_NAMES_DATA names a folder with universe-open-100k.tsv.gz (cik, name, kind, ticker) and
# eval-open.tsv (id, class, query, right CIKs). Fails when the figure over all classes falls below the floor.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${FILINGS_NAMES_DATA:-}
if [ -z "$data" ] || [ ! -f "$data/eval-open.tsv" ]; then
    echo "quality: set FILINGS_NAMES_DATA to a folder with universe-open-100k.tsv.gz and eval-open.tsv" >&2
    exit 66
fi
swift build -c release --product name-quality >&2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
gunzip -c "$data/universe-open-100k.tsv.gz" > "$work/universe.tsv"
"$(swift build -c release --show-bin-path)/name-quality" "$work/universe.tsv" "$data/eval-open.tsv"
