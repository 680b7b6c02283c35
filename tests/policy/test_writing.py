# ruff: noqa: E501  # a table of lines is read by its rows
"""A policy's parts as its file writes them, and that the reader reads the same out of what was written."""

from __future__ import annotations

import pytest
import tomli

from ledgergate import policy as policies
from ledgergate.policy.model import Field, Key, LedgerPolicy, ReportPolicy, Rows, Source, Total, Truth
from ledgergate.policy.writing import (
    bare,
    ledger_lines,
    listed,
    plain,
    quoted,
    readable,
    report_lines,
    slug,
    sources_lines,
    table,
    truth_lines,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a", '"a"'), ('a"b', r'"a\"b"'), (r"\d+", r"'\d+'"), (r"it's \d", r'''"it's \\d"'''), ("\\\n", r'"\\\n"'),
        ("é", '"é"'), ("\x7f", r'"\u007f"'), ("a\tb", r'"a\tb"'), ("", '""'), ("it's", '"it\'s"'),
    ],
)  # fmt: skip
def test_a_text_is_quoted_so_that_it_is_read_again(text: str, written: str) -> None:
    assert quoted(text) == written
    assert tomli.loads(f"a = {written}") == {"a": text}


def test_names_lists_and_tables() -> None:
    assert [bare(name) for name in ("a", "A-1_z", "a b", "a.b", "", "é", "a\n", 'q"')] == [
        "a", "A-1_z", '"a b"', '"a.b"', '""', '"é"', r'"a\n"', r'"q\""',
    ]  # fmt: skip
    assert (listed([]), listed(["a"]), listed(iter(["a", r"\d"]))) == ("[]", '["a"]', r"""["a", '\d']""")
    assert table({"a": "1", "b c": '"x"'}) == '{ a = 1, "b c" = "x" }'


def test_names_are_made_of_texts_and_signs() -> None:
    assert [plain(text) for text in ("Open Items!", "--A-- b_c 9", "Straße", "漢字", "")] == [
        "open-items", "a-b-c-9", "strasse", "items", "items",
    ]  # fmt: skip
    assert (plain("!", "other"), plain("a!", "other")) == ("other", "a")
    assert [slug(key) for key in ("Do now", "--a--", "漢字 b", "a.b/c", "!!", "+", "")] == [
        "Do-now", "a", "漢字-b", "a-b-c", "!!", "+", "",
    ]  # fmt: skip
    assert [slug(key) for key in ("✅", "✅\ufe0f", "😀x", "x😀", "✅✅✅", "✅ Done")] == [
        "white-heavy-check-mark", "white-heavy-check-mark", "grinning-face", "x", "✅✅✅", "Done",
    ]  # fmt: skip
    assert [readable(text) for text in ("C-7 a.b", "(x) y", r"a\b")] == [r"C-7 a\.b", r"\(x\) y", r"a\\b"]


PLAIN = Source("a.md", "headings")
# (source, as it is written)
SOURCES: list[tuple[Source, str]] = [
    (PLAIN, '{ path = "a.md", items = "headings" }'),
    (Source("", "table"), '{ items = "table" }'),
    (PLAIN.but(level=3), '{ path = "a.md", items = "headings", level = 3 }'),
    (Source("a.md", "list", depth=1), '{ path = "a.md", items = "list", depth = 1 }'),
    (Source("a.yaml", "yaml", at="x.y"), '{ path = "a.yaml", items = "yaml", at = "x.y" }'),
    (
        PLAIN.but(
            under=("Open (3)", "Open [4 of 5]", "Later"),
            not_under=("Closed (2)", "(3)"),
            exclude=("b.md",),
            ignore=("x (3)", "x (3)"),
        ),
        '{ path = "a.md", items = "headings", under = ["Open", "Later"], not_under = ["Closed", "(3)"], exclude = ["b.md"], ignore = ["x (3)", "x (3)"] }',
    ),
    (
        PLAIN.but(under=("Open  (3)", "Done(3)", "A (b)", "B (3): c")),
        '{ path = "a.md", items = "headings", under = ["Open", "Done", "A (b)", "B"] }',
    ),
    (Source("a.md", "list", pattern=r"^\d"), r"""{ path = "a.md", items = "list", pattern = '^\d' }"""),
    (
        PLAIN.but(key=Key(pattern="(?P<key>a)"), title=Key("folder")),
        '{ path = "a.md", items = "headings", key = "(?P<key>a)", title = { from = "folder" } }',
    ),
    (
        Source("a.md", "table", key=Key("cell:ID"), title=Key("cell:Name")),
        '{ path = "a.md", items = "table", key = "ID", title = "Name" }',
    ),
    (Source("a.md", "table", key=Key("label:ID")), '{ path = "a.md", items = "table", key = { from = "label:ID" } }'),
    (
        Source("a.md", "table", key=Key("cell:ID", "(?P<key>a)", "K-")),
        '{ path = "a.md", items = "table", key = { from = "cell:ID", pattern = "(?P<key>a)", prefix = "K-" } }',
    ),
    (PLAIN.but(key=Key(prefix="K-")), '{ path = "a.md", items = "headings", key = { prefix = "K-" } }'),
    (
        PLAIN.but(fields={"a b": Field("a b", ("A",)), "v": Field("v", ("V",))}),
        '{ path = "a.md", items = "headings", fields = { "a b" = { label = "A" }, v = { label = "V", values = "words" } } }',
    ),
    (PLAIN.but(line=9, file="x"), '{ path = "a.md", items = "headings" }'),
    (PLAIN.but(optional=True), '{ path = "a.md", items = "headings", optional = true }'),
]


