"""Rooms under `/rooms`."""

from tomoda.chat.routes import mine, rooms, secret, talking

ROUTES = [*rooms.ROUTES, *talking.ROUTES, *mine.ROUTES, *secret.ROUTES]
