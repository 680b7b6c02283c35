# ruff: noqa: E501  # documents and policies are read by their lines
"""Edges of evidence: what stands there twice, what is nearly empty or nearly shown, what one more or less would change."""

from __future__ import annotations

from states.evidenced import things
from states.judged import State

TWICE = """
[vocabulary.state]
values = ["done", "shipped", "open", "spent", "left"]
[ledger.things]
sources = [{ path = "docs/list.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.evidence = { label = "Evidence", kind = "evidence" }
[ledger.again]
sources = [{ path = "docs/list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
"""
EMPTY = State(
    ("LG406",),
    TWICE + """
[[evidence]]
ledger = "things"
when = { state = "done" }
forbids = ["completed-package"]
[[evidence]]
ledger = "things"
when = { state = "shipped" }
forbids = ["completed-package"]
needs = { page = ["a/**"] }
[[evidence]]
ledger = "things"
when = { state = "open" }
""",
    {
        "docs/list.md": things(("nothing", "")), "a/was-one.md": "# Was\n\nText.\n", "a/was-two.md": "# Was\n", "a/gone.md": "# Gone\n\nText.\n",
        "a/said.py": "x = 1\n", "a/said.md": "# Said\n\nText.\n",
    },
    {
        "docs/list.md": things(*(
            (f"{state} {path}", f"State**: {state}; Evidence**: {path}") for state, path in (
                ("spent", "`a/new.md`"), ("done", "`a/new.md`"), ("shipped", "`a/new.md`"), ("open", "`a/new.md`"),
                ("spent", "`a/was-*.md`"), ("spent", "`a/said.py`"), ("spent", "`a/*d.md`"), ("spent", "`a/run.sh`"), ("spent", "`a/UPPER.MD`"),
                ("spent", "`a/picture.png`"), ("spent", "`a/large.bin`"), ("spent", "`a/link.py`"), ("left", "`a/none.md`"),
                ("spent", "`a/link.md`"), ("spent", "`a/latin.txt`"), ("spent", "`a/pointer.md`"),
            )
        )),
        "a/new.md": "# New\n", "a/was-one.md": "# Was\n", "a/gone.md": None, "a/said.py": "", "a/said.md": "# Said\n\nMore text.\n", "a/run.sh": "",
        "a/UPPER.MD": "# Upper\n", "a/picture.png": b"\x89PNG\r\n\x1a\n\0\xff", "a/large.bin": b"\0" * 2000, "a/empty.py": "", "a/link.py": "-> empty.py", "a/link.md": "-> new.md",
        "a/latin.txt": b"caf\xe9\n", "a/pointer.md": "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12\n",
    },
)  # fmt: skip

REQUIRED = State(
    ("LG402",),
    """
[vocabulary.state]
values = { done = "Done", shipped = "Shipped", refuted = "Refuted", both = "Both" }
[ledger.things]
sources = [{ path = "docs/list.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.evidence = { label = "Evidence", kind = "evidence" }
fields.owner = { label = "Owner" }
[ledger.others]
sources = [{ path = "docs/others.md", items = "headings", level = 2 }]
fields.state = { label = "State", values = "state" }
fields.evidence = { label = "Evidence", kind = "evidence" }
[ledger.listed]
items = ["Cost", "Speed", "Size"]
fields.state = { values = "state" }
fields.evidence = { kind = "evidence" }
[[report]]
path = "docs/rows.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Evidence = "evidence" } }
[[report]]
path = "docs/rows-of-others.md"
ledger = "others"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Evidence = "evidence" } }
[[report]]
path = "docs/given.md"
ledger = "listed"
covers = "none"
classifies = true
rows = { items = "table", key = "Thing", columns = { State = "state", Evidence = "evidence" } }
[[evidence]]
ledger = "things"
when = { state = "done" }
forbids = ["completed-package"]
[[evidence]]
ledger = "things"
when = { state = "shipped" }
forbids = ["completed-package"]
needs = { code = ["src/**", "lib/**"], test = ["**/tests/**"], guide = ["docs/**"] }
[[evidence]]
ledger = "things"
when = { state = "refuted" }
refutes = { code = ["src/**"] }
[[evidence]]
ledger = "things"
when = { state = "both" }
needs = { code = ["src/**"] }
refutes = { code = ["src/**"] }
[[evidence]]
ledger = "listed"
[[evidence]]
ledger = "others"
[[evidence]]
report = "docs/rows.md"
[[evidence]]
ledger = "things"
when = { owner = ["us", "them"], state = "both" }
field = "owner"
""",
    {
        "src/a.py": "a\n", "src/tests/a.py": "a\n", "lib/a.py": "a\n",
        "docs/list.md": things(
            ("Forbidden alone", "State**: done"), ("Shipped", "State**: shipped"), ("Shipped with code", "State**: shipped; Evidence**: `src/a.py`"),
            ("Shipped with a test in code", "State**: shipped; Evidence**: `src/tests/a.py`"),
            ("Shipped with all", "State**: shipped; Evidence**: `lib/a.py`, `src/tests/a.py`, `docs/list.md`"),
            ("Shipped with a page in a row", "State**: shipped; Evidence**: `lib/a.py`, `src/tests/a.py`"),
            ("Refuted alone", "State**: refuted"), ("Both", "State**: both; Owner**: us"), ("Both with code", "State**: both; Evidence**: `src/a.py`"),
            ("Placeholder", "State**: shipped; Evidence**: TBD"), ("One of others", "State**: both"),
        ),
        "docs/others.md": "# Others\n\n## T10 One of others\n\nText.\n\n## Without a row\n\nText.\n\n## Another of them\n\n- **Evidence**: `src/a.py`\n\n## Third of them\n\n- **State**: done\n",
        "docs/rows.md": "# R\n\n| Thing | Evidence |\n|---|---|\n| T5 Shipped with a page in a row | `docs/list.md` |\n| T1 Shipped | |\n| T2 Shipped with code | - |\n",
        "docs/rows-of-others.md": "# R\n\n| Thing | Evidence |\n|---|---|\n| T10 One of others | `src/a.py` |\n| Third of them | `src/a.py` |\n| Without a row | |\n",
        "docs/given.md": "# G\n\n| Thing | State | Evidence |\n|---|---|---|\n| Cost | done | |\n| Speed | | |\n",
    },
)  # fmt: skip

