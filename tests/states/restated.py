# ruff: noqa: E501  # documents and policies are read by their lines
"""Items and the rows that restate them: values, keys, titles, links, counts, and what is beside them."""

from __future__ import annotations

from states.judged import State

POLICY = """
[documents]
links = []
[vocabulary.bucket]
values = { A = "Now critical", B = "Later", C = "C", A1 = "First" }
aliases = { covered = "C" }
[vocabulary.area]
values = ["north", "south"]
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>T-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.owner = { label = ["Owner", "Besitzer"], kind = "text" }
fields.size = { label = "Size", kind = "number" }
fields.number = { label = "Number", kind = "key" }
fields.area = { label = "Area", values = "area" }
fields.parts = { label = "Parts", kind = "refers", ledger = "parts" }
[ledger.parts]
sources = [{ path = "parts.md", items = "list" }]
[ledger.records]
sources = [{ path = "records.yaml", items = "yaml", key = "id" }]
fields.bucket = { label = "bucket", values = "bucket", required = true }
[ledger.cells]
sources = [{ path = "cells.md", items = "table", key = "ID" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "report.md"
ledger = "things"
rows = { items = "table", key = "Thing", title = "Title", columns = { Bucket = "bucket", Size = "size", Area = "area" }, fields.state = { label = "State", values = "area", required = true } }
totals = { by = "bucket", optional = true }
states = { "state=north" = ["The northern one", "Northern"], "bucket=A1" = ["First of all"] }
count = { rows = [30, 31], "bucket=A" = 2, "bucket=C" = [5, 9] }
[[report]]
path = "second.md"
ledger = "things"
covers = { bucket = "B" }
rows = { items = "table", key = "Thing", columns = { Area = "area" } }
[[report]]
path = "none.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing" }
[[report]]
path = "gone.md"
ledger = "things"
rows = { items = "table", key = "Thing" }
[[report]]
path = "may.md"
ledger = "things"
optional = true
rows = { items = "table", key = "Thing" }
[rules]
title-differs = "block"
"""
HEADINGS = (
    ("T-1 Plain thing", "Bucket**: A; Size**: 5"),
    ("T-2 Without bucket", "Owner**: us"),
    ("T-3 Empty bucket", "Bucket**:"),
    ("T-4 Placeholder", "Bucket**: TBD"),
    ("T-5 Unknown", "Bucket**: Later on"),
    ("T-6 Nearly", "Bucket**: Coverd"),
    ("T-7 Sign", "Bucket**: ✓✓"),
    ("T-8 Long word", f"Bucket**: {'so long a word ' * 8}"),
    ("T-9 Twice", "Bucket**: A; Bucket**: B"),
    ("T-10 Twice the same", "Bucket**: A; Bucket**: Now critical"),
    ("T-11 Two owners", "Bucket**: A; Owner**: us; Besitzer**: wir"),
    ("T-12 Two sizes", "Bucket**: A; Size**: 1; Size**: 2"),
    ("T-13 Another number", "Bucket**: A; Number**: 14"),
    ("T-14 Same number", "Bucket**: A; Number**: T-0014"),
    ("T-15 No number", "Bucket**: A; Number**: fifteen"),
    ("T-16 Title that is the same for all of us", "Bucket**: B; Area**: north"),
    ("T-17 For all of us the same titles", "Bucket**: B"),
    ("T-18 Two words", "Bucket**: B"),
    ("T-19 Words two", "Bucket**: B"),
    ("T-20 Refers", "Bucket**: C; Parts**: wheel, whel, nothing like it, Engine"),
    ("T-21 Invisible\u200b mark", "Bucket**: C"),
    ("T-22 Hidden value", "Bucket**: C\u00ad"),
    ("T-1 Plain thing again", "Bucket**: B"),
    ("T-23 In two places", "Bucket**: A"),
    ("T-23 In two places", "Bucket**: B"),
    ("T-29 In two areas", "Bucket**: A; Area**: north"),
    ("T-29 In two areas", "Bucket**: A; Area**: south"),
    ("T-24 Bucket with digit", "Bucket**: A1; Area**: east"),
    ("T-25 Only here", "Bucket**: B"),
    ("T-26 Let go", "Bucket**: covered"),
    ("Without a key", "Bucket**: A"),
    ("T-27", "Bucket**: A"),
    ("\u0422-28 Foreign letter", "Bucket**: A"),
    ("T-28 Own letter", "Bucket**: A"),
)
LIST = "# Things\n\n" + "".join(
    f"### {title}\n\n" + "".join(f"- **{line}\n" for line in lines.split("; ")) + "\n" for title, lines in HEADINGS
)
REPORT = """# Report

| Thing | Title | Bucket | Size | Area | State |
|---|---|---|---|---|---|
| [T-1](list.md#t-1-plain-thing) | Plain thing | B | 6 | | north |
| [T-1](list.md#t-1-plain-thing-again) | Plain thing again | B | | | south |
| [T-1](list.md#t-1-plain-thing-again) | Plain thing again | B | | | south |
| A | Odd row | A | | | south |
| T-2 | Without bucket | A | | | |
| T-3 | empty Bucket! | | | | west |
| T-9 | Twice | A | | | south |
| T-10 | Twice the same | Now critical | | | south |
| T-11 | Quite another title | | | | south |
| T-12 | Two sizes | A | 1 | | south |
| [T-13](list.md#t-14-same-number) | Another number | TBD | | | south |
| [T-14](list.md#t-14-same-number) | Same number | A | | | south |
| T-16 | Title that is the same for all of us | B | | south | south |
| T-16 | Title that is the same for all of us | B | | north | south |
| T-17 | T-17 | B | | north | south |
| T-77 | Title that is the same for us all | B | | | south |
| T-78 | Nothing near it | B | | | south |
| ~~T-18~~ | ~~Two words~~ | A | | | south |
| T-19 | Words two | A | | | south |
| T-22 | Hidden value\u200b | covered | | | south |
| T-23 | In two places | C | | | south |
| T-24 | Bucket with digit | A1 | | | south |
| \u0422-20 | Refers | C | | | south |
| T\u201321 | Invisible mark | C | | | south |

**The northern one**: T-2

**Northern**: T-1

First of all is T-11, and **First of all**: T-24.

There are 3 things in A, **7** in B.

| Bucket | Count |
|---|---|
| A | 1.5 |
| B | 9, 8 |
| C | many |
| A1 | **2** |
| Total | 40 |
"""
SECOND = """# Second

| Thing | Area |
|---|---|
| T-16 | south |
| T-17 | south |
| T-18 | north |
| T-1 | west |
"""
FILES: dict[str, str | bytes] = {
    "list.md": LIST,
    "parts.md": "# Parts\n\n- Wheel\n- Engine\n",
    "records.yaml": "- id: R-1\n- {id: R-2, bucket: Z}\n- {id: R-3, bucket: [A, B]}\n- {title: none}\n- {id: R-3, bucket: A}\n",
    "cells.md": "# Cells\n\n| ID | Bucket |\n|---|---|\n| C-1 | |\n| C-2 | - |\n| C-3 | D |\n| C-4 | A |\n| C-4 | B |\n| | A |\n",
    "report.md": REPORT,
    "second.md": SECOND,
    "none.md": "# None\n\nNo rows.\n",
}
RULES = tuple(f"LG2{at:02}" for at in range(1, 15)), tuple(f"LG3{at:02}" for at in range(1, 13))
STATES = {
    "restated-ledgers": State(RULES[0], POLICY, FILES),
    "restated-reports": State(RULES[1], POLICY, FILES),
    "restated-nothing": State(
        RULES[1],
        POLICY,
        {**FILES, "report.md": "", "second.md": "", "none.md": "# None\n\n- T-1\n", "may.md": "# May\n"},
    ),
}
