"""`python -m dev.demo`: real places, demo people and what they are up to, in the database of the settings.

Everything happens through the domains' own actions. A second time it only adds what is over by now,
and prints, as always, how to sign in. `TOMODA_DEMO_TOWNS` loads fewer towns than 200,000, for tests.
"""

import asyncio
import os
import sys
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from dev.demo.cast import EVENTS, FRIENDS, NEAR_BY, PASSWORD, PEOPLE, Gathering, Someone
from dev.places.geonames import HOW_MANY
from dev.places.load import load
from tomoda.auth import actions as auth
from tomoda.chat import actions as chat
from tomoda.chat.schemas import NewMessage
from tomoda.core.app import App
from tomoda.core.geo import Point
from tomoda.core.sql import sql
from tomoda.core.viewer import Viewer
from tomoda.core.words import new_id
from tomoda.domains import open_doors
from tomoda.events import actions as events
from tomoda.events.schemas import NewEvent, NewPlace
from tomoda.friends import actions as friends
from tomoda.presence.actions import radar
from tomoda.presence.schemas.radar import RadarChoice
from tomoda.settings import read
from tomoda.users import actions as users
from tomoda.users.schemas import ProfileEdit

BORN = date(1995, 4, 23)
HERE_FOR = timedelta(days=30)
STILL_ON = timedelta(minutes=20)  # an event that ends sooner is replaced by a new one

KNOWN = sql("select id from users where email_folded = $1")
ON = sql("""
    select title from events
    where host_id = any ($1) and state = 'scheduled' and ends_at > $2 and starts_at < $2 + interval '12 hours'
""")
VENUE = sql("""
    select id, name, coalesce(concat_ws(' ', street, housenumber), '') as street, city, time_zone,
        st_y(place::geometry) as lat, st_x(place::geometry) as lon
    from locations where name = $1 and country_code = $2
    order by importance desc, id limit 1
""")
ROOM = sql("select id from rooms where event_id = $1")


def say(line: str) -> None:
    """Progress goes beside the sign-in, not into it."""
    print(line, file=sys.stderr, flush=True)


async def main() -> None:
    settings = read(os.environ)
    if settings.environment != "local":
        raise SystemExit("Demo people are for one's own machine only (ENVIRONMENT=local).")
    open_doors()
    await load(settings.database(), say, int(os.environ.get("TOMODA_DEMO_TOWNS", HOW_MANY)))
    where, secret = settings.database(), settings.jwt_secret.encode()
    async with App(database=where, cache=settings.valkey(), secret=secret, seals=settings.seals()) as app:
        now, app.clock = app.clock, _long_ago  # whoever is new may do less, and counts for less near by
        cast = {someone.username: await _person(app, someone) for someone in PEOPLE}
        app.clock = now
        for one, other in FRIENDS:
            await _befriend(app, cast[one], cast[other])
        async with app.reading() as tx:
            on = {row["title"] for row in await tx.rows(ON, [who.id for who in cast.values()], tx.now + STILL_ON)}
        for gathering in EVENTS:
            if gathering.title not in on:
                await _gather(app, cast, gathering)
        for who in NEAR_BY:
            await _appear(app, cast[who], who)
    first, second = PEOPLE[0], PEOPLE[1]
    print(f"{first.email} or {second.email}, password: {PASSWORD}")


async def _person(app: App, someone: Someone) -> Viewer:
    async with app.reading() as tx:
        known: UUID | None = await tx.value(KNOWN, someone.email)
    if known is not None:
        return Viewer(known)
    hashed = await auth.hash_password(PASSWORD)
    async with app.transaction() as tx:
        made = await users.create(
            tx, someone.name, someone.email, BORN, locale=someone.locale, time_zone=someone.time_zone
        )
        viewer = Viewer(made)
        await users.edit(tx, viewer, ProfileEdit(username=someone.username, bio=someone.bio))
        await auth.set_password(tx, viewer, hashed)
    return viewer


def _long_ago() -> datetime:
    return datetime.now(UTC) - HERE_FOR


async def _appear(app: App, viewer: Viewer, who: str) -> None:
    """They can be found near by for half a day."""
    lat, lon, interests, languages = NEAR_BY[who]
    async with app.transaction() as tx:
        await users.edit(tx, viewer, ProfileEdit(interests=interests, languages=languages))
        await radar.appear(tx, viewer, RadarChoice(hours=12, place=Point(lat, lon), reach="around"))


async def _befriend(app: App, one: Viewer, other: Viewer) -> None:
    """Each asks the other, which makes them friends; if they are, it changes nothing."""
    for asks, asked in ((one, other), (other, one)):
        async with app.transaction() as tx:
            await friends.ask(tx, asks, asked.id)


async def _gather(app: App, cast: dict[str, Viewer], plan: Gathering) -> None:
    async with app.transaction() as tx:
        venue = await tx.row(VENUE, plan.at, plan.country)
        if venue is None:
            say(f"{plan.at} is not among the places: {plan.title} is left out")
            return
        begins = _on_the_five(tx.now + timedelta(minutes=plan.begins))
        zone = ZoneInfo(venue["time_zone"])
        place = NewPlace(
            venue["lat"],
            venue["lon"],
            name=venue["name"],
            address=", ".join(part for part in (venue["street"], venue["city"]) if part),
            location_id=venue["id"],
        )
        event_id = new_id()
        new = NewEvent(
            title=plan.title,
            place=place,
            id=event_id,
            description=plan.description,
            category=plan.category,
            local_start=begins.astimezone(zone).replace(tzinfo=None),
            local_end=(begins + timedelta(minutes=plan.lasts)).astimezone(zone).replace(tzinfo=None),
            time_zone=venue["time_zone"],
            seats=plan.seats,
        )
        await events.create(tx, cast[plan.host], new)
    for guest in plan.going:
        async with app.transaction() as tx:
            await events.rsvp(tx, cast[guest], event_id, "going")
    for who, words in plan.said:
        async with app.transaction() as tx:
            room: UUID = await tx.value(ROOM, event_id)
            await chat.send(tx, cast[who], room, new_id(), msgspec.convert({"body": words}, NewMessage))


def _on_the_five(moment: datetime) -> datetime:
    """Nobody meets at 18:23: the next time that ends on five minutes, or the last one if that is past."""
    early = moment.replace(second=0, microsecond=0) - timedelta(minutes=moment.minute % 5)
    return early + timedelta(minutes=5)


if __name__ == "__main__":
    asyncio.run(main())
