"""The tables of a policy that demand something: of reports, of values together, of citations, of the tree."""

from __future__ import annotations

from ledgergate.policy import model
from ledgergate.policy.shapes import Choice, Entry, Flag, Map, Table, Tables, Text, Texts
from ledgergate.policy.sources import ROWS
from ledgergate.policy.special import BAND, COVERS, GIVES
from ledgergate.policy.texts import GLOBS, OWN_OR_GLOB, REGEX, REPORT_PATH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes

_WHERE = Map(Texts())
_LEDGER = Text("the name of a ledger")
_FIELD = Text("the name of a field")

TOTAL = Table(
    "totals",
    {
        "by": Entry(_FIELD, "Recompute every count that the report states by this field's values", 'by = "bucket"'),
        "pattern": Entry(
            REGEX,
            "Finds stated numbers in a line as it is read, without its marks: groups `count`, `of`, `percent`, or "
            "`first` and `last` of a range of keys; groups named as fields select by them",
            r"pattern = '(?P<count>\d+) of (?P<of>\d+) done'",
        ),
        "counts": Entry(
            Choice(("items", "rows", "boxes", "keys", "sum")),
            "What is counted; `sum` adds up the numbers of the group `terms`, and gives each an equal share of `of`",
        ),
        "where": Entry(_WHERE, "Which items are counted: field -> values", 'where = { bucket = ["A", "B"] }'),
        "of": Entry(_WHERE, "Which items the whole is made of"),
        "under": Entry(Texts(), "Headings that the statement, or the counted things, stand under"),
        "keys": Entry(REGEX, 'counts = "keys": distinct matches are counted', r"keys = 'FR-\d+'"),
        "file": Entry(
            OWN_OR_GLOB,
            'Where it is counted: the statement\'s section without it, "." for its whole document, "linked", or a path',
            'file = "linked"',
        ),
        "at": Entry(Text(), "The front-matter key or YAML path of the number", 'at = "progress.done"'),
        "column": Entry(Text(), "The table column with the numbers", 'column = "Tasks"'),
        "ledger": Entry(_LEDGER, "The ledger that is counted, where it is not the report's"),
        "optional": Entry(Flag(), "The report may state no such number"),
        "every": Entry(
            Flag(), "Beside `by`: a table of the field's values has a row for each, also for one that no item has"
        ),
    },
    lambda values, at, told: _total(values, at, told),
)


