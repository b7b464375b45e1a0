#!/usr/bin/env bash
# Compares searches with other programs: the same documents and queries, warm, in turns on one core, in one run on one machine.
#
#   Benchmarks/search-peers.sh                          100,000 invented filings, all peers
#   Benchmarks/search-peers.sh --filings 1000000        10000, 100000 or any other number
#   Benchmarks/search-peers.sh --collection prose       a collection of FILINGS_BENCH_DATA by its name
#   Benchmarks/search-peers.sh --peers 'lucene tantivy' some of lucene, tantivy, pisa, sqlite, xapian
#   Benchmarks/search-peers.sh --types 'and2 or3'       some types of the log
#   Benchmarks/search-peers.sh --rounds 5 --warm 2      the defaults: rounds that are measured, and before them
#   Benchmarks/search-peers.sh --core 1                 the core; the last one otherwise
#   Benchmarks/search-peers.sh --program PATH           a `filings` that is built already
#   Benchmarks/search-peers.sh --same-words             gives `filings`, too, documents that are cut into words already
#   Benchmarks/search-peers.sh --speed-only             leaves out the sizes of indexes, opening and memory
#   Benchmarks/search-peers.sh --save                   writes Benchmarks/Results/<date-machine>/search-*-<collection>.tsv, too
#
# FILINGS_BENCH_DIR    where peers, collections and indexes lie and are kept; default: filings-bench in the folder of caches
# FILINGS_BENCH_DATA   documents and logs of others; Benchmarks/README.md says how they lie there
set -euo pipefail
cd "$(dirname "$0")/.."

collection=100000 peers='lucene tantivy pisa sqlite xapian' types= rounds=5 warm=2 core=$(($(nproc) - 1)) program= same_words= speed_only= save=
while [ $# -gt 0 ]; do
    case $1 in
        --filings | --collection) collection=$2; shift ;;
        --peers) peers=$2; shift ;;
        --types) types=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --warm) warm=$2; shift ;;
        --core) core=$2; shift ;;
        --program) program=$(realpath "$2"); shift ;;
        --same-words) same_words=-same-words ;;
        --speed-only) speed_only=1 ;;
        --save) save=1 ;;
        *) echo "search-peers: there is no $1; see the first lines of $0" >&2; exit 64 ;;
    esac
    shift
done

say() { echo "search-peers: $*" >&2; }
base=${FILINGS_BENCH_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/filings-bench}
mkdir -p "$base/tools"
base=$(cd "$base" && pwd)
[[ $base$program != *[[:space:]]* ]] || { say "paths with blanks cannot stand in commands: $base $program"; exit 64; }
tools=$base/tools search=$PWD/Benchmarks/Search folder=$base/$collection
# shellcheck source=Search/peers/install.sh
. Benchmarks/Search/peers/install.sh

if [ -z "$program" ]; then
    swift build -c release --product filings --disable-index-store >&2
    program=$(swift build -c release --show-bin-path)/filings
fi

# Documents, their words, and the log. What is begun gets its name when it is whole.
source=${FILINGS_BENCH_DATA:+$FILINGS_BENCH_DATA/$collection}
mkdir -p "$folder"
if [ -n "$source" ] && [ -e "$source/documents" ]; then
    documents=$(realpath "$source/documents")
elif [ -n "$source" ] && [ -e "$source/documents.ndjson" ]; then
    documents=$(realpath "$source/documents.ndjson")
else
    documents=$folder/documents
    if [ ! -e "$documents" ]; then
        [[ $collection =~ ^[0-9]+$ ]] || { say "there is no ${source:-FILINGS_BENCH_DATA}/documents or documents.ndjson"; exit 66; }
        say "making $collection filings"
        rm -rf "$documents.part" && mkdir "$documents.part"
        "$search/make_documents.py" --filings "$collection" \
            | split -l 100000 -d --additional-suffix=.ndjson - "$documents.part/documents-"
        mv "$documents.part" "$documents"
    fi
fi
words=$folder/documents.tsv
if [ ! -e "$words" ]; then
    say "cutting documents into words"
    "$search/peers/flatten_documents.py" "$documents" "$words.part" && mv "$words.part" "$words"
