#!/usr/bin/env python3
"""Draws a query log of all types from a collection, with the number of documents that match each query.

    make_log.py DOCUMENTS.tsv LOG.tsv COUNTS.tsv [--seed 1] [--per-type 100]

DOCUMENTS.tsv is what peers/flatten_documents.py writes. The log's columns are id, type, k, query (see peers/README.md), those of the
counts id and number. Words are drawn by the share of documents that hold them, evenly on a logarithmic scale; words that
shall occur together, and phrases, out of a document. k 0 asks for the count alone. A collection without owners is taken for one
of plain texts: its log has no types about issuers, owners or days.
"""
import argparse
import bisect
import datetime
import math
import random

from collection import LETTERS, Collection


class LogMaker:
    """Draws the queries of each type from a collection."""

    def __init__(self, collection, seed):
        self.collection = collection
        self.random = random.Random(seed)
        lists = collection.fields["text"]
        self.plain = sorted((len(documents), word) for word, documents in lists.items() if word.isalpha() and len(word) > 1)
        self.names = {number: word for word, number in collection.numbers.items()}

    def word(self, low, high, least_letters=2, field=None):
        """A word that between `low` and `high` of all documents hold."""
        ordered = self.plain
        if field:
            ordered = sorted((len(documents), word) for word, documents in self.collection.fields[field].items())
        bounds = [max(1.0, share * self.collection.count) for share in (low, high)]
        for _ in range(10_000):
            wanted = math.exp(self.random.uniform(*map(math.log, bounds)))
            place = bisect.bisect_left(ordered, (int(wanted * 0.9), ""))
            after = bisect.bisect_right(ordered, (int(wanted * 1.1) + 1, ""))
            if place < after:
                frequency, word = ordered[self.random.randrange(place, after)]
                if bounds[0] <= frequency <= bounds[1] and len(word) >= least_letters:
                    return word
        raise SystemExit(f"make_log: hardly a word is held by between {low} and {high} of the documents")

    def several(self, count, low, high):
        words = []
        while len(words) < count:
            word = self.word(low, high)
            if word not in words:
                words.append(word)
        return words

    def together(self, count):
        """Words of one document, rare ones rather than common ones."""
        lists = self.collection.fields["text"]
        while True:
            document = self.random.randrange(self.collection.count)
            words = {self.names[number] for number in self.collection.words(document)}
            words = sorted(word for word in words if word.isalpha() and len(word) > 1 and len(lists[word]) >= 2e-4 * self.collection.count)
            if len(words) > count + 1:
                drawn = {}
                while len(drawn) < count:
                    drawn[self.random.choices(words, [len(lists[word]) ** -0.5 for word in words])[0]] = None
                return list(drawn)

    def run(self, count):
        """Words that follow each other in a document."""
        while True:
            words = self.collection.words(self.random.randrange(self.collection.count))
            if len(words) > count:
                place = self.random.randrange(len(words) - count)
                found = [self.names[number] for number in words[place:place + count]]
                if all(word.isalpha() for word in found):
                    return found

    def mistyped(self, word):
        """A word with one typing error after its first letter."""
        place = self.random.randrange(1, len(word))
        left, right = word[:place], word[place:]
        letter = self.random.choice(LETTERS[:26])
        return self.random.choice([
            left + right[1:], left + letter + right, left + letter + right[1:], left + right[1:2] + right[0] + right[2:]])

    def owner(self):
        """The words of an owner's name."""
        while True:
            words = self.collection.owners[self.random.randrange(self.collection.count)].split()[:3]
            if len(words) > 1 and max(map(len, words)) > 4:
                return words

    def issuer(self, number):
        """An issuer's word, every other time with a word of the text beside it."""
        word = self.word(5e-4, 0.2, field="issuer")
        if number % 2:
            return f"issuer:{word}"
        documents = self.collection.fields["issuer"][word]
        others = {self.names[number] for number in self.collection.words(self.random.choice(documents))}
        return f"+issuer:{word} +{self.random.choice(sorted(others))}"

    def days(self):
        ordered = sorted(set(self.collection.days))
        first = datetime.datetime.strptime(str(self.random.choice(ordered)), "%Y%m%d").date()
        last = first + datetime.timedelta(days=int(math.exp(self.random.uniform(math.log(30), math.log(3650)))))
        return f"filed:[{first} TO {last}]"

    def mistyped_owner(self):
        words = [word for word in self.owner() if len(word) > 1]
        longest = max(words, key=len)
        return " ".join(f"+owner:{self.mistyped(word) + '~1' if word == longest else word}" for word in words)

    def types(self):
        """Name, k and maker of each type; makers take the query's number within its type."""
        every = lambda words: " ".join("+" + word for word in words)
        phrase = lambda words: '"' + " ".join(words) + '"'
        terms = [("term_rare", 5e-5, 6e-4), ("term_med", 3e-3, 3e-2), ("term_common", 5e-2, 0.95)]
        yield from ((name, 10, lambda _, low=low, high=high: self.word(low, high)) for name, low, high in terms)
        yield from ((f"and{count}", 10, lambda _, count=count: every(self.together(count))) for count in (2, 3))
        yield from ((f"or{count}", 10, lambda _, count=count: " ".join(self.several(count, 2e-4, 0.6))) for count in (2, 3, 4, 5))
        yield from ((f"phrase{count}", 10, lambda _, count=count: phrase(self.run(count))) for count in (2, 3))
        yield "mixed", 10, lambda _: "+" + " ".join(self.together(3))
        yield "prefix", 10, lambda _: self.word(5e-4, 0.2, 4)[:self.random.randint(3, 4)] + "*"
        yield "fuzzy1", 10, lambda _: self.mistyped(self.word(2e-4, 0.2, 5)) + "~1"
        yield "issuer", 10, self.issuer
        yield "daterange", 10, lambda _: f"+{self.word(2e-3, 0.6)} {self.days()}"
        yield "count_and2", 0, lambda _: every(self.together(2))
        yield "count_or2", 0, lambda _: " ".join(self.several(2, 2e-3, 0.6))
        yield "count_phrase2", 0, lambda _: phrase(self.run(2))
        yield "top100", 100, lambda _: " ".join(self.several(3, 1e-3, 0.6))
        yield "person", 10, lambda _: " ".join(f"+owner:{word}" for word in self.owner())
        yield "person_fuzzy", 10, lambda _: self.mistyped_owner()


FIELD_TYPES = ("issuer", "daterange", "person", "person_fuzzy")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents")
    parser.add_argument("log")
    parser.add_argument("counts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-type", type=int, default=100)
    options = parser.parse_args()
    collection = Collection(options.documents)
    maker = LogMaker(collection, options.seed)
    number = 0
    with open(options.log, "w", encoding="ascii") as log, open(options.counts, "w", encoding="ascii") as counts:
        for name, k, query_of in maker.types():
            if name in FIELD_TYPES and not collection.fields["owner"]:
                continue
            for place in range(options.per_type):
                number += 1
                query = query_of(place)
                log.write(f"{number}\t{name}\t{k}\t{query}\n")
                counts.write(f"{number}\t{len(collection.matching(query))}\n")


if __name__ == "__main__":
    main()