def _total(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    if not values.keys() & {"by", "pattern", "at", "column"}:
        return told.add(at, "binds no number; give 'by', 'pattern', 'at' or 'column'")
    groups = {
        name for name in ("count", "of", "percent", "first", "last") if f"(?P<{name}>" in values.get("pattern", "")
    }
    if "pattern" in values and not groups - {"first", "last"} and groups != {"first", "last"}:
        return told.add((*at, "pattern"), "expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)")
    for name, sentence in _idle(values):
        told.add((*at, name), sentence)
    if values.get("counts") == "keys" and "keys" not in values:
        return told.add(at, "counts keys, but 'keys' does not say what a key looks like")
    return model.Total(**values, line=told.lines.of(at))


# What binds the number -> the keys that say nothing there: a key that nobody reads would pass for a demand.
_IDLE = {
    "by": ("pattern", "column", "at", "counts", "of", "under", "keys", "file"),
    "at": ("pattern", "column", "under", "file", "keys"),
    "column": ("under",),
}
_ITEMS_ONLY = ("where", "of", "ledger")


def _idle(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of a total that would have no effect, and why."""
    bound = next((name for name in _IDLE if name in values), "")
    if "every" in values and bound != "by":
        yield "every", "has no effect without 'by'"
    yield from ((name, f"has no effect beside '{bound}'") for name in _IDLE.get(bound, ()) if name in values)
    counts = values.get("counts", "items")
    if bound == "by":
        return
    if bound == "at" and counts != "items":
        yield "counts", "a number of the front matter counts items"
    if counts != "items":
        idle = ("ledger",) if counts == "rows" else _ITEMS_ONLY
        yield from ((name, f"has no effect where {counts} are counted") for name in idle if name in values)
    elif "file" in values and bound != "at":
        yield "file", "has no effect where items are counted"
    if "keys" in values and counts != "keys" and bound != "at":
        yield "keys", f"has no effect where {counts} are counted"


def _needs_ledger(total: model.Total) -> bool:
    return not total.ledger and total.counts != "sum"


def _report(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    values.setdefault("covers", {})
    if not values.keys() & {"rows", "totals", "claims"}:
        told.add(at, "binds nothing; give 'rows' or 'totals'")
    if not values.get("ledger") and ("rows" in values or any(map(_needs_ledger, values.get("totals", ())))):
        return told.add(at, "needs 'ledger': the name of the ledger that it restates")
    return model.ReportPolicy(**values, line=told.lines.of(at))


REPORT = Table(
    "report",
    {
        "path": Entry(
            REPORT_PATH,
            "Path or glob; `{package}/` at its beginning binds it to each [[package]]",
            'path = "{package}/reconciliation.md"',
            required=True,
        ),
        "ledger": Entry(_LEDGER, "The ledger that it restates", 'ledger = "candidates"'),
        "rows": Entry(ROWS, "How its rows are bound to items", 'rows = { items = "table", key = "Candidate" }'),
        "covers": Entry(
            COVERS,
            'The items that must have rows: {} or "all" is every item, "none" makes it a selection; else field -> '
            'values, or `key = ">=100"` for every number from there on, `section`, `title`',
            'covers = { bucket = ["A", "B"] }',
        ),
        "classifies": Entry(
            GIVES,
            "It may give a value that the ledger does not, of any field or of those named; of a field one report may",
            'classifies = ["boundary"]',
        ),
        "totals": Entry(Tables(TOTAL, single=True), "Numbers that are recomputed", 'totals = { by = "bucket" }'),
        "count": Entry(
            BAND,
            'How many rows there may be: "rows", or "field=value", -> a number or [least, most]',
            'count = { rows = [3, 7], "lane=primary" = 1 }',
            to="counts",
        ),
        "optional": Entry(Flag(), "The report may be absent"),
        "extra_rows": Entry(Flag(), "Rows that name no item are welcome"),
        "claims": Entry(Flag(), "The packages' claims are looked for in it"),
        "states": Entry(
            Map(Texts()),
            'What headings, labels and sentences call one row: "field=value" of it -> names; they must mean that row',
            'states = { "role=primary" = ["Primary", "Next spec"] }',
        ),
    },
    _report,
)

_WHEN = "field -> value or values; also `report`, `ledger`, `question`, `answer`"
INVARIANT = Table(
    "invariant",
    {
        "when": Entry(_WHERE, f"What it speaks of: {_WHEN}", 'when = { bucket = "D" }', required=True),
        "then": Entry(_WHERE, "What must be true then", 'then = { boundary = "/customerportal" }'),
        "none": Entry(_WHERE, "What must not exist then", 'none = { ledger = "candidates", bucket = "A" }'),
        "every": Entry(
            _WHERE,
            "Items of a ledger that the answer must name, where it names any: `ledger` and field -> values",
            'every = { ledger = "candidates", bucket = "A" }',
        ),
        "never": Entry(
            _WHERE, "Items that the answer must not give", 'never = { ledger = "candidates", bucket = "F" }'
        ),
        "reason": Entry(Text(), "Why; findings quote it", required=True),
    },
    lambda values, at, told: _invariant(values, at, told),
)


def _invariant(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    demands = {part: values.get(part, {}) for part in ("then", "none", "every", "never")}
    if not any(demands.values()):
        return told.add(at, "demands nothing; give 'then' or 'none'")
    for part in ("every", "never"):
        if demands[part] and "question" not in values["when"]:
            told.add((*at, part), "speaks of answers; name a question in 'when'")
        if demands[part] and "ledger" not in demands[part]:
            told.add((*at, part), "names no ledger")
    return model.Invariant(when=values["when"], reason=values["reason"], line=told.lines.of(at), **demands)


EVIDENCE = Table(
    "evidence",
    {
        "ledger": Entry(_LEDGER, "The ledger whose items need citations"),
        "report": Entry(Text(), "The report whose rows need them: its path or file name", 'report = "readiness.md"'),
        "when": Entry(_WHERE, "Which of them: field -> values; all without it", 'when = { state = "productized" }'),
        "field": Entry(_FIELD, "The field that cites"),
        "needs": Entry(
            Map(GLOBS),
            "Kind -> globs: one citation of each kind; any citation without it",
            'needs = { code = "app/**", test = "tests/**" }',
        ),
        "forbids": Entry(
            Texts(Choice(("completed-package",))),
            "Citations that contradict the value",
            'forbids = "completed-package"',
        ),
        "refutes": Entry(
            Map(GLOBS),
            "Kind -> globs: who cites one of each kind shows more than the value says",
            'refutes = { code = "app/**", test = "tests/**" }',
        ),
        "reason": Entry(Text(), "Why; findings quote it"),
    },
    lambda values, at, told: _evidence(values, at, told),
)


def _evidence(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    if not values.keys() & {"ledger", "report"}:
        return told.add(at, "speaks of nothing; give 'ledger' or 'report'")
    return model.Evidence(**{"ledger": "", **values}, line=told.lines.of(at))


TRUTH = Table(
    "truth",
    {
        "ledger": Entry(_LEDGER, "The ledger whose items claim something", required=True),
        "field": Entry(_FIELD, "The field that claims it", required=True),
        "done": Entry(Texts(), "The values that claim completion", 'done = ["done", "shipped"]', required=True),
        "open": Entry(
            Texts(),
            "The words that say that something is left to do, for LG407: values, their texts, or what is written",
            'open = ["draft", "in progress"]',
        ),
        "tasks": Entry(
            OWN_OR_GLOB,
            'The file beside the item whose boxes must be ticked; "." is the item\'s own file',
            'tasks = "tasks.md"',
        ),
        "except_under": Entry(Texts(), "Headings whose boxes do not count", 'except_under = "Follow-ups"'),
        "except_boxes": Entry(REGEX, "Boxes whose text matches do not count", 'except_boxes = "optional"'),
        "package_status": Entry(Flag(), "A cited package must be closed"),
        "children": Entry(_LEDGER, "Another ledger, whose items name this one's", 'children = "stories"'),
        "child_field": Entry(_FIELD, "The field of the children that must be done too"),
        "child_parent": Entry(_FIELD, "The field of the children that names the parent"),
    },
    lambda values, at, told: model.Truth(**values, line=told.lines.of(at)),
)
