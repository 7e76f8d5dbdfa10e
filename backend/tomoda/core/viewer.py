"""Viewer: who is asking; an argument of every query and action."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person. `scopes` is None for a person's own session, else what an API key may do."""

    id: UUID
    session_id: UUID | None = None
    scopes: frozenset[str] | None = field(default=None)
    suspended: bool = False
