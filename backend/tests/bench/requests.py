"""Requests: 50 events nearby out of 200,000, and storing an event; processor time per request beside a peer's.

    python -m tests.bench requests --peer http://127.0.0.1:7001

The peer answers `/api/v1/nearby?lat=&lng=` from as many events, and takes `POST /api/v1/events` with the token and
the body below (it may leave out storing them). Start it pinned to core 0 with `taskset -c 0`.
"""

import argparse
import asyncio
import base64
import hmac
import json
import random
import statistics
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tests.bench._load import Round, load
from tests.bench._processes import cpu_seconds, listening, top_of
from tests.bench._stack import Stack, person, pin, stack
from tomoda.core import tokens
from tomoda.core.app import App
from tomoda.core.sql import sql

PEOPLE = sql("""
    insert into users (id, username, username_folded, display_name, adult_confirmed_at, state_changed_at, created_at)
    select gen_random_uuid(), 'host' || n, 'host' || n, 'Host ' || n, now(), now(), now()
    from generate_series(1, $1::int) n
""")
EVENTS = sql("""
    insert into events (
        id, host_id, title, description, category, place, shown, time_zone, local_start, local_end, starts_at,
        ends_at, seats, going, visibility, created_at, updated_at
    )
    select gen_random_uuid(), hosts.ids[1 + n % cardinality(hosts.ids)], 'Event number ' || n,
           'We meet at the east exit and walk there together, bring something to share.',
           (array['food', 'music', 'sports', 'study', 'games'])[1 + n % 5], p.point, p.point, 'Asia/Tokyo',
           (t.at at time zone 'Asia/Tokyo'), ((t.at + interval '2 hours') at time zone 'Asia/Tokyo'), t.at,
           t.at + interval '2 hours', 4 + n % 40, n % 4, 'public', now(), now()
    from (select array_agg(id) as ids from users) hosts, generate_series(1, $1::int) n
    cross join lateral (select now() + n % 600 * interval '1 minute' as at) t
    cross join lateral (
        select st_point(139.45 + random() * 0.6, 35.45 + random() * 0.4 + n * 0)::geography as point
    ) p
""")
ANALYZE = sql("analyze")
HOSTS = sql("select id from users where username like 'host%'")


def nearby(path: str, token: str, lon: str) -> list[bytes]:
    """A thousand different points in Tokyo."""
    chance = random.Random(7)
    return [
        (
            f"GET {path}?lat={35.55 + chance.random() * 0.2:.5f}&{lon}={139.6 + chance.random() * 0.3:.5f} HTTP/1.1\r\n"
            f"Host: bench\r\nAuthorization: Bearer {token}\r\n\r\n"
        ).encode()
        for _ in range(1000)
    ]


def post(path: str, tokens: list[str], body: object) -> list[bytes]:
    """The same event from each of these people in turn; the server gives each an id."""
    text = json.dumps(body)
    rest = f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n{text}"
    return [
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{rest}".encode() for token in tokens
    ]


def peers_token(secret: bytes) -> str:
    """An HS256 token as the peer knows them: `user_id` and `exp`."""

    def encode(raw: bytes) -> bytes:
        return base64.urlsafe_b64encode(raw).rstrip(b"=")

    expires = int((datetime.now(UTC) + timedelta(hours=1)).timestamp())
    claims = json.dumps({"user_id": "bench", "exp": expires}).encode()
    signed = encode(b'{"alg":"HS256","typ":"JWT"}') + b"." + encode(claims)
    return (signed + b"." + encode(hmac.digest(secret, signed, "sha256"))).decode()


async def one_round(port: int, pid: int, requests: list[bytes], seconds: float) -> tuple[float, Round]:
    """Microseconds of the server's processor per request, and the round."""
    before = cpu_seconds(pid)
    done = await load(port, lambda n: requests[n % len(requests)], seconds)
    return (cpu_seconds(pid) - before) / done.answers * 1e6, done


