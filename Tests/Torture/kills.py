#!/usr/bin/env python3
"""Kills the program at random times while it writes, with readers asking all the time.

Run by `make torture`. Each round starts `filings add`, `remove`, `merge` or `rebuild` on one index, kills it with SIGKILL
after a random time (or lets it end), and then holds the index against what was acknowledged:

- every filing that a command which ended well said was in the index is there, and none that it said was gone;
- what a killed command was about is there wholly or not at all, and counts as acknowledged from then on;
- `filings check` finds nothing;
- after the next command that ends, nothing is in the directory but what its two manifests name.

Readers ask by name, by word and for a count, in processes of their own; any answer that ends with an error, or that
lacks the filing which is never touched, fails the run. The seed is printed and can be given back.

    Tests/Torture/kills.py [--program .build/release/filings] [--kills 200] [--readers 4] [--seed N]
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

XML = """<?xml version="1.0"?>
<ownershipDocument><schemaVersion>X0306</schemaVersion><documentType>4</documentType>
<periodOfReport>2020-01-{day:02}</periodOfReport>
<issuer><issuerCik>{issuer}</issuerCik><issuerName>WIDGET {issuer} CORP</issuerName>
<issuerTradingSymbol>W{issuer}</issuerTradingSymbol></issuer>
<reportingOwner><reportingOwnerId><rptOwnerCik>{owner}</rptOwnerCik><rptOwnerName>{name}</rptOwnerName>
</reportingOwnerId><reportingOwnerRelationship><isDirector>1</isDirector></reportingOwnerRelationship></reportingOwner>
<remarks>{remarks}</remarks></ownershipDocument>
"""
ALWAYS = "0009999999-20-000001"


class Readers:
    """Processes that ask all the time, and what went wrong with them."""

    def __init__(self, program, index, count):
        self.program, self.index = program, index
        self.failures, self.asked, self.stopped = [], 0, False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(number,)) for number in range(count)]
        for thread in self.threads:
            thread.start()

    def ask(self, number):
        questions = [
            (["search", "--count", "everpresent"], "1"),
            (["person", "everpresent anna", "--format", "jsonl"], "EVERPRESENT"),
            (["search", "remarks:standing", "--format", "jsonl"], ALWAYS),
            (["show", ALWAYS, "--format", "jsonl"], ALWAYS),
        ]
        while not self.stopped:
            arguments, wanted = questions[number % len(questions)]
            number += 1
            run = subprocess.run(
                [self.program, *arguments, "--index", self.index], capture_output=True, text=True, errors="replace")
            with self.lock:
                self.asked += 1
                if run.returncode != 0 or wanted not in run.stdout or "passed over" in run.stderr:
                    self.failures.append(f"{arguments}: {run.returncode}: {run.stdout[:200]} {run.stderr[:400]}")

    def stop(self):
        self.stopped = True
        for thread in self.threads:
            thread.join()


class Index:
    """The index, and what has been acknowledged of it: the remark in each filing, or None for one that is not there."""

    def __init__(self, program, folder, seed):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "index")
        self.random = random.Random(seed)
        self.known = {}
        self.next = 0

    def command(self, *arguments):
        return [self.program, *arguments, "--index", self.path]

    def write(self, folder, number, remarks):
        owner = 100 + int(number[-6:]) % 400
        text = XML.format(
            day=1 + owner % 28, issuer=10 + owner % 7, owner=owner, name=f"OWNER{owner} ANNA", remarks=remarks)
        if number == ALWAYS:
            text = XML.format(day=1, issuer=9, owner=99, name="EVERPRESENT ANNA", remarks="standing")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, number + ".xml"), "w") as file:
            file.write(text)

    def step(self):
        """A command, and what the index holds once it has ended well."""
        after = dict(self.known)
        kind = self.random.choices(["add", "remove", "merge", "rebuild"], [6, 2, 2, 2])[0]
        folder = os.path.join(self.folder, "inputs", str(self.next))
        self.next += 1
        if kind == "add":
            for _ in range(self.random.choice([1, 3, 30, 300])):
                number = f"0001000001-20-{self.random.randrange(1000):06}"
                after[number] = f"told{self.next}"
                self.write(folder, number, after[number])
            return self.command("add", "-q", folder), after
        if kind == "remove":
            numbers = [f"0001000001-20-{self.random.randrange(1000):06}" for _ in range(self.random.choice([1, 40]))]
            for number in numbers:
                after.pop(number, None)
            return self.command("remove", "-q", *numbers), after
        if kind == "merge":
            return self.command("merge", "-q", *self.random.choice([[], ["--all"]])), after
        for number in list(after):
            if self.random.random() < 0.1 and number != ALWAYS:
                del after[number]
        for number, remarks in after.items():
            self.write(folder, number, remarks)
        return self.command("rebuild", "-q", folder), after

    def held(self):
        """What the index holds, by one process that sees one commit."""
        run = subprocess.run(
            self.command("search", "form:4", "--limit", "100000", "--format", "jsonl"), capture_output=True, text=True)
        if run.returncode not in (0, 1):
            raise SystemExit(f"the index does not answer: {run.stderr}")
        filings = [json.loads(line) for line in run.stdout.splitlines()]
        return {filing["accession"]: filing.get("remarks") for filing in filings}

    def orphans(self):
        """Files that neither of the two newest manifests names."""
        names = set(os.listdir(self.path)) - {"LOCK"}
        manifests = sorted((name for name in names if re.fullmatch(r"manifest-\d+", name)), key=lambda n: int(n[9:]))
        kept = set(manifests[-2:])
        for manifest in manifests[-2:]:
            with open(os.path.join(self.path, manifest)) as file:
                for line in file:
                    words = line.split()
                    if words[0] == "segment":
                        kept.add(words[2] + ".segment")
                        if len(words) > 6:
                            kept.add(f"{words[2]}.{words[7]}.deleted")
        return names - kept


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--program", default=".build/release/filings")
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--readers", type=int, default=4)
    options.add_argument("--seed", type=int, default=None)
    options = options.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    folder = tempfile.mkdtemp(prefix="filings-kills-")
    index = Index(os.path.abspath(options.program), folder, seed)
    index.known = {ALWAYS: "standing"}
    index.write(os.path.join(folder, "first"), ALWAYS, "standing")
    subprocess.run(index.command("add", "-q", os.path.join(folder, "first")), check=True)
    readers = Readers(index.program, index.path, options.readers)
    failures, kills, rounds, published = [], 0, 0, 0
    durations = {}
    try:
        while kills < options.kills and not failures and not readers.failures:
            rounds += 1
            command, after = index.step()
            kind = command[1]
            # Killed up to six times on end, mostly within the time that such a command takes, so that every part of it is hit.
            # Run again it finds what the killed ones left; one in five may end.
            for _ in range(index.random.randint(1, 6)):
                start = time.monotonic()
                process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
                limit = index.random.random() ** 2 * 0.8 * durations.get(kind, 0.1)
                try:
                    _, errors = process.communicate(timeout=limit if index.random.random() < 0.8 else 600)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    _, errors = process.communicate()
                if process.returncode != -signal.SIGKILL:
                    break
                kills += 1
            before = index.known
            held = index.held()
            if process.returncode == -signal.SIGKILL:
                if held not in (before, after):
                    failures.append(f"round {rounds}, {kind} killed: neither what was before nor what should come")
                published += held == after and after != before
            elif process.returncode in (0, 1, 2):
                duration = time.monotonic() - start
                durations[kind] = duration if kind not in durations else 0.7 * durations[kind] + 0.3 * duration
                if held != after:
                    failures.append(f"round {rounds}, {kind}: ended with {process.returncode} and lacks what it said")
                if process.returncode == 0 and kind != "merge" and index.orphans():
                    failures.append(f"round {rounds}, {kind}: left {sorted(index.orphans())}")
            else:
                failures.append(f"round {rounds}, {kind}: ended with {process.returncode}: {errors}")
            index.known = held
            check = subprocess.run(index.command("check", "-q"), capture_output=True, text=True)
            if check.returncode != 0:
                failures.append(f"round {rounds}, {kind}: check says {check.stdout[:500]}")
            shutil.rmtree(os.path.join(folder, "inputs"), ignore_errors=True)
            if rounds % 50 == 0:
                print(f"{rounds} rounds, {kills} kills, {len(index.known)} filings, {readers.asked} answers", flush=True)
    finally:
        readers.stop()
    failures += readers.failures[:5]
    # The next writer that ends well clears away what the killed ones left.
    index.write(os.path.join(folder, "last"), "0001000001-20-999999", "last")
    subprocess.run(index.command("add", "-q", os.path.join(folder, "last")), check=True)
    if index.orphans():
        failures.append(f"after the last commit: {sorted(index.orphans())}")
    for failure in failures:
        print("FAILED: " + failure)
    print(
        f"{kills} kills in {rounds} rounds ({published} after the commit was made), "
        f"{readers.asked} answers to {options.readers} readers, {len(failures)} failures")
    if failures:
        print(f"kept: {folder}")
        sys.exit(1)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
