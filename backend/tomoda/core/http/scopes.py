"""What a server's API key may do: each domain may be read or written, as far as the key's owner says; nothing else."""

from litestar.handlers.base import BaseRouteHandler

CLOSED = frozenset({"admin", "auth", "core", "payments"})
"""Domains that no key opens: ways in, the account itself, money, and looking after others."""

READS = frozenset({"GET", "HEAD", "OPTIONS"})


def scope_of(handler: BaseRouteHandler) -> str | None:
    """The scope that a key needs here, such as `events:read`; None: no key may.

    What is about a session of a person (`opt={"session": True}`) is nothing for servers, either.
    """
    domain = handler.fn.__module__.split(".")[1]
    if domain in CLOSED or handler.opt.get("session"):
        return None
    methods = frozenset(str(one) for one in getattr(handler, "http_methods", ()))
    return f"{domain}:{'read' if methods <= READS else 'write'}"
