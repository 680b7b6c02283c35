"""What a policy means by what it does not say, and each thing that it does say in the place where rules look for it."""

from __future__ import annotations

import datetime

from ledgergate import policy as policies
from ledgergate.policy.model import (
    Count,
    Dispositions,
    Evidence,
    Field,
    Invariant,
    Key,
    LedgerPolicy,
    Package,
    Policy,
    ReadOnly,
    ReportPolicy,
    Rows,
    Runtime,
    Source,
    Total,
    Truth,
    Vocabulary,
    Waiver,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.value import Value

SMALLEST = """\
[posture]
runtime = "apps/**"
read_only = {}
[vocabulary.bucket]
values = ["now"]
[ledger.items]
sources = { path = "list.md", items = "headings" }
key = { from = "folder" }
fields.bucket = { values = "bucket" }
dispositions = {}
[[report]]
path = "r.md"
ledger = "items"
rows = { items = "table" }
totals = { by = "bucket" }
[[invariant]]
when = { bucket = "now" }
none = { bucket = "now" }
reason = "r"
[[evidence]]
ledger = "items"
field = "bucket"
[[truth]]
ledger = "items"
field = "bucket"
done = "now"
[[package]]
path = "specs/*/"
[[waiver]]
rule = "LG201"
reason = "r"
owner = "o"
expires = 2027-01-31
"""


def load(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()})


def fields(one: Value) -> dict[str, Any]:
    names: tuple[str, ...] = vars(type(one))["__fields__"]
    return {name: getattr(one, name) for name in names}


def test_what_the_smallest_policy_says_of_its_whole_self() -> None:
    read = fields(load(SMALLEST))
    kept = {name: value for name, value in read.items() if name not in ("lines", "runtime")}
    bucket = Field("bucket", ("bucket",), "label", "bucket", False, "value", "", {}, False, "", False, False, "")
    source = Source(
        "list.md", "headings", 0, (), (), None, None, (), (), (), "", "", (), "", {}, optional=False, depth=0, line=7
    )
    rows = Source("", "table", 0, (), (), None, None, (), (), (), "", "", (), "", {}, False, 0, 14)
    total = Total("bucket", "", "items", {}, {}, (), "", "", "", "", "", False, False, 15)
    assert kept == {
        "origin": "ledgergate.toml", "preset": "", "plugins": (), "levels": {}, "path_levels": (), "terms": {},
        "links": (), "keys": (), "whitespace": False, "workspaces": (), "excuses": False, "closed_boxes": (), "oid": "",
        "vocabularies": {"bucket": Vocabulary("bucket", {"now": "now"}, {}, ())},
        "ledgers": {
            "items": LedgerPolicy(
                "items", (source,), Key("folder", "", "", ""), None, {"bucket": bucket}, (), Dispositions(), (),
                conserve=True, unique=True, line=6,
            )
        },
        "reports": (
            ReportPolicy(
                "r.md", "items", Rows(rows, {}, {}), {}, (), (total,), (), optional=False, extra_rows=False,
                claims=True, states={}, line=11,
            ),
        ),
        "invariants": (Invariant({"bucket": ("now",)}, {}, {"bucket": ("now",)}, "r", 16, {}, {}),),
        "evidence": (Evidence("items", {}, "bucket", {}, (), {}, "", "", 20),),
        "truths": (
            Truth(
                "items", "bucket", ("now",), "", (), "", package_status=False, children="", child_field="",
                child_parent="", line=23,
            ),
        ),
        "packages": (Package("specs/*", line=27),),
        "waivers": (Waiver("LG201", "r", "o", datetime.date(2027, 1, 31), "", "", 29, 0, ""),),
    }  # fmt: skip


def test_words_that_are_known_without_being_given() -> None:
    assert fields(ReadOnly()) == {
        "always": False, "declared": False, "branches": (), "commit_types": (), "each_commit": False,
        "label": ("Runtime posture",),
        "words": ("read-only", "read only", "readonly", "docs-only", "docs only", "no runtime change"),
        "open_words": ("open", "runtime", "implementation", "feature", "read-write", "normal"),
    }  # fmt: skip
    assert load(SMALLEST).runtime == Runtime(("apps/**",), {}, ReadOnly())
    assert load("").runtime == Runtime((), {}, ReadOnly())
    assert fields(load(SMALLEST).packages[0]) == {
        "path": "specs/*", "requires": (), "status_labels": ("Status",),
        "closed": ("Complete", "Completed", "Closed", "Implemented", "Done", "Merged", "Shipped"),
        "enforce": "when-closed", "questions": {}, "claims": (), "tasks": "tasks.md",
        "checklists": ("checklists/*.md",),
        "placeholders": (), "sections": {}, "labels": {}, "numbers": False, "spec": "spec.md", "binds": True,
        "line": 27,
    }  # fmt: skip
    assert load(SMALLEST).truths[0].open == (
        "draft", "proposed", "open", "planned", "todo", "to do", "backlog", "not started", "pending", "new", "started",
        "doing", "in progress", "wip", "work in progress", "entwurf", "vorgeschlagen", "offen", "geplant", "begonnen",
        "in arbeit", "in bearbeitung",
    )  # fmt: skip


