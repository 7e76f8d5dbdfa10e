"""What somebody else wrote is read in one's own language, where the host has chosen a translator."""

from typing import Any
from uuid import UUID

from tests.fakes.translator import KEY, translator
from tests.makers.chat import direct_room, group, say
from tests.makers.people import befriend
from tests.world import Answer, Person, World
from tomoda.app import edges, offered
from tomoda.chat.routes import talking
from tomoda.core.words import new_id
from tomoda.edges.translator import Translator
from tomoda.settings import read


async def translated(person: Person, room: UUID, message: Any, to: str = "ja") -> Answer:
    return await person.post(f"/rooms/{room}/messages/{message}/translations", {"to": to})


async def test_a_message_is_read_in_another_language_by_whoever_may_read_it(world: World) -> None:
    ann, bo, cy, dee = [await world.user(name) for name in ("Ann", "Bo", "Cy", "Dee")]
    room = await group(ann, bo, cy)
    message = (await say(ann, room, "ramen?")).body["id"]
    assert (await translated(bo, room, message)).body["code"] == "translation_off"
    async with translator() as (url, asked):
        world.app.edges["translator"] = edge = Translator(url, KEY)
        assert (await translated(bo, room, message)).body == {"text": "?nemar", "source": "en"}
        assert asked == [{"q": "ramen?", "source": "auto", "target": "ja", "format": "text", "api_key": KEY}]
        gone, mute = (await say(ann, room, "regret")).body["id"], (await say(bo, room, "silence")).body["id"]
        await ann.delete(f"/rooms/{room}/messages/{gone}")
        await befriend(ann, dee)
        await ann.put(f"/rooms/{room}/members/{dee.id}", {})
        await cy.put(f"/users/me/blocks/{ann.id}")
        for who, what in ((dee, message), (cy, message), (bo, gone), (bo, new_id())):
            refused = await translated(who, room, what)
            assert (refused.status, refused.body["code"]) == (404, "not_found"), who.name
        assert (await translated(ann, await direct_room(ann, bo), message)).status == 404, "not said in that room"
        assert len(asked) == 1, "not a word of it has left"
        assert (await translated(ann, room, message, "japanese")).body["errors"][0]["pointer"] == "#/to"
        for what, to in ((message, "fi"), (mute, "ja")):
            assert (await translated(ann, room, what, to)).body["code"] == "translation_unavailable"
        answers = [await translated(bo, room, message, "en") for _ in range(talking.TRANSLATIONS.times)]
        assert [one.status for one in answers].count(200) == talking.TRANSLATIONS.times - 3, "three before"
        assert (answers[-1].status, answers[-1].body["code"]) == (429, "rate_limited")
        await edge.close()


def test_what_has_no_address_is_off_and_says_so() -> None:
    needed = {"DB_HOST": "db", "DB_USER": "u", "DB_NAME": "n", "REDIS_HOST": "v", "JWT_SECRET": "s" * 32}
    for given, on in (({}, False), ({"TRANSLATE_URL": "http://libretranslate:5000"}, True)):
        settings = read(needed | given)
        assert (offered(settings)["translation"], "translator" in edges(settings)) == (on, on)
