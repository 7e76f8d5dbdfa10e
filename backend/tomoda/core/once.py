"""Once: a request that is sent again with the same Idempotency-Key is carried out once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tomoda.core.tx import Tx


async def mark_done(tx: "Tx") -> None:
    """Part of each writing transaction; nothing to mark where the request has no key."""