def test_words_that_make_a_tombstone() -> None:
    assert fields(Dispositions()) == {
        "path": "", "under": (),
        "merged": (
            "merged into", "merged with", "folded into", "absorbed into", "absorbed by", "consolidated into",
            "duplicate of", "zusammengeführt mit", "zusammengelegt mit", "aufgegangen in", "vereint mit",
            "duplikat von", "aufgegangen",
        ),
        "superseded": (
            "superseded by", "replaced by", "obsoleted by", "covered by", "ersetzt durch", "abgelöst durch",
            "abgelöst von", "überholt durch", "abgedeckt durch",
        ),
        "renamed": (
            "renamed from", "renamed to", "formerly", "previously", "now called", "umbenannt von", "umbenannt in",
            "vormals", "früher", "heißt jetzt",
        ),
        "dropped": (
            "dropped because", "dropped", "rejected", "withdrawn", "won't do", "closed", "obsolete", "abandoned",
            "cancelled", "canceled", "discarded", "descoped", "not planned", "verworfen", "entfallen", "gestrichen",
            "abgelehnt", "zurückgezogen", "hinfällig", "eingestellt", "nicht weiterverfolgt",
        ),
        "moved": ("moved to", "transferred to", "promoted to", "verschoben nach", "übernommen in"),
    }  # fmt: skip
    more = load('[ledger.x]\nitems = ["a"]\ndispositions = { merged = "m", superseded = "s", renamed = "r", '
                'dropped = "d", moved = "v", path = "c.md", under = "U" }\n').ledgers["x"].dispositions  # fmt: skip
    own = Dispositions()
    assert more == Dispositions(
        "c.md", ("U",), (*own.merged, "m"), (*own.superseded, "s"), (*own.renamed, "r"), (*own.dropped, "d"),
        (*own.moved, "v"),
    )  # fmt: skip


def test_words_of_a_posture_are_added_to_those_that_are_known() -> None:
    read = load(
        '[posture]\nruntime = "a/**"\nkinds = { m = "a/m/**" }\nread_only = { always = true, words = "still", '
        'open_words = "wide", label = "L" }\n'
    ).runtime
    own = ReadOnly()
    assert read.kinds == {"m": ("a/m/**",)}
    assert read.read_only == own.but(
        always=True, words=(*own.words, "still"), open_words=(*own.open_words, "wide"), label=("L",)
    )


FULLEST = r"""
without = ["waiver"]
plugins = "x"
[posture]
runtime = "apps/**"
[vocabulary.state]
values = { now = "Do now" }
aliases = { soon = "now" }
placeholders = ["", "?"]
[ledger.items]
sources = [
  { path = "a.md", items = "table", key = ["ID", "No"], title = "Name", columns = "Size" },
  { path = "specs/*", items = "files", file = "spec.md", title = { from = "heading" } },
  { path = "b.yaml", items = "yaml", at = "x", key = "id", exclude = "c.yaml", ignore = "/y/", optional = true },
]
title = '(?P<title>.+)'
fields.state = { label = ["State", "S"], values = "state", map = { Jetzt = "now" }, default = "now" }
fields.n = "N"
fields.box = { from = "checkbox" }
fields.lane = { from = "folder", label = "Lane" }
fields.free = { from = "file", label = "Free", both = false }
fields.up = { kind = "refers", ledger = "items" }
"""


def test_what_a_fuller_policy_says() -> None:
    read = load(FULLEST.replace('without = ["waiver"]\nplugins = "x"\n', ""))
    assert read.vocabularies["state"] == Vocabulary("state", {"now": "Do now"}, {"soon": "now"}, ("", "?"))
    ledger = read.ledgers["items"]
    table, folders, data = ledger.sources
    assert (table.key, table.title, table.columns) == (None, Key("cell:Name"), ("ID", "No", "Size"))
    assert (folders.path, folders.file, folders.title) == ("specs/*/", "spec.md", Key("heading"))
    assert (data.key, data.at, data.exclude, data.ignore, data.optional) == (
        Key("label:id"), "x", ("c.yaml",), ("/y/",), True,
    )  # fmt: skip
    assert ledger.title == Key(pattern="(?P<title>.+)")
    assert ledger.fields == {
        "state": Field("state", ("State", "S"), vocabulary="state", map={"Jetzt": "now"}, default="now"),
        "n": Field("n", ("N",)),
        "box": Field("box", (), "checkbox"),
        "lane": Field("lane", ("Lane",), "folder", both=True),
        "free": Field("free", ("Free",), "file", both=False),
        "up": Field("up", ("up",), kind="refers", ledger="items"),
    }


