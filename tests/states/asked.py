# ruff: noqa: E501  # documents and policies are read by their lines
"""Required values in each shape of a ledger, and items that the policy lists and reports may state."""

from __future__ import annotations

from states.judged import Files, State

FIELD = 'fields.bucket = { label = "Bucket", values = "bucket", required = true }\n'
POLICY = """
[vocabulary.bucket]
values = { A = "Now", B = "Later" }
[ledger.headings]
sources = [{ path = "headings.md", items = "headings", level = 3 }]
FIELD
[ledger.entries]
sources = [{ path = "entries.md", items = "list" }]
FIELD
[ledger.paragraphs]
sources = [{ path = "paragraphs.md", items = "paragraphs", key = '^(?P<key>P-\\d+)' }]
FIELD
[ledger.files]
sources = [{ path = "adr/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d+)' } }]
FIELD
[ledger.cells]
sources = [{ path = "cells.csv", items = "csv", key = "id" }]
fields.bucket = { label = "bucket", values = "bucket", required = true }
[ledger.free]
sources = [{ path = "free.md", items = "headings", level = 3 }]
fields.owner = { label = "Owner", required = true }
[ledger.given]
sources = [{ path = "given.md", items = "list" }]
fields.bucket = { values = "bucket", required = true }
[ledger.ungiven]
sources = [{ path = "ungiven.md", items = "list" }]
fields.bucket = { values = "bucket", required = true }
[[report]]
path = "others.md"
ledger = "ungiven"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Bucket = "bucket" } }
[[report]]
path = "giving.md"
ledger = "given"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Bucket = "bucket" } }
classifies = true
[ledger.celled]
sources = [{ path = "celled.csv", items = "csv", key = "id" }]
fields.bucket = { label = "bucket", values = "bucket", required = true }
[[report]]
path = "celling.md"
ledger = "celled"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Bucket = "bucket" } }
classifies = true
[ledger.spelled]
sources = [
  { path = "own.md", items = "headings", level = 3, fields.lane = { label = "Lane", values = "bucket", required = true } },
  { path = "other.md", items = "headings", level = 3, fields.bucket = { label = "Topf", values = "bucket" } },
  { path = "plain.md", items = "headings", level = 3 },
]
FIELD
[ledger.sourced]
sources = [{ path = "sourced.md", items = "headings", level = 3, fields.lane = { label = "Lane", values = "bucket", required = true } }]
[ledger.beside]
items = ["Alone"]
sources = [{ path = "beside.md", items = "headings", level = 3, fields.lane = { label = "Lane", values = "bucket", required = true } }]
[ledger.boxes]
sources = [{ path = "boxes.md", items = "list" }]
fields.done = { from = "checkbox", values = "box", map = { checked = "yes" }, required = true }
[vocabulary.box]
values = ["yes"]
[vocabulary.one]
values = ["only"]
[ledger.one]
sources = [{ path = "one.md", items = "headings", level = 3 }]
fields.word = { label = "Word", values = "one" }
[[report]]
path = "words.md"
ledger = "one"
covers = "none"
rows = { items = "table", key = "Thing", columns = { Word = "word" } }
""".replace("FIELD\n", FIELD)
FILES: Files = {
    "headings.md": "# H\n\n### One\n\n### Two\n\n- **Bucket**: TBD\n\n### Three\n\n- **Bucket**: Z\n\n### Four\n\n- **Bucket**: A\n",
    "entries.md": "# E\n\n- One\n- Two\n  - **Bucket**: ?\n- Three\n  - **Bucket**: Nwo\n",
    "paragraphs.md": "# P\n\n**P-1 One.** Words.\n\nBucket: A\n\n**P-2 Two.** Words.\n\n**P-3 Three.** Words.\n\nBucket: ???\n",
    "adr/1-one.md": "# One\n\nText.\n",
    "adr/2-two.md": "---\nbucket: \n---\n\n# Two\n",
    "cells.csv": "id,bucket\nC-1,\nC-2,A\nC-3,none of it\n",
    "free.md": "# F\n\n### One\n\n### Two\n\n- **Owner**: us\n",
    "given.md": "# G\n\n- Alpha one\n- Beta two\n- Gamma three\n",
    "ungiven.md": "# U\n\n- Alpha one\n- Beta two\n",
    "others.md": "# O\n\n| Thing | Bucket |\n|---|---|\n| Alpha one | A |\n| Beta two | |\n",
    "celled.csv": "id,bucket\nE-1,\nE-2,A\n",
    "celling.md": "# C\n\n| Thing | Bucket |\n|---|---|\n| E-2 | A |\n",
    "own.md": "# O\n\n### One\n\n- **Bucket**: A\n- **Lane**: Latr\n\n### Two\n\n- **Lane**: A\n\n### Three\n\n- **Bucket**: A\n",
    "other.md": "# O\n\n### Four\n\n- **Topf**: A\n\n### Five\n\n- **Bucket**: A\n- **Lane**: Latr\n",
    "plain.md": "# O\n\n### Six\n\n- **Topf**: A\n\n### Seven\n\n- **Bucket**: A\n",
    "sourced.md": "# S\n\n### One\n\n### Two\n\n- **Lane**: B\n",
    "beside.md": "# B\n\n### One\n\n### Two\n\n- **Lane**: B\n",
    "boxes.md": "# B\n\n- [x] One\n- [ ] Two\n- Three\n",
    "one.md": f"# O\n\n### One\n\n- **Word**: onyl\n\n### Two\n\n- **Word**: {'e' * 79}\n\n### Three\n\n- **Word**: {'e' * 80}\n\n### Four\n\n- **Word**: {'e' * 81}\n\n### Five\n\n- **Word**: zzz\n",
    "words.md": "# W\n\n| Thing | Word |\n|---|---|\n| One | onyl |\n| Nobody | oonly |\n",
    "giving.md": "# G\n\n| Thing | Bucket |\n|---|---|\n| Alpha one | A |\n| Beta two | |\n",
}  # fmt: skip


