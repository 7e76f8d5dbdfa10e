"""Devices with keys, and the groups that they make in secret rooms, as they go over the wire.

What is in base64 is a message of MLS (RFC 9420), which the server does not open.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

MOST_PACKAGES = 50  # handed in at once
LONGEST_KEY = 400  # characters of base64
LONGEST_PACKAGE = 4096
LONGEST_CHANGE = 65_536
_BASE64 = r"^[A-Za-z0-9+/]+={0,2}$"

type Key = Annotated[str, msgspec.Meta(min_length=4, max_length=LONGEST_KEY, pattern=_BASE64)]
type Package = Annotated[str, msgspec.Meta(min_length=4, max_length=LONGEST_PACKAGE, pattern=_BASE64)]
type Change = Annotated[str, msgspec.Meta(min_length=4, max_length=LONGEST_CHANGE, pattern=_BASE64)]
type Happened = Literal["secret_started", "device_added", "device_removed", "keys_renewed"]


class NewDevice(msgspec.Struct, forbid_unknown_fields=True):
    """The public key with which this device signs; the id in the address is its own."""

    signature_key: Key


class NewPackages(msgspec.Struct, forbid_unknown_fields=True):
    """Key packages, each for one group that the device is taken into; `last_resort` is handed out when none is left."""

    packages: Annotated[list[Package], msgspec.Meta(max_length=MOST_PACKAGES)] = []
    last_resort: Package | None = None


class Stock(msgspec.Struct):
    """How many key packages are left to be handed out, and whether there is one for when none is."""

    packages: int
    last_resort: bool


class MyDevice(msgspec.Struct):
    """A device of mine that has keys; `here` is the one that asks. `name`: as it signed in."""

    id: UUID
    name: str
    signature_key: str
    created_at: datetime
    here: bool


class MyDevices(msgspec.Struct):
    """My devices that have keys, the oldest first, and what is left in stock for the one that asks."""

    data: list[MyDevice]
    stock: Stock


class RoomDevice(msgspec.Struct):
    """A device of one of the two; those that are signed out have no keys any more."""

    id: UUID
    user_id: UUID
    signature_key: str
    created_at: datetime


class SecretState(msgspec.Struct):
    """`epoch`: of the group of devices now, null before there is one. `way_in` (an MLS GroupInfo) lets a new device in.

    `devices`: which both have now. Whoever reads this asks their keys, not the server, who is in the group.
    """

    epoch: int | None
    way_in: str | None
    devices: list[RoomDevice]


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """For which devices a key package is wanted."""

    devices: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=20)]


class HandedOut(msgspec.Struct):
    """A key package of a device; nobody else gets it, unless it is the `last_resort`."""

    device_id: UUID
    package: str
    last_resort: bool


class HandedOutAll(msgspec.Struct):
    """One for each device that had one."""

    data: list[HandedOut]


class NewCommit(msgspec.Struct, forbid_unknown_fields=True):
    """A change of the group of devices that ends `epoch` and begins the next: an MLS commit, what it lets new devices
    in with (`welcome`), and the `way_in` from now on. `what` is told in the room.
    """

    epoch: Annotated[int, msgspec.Meta(ge=0)]
    what: Happened
    change: Change
    way_in: Change
    welcome: Change | None = None


class Commit(msgspec.Struct):
    """A change of the group of devices; `epoch` is the one that it begins."""

    epoch: int
    message_id: UUID
    author_id: UUID | None
    change: str
    welcome: str | None
    made_at: datetime


class Commits(msgspec.Struct):
    """In order, without a gap; `more`: there are later ones."""

    data: list[Commit]
    more: bool
