#!/usr/bin/env bash
# Measures name search as the number of names grows: latency, build time, bytes a name, memory.
#
#   Benchmarks/names-scale.sh                                  10,000 to 10,000,000 names
#   Benchmarks/names-scale.sh --sizes '10000 100000'           other sizes
#   Benchmarks/names-scale.sh --per-class 20 --rounds 3        the defaults
#   Benchmarks/names-scale.sh --save                           rows and plot go to Benchmarks/Results/<date-machine>, too
set -euo pipefail
cd "$(dirname "$0")/.."

sizes='10000 100000 1000000 10000000' per_class=20 rounds=3 save=
while [ $# -gt 0 ]; do
    case $1 in
        --sizes) sizes=$2; shift ;;
        --per-class) per_class=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --save) save=1 ;;
        *) echo "names-scale: there is no $1; see the first lines of $0" >&2; exit 64 ;;
    esac
    shift
done

swift build -c release --product name-quality --disable-index-store >&2
program=$(swift build -c release --show-bin-path)/name-quality
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rows=$work/names-scale.tsv plot=$work/names-scale.svg
if [ -n "$save" ]; then
    folder="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores"
    mkdir -p "$folder"
    rows=$folder/names-scale.tsv plot=$folder/names-scale.svg
fi
machine=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
{
    echo "# ${machine:-unknown processor}, $(nproc) cores; seed 3, $per_class queries a class, $rounds rounds"
    printf 'names\tsubject\tmeasure\tvalue\n'
} > "$rows"
for size in $sizes; do
    echo "names-scale: $size names" >&2
    "$program" generate --names "$size" --seed 3 > "$work/universe.tsv"
    "$program" queries "$work/universe.tsv" --seed 3 --per-class "$per_class" --absent "$per_class" > "$work/queries.tsv"
    "$program" measure "$work/universe.tsv" "$work/queries.tsv" --rounds "$rounds" --save "$work/figures.tsv" > /dev/null
    sed "s/^/$size\t/" "$work/figures.tsv" >> "$rows"
done
python3 Benchmarks/Names/plot_scale.py "$rows" "$plot"
