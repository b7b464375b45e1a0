# Sourced by search-peers.sh: installs the peers into the folder $tools, once, and says how each is run.
#
# install_NAME gives 0 when the peer can be run; else it says why on its last line. After that ${command[NAME]} stands before
# `build DOCUMENTS.tsv FOLDER`, `version FOLDER` and `answer FOLDER`. Versions are fixed, so that figures can be had again.

drivers=$PWD/Benchmarks/Search/peers
python=$tools/python/bin/python
declare -A command=()

# Packages of Debian that are missing, as: name-of-package=what-shows-that-it-is-there
debian() {
    local missing=() pair
    for pair in "$@"; do
        command -v "${pair#*=}" > /dev/null || [ -e "${pair#*=}" ] || missing+=("${pair%%=*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo -n)
    if ! command -v apt-get > /dev/null || ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}" >&2; then
        echo "it wants Debian's ${missing[*]}"
        return 1
    fi
}

pip() { "$python" -m pip --quiet --disable-pip-version-check "$@" >&2; }

# Packages of PyPI into an environment of their own.
packages() {
    if ! [ -x "$python" ] && ! python3 -m venv "$tools/python" >&2; then
        echo "Python cannot make an environment (Debian: python3-venv)"
        return 1
    fi
    [ $# = 0 ] || pip install --no-deps "$@" || { echo "PyPI's $* cannot be installed"; return 1; }
}

install_tantivy() {
    packages tantivy==0.27.0 || return 1
    command[tantivy]="$python $drivers/tantivy_peer.py"
}

install_sqlite() {
    packages apsw==3.54.1.0 || return 1
    command[sqlite]="$python $drivers/sqlite_peer.py"
}

install_pisa() {
    packages pyterrier-pisa==0.4.9 tbb==2020.3.254 numpy || return 1
    command[pisa]="$python $drivers/pisa_peer.py"
}

install_xapian() {
    debian g++=c++ pkg-config=pkg-config libxapian-dev=/usr/include/xapian.h || return 1
    local source=$drivers/xapian_peer.cc program=$tools/xapian_peer
    # shellcheck disable=SC2046
    [ "$program" -nt "$source" ] || c++ -O2 -std=c++20 "$source" -o "$program" $(pkg-config --cflags --libs xapian-core) >&2 \
        || { echo "its driver does not compile"; return 1; }
    command[xapian]=$program
}

# A Java of at least version 21 on PATH, else the one inside a package of PyPI.
find_java() {
    java=$(command -v java || true)
    if [ -n "$java" ] && [ "$("$java" -version 2>&1 | sed -n 's/^[^"]*"\([0-9]*\).*/\1/p;q')" -ge 21 ]; then return 0; fi
    java=$tools/java/arcadedb_embedded/jre/bin/java
    [ -x "$java" ] || { packages && pip install --no-deps --target "$tools/java" arcadedb-embedded==26.10.2.post1; } \
        || { echo "there is no Java of version 21 or newer"; return 1; }
}

# Lucene's classes come inside a Python package, as one jar; Python itself is not asked to run that package.
lucene_jar() {
    [ ! -f "$tools/lucene/lucene.jar" ] || return 0
    packages && mkdir -p "$tools/lucene/archive" && pip download --no-deps --no-binary :all: --ignore-requires-python \
        -d "$tools/lucene/archive" pyserini==2.4.0 || { echo "PyPI's pyserini cannot be had"; return 1; }
    tar -xzf "$tools"/lucene/archive/pyserini-*.tar.gz -C "$tools/lucene/archive" --wildcards --strip-components=4 '*-fatjar.jar' \
        || { echo "pyserini holds no jar"; return 1; }
    mv "$tools"/lucene/archive/*-fatjar.jar "$tools/lucene/lucene.jar"
    rm -r "$tools/lucene/archive"
}

install_lucene() {
    find_java && lucene_jar || return 1
    local source=$drivers/LucenePeer.java classes=$tools/lucene/classes
    if ! [ "$classes/LucenePeer.class" -nt "$source" ]; then
        debian ecj=ecj || return 1
        ecj -17 -nowarn -proc:none -cp "$tools/lucene/lucene.jar" -d "$classes" "$source" >&2 || { echo "its driver does not compile"; return 1; }
    fi
    local vectors=
    ! "$java" --list-modules | grep -q jdk.incubator.vector || vectors="--add-modules jdk.incubator.vector"
    command[lucene]="$java -Xmx3g $vectors --enable-native-access=ALL-UNNAMED -cp $tools/lucene/lucene.jar:$classes LucenePeer"
}
