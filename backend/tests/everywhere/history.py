"""A random history of five people, told again in a world in which one of them never was."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid5

from tests.everywhere.breakfast import BREAKFAST, with_breakfast
from tests.makers.events import ESPLANADI
from tests.makers.media import ready
from tests.makers.secret import PACKAGE, change, keys, seal
from tests.world import Person, World
from tomoda.core.sql import sql
from tomoda.users import actions as bans

NAMESPACE = UUID("6f6d6f64-6120-4000-8000-000000000000")
BEGIN = datetime(2031, 5, 17, 9, 0, tzinfo=UTC)
PEOPLE = ("Ann", "Bo", "Cy", "Dee", "Eve")
HIDDEN = "Bo"
STEPS = 98
GONE: dict[str | None, Literal["banned", "suspended", "deactivated"]] = {
    "is banned": "banned",
    "is suspended": "suspended",
    "has left": "deactivated",
}
TURN = 60  # the step at which Bo disappears from Ann's life

LEFT = sql("""
    insert into payments (id, event_id, user_id, host_id, account, amount, currency, state, held, hold_until, made_at,
                          paid_at, intent)
    select gen_random_uuid(), $1, guest, $2, 'acct_1', 500, 'eur', 'paid', true, $4, $4, $4, 'pi_' || n
    from unnest($3::uuid[]) with ordinality guests(guest, n)
