"""Whose every table is, so that nothing is forgotten when somebody takes their data along or is erased."""

from typing import Any, cast
from uuid import UUID

from tests.everywhere.test_budgets import CountingPool
from tests.makers.chat import direct_room
from tests.makers.events import event
from tests.makers.people import befriend
from tests.world import Person, World
from tomoda.core.personal import IMPERSONAL, PARTS, PERSONAL
from tomoda.core.sql import sql
from tomoda.core.words import new_id

TABLES = sql("""
    select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
        and relname not in ('alembic_version', 'spatial_ref_sys')
""")
GOES_WITH = sql("""
    select exists (
        select from pg_constraint where contype = 'f' and confdeltype = 'c'
            and conrelid = $1::text::regclass and confrelid = $2::text::regclass
    )
""")
LOOKS_SECRET = sql("""
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = any($1::text[])
        and (data_type = 'bytea' or column_name ~ '(hash|secret|password|proof)')
""")
FREE_IDS = sql("""
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name ~ '^(user|owner|person|author|host|member|guest)_id$'
        and c.table_name = any($1::text[])
""")


async def test_every_table_says_whose_it_is(world: World) -> None:
    said = {one.table for one in PERSONAL} | set(PARTS) | set(IMPERSONAL) | {"users"}
    async with world.app.reading() as tx:
        tables = {row["name"] for row in await tx.rows(TABLES)}
        assert tables - said == set(), "say in the domain's messages.py: personal(…), part(…) or impersonal(…)"
        assert said - tables == set(), "there is no such table any more"
        loose = [f"{one} of {of}" for one, of in PARTS.items() if not await tx.value(GOES_WITH, one, of)]
        assert loose == [], "a part goes with its whole by a foreign key"
        named = [row["name"] for row in await tx.rows(FREE_IDS, list(IMPERSONAL))]
        assert named == [], "a table that names people is not impersonal"


async def test_nothing_that_looks_like_a_secret_is_exported(world: World) -> None:
    exported = {one.table: one.export.text for one in PERSONAL if one.kind == "mine"}
    async with world.app.reading() as tx:
        secrets = [row["name"].split(".") for row in await tx.rows(LOOKS_SECRET, list(exported))]
    assert secrets, "there are some"
    told = [f"{table}.{column}" for table, column in secrets if f"- '{column}'" not in exported[table]]
    assert told == [], "name them in `but`"


async def test_the_hidden_and_those_who_never_were_cost_the_same_statements(world: World) -> None:
    """Not the same time to the microsecond, which no test can hold, but the same way through the code."""
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await befriend(ann, bo)
    await direct_room(ann, bo)
    picnic = await event(bo)
    await bo.put(f"/users/me/blocks/{ann.id}")
    asked: list[tuple[str, str, UUID, Any]] = [
        ("GET", "/users/{}", bo.id, None),
        ("GET", "/friends/{}", bo.id, None),
        ("GET", "/friends/{}/mutual", bo.id, None),
        ("PUT", "/friends/requests/{}", bo.id, None),
        ("DELETE", "/friends/requests/{}", bo.id, None),
        ("POST", "/friends/requests/{}/accept", bo.id, {}),
        ("PUT", "/friends/{}/close", bo.id, None),
        ("PUT", "/users/me/blocks/{}", bo.id, None),
        ("PUT", "/users/me/mutes/{}", bo.id, {"until": None}),
        ("PUT", "/users/{}/kind-words", bo.id, {"kinds": ["welcoming"]}),
        ("PUT", "/rooms/direct/{}", bo.id, None),
        ("GET", "/events/{}", picnic, None),
        ("GET", "/events/{}/guests", picnic, None),
        ("PUT", "/events/{}/rsvp", picnic, {"answer": "going"}),
    ]
    for method, path, hidden, body in asked:
        found = [await _way(world, ann, method, path.format(one), body) for one in (hidden, new_id(), hidden)]
        assert found[2] == found[1], f"{method} {path}"


class ListeningPool(CountingPool):
    """The pool, which writes down the statements that go through it."""

    def __init__(self, pool: Any) -> None:
        super().__init__(pool)
        self.said: list[str] = []

    def _count(self, _: object) -> None:
        self.said.append(" ".join(str(cast("Any", _).query).split())[:80])


async def _way(world: World, ann: Person, method: str, path: str, body: object) -> tuple[int, str, list[str]]:
    """What is answered, and which statements it took."""
    pool = ListeningPool(world.app.pool)
    world.app.pool = cast("Any", pool)
    try:
        answer = await ann.ask(method, path, body)
    finally:
        world.app.pool = pool.pool
    return answer.status, answer.body["code"], pool.said
