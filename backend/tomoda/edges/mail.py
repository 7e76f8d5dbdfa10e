"""Mail by SMTP (RFC 5321): a local sink, one's own server, or a provider such as Resend."""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

PATIENCE = 15  # seconds for the server to answer


@dataclass(frozen=True, slots=True)
class Mail:
    """`url` is `smtp://host:port`, or `smtps://user:password@host:port` for TLS from the first byte."""

    url: str = field(repr=False)
    sender: str

    async def send(
        self,
        to: str,
        subject: str,
        text: str,
        *,
        message_id: str = "",
        headers: dict[str, str] | None = None,
        calendar: tuple[str, str] | None = None,
    ) -> None:
        """Hand one plain text mail to the server. Raises OSError or smtplib.SMTPException if it is not taken.

        Under the same `message_id` a mail that is sent twice, by a retry, is one mail to many mailboxes. `calendar`: a
        method (RFC 5546) and a calendar file, which mail programs show as an invitation.
        """
        name, address = parseaddr(self.sender)
        message = EmailMessage()
        message["From"] = Address(name, addr_spec=address)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = subject
        domain = address.partition("@")[2]
        message["Message-ID"] = f"<{message_id}@{domain}>" if message_id else make_msgid(domain=domain)
        message["Auto-Submitted"] = "auto-generated"
        for header, value in (headers or {}).items():
            message[header] = value
        message.set_content(text)
        if calendar is not None:
            method, file = calendar
            message.add_alternative(file, subtype="calendar", params={"method": method, "name": "invite.ics"})
        await asyncio.to_thread(self._hand_over, message)

    def _hand_over(self, message: EmailMessage) -> None:
        where = urlsplit(self.url)
        host = where.hostname or "127.0.0.1"
        if where.scheme == "smtps":
            context = ssl.create_default_context()
            server = smtplib.SMTP_SSL(host, where.port or 465, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(host, where.port or 25, timeout=PATIENCE)
        with server:
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(message)


def resend(key: str) -> str:
    """The SMTP address of Resend for an API key."""
    return f"smtps://resend:{key}@smtp.resend.com:465"