""")
PLACES = sql("select name, place from topics")
AGE = sql("update users set created_at = created_at - interval '8 days' where id = $1")

type Step = tuple[str, str, str, str]
"""What is done, by whom, to whom or where, and a word that differs from step to step."""


def chosen(name: str) -> UUID:
    """The id that a client chooses for this: the same in every world."""
    return uuid5(NAMESPACE, name)


def write(seed: int) -> list[Step]:
    """What happens. The same seed, the same history; who is concerned can be read from each step alone."""
    dice = random.Random(seed)
    steps: list[Step] = [("host", who, "", f"{who}'s picnic") for who in PEOPLE[:4]]
    steps += [
        ("befriend", one, other, "") for one, other in (("Ann", "Bo"), ("Ann", "Cy"), ("Cy", "Bo"), ("Bo", "Dee"))
    ]
    steps += [("befriend", "Cy", "Dee", ""), ("go", "Ann", "Cy", ""), ("go", "Bo", "Cy", ""), ("go", "Ann", "Bo", "")]
    steps += [("go", "Eve", "Ann", ""), ("go", "Bo", "Ann", ""), ("say", "Bo", "Cy", "hello from Bo")]
    steps += [("follow", "Ann", "Bo", ""), ("follow", "Ann", "Cy", "")]
    steps += [("poll", "Cy", "", ""), ("vote", "Bo", "Cy", ""), ("vote", "Ann", "Cy", ""), ("tell", "Cy", "", "hats!")]
    steps += [("poll", "Bo", "", ""), ("vote", "Ann", "Bo", ""), ("tell", "Bo", "", "boots!")]
    steps += [("picture", who, "", "") for who in PEOPLE] + [("show", "Bo", "Cy", "a photo of Bo's")]
    steps += [("pin", who, other, f"{who}'s moment") for who, other in (("Bo", ""), ("Cy", ""), ("Ann", "Cy"))]
    steps += [("pin", "Bo", "Cy", "a moment of Bo's at Cy's"), ("like", "Bo", "Ann", ""), ("like", "Cy", "Ann", "")]
    steps += [("link", "Ann", "Cy", ""), ("reply", "Ann", "", "Ann likes that"), ("reply", "Cy", "", "so does Cy")]
    steps += [("seal", "Bo", "Ann", ""), ("seal", "Ann", "Cy", "")]
    kinds = ("go", "say", "say", "reply", "react", "ask", "write", "write", "read", "befriend", "link")
    for number in range(len(steps), STEPS):
        who, other = dice.sample(PEOPLE, 2)
        kind = dice.choice(kinds)
        steps.append((kind, who, "" if kind == "reply" else other, f"words {number}"))
    steps += [("show", who, "Cy", f"a later photo of {who}'s") for who in ("Bo", "Cy")]
    steps[40:40] = [("appear", who, "", "") for who in PEOPLE]
    steps += [("where", who, "Cy", "") for who in ("Ann", "Bo", "Cy")]
    return with_breakfast(steps, TURN)


@dataclass
class Told:
    """A world after the history, and what its ids are called."""

    world: World
    people: dict[str, Person]
    names: dict[str, str] = field(default_factory=dict[str, str])
    known: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    last: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    turn: dict[str, int] = field(default_factory=dict[str, int])

    def call(self, kind: str, name: str, value: Any) -> None:
        """From now on this id is called so; an id that another world has as well, under the same name."""
        self.names[str(value)] = f"<{kind} {name}>"
        self.known.setdefault(kind, []).append(name)

    def id(self, kind: str, name: str) -> str:
        """The id with this name; in a world without it, one that nothing has."""
        wanted = f"<{kind} {name}>"
        found = [value for value, called in self.names.items() if called == wanted]
        return found[0] if found else str(chosen(f"nothing {wanted}"))


async def tell(world: World, steps: list[Step], hide: str | None) -> Told:
    """Live through the history. `hide` says how Bo disappears at the turn; None: there never was a Bo."""
    people: dict[str, Person] = {}
    told = Told(world, people)
    clock = [BEGIN]
    world.app.clock = lambda: clock[0]
    for name in PEOPLE:
        clock[0] += timedelta(seconds=10)
        if name == HIDDEN and hide is None:
            continue
        people[name] = await world.user(name)
        told.call("user_id", name, people[name].id)
        told.call("username", name, name)
    for number, step in enumerate(steps):
        clock[0] = BEGIN + timedelta(minutes=1 + number)
        if number == TURN:
            await _deposits(told)
            await _turn(told, hide)
        gone = hide in GONE and number >= TURN
        if HIDDEN in step[1:3] and (hide is None or (gone and step[1] == HIDDEN)):
            continue
        await DEEDS[step[0]](told, step)
    clock[0] = BEGIN + timedelta(hours=2)
    return told


async def _deposits(told: Told) -> None:
    """Some have left one with Ann, as if Stripe had said so."""
    ann, whose = told.people["Ann"], [one.id for name, one in told.people.items() if name in ("Bo", "Eve")]
    async with told.world.app.transaction() as tx:
        await tx.run(LEFT, chosen("event Ann"), ann.id, whose, tx.now)


async def _turn(told: Told, hide: str | None) -> None:
    people = told.people
    match hide:
        case "blocked by Ann":
            assert (await people["Ann"].put(f"/users/me/blocks/{people['Bo'].id}")).status == 204
        case "blocks Ann":
            assert (await people["Bo"].put(f"/users/me/blocks/{people['Ann'].id}")).status == 204
        case _ if hide in GONE:
            async with told.world.app.transaction() as tx:
                await bans.hide(tx, people["Bo"].id, GONE[hide])
        case _:
            pass
    told.turn = await places(told.world)


async def places(world: World) -> dict[str, int]:
    """The last place of every topic."""
    async with world.app.reading() as tx:
        return {row["name"]: row["place"] for row in await tx.rows(PLACES)}


async def _host(told: Told, step: Step) -> None:
    _, who, _, title = step
    cover = {"id": await _photo(told, who, f"cover of {who}"), "alt": "Grass"}
    wanted = {
        "id": chosen(f"event {who}"),
        "title": title,
        "cover": cover,
        "place": ESPLANADI,
        "time_zone": "Europe/Helsinki",
    }
    answer = await told.people[who].post("/events", wanted | {"local_start": "2031-05-17T15:00:00"})
    assert answer.status == 201, answer.body
    told.call("event_id", who, chosen(f"event {who}"))
    room = await told.people[who].get(f"/events/{chosen(f'event {who}')}/room")
    told.call("room_id", f"of {who}'s event", room.body["room"]["id"])


async def _befriend(told: Told, step: Step) -> None:
    _, who, other, _ = step
    await told.people[who].put(f"/friends/requests/{told.people[other].id}")
    await told.people[other].post(f"/friends/requests/{told.people[who].id}/accept")


async def _ask(told: Told, step: Step) -> None:
    await told.people[step[1]].put(f"/friends/requests/{told.people[step[2]].id}")


async def _go(told: Told, step: Step) -> None:
    await told.people[step[1]].put(f"/events/{chosen(f'event {step[2]}')}/rsvp", {"answer": "going"})


async def _poll(told: Told, step: Step) -> None:
    wanted = {"about": "place", "question": "Where?", "options": [{"text": "here"}, {"text": "there"}]}
    path = f"/events/{chosen(f'event {step[1]}')}/polls"
    await told.people[step[1]].put(f"{path}/{chosen(f'poll {step[1]}')}", wanted)


async def _vote(told: Told, step: Step) -> None:
    path = f"/events/{chosen(f'event {step[2]}')}/polls"
    [poll] = (await told.people[step[1]].get(path)).body["data"]
    await told.people[step[1]].put(f"{path}/{poll['id']}/votes", {"options": [poll["options"][0]["id"]]})


async def _tell(told: Told, step: Step) -> None:
    path = f"/events/{chosen(f'event {step[1]}')}/announcements/{chosen(f'announcement {step[1]}')}"
    await told.people[step[1]].put(path, {"body": step[3]})


async def _say(told: Told, step: Step) -> None:
    """In the room of the other's event, if the person is in it."""
    await _message(told, step, told.id("room_id", f"of {step[2]}'s event"), {})


