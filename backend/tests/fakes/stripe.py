"""Stripe as far as we use it: pages to pay on, refunds, accounts, and messages signed by the official scheme.

It keeps what it was asked by its keys, refuses what Stripe refuses, and counts whose the money is. What it tells is
written down and sent by whoever holds it, in any order and as often as wanted; `python -m tests.fakes.stripe PORT HOOK`
serves with pages for a browser, and sends everything at once.
"""

import asyncio
import hmac
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.response import Redirect

from dev.process import LOCALHOST, free_port
from tomoda.core.http.server import serving

KEY, SECRET = "sk_test_tomoda", "whsec_tomoda"
LEAST, MOST = 30 * 60, 24 * 3600  # seconds that a page may be open
NO_RETRY = {"Stripe-Should-Retry": "false"}

type Form = dict[str, str]


def _now() -> datetime:
    return datetime.now(UTC)


class Refused(Exception):
    """A 400, with Stripe's code."""


@dataclass
class FakeStripe:
    """What it knows. `down`: it answers nothing; `deaf`: it does what is asked, and its answers are lost."""

    url: str
    hook: str = ""
    clock: Callable[[], datetime] = _now
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    intents: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    balances: dict[str, int] = field(default_factory=dict[str, int])
    keys: dict[str, tuple[Form, dict[str, Any]]] = field(default_factory=dict[str, tuple[Form, dict[str, Any]]])
    events: list[bytes] = field(default_factory=list[bytes])
    down: bool = False
    deaf: bool = False
    at_once: bool = False
    refusing: str = ""
    _numbers: Any = field(default_factory=lambda: count(1))

    def new(self, prefix: str) -> str:
        """An id as Stripe's look."""
        return f"{prefix}_{next(self._numbers):06d}"

    async def happened(self, kind: str, thing: dict[str, Any]) -> None:
        """Write down what is told of it, and send it if everything is sent at once."""
        told = {"id": self.new("evt"), "object": "event", "type": kind, "data": {"object": dict(thing)}}
        self.events.append(msgspec.json.encode(told))
        if self.at_once:
            await self.tell(self.events[-1])

    async def tell(self, body: bytes, secret: str = SECRET, age: int = 0) -> int:
        """Send one message, signed as Stripe does it; the status of the answer."""
        at = int(time.time()) - age
        signature = hmac.digest(secret.encode(), f"{at}.".encode() + body, "sha256").hex()
        headers = {"Stripe-Signature": f"t={at},v1={signature}", "Content-Type": "application/json"}
        async with httpx.AsyncClient(timeout=20) as client:
            return (await client.post(self.hook, content=body, headers=headers)).status_code

    # What people do on its pages

    def shown(self, session: dict[str, Any]) -> str:
        """`open`, `complete` or `expired`, as the clock has it."""
        if session["status"] == "open" and self.clock().timestamp() >= session["expires_at"]:
            session["status"] = "expired"
        return session["status"]

    async def pay(self, session_id: str) -> bool:
        """Somebody pays; False if the page is closed."""
        session = self.sessions[session_id]
        if self.shown(session) != "open":
            return False
        account, amount = session["destination"], session["amount_total"]
        intent = {"id": self.new("pi"), "object": "payment_intent", "amount": amount, "destination": account}
        charge = self.new("ch")
        receipt = f"{self.url}/receipts/{charge}"
        intent["latest_charge"] = {"id": charge, "object": "charge", "receipt_url": receipt}
        intent["refunded"] = 0
        self.intents[intent["id"]] = intent
        self.balances[account] = self.balances.get(account, 0) + amount
        session |= {"status": "complete", "payment_status": "paid", "payment_intent": intent["id"]}
        await self.happened("checkout.session.completed", session)
        return True

    def ready(self, account: str) -> None:
        """Its owner has told Stripe everything."""
        self.accounts[account] |= {"capabilities": {"transfers": "active"}, "payouts_enabled": True}

    async def fail(self, refund_id: str) -> None:
        """A bank does not take what was given back: it is with the platform again."""
        refund = self.refunds[refund_id]
        refund["status"] = "failed"
        intent = self.intents[refund["payment_intent"]]
        intent["refunded"] = 0
        self.balances[intent["destination"]] += intent["amount"]
        await self.happened("refund.failed", refund)

    # What we ask of it

    async def make_session(self, form: Form) -> dict[str, Any]:
        """A page to pay on."""
        lives = int(form["expires_at"]) - self.clock().timestamp()
        if not LEAST <= lives <= MOST:
            raise Refused("parameter_invalid_integer")
        account = form["payment_intent_data[transfer_data][destination]"]
        if not self.accounts[account]["payouts_enabled"]:
            raise Refused("insufficient_capabilities_for_transfer")
        made = self.new("cs_test")
        self.sessions[made] = {
            "id": made,
            "object": "checkout.session",
            "url": f"{self.url}/pay/{made}",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": int(form["line_items[0][price_data][unit_amount]"]),
            "currency": form["line_items[0][price_data][currency]"],
            "expires_at": int(form["expires_at"]),
            "metadata": {"payment": form["metadata[payment]"]},
            "payment_intent": None,
            "destination": account,
            "success_url": form["success_url"],
            "name": form["line_items[0][price_data][product_data][name]"],
        }
        return self.sessions[made]

    async def expire(self, session_id: str) -> dict[str, Any]:
        """Nobody pays there any more."""
        session = self.sessions[session_id]
        if self.shown(session) != "open":
            raise Refused("resource_missing")
        session["status"] = "expired"
        await self.happened("checkout.session.expired", session)
        return session

    async def refund(self, form: Form) -> dict[str, Any]:
        """All of it, from the account to which it went."""
        intent = self.intents[form["payment_intent"]]
        if intent["refunded"]:
            raise Refused("charge_already_refunded")
        if self.refusing:
            raise Refused(self.refusing)
        assert form["reverse_transfer"] in ("true", "True"), "the host's account gives it back, not the platform"
        intent["refunded"] = intent["amount"]
        self.balances[intent["destination"]] -= intent["amount"]
        made = {"id": self.new("re"), "object": "refund", "status": "succeeded", "payment_intent": intent["id"]}
        self.refunds[made["id"]] = made | {"metadata": {"payment": form["metadata[payment]"]}}
        await self.happened("refund.created", self.refunds[made["id"]])
        return self.refunds[made["id"]]

    async def open_account(self, form: Form) -> dict[str, Any]:
        """An account of which nothing is known yet."""
        made = self.new("acct")
        self.accounts[made] = {
            "id": made,
            "object": "account",
            "capabilities": {"transfers": "inactive"},
            "payouts_enabled": False,
            "metadata": {"user": form["metadata[user]"]},
        }
        return self.accounts[made]

    async def link(self, form: Form) -> dict[str, Any]:
        """Where its owner tells the rest."""
        url = f"{self.url}/onboard/{form['account']}?back={form['return_url']}"
        return {"object": "account_link", "url": url, "created": 0, "expires_at": 0}

    def found(self, one: str) -> dict[str, Any]:
        """What is known of a page, with its payment, a refund or an account."""
        if one in self.sessions:
            self.shown(self.sessions[one])
            intent = self.sessions[one]["payment_intent"]
            return self.sessions[one] | {"payment_intent": intent and self.intents[intent]}
        return self.refunds.get(one) or self.accounts[one]


