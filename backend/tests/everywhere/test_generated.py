"""What is generated from the code is committed as it is generated."""

from pathlib import Path

import msgspec
import pytest

from dev import schema
from tests.checker import OffContract, check_answer, check_signal
from tests.conftest import TEMPLATE
from tomoda.app import doors_only
from tomoda.core import contract
from tomoda.core.app import Database
from tomoda.core.words import new_id
from tomoda.settings import Settings

REPOSITORY = Path(__file__).parents[3]


def test_the_contract_is_fresh() -> None:
    assert not contract.stale(REPOSITORY, doors_only()), "`./task contract` writes it"


def test_the_schema_is_fresh(postgres: Database) -> None:
    assert schema.FILE.read_text() == schema.dump(postgres.port, TEMPLATE), "`./task schema` writes it"


def test_the_contract_comes_out_the_same_each_time() -> None:
    assert contract.files(doors_only()) == contract.files(doors_only())


def test_each_setting_is_explained() -> None:
    page = (REPOSITORY / "docs/settings.md").read_text()
    missing = [name.upper() for name in Settings.__struct_fields__ if f"`{name.upper()}`" not in page]
    assert not missing


def test_the_checker_refuses_what_the_contract_does_not_say() -> None:
    room, json = f"/api/v1/rooms/{new_id()}", "application/json"
    with pytest.raises(OffContract, match="secret"):
        check_answer("GET", "/api/v1/rooms", 200, json, b'{"data":[],"place":0,"secret":1}')
    with pytest.raises(OffContract, match="place"):
        check_answer("GET", "/api/v1/rooms", 200, json, b'{"data":[]}')
    with pytest.raises(OffContract, match="418"):
        check_answer("GET", room, 418, json, b"{}")
    with pytest.raises(OffContract, match="text/plain"):
        check_answer("GET", "/api/v1/rooms", 200, "text/plain", b'{"data":[],"place":0}')
    with pytest.raises(OffContract, match="not in the contract"):
        check_answer("GET", "/api/v1/secrets", 200, json, b"{}")
    check_answer("GET", "/api/v1/rooms", 200, json, b'{"data":[],"place":0}')


def test_the_checker_refuses_signals_that_say_too_much() -> None:
    said = {"user_id": new_id(), "room_id": new_id(), "seq": 1}
    check_signal("chat.read_moved", msgspec.json.encode(said))
    with pytest.raises(OffContract, match="secret"):
        check_signal("chat.read_moved", msgspec.json.encode({**said, "secret": 1}))
