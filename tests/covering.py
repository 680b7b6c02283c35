"""Writes docs/coverage.md's tables: `python tests/covering.py` from the root. Cases lie beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path

from ledgergate import policy as policies
from ledgergate.cli.coverage import Coverage, as_table
from ledgergate.coverage.bindings import bindings
from ledgergate.coverage.lines import covered
from ledgergate.documents import Documents
from ledgergate.git.states import of_files
from ledgergate.reading import read_side
from ledgergate.rules import NAMES

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "cases"
PAGE = ROOT / "docs" / "coverage.md"
SHOWN = ("readiness-audit", "gsd-scriven", "tc39-proposals")
_BLOCK = re.compile(r"(<!-- coverage: ([\w-]+) -->\n```\n).*?(^```$)", re.M | re.S)


def home(name: str) -> Path:
    """Where the documents lie."""
    own = ROOT / "examples" / name
    return own if own.is_dir() else CASES / name


def table(name: str) -> str:
    """What `ledgergate coverage` prints of these documents under their policy."""
    folder = home(name)
    policy = folder / "ledgergate.toml"
    given = (policy if policy.is_file() else ROOT / "tests/cases" / f"{name}.toml").read_bytes()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return as_table(found(files | {"ledgergate.toml": given}))


def found(files: dict[str, bytes]) -> Coverage:
    """What is covered of these files, by the policy among them."""
    policy = policies.load({"ledgergate.toml": files["ledgergate.toml"]}, NAMES)
    side = read_side(Documents(of_files(files)), policy, strict=False)
    return Coverage(side.ask(covered), tuple(side.ask(bindings)))


def written(text: str) -> dict[str, str]:
    """What a page shows, by name."""
    return {found[2]: found[0].removeprefix(found[1]).removesuffix("```") for found in _BLOCK.finditer(text)}


if __name__ == "__main__":
    PAGE.write_text(
        _BLOCK.sub(lambda found: f"{found[1]}{table(found[2])}{found[3]}", PAGE.read_text("utf-8")), "utf-8"
    )
