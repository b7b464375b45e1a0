"""What every peer's program shares: names made plain, the universe, and the protocol.

A peer is started as `NAME.py build UNIVERSE FOLDER VARIANT` and then as `NAME.py answer UNIVERSE FOLDER VARIANT`, which
answers JSON lines as `name-quality answer` does. Times are taken around the search alone, without the protocol.
"""
import json
import sys
import time
import unicodedata

LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"})


def plain(text):
    """Small letters without accents, words parted by one blank, apostrophes closed up."""
    text = unicodedata.normalize("NFKD", text.translate(LETTERS)).lower()
    kept = []
    for letter in text:
        if letter.isalnum():
            kept.append(letter)
        elif letter not in "'’‘`´" and not unicodedata.combining(letter):
            kept.append(" ")
    return " ".join("".join(kept).split())


def parties(path):
    """Key, name and plain name of every party; kind and parts of names are the answer key and are not read."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            key, name = line.rstrip("\n").split("\t", 2)[:2]
            yield int(key), name, plain(name)


def edits_allowed(word):
    """How many edits fuzzy engines usually allow: none up to two letters, one up to five, else two."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def answer(search, other_processor_seconds=lambda: 0.0):
    """Answers queries by `search(plain_query, count)`, which gives rows of key, name and score, the best first."""
    for line in sys.stdin:
        request = json.loads(line)
        other = other_processor_seconds()
        processor = time.thread_time_ns()
        wall = time.perf_counter_ns()
        hits = search(plain(request["query"]), request["k"])
        wall = time.perf_counter_ns() - wall
        processor = time.thread_time_ns() - processor
        other = other_processor_seconds() - other
        response = {
            "id": request["id"],
            "hits": [{"cik": key, "name": name, "score": float(score)} for key, name, score in hits],
            "microseconds": wall / 1000,
            "processorMicroseconds": processor / 1000 + other * 1e6,
        }
        sys.stdout.write(json.dumps(response, ensure_ascii=False) + "\n")
        sys.stdout.flush()
