"""The Litestar application: who asks is injected, a refusal is a problem, JSON from Postgres is passed through."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Router
from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.types import ControllerRouterHandler, Scope

from tomoda.core.app import App
from tomoda.core.errors import AccountSuspended, NotSignedIn, ScopeMissing
from tomoda.core.http.problems import HANDLERS
from tomoda.core.http.schema import JsonPlugin
from tomoda.core.http.scopes import scope_of
from tomoda.core.sql import Json
from tomoda.core.viewer import Viewer

PREFIX = "/api/v1"
LARGEST_BODY = 1 << 20  # bytes; files go to S3, not through here


def build(
    app: App, routes: Sequence[ControllerRouterHandler], outside: Sequence[ControllerRouterHandler] = ()
) -> Litestar:
    """All routes under `/api/v1`, those of `outside` (health, discovery) beside it."""

    def the_app() -> App:
        return app

    def configure(config: AppConfig) -> AppConfig:
        config.signature_namespace |= {"App": App, "Viewer": Viewer}
        return config

    for handler in (*routes, *outside):
        if isinstance(handler, HTTPRouteHandler):
            handler.media_type = handler.media_type or MediaType.JSON  # bytes from Postgres are JSON, not text
    return Litestar(
        route_handlers=[Router(path=PREFIX, route_handlers=list(routes)), *outside],
        dependencies={
            "app": Provide(the_app, sync_to_thread=False),
            "viewer": Provide(who_asks, sync_to_thread=False),
        },
        exception_handlers=HANDLERS,
        type_encoders={Json: msgspec.Raw},
        plugins=[JsonPlugin()],
        request_max_body_size=LARGEST_BODY,
        openapi_config=OpenAPIConfig(title="Tomoda", version="1", path="/api/v1/schema"),
        on_app_init=[configure],
        logging_config=None,
    )


def who_asks(request: Request[Any, Any, Any], scope: Scope, app: App) -> Viewer | None:
    """The viewer. A handler that is open to everybody (`opt={"public": True}`) gets None for strangers.

    It asks for `app` so that the two are resolved one after the other: side by side costs a task group, 30 µs.
    """
    found: Viewer | None = scope.get("viewer")  # type: ignore[assignment]
    options = request.route_handler.opt
    if found is None:
        if options.get("public"):
            return None
        raise scope.get("refusal") or NotSignedIn()  # type: ignore[misc]
    if found.scopes is not None and scope_of(request.route_handler) not in found.scopes:
        if options.get("public"):
            return None
        raise ScopeMissing
    if found.suspended and not options.get("suspended"):
        raise AccountSuspended
    return found
