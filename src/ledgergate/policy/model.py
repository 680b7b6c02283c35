"""What a policy says, as values: patterns, vocabularies, ledgers, reports, invariants, packages, levels, waivers."""

from __future__ import annotations

from ledgergate.shapes import SHAPES
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from ledgergate.shapes import Shape

HOMES = ("ledgergate.toml", ".ledgergate.toml", "pyproject.toml")
OWN_HOMES = HOMES[:-1]  # files that are nothing but a policy
LIMIT = 64 * 1024  # bytes; a larger file is no policy, and costs the parser time
ALL = "*"  # a rule level that holds on every path
PACKAGE = "{package}"  # in a report's path: each package's folder


class ReadOnly(Value):
    """What puts a change under the read-only posture; any one of them does."""

    always: bool = False
    declared: bool = False
    branches: tuple[str, ...] = ()  # shell patterns over the branch's short name
    commit_types: tuple[str, ...] = ()  # Conventional Commits types
    each_commit: bool = False  # judge each docs commit of a range, not the net change alone
    label: tuple[str, ...] = ("Runtime posture",)
    words: tuple[str, ...] = ("read-only", "read only", "readonly", "docs-only", "docs only", "no runtime change")
    open_words: tuple[str, ...] = ("open", "runtime", "implementation", "feature", "read-write", "normal")


class Runtime(Value):
    """Which paths are runtime: gitignore patterns in order, with the policy's line of each."""

    patterns: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = {}
    read_only: ReadOnly = ReadOnly()


class Vocabulary(Value):
    """The words that a field may hold: key -> text for people, alias -> key, plus words that mean "nothing yet"."""

    name: str
    values: Mapping[str, str]
    aliases: Mapping[str, str] = {}
    placeholders: tuple[str, ...] = ()


class Key(Value):
    """Where a key (or a title) stands and how to cut it out.

    `source` is "" (the shape's own: heading text, key column, list text), "folder", "file", "path", "heading",
    "link", "text" or "cell:NAME", "front-matter:NAME", "label:NAME". `pattern` has a group `key` (or `title`);
    `prefix` is put before what was found; `format` joins several named groups: "{epic}-{story}".
    """

    source: str = ""
    pattern: str = ""
    prefix: str = ""
    format: str = ""


class Field(Value):
    """A field of an item: where its value is written and what it may be.

    `labels` are column names, bold labels, front-matter or YAML keys, in any of which the value may stand.
    `source` is "label" (those), or "heading", "folder", "file", "text", "checkbox", "struck", "codes": taken from
    where the item stands. `kind` is "value", "text", "evidence", "number", "score", "key", "alias" (a further name)
    or "refers": then the value names items of `ledger`, by "" those of the field's own one.
    `map` turns the document's words into the vocabulary's.
    """

    name: str
    labels: tuple[str, ...] = ()
    source: str = "label"
    vocabulary: str = ""
    required: bool = False
    kind: str = "value"
    pattern: str = ""
    map: Mapping[str, str] = {}
    classifies: bool = False
    default: str = ""
    exact: bool = False  # nothing may stand after the value: no note, no date
    both: bool = False  # read the place (`source`) and the labels; two different values are a finding
    ledger: str = ""


class Source(Value):
    """One place that items are read from."""

    path: str
    items: str
    level: int = 0
    under: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    key: Key | None = None
    title: Key | None = None
    columns: tuple[str, ...] = ()  # further column names by which a table is recognised
    exclude: tuple[str, ...] = ()  # globs
    ignore: tuple[str, ...] = ()  # headings, rows, keys that are not items: text or /pattern/
    at: str = ""  # key path in YAML, TOML
    pattern: str = ""  # what makes a paragraph, list entry or key an item
    closed_boxes: tuple[str, ...] = ()  # the policy's
    file: str = ""  # items = "files" over folders ("specs/*/"): the file inside that has the fields
    fields: Mapping[str, Field] = {}
    optional: bool = False
    depth: int = 0  # lists: 0 is any depth, 1 the outermost
    line: int = 0  # where the policy says so

    @property
    def shape(self) -> Shape:
        return SHAPES[self.items]


