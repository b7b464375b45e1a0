"""What the peers written in Python share: accession numbers as integers, and answering lines of JSON."""
import json
import sys
import time

from logged_query import parse


def number_of(accession):
    """An accession number without its hyphens, as an integer."""
    return int(accession.replace("-", ""))


def accession_of(number):
    """The accession number that an integer stands for."""
    digits = f"{number:018d}"
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"


def answer(search, cannot=()):
    """Answers lines {"id","type","query","k"} of standard input by {"id","total","hits","us"}.

    `search(clauses, days, k)` gives the total, or None when it is not known, and the hits as pairs of accession number
    and score; k 0 counts. Types named in `cannot` are answered by {"id","na"}. Reading the query is not timed.
    """
    parsed = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["type"] in cannot:
            print(json.dumps({"id": asked["id"], "na": True}), flush=True)
            continue
        query = asked["query"]
        if query not in parsed:
            parsed[query] = parse(query)
        clauses, days = parsed[query]
        begin = time.perf_counter_ns()
        total, hits = search(clauses, days, asked["k"])
        spent = time.perf_counter_ns() - begin
        print(json.dumps({
            "id": asked["id"], "total": total, "exact": total is not None,
            "hits": [{"accession": accession, "score": score} for accession, score in hits],
            "us": spent / 1000}), flush=True)
