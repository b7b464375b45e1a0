#!/usr/bin/env bash
# Compares name search with other programs: the same names, the same queries, one in flight, one run on one machine.
#
#   Benchmarks/names-peers.sh                        100,000 names
#   Benchmarks/names-peers.sh --names 1000000 --per-class 10
#   Benchmarks/names-peers.sh --save                 writes Benchmarks/Results/<date-machine>/names-peers-<names>.tsv, too
#   Benchmarks/names-peers.sh --work FOLDER          keeps what was installed and built there, and uses it again
#   Benchmarks/names-peers.sh --only 'ours|tantivy'  only programs whose name fits the expression
#
# Peers come from PyPI and Debian as their clients are set up here: rapidfuzz, tantivy, psycopg with PostgreSQL's pg_trgm (a
# private server on a socket of its own), the FTS5 of Python's sqlite3, and Lucene out of the jar in the package pyserini.
# What cannot be had is named in the result. yente is a service of several programs and is not run.
set -euo pipefail
cd "$(dirname "$0")/.."

names=100000 per_class=50 save= work= only=.
while [ $# -gt 0 ]; do
    case $1 in
        --names) names=$2; shift ;;
        --per-class) per_class=$2; shift ;;
        --work) work=$2; shift ;;
        --only) only=$2; shift ;;
        --save) save=1 ;;
        *) echo "names-peers: there is no $1; see the first lines of $0" >&2; exit 64 ;;
    esac
    shift
done

peers=$PWD/Benchmarks/Names/peers
swift build -c release --product name-quality --disable-index-store >&2
program=$(swift build -c release --show-bin-path)/name-quality
server=
finish() {
    [ -z "$server" ] || as_postgres "$server/bin/pg_ctl" -D "$work/postgres/data" -m immediate stop > /dev/null 2>&1 || true
    [ -n "${keep:-}" ] || rm -rf "$work"
}
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
if [ -n "$work" ]; then keep=1; mkdir -p "$work"; work=$(cd "$work" && pwd); else work=$(mktemp -d); fi
chmod 711 "$work"
trap finish EXIT

notes=() programs=()
wants() { [[ $1 =~ $only ]]; }
add() { # name build-command answer-command
    if wants "$1"; then programs+=(--program "$1|$2|$3"); fi
}
add "ours" "" "$program answer {universe}"

# Python packages into a folder of their own.
python=$work/venv/bin/python
[ -x "$python" ] || python3 -m venv "$work/venv"
install() { # package
    "$python" -m pip install --quiet --disable-pip-version-check "$1" >&2 || { notes+=(--note "$1 cannot be installed here"); return 1; }
}
if wants rapidfuzz && install rapidfuzz; then
    for ratio in token_sort_ratio WRatio; do
        add "rapidfuzz $ratio" "" "$python $peers/rapidfuzz_all.py answer {universe} {work} $ratio"
    done
fi
if wants tantivy && install tantivy; then
    for variant in fuzzy trigrams; do
        add "tantivy $variant" "$python $peers/tantivy_names.py build {universe} {work} $variant" \
            "$python $peers/tantivy_names.py answer {universe} {work} $variant"
    done
fi
if "$python" -c 'import sqlite3; sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize = trigram)")'; then
    add "sqlite trigrams" "$python $peers/sqlite_trigrams.py build {universe} {work} -" \
        "$python $peers/sqlite_trigrams.py answer {universe} {work} -"
else
    notes+=(--note "Python's SQLite has no trigram tokenizer")
fi

# A server of our own, on a socket in the working folder.
if wants pg_trgm; then
    for folder in /usr/lib/postgresql/*; do
        if [ -x "$folder/bin/initdb" ] && [ -f "/usr/share/postgresql/${folder##*/}/extension/pg_trgm.control" ]; then server=$folder; fi
    done
fi
if ! wants pg_trgm; then
    :
elif [ -n "$server" ] && install 'psycopg[binary]'; then
    rm -rf "$work/postgres"
    mkdir -p "$work/postgres"
    [ "$(id -u)" != 0 ] || chown postgres "$work/postgres"
    as_postgres "$server/bin/initdb" -D "$work/postgres/data" -U postgres -A trust -E UTF8 --locale=C > "$work/postgres.log" 2>&1
    as_postgres "$server/bin/pg_ctl" -D "$work/postgres/data" -w -l "$work/postgres/log" \
        -o "-k $work/postgres -c listen_addresses= -c shared_buffers=1GB -c fsync=off -c max_wal_size=4GB" start >> "$work/postgres.log" 2>&1
    export PGHOST=$work/postgres
    for variant in similar nearest; do
        add "pg_trgm $variant" "$python $peers/postgres_trigrams.py build {universe} {work} $variant" \
            "$python $peers/postgres_trigrams.py answer {universe} {work} $variant"
    done
else
    server=
    notes+=(--note "PostgreSQL with pg_trgm is not installed (Debian: postgresql, postgresql-contrib)")
fi

# Lucene comes inside a Python package; its jar wants Java 17 or newer.
if wants lucene; then
    if command -v java > /dev/null && { [ -f "$work/lucene.jar" ] || {
        "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$work" pyserini==0.40.0 >&2 \
            && "$python" -c 'import glob, shutil, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + "/pyserini-*.whl")[0])
jar = next(name for name in wheel.namelist() if name.endswith("fatjar.jar"))
with wheel.open(jar) as source, open(sys.argv[1] + "/lucene.jar", "wb") as target: shutil.copyfileobj(source, target)' "$work"; }; }; then
        java="java -Xmx4g -cp $work/lucene.jar $peers/LuceneNames.java"
        add "lucene fuzzy" "$java build {universe} {work}" "$java answer {universe} {work}"
    else
        notes+=(--note "Lucene cannot be had here (Java 17 and the package pyserini)")
    fi
fi
notes+=(--note "yente is a service of several programs and was not run; its authors give 4 to 15 matches a second and core")

"$program" generate --names "$names" --seed 3 > "$work/universe.tsv"
"$program" queries "$work/universe.tsv" --seed 3 --per-class "$per_class" --absent "$per_class" > "$work/queries.tsv"
out=$work/names-peers-$names.tsv
if [ -n "$save" ]; then
    folder="Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(nproc)-cores"
    mkdir -p "$folder"
    out=$folder/names-peers-$names.tsv
fi
machine=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
"$python" "$peers/compare.py" --universe "$work/universe.tsv" --queries "$work/queries.tsv" --work "$work" --out "$out" \
    --per-class "$per_class" --note "$names names, seed 3; ${machine:-unknown processor}, $(nproc) cores" "${notes[@]}" "${programs[@]}"
