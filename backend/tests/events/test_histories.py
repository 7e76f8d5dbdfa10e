"""Whatever happens, in whatever order: no seat is given twice, and none is empty while somebody waits for it."""

import asyncio
import random
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.conftest import SECRET
from tests.events.filling import compared
from tests.events.histories import DEEDS, GUESTS, LASTS, History, crowd
from tests.events.model import BEGIN
from tomoda.core.app import App, Database, Valkey

HISTORIES = 12
EXAMPLES = 25
BEFORE_THE_END = BEGIN + LASTS + timedelta(hours=2)  # the model knows of no end


async def test_random_histories_end_as_the_model_says(app: App) -> None:
    people = await crowd(app)
    for seed in range(HISTORIES):
        await History(app, people, seed).tell()


def test_hypothesis_finds_no_history_that_ends_otherwise(database: Database, valkey: Valkey) -> None:
    """It chooses what happens, to whom and when, and would show the shortest history that goes wrong."""
    with asyncio.Runner() as runner:
        app = App(database=database, cache=valkey, secret=SECRET)
        runner.run(app.__aenter__())
        people = runner.run(crowd(app))

        class Seats(RuleBasedStateMachine):
            @initialize(seed=st.integers(0, 11))
            def begin(self, seed: int) -> None:
                self.history = History(app, people, seed)
                runner.run(self.history.begin())

            @rule(
                kind=st.sampled_from(sorted(set(DEEDS))),
                who=st.integers(1, GUESTS),
                seconds=st.sampled_from([1, 30, 300, 1800]),
                dice=st.randoms(use_true_random=False),
            )
            def happens(self, kind: str, who: int, seconds: int, dice: random.Random) -> None:
                self.history.dice = dice
                self.history.now = min(self.history.now + timedelta(seconds=seconds), BEFORE_THE_END)
                runner.run(self.history.step(kind, who))

        try:
            run_state_machine_as_test(
                Seats, settings=settings(max_examples=EXAMPLES, stateful_step_count=12, deadline=None)
            )
        finally:
            runner.run(app.__aexit__(None, None, None))


def test_short_offers_fill_more_seats_than_offers_of_a_day() -> None:
    ours, theirs = compared(200)
    assert ours > theirs + 0.03
