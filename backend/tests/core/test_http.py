"""What every answer carries, whoever asks for what: how much is left, what is new, who may ask from where."""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec

from dev.process import LOCALHOST, free_port
from tests.world import World
from tomoda.app import application
from tomoda.core.app import App
from tomoda.core.http.server import serving
from tomoda.settings import Settings

ME = "/api/v1/users/me"


@asynccontextmanager
async def door(app: App, per_minute: int = 600) -> AsyncGenerator[httpx.AsyncClient]:
    """One more process of the API, with a budget of its own size."""
    port = free_port()
    doors = application(app, per_minute=per_minute)
    client = httpx.AsyncClient(base_url=f"http://{LOCALHOST}:{port}", timeout=20)
    async with serving(doors, LOCALHOST, port), client:
        yield client


def left(answer: httpx.Response) -> int:
    """How many more requests the answer promises."""
    return int(answer.headers["ratelimit"].partition(";r=")[2].partition(";")[0])


async def test_everybody_is_told_what_is_left_and_who_asks_too_much_must_wait(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    hers, his = ({"authorization": f"Bearer {one.token}"} for one in (ann, bo))
    while world.app.clock().second > 40:  # a budget is one of a whole minute: begin where there is time
        await asyncio.sleep(0.5)
    async with door(world.app, per_minute=5) as api:
        answers = [await api.get(ME, headers=hers) for _ in range(6)]
        assert [left(one) for one in answers] == [4, 3, 2, 1, 0, 0]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        assert answers[0].headers["ratelimit-policy"] == '"all";q=5;w=60'
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].headers["content-type"] == "application/problem+json"
        assert msgspec.json.decode(answers[-1].content)["code"] == "rate_limited"
        assert (await api.get(ME, headers=his)).status_code == 200, "nobody pays for somebody else"
        assert (await api.get("/healthz")).status_code == 200


async def test_six_hundred_a_minute_unless_the_host_says_otherwise(app: App) -> None:
    port = free_port()
    async with serving(application(app), LOCALHOST, port), httpx.AsyncClient() as client:
        answer = await client.get(f"http://{LOCALHOST}:{port}/api/v1/categories")
    assert answer.headers["ratelimit-policy"] == '"all";q=600;w=60'
    defaults = {field.name: field.default for field in msgspec.structs.fields(Settings)}
    assert defaults["api_requests_per_minute"] == 600


async def test_the_budget_is_one_over_all_processes(world: World) -> None:
    ann = await world.user("Ann")
    hers = {"authorization": f"Bearer {ann.token}"}
    while world.app.clock().second > 30:
        await asyncio.sleep(0.5)
    async with door(world.app, per_minute=40) as one, door(world.app, per_minute=40) as other:
        for _ in range(20):
            await one.get(ME, headers=hers)
        asked = 1
        async with asyncio.timeout(25):
            while left(await other.get(ME, headers=hers)) > 40 - 20 - asked:
                asked += 1
                await asyncio.sleep(0.5)


async def test_what_has_not_changed_is_not_sent_again_and_tags_are_each_viewers_own(world: World) -> None:
    ann, bo = await world.user("Ann"), await world.user("Bo")
    first = await ann.get("/users/me")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = await ann.get("/users/me", if_none_match=f'"older", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, None, tag)
    assert (await bo.get("/friends")).headers["etag"] != (await ann.get("/friends")).headers["etag"]
    await ann.patch("/users/me", {"display_name": "Annie"})
    changed = await ann.get("/users/me", if_none_match=tag)
    assert changed.status == 200
    assert changed.body["display_name"] == "Annie"


async def test_only_our_own_pages_may_ask_from_another_address(world: World) -> None:
    ours, theirs = "http://localhost:8000", "https://evil.example"
    app = (Path(__file__).parents[3] / "frontend/src/api/client.ts").read_text()
    sent = {name.lower() for name in re.findall(r"headers\.set\(\s*'([\w-]+)'", app)}
    assert {"authorization", "x-tomoda-client", "traceparent"} <= sent
    asking = {"access-control-request-method": "PUT", "access-control-request-headers": "authorization"}
    for origin, allowed in ((ours, ours), (theirs, None)):
        told = await world.client.options(f"{world.url}{ME}", headers={"origin": origin, **asking})
        assert told.headers.get("access-control-allow-origin") == allowed
        assert ("PUT" in told.headers.get("access-control-allow-methods", "")) is (origin == ours)
        granted = told.headers.get("access-control-allow-headers", "").split(", ")
        assert (sent <= set(granted)) is (origin == ours)
        got = await world.client.get(f"{world.url}{ME}", headers={"origin": origin})
        assert got.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in got.headers
