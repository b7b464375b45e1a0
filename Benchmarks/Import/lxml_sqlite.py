"""Parses ownership XML of a tar with lxml into SQLite with FTS5: lxml_sqlite.py TAR FOLDER CORES"""
import os
import sqlite3
import sys

from peerlib import filings

tar, folder, cores = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(folder)
base = sqlite3.connect(folder + "/filings.db")
base.executescript("""
    PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;
    CREATE TABLE filings (id INTEGER PRIMARY KEY, key TEXT, form TEXT, day TEXT, record TEXT);
    CREATE VIRTUAL TABLE words USING fts5(issuer, owners, text, content='');
""")
count = 0
for group in filings(tar, cores):
    rows = [(count + n, *filing) for n, filing in enumerate(group)]
    base.executemany("INSERT INTO filings VALUES (?,?,?,?,?)", [(r[0], r[1], r[2], r[3], r[7]) for r in rows])
    base.executemany(
        "INSERT INTO words(rowid, issuer, owners, text) VALUES (?,?,?,?)", [(r[0], r[4], r[5], r[6]) for r in rows])
    count += len(rows)
base.execute("INSERT INTO words(words) VALUES ('optimize')")
base.commit()
print(count)
