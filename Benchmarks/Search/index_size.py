#!/usr/bin/env python3
"""Bytes a filing of an index, by section, and of what the peers hold as well, beside the bytes of the peers' folders.

    index_size.py "FILINGS inspect --index INDEX" [NAME=FOLDER ...]

The peers keep words, postings and positions of text, issuer and owner, their lengths, the day and the accession number. `like the
peers` is the sections of an index that serve the same: terms, postings and positions of all its fields, the lengths of those
three, and the columns of day and identity; the records to show and all else are not in it. Rows: subject, part, bytes, bytes a filing.
"""
import os
import re
import shlex
import subprocess
import sys

LIKE_PEERS = ("terms", "term index", "postings", "positions", "lengths text", "lengths issuer", "lengths owner",
              "column filed", "column identity")
SECTION = re.compile(r"^(\S+(?: \S+)*?)(?:\s{2,}(\w+))?\s+(\d+)\s+(\d+)\s+[\d.]+ %")


def sections(command):
    """Bytes by section of the filings' segments, and the number of filings, out of what `filings inspect` prints."""
    found, filings, is_filings = {}, 0, False
    for line in subprocess.run(shlex.split(command), check=True, capture_output=True, text=True).stdout.splitlines():
        if line.endswith(".segment"):
            is_filings = line.startswith("filings ")
        documents = re.match(r"format \d+, (\d+) documents", line)
        if documents and is_filings:
            filings += int(documents[1])
        section = SECTION.match(line)
        if section and is_filings:
            name = " ".join(part for part in section.groups()[:2] if part)
            found[name] = found.get(name, 0) + int(section[4])
    return found, filings


def folder_bytes(folder):
    return sum(os.path.getsize(os.path.join(base, name)) for base, _, names in os.walk(folder) for name in names)


def main():
    found, filings = sections(sys.argv[1])
    rows = [("filings", name, size) for name, size in sorted(found.items(), key=lambda pair: -pair[1])]
    rows.append(("filings", "all sections", sum(found.values())))
    rows.append(("filings", "like the peers", sum(found.get(name, 0) for name in LIKE_PEERS)))
    for text in sys.argv[2:]:
        name, folder = text.split("=", 1)
        rows.append((name, "whole index", folder_bytes(folder)))
    print("subject\tpart\tbytes\tbytes a filing")
    for subject, part, size in rows:
        print(f"{subject}\t{part}\t{size}\t{size / filings:.1f}")


if __name__ == "__main__":
    main()