async def _show(told: Told, step: Step) -> None:
    """The same, with a photo; or the photo stays unused, where the person has nothing to say."""
    photo = await _photo(told, step[1], step[3])
    room = told.id("room_id", f"of {step[2]}'s event")
    await _message(told, step, room, {"attachments": [{"id": photo, "alt": step[3]}]})


async def _picture(told: Told, step: Step) -> None:
    """Of oneself; and another that is not used yet."""
    await told.people[step[1]].patch("/users/me", {"avatar_id": await _photo(told, step[1], f"of {step[1]}")})
    await _photo(told, step[1], f"unused of {step[1]}")


async def _photo(told: Told, who: str, name: str) -> UUID:
    photo = await ready(told.people[who], chosen(f"photo {name}"))
    told.call("media_id", name, photo)
    return photo


async def _pin(told: Told, step: Step) -> None:
    """For friends, or at the event of the other."""
    _, who, other, words = step
    at = told.id("event_id", other)
    moment = chosen(f"moment {words}")
    wanted = {
        "photos": [{"id": await _photo(told, who, f"in {words}"), "alt": words}],
        "place": ESPLANADI | {"precision": "venue"},
        "body": words,
        "sharing": {"audience": "event", "event_id": at, "album": True} if other else {},
    }
    answer = await told.people[who].put(f"/moments/{moment}", wanted)
    assert answer.status == 200, answer.body
    told.call("moment_id", words, moment)


async def _like(told: Told, step: Step) -> None:
    """The other's moment."""
    moment = told.id("moment_id", f"{step[2]}'s moment")
    assert (await told.people[step[1]].put(f"/moments/{moment}/like")).status == 204


async def _reply(told: Told, step: Step) -> None:
    """To what Bo said in Cy's event, by somebody who sees it; where there never was a Bo, to nothing."""
    room = told.id("room_id", "of Cy's event")
    said = told.last.get(HIDDEN) if step[1] != "Ann" or not told.turn else None
    await _message(told, step, room, {"reply_to": said[1]} if said and said[0] == room else {})


async def _message(told: Told, step: Step, room: str, more: dict[str, Any]) -> None:
    _, who, _, words = step
    message = chosen(f"message {words}")
    answer = await told.people[who].put(f"/rooms/{room}/messages/{message}", {"body": words, **more})
    if answer.status in (200, 201):
        told.call("message_id", words, message)
        told.last[who] = (room, str(message))


async def _react(told: Told, step: Step) -> None:
    _, who, other, _ = step
    room, message = told.last.get(other, ("", ""))
    if room:
        await told.people[who].put(f"/rooms/{room}/messages/{message}/reactions/%F0%9F%8E%89")


