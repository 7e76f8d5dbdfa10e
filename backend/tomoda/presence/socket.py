"""Connections tell that their person is there; who listens hears of friends and of who goes to the same events."""

from uuid import UUID

import msgspec

from tomoda.core.app import App
from tomoda.core.feed import attends, fills, topic
from tomoda.core.messages import Signal
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.presence.messages.positions import PositionChanged
from tomoda.presence.queries import positions


class Attendance:
    """The connections of this process: whose each is, when it was last heard of, and when somebody last looked."""

    def __init__(self) -> None:
        self.connections: dict[int, tuple[UUID, float, float]] = {}
        self.fresh: set[int] = set()

    def beats(self, *, everybody: bool = False) -> dict[UUID, tuple[float, float]]:
        """The latest of each person's connections: of those heard of since the last time, or of all that stand."""
        found: dict[UUID, tuple[float, float]] = {}
        for connection in self.connections if everybody else self.fresh:
            if connection in self.connections:
                person, here, active = self.connections[connection]
                before = found.get(person, (0.0, 0.0))
                found[person] = max(here, before[0]), max(active, before[1])
        self.fresh = set()
        return found


def attendance(app: App) -> Attendance:
    """That of this process."""
    return app.living.setdefault("attendance", Attendance())


@attends
def attend(app: App, viewer: Viewer, connection: int, active: bool | None) -> None:
    """Somebody is here, looking or not; None: the connection is gone. That is not told at once: they may come back."""
    mine = attendance(app)
    if active is None:
        mine.connections.pop(connection, None)
        return
    now = app.clock().timestamp()
    _, _, before = mine.connections.get(connection, (viewer.id, now, 0.0))
    mine.connections[connection] = (viewer.id, now, now if active else before)
    mine.fresh.add(connection)


@topic("friends")
async def may_listen(tx: Tx, viewer: Viewer, user_id: UUID) -> int | None:
    """Only to one's own: what those tell whose audience one is."""
    return 0 if user_id == viewer.id else None


class _Moved(msgspec.Struct):
    user_id: UUID


@fills(PositionChanged)
async def where(tx: Tx, asked: list[tuple[str, bytes]]) -> list[Signal]:
    """Where each of them is for each listener, by the rules of this moment; all of them in one statement."""
    pairs = [(UUID(listener), msgspec.json.decode(said, type=_Moved).user_id) for listener, said in asked]
    found = await positions.seen(tx, pairs)
    return [
        PositionChanged(people=[], user_id=owner, position=found.get(listener, {}).get(owner))
        for listener, owner in pairs
    ]
