"""Whatever people do to each other, in whatever order: what must hold between them holds after each step."""

from collections.abc import Sequence
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SECRET
from tests.world import BORN
from tomoda.core.app import App
from tomoda.core.errors import Problem
from tomoda.core.sql import sql
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.friends import actions, queries
from tomoda.users import actions as people

PERSONS = 3
DEEDS = ("ask", "ask", "accept", "decline", "cancel", "part", "block", "unblock", "deactivate", "restore")

BROKEN = sql("""
    select 'a friendship has one side only' as what from friendships f
    where not exists (select from friendships g where g.user_id = f.friend_id and g.friend_id = f.user_id)
    union all select 'friends in spite of a block' from friendships f
    join blocks b on b.blocker_id = f.user_id and b.blocked_id = f.friend_id
    union all select 'a request in spite of a block' from friend_requests r
    join blocks b on (b.blocker_id, b.blocked_id) in ((r.asker_id, r.asked_id), (r.asked_id, r.asker_id))
    union all select 'a request between friends' from friend_requests r
    join friendships f on f.user_id = r.asker_id and f.friend_id = r.asked_id
    union all select 'both ask, and are not friends' from friend_requests r
    join friend_requests s on s.asker_id = r.asked_id and s.asked_id = r.asker_id
    where r.withdrawn_at is null and s.withdrawn_at is null
        and r.declined_at is null and s.declined_at is null
    union all select 'friends are listed that are hidden' from friendships f
    where are_friends(f.user_id, f.friend_id) and not visible(f.user_id, f.friend_id)
    union all select 'who sees whom is not mutual' from users a, users b
    where a.state = 'active' and b.state = 'active' and visible(a.id, b.id) <> visible(b.id, a.id)
""")

steps = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, PERSONS - 1), st.integers(0, PERSONS - 1)), min_size=4, max_size=24
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
async def test_what_must_hold_between_people_holds_after_each_step(
    app: App, history: Sequence[tuple[str, int, int]]
) -> None:
    assert app.secret == SECRET
    async with app.transaction() as tx:
        ids = [await people.create(tx, f"P{n}", f"{new_id()}@example.org", BORN) for n in range(PERSONS)]
    gone: set[int] = set()
    for deed, one, other in history:
        if one in gone and deed != "restore":
            continue
        try:
            async with app.transaction() as tx:
                await _do(tx, deed, Viewer(ids[one]), ids[other])
        except Problem:
            pass
        else:
            gone = gone | {one} if deed == "deactivate" else gone - {one} if deed == "restore" else gone
        async with app.reading() as tx:
            assert [row["what"] for row in await tx.rows(BROKEN)] == [], (deed, one, other)
            for number, who in enumerate(ids):
                listed = await queries.friends(tx, Viewer(who))
                hidden = [ids[n] for n in gone if n != number]
                assert not any(str(other_id).encode() in listed for other_id in hidden)


async def _do(tx: Tx, deed: str, viewer: Viewer, other: UUID) -> None:
    match deed:
        case "block":
            await people.block(tx, viewer, other)
        case "unblock":
            await people.unblock(tx, viewer, other)
        case "deactivate":
            await people.hide(tx, viewer.id, "deactivated")
        case "restore":
            await people.restore(tx, viewer.id)
        case _:
            await getattr(actions, deed)(tx, viewer, other)
