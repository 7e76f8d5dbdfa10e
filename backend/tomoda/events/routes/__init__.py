"""Events under `/events`."""

from tomoda.events.routes import by_mail, coming, following, hosting, inviting, kindness, life, making, shared, showing

OUTSIDE = shared.OUTSIDE
ROUTES = [
    *making.ROUTES,
    *coming.ROUTES,
    *by_mail.ROUTES,
    *inviting.ROUTES,
    *hosting.ROUTES,
    *life.ROUTES,
    *showing.ROUTES,
    *following.ROUTES,
    *kindness.ROUTES,
]
