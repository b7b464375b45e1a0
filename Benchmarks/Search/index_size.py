#!/usr/bin/env python3
"""Bytes a filing of an index: all of it, what the peers hold as well, and what they do not; beside the bytes of the peers' folders.

    index_size.py "FILINGS inspect --index INDEX" [NAME=FOLDER ...]

The peers keep words, lists and positions of text, issuer and owner, their lengths, the day and the accession number. `like the
peers` is what serves the same here: the terms, lists and positions of those three fields, the whole index of terms with the heads
of its blocks, the lengths of those fields, and the columns of day and identity. Fields of codes and keys, further columns and
the records to show are `not in the peers`. Rows: subject, part, bytes, bytes a filing.
"""
import os
import re
import shlex
import subprocess
import sys

SHARED_FIELDS = ("text", "issuer", "owner")
SHARED_SECTIONS = ("term index", "column filed", "column identity") + tuple(f"lengths {name}" for name in SHARED_FIELDS)
SECTION = re.compile(r"^(\S+(?: \S+)*?)(?:\s{2,}(\w+))?\s+(\d+)\s+(\d+)\s+[\d.]+ %")
FIELD = re.compile(r"^(\w+)\s+\w+-\d+\s+\d+\s+\d+\s+[\d.]+\s+\d+\s+\d+\s+\d+\s+(\d+)\s+(\d+)\s+(\d+)$")
PARTS = ("terms", "postings", "positions")


class Inspected:
    """Bytes by section and by field and part of the filings' segments, as `filings inspect` prints them."""

    def __init__(self, command):
        self.sections, self.fields, self.filings = {}, {}, 0
        is_filings = False
        for line in subprocess.run(shlex.split(command), check=True, capture_output=True, text=True).stdout.splitlines():
            if line.endswith(".segment"):
                is_filings = line.startswith("filings ")
            elif is_filings:
                self.read(line)
        if not self.fields:
            raise SystemExit("index_size: 'inspect' prints no bytes of fields: expected a program of this version")

    def read(self, line):
        documents = re.match(r"format \d+, (\d+) documents", line)
        section, field = SECTION.match(line), FIELD.match(line)
        if documents:
            self.filings += int(documents[1])
        elif section:
            name = " ".join(part for part in section.groups()[:2] if part)
            self.sections[name] = self.sections.get(name, 0) + int(section[4])
        elif field:
            for part, size in zip(PARTS, field.groups()[1:]):
                self.fields[field[1], part] = self.fields.get((field[1], part), 0) + int(size)

    def of_fields(self, wanted):
        return sum(size for (name, _), size in self.fields.items() if wanted(name))

    def rows(self):
        """Pairs of part and bytes: sections, fields, then the sums."""
        yield from sorted(self.sections.items(), key=lambda pair: -pair[1])
        for name in dict.fromkeys(name for name, _ in self.fields):
            for part in PARTS:
                yield f"{part} of {name}", self.fields[name, part]
        everything = sum(self.sections.values())
        heads = sum(self.sections[part] for part in PARTS) - self.of_fields(lambda _: True)
        like_peers = (self.of_fields(SHARED_FIELDS.__contains__) + heads
                      + sum(self.sections.get(name, 0) for name in SHARED_SECTIONS))
        other_fields = self.of_fields(lambda name: name not in SHARED_FIELDS)
        records = sum(self.sections.get(name, 0) for name in ("documents", "document index", "dictionary"))
        yield "like the peers", like_peers
        yield "not in the peers: fields of codes, keys and parts of a form", other_fields
        yield "not in the peers: records to show", records
        yield "not in the peers: further columns, lengths and the rest", everything - like_peers - other_fields - records
        yield "all sections", everything


def folder_bytes(folder):
    return sum(os.path.getsize(os.path.join(base, name)) for base, _, names in os.walk(folder) for name in names)


def main():
    inspected = Inspected(sys.argv[1])
    rows = [("filings", part, size) for part, size in inspected.rows() if size]
    for text in sys.argv[2:]:
        name, folder = text.split("=", 1)
        rows.append((name, "whole index", folder_bytes(folder)))
    print("subject\tpart\tbytes\tbytes a filing")
    for subject, part, size in rows:
        print(f"{subject}\t{part}\t{size}\t{size / inspected.filings:.1f}")


if __name__ == "__main__":
    main()
