"""SQLite FTS5 with the trigram tokenizer: the query's trigrams joined by OR, ranked by bm25."""
import os
import sqlite3
import sys

import driver

mode, universe, folder, variant = sys.argv[1:5]
path = os.path.join(folder, "names.sqlite")
if mode == "build":
    if os.path.exists(path):
        os.remove(path)
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE grams USING fts5(name, tokenize = 'trigram', content = '')")
    database.execute("CREATE TABLE names(rowid INTEGER PRIMARY KEY, key INTEGER, name TEXT)")
    for number, (key, name, text) in enumerate(driver.parties(universe), 1):
        database.execute("INSERT INTO grams(rowid, name) VALUES(?, ?)", (number, text))
        database.execute("INSERT INTO names VALUES(?, ?, ?)", (number, key, name))
    database.execute("INSERT INTO grams(grams) VALUES('optimize')")
    database.commit()
else:
    database = sqlite3.connect(path)
    statement = (
        "SELECT names.key, names.name, -found.score FROM"
        " (SELECT rowid, rank AS score FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?) AS found"
        " JOIN names ON names.rowid = found.rowid ORDER BY found.score")

    def search(query, count):
        grams = {}
        for word in query.split():
            for start in range(len(word) - 2):
                grams[word[start:start + 3]] = None
        if not grams:
            return []
        return database.execute(statement, (" OR ".join(f'"{gram}"' for gram in grams), count)).fetchall()

    driver.answer(search)