class Dispositions(Value):
    """Where tombstones are written, and the words that make one."""

    path: str = ""
    under: tuple[str, ...] = ()
    merged: tuple[str, ...] = (
        "merged into", "merged with", "folded into", "absorbed into", "absorbed by", "consolidated into",
        "duplicate of", "zusammengeführt mit", "zusammengelegt mit", "aufgegangen in", "vereint mit", "duplikat von",
        "aufgegangen",
    )  # fmt: skip
    superseded: tuple[str, ...] = (
        "superseded by", "replaced by", "obsoleted by", "covered by", "ersetzt durch", "abgelöst durch", "abgelöst von",
        "überholt durch", "abgedeckt durch",
    )  # fmt: skip
    renamed: tuple[str, ...] = (
        "renamed from", "renamed to", "formerly", "previously", "now called", "umbenannt von", "umbenannt in",
        "vormals", "früher", "heißt jetzt",
    )  # fmt: skip
    dropped: tuple[str, ...] = (
        "dropped because", "dropped", "rejected", "withdrawn", "won't do", "closed", "obsolete", "abandoned",
        "cancelled", "canceled", "discarded", "descoped", "not planned", "verworfen", "entfallen", "gestrichen",
        "abgelehnt", "zurückgezogen", "hinfällig", "eingestellt", "nicht weiterverfolgt",
    )  # fmt: skip
    moved: tuple[str, ...] = ("moved to", "transferred to", "promoted to", "verschoben nach", "übernommen in")


class LedgerPolicy(Value):
    """One `[ledger.NAME]`."""

    name: str
    sources: tuple[Source, ...] = ()
    key: Key | None = None
    title: Key | None = None
    fields: Mapping[str, Field] = {}
    items: tuple[str, ...] = ()
    dispositions: Dispositions | None = None
    ignore: tuple[str, ...] = ()
    conserve: bool = True
    unique: bool = True
    line: int = 0


class Rows(Value):
    """How a report binds rows to items."""

    source: Source
    columns: Mapping[str, str] = {}  # column or label -> field
    maps: Mapping[str, Mapping[str, str]] = {}  # field -> the report's word -> the vocabulary's key


class Total(Value):
    """One bound number, or family of numbers.

    `by` recomputes each count that the report states by a field's value. `pattern` finds stated numbers: groups
    `count`, `of`, `percent`, and any group named as a field to select by; `counts` is what is counted: "items",
    "rows", "boxes", "keys", "sum". `where` selects items, `under` the headings that the statement or the counted
    things stand under, `keys` the pattern of distinct keys, `file` "" (the statement's section), "." (its document),
    "linked" or a path.
    """

    by: str = ""
    pattern: str = ""
    counts: str = "items"
    where: Mapping[str, tuple[str, ...]] = {}
    of: Mapping[str, tuple[str, ...]] = {}
    under: tuple[str, ...] = ()
    keys: str = ""
    file: str = ""
    at: str = ""  # front-matter key or YAML path that holds the number
    column: str = ""  # a table column that holds the numbers
    ledger: str = ""
    optional: bool = False  # the report may state no such number
    every: bool = False  # a table counts each value of the vocabulary, also one that no item has
    line: int = 0


class Count(Value):
    """How many rows a report may have, of all or of one value: `field` is "" for all rows."""

    field: str
    value: str
    least: int
    most: int


class ReportPolicy(Value):
    """One `[[report]]`. `covers` is None for "none", else the items that must have rows: {} is all of them."""

    path: str
    ledger: str = ""
    rows: Rows | None = None
    covers: Mapping[str, tuple[str, ...]] | None = None
    classifies: tuple[str, ...] = ()  # the fields that it may give a value; ALL for every one that it states
    totals: tuple[Total, ...] = ()
    counts: tuple[Count, ...] = ()
    optional: bool = False
    extra_rows: bool = False  # rows that name no item are welcome
    claims: bool = True
    states: Mapping[str, tuple[str, ...]] = {}  # "field=value" of one row -> what headings and labels call that row
    line: int = 0


class Invariant(Value):
    """When `when` holds of an item, a row or an answer, `then` must hold, and `none` must match nothing.

    An answer must name each item that `every` matches, and give none that `never` matches.
    """

    when: Mapping[str, tuple[str, ...]]
    then: Mapping[str, tuple[str, ...]]
    none: Mapping[str, tuple[str, ...]]
    reason: str
    line: int = 0
    every: Mapping[str, tuple[str, ...]] = {}
    never: Mapping[str, tuple[str, ...]] = {}


class Evidence(Value):
    """Items of `ledger` (or rows of `report`) for which `when` holds need citations: of each kind in `needs`."""

    ledger: str
    when: Mapping[str, tuple[str, ...]] = {}
    field: str = "evidence"
    needs: Mapping[str, tuple[str, ...]] = {}  # kind -> path patterns; empty: any citation
    forbids: tuple[str, ...] = ()  # "completed-package"
    refutes: Mapping[str, tuple[str, ...]] = {}  # kind -> path patterns: citations of all kinds contradict the value
    report: str = ""
    reason: str = ""
    line: int = 0


