#!/usr/bin/env python3
"""Cuts documents into words once, so that every program indexes the very same words and none is charged for parsing.

    flatten_documents.py DOCUMENTS.ndjson|FOLDER OUT.tsv             rows, for the peers
    flatten_documents.py DOCUMENTS.ndjson|FOLDER OUT.ndjson          documents again, for a program that reads no rows

Documents are lines of JSON with accession, filed, issuer, owners and text. A word is a maximal run of ASCII letters and
digits, lower-cased. Columns: accession, day as YYYYMMDD, issuer, owners, text; words have one blank between them.
Names of several owners follow each other.
"""
import json
import os
import re
import sys

WORD = re.compile(rb"[a-z0-9]+")


def words(text):
    """The words of a text in order; letters outside ASCII end a word, for bytes know no other lower case."""
    return [word.decode() for word in WORD.findall(text.encode("utf-8").lower())]


def documents(path):
    """The documents of a file of JSON lines, or of all such files of a folder in the order of their names."""
    paths = sorted(os.path.join(path, name) for name in os.listdir(path)) if os.path.isdir(path) else [path]
    for name in paths:
        with open(name, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def flat(document):
    """A document's row: accession, day, and the words of issuer, owners and text."""
    owners = " ".join(owner["name"] for owner in document.get("owners", []))
    day = (document.get("filed") or "2000-01-01").replace("-", "")
    columns = [document.get("issuer", ""), owners, document["text"]]
    return [document["accession"], day] + [" ".join(words(column)) for column in columns]


def cut(document):
    """A document with names and text as words with one blank between them."""
    owners = [owner | {"name": " ".join(words(owner["name"]))} for owner in document.get("owners", [])]
    issuer, text = (" ".join(words(document.get(name, ""))) for name in ("issuer", "text"))
    return document | {"owners": owners, "issuer": issuer, "text": text}


def rows(path):
    """The rows of a file that was written here: accession, day, issuer, owners, text."""
    with open(path, encoding="ascii") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def main():
    source, target = sys.argv[1:3]
    with open(target, "w", encoding="ascii") as out:
        for document in documents(source):
            out.write((json.dumps(cut(document)) if target.endswith(".ndjson") else "\t".join(flat(document))) + "\n")


if __name__ == "__main__":
    main()