def listed(name: str, *reports: tuple[str, str], field: str = FIELD) -> str:
    """A ledger of the policy's own, and reports of it by path and further keys."""
    return f'[ledger.{name}]\nitems = ["Cost", "Speed"]\n{field}' + "".join(
        f'[[report]]\npath = "{path}"\nledger = "{name}"\n{more}rows = {{ items = "table", key = "Thing", columns = {{ Bucket = "bucket" }} }}\n'
        for path, more in reports
    )


TWO = FIELD + FIELD.replace("fields.bucket", "fields.lane").replace('"Bucket"', '"Lane"')
LISTED = (
    '[vocabulary.bucket]\nvalues = { A = "Now", B = "Later" }\n[[package]]\npath = "specs/*"\n'
    + listed("unreported")
    + listed("missing", ("missing.md", ""))
    + listed("absent", ("absent.md", "optional = true\n"))
    + listed("rowless", ("rowless.md", ""))
    + listed("packaged", ("{package}/rows.md", ""))
    + listed("mixed", ("{package}/mixed.md", ""), ("mixed.md", "optional = true\n"))
    + listed(
        "both",
        ("both-a.md", 'optional = true\ncovers = "none"\n'),
        ("both-b.md", 'optional = true\ncovers = "none"\n'),
        field=TWO,
    )
    + listed("half", ("half.md", 'covers = "none"\nclassifies = true\n'))
    + listed("full", ("full.md", "classifies = true\n"))
)
STATES = {
    "required-values": State(("LG201", "LG202"), POLICY, FILES),
    "required-of-listed-items": State(
        ("LG201", "LG307", "LG312"),
        LISTED,
        {
            "readme.md": "# R\n",
            "rowless.md": "# Rowless\n\n| Other | x |\n|---|---|\n| a | b |\n",
            "half.md": "# H\n\n| Thing | Bucket |\n|---|---|\n| Cost | A |\n",
            "full.md": "# F\n\n| Thing | Bucket |\n|---|---|\n| Cost | A |\n| Speed | |\n",
        },
    ),
}