@pytest.mark.parametrize(("source", "written"), SOURCES)
def test_a_source_is_written_with_what_it_says(source: Source, written: str) -> None:
    assert sources_lines([source], {"v": "words"}) == [f"sources = [{written}]"]
    assert tomli.loads(f"source = {written}")


def test_several_sources_stand_below_each_other() -> None:
    other = PLAIN.but(path="b.md", fields={"v": Field("v", ("V",))})
    assert sources_lines([PLAIN, other], {"v": "words"}) == [
        "sources = [",
        '  { path = "a.md", items = "headings" },',
        '  { path = "b.md", items = "headings", fields = { v = { label = "V", values = "words" } } },',
        "]",
    ]
    assert sources_lines([other]) == [
        'sources = [{ path = "b.md", items = "headings", fields = { v = { label = "V" } } }]'
    ]
    assert sources_lines([]) == ["sources = [", "]"]


# (field, as it is written)
FIELDS: list[tuple[Field, str]] = [
    (Field("f", ("A",)), '{ label = "A" }'),
    (Field("f", ("A", "B")), '{ label = ["A", "B"] }'),
    (Field("f"), "{  }"),
    (Field("f", ("A",), "folder"), '{ from = "folder" }'),
    (Field("f", ("A",), "folder", both=True), '{ label = "A", from = "folder" }'),
    (Field("f", source="file", pattern="(a)"), '{ from = "file", pattern = "(a)" }'),
    (Field("f", ("A",), kind="key"), '{ label = "A", kind = "key" }'),
    (Field("f", ("A",), map={"x y": "now"}), '{ label = "A", map = { "x y" = "now" } }'),
    (Field("f", ("A",), required=True, exact=True), '{ label = "A", required = true, exact = true }'),
    (Field("f", ("A",), required=True, classifies=True), '{ label = "A", required = true }'),
]


@pytest.mark.parametrize(("field", "written"), FIELDS)
def test_a_field_is_written_with_what_it_says(field: Field, written: str) -> None:
    ledger = LedgerPolicy("l", (PLAIN,), fields={"f g": field})
    assert list(ledger_lines(ledger, {})) == [
        'sources = [{ path = "a.md", items = "headings" }]',
        f'fields."f g" = {written}',
    ]


def test_a_ledger_is_written_with_what_it_says() -> None:
    fields = {"bucket": Field("bucket", ("Bucket",), vocabulary="other"), "n": Field("n", ("N",))}
    ledger = LedgerPolicy("l", (PLAIN,), Key(pattern="(?P<key>a)"), Key("file"), fields, conserve=False, unique=False)
    assert list(ledger_lines(ledger, {"bucket": "words"})) == [
        'sources = [{ path = "a.md", items = "headings" }]',
        'key = "(?P<key>a)"',
        'title = { from = "file" }',
        'fields.bucket = { label = "Bucket", values = "words" }',
        'fields.n = { label = "N" }',
        "conserve = false",
        "unique = false",
    ]
    assert list(ledger_lines(ledger.but(conserve=True), {}))[-1] == "unique = false"
    assert list(ledger_lines(ledger.but(unique=True), {}))[-1] == "conserve = false"
    inside = LedgerPolicy("l", (PLAIN.but(fields={"bucket": fields["bucket"]}),))
    assert list(ledger_lines(inside, {"bucket": "words"})) == [
        'sources = [{ path = "a.md", items = "headings", fields = { bucket = { label = "Bucket", values = "words" } } }]'
    ]


