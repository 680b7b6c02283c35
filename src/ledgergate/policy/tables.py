"""The tables of a policy file: every key with its shape, its meaning and an example, and the value it becomes."""

from __future__ import annotations

from ledgergate.policy import model
from ledgergate.policy.demands import EVIDENCE, INVARIANT, REPORT, TRUTH
from ledgergate.policy.shapes import NOWHERE, Choice, Day, Either, Entry, Flag, Map, Table, Tables, Text, Texts
from ledgergate.policy.sources import DISPOSITIONS, FIELDS, KEY, SOURCE, keyed
from ledgergate.policy.special import RULE, RULES, TERMS, levels
from ledgergate.policy.texts import BOX, GLOB, GLOBS, PATTERNS, REGEX, WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes

_INHERIT = Entry(Flag(), "false: nothing of the preset's table of this name is taken", "inherit = false", to=NOWHERE)


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
        "commit_types": Entry(
            Texts(), "Conventional Commits types that announce a read-only commit", 'commit_types = ["docs"]'
        ),
        "each_commit": Entry(Flag(), "Judge each such commit of a range, not the net change alone"),
        "label": Entry(Texts(), "The label of the declaration", 'label = ["Runtime posture", "Laufzeit"]'),
        "words": Entry(Texts(), "Further words that declare read-only", 'words = ["nur Dokumentation"]'),
        "open_words": Entry(Texts(), "Further words that declare an open posture"),
    },
    _read_only,
)
POSTURE = Table(
    "posture",
    {
        "inherit": _INHERIT,
        "runtime": Entry(
            PATTERNS,
            'gitignore patterns of the runtime paths, in order; "!" re-includes',
            'runtime = ["app/**", "!app/**/*.md"]',
            to="patterns",
        ),
        "kinds": Entry(
            Map(PATTERNS),
            "What a runtime path is, for the message alone",
            'kinds = { migrations = ["**/migrations/**"] }',
        ),
        "read_only": Entry(READ_ONLY, "What puts a change under the read-only posture; any one of these does"),
    },
    lambda values, at, told: model.Runtime(**values),
)


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
        "values": Entry(
            _Values(Text()),
            "Key -> text for people; a list where both are the same",
            'values = { now = "Do now" }',
            required=True,
        ),
        "aliases": Entry(Map(Text()), "Further words -> key, in any language", 'aliases = { sofort = "now" }'),
        "placeholders": Entry(
            Texts(Text(empty=True)),
            "Words that mean that nothing is decided yet, besides TBD, ?, a dash",
            'placeholders = "triage"',
        ),
    },
    lambda values, at, told: model.Vocabulary(str(at[-1]), **values),
)


def _ledger(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    for name in ("key", "title"):
        keyed(values, name, None, at, told)
    if not values.get("sources") and not values.get("items"):
        return told.add(at, "needs 'sources' (where its items are read) or 'items' (their names)")
    return model.LedgerPolicy(str(at[-1]), **values, line=told.lines.of(at))


LEDGER = Table(
    "ledger.NAME",
    {
        "inherit": _INHERIT,
        "sources": Entry(
            Tables(SOURCE, single=True),
            "Where the items are read",
            'sources = [{ path = "docs/x.md", items = "table" }]',
        ),
        "items": Entry(Texts(), "The items, given here instead of read", 'items = ["Shell", "Review workspace"]'),
        "key": Entry(
            Either(Text(), KEY),
            "A regular expression with a group `key` over the shape's key text, or a table; else the title is the key",
            r"key = '^(?P<key>[A-Z]+-\d+)\b'",
        ),
        "title": Entry(
            Either(Text(), KEY), "The same for the title, with a group `title`", r"title = '^\S+ (?P<title>.+)'"
        ),
        "fields": Entry(
            FIELDS, "The items' fields, by name", 'fields.bucket = { label = "Bucket", values = "bucket" }'
        ),
        "dispositions": Entry(DISPOSITIONS, "Where it is written what became of items that are gone"),
        "ignore": Entry(
            Texts(WORDS),
            "Headings or rows that are no items: texts or /regular expressions/",
            'ignore = ["How to add a candidate"]',
        ),
        "conserve": Entry(Flag(), "An item known before must be known after, or have a disposition (LG205)"),
        "unique": Entry(Flag(), "No key and no title twice (LG204); else a name without a number stands for several"),
    },
    _ledger,
)

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
        "requires": Entry(GLOBS, "Files that each must contain", 'requires = ["spec.md", "plan.md"]'),
        "status": Entry(
            STATUS, "How a package says that it is closed", 'status = { label = "Status", closed = "Done" }'
        ),
        "enforce": Entry(
            Choice(("when-closed", "always")), "When unticked items, open questions and placeholders are findings"
        ),
        "questions": Entry(
            Map(Text()),
            "Name -> question that must have an answer; ` | ` stands between its wordings",
            'questions.ready = "Is it ready?"',
        ),
        "claims": Entry(
            Texts(REGEX),
            "Claims that need evidence in the same row or paragraph: regular expressions",
            'claims = ["all tests pass"]',
        ),
        "spec": Entry(GLOB, "The file that states status and posture"),
        "tasks": Entry(GLOB, "The file with the tasks"),
        "checklists": Entry(GLOBS, "The files with checklists"),
        "placeholders": Entry(
            Texts(WORDS),
            "A template's own text that must be gone: texts or /regular expressions/",
            'placeholders = "[FEATURE NAME]"',
        ),
        "sections": Entry(
            Map(Texts(WORDS)), "File -> headings that must have text below them", 'sections = { "spec.md" = ["Scope"] }'
        ),
        "labels": Entry(
            Map(Texts()),
            "File -> labels or headings that must have a value; ` | ` stands between the names of one",
            'labels = { "spec.md" = ["Decision | Entscheidung"] }',
        ),
        "numbers": Entry(Flag(), "Package numbers and slugs are taken once (LG505)"),
        "binds": Entry(
            Flag(), "`{package}` in a report's path, and a preset's package without path, mean this one too"
        ),
    },
    _package,
)
WAIVER = Table(
    "waiver",
    {
        "rule": Entry(RULE, "The rule's name or code", 'rule = "evidence-missing-path"', required=True),
        "path": Entry(GLOB, "Where it applies; everywhere without it", 'path = "docs/roadmap.md"'),
        "key": Entry(Text(), "The item that it applies to", 'key = "C-41"'),
        "reason": Entry(Text(), "Why", required=True),
        "owner": Entry(Text(), "Who answers for it", 'owner = "platform"', required=True),
        "expires": Entry(Day(), "The last day on which it applies", "expires = 2027-01-31", required=True),
    },
    lambda values, at, told: model.Waiver(**values, line=told.lines.of(at)),
)


