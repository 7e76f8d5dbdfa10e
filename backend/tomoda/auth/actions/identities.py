"""Coming in by Google, Apple or LINE: who somebody is, is issuer and subject, never an e-mail address."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tomoda.auth import actions, queries
from tomoda.auth.actions import account, grants
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import IdentityRefused, IdentityTaken, LastWayIn, ProofRefused
from tomoda.auth.messages import RevokeGrant
from tomoda.auth.queries import ways
from tomoda.auth.queries.ways import Arrival
from tomoda.auth.schemas import SignUp
from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tokens import digest
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import fold, new_id
from tomoda.edges.oauth import Event, Identity
from tomoda.users import actions as people
from tomoda.users import queries as persons

ARRIVAL_KEPT = timedelta(days=1)  # so that a name that Apple tells once is not lost with a closed tab

ARRIVE = sql("""
    insert into arrivals (issuer, subject, provider, email, email_verified, name, proof, proved_at, grant_sealed)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (issuer, subject) do update set
        email = coalesce(excluded.email, arrivals.email), name = coalesce(excluded.name, arrivals.name),
        email_verified = case when excluded.email is null then arrivals.email_verified else excluded.email_verified end,
        proof = excluded.proof, proved_at = excluded.proved_at,
        grant_sealed = coalesce(excluded.grant_sealed, arrivals.grant_sealed)
    returning name
""")
HOLDS = sql("select exists (select from arrivals where proof = $1)")
USE_ARRIVAL = sql("""
    delete from arrivals where proof = $1 and proved_at > $2
    returning issuer, subject, provider, email, email_verified, grant_sealed
""")
LINK = sql("""
    insert into identities (id, user_id, provider, issuer, subject, email, created_at, last_used_at, grant_sealed)
    values ($1, $2, $3, $4, $5, $6, $7, $7, $8) on conflict (issuer, subject) do nothing
""")
USED = sql("""
    update identities set
        last_used_at = $3, email = coalesce($4, email), grant_sealed = coalesce($5, grant_sealed)
    where issuer = $1 and subject = $2
""")
UNLINK = sql("delete from identities where user_id = $1 and id = $2 returning provider, grant_sealed")
GRANTS = sql("select provider, grant_sealed from identities where user_id = $1 and grant_sealed is not null")
UNLINK_SUBJECT = sql("delete from identities where issuer = $1 and subject = $2")
FORGET_SUBJECT = sql("delete from arrivals where issuer = $1 and subject = $2")
FORGET_ARRIVALS = sql("delete from arrivals where proved_at < $1")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Nobody here has this identity: the proof to sign up with, and what the provider says of them."""

    proof: str
    name: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class OwnerKnown:
    """Somebody here has the verified address: the proof links, once they have come in by a way of theirs."""

    proof: str
    ways: list[str]


async def enter(tx: Tx, who: Identity, device: Device) -> actions.Entered | actions.Left | Newcomer | OwnerKnown:
    """Come in as who the provider says. Raises IdentityRefused for people who were banned."""
    owner = await ways.owner(tx, who.issuer, who.subject)
    if owner is None:
        return await _arrive(tx, who)
    await tx.run(USED, who.issuer, who.subject, tx.now, _verified(who), _grant(tx, who))
    if owner.state in actions.ACTIVE:
        return await actions.begin_session(tx, owner.id, device)
    if owner.state == "deactivated":
        return actions.Left(owner.id, owner.state_changed_at)
    raise IdentityRefused


async def _arrive(tx: Tx, who: Identity) -> Newcomer | OwnerKnown:
    proof = secrets.token_urlsafe(32)
    name = await tx.value(
        *(ARRIVE, who.issuer, who.subject, who.provider, who.email, who.email_verified),
        *(who.name, digest(proof), tx.now, _grant(tx, who)),
    )
    email = _verified(who)
    owner = await queries.by_email(tx, fold(email)) if email else None
    if owner is not None:
        return OwnerKnown(proof, await ways.names(tx, owner.id))
    return Newcomer(proof, name, email)


def _verified(who: Identity | Arrival) -> str | None:
    """The address, if it is theirs for sure; any other is never looked at again."""
    return who.email if who.email_verified else None


async def holds(tx: Tx, proof: str) -> bool:
    """Whether this proof is of somebody whom a provider sent."""
    return await tx.value(HOLDS, digest(proof))


