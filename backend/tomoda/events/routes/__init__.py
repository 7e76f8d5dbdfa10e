"""Events under `/events`."""

from tomoda.events.routes import by_mail, coming, hosting, inviting, life, making, showing

ROUTES = [
    *making.ROUTES,
    *coming.ROUTES,
    *by_mail.ROUTES,
    *inviting.ROUTES,
    *hosting.ROUTES,
    *life.ROUTES,
    *showing.ROUTES,
]
