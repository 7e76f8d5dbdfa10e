"""Events as actions must know them."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tomoda.events.schemas import Standing


class EventRow(msgspec.Struct):
    """An event as an action must know it, and where one person, `viewer_id`, stands in it."""

    id: UUID
    host_id: UUID
    title: str
    time_zone: str
    local_start: datetime
    local_end: datetime
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    going: int
    visibility: str
    guest_list: str
    place_name: str
    address: str
    state: str
    version: int
    lat: float
    lon: float
    shown_lat: float
    shown_lon: float
    viewer_id: UUID
    offered: int
    join_mode: str
    plus_max: int
    answer: Standing | None
    party: int | None
    seen: bool
    rsvp_by: datetime | None
    still_coming: int | None
    guests_invite: int
    quorum: int | None
    quorum_by: datetime | None
    quorum_state: str | None
    offered_until: datetime | None
    asked_again: bool
    kept_days: int
    questions: bytes
    answers: bytes | None
    tags: list[str]
    late_from: datetime | None
    series_id: UUID | None
    occurrence: datetime | None
    right_now: bool
    access_code: str | None
    invited: bool
    deposit: int | None
    braked_from: str | None
    braked_at: datetime | None
    crowd_welcome: int
    settled: bool = False  # whether what has passed was ended in this transaction

    def status(self, now: datetime) -> str:
        """Its state as the clock has it, as the function `event_status` says."""
        if self.state != "scheduled":
            return self.state
        if self.undecided and now >= self.decides_at:
            return "dissolved"
        if now < self.ends_at:
            return "scheduled" if now < self.starts_at else "ongoing"
        return "completed" if now < self.ends_at + timedelta(hours=24) else "archived"

    @property
    def last_call(self) -> datetime:
        """From when on nobody is offered a seat: the start, or the end of answering."""
        return min(self.starts_at, self.rsvp_by) if self.rsvp_by else self.starts_at

    @property
    def undecided(self) -> bool:
        """Whether it is still open that it takes place."""
        return self.quorum_state == "open"

    @property
    def decides_at(self) -> datetime:
        """When it is decided whether it takes place, if that is open."""
        return min(self.starts_at, self.quorum_by or self.starts_at)

    def closed(self, now: datetime) -> bool:
        """Whether it is too late to answer that one comes."""
        return self.rsvp_by is not None and now >= self.rsvp_by

    def over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return now >= self.ends_at

    @property
    def taken(self) -> int:
        """Seats that nobody else can have: of those who come, and those that are offered to somebody."""
        return self.going + self.offered

    @property
    def holds(self) -> int:
        """How many of the taken seats are the viewer's own."""
        return (self.party or 1) if self.answer in ("going", "offered") else 0

    def fits(self, party: int) -> bool:
        """Whether the viewer can come with so many people, themselves included."""
        return self.seats is None or self.taken - self.holds + party <= self.seats


class MailGuestRow(msgspec.Struct):
    """Somebody without an account, and what a mail to them says of the event."""

    id: UUID
    event_id: UUID
    email: str
    name: str
    party: int
    locale: str
    answer: str
    title: str
    time_zone: str
    starts_at: datetime


ROW = """
    select e.id, e.host_id, e.title, e.time_zone, e.local_start, e.local_end, e.starts_at, e.ends_at, e.seats, e.going,
           e.visibility, e.guest_list, e.place_name, e.address, e.state, e.version,
           st_y(e.place::geometry) as lat, st_x(e.place::geometry) as lon,
           st_y(e.shown::geometry) as shown_lat, st_x(e.shown::geometry) as shown_lon,
           coalesce($1::uuid, e.host_id) as viewer_id,
           e.offered, e.join_mode, e.plus_max, mine.answer, mine.party, mine.offered_until,
           e.rsvp_by, e.still_coming, e.guests_invite, e.quorum, e.quorum_by, e.quorum_state,
           coalesce(may_see_event($1, e), true) as seen,
           coalesce(mine.before is not null or mine.confirm_by is not null, false) as asked_again,
           e.kept_days, e.questions, mine.answers, e.tags, mine.late_from, e.series_id, e.occurrence,
           e.right_now, e.access_code, exists (
               select from event_invitations i
               where i.event_id = e.id and i.user_id = $1 and i.declined_at is null
           ) as invited, e.deposit_amount as deposit, e.braked_from, e.braked_at, e.crowd_welcome
    from events e left join rsvps mine on mine.event_id = e.id and mine.user_id = $1
"""

AT_MOST = 1_000  # metres between a point and the middle of a known place that it is in: parks are large
DWELLING = """(
    l.name is null or l.osm_value in ('house', 'houses', 'residential', 'apartments')
    or (l.osm_key = 'building' and l.osm_value in ('yes', 'detached', 'terrace', 'semidetached_house', 'dormitory',
                                                   'bungalow', 'farm', 'hut', 'static_caravan', 'houseboat'))
    or (l.kind = 'house' and l.housenumber is not null and folded(l.name) in (
        folded(concat_ws(' ', l.street, l.housenumber)), folded(concat_ws(' ', l.housenumber, l.street)),
        folded(l.housenumber), folded(coalesce(l.city, l.housenumber))
    ))
)"""
"""That a known place (`l`) is where people live, or has no name but its address."""
