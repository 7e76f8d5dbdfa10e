"""Stripe: takes deposits, gives them back, and says what has happened. By its own library, over httpx."""

from typing import Any, Literal

import msgspec
import stripe
from stripe import HTTPXClient, StripeClient

from tomoda.edges.stripe.shapes import Checkout, NotFromStripe, RefundRefused, StripeDown, Told, Wanted

__all__ = ["Checkout", "NotFromStripe", "RefundRefused", "Stripe", "StripeDown", "Told", "Wanted"]

TIMEOUT = 20  # seconds
RETRIES = 2  # by the library, with the same key for what must happen once


class Stripe:
    """A client with our key; `secrets` sign what Stripe tells us, one for each endpoint registered with it."""

    def __init__(self, url: str, key: str, secrets: tuple[str, ...]) -> None:
        self._http = HTTPXClient(timeout=TIMEOUT)
        self._v1 = StripeClient(
            key, http_client=self._http, base_addresses={"api": url.rstrip("/")}, max_network_retries=RETRIES
        ).v1
        self._secrets = secrets

    async def checkout(self, wanted: Wanted) -> Checkout:
        """A page to pay on. The money goes on to the account at once. The same payment again is the same page."""
        noted = {"payment": wanted.payment}
        item: Any = {"currency": wanted.currency, "unit_amount": wanted.amount, "product_data": {"name": wanted.title}}
        asked: Any = {
            "mode": "payment",
            "payment_method_types": ["card"],  # known at once; what takes days would hold a seat for days
            "line_items": [{"quantity": 1, "price_data": item}],
            "payment_intent_data": {"transfer_data": {"destination": wanted.account}, "metadata": noted},
            "client_reference_id": wanted.payment,
            "metadata": noted,
            "expires_at": int(wanted.until.timestamp()),
            "success_url": wanted.back,
            "cancel_url": wanted.back,
            "locale": wanted.locale,
        }
        key = f"{wanted.payment}:checkout"
        return _checkout(await _asked(self._v1.checkout.sessions.create_async(asked, {"idempotency_key": key})))

    async def look(self, checkout: str) -> Checkout:
        """What has become of it."""
        asked: Any = {"expand": ["payment_intent.latest_charge"]}
        return _checkout(await _asked(self._v1.checkout.sessions.retrieve_async(checkout, asked)))

    async def end(self, checkout: str) -> Checkout:
        """Nobody can pay there any more; unless it was paid before, which the answer says."""
        try:
            return _checkout(await _asked(self._v1.checkout.sessions.expire_async(checkout)))
        except stripe.InvalidRequestError:
            return await self.look(checkout)

    async def give_back(self, payment: str, intent: str, attempt: int) -> str:
        """All of it, from the account that has it; the refund's id. The same attempt again is the same refund."""
        asked: Any = {"payment_intent": intent, "reverse_transfer": True, "metadata": {"payment": payment}}
        key = f"{payment}:return:{attempt}"
        try:
            refund = await _asked(self._v1.refunds.create_async(asked, {"idempotency_key": key}))
        except stripe.InvalidRequestError as fault:
            if fault.code != "charge_already_refunded":
                raise RefundRefused(str(fault.code)) from fault
            return ""
        if refund.status in ("failed", "canceled"):
            raise RefundRefused(refund.status)
        return refund.id

    async def is_back(self, refund: str) -> bool:
        """False if the bank did not take it: then it must be given back again."""
        return (await _asked(self._v1.refunds.retrieve_async(refund))).status not in ("failed", "canceled")

    async def open_account(self, user: str) -> str:
        """An account for somebody, which Stripe's own pages ask the rest for; its id. Twice is once."""
        asked: Any = {
            "controller": {
                "fees": {"payer": "application"},
                "losses": {"payments": "application"},
                "stripe_dashboard": {"type": "express"},
            },
            "capabilities": {"transfers": {"requested": True}},
            "metadata": {"user": user},
        }
        options: Any = {"idempotency_key": f"{user}:account"}
        return (await _asked(self._v1.accounts.create_async(asked, options))).id

    async def account_page(self, account: str, back: str) -> str:
        """The address of the page on which its owner tells Stripe what Stripe must know; good for one visit."""
        asked: Any = {"account": account, "type": "account_onboarding", "return_url": back, "refresh_url": back}
        return (await _asked(self._v1.account_links.create_async(asked))).url

    async def is_ready(self, account: str) -> bool:
        """Whether it can take money, and pay it out."""
        found = await _asked(self._v1.accounts.retrieve_async(account))
        transfers = found.capabilities.transfers if found.capabilities else None
        return transfers == "active" and bool(found.payouts_enabled)

    def told(self, body: bytes, signature: str) -> Told:
        """What it tells us, if it is Stripe. Raises NotFromStripe."""
        signed: Any = stripe.WebhookSignature
        for secret in self._secrets:
            try:
                signed.verify_header(body.decode(), signature, secret, stripe.Webhook.DEFAULT_TOLERANCE)
                return msgspec.json.decode(body, type=Told)
            except (stripe.SignatureVerificationError, UnicodeDecodeError, msgspec.MsgspecError):
                continue
        raise NotFromStripe

    async def close(self) -> None:
        """Hang up."""
        await self._http.close_async()


async def _asked[T](asking: Any) -> Any:
    """Its answer. A refusal rises as it is; whatever passes by itself is StripeDown."""
    try:
        return await asking
    except stripe.InvalidRequestError:
        raise
    except stripe.StripeError as fault:
        raise StripeDown(type(fault).__name__) from fault


def _checkout(session: Any) -> Checkout:
    paid = session.status == "complete" and session.payment_status == "paid"
    intent, receipt = session.payment_intent, ""
    if intent is not None and not isinstance(intent, str):
        charge = intent.latest_charge
        receipt = (charge.receipt_url or "") if charge is not None and not isinstance(charge, str) else ""
        intent = intent.id
    state: Literal["open", "paid", "expired"] = "paid" if paid else "expired" if session.status == "expired" else "open"
    total = (session.amount_total or 0, session.currency or "")
    return Checkout(session.id, session.url or "", state, *total, intent or "", receipt)
