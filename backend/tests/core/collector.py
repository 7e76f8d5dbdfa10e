"""A collector of traces for tests: OTLP over HTTP, on a port of its own, keeping every span it is told."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import decompress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from dev.process import LOCALHOST


@dataclass(frozen=True)
class Told:
    """One span, as the standard's protobuf says it."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    links: tuple[str, ...]
    failed: bool
    facts: dict[str, str | int]
    begun: int
    ended: int


@dataclass
class Collector:
    """What was told, in the order of its arrival."""

    url: str = ""
    spans: list[Told] = field(default_factory=list[Told])

    def named(self, *names: str) -> list[Told]:
        """Spans with one of these names."""
        return [span for span in self.spans if span.name in names]

    def tree(self, trace: str) -> dict[str, str]:
        """Each span of a trace with the name of the one that it is part of."""
        found = {span.id: span for span in self.spans if span.trace == trace}
        return {span.name: found[span.parent].name if span.parent in found else "" for span in found.values()}


def _read(body: bytes) -> list[Told]:
    request = ExportTraceServiceRequest.FromString(body)
    return [
        Told(
            service=next(fact.value.string_value for fact in of.resource.attributes if fact.key == "service.name"),
            name=span.name,
            trace=span.trace_id.hex(),
            id=span.span_id.hex(),
            parent=span.parent_span_id.hex(),
            links=tuple(link.trace_id.hex() for link in span.links),
            failed=span.status.code == span.status.STATUS_CODE_ERROR,
            facts={fact.key: fact.value.string_value or fact.value.int_value for fact in span.attributes},
            begun=span.start_time_unix_nano,
            ended=span.end_time_unix_nano,
        )
        for of in request.resource_spans
        for scope in of.scope_spans
        for span in scope.spans
    ]


def _handler(keep: Callable[[list[Told]], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = decompress(body)
            known = self.path == "/v1/traces" and self.headers["Content-Type"] == "application/x-protobuf"
            if known:
                keep(_read(body))
            self.send_response(200 if known else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


@contextmanager
def collecting() -> Generator[Collector]:
    """A collector until the end of the block."""
    collector = Collector()
    server = ThreadingHTTPServer((LOCALHOST, 0), _handler(collector.spans.extend))
    collector.url = f"http://{LOCALHOST}:{server.server_port}"
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    try:
        yield collector
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
