"""Traces: one tap, followed through every process that it passes. Without a collector nothing of it is even imported.

Whoever tells something asks `traces.active` first: None is the rule, and then a trace costs one comparison.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tomoda.core.spans import Spans

active: "Spans | None" = None


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
