"""Who sees an event before and after its visibility is changed: said first, and told to whom it concerns."""

from uuid import UUID

from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.events import queries
from tomoda.events.schemas import Onlooker, SightAhead, Visibility

# Whoever is invited, or has answered, sees it in any case.
SEES: dict[str, tuple[Onlooker, ...]] = {
    "public": ("everybody", "address", "friends"),
    "unlisted": ("address",),
    "friends": ("friends",),
    "invite_only": (),
}

COUNTED = sql("""
    with sure as (
        select r.user_id from rsvps r where r.event_id = $1 and r.answer <> 'removed'
        union select i.user_id from event_invitations i where i.event_id = $1 and i.declined_at is null
    )
    select (select count(*) from sure where visible($2, user_id)) as sure, (
        select count(*) from friendships f
        where f.user_id = $2 and f.friend_id not in (select user_id from sure) and visible($2, f.friend_id)
    ) as friends
    from events e where e.id = $1
""")


def loses(before: str, after: str) -> list[Onlooker]:
    """Who no longer sees it."""
    return [one for one in SEES[before] if one not in SEES[after]]


async def ahead(tx: Tx, viewer: Viewer, event_id: UUID, then: Visibility) -> SightAhead:
    """What changing it to this would do. Raises EventNotFound, NotTheHost."""
    event = await queries.hosted(tx, viewer, event_id, "edit")
    row = await tx.row(COUNTED, event_id, event.host_id)
    sure, friends = (row["sure"], row["friends"]) if row else (0, 0)
    return SightAhead(loses(then, event.visibility), loses(event.visibility, then), friends, sure)
