"""What is done in rooms."""

from tomoda.chat.actions.asking import accept, accept_between, decline
from tomoda.chat.actions.changing import delete, edit, pin, react, unpin, unreact
from tomoda.chat.actions.coming import (
    close_direct,
    join,
    leave,
    leave_group,
    look_after,
    make_group,
    open_direct,
    open_event_room,
    open_secret,
    remove,
    rename,
    seat_somebody,
)
from tomoda.chat.actions.forgetting import forget_room, hide_expired, retain, unsay
from tomoda.chat.actions.mine import choose, draft, mute, read
from tomoda.chat.actions.running import change
from tomoda.chat.actions.saying import Answer, Saying, announce, send, send_all, send_at_once

__all__ = [
    "Answer",
    "Saying",
    "accept",
    "accept_between",
    "announce",
    "change",
    "choose",
    "close_direct",
    "decline",
    "delete",
    "draft",
    "edit",
    "forget_room",
    "hide_expired",
    "join",
    "leave",
    "leave_group",
    "look_after",
    "make_group",
    "mute",
    "open_direct",
    "open_event_room",
    "open_secret",
    "pin",
    "react",
    "read",
    "remove",
    "rename",
    "retain",
    "seat_somebody",
    "send",
    "send_all",
    "send_at_once",
    "unpin",
    "unreact",
    "unsay",
]
