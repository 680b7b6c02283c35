"""The tables of a policy file: every key with its shape, its meaning and an example, and the value it becomes."""

from __future__ import annotations

from ledgergate.policy import model
from ledgergate.policy.shapes import NOWHERE, Choice, Day, Either, Entry, Flag, Map, Table, Tables, Text, Texts, Whole
from ledgergate.policy.special import BAND, COVERS, RULE, RULES, levels
from ledgergate.policy.sources import DISPOSITIONS, FIELDS, KEY, ROWS, SOURCE, keyed
from ledgergate.policy.texts import GLOB, GLOBS, OWN_OR_GLOB, PATTERNS, REGEX, REPORT_PATH, WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.policy.mistakes import At, Mistakes

_WHERE = Map(Texts())
_LEDGER = Text("the name of a ledger")
_FIELD = Text("the name of a field")
_INHERIT = Entry(Flag(), "false: nothing of the preset's table of this name is taken", "inherit = false", to=NOWHERE)


def _lined(kind: Any) -> Any:
    """Makes `kind` with the line that the policy says it at."""
    return lambda values, at, told: kind(**values, line=told.lines.of(at))


def _read_only(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    for name in ("words", "open_words"):
        if name in values:
            values[name] = (*getattr(model.ReadOnly(), name), *values[name])
    return model.ReadOnly(**values)


READ_ONLY = Table(
    "posture.read_only",
    {
        "always": Entry(Flag(), "Every change is read-only"),
        "declared": Entry(Flag(), "An open package that the change touches, or that its branch names, declares it"),
        "branches": Entry(Texts(), "Shell patterns over the branch's short name", 'branches = ["docs/*", "*-audit"]'),
        "commit_types": Entry(Texts(), "Conventional Commits types that announce a read-only commit", 'commit_types = ["docs"]'),
        "each_commit": Entry(Flag(), "Judge each such commit of a range, not the net change alone"),
        "label": Entry(Texts(), "The label of the declaration", 'label = ["Runtime posture", "Laufzeit"]'),
        "words": Entry(Texts(), "Further words that declare read-only", 'words = ["nur Dokumentation"]'),
        "open_words": Entry(Texts(), "Further words that declare an open posture"),
    },
    _read_only,
)  # fmt: skip
POSTURE = Table(
    "posture",
    {
        "inherit": _INHERIT,
        "runtime": Entry(PATTERNS, 'gitignore patterns of the runtime paths, in order; "!" re-includes', 'runtime = ["app/**", "!app/**/*.md"]', to="patterns"),
        "kinds": Entry(Map(PATTERNS), "What a runtime path is, for the message alone", 'kinds = { migrations = ["**/migrations/**"] }'),
        "read_only": Entry(READ_ONLY, "What puts a change under the read-only posture; any one of these does"),
    },
    lambda values, at, told: model.Runtime(**values),
)  # fmt: skip


class _Values(Map):
    """A vocabulary's values: key -> text, or a list of keys that are their own text."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, list):
            return super().read(value, at, told)
        read = Texts().read(value, at, told)
        return {word: word for word in read} if isinstance(read, tuple) else read

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [super().schema(), Texts().schema()]}


VOCABULARY = Table(
    "vocabulary.NAME",
    {
        "inherit": _INHERIT,
        "values": Entry(_Values(Text()), "Key -> text for people; a list where both are the same", 'values = { now = "Do now" }', required=True),
        "aliases": Entry(Map(Text()), "Further words -> key, in any language", 'aliases = { sofort = "now" }'),
        "placeholders": Entry(Texts(Text(empty=True)), "Words that mean that nothing is decided yet, besides TBD, ?, a dash", 'placeholders = "triage"'),
    },
    lambda values, at, told: model.Vocabulary(str(at[-1]), **values),
)  # fmt: skip


def _ledger(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    for name in ("key", "title"):
        keyed(values, name, "", at, told)
    if not values.get("sources") and not values.get("items"):
        return told.add(at, "needs 'sources' (where its items are read) or 'items' (their names)")
    return model.LedgerPolicy(str(at[-1]), **values, line=told.lines.of(at))


LEDGER = Table(
    "ledger.NAME",
    {
        "inherit": _INHERIT,
        "sources": Entry(Tables(SOURCE, single=True), "Where the items are read", 'sources = [{ path = "docs/x.md", items = "table" }]'),
        "items": Entry(Texts(), "The items, given here instead of read", 'items = ["Shell", "Review workspace"]'),
        "key": Entry(Either(Text(), KEY), "A regular expression with a group `key` over the shape's own key text, or a table; without it the key is the normalised title", r"key = '^(?P<key>[A-Z]+-\d+)\b'"),
        "title": Entry(Either(Text(), KEY), "The same for the title, with a group `title`", r"title = '^\S+ (?P<title>.+)'"),
        "fields": Entry(FIELDS, "The items' fields, by name", 'fields.bucket = { label = "Bucket", values = "bucket" }'),
        "dispositions": Entry(DISPOSITIONS, "Where it is written what became of items that are gone"),
        "ignore": Entry(Texts(WORDS), "Headings or rows that are no items: texts or /regular expressions/", 'ignore = ["How to add a candidate"]'),
        "conserve": Entry(Flag(), "An item known before must be known after, or have a disposition (LG205)"),
        "unique": Entry(Flag(), "No key and no title twice (LG204)"),
    },
    _ledger,
)  # fmt: skip

TOTAL = Table(
    "totals",
    {
        "by": Entry(_FIELD, "Recompute every count that the report states by this field's values", 'by = "bucket"'),
        "pattern": Entry(REGEX, "Finds stated numbers: groups `count`, `of`, `percent`, and groups named as fields to select by", r"pattern = '(?P<count>\d+) of (?P<of>\d+) done'"),
        "counts": Entry(Choice(("items", "rows", "boxes", "keys", "sum")), "What is counted"),
        "where": Entry(_WHERE, "Which items are counted: field -> values", 'where = { bucket = ["A", "B"] }'),
        "of": Entry(_WHERE, "Which items the whole is made of"),
        "under": Entry(Texts(WORDS), "Headings that the statement, or the counted things, stand under"),
        "keys": Entry(REGEX, 'counts = "keys": distinct matches are counted', r"keys = 'FR-\d+'"),
        "file": Entry(GLOB, 'Where it is counted: this file without it, "linked", or a path', 'file = "linked"'),
        "at": Entry(Text(), "The front-matter key or YAML path that holds the number", 'at = "progress.done"'),
        "column": Entry(Text(), "The table column that holds the numbers", 'column = "Tasks"'),
        "ledger": Entry(_LEDGER, "The ledger that is counted, where it is not the report's"),
    },
    lambda values, at, told: _total(values, at, told),
)  # fmt: skip


def _total(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    if not values.keys() & {"by", "pattern", "at", "column"}:
        return told.add(at, "binds no number; give 'by', 'pattern', 'at' or 'column'")
    if "pattern" in values and not any(f"(?P<{group}>" in values["pattern"] for group in ("count", "of", "percent")):
        return told.add((*at, "pattern"), "expected a named group (?P<count>...), (?P<of>...) or (?P<percent>...)")
    if values.get("counts") == "keys" and "keys" not in values:
        return told.add(at, "counts keys, but 'keys' does not say what a key looks like")
    return model.Total(**values, line=told.lines.of(at))


def _report(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    values.setdefault("covers", {})
    if not values.keys() & {"rows", "totals", "claims"}:
        told.add(at, "binds nothing; give 'rows' or 'totals'")
    if not values.get("ledger") and ("rows" in values or any(not one.ledger for one in values.get("totals", ()))):
        return told.add(at, "needs 'ledger': the name of the ledger that it restates")
    return model.ReportPolicy(**values, line=told.lines.of(at))


REPORT = Table(
    "report",
    {
        "path": Entry(REPORT_PATH, "Path or glob; `{package}/` at its beginning binds it to each [[package]]", 'path = "{package}/reconciliation.md"', required=True),
        "ledger": Entry(_LEDGER, "The ledger that it restates", 'ledger = "candidates"'),
        "rows": Entry(ROWS, "How its rows are bound to items", 'rows = { items = "table", key = "Candidate" }'),
        "covers": Entry(COVERS, 'The items that must have rows: {} or "all" is every item, "none" makes it a selection', 'covers = { bucket = ["A", "B"] }'),
        "classifies": Entry(Flag(), "It may give a value that the ledger does not; at most one report of a ledger may"),
        "totals": Entry(Tables(TOTAL, single=True), "Numbers that are recomputed", 'totals = { by = "bucket" }'),
        "count": Entry(BAND, 'How many rows there may be: "rows", or "field=value", -> a number or [least, most]', 'count = { rows = [3, 7], "lane=primary" = 1 }', to="counts"),
        "optional": Entry(Flag(), "The report may be absent"),
        "extra_rows": Entry(Flag(), "Rows that name no item are welcome"),
        "claims": Entry(Flag(), "The packages' claims are looked for in it"),
    },
    _report,
)  # fmt: skip

_WHEN = "field -> value or values; also `report`, `ledger`, `question`, `answer`"
INVARIANT = Table(
    "invariant",
    {
        "when": Entry(_WHERE, f"What it speaks of: {_WHEN}", 'when = { bucket = "D" }', required=True),
        "then": Entry(_WHERE, "What must hold then", 'then = { boundary = "/customerportal" }'),
        "none": Entry(_WHERE, "What must not exist then", 'none = { ledger = "candidates", bucket = "A" }'),
        "reason": Entry(Text(), "Why; findings quote it", required=True),
    },
    lambda values, at, told: _invariant(values, at, told),
)  # fmt: skip


def _invariant(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    if not values.get("then") and not values.get("none"):
        return told.add(at, "demands nothing; give 'then' or 'none'")
    return model.Invariant(
        values["when"], values.get("then", {}), values.get("none", {}), values["reason"], told.lines.of(at)
    )


EVIDENCE = Table(
    "evidence",
    {
        "ledger": Entry(_LEDGER, "The ledger whose items need citations"),
        "report": Entry(Text(), "The report whose rows need them: its path or file name", 'report = "readiness.md"'),
        "when": Entry(_WHERE, "Which of them: field -> values; all without it", 'when = { state = "productized" }'),
        "field": Entry(_FIELD, "The field that cites"),
        "needs": Entry(Map(GLOBS), "Kind -> globs: one citation of each kind; any citation without it", 'needs = { code = "app/**", test = "tests/**" }'),
        "forbids": Entry(Texts(Choice(("completed-package",))), "Citations that contradict the value", 'forbids = "completed-package"'),
        "reason": Entry(Text(), "Why; findings quote it"),
    },
    lambda values, at, told: _evidence(values, at, told),
)  # fmt: skip


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
        "tasks": Entry(OWN_OR_GLOB, 'The file beside the item whose boxes must be ticked; "." is the item\'s own file', 'tasks = "tasks.md"'),
        "except_under": Entry(Texts(WORDS), "Headings whose boxes do not count", 'except_under = "Follow-ups"'),
        "except_boxes": Entry(REGEX, "Boxes whose text matches do not count", 'except_boxes = "optional"'),
        "package_status": Entry(Flag(), "A cited package must be closed"),
        "children": Entry(_LEDGER, "Another ledger, whose items name this one's", 'children = "stories"'),
        "child_field": Entry(_FIELD, "The field of the children that must be done too"),
        "child_parent": Entry(_FIELD, "The field of the children that names the parent"),
    },
    _lined(model.Truth),
)  # fmt: skip


STATUS = Table(
    "status",
    {
        "label": Entry(Texts(), "The label of a package's status", 'label = ["Status", "State"]'),
        "closed": Entry(
            Texts(), "The words that close it: its content is frozen then", 'closed = ["Complete", "Closed"]'
        ),
    },
    lambda values, at, told: values,
)


def _package(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    status = values.pop("status", {})
    renamed = {"status_labels": status.get("label"), "closed": status.get("closed")}
    values.update({name: value for name, value in renamed.items() if value})
    return model.Package(**{**values, "path": values["path"].rstrip("/")}, line=told.lines.of(at))


PACKAGE = Table(
    "package",
    {
        "path": Entry(GLOB, "Glob of the packages' folders", 'path = "specs/*"', required=True),
        "requires": Entry(GLOBS, "Files that each must hold", 'requires = ["spec.md", "plan.md"]'),
        "status": Entry(STATUS, "How a package says that it is closed", 'status = { label = "Status", closed = "Done" }'),
        "enforce": Entry(Choice(("when-closed", "always")), "When unticked items, open questions and placeholders are findings"),
        "questions": Entry(Map(Text()), "Name -> question that must have an answer", 'questions.ready = "Is it ready?"'),
        "claims": Entry(Texts(REGEX), "Claims that need evidence in the same row or paragraph: regular expressions", 'claims = ["all tests pass"]'),
        "spec": Entry(GLOB, "The file that states status and posture"),
        "tasks": Entry(GLOB, "The file with the tasks"),
        "checklists": Entry(GLOBS, "The files with checklists"),
        "placeholders": Entry(Texts(WORDS), "A template's own text that must be gone: texts or /regular expressions/", 'placeholders = "[FEATURE NAME]"'),
        "sections": Entry(Map(Texts(WORDS)), "File -> headings that must hold text", 'sections = { "spec.md" = ["Scope"] }'),
        "numbers": Entry(Flag(), "Package numbers and slugs are taken once (LG505)"),
        "binds": Entry(Flag(), "`{package}` in a report's path, and a preset's package without path, mean this one too"),
    },
    _package,
)  # fmt: skip
WAIVER = Table(
    "waiver",
    {
        "rule": Entry(RULE, "The rule's name or code", 'rule = "evidence-missing-path"', required=True),
        "path": Entry(GLOB, "Where it holds; everywhere without it", 'path = "docs/roadmap.md"'),
        "key": Entry(Text(), "The item that it holds for", 'key = "C-41"'),
        "reason": Entry(Text(), "Why", required=True),
        "owner": Entry(Text(), "Who answers for it", 'owner = "platform"', required=True),
        "expires": Entry(Day(), "The last day that it holds", "expires = 2027-01-31", required=True),
    },
    _lined(model.Waiver),
)  # fmt: skip
DOCUMENTS = Table(
    "documents",
    {
        "links": Entry(GLOBS, "Documents whose relative links must lead somewhere", 'links = ["docs/**/*.md"]'),
        "whitespace": Entry(Flag(), "Report whitespace errors in governed documents (LG105)"),
        "terms": Entry(Texts(), "Stable words of the product", 'terms = ["Review pack"]'),
    },
    lambda values, at, told: values,
)


def _policy(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    documents, rules = values.pop("documents", {}), values.pop("rules", {})
    given, by_path = levels(rules)
    return model.Policy(told.origin, **values, **documents, levels=given, path_levels=by_path)


TABLES = (
    "posture",
    "vocabulary",
    "ledger",
    "report",
    "invariant",
    "evidence",
    "truth",
    "package",
    "rules",
    "documents",
)
TOP = {
    "preset": Entry(Text("the name of a preset"), "The preset that the policy starts from", 'preset = "productization-readiness"'),
    "without": Entry(Texts(Choice(TABLES)), "Tables of the preset that are not taken", 'without = ["invariant"]', to=NOWHERE),
    "posture": Entry(POSTURE, "What is runtime, and when a change may not touch it", to="runtime"),
    "vocabulary": Entry(Map(VOCABULARY), "Words that fields may hold", to="vocabularies"),
    "ledger": Entry(Map(LEDGER), "Sets of items and where they are read", to="ledgers"),
    "report": Entry(Tables(REPORT), "Documents that restate a ledger", to="reports"),
    "invariant": Entry(Tables(INVARIANT), "What must hold together", to="invariants"),
    "evidence": Entry(Tables(EVIDENCE), "What needs citations"),
    "truth": Entry(Tables(TRUTH), "What the tree must show where a field says so", to="truths"),
    "package": Entry(Tables(PACKAGE), "Folders with required artifacts", to="packages"),
    "rules": Entry(RULES, "Rule -> level"),
    "waiver": Entry(Tables(WAIVER), "Written exceptions", to="waivers"),
    "documents": Entry(DOCUMENTS, "What holds for documents as such"),
}  # fmt: skip
POLICY = Table("policy", TOP, _policy)