OPEN = (  # statuses under which work is still to be done; "ready" and "active" may say the opposite
    "draft", "proposed", "open", "planned", "todo", "to do", "backlog", "not started", "pending", "new", "started",
    "doing", "in progress", "wip", "work in progress", "entwurf", "vorgeschlagen", "offen", "geplant", "begonnen",
    "in arbeit", "in bearbeitung",
)  # fmt: skip


class Truth(Value):
    """What the tree must show where a field says so: LG404, and LG407.

    `done` are values of `field` that claim completion, `open` words that say that something is left to
    do. `tasks` is the file beside the item (or "." for the item's
    own file) whose boxes must be ticked; `except_under` are headings whose boxes do not count.
    """

    ledger: str
    field: str
    done: tuple[str, ...]
    tasks: str = ""
    except_under: tuple[str, ...] = ()
    except_boxes: str = ""
    package_status: bool = False
    children: str = ""  # another ledger whose items name this one
    child_field: str = ""
    child_parent: str = ""
    open: tuple[str, ...] = OPEN
    line: int = 0


class Package(Value):
    """One `[[package]]`: folders, their artifacts, when they count as closed, what they must answer."""

    path: str
    requires: tuple[str, ...] = ()
    status_labels: tuple[str, ...] = ("Status",)
    closed: tuple[str, ...] = ("Complete", "Completed", "Closed", "Implemented", "Done", "Merged", "Shipped")
    enforce: str = "when-closed"
    questions: Mapping[str, str] = {}
    claims: tuple[str, ...] = ()
    tasks: str = "tasks.md"
    checklists: tuple[str, ...] = ("checklists/*.md",)
    placeholders: tuple[str, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = {}  # file -> headings that must have text below them
    labels: Mapping[str, tuple[str, ...]] = {}  # file -> labels that must hold a value: "Decision | Entscheidung"
    numbers: bool = False
    spec: str = "spec.md"
    binds: bool = True  # `{package}` in a report's path means this one too
    line: int = 0


class Waiver(Value):
    """A written exception: a table of the policy, or an excuse in a document.

    `line` is where it is written, in the policy or in the excuse's document, `path`. An excuse covers the one line
    `covers`, which says `quote`; both are empty for a waiver of the policy.
    """

    rule: str
    reason: str
    owner: str
    expires: datetime.date
    path: str = ""
    key: str = ""
    line: int = 0
    covers: int = 0
    quote: str = ""


class Policy(Value):
    """All of one policy file. `origin` is its path, `oid` its blob, `preset` the preset it starts from."""

    origin: str
    preset: str = ""
    plugins: tuple[str, ...] = ()  # distributions whose rules are asked, too
    runtime: Runtime = Runtime()
    vocabularies: Mapping[str, Vocabulary] = {}
    ledgers: Mapping[str, LedgerPolicy] = {}
    reports: tuple[ReportPolicy, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    truths: tuple[Truth, ...] = ()
    packages: tuple[Package, ...] = ()
    levels: Mapping[str, str] = {}  # rule name or code -> level
    path_levels: tuple[tuple[str, str, str], ...] = ()  # (rule, glob, level)
    waivers: tuple[Waiver, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = {}  # stable term of the product -> words that must not stand for it
    links: tuple[str, ...] = ()  # globs of documents whose relative links must lead somewhere
    keys: tuple[str, ...] = ()  # globs of documents in which a ledger's keys must name its items
    whitespace: bool = False
    workspaces: tuple[str, ...] = ()  # globs of the folders with policies of their own
    excuses: bool = False  # whether documents may hold excuses
    closed_boxes: tuple[str, ...] = ()  # marks of task boxes that count as ticked, besides the x
    oid: str = ""
    lines: Mapping[tuple[str | int, ...], int] = {}  # where the file itself says what; of a preset it knows nothing

    @property
    def refers(self) -> bool:
        """Whether a field's values name items of a ledger."""
        sources = [source for ledger in self.ledgers.values() for source in ledger.sources]
        sources += [report.rows.source for report in self.reports if report.rows is not None]
        every = [ledger.fields for ledger in self.ledgers.values()] + [source.fields for source in sources]
        return any(field.kind == "refers" for fields in every for field in fields.values())
