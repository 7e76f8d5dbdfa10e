"""The hub: who listens to what, and how each hears every signal once, in order, and nothing that they may not."""

from tomoda.core.hub.hub import Hub
from tomoda.core.hub.member import Member

__all__ = ["Hub", "Member"]
