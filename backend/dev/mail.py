"""A mail server that delivers to a page: every mail sent here can be read at the page's address, and goes nowhere else.

`GET /` shows the mails, newest first. `GET /mails.json?to=ann@example.org` lists them for a program, newest first:
`[{"id", "from", "to": [...], "subject", "at", "text", "html"}]`. `DELETE /mails` forgets all.
"""

import argparse
import html
import json
import signal
import sys
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dev.process import LOCALHOST, Running, accepts, answers, spawn, wait_until

BACKEND = Path(__file__).parent.parent


def start(folder: Path, port: int, page_port: int) -> Running:
    """Start the mail server: SMTP on `port`, the page (and `url`) on `page_port`. Mails are kept in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "mail.log"
    ports = ["--port", str(port), "--page-port", str(page_port)]
    process = spawn([sys.executable, "-m", "dev.mail", "--folder", folder / "mail", *ports], log, folder=BACKEND)
    page = f"http://{LOCALHOST}:{page_port}"
    wait_until(lambda: accepts(port) and answers(f"{page}/mails.json"), "Mail", process, log)
    return Running("Mail", port, page, log, process)


class Box:
    """The mails in one folder, a file each, named by when they came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes, recipients: list[str]) -> None:
        with self._lock:
            name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
            (self._folder / f"{name}.to").write_text("\n".join(recipients))
            (self._folder / f"{name}.eml").write_bytes(content)

    def list(self, to: str | None = None) -> list[dict[str, Any]]:
        mails = [self._read(path) for path in sorted(self._folder.glob("*.eml"), reverse=True)]
        return [mail for mail in mails if to is None or to.lower() in (address.lower() for address in mail["to"])]

    def clear(self) -> None:
        with self._lock:
            for path in self._folder.glob("*"):
                path.unlink()

    def _read(self, path: Path) -> dict[str, Any]:
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        at = datetime.strptime(path.stem, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return {
            "id": path.stem,
            "from": str(mail["from"] or ""),
            "to": path.with_suffix(".to").read_text().split("\n"),
            "subject": str(mail["subject"] or ""),
            "at": at.isoformat(),
            "text": _part(mail, "plain"),
            "html": _part(mail, "html"),
        }


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


class Sink:
    """What the SMTP server does with a mail."""

    def __init__(self, box: Box) -> None:
        self._box = box

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (the library's name)
        self._box.put(envelope.content, list(envelope.rcpt_tos))
        return "250 Kept, to be read on the page"


class Page(BaseHTTPRequestHandler):
    """The mails, for people and for programs."""

    box: Box

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        to = parse_qs(address.query).get("to", [None])[0]
        if address.path == "/mails.json":
            self._answer("application/json", json.dumps(self.box.list(to), ensure_ascii=False))
        elif address.path == "/":
            self._answer("text/html; charset=utf-8", _page(self.box.list(to)))
        else:
            self.send_error(404)

    def do_DELETE(self) -> None:
        self.box.clear()
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing: addresses of people would stand in the log."""

    def _answer(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _page(mails: list[dict[str, Any]]) -> str:
    shown = "".join(_shown(mail) for mail in mails) or "<p>Nothing has been sent yet.</p>"
    style = "body{font:16px system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}article{margin:1.5rem 0;"
    style += "padding:1rem;background:#8882;border-radius:10px}iframe{width:100%;height:24rem;border:0;background:#fff}"
    style += "pre{white-space:pre-wrap}:root{color-scheme:light dark}"
    head = f'<meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Mails</title><style>{style}</style>'
    return f"<!doctype html>{head}<h1>Mails</h1><p>Sent by this Tomoda, and delivered to nobody.</p>{shown}"


def _shown(mail: dict[str, Any]) -> str:
    words = {key: html.escape(str(value)) for key, value in {**mail, "to": ", ".join(mail["to"])}.items()}
    body = f"<pre>{words['text']}</pre>"
    if mail["html"]:
        body += f'<details><summary>As HTML</summary><iframe sandbox srcdoc="{words["html"]}"></iframe></details>'
    return f"<article><b>{words['subject']}</b><br>to {words['to']}, {words['at']}{body}</article>"


def main() -> None:
    from aiosmtpd.controller import Controller

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=1025)
    parser.add_argument("--page-port", type=int, default=8025)
    options = parser.parse_args()
    Page.box = Box(options.folder)
    smtp = Controller(Sink(Page.box), hostname=LOCALHOST, port=options.port)
    page = ThreadingHTTPServer((LOCALHOST, options.page_port), Page)

    def end(_number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=page.shutdown).start()

    signal.signal(signal.SIGTERM, end)
    smtp.start()
    page.serve_forever()
    smtp.stop()


if __name__ == "__main__":
    main()