SOURCE = "".join(f"line number {at} of a text that goes on and on, up to here\n" for at in range(1, 11))
QUOTES = """
`src/ten.txt:3`:

> line number 33 of a text that goes on and on

`src/ten.txt:3-4`:

> line number 4 of a text that goes on and on, up to here
> line number 5 of a text that goes on

`src/ten.txt:6-7`:

> line number 5 of a text that goes on and on, up to here
> line number 6 of a text that goes on

`src/ten.txt:3-4`:

> line number 5 of a text that goes on and on, up to here
> line number 7 of a text that goes on

`src/ten.txt:8-9`:

> line number 5 of a text ... line number 7 of a text

`src/ten.txt:1`:

> line number 1 of ... no such words as these

`src/*.txt:3`:

> line number 55 of a text that goes on and on

`src/none.txt:3`:

> line number 55 of a text that goes on and on
"""
MOVED = State(
    ("LG405",),
    TWICE + """
[ledger.records]
sources = [{ path = "docs/records.yaml", items = "yaml", key = "id" }]
fields.evidence = { label = "evidence", kind = "evidence" }
[[report]]
path = "docs/report.md"
ledger = "things"
covers = "none"
rows = { items = "table", key = "Thing" }
[documents]
links = ["docs/links.md"]
""",
    {
        "src/ten.txt": SOURCE, "src/two.txt": SOURCE,
        "docs/five.md": "# One\n\n## Two\n\n## Three\n\n## Four\n\n## Five\n", "docs/six.md": "# One\n\n## Two\n\n## Three\n\n## Four\n\n## Five\n\n## Six\n",
        "docs/series.md": "# Series\n\n## HB-103\n\n## HB-203\n\n## HB-403\n", "docs/bad.md": b"# Bad\n\n\xff\xfe\n",
    },
    {
        "docs/list.md": things(*((one, f"Evidence**: {one}") for one in (
            "`docs/five.md#zzz`", "`docs/six.md#zzz`", "`docs/series.md#hb-303`", "`docs/bad.md#zzz`", "`src/ten.txt:11`", "`src/ten.txt:11-3`",
        ))) + QUOTES.replace("src/ten", "src/two"),
        "docs/report.md": "# R\n\n| Thing |\n|---|\n| T0 `docs/five.md#zzz` |\n" + QUOTES,
        "docs/records.yaml": 'id: R-1\nevidence: src/ten.txt\ntext: |\n  `src/ten.txt:3` says "line number 55 of a text that goes on"\n',
        "docs/links.md": "# L\n\n[undefined][five.md#zzz] and [defined](five.md#zzz)\n",
    },
)  # fmt: skip
STATES = {"evidence-empty-edges": EMPTY, "evidence-required-edges": REQUIRED, "evidence-moved-edges": MOVED}
