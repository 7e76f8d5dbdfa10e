"""Events under `/events`."""

from tomoda.events.routes import by_mail, coming, making

ROUTES = [*making.ROUTES, *coming.ROUTES, *by_mail.ROUTES]
