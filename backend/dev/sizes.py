"""`./task check`: holds the sizes and the shape of the house. Files, functions, and the kinds of files in a domain."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON_LINES = 400
FUNCTION_LINES = 40
TYPESCRIPT_LINES = 250
KINDS = {"routes", "socket", "work", "actions", "queries", "messages", "schemas", "errors", "__init__"}
NOT_DOMAINS = {"core", "edges", "__pycache__"}
GENERATED = {"frontend/src/api/generated/schema.ts"}


def faults(root: Path) -> Iterator[str]:
    """One sentence for everything that is too large or has no place."""
    for path in sorted((root / "backend").glob("[dt]*/**/*.py")):
        yield from _python(path, str(path.relative_to(root)))
    for folder in ("app", "src", "e2e"):
        for path in sorted((root / "frontend" / folder).rglob("*.ts*")):
            yield from _typescript(path, str(path.relative_to(root)))
    for domain in sorted(path for path in (root / "backend" / "tomoda").glob("*/") if path.name not in NOT_DOMAINS):
        yield from _domain(domain, root)


def _python(path: Path, name: str) -> Iterator[str]:
    text = path.read_text()
    lines = text.count("\n")
    if lines > PYTHON_LINES:
        yield f"{name} has {lines} lines, {PYTHON_LINES} at most: make it a package of the same name."
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = (node.end_lineno or node.lineno) - node.lineno + 1
            if long > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {long} lines, {FUNCTION_LINES} at most."


def _typescript(path: Path, name: str) -> Iterator[str]:
    lines = path.read_text().count("\n")
    if lines > TYPESCRIPT_LINES and name not in GENERATED:
        yield f"{name} has {lines} lines, {TYPESCRIPT_LINES} at most."


def _domain(domain: Path, root: Path) -> Iterator[str]:
    for path in sorted(domain.iterdir()):
        kind = path.stem if path.suffix == ".py" else path.name
        if kind not in KINDS and kind != "__pycache__":
            yield f"{path.relative_to(root)} has no place in a domain: only {', '.join(sorted(KINDS))} have."


def main() -> None:
    found = list(faults(ROOT))
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
