#!/usr/bin/env bash
# Makes a Debian package of a built program: Packaging/deb.sh PROGRAM FOLDER
# With binary, man pages, completions for bash, zsh and fish, and a systemd unit that is off until it is switched on.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
folder=$2

version=$("$program" --version)
# Whoever packs it, else whoever changed it last.
maintainer=${DEBEMAIL:+${DEBFULLNAME:-filings} <$DEBEMAIL>}
maintainer=${maintainer:-$(git -C "$here" log -1 --format='%an <%ae>')}
architecture=$(dpkg --print-architecture)
root=$folder/filings_${version}_${architecture}
rm -rf "$root"
umask 022
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib/systemd/system" "$root/usr/share/doc/filings"
install -m 755 "$program" "$root/usr/bin/filings"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/filings"
"$here/share.sh" "$program" "$root/usr/share"
gzip -9n "$root"/usr/share/man/man1/*.1
install -m 644 "$here/filings.service" "$root/usr/lib/systemd/system/filings.service"
cat "$here/copyright" "$here/../NOTICE" > "$root/usr/share/doc/filings/copyright"
{
  echo "filings ($version) unstable; urgency=medium"
  echo
  echo "  * See /usr/share/doc/filings/CHANGELOG.md.gz."
  echo
  echo " -- $maintainer  $(date -R -d "@${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}")"
} | gzip -9n > "$root/usr/share/doc/filings/changelog.gz"
gzip -9nc "$here/../CHANGELOG.md" > "$root/usr/share/doc/filings/CHANGELOG.md.gz"

# Which packages hold the libraries it is linked with.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/debian"
printf 'Source: filings\n\nPackage: filings\nArchitecture: any\n' > "$scratch/debian/control"
depends=$(cd "$scratch" && dpkg-shlibdeps -O "$(cd "$OLDPWD" && realpath "$root/usr/bin/filings")" 2> /dev/null | sed 's/^shlibs:Depends=//')
cat > "$root/DEBIAN/control" << CONTROL
Package: filings
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Section: text
Priority: optional
Description: find people and companies in SEC filings
 Reads filings of the U.S. Securities and Exchange Commission that lie on this
 machine into an index, and finds the people and companies in them under any
 spelling, and filings by what they say. Answers on the command line, in a
 browser and over HTTP.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
dpkg-deb --root-owner-group --build "$root" "$folder" > /dev/null
echo "$folder/filings_${version}_${architecture}.deb"