def test_columns_and_words_of_a_report_become_one_table_each() -> None:
    size = '[vocabulary]\nsize.values = { l = "L", s = "S", x = "XL", m = "M" }\nplain.values = ["p"]\n'
    read = load(
        SMALLEST.replace("[vocabulary.bucket]", size + "[vocabulary.bucket]").replace(
            'rows = { items = "table" }',
            'rows = { items = "table", columns = { A = "bucket", B = { field = "size", map = { g = "l", k = "s" } }, '
            'C = { field = "plain" } }, map = { bucket = { jetzt = "now" }, size = { g = "x", m = "m" } } }\n'
            'covers = "none"\nclassifies = true\nextra_rows = true\nclaims = false\noptional = true\n'
            'count = { rows = 3, "bucket = now" = [0, 1000000] }\nstates = { "bucket=now" = "First" }',
        )
    )
    (report,) = read.reports
    assert report.rows is not None
    assert report.rows.columns == {"A": "bucket", "B": "size", "C": "plain"}
    assert report.rows.maps == {"bucket": {"jetzt": "now"}, "size": {"g": "l", "m": "m", "k": "s"}}
    assert (report.covers, report.classifies, report.extra_rows, report.claims, report.optional) == (
        None, ("*",), True, False, True,
    )  # fmt: skip
    assert report.counts == (Count("", "", 3, 3), Count("bucket", "now", 0, 1_000_000))
    assert report.states == {"bucket=now": ("First",)}


def test_what_stands_in_documents_rules_and_workspaces() -> None:
    read = load(
        '[documents]\nlinks = "a/**"\nwhitespace = true\nexcuses = true\nclosed_boxes = "-"\nterms = ["Export"]\n'
        '[rules]\nLG201 = "advise"\nlookalike-candidates = "off"\n"*" = "block"\n'
        '[rules.paths]\n"docs/**" = { candidate-vanished = "advise", LG201 = "off" }\n"a.md" = { "*" = "off" }\n'
        '[[workspace]]\npath = "services/*/"\n'
        '[[package]]\npath = "p/"\nstatus = { label = "State", closed = "Shut" }\nenforce = "always"\n'
        'questions.q = "Why?"\nclaims = "done"\n'
    )
    assert (read.links, read.whitespace, read.excuses, read.closed_boxes) == (("a/**",), True, True, ("-",))
    assert (read.terms, read.workspaces) == ({"Export": ()}, ("services/*",))
    assert read.levels == {"LG201": "advise", "lookalike-items": "off", "*": "block"}
    assert read.path_levels == (
        ("item-vanished", "docs/**", "advise"), ("LG201", "docs/**", "off"), ("*", "a.md", "off"),
    )  # fmt: skip
    (package,) = read.packages
    assert (package.path, package.status_labels, package.closed) == ("p", ("State",), ("Shut",))
    assert (package.enforce, package.questions, package.claims) == ("always", {"q": "Why?"}, ("done",))


def test_whether_a_value_names_items_of_a_ledger() -> None:
    assert not load(SMALLEST).refers
    field = 'fields.up = { kind = "refers", ledger = "items" }'
    assert load(SMALLEST.replace("dispositions = {}", field)).refers
    assert load(SMALLEST.replace('items = "headings"', 'items = "headings", ' + field)).refers
    assert load(SMALLEST.replace('items = "table"', 'items = "table", ' + field)).refers
    assert not load('[[report]]\npath = "r.md"\nclaims = true\n').refers


def test_what_cites_may_be_rows_alone_and_a_key_may_be_cut_out_of_any_shape() -> None:
    read = load(
        SMALLEST.replace(
            'ledger = "items"\nfield = "bucket"\n[[truth]]', 'report = "r.md"\nfield = "bucket"\n[[truth]]'
        )
        + "[ledger.other]\nsources = [{ path = 'a.md', items = 'table', key = '(?P<key>a)', title = '(?P<title>b)' }, "
        "{ path = 'b.md', items = 'table', "
        "key = { from = 'cell:ID', pattern = '(?P<a>.)(?P<b>.)', format = '{a}-{b}' } }]\n"
    )
    assert read.evidence == (Evidence("", field="bucket", report="r.md", line=20),)
    assert [(one.key, one.title) for one in read.ledgers["other"].sources] == [
        (Key(pattern="(?P<key>a)"), Key(pattern="(?P<title>b)")),
        (Key("cell:ID", "(?P<a>.)(?P<b>.)", "", "{a}-{b}"), None),
    ]


def test_folders_with_a_file_inside_end_in_a_slash_once() -> None:
    items = 'items = "files", file = "c.md"'
    read = load(f'[ledger.l]\nsources = [{{ path = "a.b/*/", {items} }}, {{ path = "a.b/c", {items} }}]\n')
    assert [one.path for one in read.ledgers["l"].sources] == ["a.b/*/", "a.b/c/"]


def test_folders_are_named_without_the_slash_behind_them() -> None:
    read = load("[[package]]\npath = 'X/'\n[[package]]\npath = 'a/X'\n[[workspace]]\npath = 'X/'\n")
    assert ([one.path for one in read.packages], read.workspaces) == (["X", "a/X"], ("X",))
