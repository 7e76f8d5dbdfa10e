"""What is mailed to whoever comes: without an account, by language and reason, and with the entry for calendars."""

from typing import Literal
from uuid import UUID

from tomoda.core.messages import Job
from tomoda.core.personal import personal

personal("mine", "calendar_mails.user_id", but=("told",))


class MailCalendar(Job):
    """Tell this person's calendar, by mail, what it does not know yet."""

    event_id: UUID
    user_id: UUID


class MailCalendars(Job):
    """The same for everybody who comes to this event, or came before."""

    event_id: UUID


MAILS = {
    ("en", "link"): (
        "{title}: are you coming?",
        (
            "Hello {name},\n\nsomebody, probably you, would like to come to \u201c{title}\u201d, {when}.\n"
            "You come once you say so here. The same link lets you say that you do not:\n\n{link}\n\n"
            "If it was not you, nothing has happened: just leave this mail."
        ),
    ),
    ("en", "coming"): (
        "{title}: you are coming",
        (
            "Hello {name},\n\nyou have a seat at \u201c{title}\u201d, {when}. It is attached for your calendar.\n"
            "The same link lets you say that you do not come after all:\n\n{link}"
        ),
    ),
    ("en", "left"): (
        "{title}: you are not coming",
        (
            "Hello {name},\n\nyour seat at \u201c{title}\u201d, {when}, is free for others. "
            "If you can come after all:\n\n{link}"
        ),
    ),
    ("ja", "coming"): (
        "{title}: 参加が決まりました",
        (
            "{name}さん\n\n「{title}」({when})の席を確保しました。カレンダーの予定を添付しています。\n"
            "参加の取り消しは同じリンクからできます。\n\n{link}"
        ),
    ),
    ("ja", "left"): (
        "{title}: 参加を取り消しました",
        "{name}さん\n\n「{title}」({when})の席は、ほかの方に譲られます。やはり参加できる場合はこちらから:\n\n{link}",
    ),
    ("en", "moved"): (
        "{title}: time or place have changed",
        "Hello {name},\n\n\u201c{title}\u201d is now {when}. What is new, and whether you still come:\n\n{link}",
    ),
    ("en", "cancelled"): ("{title} is off", "Hello {name},\n\n\u201c{title}\u201d, {when}, was called off.\n\n{link}"),
    ("en", "announced"): (
        "{title}",
        "Hello {name},\n\nthe host of \u201c{title}\u201d, {when}, says:\n\n{text}\n\n{link}",
    ),
    ("ja", "announced"): ("{title}", "{name}さん\n\n「{title}」({when})の主催者からのお知らせ:\n\n{text}\n\n{link}"),
    ("ja", "link"): (
        "{title}: 参加しますか?",
        (
            "{name}さん\n\n「{title}」({when})への参加申し込みを受け付けました。\n"
            "次のリンクで参加を確定してください。参加の取り消しも同じリンクからできます。\n\n{link}\n\n"
            "心当たりがない場合は、このメールを無視してください。"
        ),
    ),
    ("ja", "moved"): (
        "{title}: 日時または場所が変わりました",
        "{name}さん\n\n「{title}」は {when} になりました。変更点の確認と参加の取り消しはこちらから:\n\n{link}",
    ),
    ("ja", "cancelled"): (
        "{title}は中止になりました",
        "{name}さん\n\n「{title}」({when})は中止になりました。\n\n{link}",
    ),
}

CALENDAR: dict[str, Literal["REQUEST", "CANCEL"]] = {
    "coming": "REQUEST",
    "moved": "REQUEST",
    "cancelled": "CANCEL",
    "left": "CANCEL",
}
"""Which of these mails carry an entry for calendars."""

ENTRY = {
    ("en", "REQUEST"): ("{title}: you are coming", "You have a seat at \u201c{title}\u201d, {when}{where}."),
    ("en", "CANCEL"): ("{title}: not in your calendar any more", "You do not go to \u201c{title}\u201d, {when}."),
    ("ja", "REQUEST"): ("{title}: 参加が決まりました", "「{title}」({when}{where})の席を確保しました。"),
    ("ja", "CANCEL"): ("{title}: カレンダーから削除", "「{title}」({when})の予定はなくなりました。"),
}
"""What whoever has an account is mailed with an entry: a subject and a text."""
