"""Passkeys (WebAuthn): made while signed in, found by the browser itself when somebody comes in."""

import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json_dict, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tomoda.auth import actions
from tomoda.auth.actions import account
from tomoda.auth.actions.devices import Device
from tomoda.auth.errors import LastWayIn, PasskeyRefused, TooManyPasskeys
from tomoda.auth.queries import ways
from tomoda.core.app import App
from tomoda.core.errors import NotFound
from tomoda.core.sql import sql
from tomoda.core.tokens import digest
from tomoda.core.tx import Tx
from tomoda.core.viewer import Viewer
from tomoda.core.words import clean_line, new_id
from tomoda.users import queries as persons

LIFETIME = 300  # seconds in which a challenge must be answered, once
MOST = 20  # passkeys of one person
UNNAMED = "Passkey"

INSERT = sql("""
    insert into passkeys (id, user_id, credential_id, public_key, sign_count, name, backed_up, created_at, last_used_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (credential_id) do nothing
""")
USED = sql("update passkeys set sign_count = $2, backed_up = $3, last_used_at = $4 where id = $1")
RENAME = sql("update passkeys set name = $3 where user_id = $1 and id = $2")
REMOVE = sql("delete from passkeys where user_id = $1 and id = $2")

type Credential = dict[str, Any]


class _Challenge(msgspec.Struct):
    """For whom a challenge was made: to make a passkey of theirs, or, without anybody, to come in."""

    user_id: UUID | None


def _relying_party(app: App) -> tuple[str, str]:
    """Our id, which passkeys are bound to, and the only origin that may ask for them."""
    parts = urlsplit(app.public_url)
    return parts.hostname or "", f"{parts.scheme}://{parts.netloc}"


async def begin_making(app: App, tx: Tx, viewer: Viewer) -> dict[str, Any]:
    """What the browser needs to make a passkey. Raises ConfirmFirst, TooManyPasskeys."""
    await account.require_certainty(tx, viewer)
    holder = await ways.holder(tx, viewer)
    if len(holder.credentials) >= MOST:
        raise TooManyPasskeys
    challenge = await _challenge(app, viewer.id)
    options = webauthn.generate_registration_options(
        rp_id=_relying_party(app)[0],
        rp_name="Tomoda",
        user_id=viewer.id.bytes,
        user_name=holder.email or holder.username,
        user_display_name=holder.display_name,
        challenge=challenge,
        timeout=LIFETIME * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in holder.credentials],
    )
    return options_to_json_dict(options)


async def make(app: App, tx: Tx, viewer: Viewer, name: str, credential: Credential) -> UUID:
    """Keep a passkey that was made for me. Raises ConfirmFirst, PasskeyRefused, TooManyPasskeys."""
    await account.require_certainty(tx, viewer)
    rp_id, origin = _relying_party(app)
    try:
        challenge = await _take_challenge(app, credential, viewer.id)
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as fault:
        raise PasskeyRefused from fault
    await persons.lock(tx, viewer.id)
    if len((await ways.holder(tx, viewer)).credentials) >= MOST:
        raise TooManyPasskeys
    passkey_id = new_id()
    named = clean_line(name) or UNNAMED
    if not await tx.run(
        *(INSERT, passkey_id, viewer.id, made.credential_id, made.credential_public_key),
        *(made.sign_count, named, made.credential_backed_up, tx.now),
    ):
        raise PasskeyRefused
    return passkey_id


async def rename(tx: Tx, viewer: Viewer, passkey_id: UUID, name: str) -> None:
    """Call one of my passkeys something else. Raises NotFound."""
    if not await tx.run(RENAME, viewer.id, passkey_id, clean_line(name) or UNNAMED):
        raise NotFound


async def remove(tx: Tx, viewer: Viewer, passkey_id: UUID, offered: list[str]) -> None:
    """Nobody comes in by this passkey any more. Raises ConfirmFirst, NotFound, LastWayIn."""
    await account.require_certainty(tx, viewer)
    await persons.lock(tx, viewer.id)
    if not await ways.count(tx, viewer.id, offered, but=passkey_id):
        raise LastWayIn
    if not await tx.run(REMOVE, viewer.id, passkey_id):
        raise NotFound


async def begin_entering(app: App) -> dict[str, Any]:
    """What the browser needs to let somebody choose a passkey; we don't know yet whose."""
    options = webauthn.generate_authentication_options(
        rp_id=_relying_party(app)[0],
        challenge=await _challenge(app, None),
        timeout=LIFETIME * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


async def enter(app: App, tx: Tx, credential: Credential, device: Device) -> actions.Entered | actions.Left:
    """Come in by a passkey. Raises PasskeyRefused."""
    owner = await show(app, tx, credential)
    if owner.state in actions.ACTIVE:
        return await actions.begin_session(tx, owner.id, device)
    if owner.state == "deactivated":
        return actions.Left(owner.id, owner.state_changed_at)
    raise PasskeyRefused


async def confirm(app: App, tx: Tx, viewer: Viewer, credential: Credential) -> None:
    """Show that it is me. Raises PasskeyRefused, also for the passkey of somebody else."""
    if (await show(app, tx, credential)).id != viewer.id:
        raise PasskeyRefused
    await account.confirm(tx, viewer)
    await tx.run(account.NEED_NOT_WAIT, viewer.session_id)


async def show(app: App, tx: Tx, credential: Credential) -> ways.Owner:
    """Whose passkey has just signed our challenge. Raises PasskeyRefused.

    A counter that does not grow means that somebody holds a copy of the authenticator: it is refused.
    """
    rp_id, origin = _relying_party(app)
    try:
        challenge = await _take_challenge(app, credential, None)
        known = await ways.passkey(tx, base64url_to_bytes(str(credential["id"])))
        if known is None or not _is_handle_of(credential, known.user_id):
            raise PasskeyRefused
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as fault:
        raise PasskeyRefused from fault
    await tx.run(USED, known.id, shown.new_sign_count, shown.credential_backed_up, tx.now)
    return ways.Owner(known.user_id, known.state, known.state_changed_at)


def _is_handle_of(credential: Credential, user_id: UUID) -> bool:
    handle = credential["response"].get("userHandle")
    return handle is None or hmac.compare_digest(base64url_to_bytes(str(handle)), user_id.bytes)


async def _challenge(app: App, user_id: UUID | None) -> bytes:
    made = secrets.token_bytes(32)
    await app.valkey.set(_key(made), msgspec.json.encode(_Challenge(user_id)), ex=LIFETIME)
    return made


async def _take_challenge(app: App, credential: Credential, user_id: UUID | None) -> bytes:
    """The challenge that a credential answers, if it is one of ours for this purpose; it is good once."""
    client_data = base64url_to_bytes(str(credential["response"]["clientDataJSON"]))
    challenge = parse_client_data_json(client_data).challenge
    found: Any = await app.valkey.getdel(_key(challenge))
    if found is None or msgspec.json.decode(found, type=_Challenge).user_id != user_id:
        raise PasskeyRefused
    return challenge


def _key(challenge: bytes) -> str:
    return f"passkey:{digest(challenge.hex()).hex()}"
