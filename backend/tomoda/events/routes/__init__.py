"""Events under `/events`."""

from tomoda.events.routes import by_mail, coming, inviting, making

ROUTES = [*making.ROUTES, *coming.ROUTES, *by_mail.ROUTES, *inviting.ROUTES]
