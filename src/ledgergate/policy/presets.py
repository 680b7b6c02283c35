"""Reads a preset and lays a policy over it."""

from __future__ import annotations

import os

from ledgergate.policy.model import PACKAGE
from ledgergate.policy.reach import SPOKEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Toml = dict[str, Any]

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "presets")


def names() -> list[str]:
    """The presets that ship with the package."""
    return sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".toml"))


def text(name: str) -> bytes:
    """The bytes of a preset; `name` is one of `names()`."""
    with open(os.path.join(FOLDER, f"{name}.toml"), "rb") as file:
        return file.read()


def laid_over(preset: Toml, own: Toml) -> Toml:
    """The policy `own` over `preset`, both as TOML tables.

    Tables merge key by key, unless the policy's says `inherit = false`; texts, numbers and lists of the policy
    replace the preset's. Reports, invariants and the like are added to the preset's; one that speaks of the same
    thing replaces it. A ledger of the preset that has neither sources nor items is left out, with all that
    restates it.
    """
    without = own.get("without", [])
    if not isinstance(without, list):
        without = [without]
    base = {name: table for name, table in preset.items() if name not in without}
    merged = _merged(base, own)
    for name, same in _SAME.items():
        merged[name] = _added(base.get(name, []), own.get(name, []), same)
    merged["package"] = _packages(base.get("package", []), own.get("package", []))
    return _grounded(merged, own)


def _merged(base: Toml, own: Toml) -> Toml:
    if own.get("inherit") is False:
        return own
    made = dict(base)
    for key, value in own.items():
        below = base.get(key)
        made[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return made


_PARTS = ("when", "then", "none", "every", "never")  # of an invariant: what it speaks of, and its demands


def _named(table: Toml) -> Any:
    return str(table.get("path", "")).rpartition("/")[2], repr(table.get("ledger"))


def _when(table: Toml) -> Any:
    return repr(table.get("ledger")), repr(table.get("report")), repr(table.get("when")), repr(table.get("field"))


def _demanded(table: Toml) -> Any:
    """An invariant by what it speaks of and which things it demands of it, not by what it demands of them."""
    demands = {part: table.get(part) for part in _PARTS[1:] if part in table}
    return repr(table.get("when")), repr([(part, sorted(_table(value))) for part, value in demands.items()])


_SAME = {"report": _named, "invariant": _demanded, "evidence": _when, "truth": _when, "package": repr, "waiver": repr}


def _added(base: Any, own: Any, same: Any) -> Any:
    """The policy's own entries, then those of the preset that speak of something else."""
    if not isinstance(own, list) or not all(isinstance(one, dict) for one in own):
        return own
    taken = {same(one) for one in own}
    return [*own, *(one for one in base if same(one) not in taken)]


def _packages(base: Any, own: Any) -> Any:
    """A preset's package without a path lies under each of the policy's; one with a path under that of this path."""
    if not isinstance(own, list) or not all(isinstance(one, dict) for one in own):
        return own
    made = []
    for one in own:
        for below in base if one.get("binds", True) is not False else ():
            if "path" not in below or below["path"] == one.get("path"):
                one = _merged(below, one)
        made.append(one)
    paths = [one.get("path") for one in own]
    return [*made, *(one for one in base if "path" in one and one["path"] not in paths)]


def _grounded(merged: Toml, own: Toml) -> Toml:
    """The policy without the preset's ledgers that nobody gave a source, and without what speaks of them."""
    ledgers, given = merged.get("ledger", {}), own.get("ledger", {})
    if not isinstance(ledgers, dict):  # the policy's own, then
        return merged
    gone = [
        name
        for name, table in ledgers.items()
        if name not in given and isinstance(table, dict) and not table.get("sources") and not table.get("items")
    ]
    made = {**merged, "ledger": {name: table for name, table in ledgers.items() if name not in gone}}
    for name in _SAME:
        if isinstance(made[name], list):
            mine = len(own.get(name, []))
            made[name] = [*made[name][:mine], *(one for one in made[name][mine:] if not _speaks_of(one, gone, merged))]
    return _heard(made, own)


def _heard(made: Toml, own: Toml) -> Toml:
    """Without the preset's demands on a field that nobody reads: its ledger is left out, or an own report replaces
    the preset's."""
    invariants, reports = made["invariant"], made["report"]
    if not isinstance(invariants, list) or not isinstance(reports, list):
        return made
    known = {field for ledger in _table(made.get("ledger")).values() for field in _table(_table(ledger).get("fields"))}
    for report in reports:
        columns = _table(_table(_table(report).get("rows")).get("columns")).values()
        known |= {name for name in columns if isinstance(name, str)}
    mine = len(own.get("invariant", []))
    known |= SPOKEN
    kept = [one for one in invariants[mine:] if known >= _named_in(_table(one))]
    return {**made, "invariant": [*invariants[:mine], *kept]}


def _named_in(invariant: Toml) -> set[str]:
    """The fields that an invariant speaks of."""
    return {name for part in _PARTS for name in _table(invariant.get(part))}


def _table(value: Any) -> Toml:
    return value if isinstance(value, dict) else {}


def _speaks_of(table: Toml, gone: list[str], merged: Toml) -> bool:
    if table.get("ledger") in gone or any(table.get(part, {}).get("ledger") in gone for part in _PARTS):
        return True
    if any(name in gone for name in table.get("then", {}).get("names", ())):
        return True
    packages = merged["package"] if isinstance(merged["package"], list) else []
    bound = any(one.get("binds", True) for one in packages if isinstance(one, dict))
    if "question" in table.get("when", {}) and not bound:
        return True
    return PACKAGE in str(table.get("path")) and not bound
