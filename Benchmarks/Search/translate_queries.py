#!/usr/bin/env python3
"""Rewrites a query log into the query language of `filings search`, as lines of JSON for --stdin.

    translate_queries.py LOG.tsv > queries.jsonl

A log has the columns id, type, k, query. In a query `+` must, `-` must not, `issuer:` and `owner:` name a field
(else it is `text`), `filed:[A TO B]` is a filter; with any `+` the clauses without a sign only add score, without one
at least one must match. Words, beginnings (`word*`), words within one edit (`word~1`) and phrases are written alike in both.
"""
import json
import re
import sys

CLAUSE = re.compile(r'([+-]?)(?:(\w+):)?(\[[^\]]*\]|"[^"]*"|\S+)')


def translate(query):
    """The query in the product's language."""
    required, optional, excluded, filters = [], [], [], []
    for sign, field, value in CLAUSE.findall(query):
        if field == "filed":
            low, high = value[1:-1].split(" TO ")
            filters.append(f"filed:{low}..{high}")
            continue
        clause = f"{field or 'text'}:{value}"
        (required if sign == "+" else excluded if sign == "-" else optional).append(clause)
    parts = list(required)
    if optional:
        # A comma alone matches every filing: beside it the others only add score.
        alternatives = optional + ([","] if required else [])
        both = " OR ".join(alternatives)
        parts.append(f"({both})" if len(alternatives) > 1 else both)
    return " ".join(parts + filters + ["-" + clause for clause in excluded])


def main():
    for line in open(sys.argv[1], encoding="utf-8"):
        number, kind, k, query = line.rstrip("\n").split("\t")
        print(json.dumps({"id": int(number), "type": kind, "query": translate(query), "k": int(k)}))


if __name__ == "__main__":
    main()
