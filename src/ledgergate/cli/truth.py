"""What the tree shows of its packages, as a table, as JSON, or as Markdown for a repo truth map."""

from __future__ import annotations

from ledgergate.cli.state import ROOT, looked, say_alone
from ledgergate.deadline import within
from ledgergate.documents import Documents
from ledgergate.output import encode
from ledgergate.output.encode import defused, markdown, terminal
from ledgergate.reading import read_side
from ledgergate.survey import survey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.moments import Asked
    from ledgergate.survey import Count, Standing, Survey

HEADER = ("Spec", "Slug", "Status", "Posture", "Tasks", "Checklist", "Artifacts", "Cited by")
_WIDEST = 72


def surveyed(asked: Asked) -> Survey:
    """Reads the state that is asked for. Raises Misused without a policy, NotChecked where nothing can be read."""
    with looked(asked, ROOT) as at:
        with within(at.change):
            side = read_side(Documents(at.change.after), at.policy, strict=False)
            made = survey(side)
        for error in side.documents.unreadable.values():
            raise error
    say_alone(at.others, offers=False)
    return made


def rendered(found: Survey, form: str) -> str:
    """The survey as "table", "json" or "markdown", with a line end."""
    return {"table": as_table, "json": as_json, "markdown": as_markdown}[form](found)


def as_table(found: Survey) -> str:
    rows = [HEADER, *(_row(one) for one in found.packages)]
    shown = [[terminal(cell)[:_WIDEST] for cell in row] for row in rows]
    wide = [max(len(row[at]) for row in shown) for at in range(len(HEADER))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in shown]
    lines += [terminal(f"absent: {one.key} cites {one.text} ({one.path}:{one.line})") for one in found.absent]
    lines += [terminal(f"cited by nothing: {one.folder}") for one in found.packages if not one.cited_by]
    if found.not_looked_up:
        lines.append(f"not looked up: {found.not_looked_up} URLs, commits or pull requests")
    return "".join(f"{defused(line)}\n" for line in lines)


def as_markdown(found: Survey) -> str:
    lines = ["## Spec packages", "", _cells(HEADER), _cells(("---",) * len(HEADER))]
    lines += [_cells(tuple(markdown(cell) for cell in _row(one))) for one in found.packages]
    absent = [f"- {markdown(one.key)} cites {markdown(one.text)}" for one in found.absent]
    uncited = [f"- {markdown(one.folder)}" for one in found.packages if not one.cited_by]
    for title, some in (("Cited and absent", absent), ("Present and cited by nothing", uncited)):
        lines += ["", f"## {title}", "", *(some or ["Nothing."])]
    return "\n".join(lines) + "\n"


def as_json(found: Survey) -> str:
    """Version 1: `packages`, `absent`, `not_looked_up`; fields as `ledgergate.survey` names them."""
    made = {
        "version": 1,
        "packages": [_plain(one) for one in found.packages],
        "absent": [_plain(one) for one in found.absent],
        "not_looked_up": found.not_looked_up,
    }
    return encode.json(made)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    fields = getattr(value, "__fields__", None)
    if fields is None:
        return value
    return {name: _plain(getattr(value, name)) for name in fields}


def _row(one: Standing) -> tuple[str, ...]:
    posture = {True: "read-only", False: "open", None: one.posture or "-"}[one.read_only]
    artifacts = f"{len(one.artifacts)}/{one.required}" if one.required else "-"
    last = f" to {one.artifacts[-1]}" if one.artifacts else ""
    return (
        one.number or "-", one.slug, one.status or "-", posture, _told(one.tasks), _told(one.checklist),
        artifacts + last, "; ".join(f"{name} {', '.join(keys)}".strip() for name, keys in one.cited_by.items()) or "-",
    )  # fmt: skip


def _told(count: Count) -> str:
    excused = f" and {count.excused} N/A" if count.excused else ""
    return f"{count.ticked}/{count.of - count.excused}{excused}" if count.of else "-"


def _cells(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
