"""A member: one connection that listens, with the topics it hears and those whose doings are kept from it."""

from typing import TYPE_CHECKING, Protocol

from tomoda.core.viewer import Viewer

if TYPE_CHECKING:
    from tomoda.core.hub.topics import Topic

TOO_SLOW, RESTARTING, BAD_FRAME, NOT_SIGNED_IN, SUSPENDED, VERSION_UNKNOWN = 4008, 4009, 4400, 4401, 4403, 4426


class Hearing:
    """A member's wish to hear a topic: asked for (`busy`) or heard.

    `after` is the last place that the member was given or has named; None if it has named none.
    """

    __slots__ = ("after", "again", "announce", "busy", "dead", "member", "reason", "topic")

    def __init__(self, member: "Member", topic: "Topic", after: int | None) -> None:
        self.member = member
        self.topic = topic
        self.after = after
        self.announce = True  # whether the member waits for an answer: `listening` or `refused`
        self.again = False  # something has changed meanwhile: ask again
        self.busy = False
        self.dead = False
        self.reason = "not_found"


class Member(Protocol):
    """What the hub knows of a connection. A kind of connection says how to write, and how to close."""

    viewer: Viewer
    hearings: dict[str, Hearing]
    hidden: frozenset[bytes] | None  # ids as text; None: not read yet, or no longer valid
    slow: bool  # its buffer is filling: look before each write

    def write(self, blob: bytes) -> None:
        """Send one frame of JSON."""
        ...

    def too_slow(self) -> bool:
        """Whether more waits to be sent than may."""
        ...

    def close(self, code: int) -> None:
        """Say why, and end the connection; nothing is written after it."""
        ...
