# ruff: noqa: E501  # documents and policies are read by their lines
"""Bindings that read nothing, blocks that are written from a ledger, rows under keys and names that are not theirs."""

from __future__ import annotations

from states.judged import Files, State

POLICY = """
[vocabulary.bucket]
values = { A = "Now", B = "Later" }
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
fields.owner = { label = ["Owners", "Besitzer"] }
[[report]]
path = "report.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Bukcet = "bucket", Nothing = "owner" } }
[[report]]
path = "items.md"
ledger = "things"
covers = "none"
rows = { items = "list", fields.owner = "Onwer" }
[[report]]
path = "{package}/rows.md"
ledger = "things"
optional = true
rows = { items = "table", key = "Thing" }
[[package]]
path = "spec/*"
[documents]
links = ["pages/*.md", "list.md"]
"""
LIST = "# L\n\n" + "".join(
    f"### {name}\n\n- **Bucket**: {bucket}\n- **Owner**: us\n\n"
    for name, bucket in (("Alpha one", "A"), ("Beta two", "B"), ("Gamma three", "A"))
)
UNREAD: Files = {
    "list.md": LIST,
    "report.md": "# R\n\n| Thing | Bucket |\n|---|---|\n| Alpha one | A |\n\n## More\n\n| Thing | Buckets |\n|---|---|\n| Beta two | B |\n",
    "items.md": "# I\n\n- Alpha one\n  - Owner: us\n- Beta two\n  - Owner: us\n",
}  # fmt: skip
BLOCKS = """
[vocabulary.bucket]
values = { A = "Now", B = "Later" }
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>T-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""


def blocked(*blocks: str) -> Files:
    files: Files = {f"r{at}.md": f"# R\n\n{text}" for at, text in enumerate(blocks)}
    return {
        "list.md": "# L\n\n### T-1 One\n\n- **Bucket**: A\n\n### T-2 Two | too\n\n- **Bucket**: B\n\n### T-3 Three\n\n- **Bucket**: A\n",
        **files,
    }


BEGIN, END = "<!-- ledgergate:begin {} -->\n", "<!-- ledgergate:end -->\n"
KEYS = BEGIN.format("items columns=key")
TITLES = BEGIN.format("items bucket=A columns=key,title")
TOTALS = BEGIN.format("totals by=bucket")
STALE: tuple[str, ...] = (
    KEYS + END,
    KEYS + "\n| Key |\n|---|\n| T-1 |\n| T-2 |\n| T-3 |\n\n" + END,
    KEYS + "\n| key |\n|---|\n| T-1 |\n| T-2 |\n| T-3 |\n\n" + END,
    KEYS + "\n| Key |\n|---|\n| T-1 |\n| T-3 |\n\n" + END,
    KEYS + "\n| Key |\n|---|\n| T-1 |\n| T-2 |\n| T-3 |\n| T-4 |\n\n" + END,
    KEYS + "\n| Key |\n|---|\n| T-2 |\n| T-1 |\n| T-3 |\n\n" + END,
    KEYS + "\nJust text.\n\n" + END,
    TITLES + "\n| Key | Title |\n|---|---|\n| T-1 | One |\n\n" + END,
    TOTALS + "\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 1 |\n\n" + END,
    KEYS + "no end\n",
    BEGIN.format("nothing") + END,
    BEGIN.format("items") + END,
    BEGIN.format("items columns=nothing") + END,
    BEGIN.format("items bucket=Z columns=key") + END,
    BEGIN.format("totals") + END,
    BEGIN.format("totals by=owner") + END,
)  # fmt: skip
BOUND = "".join(
    f'[[report]]\npath = "r{at}.md"\nledger = "things"\ncovers = "none"\noptional = true\nrows = {{ items = "table", key = "Key" }}\n'
    for at, _ in enumerate(STALE)
)
KEYLESS = """
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
[[report]]
path = "report.md"
ledger = "things"
rows = { items = "table", key = "Thing", title = "Title" }
"""
NAMED: Files = {
    "list.md": "# L\n\n"
    + "".join(f"### FR-{at}: {name}\n\n" for at, name in enumerate(("Export rows", "Import rows", "Search rows"), 1)),
    "report.md": "# R\n\n| Thing | Title |\n|---|---|\n| FR-1 | Export rows |\n| FR-2 | Import rows |\n",
}
RENAMED = """
[ledger.things]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>T-\\d+)\\b'
[[report]]
path = "report.md"
ledger = "things"
rows = { items = "table", key = "Thing", title = "Title" }
"""
OLD: Files = {
    "list.md": "# L\n\n### T-1 One thing\n\n### T-2 Another thing\n\n### T-3 Third of them\n",
    "report.md": "# R\n\n| Thing | Title |\n|---|---|\n| T-1 | One thing |\n| T-2 | Another thing |\n| T-3 | Third of them |\n",
}
MANY = 'key = "Thing", title = "Title"'
MISSING = "\n".join(
    f'[[report]]\npath = "{path}"\nledger = "things"\nrows = {{ items = "table", {MANY} }}'
    for path in ("plain.md", "quoted.md", "wiki.mediawiki")
)
STATES = {
    "rows-missing": State(
        ("LG301",),
        RENAMED.partition("[[report]]")[0] + MISSING,
        {
            "list.md": "# L\n\n" + "".join(f"### T-{at} Thing {at}\n\n" for at in range(1, 6)),
            "plain.md": "# R\n\n| Thing | Title |\n|---|---|\n| T-1 | Thing 1 |\n",
            "quoted.md": "# R\n\n>\t| Thing | Title |\n>\t|---|---|\n>\t| T-1 | Thing 1 |\n>\t| T-2 | Thing 2 |\n",
            "wiki.mediawiki": "= R =\n\n{| class=wikitable\n! Thing !! Title\n|-\n| T-1 || Thing 1\n|}\n",
        },
    ),
    "binding-unread": State(("LG312",), POLICY, UNREAD),
    "generated-block-stale": State(("LG306",), BLOCKS + BOUND, blocked(*STALE)),
    "rows-by-keys-unknown-to-the-policy": State(("LG301", "LG302"), KEYLESS, NAMED),
    "a-row-by-a-key-unknown-to-the-policy": State(
        ("LG301", "LG302"), KEYLESS, {**NAMED, "report.md": "# R\n\n| Thing | Title |\n|---|---|\n| FR-1 | Export rows |\n| Other | x |\n"}
    ),
    "rows-under-old-names": State(
        ("LG205", "LG212", "LG301", "LG302"),
        RENAMED,
        OLD,
        {"list.md": "# L\n\n### T-1 One thing\n\n### T-22 Another thing\n\n### T-33 Third of them\n\n- T-22 renamed from T-2\n"},
    ),
}  # fmt: skip
