"""What a place looks like on the wire, and what is asked about places."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude

type Kind = Literal["house", "street", "locality", "district", "city", "county", "state", "country", "other"]
type Source = Literal["openstreetmap", "geonames"]


class Location(msgspec.Struct):
    """A place. Without an `id` it is only known to the geocoder: resolve it before an event takes place there."""

    id: UUID | None
    osm: str | None  # N (node), W (way) or R (relation), and the number, as in "N25287150"
    name: str
    address: str
    kind: Kind
    category: str  # OpenStreetMap's main tag, as in "amenity:cafe"
    lat: Latitude
    lon: Longitude
    country_code: str | None
    time_zone: str
    metres: int | None  # from the point that was asked about
    source: Source


class Attribution(msgspec.Struct):
    """Whom to thank, visibly, wherever these places are shown."""

    source: Source
    text: str
    licence: str
    url: str


class Locations(msgspec.Struct):
    """Places, the best first, and whom to thank for them."""

    data: list[Location]
    attribution: list[Attribution]


class OsmPlace(msgspec.Struct, forbid_unknown_fields=True):
    """Which place of the geocoder is meant, near which point it was found, and what it was called."""

    osm: Annotated[str, msgspec.Meta(pattern=r"^[NWR]-?[0-9]{1,18}$")]
    lat: Latitude
    lon: Longitude
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Zone(msgspec.Struct):
    """The IANA time zone at a point."""

    time_zone: str


THANKS = {
    "openstreetmap": Attribution(
        "openstreetmap", "© OpenStreetMap contributors", "ODbL 1.0", "https://www.openstreetmap.org/copyright"
    ),
    "geonames": Attribution("geonames", "GeoNames", "CC BY 4.0", "https://www.geonames.org/"),
}
