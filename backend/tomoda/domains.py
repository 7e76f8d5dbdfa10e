"""The domains, in their order from below; opening one imports its doors, which register themselves."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

DOMAINS = (
    *("locations", "media", "users", "notifications", "auth", "friends", "presence", "events"),
    *("payments", "moments", "chat", "discovery", "admin"),
)
DOORS = ("routes", "socket", "work")


def present() -> list[str]:
    """The domains that this version has."""
    return [domain for domain in DOMAINS if find_spec(f"tomoda.{domain}") is not None]


def open_outside() -> list[Any]:
    """The routes of all domains that stand beside `/api/v1`, at addresses that people share."""
    found: list[Any] = []
    for domain in present():
        name = f"tomoda.{domain}.routes"
        if find_spec(name) is not None:
            found += getattr(import_module(name), "OUTSIDE", [])
    return found


def open_doors() -> list[Any]:
    """Import every door of every domain; the routes of all of them."""
    routes: list[Any] = []
    for domain in present():
        for door in DOORS:
            name = f"tomoda.{domain}.{door}"
            if find_spec(name) is not None:
                routes += getattr(import_module(name), "ROUTES", [])
    return routes
