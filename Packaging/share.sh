#!/usr/bin/env bash
# Writes man pages and completions of a built program: Packaging/share.sh PROGRAM FOLDER (such as /usr/local/share)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
share=$2

install -d "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
  "$share/fish/vendor_completions.d"
"$program" --experimental-dump-help | VERSION=$("$program" --version) "$here/manpages.py" "$share/man/man1"
"$program" --generate-completion-script bash | sed '1{/^#!/d}' > "$share/bash-completion/completions/filings"
"$program" --generate-completion-script zsh > "$share/zsh/vendor-completions/_filings"
"$program" --generate-completion-script fish > "$share/fish/vendor_completions.d/filings.fish"
