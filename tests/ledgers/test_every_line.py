"""Each line of a governed place is accounted for exactly once: an item, a part of one, left out, or unread."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import reading
from ledgergate.model import Ledger

KEY = "key = '^(?P<key>K-\\d+)\\b'"
# What stands in a line: what becomes of it, and how each shape writes it. {n} numbers the lines.
LINES = {
    "headings": {
        "item": "### K-{n} title\n", "unread": "### Odd {n}\n", "part": "text {n} and K-1\n", "ignored": "### Skip\n",
    },
    "list": {
        "item": "- K-{n} title\n", "unread": "- Odd {n}\n", "part": "  more {n}\n", "ignored": "- Skip\n",
        "nested": "  - K-{n} nested\n", "prose": "  - note {n}\n",
    },
    "tasks": {
        "item": "- [x] K-{n} title\n", "unread": "- [ ] Odd {n}\n", "marked": "- [-] K-{n} title\n",
        "box": "- [--] K-{n} title\n",
        "part": "  more {n}\n", "ignored": "- [ ] Skip\n", "nested": "  - [ ] K-{n} nested\n",
    },
    "paragraphs": {
        "item": "**K-{n}** title\n\n", "unread": "**Odd {n}** text\n\n", "part": "text {n}\n\n",
        "ignored": "**Skip**\n\n",
    },
}  # fmt: skip
MORE = {"headings": ", level = 3"}
BLANK = {"headings": "\n", "list": "", "tasks": "", "paragraphs": ""}


def ledger(shape: str, text: str) -> Ledger:
    source = f'{{ path = "x.md", items = "{shape}"{MORE.get(shape, "")} }}'
    policy = f'[ledger.l]\nsources = [{source}]\n{KEY}\nignore = ["/^Skip/"]\nunique = false\n'
    return reading({"x.md": text}, policy, strict=False).ledgers["l"]


def held(read: Ledger, start: int, end: int) -> tuple[int, int, int]:
    """How many items begin in these bytes, how many reach into them, how many are said to be unread there."""
    own = sum(start <= item.start < end for item in read.items)
    around = sum(item.start < start < item.body_end for item in read.items)
    return own, around, sum(start <= one.start < end for one in read.unread)


@pytest.mark.parametrize("shape", LINES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_line_of_a_document_is_accounted_for_once(shape: str, data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(LINES[shape])), min_size=1, max_size=10))
    kinds = ["item", *kinds]
    lines = [LINES[shape][kind].format(n=number) + BLANK[shape] for number, kind in enumerate(kinds, 1)]
    read = ledger(shape, "".join(lines))

    at = 0
    outer = "item"  # the last line that is no part of another
    for kind, line in zip(kinds, lines, strict=True):
        own, around, unread = held(read, at, at + len(line))
        at += len(line)
        if kind in ("item", "nested", "marked"):
            assert (own, unread) == (1, 0), line
        elif kind in ("unread", "box"):
            assert (own, unread) == (0, 1), line
        elif kind == "ignored":
            assert (own, unread) == (0, 0), line
        else:
            # It belongs to the line above, which is accounted for: an item's own text where that is an item.
            assert (own, unread) == (0, 0), line
            assert around >= (outer == "item" and shape != "paragraphs"), line
        outer = "item" if kind == "marked" else kind if kind in ("item", "unread", "box", "ignored") else outer
    assert read.ignored == kinds.count("ignored") + kinds.count("prose")
    assert len(read.items) == sum(map(kinds.count, ("item", "nested", "marked")))


NAMES = st.lists(st.from_regex(r"k[0-9]{1,3}", fullmatch=True), min_size=1, max_size=8, unique=True)
VALUES = st.sampled_from(["A", "1", "[A, B]", "{ b: A }", '"A: B"', "~", ""])


@settings(max_examples=60, deadline=None)
@given(names=NAMES, data=st.data())
def test_every_entry_of_a_yaml_map_is_an_item(names: list[str], data: st.DataObject) -> None:
    text = "# c\ntop: 1\nitems:\n" + "".join(f"  {name}: {data.draw(VALUES)}\n" for name in names)
    policy = '[ledger.l]\nsources = [{ path = "x.yaml", items = "yaml", at = "items" }]\n'
    read = reading({"x.yaml": text}, policy).ledgers["l"]
    assert [item.shown for item in read.items] == names
    assert [item.place.line for item in read.items] == list(range(4, 4 + len(names)))


@settings(max_examples=60, deadline=None)
@given(names=NAMES)
def test_every_table_of_a_toml_file_is_an_item(names: list[str]) -> None:
    text = "".join(f"[{name}]\nbucket = 'A'\n[{name}.deep]\nx = 1\n" for name in names)
    policy = '[ledger.l]\nsources = [{ path = "x.toml", items = "toml" }]\n'
    assert sorted(item.shown for item in reading({"x.toml": text}, policy).ledgers["l"].items) == sorted(names)


CELLS = st.lists(st.sampled_from(["", "A", "a, b", 'say "x"', "two\nlines", "é"]), min_size=0, max_size=4)


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.tuples(st.booleans(), CELLS), min_size=1, max_size=8))
def test_every_record_of_a_csv_file_is_an_item_or_unread(rows: list[tuple[bool, list[str]]]) -> None:
    import csv
    import io

    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["K", "B"])
    for number, (named, cells) in enumerate(rows):
        writer.writerow([f"k{number}" if named else "", *cells])
    policy = '[ledger.l]\nsources = [{ path = "x.csv", items = "csv", key = "K" }]\n'
    read = reading({"x.csv": made.getvalue()}, policy, strict=False).ledgers["l"]

    assert [item.shown for item in read.items] == [f"k{number}" for number, (named, _) in enumerate(rows) if named]
    filled = [cells for named, cells in rows if not named and any(cells)]
    assert len(read.unread) >= len(filled)


FILES = st.lists(st.sampled_from(["0001-a", "0002-b", "17-c", "notes", "skip"]), min_size=1, unique=True)


@settings(max_examples=40, deadline=None)
@given(names=FILES)
def test_every_file_that_the_path_matches_is_an_item_unread_or_left_out(names: list[str]) -> None:
    policy = """
