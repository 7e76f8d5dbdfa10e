"""What is kept of people goes when docs/privacy.md says so, and not before."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from tests.events.test_hosts_words import tick
from tests.world import World
from tomoda.core.sql import sql

DAY = timedelta(days=1)
A_LITTLE = timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """How many rows of a kind there are, and for how long there are any."""

    rows: str
    lives: timedelta
    ends: str

    @property
    def count(self) -> str:
        """The statement that counts them."""
        return f"select count(*) from {self.rows}"


KEPT = [
    Kept("codes", DAY, "auth.forget"),
    Kept("arrivals", DAY, "auth.forget"),
    Kept("idempotency_keys", DAY, "core.forget_keys"),
    Kept("radar", DAY, "presence.forget_radar"),
    Kept("signals", 3 * DAY, "core.forget_old"),
    Kept("exports", 7 * DAY, "auth.forget"),
    Kept("address_undos", 7 * DAY, "auth.forget"),
    Kept("friend_requests", 30 * DAY, "friends.forget_withdrawn"),
    Kept("sign_ups", 30 * DAY, "auth.forget"),
    Kept("refused_minors", 30 * DAY, "auth.forget"),
    Kept("stripe_events", 30 * DAY, "payments.forget_old_payments"),
    Kept("payments where state = 'lapsed'", 30 * DAY, "payments.forget_old_payments"),
    Kept("refresh_tokens", 61 * DAY, "auth.forget"),
    Kept("notices", 90 * DAY, "notifications.forget"),
    Kept("sessions where closed_at is not null", 180 * DAY, "auth.forget"),
    Kept("verifications", 365 * DAY, "auth.forget"),
    Kept("kind_words where taken_back_at is not null", 365 * DAY, "events.forget_kind_words"),
]

LEFT = {one.rows: sql(one.count) for one in KEPT}
REST = [
    sql("insert into stripe_events select 'evt_1', $1::timestamptz"),
    sql("""
        insert into payments (id, account, amount, currency, state, held, hold_until, made_at, ended_at)
        select gen_random_uuid(), 'acct_1', 500, 'eur', 'lapsed', true, $1, $1, $1::timestamptz
    """),
    sql("insert into sign_ups (device_key, signed_up_at) select '\\x01'::bytea, $1::timestamptz"),
    sql("insert into refused_minors (marker, until) select '\\x01'::bytea, $1::timestamptz + interval '30 days'"),
    sql("""
        insert into arrivals (issuer, subject, provider, email_verified, proof, proved_at)
        select 'https://issuer.test', 'x', 'google', false, '\\x01'::bytea, $1::timestamptz
    """),
    sql("""
        insert into address_undos (id, user_id, email, changed_at, expires_at)
        select gen_random_uuid(), id, 'old@example.org', $1::timestamptz, $1::timestamptz + interval '7 days'
        from users limit 1
    """),
    sql("""
        insert into verifications (user_id, kind, verified_at, expires_at, mark)
        select id, 'id', $1::timestamptz, $1::timestamptz + interval '365 days', sha256('x') from users limit 1
    """),
    sql("""
        insert into kind_words (id, writer_id, about_id, kinds, words, state, written_at, taken_back_at)
        select gen_random_uuid(), one.id, other.id, '{}', '', 'declined', $1::timestamptz, $1::timestamptz
        from users one join users other on other.id > one.id limit 1
    """),
]
"""What only a long way through the doors would leave."""


async def _left(world: World) -> dict[str, int]:
    async with world.app.reading() as tx:
        return {rows: await tx.value(statement) for rows, statement in LEFT.items()}


async def test_what_is_kept_goes_in_time_and_not_before(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    await world.ask("POST", "/auth/codes", {"email": "ann@example.org"})
    assert (await ann.post("/users/me/exports", idempotency_key="once")).status == 202
    await ann.put(f"/friends/requests/{bo.id}")
    await ann.delete(f"/friends/requests/{bo.id}")
    await ann.put("/radar/me", {"hours": 12, "place": {"lat": 60.17, "lon": 24.94}})
    async with world.app.transaction() as tx:
        for statement in REST:
            await tx.run(statement, tx.now)
    assert (await bo.delete(f"/auth/sessions/{bo.session_id}")).status == 204
    before = await _left(world)
    assert all(before.values()), before
    for lives, together in groupby(KEPT, lambda one: one.lives):
        kinds = list(together)
        for then, there in ((lives - A_LITTLE, True), (lives + A_LITTLE, False)):
            world.move(then - world.moved)
            for name in {one.ends for one in kinds}:
                await tick(world.app, name)
            left = await _left(world)
            wrong = [one.rows for one in kinds if bool(left[one.rows]) is not there]
            assert not wrong, f"{wrong} {'went before' if there else 'outlived'} their time of {lives}"
