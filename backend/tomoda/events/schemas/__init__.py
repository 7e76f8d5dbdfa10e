"""Events as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tomoda.core.geo import Latitude, Longitude
from tomoda.core.money import Money
from tomoda.events.schemas.braking import Brake
from tomoda.events.schemas.life import (
    Cover,
    CoverOnCard,
    GivenAnswer,
    GivenAnswers,
    KeptDays,
    LateCancel,
    NewCover,
    NewQuestion,
    NewQuestions,
    Question,
    Tags,
)
from tomoda.events.schemas.series import Repeat, Scope, Series
from tomoda.events.schemas.showing import Way
from tomoda.users.schemas import PersonCard

type Answer = Literal["going", "maybe", "no"]
type Standing = Literal["going", "maybe", "no", "pending", "waitlisted", "offered", "removed"]
type JoinMode = Literal["open", "approval"]
type Locale = Literal["en", "ja"]
type PlusMax = Annotated[int, msgspec.Meta(ge=0, le=9)]
type GuestsInvite = Annotated[int, msgspec.Meta(ge=0, le=50)]
type StillComing = Annotated[int, msgspec.Meta(ge=15, le=2880)]
type Title = Annotated[str, msgspec.Meta(min_length=3, max_length=120)]
type Seats = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
type Visibility = Literal["public", "unlisted", "friends", "invite_only"]
type Onlooker = Literal["everybody", "address", "friends"]
type GuestListFor = Literal["all", "guests", "count", "hidden"]
type Status = Literal["draft", "scheduled", "ongoing", "completed", "archived", "cancelled", "dissolved"]
type Category = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,20}$")]
type LocalTime = datetime
type AddressFor = Literal["everyone", "guests"]
type AccessCode = Annotated[str, msgspec.Meta(min_length=4, max_length=32)]


class NewPlace(msgspec.Struct, forbid_unknown_fields=True):
    """Where to meet. With `address_for: guests`, others are shown the neighbourhood only; a `name` that is a street and
    a number is part of the address then.
    """

    lat: Latitude
    lon: Longitude
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    address: Annotated[str, msgspec.Meta(max_length=300)] = ""
    location_id: UUID | None = None
    address_for: AddressFor = "everyone"


class QuorumRule(msgspec.Struct, forbid_unknown_fields=True):
    """It takes place if so many people come by then, guests of guests included; else it dissolves."""

    needs: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    by: LocalTime


class NewEvent(msgspec.Struct, forbid_unknown_fields=True):
    """A title and a place are enough: it then starts now, in the place's time zone, and lasts two hours and a half.

    `local_start` is what the clock on the wall says in `time_zone`; an offset from UTC tells apart two times that
    are equal where clocks are put back. A `draft` is for the host alone. `guest_list` says who is told who comes:
    everybody, guests, or nobody but the host (`count`: how many is told, `hidden`: not even that). `rsvp_by`: until
    when one may answer. `still_coming`: so many minutes before it starts guests are asked again, and whoever has not
    answered after half that time gives up the seat. Without a `visibility` it is public, but for `friends` where the
    address may be a home: with a number or without a name, for everybody to see, and of no known venue; `public` needs
    `confirm_public` there. `tags` are the host's own words. `kept_days`: so many days after
    the end all of it is deleted. `late_cancel`: so many minutes before the start giving up a seat is late. `id` is
    the client's own, if it chooses one: the same event sent twice is one event. `right_now`: it begins within half an
    hour, lasts three hours at most (one and a half unless said), and is found by friends and by whoever looks within
    three kilometres of it, nowhere else. `access_code`: who is not invited must know it to come.
    """

    title: Title
    place: NewPlace
    id: UUID | None = None
    description: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    category: Category = "other"
    local_start: LocalTime | None = None
    local_end: LocalTime | None = None
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    seats: Seats | None = None
    visibility: Visibility | None = None
    confirm_public: bool = False
    join_mode: JoinMode = "open"
    plus_max: PlusMax = 0
    rsvp_by: LocalTime | None = None
    still_coming: StillComing | None = None
    guests_invite: GuestsInvite = 0
    quorum: QuorumRule | None = None
    draft: bool = False
    tentative: bool = False
    guest_list: GuestListFor = "all"
    questions: NewQuestions = msgspec.field(default_factory=list[NewQuestion])
    tags: Tags = msgspec.field(default_factory=list[str])
    cover: NewCover | None = None
    kept_days: KeptDays = 180
    late_cancel: LateCancel = 120
    repeat: Repeat | None = None
    right_now: bool = False
    access_code: AccessCode | None = None


class EventEdit(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays as it is. `kept_days` can only become fewer, once others may know of the event.

    `quiet`: nobody gets a notice, unless time or place change. If they do, `reconfirm` says what becomes of the seat
    of a guest who does not answer again: they `keep` it, or it is `free` for others after a day at most.
    `confirm_public`: everybody may see an address that may be a home. `address_for`: who is told the address that it
    has; a new place says so itself.
    """

    title: Title | msgspec.UnsetType = msgspec.UNSET
    description: Annotated[str, msgspec.Meta(max_length=4000)] | msgspec.UnsetType = msgspec.UNSET
    category: Category | msgspec.UnsetType = msgspec.UNSET
    place: NewPlace | msgspec.UnsetType = msgspec.UNSET
    address_for: AddressFor | msgspec.UnsetType = msgspec.UNSET
    local_start: LocalTime | msgspec.UnsetType = msgspec.UNSET
    local_end: LocalTime | msgspec.UnsetType = msgspec.UNSET
    time_zone: Annotated[str, msgspec.Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    seats: Seats | msgspec.UnsetType | None = msgspec.UNSET
    visibility: Visibility | msgspec.UnsetType = msgspec.UNSET
    join_mode: JoinMode | msgspec.UnsetType = msgspec.UNSET
    plus_max: PlusMax | msgspec.UnsetType = msgspec.UNSET
    tentative: bool | msgspec.UnsetType = msgspec.UNSET
    guest_list: GuestListFor | msgspec.UnsetType = msgspec.UNSET
    rsvp_by: LocalTime | msgspec.UnsetType | None = msgspec.UNSET
    still_coming: StillComing | msgspec.UnsetType | None = msgspec.UNSET
    guests_invite: GuestsInvite | msgspec.UnsetType = msgspec.UNSET
    questions: NewQuestions | msgspec.UnsetType = msgspec.UNSET
    tags: Tags | msgspec.UnsetType = msgspec.UNSET
    cover: NewCover | msgspec.UnsetType | None = msgspec.UNSET
    kept_days: KeptDays | msgspec.UnsetType = msgspec.UNSET
    late_cancel: LateCancel | msgspec.UnsetType = msgspec.UNSET
    access_code: AccessCode | msgspec.UnsetType | None = msgspec.UNSET
    confirm_public: bool = False
    scope: Scope = "this"
    quiet: bool = False
    reconfirm: Literal["keep", "free"] = "keep"


class SightAhead(msgspec.Struct):
    """What another `visibility` would do: who would see the event besides, and who no longer.

    `everybody` finds it on the map, `address` is whoever has its address, `friends` those of the host. `friends` of the
    host who are neither invited nor have answered are counted; so are those who are, and see it in any case (`sure`).
    """

    gains: list[Onlooker]
    loses: list[Onlooker]
    friends: int
    sure: int


class CancellationAhead(msgspec.Struct):
    """What cancelling will do: how many people hear of it, and how many have a seat. `token` is for doing it."""

    token: str
    notices: int
    going: int
    starts_at: datetime


class Cancellation(msgspec.Struct, forbid_unknown_fields=True):
    """The token of what the host was shown; and why, if the host wants to say."""

    token: Annotated[str, msgspec.Meta(max_length=64)]
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""
    scope: Scope = "this"


class RsvpAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """Whether I am coming, and how many I bring. `wait`: if there is no seat, wait for one.

    `answers`: to the host's questions; those that I do not give stay as they are. `code`: that of the event, if it has
    one (`needs_code`); ten tries an hour. `tell_room`: whoever goes away says so in the event's room; else nothing is
    said there.
    """

    answer: Answer
    guests: PlusMax = 0
    wait: bool = False
    answers: GivenAnswers = msgspec.field(default_factory=list[GivenAnswer])
    code: Annotated[str, msgspec.Meta(max_length=32)] = ""
    tell_room: bool = False


class NewMailGuest(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who wants to come without an account: the mail that they get has the link to say so."""

    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\\s]{1,64}@[^@\\s]{1,189}$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    guests: PlusMax = 0
    locale: Locale = "en"


class Place(msgspec.Struct):
    """Where to meet; `exact` is false where the viewer is shown the neighbourhood only."""

    lat: float
    lon: float
    name: str
    address: str
    exact: bool


class EventCard(msgspec.Struct):
    """An event as it stands in lists and on the map. Instants are UTC; local times are the place's wall clock.

    `going` counts seats taken; null where the host keeps it to themselves. `full`: no seat is free now; one may
    still be waited for.
    """

    id: UUID
    title: str
    category: str
    host: PersonCard
    place: Place
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: datetime
    local_end: datetime
    status: Status
    tentative: bool
    seats: int | None
    going: int | None
    full: bool
    join_mode: JoinMode
    plus_max: int
    mine: Literal["host", "going", "maybe", "no", "pending", "waitlisted", "offered", "removed"] | None
    visibility: Visibility
    version: int
    right_now: bool
    cover: CoverOnCard | None


class BeforeMove(msgspec.Struct):
    """Time and place as they were when I answered."""

    time_zone: str
    local_start: datetime
    local_end: datetime
    place_name: str


class MyStanding(msgspec.Struct):
    """Where I stand: with how many (myself included), until when a seat is offered, how many wait before me.

    `before`: time or place have changed since I answered. `confirm_by`: answer again until then, or the seat is free.
    `late_from`: from when on giving up my seat is late; null if it never is, since time or place have changed.
    """

    answer: Standing
    party: int
    offered_until: datetime | None
    ahead: int | None
    confirm_by: datetime | None
    before: BeforeMove | None
    late_from: datetime | None
    answers: list[GivenAnswer]


class Quorum(msgspec.Struct):
    """How many must come until when; `reached` once they do, for good."""

    needs: int
    by: datetime
    reached: bool


class Overlap(msgspec.Struct):
    """Where I am at that time."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime


class EventPage(msgspec.Struct):
    """The event's own page. `place` is the topic's place, read before the rest: listen from there.

    All of it is deleted at `deleted_at`. Until `late_from` one gives up a seat without its counting against one.
    `overlaps`: what else I go to, or host, at that time. `rights`: what I may do as one of its hosts, all of them if it
    is mine; unlike `capabilities` also when the event is over. `needs_code`: I must say the event's code to come;
    hosts read it in `access_code`, and in `venue` whether it is at a place known by a name, which is no home.
    `deposit`: what whoever comes leaves until they have come (`PUT …/deposit/mine`).
    """

    event: EventCard
    description: str
    cancel_reason: str
    capabilities: list[Literal["rsvp", "edit", "cancel", "admit", "remove", "publish", "discard", "check_in"]]
    rights: list[Literal["edit", "guests", "check_in"]]
    guest_list: GuestListFor
    rsvp_by: datetime | None
    still_coming: int | None
    guests_invite: int
    questions: list[Question]
    tags: list[str]
    cover: Cover | None
    kept_days: int
    deleted_at: datetime
    late_cancel: int
    late_from: datetime
    overlaps: list[Overlap]
    series: Series | None
    quorum: Quorum | None
    address_for: AddressFor
    venue: bool
    deposit: Money | None
    brake: Brake | None
    needs_code: bool
    access_code: str | None
    standing: MyStanding | None
    place: int


class MailGuest(msgspec.Struct):
    """What the link in a mail shows: the event, and where its receiver stands. The place is exact once they come."""

    event: EventCard
    place: Place
    name: str
    party: int
    answer: Literal["asked", "going", "no"]


class Guest(msgspec.Struct):
    """Somebody who answered, with how many seats they take, themselves included; `answers` for hosts alone.

    `way` is told to those who come or may come.
    """

    person: PersonCard
    answer: Standing
    party: int
    way: Way | None
    answers: list[GivenAnswer]


class MailGuestName(msgspec.Struct):
    """A guest without an account, as the host knows them."""

    id: UUID
    name: str
    party: int


class Guests(msgspec.Struct):
    """Who is going, then who may be, of those the viewer may see; each in the order of their answers.

    For the host also to whom a seat is offered, who waits for one, and who asks. `shown` is false where the viewer
    is not told who comes; `data` is then empty.
    """

    shown: bool
    data: list[Guest]
    by_mail: list[MailGuestName]


class Events(msgspec.Struct):
    """Events in order of their start, or those that are over from the latest on; then there may be a next page."""

    data: list[EventCard]
    place: int
    next_cursor: str | None


class Occurrences(msgspec.Struct):
    """Of the same series: those that are still to come, the next first."""

    data: list[EventCard]


class Categories(msgspec.Struct):
    """The kinds of events there are; their names are the client's, in the reader's language."""

    data: list[str]
