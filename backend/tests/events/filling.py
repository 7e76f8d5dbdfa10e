"""How full an event gets: our shrinking offers against a waitlist whose offers last 24 hours.

`python -m tests.events.filling` prints the table. Nothing here touches a database: the rules are the model's of the
random histories, which the database is held against.

What is assumed: twelve seats and a queue; each guest cancels with a chance of 40 %, and of those half in the last
six hours, since that is when people know; somebody who is offered a seat answers after a while (log-normal, half of
them within 8 minutes), says yes with 70 %, and one in five never answers.
"""

import heapq
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import fmean

from tests.events.model import Model
from tomoda.events.actions.queue import offer_ends

SEATS, QUEUE = 12, 12
STARTS = datetime(2031, 5, 17, 18, tzinfo=UTC)
OPENS = STARTS - timedelta(days=3)

type Rule = Callable[[datetime, datetime], datetime | None]


def fixed(now: datetime, starts_at: datetime) -> datetime | None:
    """The baseline: an offer lasts 24 hours, at most until the start."""
    return min(now + timedelta(hours=24), starts_at) if now < starts_at else None


def evening(seed: int, rule: Rule) -> float:
    """The share of the seats that somebody has when it starts, of those that somebody wanted."""
    dice = random.Random(seed)
    table = Model(SEATS, STARTS, rule=rule)
    for who in range(SEATS + QUEUE):
        table.come(who, 1, OPENS, wait=True)
    happens = _cancellations(dice)
    habits = {who: (dice.lognormvariate(2.08, 1.3), dice.random()) for who in range(SEATS + QUEUE)}
    known: set[int] = set()
    while happens and happens[0][0] <= STARTS:
        now, _, kind, who = heapq.heappop(happens)
        table.settle(now)
        if kind == "leave" or (who in table.offers and habits[who][1] >= 0.7):
            table.drop(who)
        elif who in table.offers:
            table.come(who, 1, now, wait=False)
        table.settle(now)
        for one, (_, until) in table.offers.items():
            if one not in known:
                known.add(one)
                minutes, mood = habits[one]
                heapq.heappush(happens, (until, len(known) * 1000 + one, "pass", one))
                if mood < 0.8:
                    heapq.heappush(happens, (now + timedelta(minutes=minutes), len(known) * 1000 + one, "answer", one))
    return len(table.going) / SEATS


def _cancellations(dice: random.Random) -> list[tuple[datetime, int, str, int]]:
    """Who of the guests leaves, and when."""
    found: list[tuple[datetime, int, str, int]] = []
    for who in range(SEATS):
        if dice.random() < 0.4:
            late = dice.random() < 0.5
            before = timedelta(hours=dice.uniform(0.05, 6) if late else dice.uniform(6, 70))
            heapq.heappush(found, (STARTS - before, who, "leave", who))
    return found


def compared(evenings: int) -> tuple[float, float]:
    """The mean fill rate of ours, and of the baseline, over the same evenings."""
    ours, theirs = ([evening(seed, rule) for seed in range(evenings)] for rule in (offer_ends, fixed))
    return fmean(ours), fmean(theirs)


if __name__ == "__main__":
    mine, other = compared(2000)
    print(f"seats filled at the start over 2,000 evenings: ours {mine:.1%}, 24-hour offers {other:.1%}")