async def sign_up(tx: Tx, wanted: SignUp, password_hash: str | None, device: Device) -> actions.Entered:
    """A new person who was sent by a provider. Raises ProofRefused, TooYoung."""
    arrival = await _use_proof(tx, wanted.proof)
    email = _verified(arrival)
    if email is not None and await queries.by_email(tx, fold(email)) is not None:
        raise ProofRefused
    user_id = await people.create(
        tx, wanted.display_name, email, wanted.birth_date, locale=wanted.locale, time_zone=wanted.time_zone
    )
    if not await _link(tx, user_id, arrival):
        raise ProofRefused
    if password_hash is not None and email is not None:
        await tx.run(actions.SET_PASSWORD, user_id, password_hash, tx.now)
    return await actions.begin_session(tx, user_id, device)


async def _use_proof(tx: Tx, proof: str) -> Arrival:
    found = await tx.maybe(Arrival, USE_ARRIVAL, digest(proof), tx.now - actions.PROOF_LIFETIME)
    if found is None:
        raise ProofRefused
    return found


async def _link(tx: Tx, user_id: UUID, who: Identity | Arrival) -> bool:
    said = (who.provider, who.issuer, who.subject, _verified(who), tx.now, _grant(tx, who))
    return await tx.run(LINK, new_id(), user_id, *said) == 1


def _grant(tx: Tx, who: Identity | Arrival) -> str | None:
    """What takes back that they let us in, so that nobody who reads the database can use it."""
    if isinstance(who, Arrival):
        return who.grant_sealed
    return grants.seal(tx.app.secret, who.grant) if who.grant else None


async def link(tx: Tx, viewer: Viewer, who: Identity) -> None:
    """From now on I come in by this as well. Raises ConfirmFirst, IdentityTaken."""
    await account.require_certainty(tx, viewer)
    await _link_mine(tx, viewer, who)
    await tx.run(FORGET_SUBJECT, who.issuer, who.subject)


async def link_by_proof(tx: Tx, viewer: Viewer, proof: str) -> None:
    """The same, with the proof of having come from the provider. Raises ConfirmFirst, ProofRefused, IdentityTaken."""
    await account.require_certainty(tx, viewer)
    await _link_mine(tx, viewer, await _use_proof(tx, proof))


async def _link_mine(tx: Tx, viewer: Viewer, who: Identity | Arrival) -> None:
    if await _link(tx, viewer.id, who):
        return
    owner = await ways.owner(tx, who.issuer, who.subject)
    if owner is None or owner.id != viewer.id:
        raise IdentityTaken


async def unlink(tx: Tx, viewer: Viewer, identity_id: UUID, offered: list[str]) -> None:
    """No longer come in by this. Raises ConfirmFirst, NotFound, LastWayIn."""
    await account.require_certainty(tx, viewer)
    await persons.lock(tx, viewer.id)
    if not await ways.count(tx, viewer.id, offered, but=identity_id):
        raise LastWayIn
    gone = await tx.row(UNLINK, viewer.id, identity_id)
    if gone is None:
        raise NotFound
    if gone["grant_sealed"] is not None:
        tx.enqueue(RevokeGrant(provider=gone["provider"], sealed=gone["grant_sealed"]))


async def take_back(tx: Tx, user_id: UUID) -> None:
    """Somebody is being erased: the providers forget that they let us in, too."""
    for row in await tx.rows(GRANTS, user_id):
        tx.enqueue(RevokeGrant(provider=row["provider"], sealed=row["grant_sealed"]))


async def follow(tx: Tx, issuer: str, event: Event, offered: list[str]) -> None:
    """What the provider tells of somebody's account there. Told twice, it changes nothing more.

    Consent withdrawn: their sessions end, and signing in by it asks for consent anew. Account deleted: it is no way
    in any more; who has no other one has left, and is deleted for good after the grace.
    """
    owner = await ways.owner(tx, issuer, event.subject)
    if owner is None or event.kind not in ("consent-revoked", "account-deleted", "account-delete"):
        return
    await persons.lock(tx, owner.id)
    await actions.close_all(tx, owner.id)
    if event.kind == "consent-revoked":
        return
    await tx.run(UNLINK_SUBJECT, issuer, event.subject)
    if owner.state == "active" and not await ways.count(tx, owner.id, offered):
        await account.leave(tx, owner.id)
