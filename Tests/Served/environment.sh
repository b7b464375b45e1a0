#!/usr/bin/env bash
# Installs what the checks of the served pages and API need, where that is not there yet, and prints the folder of its
# programs: Tests/Served/environment.sh FOLDER
set -euo pipefail
folder=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! cmp -s "$here/requirements.txt" "$folder/installed"; then
  rm -rf "$folder"
  python3 -m venv "$folder" >&2
  "$folder/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt" >&2
  cp "$here/requirements.txt" "$folder/installed"
fi
echo "$folder/bin"
