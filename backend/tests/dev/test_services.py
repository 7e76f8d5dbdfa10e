"""The embedded services do what the real ones do, since they are the real ones."""

import json
import smtplib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from dev import ingress, mail, s3
from dev.plan import BACKEND
from dev.process import CannotStart, free_port, free_ports, spawn, wait_until
from tests.dev.commands import still_running


def get(url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(Request(url, method=method, headers=dict(headers or {})), timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()


def test_a_mail_is_read_on_the_page_by_its_recipient(tmp_path: Path) -> None:
    port, page = free_ports(2)
    running = mail.start(tmp_path, port, page)
    try:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = "tomoda@example.org", "ann@example.org", "Your code"
        letter.set_content("It is 123456 <b>.\n")
        with smtplib.SMTP("127.0.0.1", port) as client:
            client.send_message(letter)
        (shown,) = json.loads(get(f"{running.url}/mails.json?to=Ann@example.org")[1])
        assert (shown["subject"], shown["text"]) == ("Your code", "It is 123456 <b>.\n")
        assert json.loads(get(f"{running.url}/mails.json?to=bo@example.org")[1]) == []
        assert "123456 &lt;b&gt;" in get(running.url)[1]
    finally:
        running.stop()


def test_storage_refuses_strangers_and_answers_only_our_pages(tmp_path: Path) -> None:
    keys = {"access_key": "key", "secret_key": "secret"}
    running = s3.start(tmp_path, free_port(), **keys, buckets=["photos"], origins=["http://localhost:8000"])
    try:
        assert get(f"{running.url}/photos/ann.webp")[0] == 403
        asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type"}
        for origin, status in (("http://localhost:8000", 200), ("http://elsewhere.example", 403)):
            assert get(f"{running.url}/photos/ann.webp", "OPTIONS", {**asked, "Origin": origin})[0] == status
    finally:
        running.stop()


def test_the_ingress_sends_each_path_where_production_would(tmp_path: Path) -> None:
    servers = {name: _echo(name) for name in ("api", "gateway", "web")}
    ports = {name: server.server_port for name, server in servers.items()}
    running = ingress.start(tmp_path, free_port(), api=ports["api"], gateway=ports["gateway"], web=ports["web"])
    address = f"http://127.0.0.1:{running.port}"
    try:
        for path, name in {
            "/api/v1/events": "api",
            "/.well-known/tomoda": "api",
            "/healthz": "api",
            "/ws": "gateway",
            "/wsomething": "web",
            "/": "web",
            "/events/1": "web",
            "/api": "web",
        }.items():
            assert get(address + path) == (200, name), path
    finally:
        running.stop()
        for server in servers.values():
            server.shutdown()
            server.server_close()


def _echo(name: str) -> HTTPServer:
    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(name)))
            self.end_headers()
            self.wfile.write(name.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            pass

    server = HTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_what_does_not_come_up_is_explained_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "it.log"
    process = spawn([sys.executable, "-c", "raise SystemExit('the cat sat on it')"], log)
    with pytest.raises(CannotStart, match=r"It ended with 1(.|\n)*the cat sat on it"):
        wait_until(lambda: False, "It", process, log)


def test_what_a_dead_starter_leaves_behind_is_ended(tmp_path: Path) -> None:
    script = "import sys,time,pathlib; from dev.process import spawn; "
    script += (
        "child = spawn(['sleep', '300'], pathlib.Path(sys.argv[1])); print(child.pid, flush=True); time.sleep(300)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "log")]
    starter = subprocess.Popen(command, cwd=BACKEND, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    child = int(starter.stdout.readline())
    starter.kill()
    starter.communicate()
    began = time.monotonic()
    assert still_running({child}, seconds=5) == set()
    assert time.monotonic() - began < 5
