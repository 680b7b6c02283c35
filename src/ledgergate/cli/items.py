"""`ledgergate items`: a ledger as a table, JSON, CSV or Markdown, with its partition and what nobody could read."""

from __future__ import annotations

import sys

from ledgergate.cli.state import option, say_alone, state, unread
from ledgergate.errors import Misused
from ledgergate.listing import KEY, PATH, TITLE, cell, listing
from ledgergate.output import encode, grid
from ledgergate.output.encode import defused, terminal
from ledgergate.output.stream import write
from ledgergate.output.wording import equation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.cli.state import Looked
    from ledgergate.listing import Listing, Wanted
    from ledgergate.model import Item, Partition, Unread
    from ledgergate.moments import Asked

FORMS = ("table", "json", "csv", "markdown")


def items(asked: Asked, ledger: str, wanted: Wanted, form: str, workspace: str = "") -> int:
    """Prints the ledger, or all of them. Returns 0, or 3 where something of the state could not be read."""
    with state(asked, workspace) as (side, looked):
        names = [ledger] if ledger else list(side.policy.ledgers)
        if not names:
            raise _none(looked)
        if len(names) > 1 and form in ("json", "csv"):
            raise Misused(f"the policy has {len(names)} ledgers", f"name one of them: {', '.join(names)}")
        found = [listing(side, name, wanted, looked.folder) for name in names]
        missed = unread(side, looked.folder)
    write(sys.stdout, "\n".join(_RENDER[form](one) for one in found))
    beside = _lines(_unread(one) for one in found[0].unread) if form == "csv" else ""
    write(sys.stderr, beside + _lines(missed))
    say_alone(looked.others)
    return 3 if missed else 0


def _none(looked: Looked) -> Misused:
    if looked.others:
        return Misused("the root's policy has no ledger", f"look into a workspace: {option(looked.others[0])}")
    return Misused("the policy has no ledger", "add a [ledger.NAME] to it: docs/policy.md")


def as_table(found: Listing) -> str:
    made = []
    for value, some in found.groups:
        if value or len(found.groups) > 1:
            made.append(_lines([f"{value or 'none'} ({len(some)})"]))
        made.append(grid.table([found.columns, *_rows(found, some)]))
    return "".join(made) + _lines(_footer(found))


def as_markdown(found: Listing) -> str:
    made = [f"## {encode.markdown(found.ledger)}\n\n"]
    for value, some in found.groups:
        if value or len(found.groups) > 1:
            made.append(f"### {encode.markdown(value or 'none')}\n\n")
        made.append(grid.markdown([found.columns, *_rows(found, some)]) + "\n")
    return "".join(made) + "".join(f"- {encode.markdown(line)}\n" for line in _footer(found))


def as_csv(found: Listing) -> str:
    """The items alone: no footer, no group's heading."""
    columns = (KEY, TITLE, *found.fields, PATH, "line")
    rows = [[*(cell(item, one) for one in columns[:-1]), str(_line(item) or "")] for item in found.items]
    return grid.csv([columns, *rows])


def as_json(found: Listing) -> str:
    """Version 1: `ledger`, `items`, `partition`, `unread`. A field is null where the item states nothing for it."""
    made = {
        "version": 1,
        "ledger": found.ledger,
        "items": [_item(item, found) for item in found.items],
        "partition": _partition(found.partition),
        "unread": [
            {"path": one.document.path, "line": one.document.line_of(one.start), "why": one.why, "cure": one.cure}
            for one in found.unread
        ],
    }
    return encode.json(made)


_RENDER = {"table": as_table, "json": as_json, "csv": as_csv, "markdown": as_markdown}


def _rows(found: Listing, some: Iterable[Item]) -> list[list[str]]:
    return [[cell(item, column) for column in found.columns] for item in some]


def _item(item: Item, found: Listing) -> dict[str, object]:
    return {
        "key": item.shown,
        "title": item.title,
        "path": cell(item, PATH) or None,
        "line": _line(item),
        "fields": {name: cell(item, name) or None for name in found.fields},
    }


def _line(item: Item) -> int | None:
    """The item's line; none for one that the policy itself lists."""
    return item.place.line if item.end > item.start else None


def _partition(made: Partition | None) -> dict[str, object] | None:
    if made is None:
        return None
    known = ("before", "added", "merged", "dropped", "renamed", "after")
    return {**{name: getattr(made, name) for name in known}, "by": dict(made.by)}


def _footer(found: Listing) -> list[str]:
    """How many are shown, the ledger's partition equation, then each line that nobody could read."""
    shown = len(found.items)
    said = [f"{shown} of {found.total} items"] if shown != found.total else []
    whole = equation(found.partition) if found.partition is not None else f"{found.ledger}: {found.total}"
    return [*said, whole, *(_unread(one) for one in found.unread)]


def _unread(one: Unread) -> str:
    return f"not understood: {one.document.path}:{one.document.line_of(one.start)}: {one.why}"


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{defused(terminal(text))}\n" for text in texts)
