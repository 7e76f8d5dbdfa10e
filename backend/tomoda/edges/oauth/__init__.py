"""Signing in with other people's servers: OpenID Connect 1.0 as Google, Apple and LINE speak it."""

from tomoda.edges.oauth.checker import Checked, Checker, checker
from tomoda.edges.oauth.identity import Event, Identity, Refused
from tomoda.edges.oauth.keys import ProviderDown
from tomoda.edges.oauth.models import apple, google, line
from tomoda.edges.oauth.provider import Provider

__all__ = [
    "Checked",
    "Checker",
    "Event",
    "Identity",
    "Provider",
    "ProviderDown",
    "Refused",
    "apple",
    "checker",
    "google",
    "line",
]
