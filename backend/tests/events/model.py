"""Who stands where in the queue of one event: a model that is too simple to be wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tomoda.events.actions.queue import offer_ends

BEGIN = datetime(2031, 5, 17, 9, 0, tzinfo=UTC)


@dataclass
class Model:
    """Who stands where: a list in the order of waiting, and no database."""

    seats: int | None
    starts_at: datetime
    going: dict[int, int] = field(default_factory=dict[int, int])
    offers: dict[int, tuple[int, datetime]] = field(default_factory=dict[int, tuple[int, datetime]])
    queue: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    removed: set[int] = field(default_factory=set[int])
    by_mail: dict[int, int] = field(default_factory=dict[int, int])
    maybe: set[int] = field(default_factory=set[int])
    confirm: dict[int, datetime] = field(default_factory=dict[int, datetime])
    rsvp_by: datetime | None = None
    quorum: int | None = None
    quorum_by: datetime = BEGIN
    decided: str | None = None
    rule: Callable[[datetime, datetime], datetime | None] = offer_ends

    def copy(self) -> "Model":
        """The same again, to go back to."""
        return replace(
            self,
            going=dict(self.going),
            offers=dict(self.offers),
            queue=list(self.queue),
            removed=set(self.removed),
            by_mail=dict(self.by_mail),
            maybe=set(self.maybe),
            confirm=dict(self.confirm),
        )

    @property
    def last_call(self) -> datetime:
        """From when on nothing is offered."""
        return min(self.starts_at, self.rsvp_by or self.starts_at)

    def closed(self, who: int, now: datetime) -> bool:
        """Whether it is too late for somebody to answer who has no word yet."""
        has_word = who in self.going or who in self.offers or who in self.maybe
        return not has_word and self.rsvp_by is not None and now >= self.rsvp_by

    @property
    def free(self) -> int:
        """Seats that nobody has and nobody is offered."""
        return 10**6 if self.seats is None else self.seats - self.taken

    @property
    def taken(self) -> int:
        """Seats that somebody has, or is offered."""
        return sum(self.going.values()) + sum(self.by_mail.values()) + sum(party for party, _ in self.offers.values())

    def settle(self, now: datetime) -> None:
        """Old offers end; free seats are offered to the first whose party fits, again and again."""
        self.offers = {who: offer for who, offer in self.offers.items() if offer[1] > now}
        for who in [who for who, until in self.confirm.items() if until <= now]:
            self.drop(who)
        self._decide(now)
        if self.decided == "dissolved":
            return
        until = self.rule(now, self.last_call)
        while until and (fits := [one for one in self.queue if one[1] <= self.free]):
            self.queue.remove(fits[0])
            self.offers[fits[0][0]] = (fits[0][1], until)

    def _decide(self, now: datetime) -> None:
        if self.quorum is None or self.decided:
            return
        if now >= self.quorum_by:
            self.decided, self.offers, self.queue = "dissolved", {}, []
        elif sum(self.going.values()) + len(self.by_mail) >= self.quorum:
            self.decided = "on"

    def drop(self, who: int) -> None:
        """Nobody knows them."""
        self.going.pop(who, None)
        self.maybe.discard(who)
        self.confirm.pop(who, None)
        self.offers.pop(who, None)
        self.queue = [one for one in self.queue if one[0] != who]

    def come(self, who: int, party: int, now: datetime, *, wait: bool) -> str | None:
        """What a wish to come is answered, None if it is granted."""
        if self.decided == "dissolved":
            return "wrong_state"
        if who in self.removed:
            return "removed_by_host"
        if self.closed(who, now):
            return "answers_closed"
        mine = self.going.get(who, 0) or self.offers.get(who, (0, None))[0]
        if self.free + mine >= party:
            self.drop(who)
            self.going[who] = party
        elif not wait or mine or (self.seats is not None and party > self.seats):
            return "event_full"
        elif who in dict(self.queue):
            self.queue = [(one, party if one == who else size) for one, size in self.queue]
        else:
            self.maybe.discard(who)
            self.queue.append((who, party))
        return None

    def standings(self) -> dict[int, tuple[str, int]]:
        """Whoever has a seat, is offered one, or waits."""
        return (
            {who: ("going", party) for who, party in self.going.items()}
            | {who: ("offered", party) for who, (party, _) in self.offers.items()}
            | {who: ("waitlisted", party) for who, party in self.queue}
        )
