"""Kind words between people who met."""

from datetime import date
from uuid import UUID

from tomoda.core.messages import Signal
from tomoda.core.personal import personal
from tomoda.notifications.messages import Notice

personal("mine", "kind_words.writer_id", but=("state", "shown_at", "taken_back_at"))
personal(
    "mine",
    "kind_words.about_id",
    but=("taken_back_at",),
    only="t.taken_back_at is null and visible($1, t.writer_id)",
    named="kind_words_about_me",
)


class KindWordsChanged(Signal):
    """A kind word about me or by me is new, different or gone: ask for them again. It never says whose or why."""

    topics = ("user:{people}",)
    private = frozenset({"people"})
    people: list[UUID]


class KindWordWritten(Notice):
    """Somebody whom you met has written something kind; once a day at most, however often they change it."""

    topic = "friends"
    urgency = "social"
    fact = "kind_word:{writer_id}:{day}"
    people = ("writer_id",)
    link = "/me/kind-words"
    texts = {
        "en": ("{who} wrote something kind about you", "Only you can read it. You decide whether others may."),
        "ja": ("{who}さんからひとことが届きました", "今はあなただけが読めます。公開するかどうかは自分で決められます。"),
    }
    writer_id: UUID
    day: date
