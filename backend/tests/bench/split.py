"""A room whose members are split over two gateway processes, beside one process that has them all.

    python -m tests.bench split [--members 1000] [--rounds 5] [--seconds 4]

In alternating rounds, all gateways on one core and the load on the other. What counts is how much is delivered per
second of processor: two processes must reach 80 % of what one does.
"""

import argparse
import asyncio
import os
import statistics

import uvloop

from tests.bench._stage import LOAD_CORE, SERVER_CORE, open_stage, row
from tests.bench.fanout import ours, saturate


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    asked = parser.parse_args()
    async with open_stage() as stage:
        gateways = [stage.serve("ws-hub", SERVER_CORE) for _ in range(2)]
        shares: list[float] = []
        row("gateways", "deliveries/s", "µs/delivery", "load")
        for _ in range(asked.rounds):
            cost: list[float] = []
            for several in (gateways[:1], gateways):
                crowd = await ours(stage, several, 1, asked.members)
                heard, cpu = await saturate(crowd, asked.seconds)
                crowd.leave()
                await asyncio.sleep(0.5)
                cost.append(cpu)
                row(len(several), heard, cpu, os.getloadavg()[0])
            shares.append(cost[0] / cost[1])
        row("two / one, per second of processor", statistics.median(shares))


if __name__ == "__main__":
    os.sched_setaffinity(0, {LOAD_CORE})
    uvloop.run(main())
