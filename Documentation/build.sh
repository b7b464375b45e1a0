#!/usr/bin/env bash
# Writes the documentation of the library FilingSearch as pages that any web server can give, or a browser from a folder:
#   Documentation/build.sh FOLDER
# Uses the toolchain's docc, on symbols that the compiler hands out while it builds. A warning is an error.
set -euo pipefail
folder=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
swift=${SWIFT:-swift}
docc=$(dirname "$(command -v "$swift")")/docc
[ -x "$docc" ] || { echo "there is no docc beside $swift: it comes with the toolchain" >&2; exit 1; }

mkdir -p "$folder/symbols"
folder=$(cd "$folder" && pwd)
rm -rf "$folder"/symbols/* "$folder/html" "$folder/own"
# The library is built anew each time: the compiler writes symbols of what it builds alone.
rm -rf "$folder"/build/*/debug/FilingSearch.build "$folder"/build/*/debug/FilingModel.build
"$swift" build --package-path "$root" --scratch-path "$folder/build" --target FilingSearch --disable-index-store \
  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$folder/symbols" \
  -Xswiftc -symbol-graph-minimum-access-level -Xswiftc public
mkdir "$folder/own"
# The nouns of filings are part of what the library gives; everything else it is built on is not.
cp "$folder"/symbols/FilingSearch*.symbols.json "$folder"/symbols/FilingModel*.symbols.json "$folder/own/"
"$docc" convert "$root/Sources/FilingSearch/FilingSearch.docc" --additional-symbol-graph-dir "$folder/own" \
  --fallback-display-name FilingSearch --fallback-bundle-identifier filings.FilingSearch \
  --output-path "$folder/html" --transform-for-static-hosting --warnings-as-errors
echo "documentation: $folder/html/documentation/filingsearch/index.html"
