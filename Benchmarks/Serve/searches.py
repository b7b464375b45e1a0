#!/usr/bin/env python3
"""Asks for searches of several kinds, each for a while with wrk, and tells rate, latency and what an answer costs:

    searches.py http://127.0.0.1:8080 PID SECONDS [PATH [QUERY...]]

PATH is what comes before the query: /v1/search?q= unless given. The last line is all of them by turns.
"""

import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

QUERIES = [
    "tesla option", "common stock", "option trust", "\"right to buy\"", "director form:4", "code:P role:officer",
    "tecogen OR watsco", "exercis*", "footnote:(trust NEAR/5 spouse)", "annual report risk", "agreement", "panorra~1",
    "merger agreement termination", "\"registration statement\"", "shares NEAR/10 voting", "form:13F", "fund voting",
    "director~s compensation~s",
]

# Asks for the paths in a file, one after the other.
SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", paths[number % #paths + 1])
end
"""


def processor(pid):
    """Processor time of a process so far, in seconds."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(address, pid, seconds, paths):
    with tempfile.TemporaryDirectory() as folder:
        script, list_of_paths = os.path.join(folder, "ask.lua"), os.path.join(folder, "paths")
        open(script, "w").write(SCRIPT)
        open(list_of_paths, "w").write("".join(path + "\n" for path in paths))
        before = processor(pid)
        told = subprocess.run(
            ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", script, address], capture_output=True, text=True,
            env=dict(os.environ, PATHS=list_of_paths)).stdout
        spent = processor(pid) - before
    count = int(re.search(r"(\d+) requests in", told).group(1))
    rate = float(re.search(r"Requests/sec: *([\d.]+)", told).group(1))
    times = [re.search(rf"{share}% +(\S+)", told).group(1) for share in (50, 99)]
    size = re.search(r", (\S+) read", told).group(1)
    units = {"KB": 1, "MB": 1_000, "GB": 1_000_000}
    kilobytes = next((float(size[:-2]) * units[unit] for unit in units if size.endswith(unit)), 0) / max(count, 1)
    bad = re.search(r"Non-2xx.*: (\d+)", told)
    print(f"{rate:8.0f}/s  p50 {times[0]:>9}  p99 {times[1]:>9}  {1000 * spent / max(count, 1):7.3f} ms of processor time"
          f"  {kilobytes:7.1f} kB" + (f"  {bad.group(1)} refused" if bad else ""), end="  ", flush=True)


def main():
    address, pid, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    before = sys.argv[4] if len(sys.argv) > 4 else "/v1/search?q="
    queries = sys.argv[5:] or QUERIES
    paths = [before + urllib.parse.quote(query) for query in queries]
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    for query, path in zip(queries, paths):
        measure(address, pid, seconds, [path])
        print(query)
    if len(queries) > 1:
        measure(address, pid, seconds, paths)
        print("all by turns")


if __name__ == "__main__":
    main()
