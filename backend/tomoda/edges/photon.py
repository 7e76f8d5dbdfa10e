"""Photon, the geocoder over OpenStreetMap: what it finds for a text, and what is at a point."""

from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec

TIMEOUT = 1.5  # seconds; typing does not wait longer
LANGUAGES = frozenset({"en", "de", "fr", "ja", "fi", "sv"})  # asked for only if the server says that it speaks them


class PhotonDown(Exception):
    """It does not answer, or not in its own language."""


class Properties(msgspec.Struct, frozen=True):
    """What Photon says of a place; all that is absent is unknown."""

    osm_type: str
    osm_id: int
    osm_key: str = "place"
    osm_value: str = "yes"
    type: str = "other"
    name: str | None = None
    housenumber: str | None = None
    street: str | None = None
    postcode: str | None = None
    district: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    countrycode: str | None = None


class Geometry(msgspec.Struct, frozen=True):
    """A point: longitude, latitude."""

    coordinates: tuple[float, float]


class Feature(msgspec.Struct, frozen=True):
    """One place."""

    properties: Properties
    geometry: Geometry

    @property
    def osm(self) -> str:
        """Type and number, as in "N25287150"."""
        return f"{self.properties.osm_type}{self.properties.osm_id}"

    @property
    def title(self) -> str | None:
        """Its name, or its street and number."""
        said = self.properties
        return said.name or (f"{said.street} {said.housenumber}" if said.street and said.housenumber else None)


class Found(msgspec.Struct, frozen=True):
    """A GeoJSON feature collection."""

    features: list[Feature]


class Photon:
    """A client of one Photon server."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url.rstrip("/"), timeout=TIMEOUT)
        self._languages = LANGUAGES

    async def search(
        self, text: str, *, near: tuple[float, float] | None, zoom: int, lang: str, limit: int
    ) -> list[Feature]:
        """Places for what somebody types, those near (latitude, longitude) preferred. Raises PhotonDown."""
        ask: dict[str, Any] = {"q": text, "limit": limit}
        if near is not None:
            ask |= {"lat": near[0], "lon": near[1], "zoom": zoom}
        return await self._ask("/api", ask, lang)

    async def reverse(self, lat: float, lon: float, *, metres: float, lang: str, limit: int) -> list[Feature]:
        """What is within so many metres of a point, the nearest first. Raises PhotonDown."""
        return await self._ask("/reverse", {"lat": lat, "lon": lon, "radius": metres / 1000, "limit": limit}, lang)

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _ask(self, path: str, ask: dict[str, Any], lang: str) -> list[Feature]:
        try:
            answer = await self._client.get(f"{path}?{urlencode({**ask, 'lang': self._spoken(lang)})}")
            if answer.status_code == 400 and lang in self._languages:
                self._languages = self._languages - {lang}
                answer = await self._client.get(f"{path}?{urlencode({**ask, 'lang': 'default'})}")
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=Found).features
        except (httpx.HTTPError, msgspec.MsgspecError) as fault:
            raise PhotonDown(type(fault).__name__) from fault

    def _spoken(self, lang: str) -> str:
        return lang if lang in self._languages else "default"
