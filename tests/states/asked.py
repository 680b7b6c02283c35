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
