"""What happens to deposits."""

from uuid import UUID

from tomoda.core.messages import Job, Signal
from tomoda.core.personal import impersonal, personal
from tomoda.notifications.messages import Notice

personal("mine", "payments.user_id", but=("checkout", "checkout_url", "intent", "refund", "account"))
personal("others", "payments.host_id")
personal("mine", "payout_accounts.user_id")
impersonal("a month: which of Stripe's messages were heard", "stripe_events")

PAGE = "/events/{event_id}"


class DepositChanged(Signal):
    """Something about a guest's deposit is different: they and the host ask for it again."""

    topics = ("user:{people}",)
    actor = "user_id"
    private = frozenset({"people", "user_id"})
    event_id: UUID
    user_id: UUID | None
    people: list[UUID]


class FollowPayment(Job):
    """Ask Stripe what has become of a payment, and do what follows."""

    payment_id: UUID


class EndCheckout(Job):
    """The time to pay is over: nobody can pay there any more, unless it was paid before."""

    payment_id: UUID


class GiveBack(Job):
    """Give a deposit back; the same one once, however often this is done."""

    payment_id: UUID


class FollowAccount(Job):
    """Ask Stripe whether a host's account may take money."""

    account: str


class DepositBack(Notice):
    """The deposit is on its way back."""

    topic = "payments"
    urgency = "change"
    fact = "back:{payment_id}:{attempt}"
    link = "/me/deposits"
    texts = {
        "en": ("{title}: your deposit is back", "{money} is on its way to your card. Banks take up to ten days."),
        "ja": ("{title}: デポジットを返金しました", "{money}をカードに返金しました。反映まで最長10日ほどかかります。"),
    }
    payment_id: UUID
    attempt: int
    title: str
    money: str


class PaidInVain(Notice):
    """It was paid, but there was no seat any more."""

    topic = "payments"
    urgency = "change"
    fact = "vain:{payment_id}"
    link = "/me/deposits"
    texts = {
        "en": ("{title}: no seat any more", "You paid, but the seat was gone. All of it, {money}, goes back to you."),
        "ja": (
            "{title}: 席がなくなりました",
            "お支払いの前に席が埋まったか、中止になりました。{money}を全額返金します。",
        ),
    }
    payment_id: UUID
    title: str
    money: str


class DepositKept(Notice):
    """The host keeps it."""

    topic = "payments"
    urgency = "change"
    fact = "kept:{payment_id}"
    link = "/me/deposits"
    texts = {
        "en": ("{title}: the host keeps your deposit", "{money}: you gave up your seat late, or did not come."),
        "ja": (
            "{title}: デポジットは主催者に渡りました",
            "{money}: キャンセル期限後の辞退、または欠席のためです。",
        ),
    }
    payment_id: UUID
    title: str
    money: str
