"""The shape of the house is checked, and the check sees what is wrong."""

from pathlib import Path

from dev.sizes import ROOT, faults


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_long_function_a_long_file_and_a_tenth_kind_of_file_are_named(tmp_path: Path) -> None:
    write(tmp_path, "backend/tomoda/chat/queries.py", "def long() -> None:\n" + "    ...\n" * 40)
    write(tmp_path, "backend/tomoda/chat/helpers.py", "\n")
    write(tmp_path, "backend/tomoda/chat/actions.py", "\n" * 401)
    write(tmp_path, "backend/tomoda/core/helpers.py", "\n")
    write(tmp_path, "frontend/src/ui/Box.tsx", "\n" * 251)
    found = "\n".join(faults(tmp_path))
    assert len(found.splitlines()) == 4
    assert "queries.py:1: long has 41 lines" in found
    assert "helpers.py has no place in a domain" in found
    assert "actions.py has 401 lines" in found
    assert "Box.tsx has 251 lines" in found


def test_ours_has_none() -> None:
    assert list(faults(ROOT)) == []
