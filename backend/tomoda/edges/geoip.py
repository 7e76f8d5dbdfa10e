"""Which town or country an address is in, from a file in MaxMind's format (DB-IP and GeoLite2 publish such)."""

from ipaddress import ip_address
from typing import Any

import maxminddb


class GeoIp:
    """A reader of one file; nobody is asked over the network."""

    def __init__(self, path: str) -> None:
        self._reader: Any = maxminddb.open_database(path)  # pyright: ignore[reportUnknownMemberType] - its types are partial

    def place(self, address: str) -> str:
        """As in `Helsinki, FI`, or the country alone, or nothing."""
        try:
            found: dict[str, Any] | None = self._reader.get(ip_address(address))
        except ValueError:
            return ""
        if found is None:
            return ""
        town = found.get("city", {}).get("names", {}).get("en", "")
        country = found.get("country", {}).get("iso_code", "")
        return ", ".join(part for part in (town, country) if part)[:100]

    def close(self) -> None:
        """Close the file."""
        self._reader.close()
