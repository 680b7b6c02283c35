"""The state before a change is read by its items' names alone: the same items as a whole reading finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import reading
from ledgergate.ledgers import names
from ledgergate.model import Item

PIECES = st.sampled_from(
    ["### K-1 One\n", "### K-2\n", "## Title\n", "## Bucket\n", "#### Name: Deep\n", "### ~~K-3~~ gone\n",
     "**Bucket**: A\n", "- **Title**: Told\n", "- Candidate: Other\n", "**Also**: K-9, Old name\n", "Also: K-8\n",
     "**Ti**tle: split\n", "Bucket: A, Title: two\n", "| Key | Title | Also |\n|---|---|---|\n| K-4 | Four | K-7 |\n",
     "| Bucket | A |\n|---|---|\n| Title | Cell |\n", "- K-5 five\n  - Title: nested\n  - Also: K-6\n",
     "- [ ] K-6 [six](six.md)\n", "* [Name](a.md) K-7\n", "text\n", "\n", "\n",
     "more\n" * 40 + "\n## Bucket\n\n**Title**: Far\n"]
)  # fmt: skip
SHAPES = {
    "headings": 'items = "headings", level = 3',
    "table": 'items = "table", key = "Key"',
    "list": 'items = "list"',
    "tasks": 'items = "tasks"',
    "paragraphs": 'items = "paragraphs"',
    "files": 'items = "files"',
}
FIELDS = {
    "bucket alone": 'fields.bucket = { label = "Bucket", values = "bucket", default = "A" }\n',
    "another name": 'fields.bucket = { label = "Bucket" }\nfields.also = { label = "Also", kind = "alias" }\n',
    "named by a label": 'title = { from = "label:Bucket" }\nfields.also = { label = "Also" }\n',
}


def named(item: Item) -> tuple[object, ...]:
    others = tuple(item.others)
    return item.key, item.shown, item.title, item.document, item.start, item.end, item.links, others, item.struck


@pytest.mark.parametrize("fields", FIELDS)
@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=30, deadline=None)
@given(pieces=st.lists(PIECES, max_size=12))
def test_the_names_are_those_of_a_whole_reading(shape: str, fields: str, pieces: list[str]) -> None:
    key = "" if shape == "files" else "key = '^(?P<key>K-\\d+)'\n"
    policy = (
        f'[vocabulary.bucket]\nvalues = ["A", "B"]\n[ledger.l]\n{key}unique = false\n{FIELDS[fields]}'
        f'sources = [{{ path = "*.md", {SHAPES[shape]} }}]\n'
    )
    files: dict[str, str | bytes] = {"x.md": "".join(pieces), "y.md": "".join(reversed(pieces))}

    whole = reading(files, policy, strict=False)
    alone = names(whole.documents, whole.policy, "l")

    assert [named(item) for item in alone.items] == [named(item) for item in whole.ledgers["l"].items]
