"""What those who report are told, and those whose account is taken away."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tomoda.core.messages import Job
from tomoda.core.personal import impersonal, part, personal
from tomoda.notifications.messages import Notice

personal("mine", "reports.reporter_id", but=("accused_id", "claimed_by", "target_id", "room_id"))
personal("mine", "sanctions.user_id", "staff.user_id", but=("report_id", "by_staff"))
personal("others", "reports.accused_id", "reports.claimed_by", "sanctions.by_staff")
part("report_evidence", "reports")
part("report_media", "report_evidence")
impersonal("ids of staff and of whom they acted on, without a name; it is only ever added to", "staff_log")


_APPEAL_EN = """\
If you were suspended, sign in and say why: somebody else looks at it. You may take along and delete what is yours. \
If you were banned, answer this mail."""
_APPEAL_JA = """\
停止に異議がある場合は、ログインして理由をお知らせください。別の担当者が確認します。ご自身のデータの書き出しや削除もできます。\
追放された場合は、このメールにご返信ください。"""


UNDER_AGE = (
    "Whoever checked who you are says that you are under 18, and Tomoda is for adults. If that is wrong, say so. / "
    "本人確認の結果、18歳未満と判定されました。Tomodaは18歳以上の方が対象です。誤りの場合は異議を申し立ててください。"
)


class ReportReceived(Notice):
    """Somebody will look at what you reported."""

    topic = "safety"
    urgency = "safety"
    fact = "report:{report_id}"
    link = "/me/privacy"
    texts = {
        "en": (
            "We have your report",
            "Thank you. Somebody will look at it within a day; the other side never learns who.",
        ),
        "ja": (
            "報告を受け付けました",
            "ありがとうございます。24時間以内に確認します。相手に報告者が知らされることはありません。",
        ),
    }
    report_id: UUID


class ReportDecided(Notice):
    """What came of your report: whether something was done, never what others' accounts are like."""

    topic = "safety"
    urgency = "safety"
    fact = "decided:{report_id}"
    link = "/me/privacy"
    texts = {
        "en": ("Your report was decided", "We looked at what you reported and {did_en}."),
        "ja": ("報告の確認が終わりました", "ご報告の内容を確認し、{did_ja}。"),
    }
    report_id: UUID
    did_en: Literal["acted on it", "found no breach of our rules"]
    did_ja: Literal["対応しました", "規約違反は確認されませんでした"]


class Warned(Notice):
    """Something that you did breaks the rules."""

    topic = "account"
    urgency = "safety"
    fact = "warned:{report_id}"
    link = "/me"
    texts = {
        "en": ("A warning about your account", "What you did breaks our rules: {reason}"),
        "ja": ("アカウントに関する警告", "規約に違反する行為がありました: {reason}"),
    }
    report_id: UUID
    reason: str


class AccountTaken(Notice):
    """Your account was suspended or banned: the statement of reasons."""

    topic = "account"
    urgency = "safety"
    fact = "taken:{sanction_id}"
    link = "/me"
    told_suspended = True
    texts = {
        "en": (
            "Your account was {kind}",
            "The reason: {reason}\n\nIs it wrong? " + _APPEAL_EN,
        ),
        "ja": (
            "アカウントが停止されました",
            "理由: {reason}\n\n" + _APPEAL_JA,
        ),
    }
    sanction_id: UUID
    kind: Literal["suspended", "banned"]
    reason: str


class AccountGivenBack(Notice):
    """Your account is yours again."""

    topic = "account"
    urgency = "safety"
    fact = "given_back:{sanction_id}"
    texts = {
        "en": ("Your account is back", "You can use Tomoda again."),
        "ja": ("アカウントが復旧しました", "Tomodaを再びご利用いただけます。"),
    }
    sanction_id: UUID


class AccountStaysTaken(Notice):
    """Somebody else looked at what you said of the suspension, and it stands."""

    topic = "account"
    urgency = "safety"
    fact = "stays:{sanction_id}"
    link = "/me"
    told_suspended = True
    texts = {
        "en": ("Your appeal was decided", "Somebody else looked at it, and the suspension stands. {reason}"),
        "ja": ("異議の確認が終わりました", "別の担当者が確認した結果、停止は継続されます。{reason}"),
    }
    sanction_id: UUID
    reason: str


class AppealDecided(Notice):
    """Staff looked at the mark that you contested."""

    topic = "account"
    urgency = "change"
    fact = "appeal:{mark_id}"
    link = "/me/showing-up"
    texts = {
        "en": ("Your appeal was decided", "{did_en} The reason: {reason}"),
        "ja": ("異議の確認が終わりました", "{did_ja} 理由: {reason}"),
    }
    mark_id: UUID
    did_en: Literal["The mark stands.", "The mark is gone."]
    did_ja: Literal["記録は残ります。", "記録は取り消されました。"]
    reason: str


class MarkTaken(Notice):
    """Staff took your mark of verification away."""

    topic = "account"
    urgency = "safety"
    fact = "mark_taken:{user_id}:{at}"
    link = "/me/verified"
    texts = {
        "en": ("Your mark was taken away", "Nobody sees it any more. The reason: {reason}"),
        "ja": ("確認マークが取り消されました", "今後は表示されません。理由: {reason}"),
    }
    user_id: UUID
    at: datetime
    reason: str


class EndSuspension(Job):
    """A suspension has run its time."""

    sanction_id: UUID
    until: datetime
