"""A collection of flattened documents in memory, and which of them match a query of the logs: by sets, without an index's tricks."""
import os
import sys
from array import array

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers"))
from flatten_documents import rows
from logged_query import parse

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def neighbours(word):
    """All words within one edit of a word, itself among them; an adjacent swap is one edit."""
    found = {word}
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        if right:
            found.add(left + right[1:])
            found.update(left + letter + right[1:] for letter in LETTERS)
        if len(right) > 1:
            found.add(left + right[1] + right[0] + right[2:])
        found.update(left + letter + right for letter in LETTERS)
    return found - {""}


class Collection:
    """Words by number, each field's documents of a word, and the words of each text in order.

    Takes 4 bytes a word of text, and 4 for each document of a word.
    """

    def __init__(self, path):
        self.numbers = {}
        self.fields = {"text": {}, "issuer": {}, "owner": {}}
        self.texts, self.ends, self.days, self.owners = array("I"), array("Q", [0]), [], []
        for document, (_, day, issuer, owner, text) in enumerate(rows(path)):
            self.days.append(int(day))
            self.owners.append(owner)
            words = text.split()
            self.texts.extend([self.numbers.setdefault(word, len(self.numbers)) for word in words])
            self.ends.append(len(self.texts))
            for field, distinct in (("text", set(words)), ("issuer", set(issuer.split())), ("owner", set(owner.split()))):
                lists = self.fields[field]
                for word in distinct:
                    if word not in lists:
                        lists[word] = array("I")
                    lists[word].append(document)

    @property
    def count(self):
        return len(self.days)

    def words(self, document):
        """The words of a document's text in order, as numbers."""
        return self.texts[self.ends[document]:self.ends[document + 1]]

    def holding(self, field, words):
        """The documents that hold any of some words."""
        lists = self.fields[field]
        return set().union(*(lists[word] for word in words if word in lists))

    def phrase(self, words):
        """The documents whose text holds words next to each other."""
        lists = self.fields["text"]
        if any(word not in lists for word in words):
            return set()
        candidates = set.intersection(*(set(lists[word]) for word in sorted(set(words), key=lambda word: len(lists[word]))))
        wanted = array("I", (self.numbers[word] for word in words)).tobytes()
        return {document for document in candidates if self.follows(document, wanted)}

    def follows(self, document, wanted):
        """Whether a run of numbers stands in a text, at a place where a number begins."""
        text = self.words(document).tobytes()
        place = text.find(wanted)
        while place % 4 and place >= 0:
            place = text.find(wanted, place + 1)
        return place >= 0

    def matches(self, clause):
        """The documents of one clause."""
        word, lists = clause.words[0], self.fields[clause.field]
        if clause.kind == "phrase":
            return self.phrase(clause.words)
        if clause.kind == "prefix":
            return self.holding(clause.field, [found for found in lists if found.startswith(word)])
        return self.holding(clause.field, neighbours(word) if clause.kind == "fuzzy" else [word])

    def matching(self, query):
        """The documents of a query in the language of the logs."""
        clauses, days = parse(query)
        required = [self.matches(clause) for clause in clauses if clause.sign == "+"]
        optional = [self.matches(clause) for clause in clauses if clause.sign == ""]
        found = set.intersection(*required) if required else set().union(*optional)
        for clause in clauses:
            if clause.sign == "-":
                found -= self.matches(clause)
        return {document for document in found if days[0] <= self.days[document] <= days[1]} if days else found
