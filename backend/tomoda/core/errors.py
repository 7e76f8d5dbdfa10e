"""Problems: the expected refusals (RFC 9457), which are part of the contract."""

import re
from http import HTTPStatus
from typing import Any, ClassVar

import msgspec
from litestar.exceptions import HTTPException

TYPE_BASE = "https://tomoda.life/problems/"

PROBLEMS: dict[str, type["Problem"]] = {}


class FieldError(msgspec.Struct):
    """One faulty field: a JSON pointer into the request (RFC 6901), and what is wrong with it."""

    pointer: str
    detail: str


class ProblemDetails(msgspec.Struct, omit_defaults=True):
    """The body of every refusal: `application/problem+json` (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str
    trace_id: str | None = None
    errors: list[FieldError] = []
    retry_after: int | None = None
    current_state: str | None = None
    extra: dict[str, Any] | None = None


class Problem(HTTPException):
    """An expected refusal. A subclass states `status` (4xx), `title`, and says in its docstring when it is met.

    `code` is the class's name in snake case. Unexpected faults are not problems: they are bugs, and a 500.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = "The request cannot be carried out"
    code: ClassVar[str] = "problem"

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not (400 <= cls.status < 500 or cls.status == HTTPStatus.SERVICE_UNAVAILABLE):
            raise TypeError(f"{cls.__name__}: a Problem is a refusal (4xx, or 503 to come back later)")
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls.status_code = cls.status
        if PROBLEMS.setdefault(cls.code, cls).__module__ != cls.__module__:
            raise TypeError(f"two problems are called {cls.code}")

    def __init__(
        self,
        detail: str = "",
        *,
        errors: list[FieldError] | None = None,
        retry_after: int | None = None,
        current_state: str | None = None,
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail=detail or self.title, status_code=self.status)
        self.errors = errors or []
        self.retry_after = retry_after
        self.current_state = current_state
        self.more_headers = dict(headers or {})
        self.more = extra

    def sent_with(self) -> dict[str, str]:
        """The headers that go with it: its own, when to come back (seconds), and how to say who one is."""
        headers = dict(self.more_headers)
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        return headers

    def body(self, request_id: str, trace_id: str | None = None) -> ProblemDetails:
        """What goes over the wire; `instance` names the request, `trace_id` the tap, for whoever asks for help."""
        return ProblemDetails(
            type=TYPE_BASE + self.code.replace("_", "-"),
            title=self.title,
            status=self.status,
            code=self.code,
            detail=self.detail,
            instance=f"urn:tomoda:request:{request_id}",
            trace_id=trace_id,
            errors=self.errors,
            retry_after=self.retry_after,
            current_state=self.current_state,
            extra=self.more or None,
        )


class NotFound(Problem):
    """There is no such thing, or the viewer may not see it: the answer is the same."""

    status = 404
    title = "Not found"


class MethodNotAllowed(Problem):
    """The address exists, but not with this HTTP method."""

    status = 405
    title = "Method not allowed"


class Malformed(Problem):
    """A parameter, header or body that cannot be read, or a field that breaks its rule; `errors` says which."""

    status = 400
    title = "The request is malformed"


class TooLarge(Problem):
    """The body is larger than this address takes."""

    status = 413
    title = "The request is too large"


class HeadTooLarge(Problem):
    """The address and the headers together are larger than 32 KiB; the connection is closed."""

    status = 431
    title = "The headers are too large"


class BadCursor(Problem):
    """The cursor was not made by this list, or it was changed on the way."""

    status = 400
    title = "The cursor is not valid"


class CursorExpired(Problem):
    """The cursor is from an older version of the list: begin again at its start."""

    status = 410
    title = "The cursor has expired"


class NotSignedIn(Problem):
    """No access token, or one that is wrong or has expired: refresh it, or sign in again."""

    status = 401
    title = "Sign in first"


class SessionEnded(Problem):
    """The session was signed out or revoked: sign in again."""

    status = 401
    title = "This session has ended"


class AccountSuspended(Problem):
    """The account is suspended: its own data may be read, exported and deleted, nothing else."""

    status = 403
    title = "This account is suspended"


class ScopeMissing(Problem):
    """The API key may not do this; the contract says which scope it needs, if any opens it."""

    status = 403
    title = "This key may not do that"


class NotAllowed(Problem):
    """The viewer may see this but not do that to it."""

    status = 403
    title = "You may not do this"


class RateLimited(Problem):
    """Too many requests of this kind; `retry_after` says in how many seconds to come back."""

    status = 429
    title = "Too many requests"


class KeyInFlight(Problem):
    """A request with the same Idempotency-Key is being carried out right now."""

    status = 409
    title = "The same request is in flight"


class KeyReused(Problem):
    """The Idempotency-Key was used before with another body."""

    status = 422
    title = "The idempotency key belongs to another request"


class AnswerLost(Problem):
    """The request with this Idempotency-Key was carried out, but its answer was lost: read the current state."""

    status = 409
    title = "Already done, but its answer was lost"


class VersionConflict(Problem):
    """The thing was changed since the version in `If-Match`: read it again, and repeat the edit if it still fits."""

    status = 412
    title = "It has changed in the meantime"


class Unavailable(Problem):
    """Something that this answer needs is out of reach for a moment; nothing was changed."""

    status = 503
    title = "Not available for a moment"
