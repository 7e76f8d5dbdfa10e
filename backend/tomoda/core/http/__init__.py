"""HTTP: the Litestar application that all domains' routes hang in, and the doorkeeper in front of it."""

from tomoda.core.http.application import LARGEST_BODY, build
from tomoda.core.http.conditional import PRIVATE, Conditional
from tomoda.core.http.doorkeeper import API_KEYS, PER_MINUTE, Doorkeeper, Identify
from tomoda.core.http.hot import Hot, hot, hot_write
from tomoda.core.http.repeats import Repeats

__all__ = [
    "API_KEYS",
    "LARGEST_BODY",
    "PER_MINUTE",
    "PRIVATE",
    "Conditional",
    "Doorkeeper",
    "Hot",
    "Identify",
    "Repeats",
    "build",
    "hot",
    "hot_write",
]
