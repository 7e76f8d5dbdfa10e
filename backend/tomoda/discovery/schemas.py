"""What one finds when looking around."""

import msgspec

from tomoda.events.schemas import EventCard


class Nearby(msgspec.Struct):
    """An event with how far its shown place is, in metres."""

    event: EventCard
    metres: int


class NearbyEvents(msgspec.Struct):
    """The nearest first."""

    data: list[Nearby]


class Cluster(msgspec.Struct):
    """Several events close to each other at this zoom: where, how many, and when the first one starts."""

    lat: float
    lon: float
    count: int


class Map(msgspec.Struct):
    """What is on in the viewport. `cells` are the topics `map:<cell>` that keep it current, empty if zoomed out."""

    events: list[EventCard]
    clusters: list[Cluster]
    cells: list[str]
