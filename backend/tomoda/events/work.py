"""What events do by the clock, and how they follow what happens between people."""

import logging
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tomoda.core.app import App
from tomoda.core.jobs import does, every
from tomoda.core.messages import on
from tomoda.core.tx import Tx
from tomoda.edges.mail import Mail
from tomoda.events import actions, queries
from tomoda.events.actions import (
    braking,
    by_mail,
    calendars,
    counting,
    following,
    hosting,
    kindness,
    recurring,
    retaining,
    showing,
    times,
    zones,
)
from tomoda.events.messages import (
    AskStillComing,
    EventCancelled,
    EventChanged,
    MailLink,
    QueueMoved,
    QuorumDecided,
    RemindGuests,
    SettleQueue,
    StillComingAsked,
)
from tomoda.events.messages.braking import LookAtCrowd
from tomoda.events.messages.following import Followed, LookForFollowed
from tomoda.events.messages.life import Announced
from tomoda.events.messages.mails import CALENDAR, ENTRY, MAILS, MailCalendar, MailCalendars
from tomoda.events.messages.notices import (
    AskedToCome,
    EventEdited,
    EventMoved,
    EventOff,
    HostAnnounced,
    LetIn,
    NotLetIn,
    QuorumMissed,
    QuorumReached,
    Reminder,
    SeatOffered,
    SightNarrowed,
    StillComing,
)
from tomoda.events.queries import following as followed
from tomoda.notifications import actions as notices
from tomoda.notifications.messages import still
from tomoda.users.messages import Blocked, PersonErased, PersonHidden, PersonRestored

FOLLOWED_HOUR = 7  # of the receiver's own day: the digest goes out at eight

log = logging.getLogger("tomoda.events")


@does(SettleQueue)
async def settle_queue(app: App, job: SettleQueue) -> None:
    """When offers pass: what has passed by now is asked again, and free seats go to the next."""
    async with app.transaction() as tx:
        await actions.settle_now(tx, job.event_id)


@does(AskStillComing)
async def ask_still_coming(app: App, job: AskStillComing) -> None:
    """Some time before the start, if the host wants it: do you still come?"""
    async with app.transaction() as tx:
        await actions.ask_still(tx, job.event_id, job.starts_at)


@does(MailLink)
async def mail_link(app: App, job: MailLink) -> None:
    """Mail somebody without an account their link."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        log.warning("mail is off: no link was sent")
        return
    async with app.reading() as tx:
        guest = await queries.mail_guest(tx, job.guest_id)
        entry = await calendars.of_mail_guest(tx, job.guest_id)
    if guest is None or entry is None:
        return
    subject, text = MAILS[guest.locale, job.about]
    link = f"{app.public_url}/e/{guest.event_id}#guest={by_mail.token(app.secret, guest.id)}"
    when = times.said(guest.starts_at, guest.time_zone)
    words: dict[str, Any] = {"title": guest.title, "name": guest.name, "when": when, "link": link, "text": job.text}
    method = CALENDAR.get(job.about)
    file = calendars.file(entry, app.public_url, method, mail.sender, guest.email) if method else None
    attached = (method, file) if method and file else None
    await mail.send(guest.email, subject.format_map(words), text.format_map(words), calendar=attached)


@does(MailCalendar)
async def mail_calendar(app: App, job: MailCalendar) -> None:
    """Whoever has a seat gets the entry for their calendar; whoever had one, its end."""
    mail = app.edges.get("mail")
    if not isinstance(mail, Mail):
        return
    async with app.reading() as tx:
        due = await calendars.due(tx, job.event_id, job.user_id)
    if due is None:
        return
    event = due.entry.event
    subject, text = ENTRY[due.locale, due.method]
    where = ", ".join(part for part in (event.place.name, event.place.address) if part)
    when = times.said(event.starts_at, event.time_zone)
    words = {"title": event.title, "when": when, "where": f", {where}" if where else ""}
    footer, headers = notices.footer(app, job.user_id, "calendar", due.locale, f"/events/{event.id}")
    file = calendars.file(due.entry, app.public_url, due.method, mail.sender, due.email)
    same = f"calendar-{job.event_id}-{job.user_id}-{due.method.lower()}-{event.version}"
    body, attached = text.format_map(words) + footer, (due.method, file)
    await mail.send(due.email, subject.format_map(words), body, message_id=same, headers=headers, calendar=attached)
    async with app.transaction() as tx:
        await calendars.mailed(tx, job.event_id, job.user_id, due)


@does(MailCalendars)
async def mail_calendars(app: App, job: MailCalendars) -> None:
    """Something is different for everybody who comes, or came."""
    async with app.transaction() as tx:
        await calendars.each(tx, job.event_id)


@does(RemindGuests)
async def remind_guests(app: App, job: RemindGuests) -> None:
    """A day, and an hour and a half, before: whoever comes now, if it still begins then and takes place."""
    async with app.transaction() as tx:
        event = await queries.words(tx, job.event_id)
        if event is None or event.status(tx.now) != "scheduled" or event.starts_at != job.starts_at:
            return
        words: dict[str, Any] = {
            "event_id": event.id,
            "title": event.title,
            "place": event.place_name,
            "time_zone": event.time_zone,
        }
        reminder = Reminder(starts_at=event.starts_at, before=job.before, **words)
        await notices.notify(tx, [event.host_id, *await queries.coming(tx, event.id)], reminder)


@on(QueueMoved)
async def tell_who_waits(tx: Tx, signal: QueueMoved) -> None:
    """An offer, the host's yes or no; and the host hears of who asks."""
    if signal.answer not in ("offered", "going", "removed", "pending"):
        return
    event = await queries.words(tx, signal.event_id)
    if event is None:
        return
    guest = signal.user_id
    words: dict[str, Any] = {"event_id": event.id, "title": event.title}
    if signal.pays:
        return
    if signal.answer == "offered" and signal.offered_until:
        notice = SeatOffered(until=signal.offered_until, time_zone=event.time_zone, **words)
        await notices.notify(tx, [guest], notice)
    elif signal.answer == "pending":
        await notices.notify(tx, [event.host_id], AskedToCome(guest_id=guest, **words))
    elif signal.was in ("pending", "waitlisted"):
        await notices.notify(tx, [guest], (LetIn if signal.answer == "going" else NotLetIn)(at=tx.now, **words))


