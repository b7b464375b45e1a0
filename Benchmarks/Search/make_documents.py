#!/usr/bin/env python3
"""Makes invented filings as lines of JSON: the same count and seed give the same bytes.

    make_documents.py --filings 100000 [--seed 7] > documents.ndjson

Each line has accession, form, filed, issuer, issuer_cik, owners and text, as `filings rebuild` reads them. Words are strings of
syllables that follow Zipf's law beside the names, dates, codes and sums that such filings hold, some two hundred words each;
footnotes repeat a few sentences with other numbers, so that phrases occur as often as in real ones.
"""
import argparse
import datetime
import itertools
import json
import random

STARTS = "b br c ch d dr f g gr h j k l m n p pl r s st t tr v w".split()
MIDDLES = "a e i o u ai ea ou".split()
ENDS = ["", "", "", "n", "r", "s", "l", "t", "nd", "ck"]
ENDINGS = "INC CORP LTD HOLDINGS PARTNERS GROUP TRUST BANCORP".split()
TITLES = ["Director", "President and CEO", "Chief Financial Officer", "10 % owner", "Vice President", "Secretary"]
SECURITIES = ["Common Stock", "Class A Common Stock", "Stock Option (right to buy)", "Restricted Stock Unit", "Warrants"]
NOTES = [
    "Acquired under the {issuer} {year} Employee Stock Purchase Plan, with {amount} shares from reinvested dividends.",
    "The reporting person disclaims beneficial ownership of these securities except to the extent of a pecuniary interest.",
    "The option vests in four equal annual instalments beginning on {day}.",
    "Shares were sold in several trades at prices from ${low} to ${high}, inclusive.",
    "Held by a trust of which the reporting person is trustee.",
]
FORMS = ["4"] * 84 + ["3"] * 8 + ["4/A"] * 4 + ["5"] * 4


class Generator:
    """Vocabulary, people and issuers of a collection, and its filings in order."""

    def __init__(self, count, seed):
        self.random = random.Random(seed)
        self.count = count
        choice = self.random.choice
        syllable = lambda: choice(STARTS) + choice(MIDDLES) + choice(ENDS)
        word = lambda least, most: "".join(syllable() for _ in range(self.random.randint(least, most)))
        self.words = list(dict.fromkeys(word(1, 4) for _ in range(40_000 + count // 4)))
        self.shares = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        given, streets = [word(2, 3).title() for _ in range(400)], [word(2, 3).title() for _ in range(600)]
        surnames = [word(2, 3).title() for _ in range(max(200, count // 20))]
        self.people = [
            (f"{1_000_000 + 7 * number:010d}", f"{choice(surnames)} {choice(given)} {choice('ABCDEFGHJKLMRST')}.",
             f"{self.random.randint(1, 9999)} {choice(streets)} Street")
            for number in range(max(100, count // 8))]
        self.issuers = []
        for number in range(max(20, count // 75)):
            name = " ".join([word(1, 3).upper() for _ in range(self.random.randint(1, 2))] + [choice(ENDINGS)])
            self.issuers.append((f"{20_000 + 3 * number:010d}", name, name[:4].strip()))

    def prose(self):
        """A sentence or several of words drawn by Zipf's law."""
        drawn = self.random.choices(self.words, cum_weights=self.shares, k=self.random.randint(8, 30))
        return " ".join(drawn).capitalize() + "."

    def note(self, issuer, day):
        low = self.random.uniform(1, 90)
        return self.random.choice(NOTES).format(
            issuer=issuer, year=day.year - self.random.randint(0, 9), amount=self.random.randint(10, 3000),
            day=day + datetime.timedelta(days=self.random.randint(30, 900)), low=f"{low:.2f}", high=f"{low + 1:.2f}")

    def filing(self, number):
        draw = self.random
        cik, issuer, symbol = self.issuers[min(int(draw.paretovariate(0.6)) - 1, len(self.issuers) - 1)]
        day = datetime.date(2003, 5, 5) + datetime.timedelta(days=number * 8400 // self.count)
        owners = draw.sample(self.people, 2 if draw.random() < 0.08 else 1)
        form = draw.choice(FORMS)
        lines = [form, str(day), cik, issuer, symbol]
        for key, name, street in owners:
            lines += [key, name, street, draw.choice(TITLES)]
        for _ in range(min(int(draw.paretovariate(1.2)), 12)):
            lines += [
                draw.choice(SECURITIES), str(day - datetime.timedelta(days=draw.randint(0, 3))), draw.choice("PSAMFG"),
                str(draw.randint(1, 4000) * 25), f"{draw.uniform(0.5, 200):.2f}", str(draw.randint(100, 900_000))]
        for _ in range(draw.randint(0, 4)):
            lines.append(self.note(issuer, day))
        for _ in range(draw.randint(1, 9)):
            lines.append(self.prose())
        return {
            "accession": f"{1_000_000 + number % 900:010d}-{day.year % 100:02d}-{number % 1_000_000:06d}", "form": form,
            "filed": str(day), "issuer": issuer, "issuer_cik": cik,
            "owners": [{"cik": key, "name": name} for key, name, _ in owners], "text": "\n".join(lines)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    generator = Generator(options.filings, options.seed)
    for number in range(options.filings):
        print(json.dumps(generator.filing(number), separators=(",", ":")))


if __name__ == "__main__":
    main()