[ledger.l]
sources = [{ path = "d/*.md", items = "files", exclude = ["d/skip.md"], optional = true }]
key = { from = "file", pattern = '^(?P<key>\\d+)-' }
"""
    files: dict[str, str | bytes] = {"e/9-x.md": "# T\n", **{f"d/{name}.md": "# T\n" for name in names}}
    read = reading(files, policy, strict=False).ledgers["l"]
    items = [item.document.path for item in read.items]
    unread = [one.document.path for one in read.unread]
    assert sorted(items + unread) == sorted(f"d/{name}.md" for name in names if name != "skip")
    assert unread == ["d/notes.md"] * ("notes" in names)


def test_a_heading_that_ends_the_place_ends_the_item() -> None:
    text = "## Open\n\n### K-1 a\n\ntext\n\n## Closed\n\nmore\n"
    (item,) = ledger("headings", text).items
    assert text.encode()[item.start : item.body_end].endswith(b"text\n\n")


@pytest.mark.parametrize("box", ["[--]", "[..]", "[x-]"])
def test_a_bracket_that_is_no_box_is_said(box: str) -> None:
    (one,) = ledger("tasks", f"- [x] K-1 a\n- {box} K-2 b\n").unread
    assert json.dumps(box, ensure_ascii=False).strip('"') in one.why


@pytest.mark.parametrize("entry", ["see K-2", "[1] source", "[y] K-2", "[x](u) K-2", "[-](u) K-2"])
def test_an_entry_without_a_box_among_boxes_is_prose(entry: str) -> None:
    read = ledger("tasks", f"- [x] K-1 a\n- {entry}\n")
    assert ([item.shown for item in read.items], read.unread) == (["K-1"], ())