@asynccontextmanager
async def open_stripe(port: int = 0, hook: str = "") -> AsyncGenerator[FakeStripe]:
    """Serve it, on a free port if none is named."""
    port = port or free_port()
    fake = FakeStripe(f"http://{LOCALHOST}:{port}", hook)

    async def asked(request: Request[Any, Any, Any], doing: Any) -> Response[Any]:
        """Once for each key, with the same body; faults as Stripe words them."""
        if fake.down:
            return Response({"error": {"type": "api_error"}}, status_code=500, headers=NO_RETRY)
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return Response({"error": {"type": "invalid_request_error", "message": "No such key"}}, status_code=401)
        form = {name: str(value) for name, value in (await request.form()).items()} if request.method == "POST" else {}
        key = request.headers.get("idempotency-key", "")
        if key in fake.keys and fake.keys[key][0] != form:
            return Response({"error": {"type": "idempotency_error", "message": "other"}}, status_code=400)
        try:
            found = fake.keys[key][1] if key in fake.keys else await doing(form)
        except Refused as refused:
            fault = {"type": "invalid_request_error", "code": str(refused), "message": str(refused)}
            return Response({"error": fault}, status_code=400)
        if key:
            fake.keys[key] = form, found
        if fake.deaf:
            return Response({"error": {"type": "api_error"}}, status_code=500, headers=NO_RETRY)
        return Response(found, status_code=200)

    app = Litestar(_routes(fake, asked), logging_config=None)
    async with serving(app, LOCALHOST, port):
        yield fake


def _routes(fake: FakeStripe, asked: Any) -> list[Any]:
    """What we ask of it."""

    @post(["/v1/checkout/sessions", "/v1/refunds", "/v1/accounts", "/v1/account_links"], status_code=200)
    async def make(request: Request[Any, Any, Any]) -> Response[Any]:
        doing = {
            "sessions": fake.make_session,
            "refunds": fake.refund,
            "accounts": fake.open_account,
            "account_links": fake.link,
        }
        return await asked(request, doing[request.url.path.rpartition("/")[2]])

    @post("/v1/checkout/sessions/{one:str}/expire", status_code=200)
    async def expire(request: Request[Any, Any, Any], one: str) -> Response[Any]:
        async def end(_: Form) -> dict[str, Any]:
            return await fake.expire(one)

        return await asked(request, end)

    @get(["/v1/checkout/sessions/{one:str}", "/v1/refunds/{one:str}", "/v1/accounts/{one:str}"])
    async def known(request: Request[Any, Any, Any], one: str) -> Response[Any]:
        async def look(_: Form) -> dict[str, Any]:
            return fake.found(one)

        return await asked(request, look)

    return [make, expire, known, *_pages(fake)]


def _pages(fake: FakeStripe) -> list[Any]:
    """What a browser sees of it."""

    def page(title: str, button: str) -> Response[str]:
        html = f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><form method=post><button>{button}"
        return Response(html, media_type="text/html")

    @get("/pay/{one:str}")
    async def paying(one: str) -> Response[str]:
        session = fake.sessions[one]
        return page(f"{session['name']}: {session['amount_total']} {session['currency']}", "Pay")

    @post("/pay/{one:str}")
    async def pay(one: str) -> Redirect:
        await fake.pay(one)
        return Redirect(fake.sessions[one]["success_url"], status_code=303)

    @get("/onboard/{one:str}")
    async def asking(one: str) -> Response[str]:
        return page("Tell us about yourself", "Done")

    @post("/onboard/{one:str}")
    async def told(one: str, back: str) -> Redirect:
        fake.ready(one)
        await fake.happened("account.updated", fake.accounts[one])
        return Redirect(back, status_code=303)

    return [paying, pay, asking, told]


async def _serve(port: int, hook: str) -> None:
    async with open_stripe(port, hook) as fake:
        fake.at_once = True
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), sys.argv[2]))