def _workspace(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    path = values["path"].rstrip("/")
    return told.add((*at, "path"), "'**' has no end: name each depth, as in \"services/*\"") if "**" in path else path


WORKSPACE = Table(
    "workspace",
    {"path": Entry(GLOB, "Glob of the folders that hold policies of their own", 'path = "services/*"', required=True)},
    _workspace,
)
DOCUMENTS = Table(
    "documents",
    {
        "links": Entry(GLOBS, "Documents whose relative links must lead somewhere", 'links = ["docs/**/*.md"]'),
        "closed_boxes": Entry(
            Texts(BOX),
            "Marks of task boxes that count as ticked besides the x; every other mark is open",
            'closed_boxes = ["-"]',
        ),
        "keys": Entry(
            GLOBS,
            "Documents in which keys of a ledger's own form must name its items (LG206)",
            'keys = ["docs/**/*.md"]',
        ),
        "whitespace": Entry(Flag(), "Report whitespace errors in governed documents (LG105)"),
        "excuses": Entry(Flag(), "A comment in a document may excuse one line, as a waiver does", "excuses = true"),
        "terms": Entry(
            TERMS,
            "Stable terms of the product (LG506): a list, or term -> words that must not stand for it",
            'terms = { "Review pack" = ["Prüfpaket"] }',
        ),
    },
    lambda values, at, told: values,
)


def _policy(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    documents, rules = values.pop("documents", {}), values.pop("rules", {})
    given, by_path = levels(rules)
    return model.Policy(told.origin, **values, **documents, levels=given, path_levels=by_path, lines=told.lines.known)


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
    "preset": Entry(
        Text("the name of a preset"), "The preset that the policy starts from", 'preset = "productization-readiness"'
    ),
    "without": Entry(
        Texts(Choice(TABLES)), "Tables of the preset that are not taken", 'without = ["invariant"]', to=NOWHERE
    ),
    "plugins": Entry(Texts(), "Installed distributions with rules of one's own", 'plugins = "ledgergate-acme"'),
    "posture": Entry(POSTURE, "What is runtime, and when a change may not touch it", to="runtime"),
    "vocabulary": Entry(Map(VOCABULARY), "Words that fields may have", to="vocabularies"),
    "ledger": Entry(Map(LEDGER), "Sets of items and where they are read", to="ledgers"),
    "report": Entry(Tables(REPORT), "Documents that restate a ledger", to="reports"),
    "invariant": Entry(Tables(INVARIANT), "Statements that must agree", to="invariants"),
    "evidence": Entry(Tables(EVIDENCE), "What needs citations"),
    "truth": Entry(Tables(TRUTH), "What the tree must show where a field says so", to="truths"),
    "package": Entry(Tables(PACKAGE), "Folders with required artifacts", to="packages"),
    "rules": Entry(RULES, "Rule -> level"),
    "waiver": Entry(Tables(WAIVER), "Written exceptions", to="waivers"),
    "workspace": Entry(Tables(WORKSPACE), "Folders with policies of their own", to="workspaces"),
    "documents": Entry(DOCUMENTS, "What applies to documents as such"),
}
POLICY = Table("policy", TOP, _policy, partly=True)
