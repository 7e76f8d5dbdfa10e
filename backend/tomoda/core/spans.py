"""Spans (OpenTelemetry): what a process does, for how long and because of what; never for whom, and never where.

The cause of something in another process travels as a W3C `traceparent`: in the header of a published frame, and in
the headers of a job. How much is sampled is for the SDK's own variables to say (`OTEL_TRACES_SAMPLER`).
"""

from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ParentBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

if TYPE_CHECKING:
    from tomoda.core.traces import Tap

type Kind = Literal["internal", "server", "producer", "consumer"]
type Fact = str | int

_KINDS: dict[Kind, trace.SpanKind] = {
    "internal": trace.SpanKind.INTERNAL,
    "server": trace.SpanKind.SERVER,
    "producer": trace.SpanKind.PRODUCER,
    "consumer": trace.SpanKind.CONSUMER,
}
_READ = TraceContextTextMapPropagator()
PATIENCE = 5.0  # seconds for the collector to take a batch


class Span:
    """Something that is under way."""

    __slots__ = ("span",)

    def __init__(self, span: trace.Span) -> None:
        self.span = span

    @property
    def traceparent(self) -> str | None:
        """Itself, as the cause of something elsewhere; None if it is not sampled."""
        found = self.span.get_span_context()
        return f"00-{found.trace_id:032x}-{found.span_id:016x}-01" if found.trace_flags.sampled else None

    @property
    def trace_id(self) -> str:
        """The trace that it is part of, sampled or not."""
        return f"{self.span.get_span_context().trace_id:032x}"

    def tell(self, name: str | None = None, **facts: Fact) -> None:
        """What is known only now; `__` in a fact's name is a dot."""
        if name is not None:
            self.span.update_name(name)
        self.span.set_attributes(_dotted(facts))

    def fail(self, fault: BaseException | None = None) -> None:
        """It broke. The kind of fault is told and not its text, in which people may be named."""
        self.span.set_status(trace.StatusCode.ERROR)
        if fault is not None:
            self.span.set_attribute("error.type", type(fault).__name__)

    def end(self) -> None:
        """It is over."""
        self.span.end()


class Spans:
    """All that one process tells its collector; sent in batches by a thread, and dropped when nobody takes them."""

    def __init__(self, part: str, collector: str, environment: str) -> None:
        about = {
            "service.namespace": "tomoda",
            "service.name": f"tomoda-{part}",
            "service.version": version("tomoda"),
            "deployment.environment.name": environment,
        }
        self._provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
        # What begins here is drawn by lot, as the SDK's variables say; whatever follows from it follows its cause.
        self._lot = self._provider.sampler
        self._provider.sampler = ParentBased(self._lot)
        self._ids = RandomIdGenerator()
        exporter = OTLPSpanExporter(f"{collector.rstrip('/')}/v1/traces", timeout=PATIENCE)
        self._provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
        self._tracer = self._provider.get_tracer("tomoda")

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def admit(self, tap: "Tap") -> str:
        """A tap from outside as a cause in here. Its id stays; the lot is ours, drawn with an id of our own: the ratio
        looks at an id's bits, and a stranger may choose those.
        """
        drawn = self._lot.should_sample(None, self._ids.generate_trace_id(), "request", trace.SpanKind.SERVER)
        return f"00-{tap.trace}-{tap.part}-{'01' if drawn.decision.is_sampled() else '00'}"

    def begin(
        self, name: str, kind: Kind = "internal", cause: str | None = None, *, since: int | None = None, **facts: Fact
    ) -> Span:
        """Begin something now (or `since` a Unix time in ns), because of `cause`, or else of what is under way here."""
        parent = None if cause is None else _READ.extract({"traceparent": cause})
        span = self._tracer.start_span(name, parent, _KINDS[kind], _dotted(facts), start_time=since)
        return Span(span)

    @contextmanager
    def within(
        self, name: str, kind: Kind = "internal", cause: str | None = None, *, late: bool = False, **facts: Fact
    ) -> Generator[Span]:
        """What is done inside is part of it. `late`: a trace of its own that only points at its cause."""
        found = None if cause is None else _READ.extract({"traceparent": cause})
        links = [trace.Link(trace.get_current_span(found).get_span_context())] if found is not None and late else []
        parent = context.Context() if late else found
        span = self._tracer.start_span(name, parent, _KINDS[kind], _dotted(facts), links)
        token = context.attach(trace.set_span_in_context(span))
        try:
            yield Span(span)
        except BaseException as fault:
            Span(span).fail(fault)
            raise
        finally:
            context.detach(token)
            span.end()

    def here(self) -> trace.SpanContext:
        """What is under way here, as a cause of something that several ask for."""
        return trace.get_current_span().get_span_context()

    @contextmanager
    def shared(self, name: str, causes: list[trace.SpanContext]) -> Generator[None]:
        """What is done inside is done for several: part of the first that is sampled, and pointing at the others."""
        mine = next((one for one in causes if one.trace_flags.sampled), causes[0])
        links = [trace.Link(one) for one in causes if one is not mine and one.is_valid]
        parent = trace.set_span_in_context(trace.NonRecordingSpan(mine), context.Context())
        with self._tracer.start_as_current_span(
            name, parent, links=links, record_exception=False, set_status_on_exception=False
        ):
            yield

    def ids(self) -> dict[str, str]:
        """Where we are, for a line of the log."""
        found = trace.get_current_span().get_span_context()
        return {"trace_id": f"{found.trace_id:032x}", "span_id": f"{found.span_id:016x}"} if found.is_valid else {}


def _dotted(facts: dict[str, Fact]) -> dict[str, Fact]:
    return {name.replace("__", "."): value for name, value in facts.items()}