async def compare(
    name: str,
    ours: tuple[int, int, list[bytes]],
    peer: tuple[int, int, list[bytes]] | None,
    rounds: int,
    seconds: float,
) -> None:
    """Rounds in turn; the medians, and the median of the ratios pair by pair."""
    sides = [("tomoda", ours)] + ([("peer", peer)] if peer else [])
    found: dict[str, list[tuple[float, Round]]] = {label: [] for label, _ in sides}
    for _, (port, pid, requests) in sides:
        await one_round(port, pid, requests, 1.0)
    for _ in range(rounds):
        for label, (port, pid, requests) in sides:
            found[label].append(await one_round(port, pid, requests, seconds))
    for label, results in found.items():
        cpu = statistics.median(cost for cost, _ in results)
        rate = statistics.median(done.answers / done.seconds for _, done in results)
        p50, p99 = (statistics.median(done.percentile(share) for _, done in results) for share in (0.5, 0.99))
        print(
            f"{name:8} {label:8} {cpu:7.0f} µs CPU/request {rate:8.0f} requests/s  p50 {p50:.1f} ms  p99 {p99:.1f} ms"
        )
    if peer:
        ratios = [a[0] / b[0] for a, b in zip(found["tomoda"], found["peer"], strict=True)]
        print(f"{name:8} ratio    {statistics.median(ratios):.2f} (CPU per request, ours to the peer's)", flush=True)


async def prepare(app: App, events: int) -> tuple[str, list[str]]:
    """Hosts and their events; the token of one person who looks around, and those of a crowd that makes events."""
    async with app.transaction() as tx:
        await tx.run(PEOPLE, 5000)
    async with app.transaction() as tx:
        await tx._connection.execute(EVENTS.text, events, timeout=600)  # pyright: ignore[reportPrivateUsage]
    async with app.reading() as tx:
        await tx._connection.execute(ANALYZE.text, timeout=600)  # pyright: ignore[reportPrivateUsage]
        hosts = [row["id"] for row in await tx.rows(HOSTS)]
    _, token = await person(app, "ann")
    return token, [tokens.issue(app.secret, one, one, datetime.now(UTC)) for one in hosts]


def bodies() -> tuple[dict[str, object], dict[str, object]]:
    """The same event as Tomoda and as the peer take it."""
    start = datetime.now(UTC).replace(tzinfo=None, microsecond=0) + timedelta(hours=12)  # Tokyo is nine hours ahead
    words = {"title": "Ramen at the east exit", "description": "We meet and walk there together."}
    common: dict[str, object] = {**words, "category": "food", "seats": 6}
    place = {"lat": 35.69, "lon": 139.7, "name": "Shinjuku"}
    ours = {**common, "place": place, "local_start": start.isoformat(), "time_zone": "Asia/Tokyo"}
    instant = start.isoformat() + "Z"
    return ours, {**common, "starts_at": instant, "ends_at": instant, "lat": 35.69, "lng": 139.7}


async def main(options: argparse.Namespace, tomoda: Stack) -> None:
    """Prepare the events, and measure."""
    peer: str | None = options.peer
    rounds: int = options.rounds
    seconds: float = options.seconds
    async with tomoda.app() as app:
        token, crowd = await prepare(app, options.events)
    ours, theirs = bodies()
    with tomoda.part("api-hub", 0) as (pid, port):
        pin(1)
        near = (port, pid, nearby("/api/v1/events/nearby", token, "lon"))
        made = (port, pid, post("/api/v1/events", crowd, ours))
        peer_near = peer_made = None
        if peer is not None:
            peer_port = urlsplit(peer).port or 80
            where = (peer_port, top_of(listening(peer_port)))
            secret = peers_token(str(options.peer_secret).encode())
            peer_near = (*where, nearby("/api/v1/nearby", secret, "lng"))
            peer_made = (*where, post("/api/v1/events", [secret], theirs))
        await compare("nearby", near, peer_near, rounds, seconds)
        if options.post:
            await compare("create", made, peer_made, rounds, seconds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="the peer's address; without it only Tomoda is measured")
    parser.add_argument("--peer-secret", default="0123456789abcdef" * 2, help="what signs the peer's tokens")
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each round")
    parser.add_argument("--no-post", dest="post", action="store_false")
    chosen = parser.parse_args()
    with stack() as running:
        asyncio.run(main(chosen, running))
