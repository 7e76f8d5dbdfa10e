"""Traces: one tap, followed through every process that it passes. Without a collector nothing of it is even imported.

Whoever tells something asks `traces.active` first: None is the rule, and then a trace costs one comparison.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tomoda.core.spans import Spans

active: "Spans | None" = None

_TRACEPARENT = re.compile(rb"00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}")


class Tap(NamedTuple):
    """What somebody outside has begun: the trace's id and the id of their part in it, in hex."""

    trace: str
    part: str


def tap(headers: Iterable[tuple[bytes, bytes]]) -> Tap | None:
    """The tap that a request is part of (W3C `traceparent`). What is malformed, or there twice, was never said.

    Its flags are not read: whether a tap is recorded is for us to say, and never for a stranger.
    """
    said = [value for name, value in headers if name == b"traceparent"]
    found = _TRACEPARENT.fullmatch(said[0]) if len(said) == 1 else None
    return None if found is None else Tap(found[1].decode(), found[2].decode())


def start(part: str, collector: str, environment: str) -> None:
    """From now on this process tells the collector (OTLP over HTTP) what it does; without an address it does not."""
    global active
    if collector and active is None:
        from tomoda.core.spans import Spans

        active = Spans(part, collector, environment)


def stop() -> None:
    """Send what is left, and tell nothing more."""
    global active
    if active is not None:
        active.close()
        active = None
