"""Rooms under `/rooms`."""

from tomoda.chat.routes import mine, rooms, talking

ROUTES = [*rooms.ROUTES, *talking.ROUTES, *mine.ROUTES]
