"""The query language of the logs, as README.md of this folder describes it."""
import re
from typing import NamedTuple

CLAUSE = re.compile(r'([+-]?)(?:(\w+):)?(\[[^\]]*\]|"[^"]*"|\S+)')


class Clause(NamedTuple):
    """One part of a query."""

    sign: str  # + must, - must not, empty: adds score
    field: str  # text, issuer or owner
    kind: str  # term, phrase, prefix or fuzzy
    words: list  # one word, or those of a phrase


def parse(query):
    """The clauses of a query, and its first and last day as YYYYMMDD or None."""
    clauses, days = [], None
    for sign, field, value in CLAUSE.findall(query):
        if field == "filed":
            low, high = value[1:-1].replace("-", "").split(" TO ")
            days = int(low), int(high)
        elif value.startswith('"'):
            clauses.append(Clause(sign, field or "text", "phrase", value.strip('"').split()))
        elif value.endswith("~1"):
            clauses.append(Clause(sign, field or "text", "fuzzy", [value[:-2]]))
        elif value.endswith("*"):
            clauses.append(Clause(sign, field or "text", "prefix", [value[:-1]]))
        else:
            clauses.append(Clause(sign, field or "text", "term", [value]))
    return clauses, days
