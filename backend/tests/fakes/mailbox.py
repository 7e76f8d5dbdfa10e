"""A mail server that keeps what it is given."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from dev.process import LOCALHOST, free_port


@dataclass
class Mailbox:
    """Every mail that came, the oldest first. While `full`, none is taken."""

    url: str = ""
    mails: list[EmailMessage] = field(default_factory=list[EmailMessage])
    full: bool = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one mail."""
        if self.full:
            return "452 4.2.2 mailbox full"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What came for one address."""
        return [mail for mail in self.mails if mail["To"] == address]


@contextmanager
def open_mailbox() -> Generator[Mailbox]:
    """Serve it on a free port."""
    box = Mailbox()
    controller = Controller(box, hostname=LOCALHOST, port=free_port())
    controller.start()  # pyright: ignore[reportUnknownMemberType]
    box.url = f"smtp://{LOCALHOST}:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()  # pyright: ignore[reportUnknownMemberType]
