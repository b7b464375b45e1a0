#!/usr/bin/env bash
# Holds a program against a real browser and against its OpenAPI document:
#   Tests/Served/run.sh PROGRAM [EXAMPLES]
# What they need is installed where that can be done. What cannot be had is skipped and said so, last and in capitals; what
# can be had must pass.
set -euo pipefail
program=$1
examples=${2:-15}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$here/../../.build/served
mkdir -p "$(dirname "$folder")"
passed=0 failed=0
skipped=()

check() {
  local name=$1 start=$SECONDS
  shift
  echo "-- $name"
  if "$@"; then
    passed=$((passed + 1))
    echo "-- $name: passed in $((SECONDS - start)) s"
  else
    failed=$((failed + 1))
    echo "-- $name: FAILED in $((SECONDS - start)) s" >&2
  fi
}

if ! bin=$("$here/environment.sh" "$folder"); then
  skipped+=("browser: Python packages cannot be installed here" "OpenAPI: Python packages cannot be installed here")
else
  export PATH="$bin:$PATH"
  if ! command -v chromium chromium-browser > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    echo "installing chromium"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } \
      > "$folder/apt.log" 2>&1 || tail -n 3 "$folder/apt.log" >&2
  fi
  if command -v chromium chromium-browser > /dev/null; then
    check "browser" python3 "$here/browse.py" "$program"
  else
    skipped+=("browser: there is no chromium here, and it cannot be installed")
  fi
  check "OpenAPI" "$here/openapi.sh" "$program" "$examples"
fi

for reason in "${skipped[@]}"; do echo "SKIPPED CHECK: $reason" >&2; done
echo "checks of what is served: $passed right, $failed wrong, ${#skipped[@]} left out"
[ "$failed" -eq 0 ]
