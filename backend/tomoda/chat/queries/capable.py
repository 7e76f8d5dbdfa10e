"""What somebody may do in a room: who shows buttons asks this, and no role."""

from typing import TYPE_CHECKING

from tomoda.chat.schemas import Capability
from tomoda.core.viewer import Viewer

if TYPE_CHECKING:
    from tomoda.chat.queries import Seat

ASKED_ONLY = 5  # messages that a stranger may send before the other says yes


def capabilities(mine: "Seat", viewer: Viewer) -> list[Capability]:
    """What the viewer may do, by the place that they have in the room."""
    if mine.left_seq is not None:
        return []
    asked = mine.asking and mine.opened_by != viewer.id
    group = mine.kind == "group"
    found: list[tuple[Capability, bool]] = [
        ("send", mine.may_speak and not (mine.asking and not asked and mine.last_seq >= ASKED_ONLY)),
        ("react", not mine.closed and not mine.locked and not mine.asking and not mine.secret),
        ("attach", mine.may_speak and not mine.asking and not mine.secret),
        ("mention_here", mine.may_speak and mine.moderates),
        ("pin", not mine.secret and not mine.closed and not mine.asking and (mine.moderates or mine.kind == "direct")),
        ("moderate", mine.moderates),
        ("invite", group and not mine.locked),
        ("remove", group and mine.moderates),
        ("promote", group and mine.role == "owner"),
        ("edit", mine.moderates or (mine.kind == "direct" and not mine.asking)),
        ("accept", asked),
        ("decline", asked),
        ("leave", group),
        ("mention", mine.may_speak and not mine.secret),
        ("share", mine.may_speak and not mine.asking and not mine.secret),
        ("draft", not mine.secret),
        ("preview", mine.previews and not mine.asking and not mine.secret),
        ("search", not mine.secret),
        ("translate", not mine.secret),
    ]
    return [name for name, may in found if may]
