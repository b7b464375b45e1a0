#!/usr/bin/env python3
"""SQLite's FTS5 through the Python package apsw.

    sqlite_peer.py build DOCUMENTS.tsv FOLDER | version FOLDER | answer FOLDER
"""
import os
import shutil
import sys

import apsw

from answering import answer
from flatten_documents import rows

FUZZY = ("fuzzy1", "person_fuzzy")


def build(documents, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    database = apsw.Connection(f"{folder}/filings.db")
    run = database.cursor().execute
    for setting in ("page_size=8192", "journal_mode=off", "synchronous=off", "cache_size=-1000000", "locking_mode=exclusive"):
        run(f"PRAGMA {setting}")
    run("CREATE TABLE filing(number INTEGER PRIMARY KEY, accession TEXT, day INTEGER)")
    run("CREATE VIRTUAL TABLE words USING fts5(text, issuer, owner, content='', tokenize='ascii')")
    run("INSERT INTO words(words, rank) VALUES('hashsize', 268435456)")
    run("BEGIN")
    for number, (accession, day, issuer, owner, text) in enumerate(rows(documents), 1):
        run("INSERT INTO filing VALUES(?, ?, ?)", (number, accession, int(day)))
        run("INSERT INTO words(rowid, text, issuer, owner) VALUES(?, ?, ?, ?)", (number, text, issuer, owner))
    run("COMMIT")
    run("INSERT INTO words(words) VALUES('optimize')")
    run("CREATE INDEX filing_day ON filing(day)")
    run("VACUUM")
    run("ANALYZE")
    database.close()


def clause(part):
    """A clause in FTS5's language."""
    quoted = '"' + " ".join(part.words) + '"'
    return f"{part.field} : {quoted}" + (" *" if part.kind == "prefix" else "")


def expression(clauses):
    """A query in FTS5's language, which has no words that only add score: `a OR (a AND b)` says it."""
    required = " AND ".join(clause(part) for part in clauses if part.sign == "+")
    optional = " OR ".join(clause(part) for part in clauses if part.sign == "")
    if not required or not optional:
        return required or optional
    return f"({required}) OR (({required}) AND ({optional}))"


def serve(folder):
    database = apsw.Connection(f"{folder}/filings.db", flags=apsw.SQLITE_OPEN_READONLY)
    run = database.cursor().execute
    run("PRAGMA mmap_size=2147418112")
    run("PRAGMA cache_size=-262144")
    ranked = ("SELECT (SELECT accession FROM filing WHERE number = words.rowid), rank FROM words"
              " WHERE words MATCH ? ORDER BY rank LIMIT ?")
    filtered = ("SELECT accession, words.rank FROM words JOIN filing ON filing.number = words.rowid"
                " WHERE words MATCH ? AND day BETWEEN ? AND ? ORDER BY words.rank LIMIT ?")

    def search(clauses, days, k):
        words = expression(clauses)
        if k == 0:
            return run("SELECT count(*) FROM words WHERE words MATCH ?", (words,)).fetchall()[0][0], []
        found = run(filtered, (words, *days, k)) if days else run(ranked, (words, k))
        return None, [(accession, -rank) for accession, rank in found.fetchall()]

    answer(search, cannot=FUZZY)


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(*sys.argv[2:4])
    elif sys.argv[1] == "version":
        print("SQLite", apsw.sqlite_lib_version())
    else:
        serve(sys.argv[2])
