"""RapidFuzz: every name compared with the query by one of its ratios; there is no index."""
import sys

from rapidfuzz import fuzz, process

import driver

mode, universe, folder, variant = sys.argv[1:5]
if mode == "answer":
    rows = list(driver.parties(universe))
    texts = [row[2] for row in rows]
    scorer = getattr(fuzz, variant)

    def search(query, count):
        found = process.extract(query, texts, scorer=scorer, processor=None, limit=count)
        return [(rows[place][0], rows[place][1], score) for _, score, place in found]

    driver.answer(search)