@on(EventChanged)
async def tell_changes(tx: Tx, signal: EventChanged) -> None:
    """What has moved is told to everybody who comes, and that fewer see it; small things only if the host wants it."""
    event = await queries.words(tx, signal.event_id)
    if event is None or event.status(tx.now) not in ("scheduled", "ongoing"):
        return
    guests = [one for one in signal.people if one != event.host_id]
    words: dict[str, Any] = {"event_id": event.id, "version": signal.version, "title": event.title}
    if signal.narrowed:
        await notices.notify(tx, guests, SightNarrowed(**words))
    if signal.quiet:
        return
    if signal.moved:
        where: dict[str, Any] = {"now": event.starts_at, "place": event.place_name, "time_zone": event.time_zone}
        await notices.notify(tx, guests, EventMoved(**words, **where))
    elif {"title", "description"} & set(signal.what):
        await notices.notify(tx, guests, EventEdited(**words))


@on(EventCancelled)
async def tell_it_is_off(tx: Tx, signal: EventCancelled) -> None:
    """Once each; and what was to be told of it before is pointless now."""
    await notices.withdraw_about(tx, "event", signal.event_id)
    guests = [one for one in signal.people if one != signal.host_id]
    off = EventOff(event_id=signal.event_id, title=signal.title, reason=signal.reason)
    await notices.notify(tx, guests, off)


@on(Announced)
async def tell_what_the_host_says(tx: Tx, signal: Announced) -> None:
    """Whoever comes, or waits: once each."""
    said: dict[str, Any] = {"event_id": signal.event_id, "id": signal.id, "author_id": signal.author_id}
    notice = HostAnnounced(title=signal.title, body=signal.body, **said)
    await notices.notify(tx, [one for one in signal.people if one != signal.author_id], notice)


@on(QuorumDecided)
async def tell_whether_it_takes_place(tx: Tx, signal: QuorumDecided) -> None:
    """On or not: once each."""
    decided = QuorumReached if signal.on else QuorumMissed
    if not signal.on:
        await notices.withdraw_about(tx, "event", signal.event_id)
    await notices.notify(tx, signal.people, decided(event_id=signal.event_id, title=signal.title))


@on(StillComingAsked)
async def tell_to_answer(tx: Tx, signal: StillComingAsked) -> None:
    """The question reaches everybody who has a seat."""
    event = await queries.words(tx, signal.event_id)
    if event is not None:
        asked = StillComing(event_id=event.id, title=event.title, by=signal.by, time_zone=event.time_zone)
        await notices.notify(tx, signal.people, asked)


@still(SeatOffered)
async def is_still_offered(tx: Tx, user_id: UUID, notice: SeatOffered) -> bool:
    """Nobody is pushed an offer that is gone."""
    return await queries.stands(tx, notice.event_id, user_id) == "offered"


@still(Reminder)
async def still_comes(tx: Tx, user_id: UUID, notice: Reminder) -> bool:
    """Nobody is reminded who has left meanwhile."""
    return await queries.stands(tx, notice.event_id, user_id) in ("going", "host")