fi
if [ -n "$source" ] && [ -e "$source/log.tsv" ]; then
    log=$source/log.tsv counts=
    [ ! -e "$source/counts.tsv" ] || counts=$source/counts.tsv
else
    log=$folder/log.tsv counts=$folder/counts.tsv
    if [ ! -e "$log" ]; then
        say "drawing queries"
        "$search/make_log.py" "$words" "$log.part" "$counts" && mv "$log.part" "$log"
    fi
fi

# Indexes. Ours is built anew when the program is newer.
index=$folder/filings$same_words
if [ "$program" -nt "$index" ]; then
    say "building the index of filings"
    if [ -n "$same_words" ]; then
        [ -e "$folder/words.ndjson" ] || "$search/peers/flatten_documents.py" "$documents" "$folder/part.ndjson"
        [ -e "$folder/words.ndjson" ] || mv "$folder/part.ndjson" "$folder/words.ndjson"
        documents=$folder/words.ndjson
    fi
    rm -rf "$index.part"
    "$program" rebuild "$documents" --index "$index.part" >&2
    rm -rf "$index" && mv "$index.part" "$index"
fi
notes=() answering=() opening=() sizes=()
ours="$program search --stdin --format jsonl --index $index"
answering+=("filings=$ours --loose-totals" "filings-exact=$ours")
opening+=("filings=$ours")
for peer in $peers; do
    if [ "$(type -t "install_$peer")" != function ]; then
        say "there is no peer $peer; there are lucene, tantivy, pisa, sqlite and xapian"
        exit 64
    fi
    # In this shell, for it sets variables.
    if ! "install_$peer" > "$tools/why"; then
        notes+=("$peer was left out: $(tail -n 1 "$tools/why")")
        say "${notes[-1]}"
        continue
    fi
    if [ ! -e "$folder/$peer" ]; then
        say "building the index of $peer"
        rm -rf "$folder/$peer.part"
        if ! ${command[$peer]} build "$words" "$folder/$peer.part" > "$folder/$peer.log" 2>&1; then
            notes+=("$peer was left out: its index could not be built; see $peer.log")
            say "${notes[-1]}"
            continue
        fi
        mv "$folder/$peer.part" "$folder/$peer"
    fi
    notes+=("$(${command[$peer]} version "$folder/$peer" 2> /dev/null)")
    answering+=("$peer=${command[$peer]} answer $folder/$peer")
    sizes+=("$peer=$folder/$peer")
    # Opening is of interest for those that answer a whole log in moments.
    [[ $peer =~ sqlite|xapian ]] || opening+=("${answering[-1]}")
done

results=$folder/results
[ -z "$save" ] || results="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores"
mkdir -p "$results"
machine=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
head_lines() {
    echo "# ${machine:-unknown processor}, $(nproc) cores; $(wc -l < "$words") documents of $collection; $rounds rounds after $warm, in turns"
    echo "# filings $("$program" --version), $(find "$index" -name '*.segment' | wc -l) segment files"
    for note in ${notes[@]+"${notes[@]}"}; do echo "# $note"; done
}
# keep NAME COMMAND: runs it, writes its rows below the head and shows them as a table.
keep() {
    local out=$results/search-$1-$collection$same_words.tsv
    shift
    { head_lines; "$@"; } > "$out.part"
    mv "$out.part" "$out"
    grep '^#' "$out"
    grep -v '^#' "$out" | sed 's/\t\t/\t \t/g; s/\t\t/\t \t/g' | column -t -s $'\t'
    echo
}
keep peers "$search/compare.py" --log "$log" ${counts:+--counts "$counts"} --rounds "$rounds" --warm "$warm" --core "$core" --prefer \
    --warm-more lucene=20000 --slow sqlite,xapian --only "${types// /,}" --rows "$results/search-rows-$collection$same_words.tsv" "${answering[@]}"
[ -z "$speed_only" ] || exit 0
keep size "$search/index_size.py" "$program inspect --index $index" ${sizes[@]+"${sizes[@]}"}
keep opening "$search/opening.py" --log "$log" --core "$core" --prefer "${opening[@]}"
