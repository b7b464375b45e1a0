#!/usr/bin/env bash
# Measures how well names are found and fails when a figure falls below its floor in Benchmarks/Names/floor.tsv.
#
#   Benchmarks/quality.sh                 the project's own universe and queries, made from a seed
#   Benchmarks/quality.sh --save          writes the figures to Benchmarks/Results/<date-machine>, too
#   Benchmarks/quality.sh --misses DIR    writes the queries whose right answer did not stand first into DIR
#   Benchmarks/quality.sh --new-floors    sets the floors anew from what is measured
#   Benchmarks/quality.sh --self-test     shows that a figure below its floor is caught
#
# FILINGS_NAMES_DATA names a folder with universe-open-100k.tsv.gz and eval-open.tsv (the formats are in Benchmarks/README.md):
# then these are measured as well. FILINGS_REAL_NAMES names one with owners.tsv.gz and issuers.tsv.gz: then every real name in
# them is asked for in every spelling.
set -euo pipefail
cd "$(dirname "$0")/.."

results= misses= new_floors= self_test=
while [ $# -gt 0 ]; do
    case $1 in
        --save) results="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores" ;;
        --misses) misses=${2:?--misses wants a folder}; shift ;;
        --new-floors) new_floors=1 ;;
        --self-test) self_test=1 ;;
        *) echo "quality: there is no $1; see the first lines of $0" >&2; exit 64 ;;
    esac
    shift
done

floors=Benchmarks/Names/floor.tsv
swift build -c release --product name-quality --disable-index-store >&2
program=$(swift build -c release --show-bin-path)/name-quality
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
[ -z "$results" ] || mkdir -p "$results"
[ -z "$misses" ] || mkdir -p "$misses"

# Measures one set; what is asked for goes to files named after it.
measure() { # set universe queries
    local flags=(--set "$1")
    [ -z "$results" ] || flags+=(--save "$results/names-$1.tsv")
    [ -z "$misses" ] || flags+=(--misses "$misses/names-$1.tsv")
    if [ -n "$new_floors" ]; then flags+=(--new-floors "$work/floor-$1.tsv"); else flags+=(--floors "$floors"); fi
    echo "== $1"
    "$program" measure "$2" "$3" "${flags[@]}" || status=1
}

if [ -n "$self_test" ]; then
    # Every class present, every figure at its floor: passes. One floor above what can be reached, or one class without a
    # floor: fails, and says where.
    "$program" generate --names 20000 --seed 1 > "$work/universe.tsv"
    "$program" queries "$work/universe.tsv" --per-class 3 --absent 3 > "$work/queries.tsv"
    "$program" measure "$work/universe.tsv" "$work/queries.tsv" --rounds 1 --new-floors "$work/floor.tsv" > /dev/null
    fails() { # floors expected-words
        if "$program" measure "$work/universe.tsv" "$work/queries.tsv" --rounds 1 --floors "$1" > /dev/null 2> "$work/said"; then
            echo "quality: $2 was not caught" >&2
            exit 1
        fi
        grep -q "$2" "$work/said" || { echo "quality: expected '$2', found:" >&2; cat "$work/said" >&2; exit 1; }
    }
    "$program" measure "$work/universe.tsv" "$work/queries.tsv" --rounds 1 --floors "$work/floor.tsv" > /dev/null
    sed 's/\ttypo_last\tfirst\t.*/\ttypo_last\tfirst\t1.01/' "$work/floor.tsv" > "$work/raised.tsv"
    fails "$work/raised.tsv" 'typo_last: first is .*, below the floor of 1.01'
    sed '/\ttypo_last\tfirst\t/d' "$work/floor.tsv" > "$work/dropped.tsv"
    fails "$work/dropped.tsv" 'typo_last: there is no floor for it'
    grep -v $'\ttypo_last\t' "$work/queries.tsv" > "$work/fewer.tsv"
    mv "$work/fewer.tsv" "$work/queries.tsv"
    fails "$work/floor.tsv" 'typo_last: first was not measured'
    echo "quality: a raised floor, a class without floor and a class left out are caught"
    exit 0
fi

status=0
"$program" generate --names 100000 --seed 1 > "$work/generated.tsv"
"$program" queries "$work/generated.tsv" --seed 1 --per-class 150 --absent 150 > "$work/generated-queries.tsv"
measure generated "$work/generated.tsv" "$work/generated-queries.tsv"

echo "== against scoring every name"
"$program" complete --queries 100000 || status=1

data=${FILINGS_NAMES_DATA:-}
if [ -n "$data" ]; then
    if [ ! -f "$data/eval-open.tsv" ]; then
        echo "quality: FILINGS_NAMES_DATA is $data, where there is no eval-open.tsv" >&2
        exit 66
    fi
    gunzip -c "$data/universe-open-100k.tsv.gz" > "$work/open.tsv"
    measure open "$work/open.tsv" "$data/eval-open.tsv"
fi

real=${FILINGS_REAL_NAMES:-}
if [ -n "$real" ]; then
    gunzip -c "$real/owners.tsv.gz" > "$work/owners.tsv"
    gunzip -c "$real/issuers.tsv.gz" > "$work/issuers.tsv"
    "$program" parties "$work/owners.tsv" "$work/issuers.tsv" > "$work/real.tsv"
    flags=()
    [ -z "$results" ] || flags+=(--save "$results/names-real.tsv")
    [ -z "$misses" ] || flags+=(--misses "$misses/names-real.tsv")
    echo "== real names"
    "$program" real "$work/real.tsv" "${flags[@]}"
fi

if [ -n "$new_floors" ]; then
    {
        echo "# What \`make quality\` must reach: set, subject, measure, floor. Set by Benchmarks/quality.sh --new-floors."
        cat "$work"/floor-generated.tsv
        if [ -f "$work/floor-open.tsv" ]; then cat "$work/floor-open.tsv"; else grep $'^open\t' "$floors" || true; fi
    } > "$work/floor.tsv"
    mv "$work/floor.tsv" "$floors"
fi
exit "$status"
