#!/usr/bin/env python3
"""Asks for names at a steady rate and tells latencies, counted from when each request was due:

    steady.py http://127.0.0.1:8080 /v1/suggest RATE SECONDS
    steady.py names /v1/suggest COUNT 1                        only prints the names, a line each
"""

import asyncio
import random
import sys
import time
import urllib.parse

address, path, rate, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
host, port = urllib.parse.urlsplit(address).hostname, urllib.parse.urlsplit(address).port

# Common names of people, with one letter wrong in some: what people type.
FIRST = "JAMES MARY ROBERT PATRICIA JOHN JENNIFER MICHAEL LINDA DAVID ELIZABETH WILLIAM BARBARA RICHARD SUSAN JOSEPH".split()
LAST = "SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ HERNANDEZ LOPEZ GONZALEZ WILSON LEE".split()


def name(chance):
    text = chance.choice(LAST) + " " + chance.choice(FIRST)
    if chance.random() < 0.3:
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") + text[place + 1:]
    return text[:chance.randrange(4, len(text) + 1)] if path.endswith("suggest") else text


async def worker(queue, latencies, faults):
    reader = writer = None
    while True:
        due, text = await queue.get()
        if due is None:
            break
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(host, port)
            query = urllib.parse.urlencode({"q": text})
            writer.write(f"GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            if not head.startswith(b"HTTP/1.1 200"):
                faults.append(head[:40])
        except (OSError, asyncio.IncompleteReadError, IndexError) as fault:
            faults.append(fault)
            writer = None
        latencies.append(time.perf_counter() - due)


async def main():
    chance = random.Random(1)
    queue, latencies, faults = asyncio.Queue(), [], []
    workers = [asyncio.create_task(worker(queue, latencies, faults)) for _ in range(32)]
    # The first requests of each connection open it.
    start = time.perf_counter() + 0.5
    for number in range(rate * seconds):
        due = start + number / rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        queue.put_nowait((due, name(chance)))
    for _ in workers:
        queue.put_nowait((None, None))
    await asyncio.gather(*workers)
    latencies.sort()
    shown = " ".join(f"p{share}={latencies[min(len(latencies) - 1, len(latencies) * share // 100)] * 1000:.2f}ms"
                     for share in (50, 90, 99))
    print(f"{path} at {rate}/s for {seconds} s: {shown} max={latencies[-1] * 1000:.2f}ms faults={len(faults)}")


if address == "names":
    chance = random.Random(1)
    for _ in range(rate):
        print(name(chance))
else:
    asyncio.run(main())
