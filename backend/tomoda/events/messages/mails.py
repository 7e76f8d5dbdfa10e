"""What whoever comes without an account is mailed, by language and reason: a subject and a text."""

MAILS = {
    ("en", "link"): (
        "{title}: are you coming?",
        (
            "Hello {name},\n\nsomebody, probably you, would like to come to \u201c{title}\u201d, {when}.\n"
            "You come once you say so here. The same link lets you say that you do not:\n\n{link}\n\n"
            "If it was not you, nothing has happened: just leave this mail."
        ),
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
