"""A part of the history: three people meet at Dee's, where it is noted, and write something kind of each other."""

from typing import Any, Protocol
from uuid import UUID

from tests.makers.events import ESPLANADI
from tests.makers.media import ready
from tests.world import Person

MEAL, COVER = UUID("0b6c1f0e-5d0b-4a51-9d5b-5f1f7f5c8a01"), UUID("0b6c1f0e-5d0b-4a51-9d5b-5f1f7f5c8a02")
ENDS = "2031-05-17T12:30:00"  # before anybody writes

type Step = tuple[str, str, str, str]


class Told(Protocol):
    """What of the history's world is needed here."""

    people: dict[str, Person]

    def call(self, kind: str, name: str, value: Any) -> None:
        """From now on this id is called so."""


def with_breakfast(steps: list[Step], turn: int) -> list[Step]:
    """They meet early on, and before the turn have written."""
    met = ("Ann", "Bo", "Cy")
    begin: list[Step] = [("breakfast", "Dee", "", ""), *(("have", who, "Dee", "") for who in met)]
    end: list[Step] = [("came", "Dee", who, "") for who in met]
    end += [("thank", one, other, f"{one} thanks {other}") for one in met for other in met if one != other]
    before = turn - len(begin) - len(end)
    return [*steps[:9], *begin, *steps[9:before], *end, *steps[before:]]


async def _breakfast(told: Told, step: Step) -> None:
    """At once, and over twenty minutes later."""
    host = told.people[step[1]]
    await ready(host, COVER)
    told.call("media_id", "cover of breakfast", COVER)
    wanted: dict[str, Any] = {"id": MEAL, "title": "Breakfast", "place": ESPLANADI, "time_zone": "Europe/Helsinki"}
    answer = await host.post("/events", wanted | {"local_end": ENDS, "cover": {"id": COVER, "alt": "Porridge"}})
    assert answer.status == 201, answer.body
    told.call("event_id", "breakfast", MEAL)


async def _have(told: Told, step: Step) -> None:
    assert (await told.people[step[1]].put(f"/events/{MEAL}/rsvp", {"answer": "going"})).status == 200


async def _came(told: Told, step: Step) -> None:
    said = {"data": [{"user_id": str(told.people[step[2]].id), "attended": "came"}]}
    assert (await told.people[step[1]].put(f"/events/{MEAL}/attendance", said)).status == 200


async def _thank(told: Told, step: Step) -> None:
    """And the other shows it to everybody."""
    who, other = told.people[step[1]], told.people[step[2]]
    new = {"kinds": ["welcoming"], "words": step[3]}
    assert (await who.put(f"/users/{other.id}/kind-words", new)).status == 200
    await other.patch("/users/me", {"audiences": {"kind_words": "everyone"}})
    [word] = [one for one in (await other.get("/kind-words")).body["received"] if one["words"] == step[3]]
    told.call("word_id", step[3], word["id"])
    given = {"answer": "shown", "written_at": word["written_at"]}
    assert (await other.put(f"/kind-words/{word['id']}/answer", given)).status == 200


BREAKFAST: dict[str, Any] = {"breakfast": _breakfast, "have": _have, "came": _came, "thank": _thank}
