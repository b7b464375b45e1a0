#!/usr/bin/env bash
# Measures reading: the parser against libxml2 with empty handlers, and the whole import of a tar of ownership XML beside
# "lxml + Tantivy" and "lxml + SQLite FTS5", in one run on one machine.
#
#   Benchmarks/import.sh                      20,000 filings made from a seed
#   Benchmarks/import.sh --filings 100000
#   Benchmarks/import.sh --tar all.tar        a tar of ownership XML of your own
#   Benchmarks/import.sh --rounds 5           every program that often, in turns (default: 3)
#   Benchmarks/import.sh --save               writes Benchmarks/Results/<date-machine>/import-<filings>.tsv, too
#   Benchmarks/import.sh --work FOLDER        keeps what was installed and made there, and uses it again
#
# Needs a C compiler; the peers come from PyPI (lxml, tantivy). What cannot be had is left out, and said so.
set -euo pipefail
cd "$(dirname "$0")/.."

filings=20000 tar= rounds=3 save= work=
while [ $# -gt 0 ]; do
    case $1 in
        --filings) filings=$2; shift ;;
        --tar) tar=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --work) work=$2; shift ;;
        --save) save=1 ;;
        *) echo "import: there is no $1; see the first lines of $0" >&2; exit 64 ;;
    esac
    shift
done
if [ -n "$work" ]; then
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

swift build -c release --product filings --disable-index-store >&2
swift build -c release --product filings-bench --disable-index-store >&2
built=$(swift build -c release --show-bin-path)
# shellcheck disable=SC2046
cc -O2 -o "$work/bare_sax" Benchmarks/Import/bare_sax.c $(pkg-config --cflags --libs libxml-2.0)

if [ -z "$tar" ]; then
    tar=$work/filings-$filings.tar
    if [ ! -f "$tar" ]; then
        "$built/filings-bench" corpus "$work/filings" "$filings" >&2
        tar -cf "$tar" -C "$work/filings" .
        rm -rf "$work/filings"
    fi
fi

python=$work/venv/bin/python
if { [ -x "$python" ] || python3 -m venv "$work/venv"; } \
    && "$python" -m pip install --quiet --disable-pip-version-check lxml tantivy >&2; then
    peers=(--python "$python")
else
    echo "lxml and tantivy cannot be installed here: measured without them" >&2
    peers=()
fi

measure() {
    Benchmarks/Import/compare.py --tar "$tar" --filings "$built/filings" --bench "$built/filings-bench" \
        --sax "$work/bare_sax" "${peers[@]}" --rounds "$rounds" --work "$work"
}
if [ -n "$save" ]; then
    folder="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores"
    mkdir -p "$folder"
    measure | tee "$work/result.tsv"
    count=$(sed -n 's/^corpus\t\([0-9]*\).*/\1/p' "$work/result.tsv")
    cp "$work/result.tsv" "$folder/import-$count.tsv"
else
    measure
fi