async def _write(told: Told, step: Step) -> None:
    _, who, other, _ = step
    answer = await told.people[who].put(f"/rooms/direct/{told.people[other].id}")
    if answer.status != 200:
        return
    room = answer.body["room"]["id"]
    if room not in told.names:
        told.call("room_id", " and ".join(sorted((who, other))), room)
    await _message(told, step, room, {})


async def _read(told: Told, step: Step) -> None:
    """As far as the person sees."""
    _, who, other, _ = step
    room = told.id("room_id", f"of {other}'s event")
    seen = await told.people[who].get(f"/rooms/{room}/messages")
    if seen.status == 200 and seen.body["data"]:
        await told.people[who].put(f"/rooms/{room}/read", {"seq": seen.body["data"][-1]["seq"]})


async def _where(told: Told, step: Step) -> None:
    """Share where they are with the room of the other's event, and be at the Esplanadi."""
    me, now = told.people[step[1]], told.world.app.clock()
    share = chosen(f"share {step[1]}")
    told.call("share_id", step[1], share)
    until = (now + timedelta(hours=5)).isoformat()
    room = told.id("room_id", f"of {step[2]}'s event")
    wanted = {"audience": "room", "of": room, "precision": "street", "until": until}
    shared = await me.put(f"/positions/shares/{share}", wanted)
    assert shared.status == 200, shared.body
    fix = {"lat": ESPLANADI["lat"], "lon": ESPLANADI["lon"], "accuracy": 9, "taken_at": now.isoformat()}
    assert (await me.put("/positions/me", fix)).status == 200


async def _follow(told: Told, step: Step) -> None:
    """The other, as a host."""
    await told.people[step[1]].post("/events/follows", {"host_id": str(told.people[step[2]].id)})


async def _link(told: Told, step: Step) -> None:
    _, who, other, _ = step
    me = told.people[who]
    answer = await me.put("/friends/link")
    old = [value for value, name in told.names.items() if name == f"<token {who}>"]
    for value in old:
        del told.names[value]
    if not old:
        told.known.setdefault("token", []).append(who)
    told.names[answer.body["token"]] = f"<token {who}>"
    lists = chosen(f"list {who}")
    await me.put(f"/friends/lists/{lists}", {"name": "Ramen"})
    await me.put(f"/friends/lists/{lists}/people/{told.people[other].id}")
    await me.put(f"/users/me/mutes/{told.people[other].id}", {"until": None})
    if f"of {who}" not in told.known.get("list_id", []):
        told.call("list_id", f"of {who}", lists)


async def _seal(told: Told, step: Step) -> None:
    """In a secret room of the two, whose first group of devices the person makes."""
    _, who, other, _ = step
    me, name = told.people[who], f"secret of {who} and {other}"
    room = (await me.put(f"/rooms/secret/{told.people[other].id}")).body["room"]["id"]
    told.call("room_id", name, room)
    device = chosen(f"device {who}")
    told.call("device_id", who, device)
    await keys(me, PACKAGE, device_id=device)
    await change(me, UUID(room), 0, "secret_started", chosen(f"change {name}"))
    await seal(me, UUID(room), 1, message_id=chosen(f"message {name}"))


async def _appear(told: Told, step: Step) -> None:
    """Near by, and long enough here to count."""
    me = told.people[step[1]]
    async with told.world.app.transaction() as tx:
        await tx.run(AGE, me.id)
    await me.patch("/users/me", {"interests": ["coffee", "film"], "languages": ["fi"]})
    wanted = {"hours": 12, "place": {"lat": ESPLANADI["lat"], "lon": ESPLANADI["lon"]}}
    answer = await me.put("/radar/me", wanted)
    assert answer.status == 200, answer.body


DEEDS: dict[str, Any] = {
    "appear": _appear,
    "seal": _seal,
    "host": _host,
    "befriend": _befriend,
    "ask": _ask,
    "go": _go,
    "say": _say,
    "reply": _reply,
    "react": _react,
    "write": _write,
    "read": _read,
    "link": _link,
    "follow": _follow,
    "poll": _poll,
    "vote": _vote,
    "tell": _tell,
    "show": _show,
    "picture": _picture,
    "pin": _pin,
    "like": _like,
    "where": _where,
    **BREAKFAST,
}
