#!/usr/bin/env bash
# Fuzzes with libFuzzer: each target for TIME seconds (default 60), or the one that TARGET names.
# Finds go to Tests/Fuzz/Regressions/<target>, where the tests replay them; what was learnt stays in .build-fuzz/corpus.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

swift="${SWIFT:-swift}"
build=.build-fuzz
# libFuzzer has a main of its own and is written in C++; Swift code is instrumented only when told so.
"$swift" build -c release --product filings-fuzz --scratch-path "$build" --disable-index-store \
  --sanitize=fuzzer --sanitize=address \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
  -Xlinker --allow-multiple-definition -Xlinker -lstdc++ ${FUZZ_BUILD_FLAGS:-}

targets="${TARGET:-xml html submission text archive query segment manifest deleted}"
found=0
for target in $targets; do
  corpus="$build/corpus/$target"
  finds="Tests/Fuzz/Regressions/$target"
  mkdir -p "$corpus" "$finds" "Tests/Fuzz/Corpus/$target"
  seeds=("Tests/Fuzz/Corpus/$target")
  case "$target" in xml | html | submission | text) seeds+=(Tests/EDGARTests/Fixtures) ;; esac
  echo "== $target for ${TIME:-60} s"
  # Without Swift's own backtrace the input is saved; leaks are those of libraries that keep tables for good.
  if ! FILINGS_FUZZ="$target" SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 \
    "$build/release/filings-fuzz" "$corpus" "${seeds[@]}" -max_total_time="${TIME:-60}" -timeout=10 -rss_limit_mb=4096 \
    -max_len="${MAX_LEN:-16384}" -artifact_prefix="$finds/" -print_final_stats=1 -verbosity=1 > "$build/$target.log" 2>&1; then
    echo "== $target: found something, see $build/$target.log and $finds" >&2
    found=1
  fi
  grep -E "^stat::number_of_executed_units|cov: " "$build/$target.log" | tail -2
done
find Tests/Fuzz/Regressions -type d -empty -delete 2> /dev/null || true
exit "$found"