HEAD = ["[[report]]", 'path = "r.md"', 'ledger = "l"']
ROWS = Rows(Source("", "table", key=Key("cell:ID")))
# (what a report has besides its path and its ledger, the lines below its first three)
REPORTS: list[tuple[ReportPolicy, list[str]]] = [
    (ReportPolicy("r.md", "l", covers={}), []),
    (ReportPolicy("r.md", "l"), ['covers = "none"                       # it has rows for a part of the ledger']),
    (ReportPolicy("r.md", "l", covers={"a b": ("x", "y")}), ['covers = { "a b" = ["x", "y"] }']),
    (ReportPolicy("r.md", "l", covers={}, extra_rows=True), ["extra_rows = true                     # it has rows that name no item"]),
    (ReportPolicy("r.md", "l", ROWS, {}), ['rows = { items = "table", key = "ID" }']),
    (
        ReportPolicy("r.md", "l", ROWS.but(columns={"A b": "f"}, maps={"f": {"x": "y"}, "g": {}}), {}),
        ['rows = { items = "table", key = "ID", columns = { "A b" = "f" }, map = { f = { x = "y" } } }'],
    ),
    (ReportPolicy("r.md", "l", ROWS.but(maps={"g": {}}), {}), ['rows = { items = "table", key = "ID" }']),
    (
        ReportPolicy("r.md", "l", ROWS.but(source=ROWS.source.but(fields={"v": Field("v", ("V",))})), {}),
        ['rows = { items = "table", key = "ID", fields = { v = { label = "V", values = "words" } } }'],
    ),
    (
        ReportPolicy("r.md", "l", covers={}, totals=(
            Total("f"), Total(pattern=r"(?P<count>\d)", under=("U",), where={"f": ("a",)}), Total(column="N", counts="keys", keys="K", file="x.md"),
            Total(at="a.b", optional=True, every=True))),
        [
            "totals = [", '  { by = "f" },', r"""  { pattern = '(?P<count>\d)', under = ["U"], where = { f = ["a"] } },""",
            '  { column = "N", counts = "keys", keys = "K", file = "x.md" },', '  { at = "a.b", optional = true },', "]",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("report", "lines"), REPORTS)
def test_a_report_is_written_with_what_it_says(report: ReportPolicy, lines: list[str]) -> None:
    assert list(report_lines(report, {"v": "words"})) == [*HEAD, *lines]


def test_a_truth_is_written_with_what_it_says() -> None:
    assert list(truth_lines(Truth("l", "f", ("a", "b"), tasks="tasks.md"))) == [
        "[[truth]]", 'ledger = "l"', 'field = "f"', 'done = ["a", "b"]', 'tasks = "tasks.md"',
    ]  # fmt: skip


def test_what_is_written_is_read_as_what_it_was() -> None:
    ledger = LedgerPolicy(
        "l", (PLAIN.but(level=2, key=Key("folder")),), fields={"f": Field("f", ("A", "B"), required=True)}
    )
    report = ReportPolicy("r.md", "l", ROWS.but(columns={"A": "f"}), {"f": ("x",)}, totals=(Total(by="f"),))
    text = "\n".join(("[ledger.l]", *ledger_lines(ledger, {}), *report_lines(report, {})))
    read = policies.load({"ledgergate.toml": text.encode()})
    assert read.ledgers["l"].but(line=0, sources=(read.ledgers["l"].sources[0].but(line=0),)) == ledger
    (same,) = read.reports
    assert same.rows is not None
    rows = same.rows.but(source=same.rows.source.but(line=0))
    assert same.but(line=0, rows=rows, totals=(same.totals[0].but(line=0),)) == report
