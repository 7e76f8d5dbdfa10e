"""How rooms follow events and people, in the same transaction; and what they do by the clock."""

from tomoda.chat import actions, queries
from tomoda.chat.actions import attaching, positions, previewing, secret, telling
from tomoda.chat.actions.forgetting import AT_ONCE
from tomoda.chat.messages import FetchPreview, MemberLeft, TellOfMessage, Unsay
from tomoda.chat.schemas import Preview, System
from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import Closed, on
from tomoda.core.tx import Tx
from tomoda.edges.pages import NotFetched, Pages
from tomoda.events.messages import EventCancelled, EventChanged, EventCreated, HostChanged, RsvpChanged
from tomoda.events.messages.life import EventForgotten
from tomoda.events.messages.showing import WaySaid
from tomoda.friends.messages import Befriended
from tomoda.media.messages import UploadChecked
from tomoda.presence.actions import sharing
from tomoda.presence.messages.positions import SharingChanged
from tomoda.users.messages import PersonErased, PersonHidden


@on(EventCreated)
async def open_its_room(tx: Tx, signal: EventCreated) -> None:
    """There is never an event without a room."""
    await actions.open_event_room(tx, signal.event_id, signal.title, signal.host_id)


@on(EventChanged)
async def follow_the_event(tx: Tx, signal: EventChanged) -> None:
    """The room is called as the event is, and is told when and where it is now."""
    if "title" in signal.what:
        await actions.rename(tx, signal.event_id, signal.title)
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if room_id is None:
        return
    if {"local_start", "local_end", "time_zone"} & set(signal.what):
        when = await queries.when(tx, signal.event_id)
        await actions.announce(tx, room_id, signal.host_id, when)
    if "place" in signal.what:
        await actions.announce(tx, room_id, signal.host_id, System("place_changed"))


@on(EventCancelled)
async def tell_that_it_is_off(tx: Tx, signal: EventCancelled) -> None:
    """Whoever is in the room reads it there, too."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if room_id is not None:
        await actions.announce(tx, room_id, signal.host_id, System("cancelled"))


@on(EventForgotten)
async def forget_its_room(tx: Tx, signal: EventForgotten) -> None:
    """What was said there goes with it, also for those who missed it."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if room_id is not None:
        await actions.forget_room(tx, room_id)


@on(WaySaid)
async def tell_who_is_on_the_way(tx: Tx, signal: WaySaid) -> None:
    """Whoever is in the room reads who is on the way, late, or does not come after all."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if room_id is not None:
        await actions.announce(tx, room_id, signal.user_id, System(signal.state, minutes=signal.minutes))


@on(HostChanged)
async def follow_the_host(tx: Tx, signal: HostChanged) -> None:
    """A host is in the room of their event, whatever they answered as a guest."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    await actions.join(tx, room_id, signal.host_id)


@on(RsvpChanged)
async def follow_the_answer(tx: Tx, signal: RsvpChanged) -> None:
    """Whoever is going, or may be, is in the room; whoever is not hears nothing more."""
    room_id = await tx.value(queries.ROOM_OF_EVENT, signal.event_id)
    if room_id is None:
        return
    if signal.answer == "no":
        await actions.leave(tx, room_id, signal.user_id, aloud=signal.aloud)
    else:
        await actions.join(tx, room_id, signal.user_id)


@on(Befriended)
async def open_the_door(tx: Tx, signal: Befriended) -> None:
    """What one wrote to the other as a stranger waits no longer."""
    await actions.accept_between(tx, signal.one_id, signal.other_id)


@on(PersonHidden)
async def hand_over(tx: Tx, signal: PersonHidden) -> None:
    """Whoever left, or was banned, looks after no group any more: somebody else does. Erasing comes after hiding."""
    await actions.look_after(tx, signal.user_id)


@on(PersonErased)
async def close_what_they_shared(tx: Tx, signal: PersonErased) -> None:
    """A room of two with nobody on the other side is there to be read."""
    await actions.close_direct(tx, signal.user_id)


@on(Closed)
async def take_its_keys(tx: Tx, signal: Closed) -> None:
    """A device that is signed out has no keys any more."""
    if signal.session_id is not None:
        await secret.drop_device(tx, signal.session_id)


@on(UploadChecked)
async def tell_of_attachment(tx: Tx, signal: UploadChecked) -> None:
    """Whoever reads the message sees now what is attached, or that it was refused."""
    await attaching.checked(tx, signal.id)


@does(TellOfMessage)
async def tell_of_message(app: App, job: TellOfMessage) -> None:
    """Whoever was written to, or called, and has not read it in the meantime."""
    async with app.transaction() as tx:
        await telling.tell(tx, job.room_id, job.message_id)


@does(FetchPreview, tries=2)
async def fetch_preview(app: App, job: FetchPreview) -> None:
    """Ask the page; one that cannot be had, or leads into somebody's own network, gets no preview."""
    pages: Pages | None = app.edges.get("pages")
    async with app.reading() as tx:
        wanted = await previewing.wanted(tx, job.room_id, job.message_id)
    if wanted is None or pages is None:
        return
    body, url = wanted
    try:
        page = await pages.fetch(url)
    except NotFetched:
        return
    async with app.transaction() as tx:
        preview = Preview(page.url, page.title, page.description, page.site)
        await previewing.keep(tx, job.room_id, job.message_id, body, preview)


@does(Unsay)
async def unsay(app: App, job: Unsay) -> None:
    """Nothing of a deleted message is told to those who come back later."""
    async with app.transaction() as tx:
        await actions.unsay(tx, job.room_id, job.message_id)


@every("* * * * *")
async def purge_expired(app: App) -> None:
    """What has disappeared from every screen at its instant is deleted within a minute."""
    while True:
        async with app.transaction() as tx:
            if await actions.hide_expired(tx) < AT_ONCE:
                return


@every("47 4 * * *")
async def forget_old_rooms(app: App) -> None:
    """Rooms are kept half a year after their event, empty groups a month, texts from before an edit three months."""
    async with app.transaction() as tx:
        await actions.retain(tx)


@on(MemberLeft)
async def see_each_other_no_more(tx: Tx, signal: MemberLeft) -> None:
    """Who left a room does not see where those in it are, as far as it was the room that let them, nor they them."""
    await sharing.leave_room(tx, signal.room_id, signal.user_id)


@on(SharingChanged)
async def follow_where_they_are(tx: Tx, signal: SharingChanged) -> None:
    """Cards end with what they show, whichever way that ended."""
    await positions.follow(tx, signal.user_id)