@every("23 * * * *")
async def forget_unused_links(app: App) -> None:
    """An address that nobody answered from is deleted after a day."""
    async with app.transaction() as tx:
        await tx.run(by_mail.FORGET, tx.now - timedelta(days=1))


@every("37 * * * *")
async def forget_what_is_long_over(app: App) -> None:
    """So many days after its end, as its page said from the start, nothing of an event is left."""
    while True:
        async with app.transaction() as tx:
            if await retaining.forget_due(tx) < retaining.AT_ONCE:
                return


@every("* * * * *")
async def count_what_is_listed(app: App) -> None:
    """What came and went since is added to what the map counts; what has ended is left out of what is on."""
    for some in (counting.fold, counting.notice_over):
        more = True
        while more:
            async with app.transaction() as tx:
                more = await some(tx)


@every("7 5 * * *")
async def forget_old_marks(app: App) -> None:
    """A mark that has faded for a year is deleted."""
    async with app.transaction() as tx:
        await tx.run(showing.FORGET, tx.now - showing.COUNTED_FOR)


@every("13 5 * * *")
async def forget_kind_words(app: App) -> None:
    """A no to a kind word that its writer has taken back is forgotten after a year."""
    async with app.transaction() as tx:
        await tx.run(kindness.FORGET, tx.now - kindness.NO_KEPT)


@every("41 2 * * *")
async def make_what_repeats(app: App) -> None:
    """Occurrences of series are made some weeks ahead; each series by itself, so that none holds up another."""
    async with app.reading() as tx:
        due = await recurring.due(tx)
    for series_id in due:
        async with app.transaction() as tx:
            await recurring.make_next(tx, series_id)


@every("*/20 * * * *")
async def follow_time_zones(app: App) -> None:
    """Once for each new edition of the time zones' rules: what is still to come keeps the wall clock."""
    edition = zones.version()
    async with app.reading() as tx:
        if await zones.is_applied(tx, edition):
            return
    after: UUID | None = zones.NOBODY
    while after is not None:
        async with app.transaction() as tx:
            after = await zones.recompute(tx, after)
    async with app.transaction() as tx:
        await zones.applied(tx, edition)


@does(LookAtCrowd)
async def look_at_crowd(app: App, job: LookAtCrowd) -> None:
    """Whether so many want to come, or look, that the host is asked first."""
    async with app.transaction() as tx:
        await braking.look(tx, job.event_id, job.looks)


@every("33 * * * *")
async def look_for_followed(app: App) -> None:
    """Each hour: whose morning is near, so that what is new of what they follow is in this morning's digest."""
    async with app.transaction() as tx:
        for row in await tx.rows(followed.FOLLOWING):
            local = tx.now.astimezone(ZoneInfo(row["time_zone"]))
            if local.hour == FOLLOWED_HOUR:
                day = local.date().isoformat()
                tx.enqueue(LookForFollowed(row["id"], day), once=f"followed:{row['id']}:{day}")


@does(LookForFollowed)
async def tell_followed(app: App, job: LookForFollowed) -> None:
    """What is new of what somebody follows; what was told is not told again."""
    async with app.transaction() as tx:
        await following.tell(tx, job.user_id, date.fromisoformat(job.day))


@still(Followed)
async def still_followed(tx: Tx, user_id: UUID, notice: Followed) -> bool:
    """As long as they follow it, have not answered, and it is still to come."""
    return await followed.still_new(tx, user_id, notice.follow_id, notice.event_id)


@on(Blocked)
async def part(tx: Tx, signal: Blocked) -> None:
    """Neither stays a guest of the other or follows them; the seats go to whoever waits."""
    await actions.part(tx, signal.blocker_id, signal.blocked_id)
    await following.part(tx, signal.blocker_id, signal.blocked_id)
    await kindness.part(tx, signal.blocker_id, signal.blocked_id)


@on(PersonHidden)
async def vanish(tx: Tx, signal: PersonHidden) -> None:
    """Whoever is gone keeps no seat, and hosts nothing."""
    await actions.vanish(tx, signal.user_id)
    await hosting.leave_all(tx, signal.user_id)
    await kindness.tell(tx, signal.user_id)


@on(PersonRestored)
async def stand_again(tx: Tx, signal: PersonRestored) -> None:
    """What is over counts them again; what they wrote, and what was written of them, stands again."""
    await actions.count_again(tx, signal.user_id)
    await kindness.tell(tx, signal.user_id)


@on(PersonErased)
async def forget(tx: Tx, signal: PersonErased) -> None:
    """Nobody stands where they stood, not even in what is over."""
    await actions.vanish(tx, signal.user_id)
    await hosting.leave_all(tx, signal.user_id)
    await actions.forget(tx, signal.user_id)
    await kindness.tell(tx, signal.user_id)
