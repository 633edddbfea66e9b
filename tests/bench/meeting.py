"""Twenty who look at the same meeting: each a session of its own, all stepping at once."""

from __future__ import annotations

import asyncio
import time

from tests.bench.measure import Session, apart, line
from tests.running import Server

VIEWERS, STEPS = 20, 9
PAGE = "mote"
COMES = 20  # seconds between a start and the meeting: by then the agendas are worked out
ROUNDS = 3  # through the whole meeting


def measure(server: Server) -> None:
    """Measures on a server that has just started, and prints."""
    time.sleep(COMES)
    alone = apart(_viewers(server, 1))
    print(line("the meeting, one viewer, a step", [1000 * s for s in alone.steps], "ms", 40))
    found = apart(_viewers(server, VIEWERS))
    print(line(f"the meeting, {VIEWERS} come at once, until each sees it", found.coming, "s"))
    print(line(f"the meeting, {VIEWERS} step at once, a step", found.steps, "s", 0.3))
    print(line("  the slowest step of each round", found.slowest, "s", 1))
    print(line("  server memory, a viewer more", [found.memory], "MB", 2))


class _Found:
    """Seconds of each coming and each step, the slowest step of each round, MB a session."""

    def __init__(self) -> None:
        self.coming: list[float] = []
        self.steps: list[float] = []
        self.slowest: list[float] = []
        self.memory = 0.0


async def _viewers(server: Server, many: int) -> _Found:
    found, before = _Found(), server.memory()
    begin = time.perf_counter()

    async def come() -> Session:
        session = await Session.open(server, page=PAGE)
        found.coming.append(time.perf_counter() - begin)
        return session

    sessions = await asyncio.gather(*(come() for _ in range(many)))
    try:
        for _ in range(ROUNDS):
            step_times: list[float] = []
            for step in range(1, STEPS + 1):
                step_times += await asyncio.gather(*(one.run(f"steg={step}") for one in sessions))
            found.steps += step_times
            found.slowest.append(max(step_times))
        found.memory = (server.memory() - before) / many
    finally:
        await asyncio.gather(*(one.close() for one in sessions))
    return found
