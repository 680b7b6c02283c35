# ruff: noqa: E501  # documents and policies are read by their lines
"""Further situations of each rule, beside the examples that it rejects: one and many, other places, other words.

Each is a title, the files of a state and its policy, and for rules about a change the files before it.
"""

from __future__ import annotations

from typing import NamedTuple

from judging import ALL, POLICY, both, ledger, table

Files = dict[str, str | bytes]


class Variant(NamedTuple):
    code: str
    when: str
    files: Files
    policy: str = POLICY
    before: Files | None = None


def items(text: str) -> Files:
    return both(text)


def rows(text: str) -> Files:
    return both("", text)


NO_FIELD = POLICY.replace('fields.bucket = { label = "Bucket", values = "bucket", required = true }\n', "")
LISTED = """
[vocabulary.lane]
values = ["now", "later"]
[ledger.themes]
items = ["Cost", "Speed"]
fields.lane = { label = "Lane", values = "lane", required = true }
"""
STATED = '[[report]]\npath = "lanes.md"\nledger = "themes"\ncovers = "none"\nrows = { items = "table", key = "Theme", columns = { Lane = "lane" } }\n'
CLOSED = POLICY.replace("fields.bucket", 'dispositions = { path = "list.md", under = ["Closed"] }\nfields.bucket')
LONG = "so long a word that nobody would read it to its end, and it goes on and on, which no message needs to"
PICKED = POLICY.replace(
    "[[report]]",
    '[ledger.themes]\nsources = [{ path = "themes.md", items = "list" }]\n'
    'fields.parts = { label = "Parts", kind = "refers", ledger = "candidates" }\n[[report]]',
)
OWNED = POLICY.replace("[[report]]", 'fields.owner = "Owner"\n[[report]]')
COUNT = POLICY.replace("totals = ", 'count = { rows = [2, 3], "bucket=A" = 1 }\ntotals = ')
TABLES = POLICY.replace('items = "headings", level = 3', 'items = "table", key = "ID"')
LIST = POLICY.replace('items = "headings", level = 3', 'items = "list"')
DATA = POLICY.replace('"list.md", items = "headings", level = 3', '"list.yaml", items = "yaml", key = "id"')
VARIANTS = (
    Variant("LG201", "the label is missing", items(ledger(("C-1", "PSA handoff", ""), *ALL[1:]))),
    Variant("LG201", "the value is empty", items(ledger(*ALL).replace("**Bucket**: A", "**Bucket**:"))),
    Variant("LG201", "a cell is empty", both("| ID | Title | Bucket |\n|---|---|---|\n| C-1 | PSA | |\n"), TABLES),
    Variant("LG201", "a list entry lacks it", both("- C-1 PSA handoff\n- C-2 Export\n  - **Bucket**: B\n"), LIST),
    Variant("LG201", "a record lacks it", {"list.yaml": "- id: C-1\n- {id: C-2, Bucket: B}\n"}, DATA),
    Variant("LG201", "no report states the items of the policy", {}, LISTED),
    Variant("LG201", "a report of another ledger", both(), POLICY + LISTED),
    Variant(
        "LG201",
        "a report that is there and says nothing of it",
        {"lanes.md": "# Lanes\n\n| Theme |\n|---|\n| Cost |\n"},
        LISTED + STATED,
    ),
    Variant(
        "LG201",
        "a report of its own field",
        rows("# R\n\n| Candidate | Lane |\n|---|---|\n| C-1 | |\n"),
        POLICY.replace('columns = { Bucket = "bucket" }', 'fields.lane = { label = "Lane", required = true }'),
    ),
    Variant("LG202", "a word like another one", items(ledger(("C-1", "PSA handoff", "Latr"), *ALL[1:]))),
    Variant("LG202", "a word like none", items(ledger(("C-1", "PSA handoff", "Sometime soon"), *ALL[1:]))),
    Variant("LG202", "a sign", items(ledger(("C-1", "PSA handoff", "✓"), *ALL[1:]))),
    Variant("LG202", "a long text", items(ledger(("C-1", "PSA handoff", LONG), *ALL[1:]))),
    Variant("LG202", "an alias with a letter lost", items(ledger(("C-1", "PSA handoff", "coverd"), *ALL[1:]))),
    Variant("LG202", "a letter that nobody sees", items(ledger(("C-1", "PSA handoff", "L\u200bater"), *ALL[1:]))),
    Variant("LG202", "a cell of the report", rows(table(("C-1", "PSA handoff", "Nwo"), *ALL[1:]))),
    Variant(
        "LG202",
        "a vocabulary of one word",
        items(ledger(("C-1", "PSA handoff", "yse"))),
        '[vocabulary.bucket]\nvalues = ["yes"]\n[ledger.candidates]\n'
        'sources = [{ path = "list.md", items = "headings", level = 3 }]\nkey = \'^(?P<key>C-\\d+)\'\n'
        'fields.bucket = { label = "Bucket", values = "bucket" }\n',
    ),
    Variant(
        "LG203",
        "by its key and by its text",
        items(ledger(*ALL).replace("**Bucket**: A", "**Bucket**: A\n- **Bucket**: Later")),
    ),
    Variant(
        "LG203",
        "a row with two values",
        rows(
            table(*ALL)
            .replace("| Title | Bucket |\n|---|", "| Title | Bucket | Bucket |\n|---|---|")
            .replace("handoff | A |", "handoff | A | B |")
        ),
    ),
    Variant("LG204", "another title", items(ledger(*ALL, ("C-1", "Something else", "A")))),
    Variant("LG204", "three times", items(ledger(*ALL, ALL[0], ALL[0]))),
    Variant("LG205", "two of three", items(ledger(ALL[0])), POLICY, both()),
    Variant(
        "LG205",
        "another title under another key",
        items(ledger(ALL[0], ALL[1], ("C-4", "Tenant searching", "B"))),
        POLICY,
        both(),
    ),
    Variant(
        "LG206", "a heading one level deeper", items(ledger(*ALL[:2]) + "#### C-3 Tenant search\n\n- **Bucket**: B\n")
    ),
    Variant("LG206", "a second table's row without pipes", rows(table(*ALL[:2]) + "\nC-3 | Tenant search | B\n")),
    Variant("LG206", "a key of a paragraph", items(ledger(*ALL[:2]) + "**C-3** Tenant search\n")),
    Variant("LG207", "into itself", items(ledger(*ALL, more="## Closed\n\n- C-8 merged into C-8\n")), CLOSED),
    Variant(
        "LG207",
        "in a circle",
        items(ledger(*ALL, more="## Closed\n\n- C-8 merged into C-9\n- C-9 merged into C-8\n")),
        CLOSED,
    ),
    Variant("LG207", "without a reason", items(ledger(*ALL, more="## Closed\n\n- C-8 dropped\n")), CLOSED),
    Variant(
        "LG207", "of an item that is open", items(ledger(*ALL, more="## Closed\n\n- C-1 dropped: too dear\n")), CLOSED
    ),
    Variant(
        "LG207",
        "a change that merges into nothing",
        items(ledger(*ALL[:2], more="- C-3 merged into C-99\n")),
        POLICY,
        both(),
    ),
    Variant(
        "LG207",
        "a change that merges into what was dropped",
        items(ledger(ALL[0], more="- C-2 dropped: too dear\n- C-3 superseded by C-2\n")),
        POLICY,
        both(),
    ),
    Variant(
        "LG208",
        "words in another order",
        items(ledger(("C-1", "Export of all reviews", "A"), ("C-2", "All reviews: the exports", "B"))),
    ),
    Variant(
        "LG209",
        "nothing is written",
        both(),
        POLICY
        + '[[invariant]]\nwhen = { bucket = "A" }\nthen = { bucket = ["B", "C"] }\nreason = "nothing is urgent"\n',
    ),
    Variant(
        "LG209",
        "what must not be, and is there six times",
        both(ledger(*((f"C-{n}", f"Idea {n}", "A") for n in range(1, 8)), ("C-9", "Last", "B"))),
        POLICY
        + '[[invariant]]\nwhen = { bucket = "B" }\nnone = { ledger = "candidates", bucket = "A" }\nreason = "first things first"\n',
    ),
    Variant(
        "LG209",
        "what must not be, once",
        both(),
        POLICY
        + '[[invariant]]\nwhen = { bucket = "B" }\nnone = { ledger = "candidates", bucket = "A" }\nreason = "first things first"\n',
    ),
    Variant(
        "LG209",
        "anything must be said",
        items(ledger(*ALL).replace("- **Bucket**: A", "- **Bucket**: A\n- **Owner**: –")),
        POLICY.replace("[[report]]", 'fields.owner = "Owner"\n[[report]]')
        + '[[invariant]]\nwhen = { bucket = "A" }\nthen = { owner = "*" }\nreason = "somebody must do it"\n',
    ),
    Variant("LG210", "in a value", items(ledger(*ALL).replace("**Bucket**: A", "**Bucket**: \u2060A"))),
    Variant(
        "LG210",
        "in a free text",
        items(ledger(*ALL).replace("**Bucket**: A", "**Bucket**: A\n- **Owner**: de\u200bsk")),
        OWNED,
    ),
    Variant("LG210", "in a row", rows(table(("C-1", "PSA\u200d handoff", "A"), *ALL[1:]))),
    Variant(
        "LG210",
        "in a total's name",
        rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A\u200b | 1 |\n| B | 2 |\n")),
    ),
    Variant(
        "LG211",
        "a number that is another one",
        items(ledger(*ALL).replace("- **Bucket**: A", "- **Bucket**: A\n- **No**: 7")),
        POLICY.replace("[[report]]", 'fields.no = { label = "No", kind = "key" }\n[[report]]'),
    ),
    Variant(
        "LG212",
        "keys that change places",
        items(ledger(("C-1", "Export of reviews", "A"), ("C-2", "PSA handoff", "B"), ALL[2])),
        POLICY,
        both(),
    ),
    Variant(
        "LG212", "a key for another thing", items(ledger(("C-1", "Billing in dollars", "A"), *ALL[1:])), POLICY, both()
    ),
    Variant("LG214", "a row of another alphabet", rows(table(("С-1", "PSA handoff", "A"), *ALL[1:]))),
    Variant("LG301", "two of them", rows(table(ALL[0]))),
    Variant(
        "LG301",
        "a list for a report",
        rows("# R\n\n- C-1 PSA handoff\n- C-2 Export\n"),
        POLICY.replace('items = "table", key = "Candidate", title = "Title"', 'items = "list"'),
    ),
    Variant("LG302", "like an item", rows(table(*ALL, ("C-33", "Tenant serch", "B")))),
    Variant("LG302", "two like none", rows(table(*ALL, ("C-8", "Weather", "B"), ("C-9", "Tides", "B")))),
    Variant("LG302", "a reference to nothing", {**both(), "themes.md": "- Money\n  - **Parts**: C-1, C-77\n"}, PICKED),
    Variant(
        "LG302",
        "a reference to a name with a letter lost",
        {**both(), "themes.md": "- Money\n  - **Parts**: PSA handof\n"},
        PICKED,
    ),
    Variant(
        "LG302",
        "an item under its old name",
        {**both(ledger(("C-7", "PSA handoff", "A"), *ALL[1:], more="- C-7 renamed from C-1\n"))},
        POLICY,
        both(),
    ),
    Variant("LG303", "no value", rows(table(("C-1", "PSA handoff", ""), *ALL[1:]))),
    Variant("LG303", "a placeholder", rows(table(("C-1", "PSA handoff", "TBD"), *ALL[1:]))),
    Variant("LG303", "the text of another value", rows(table(("C-1", "PSA handoff", "**Later**"), *ALL[1:]))),
    Variant("LG304", "three rows", rows(table(*ALL, ALL[1], ALL[1]))),
    Variant("LG304", "of what is no item", rows(table(*ALL, ("C-9", "Tides", "B"), ("C-9", "Tides", "B")))),
    Variant(
        "LG305", "two of them", rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A | 2 |\n| B | **3** |\n"))
    ),
    Variant(
        "LG305",
        "a sum that follows",
        rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A | 2 |\n| B | 2 |\n| Total | 4 |\n")),
    ),
    Variant("LG305", "no number", rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A | some |\n| B | 2 |\n"))),
    Variant(
        "LG305", "a value that no row counts", rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A | 1 |\n"))
    ),
    Variant(
        "LG305",
        "a pattern",
        rows(table(*ALL, more="\nOf 4 candidates 2 come now.\n")),
        POLICY.replace(
            'totals = { by = "bucket", optional = true }',
            "totals = { pattern = 'Of (?P<of>\\d+) candidates (?P<count>\\d+) come now', where = { bucket = \"A\" } }",
        ),
    ),
    Variant(
        "LG305",
        "a pattern that finds nothing",
        both(),
        POLICY.replace(
            'totals = { by = "bucket", optional = true }',
            "totals = { pattern = '(?P<count>\\d+) come now', where = { bucket = \"A\" } }",
        ),
    ),
    Variant(
        "LG305",
        "each value has a row",
        rows(table(*ALL, more="\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n")),
        POLICY.replace("optional = true }", "every = true }"),
    ),
    Variant("LG307", "a report without rows", rows("# Report\n\nNothing.\n")),
    Variant("LG309", "too few", both(ledger(ALL[0]), table(ALL[0])), COUNT),
    Variant("LG309", "too many", both(ledger(*ALL, ("C-4", "Fax", "B")), table(*ALL, ("C-4", "Fax", "B"))), COUNT),
    Variant("LG309", "of one value", both(ledger(*ALL[1:]), table(*ALL[1:])), COUNT),
    Variant("LG310", "beside a number", rows(table(("C-1", "PSA handover!", "A"), *ALL[1:]))),
)
