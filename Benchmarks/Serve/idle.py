#!/usr/bin/env python3
"""Holds connections open that ask nothing, until it is told to end:

    idle.py http://127.0.0.1:8080 COUNT

A third are silent, a third have sent half a head, and a third send a byte of one every five seconds. Those that the server
closes are opened again. Prints how many stand when all were opened, and at the end how many stood and were opened again.
"""

import asyncio
import resource
import signal
import sys
import urllib.parse

address, count = sys.argv[1], int(sys.argv[2])
host, port = urllib.parse.urlsplit(address).hostname, urllib.parse.urlsplit(address).port
state = {"open": 0, "again": 0}


async def drip(writer):
    while True:
        await asyncio.sleep(5)
        writer.write(b"x")
        await writer.drain()


async def hold(number):
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(1)
            continue
        state["open"] += 1
        dripping = None
        try:
            if number % 3 > 0:
                writer.write(b"GET /v1/suggest?q=smith HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            if number % 3 == 2:
                dripping = asyncio.create_task(drip(writer))
            # Until the server has enough of it.
            await reader.read()
        except OSError:
            pass
        if dripping:
            dripping.cancel()
        state["open"] -= 1
        state["again"] += 1
        writer.close()


async def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, count + 100)), hard))
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    tasks = []
    for number in range(count):
        tasks.append(asyncio.create_task(hold(number)))
        if number % 100 == 99:
            await asyncio.sleep(0.02)
    while state["open"] < count and not ended.is_set():
        await asyncio.sleep(0.1)
    print(f"{state['open']} connections stand open", flush=True)
    await ended.wait()
    print(f"{state['open']} connections stood open, {state['again']} were closed and opened again", flush=True)
    for task in tasks:
        task.cancel()


asyncio.run(main())
