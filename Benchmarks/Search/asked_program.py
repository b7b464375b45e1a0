"""A program under measurement: started once, pinned to a core, asked by lines of JSON and timed by its own clock."""
import json
import os
import shlex
import subprocess
import threading

from translate_queries import translate

# A program that is slow by nature is asked one query in so many of a type, in one round.
SLOW_SHARE = 5


def is_ours(name):
    """Whether a program takes the product's query language."""
    return name.startswith("filings")


def launch(command, core, is_preferred):
    """Starts a command on one core; preferred ones stand before other work of the machine, as far as it permits."""

    def prepare():
        os.sched_setaffinity(0, {core})
        if is_preferred:
            os.setsid()
            try:
                with open("/proc/self/autogroup", "w") as file:
                    file.write("-15")
                os.setpriority(os.PRIO_PROCESS, 0, -15)
            except OSError:
                pass

    return subprocess.Popen(
        shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=prepare)


class Program:
    """One program, its last answer and its times of each query."""

    def __init__(self, name, command, log, core, is_preferred=False, is_slow=False):
        self.name = name
        self.is_slow = is_slow
        self.process = launch(command, core, is_preferred)
        self.lines = []
        seen = {}
        for number, kind, k, query in log:
            seen[kind] = seen.get(kind, 0) + 1
            if is_slow and seen[kind] % SLOW_SHARE != 1:
                continue
            asked = {"id": number, "type": kind, "query": translate(query) if is_ours(name) else query, "k": k}
            self.lines.append((json.dumps(asked) + "\n").encode())
        self.times = {}
        self.answers = {}

    def round(self, is_measured):
        """Asks all its queries once, the next while the one before is answered."""
        data = b"".join(self.lines)

        def write():
            self.process.stdin.write(data)
            self.process.stdin.flush()

        writer = threading.Thread(target=write)
        writer.start()
        for line in self.lines:
            text = self.process.stdout.readline()
            if not text:
                raise SystemExit(f"compare: {self.name} ended at {line.decode().strip()}")
            answer = json.loads(text)
            if answer.get("na") or "error" in answer:
                continue
            self.answers[answer["id"]] = answer
            if is_measured:
                self.times.setdefault(answer["id"], []).append(answer["us"])
        writer.join()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
