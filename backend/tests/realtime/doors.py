"""Doors to knock at: a lasting topic and a passing one, whose listeners a test decides."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from uuid import UUID

from tomoda.core.app import App
from tomoda.core.feed import Frame, MayListen
from tomoda.core.messages import SIGNALS, Signal
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer

ALLOWED: dict[str, dict[UUID, int | None]] = {}
"""Per door, who may not listen (None) or only from a place on; everybody else may."""


class Knocked(Signal):
    """Somebody knocked."""

    topics = ("door:{door}",)
    actor = "who"
    door: str
    n: int = 0
    who: UUID | None = None
    text: str = ""


class Whispered(Signal):
    """Somebody whispered through the door; who was not there does not hear it."""

    topics = ("door:{door}",)
    lasting = False
    actor = "who"
    door: str
    n: int = 0
    who: UUID | None = None


class Moved(Signal):
    """Something moved on the street, which has no memory."""

    topics = ("street:{street}",)
    lasting = False
    street: str
    n: int = 0


async def may_listen_at_door(tx: Tx, viewer: Viewer, door: str) -> int | None:
    """As the test has decided."""
    return ALLOWED.get(door, {}).get(viewer.id, 0)


async def may_look_at_street(tx: Tx, viewer: Viewer, street: str) -> int | None:
    """Everybody."""
    return 0


TOPICS: dict[str, MayListen] = {"door": may_listen_at_door, "street": may_look_at_street}
KINDS = {kind.name: kind for kind in (Knocked, Whispered, Moved)}
for name in KINDS:
    del SIGNALS[name]  # known only while the tests of this folder run: the contract and other tests list them all


async def knock(app: App, door: str, *numbers: int, who: UUID | None = None, text: str = "") -> None:
    """One transaction per knock, one after the other."""
    for n in numbers:
        async with app.transaction() as tx:
            tx.emit(Knocked(door=door, n=n, who=who, text=text))


@contextmanager
def losing(app: App) -> Generator[list[Frame]]:
    """Meanwhile everything that this process publishes is lost on the way; what it was."""
    lost: list[Frame] = []

    def lose(frames: Iterable[Frame], cause: str | None = None) -> None:
        lost.extend(frames)

    publish, app.publish = app.publish, lose
    try:
        yield lost
    finally:
        app.publish = publish
