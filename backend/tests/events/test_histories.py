"""Whatever happens, in whatever order: no seat is given twice, and none is empty while somebody waits for it."""

from tests.events.histories import History, crowd
from tomoda.core.app import App

HISTORIES = 20


async def test_random_histories_end_as_the_model_says(app: App) -> None:
    people = await crowd(app)
    for seed in range(HISTORIES):
        await History(app, people, seed).tell()
