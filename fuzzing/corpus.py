"""Inputs to begin with: the project's own examples, and every document that a test writes."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
_SMALL, _LARGE = 12, 6_000  # bytes


@cache
def files(*suffixes: str) -> tuple[bytes, ...]:
    """The examples and pages of the project whose names end like this, cut where they are long."""
    found = [
        path for folder in ("examples", "docs/planning", "src/ledgergate/presets") for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name.endswith(suffixes)
    ]  # fmt: skip
    return tuple(path.read_bytes()[:_LARGE] for path in sorted(found))


@cache
def texts(*folders: str) -> tuple[bytes, ...]:
    """The documents that tests of these folders write: their strings of more than one line."""
    found: dict[bytes, None] = {}
    for folder in folders:
        for path in sorted((ROOT / "tests" / folder).rglob("*.py")):
            found.update(dict.fromkeys(_strings(path)))
    return tuple(found)


def _strings(path: Path) -> Iterator[bytes]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}  # docstrings
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str | bytes) and id(one) not in prose:
            value = one.value.encode("utf-8", "replace") if isinstance(one.value, str) else one.value
            if _SMALL <= len(value) <= _LARGE and b"\n" in value.strip(b"\n"):
                yield value
