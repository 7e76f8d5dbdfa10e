"""Signals say what has happened; jobs ask for what is still to do."""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ClassVar, cast, dataclass_transform
from uuid import UUID

import msgspec

SIGNALS: dict[str, type["Signal"]] = {}
JOBS: dict[str, type["Job"]] = {}
REACTIONS: dict[type["Signal"], list[Callable[..., Awaitable[None]]]] = {}


def name_of(cls: type) -> str:
    """`domain.class_name`, for what domains declare."""
    domain = cls.__module__.split(".")[1] if cls.__module__.startswith("tomoda.") else cls.__module__.split(".")[-1]
    return f"{domain}.{re.sub(r'(?<!^)(?=[A-Z])', '_', cls.__name__).lower()}"


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Signal(msgspec.Struct, kw_only=True, frozen=True):
    """What has happened. Its fields are what listeners get; never more than each of them may know.

    `topics` are patterns over the fields (`"room:{room_id}"`); a signal without one is for reactions only.
    A *lasting* one gets the next place in each of its topics, inside the transaction that causes it.
    `actor` names the field with the person who did it: listeners from whom that person is hidden get the
    place but not the signal. Fields named in `private` are for reactions and never leave the process.
    """

    topics: ClassVar[tuple[str, ...]] = ()
    lasting: ClassVar[bool] = True
    actor: ClassVar[str | None] = None
    private: ClassVar[frozenset[str]] = frozenset()
    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = name_of(cls)
        SIGNALS[cls.name] = cls

    def spread(self) -> Iterator[str]:
        """The topics that this one goes to. A field that is a list spreads over its items; None goes nowhere."""
        for pattern in self.topics:
            kind, _, field = pattern.partition(":{")
            if not field:
                yield pattern
                continue
            value: Any = getattr(self, field.removesuffix("}"))
            items = cast("list[Any]", value) if isinstance(value, list) else [value]
            yield from (f"{kind}:{one}" for one in items if one is not None)

    def encoded(self) -> bytes:
        """The fields as JSON, without the private ones."""
        return msgspec.json.encode(
            {field: getattr(self, field) for field in self.__struct_fields__ if field not in self.private}
        )

    @property
    def told_of(self) -> UUID | None:
        """Who did it, if the signal says so."""
        return getattr(self, self.actor) if self.actor else None


@dataclass_transform(frozen_default=True)
class Job(msgspec.Struct, frozen=True):
    """What is still to do: committed with its cause, done at least once by a worker."""

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = name_of(cls)
        JOBS[cls.name] = cls


CONTROL = "control"
"""The topic that no client hears: what every gateway must know before it delivers anything later."""


class Closed(Signal):
    """A session, or all of a person's sessions, may no longer be used; `code` is the problem to answer with."""

    topics = (CONTROL,)
    session_id: UUID | None = None
    user_id: UUID | None = None
    code: str = "session_ended"


class HiddenChanged(Signal):
    """Whom this person may not see, or who may not see them, has changed."""

    topics = (CONTROL,)
    user_id: UUID


class HearingChanged(Signal):
    """Whether this person (nobody named: everybody) may hear this topic may have changed: ask again."""

    topics = (CONTROL,)
    topic: str
    user_id: UUID | None = None
    reason: str = "removed"


type Reaction[S] = Callable[[Any, S], Awaitable[None]]


def on[S: Signal](kind: type[S]) -> Callable[[Reaction[S]], Reaction[S]]:
    """Follow a signal of a lower domain, in the same transaction: `async def …(tx, signal)`."""

    def register(reaction: Reaction[S]) -> Reaction[S]:
        REACTIONS.setdefault(kind, []).append(reaction)
        return reaction

    return register
