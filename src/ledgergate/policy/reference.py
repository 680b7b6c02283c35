"""The JSON Schema of the policy file and the tables of its reference, both made from the tables that read it."""

from __future__ import annotations

from ledgergate.policy import model
from ledgergate.policy.shapes import NOWHERE, Either, Entry, Map, Shape, Table, Tables
from ledgergate.policy.tables import POLICY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 7, which editors know) of ledgergate.toml."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ledgergate.toml",
        "description": "What Ledgergate governs in a repository, and how strictly.",
        **POLICY.schema(),
    }


def reference() -> str:
    """The Markdown tables of docs/policy.md: every key of every table, in the order of the file."""
    return "\n".join(map(_section, _tables(POLICY, set())))


def _section(table: Table) -> str:
    head = f"### {_title(table)}\n\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n"
    return head + "".join(_row(table, key, entry) for key, entry in table.keys.items())


def _title(table: Table) -> str:
    return "The file" if table is POLICY else f"`{table.name}`"


def _row(table: Table, key: str, entry: Entry) -> str:
    default = "**required**" if entry.required else _default(table, key, entry)
    example = f"`{entry.example}`" if entry.example else ""
    cells = (f"`{key}`", entry.shape.words, default, entry.meaning, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _default(table: Table, key: str, entry: Entry) -> str:
    """What holds without the key: the model's own default, where there is one worth naming."""
    if entry.to == NOWHERE:
        return "`true`" if key == "inherit" else ""
    defaults = getattr(_MADE.get(table.name), "__defaults__", {})
    value = _SAID.get((table.name, key), defaults.get(entry.to or key))
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    return f"`{value}`" if value not in (None, "", {}) and isinstance(value, str | int) else ""


_MADE: dict[str, type] = {
    "posture.read_only": model.ReadOnly,
    "ledger.NAME": model.LedgerPolicy,
    "source": model.Source,
    "rows": model.Source,
    "field": model.Field,
    "dispositions": model.Dispositions,
    "report": model.ReportPolicy,
    "totals": model.Total,
    "evidence": model.Evidence,
    "truth": model.Truth,
    "package": model.Package,
}
_SAID: dict[tuple[str, str], Any] = {
    ("report", "covers"): "{}",
    ("status", "label"): ("Status",),
    ("status", "closed"): _MADE["package"].__defaults__["closed"],  # type: ignore[attr-defined]  # set by the metaclass
}


def _tables(shape: Shape, seen: set[str]) -> Iterator[Table]:
    """Every table within `shape`, outermost first, each once."""
    if isinstance(shape, Table):
        if shape.name in seen:
            return
        seen.add(shape.name)
        yield shape
        for entry in shape.keys.values():
            yield from _tables(entry.shape, seen)
    elif isinstance(shape, Map | Tables):
        yield from _tables(shape.each, seen)
    elif isinstance(shape, Either):
        yield from _tables(shape.other, seen)


MARK = "<!-- every key: made by `python -m ledgergate.policy.reference docs/policy.md` -->\n\n"


def refreshed(page: str) -> str:
    """The page with everything after its mark made anew."""
    return page.partition(MARK)[0] + MARK + reference()


if __name__ == "__main__":
    import sys
    from pathlib import Path

    for name in sys.argv[1:]:
        Path(name).write_text(refreshed(Path(name).read_text(encoding="utf-8")), encoding="utf-8")
