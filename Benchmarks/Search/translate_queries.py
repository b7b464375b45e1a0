#!/usr/bin/env python3
"""Rewrites a query log into the query language of `filings search`, as lines of JSON for --stdin.

    translate_queries.py LOG.tsv > queries.jsonl

A log has the columns id, type, k, query. In a query `+` must, `-` must not, `issuer:` and `owner:` name a field
(else it is `text`), `filed:[A TO B]` is a filter; with any `+` the clauses without a sign only add score, without one
at least one must match. Types that `filings` has no words for are left out and named on standard error.
"""
import json
import re
import sys

CLAUSE = re.compile(r'([+-]?)(?:(\w+):)?(\[[^\]]*\]|"[^"]*"|\S+)')


def translate(query):
    """The query in the product's language; None when it has no words for it."""
    required, optional, excluded, filters = [], [], [], []
    for sign, field, value in CLAUSE.findall(query):
        if field == "filed":
            low, high = value[1:-1].split(" TO ")
            filters.append(f"filed:{low}..{high}")
            continue
        if "~" in value:
            return None
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
    missing = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        number, kind, k, query = line.rstrip("\n").split("\t")
        words = translate(query)
        if words is None:
            missing[kind] = missing.get(kind, 0) + 1
        else:
            print(json.dumps({"id": int(number), "type": kind, "query": words, "k": int(k)}))
    for kind, count in sorted(missing.items()):
        print(f"left out: {count} of type {kind}", file=sys.stderr)


if __name__ == "__main__":
    main()
