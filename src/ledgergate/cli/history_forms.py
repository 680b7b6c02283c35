"""A history as a table, CSV, JSON and a chart: every number is a row's own, and what is not known is never a nought."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.history.figures import UNCLASSIFIED
from ledgergate.listing import chosen
from ledgergate.output import encode, grid
from ledgergate.output.charts import stacked
from ledgergate.output.encode import clipped, defused, terminal
from ledgergate.output.wording import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.history.timeline import Row

UNKNOWN = "?"
_POINTS = 160  # steps of a chart
_NOTE_MOST = 60


def as_table(rows: Sequence[Row], *, every: bool) -> str:
    """One line for each commit that changes a figure, or for each; the newest last."""
    ledgers = _ledgers(rows)
    questions = _questions(rows)
    header = ("date", "commit", *ledgers, "added", "closed", UNCLASSIFIED, "drifted", "dead", "waived", "findings",
              *questions, "note")  # fmt: skip
    lines = [_line(row, ledgers, questions) for row in rows]
    shown = [
        at for at, row in enumerate(rows)
        if every or at in (0, len(rows) - 1) or _moves(row) or _says(row) != _says(rows[at - 1])
    ]  # fmt: skip
    made = grid.table([header, *(lines[at] for at in shown)])
    said = number(len(rows), "commit")
    if len(shown) < len(rows):
        said += f", {len(shown)} shown: the others change none of these figures (--all shows them)"
    dark = sum(bool(row.figures.trouble) for row in rows)
    if dark:
        said += f"; {dark} could not be judged"
    return made + defused(terminal(said)) + "\n"


def _line(row: Row, ledgers: Sequence[str], questions: Sequence[str]) -> tuple[str, ...]:
    figures = row.figures
    tags = f" {', '.join(row.point.names)}" if row.point.names else ""
    head = (row.point.commit.date[:10], row.point.commit.oid[:8] + tags)
    note = clipped("; ".join(row.notes), _NOTE_MOST)
    if figures.trouble:
        return (*head, *[UNKNOWN] * (len(ledgers) + 7 + len(questions)), note)
    counted = (figures.drifted, figures.dead, figures.waived, figures.blocking + figures.advisory)
    return (
        *head, *(_ledger(row, name) for name in ledgers), _moved(row, "added"), _moved(row, "closed"),
        _known(figures.unclassified), *map(str, counted), *(figures.answers.get(one, "") for one in questions), note,
    )  # fmt: skip


def _ledger(row: Row, name: str) -> str:
    """`41: A 11, B 30`; nothing where the policy of that time knew no such ledger."""
    figures = row.figures
    if name not in figures.items:
        return ""
    by = figures.by.get(name) or {}
    parts = ", ".join(f"{value} {count}" for value, count in by.items())
    return f"{_known(figures.items[name])}{': ' if parts else ''}{parts}"


def _moved(row: Row, what: str) -> str:
    return str(sum(getattr(one, what) for one in row.moves.values())) if row.moves else UNKNOWN


def _says(row: Row) -> tuple[object, ...]:
    return row.figures, row.notes


def _moves(row: Row) -> bool:
    return any(one.added or one.closed for one in row.moves.values())


def _known(count: int | None) -> str:
    return UNKNOWN if count is None else str(count)


def _ledgers(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in reversed(rows) for name in row.figures.items))


def _questions(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in reversed(rows) for name in row.figures.answers))


def as_csv(rows: Sequence[Row]) -> str:
    """A line for each commit. A cell is empty where the number is not known; `checked` says whether one could look."""
    ledgers = _ledgers(rows)
    values = {
        name: list(dict.fromkeys(value for row in reversed(rows) for value in row.figures.by.get(name) or {}))
        for name in ledgers
    }
    questions = _questions(rows)
    header = ["oid", "date", "tags", "subject", "checked", "exit_code"]
    for name in ledgers:
        header += [name, f"{name} added", f"{name} closed", *(f"{name}: {value}" for value in values[name])]
    header += [UNCLASSIFIED, "drifted", "dead_evidence", "waived", "blocking", "advisory", *questions, "notes"]
    return grid.csv([header, *([*_cells(row, values, questions)] for row in rows)])


def _cells(row: Row, values: dict[str, list[str]], questions: Sequence[str]) -> Iterator[str]:
    figures, commit, dark = row.figures, row.point.commit, bool(row.figures.trouble)
    yield from (commit.oid, commit.date, " ".join(row.point.names), commit.subject)
    yield from ("no" if dark else "yes", str(figures.exit_code))
    for name, some in values.items():
        move, by = row.moves.get(name), figures.by.get(name)
        yield _cell(figures.items.get(name))
        yield from (("", "") if move is None else (str(move.added), str(move.closed)))
        yield from ("" if by is None else str(by.get(value, 0)) for value in some)
    yield _cell(figures.unclassified)
    counted = (figures.drifted, figures.dead, figures.waived, figures.blocking, figures.advisory)
    yield from ("" if dark else str(one) for one in counted)
    yield from (figures.answers.get(one, "") for one in questions)
    yield "; ".join(row.notes)


def _cell(count: int | None) -> str:
    return "" if count is None else str(count)


def as_json(rows: Sequence[Row], policy: str) -> str:
    """Version 1. `counts`, `findings` and `readiness` are null where the commit could not be judged."""
    return encode.json({"version": 1, "policy": policy, "commits": [_plain(row) for row in rows]})


def _plain(row: Row) -> dict[str, object]:
    figures, commit = row.figures, row.point.commit
    dark = bool(figures.trouble)
    moved = {name: row.moves.get(name) for name in figures.items}
    counts = {
        "items": dict(figures.items),
        "by": dict(figures.by),
        "added": {name: one and one.added for name, one in moved.items()},
        "closed": {name: one and one.closed for name, one in moved.items()},
        UNCLASSIFIED: figures.unclassified,
        "drifted": figures.drifted,
        "dead_evidence": figures.dead,
        "waived": figures.waived,
        "blocking": figures.blocking,
        "advisory": figures.advisory,
    }
    return {
        "oid": commit.oid, "date": commit.date, "subject": commit.subject, "tags": row.point.names,
        "checked": not dark, "exit_code": figures.exit_code, "counts": None if dark else counts,
        "findings": None if dark else dict(figures.findings),
        "readiness": None if dark else dict(figures.answers), "notes": row.notes,
    }  # fmt: skip


def as_svg(rows: Sequence[Row], ledger: str) -> str:
    """How a ledger was parted over time, by days of equal width; commits that could not be judged are left out."""
    name = ledger or next(iter(_ledgers(rows)), "")
    if ledger:
        chosen(ledger, _ledgers(rows), "ledger")
    kept = [row for row in rows if row.point.day and _parts(row, name) is not None]
    labels, shown = _sampled(kept)
    parts = [_parts(row, name) or {} for row in shown]
    values = list(dict.fromkeys(value for one in reversed(parts) for value in one))
    series = {value: [one.get(value, 0) for one in parts] for value in _ordered(values)}
    left_out = len(rows) - len(kept)
    title = f"{name or 'Items'} over time" + (
        f" ({number(left_out, 'commit')} could not be judged)" if left_out else ""
    )
    return stacked(labels, series, title=title)


def _parts(row: Row, name: str) -> dict[str, int] | None:
    """The items of a ledger by value, or all as one where it has no classes; None where that is not known."""
    items, by = row.figures.items.get(name), row.figures.by.get(name)
    if items is None:
        return None
    return dict(by) if by else {name: items}


def _ordered(values: list[str]) -> list[str]:
    """What is in no class comes last: it is what should go away."""
    return sorted(values, key=lambda one: one == UNCLASSIFIED)


def _sampled(rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """Days of equal distance from the first commit's to the last one's, each with the last state that it saw."""
    from datetime import date, timedelta

    ordered = sorted(rows, key=lambda row: row.point.day)
    if not ordered:
        return [], []
    days = [row.point.day for row in ordered]
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    steps = min(_POINTS, (last - first).days) or 1
    labels = [(first + timedelta(days=(last - first).days * at // steps)).isoformat() for at in range(steps + 1)]
    labels = list(dict.fromkeys(labels))
    return labels, [ordered[bisect_right(days, one) - 1] for one in labels]
