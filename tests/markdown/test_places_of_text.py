"""Where in the bytes a part of what a text says is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.markdown import Table, Written, read
from ledgergate.model import Document

PARTS = [
    "7",
    " of ",
    "**bold**",
    "`code 9`",
    "~~gone 3~~",
    "[link](x.md)",
    "ü ",
    "&amp;",
    "\\*",
    "<br>",
    "<b>",
    "\n",
    "x ",
]


def written(text: str, wanted: str) -> str:
    """The bytes that say the last `wanted` of the first block."""
    page = read(Document("a.md", text.encode()))
    block = next(one for one in page.blocks if isinstance(one, Written))
    start = block.content.text.rindex(wanted)
    first, last = block.content.bytes_of(start, start + len(wanted))
    return text.encode()[:first].decode() + "[" + text.encode()[first:last].decode() + "]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total: 5\n", "Total: [5]"),
        ("**Updated**: 2026\n**Total**: 5\n", "**Updated**: 2026\n**Total**: [5]"),
        ("- Größe: **5**\n", "- Größe: **[5]"),
        ("~~7~~ now `5`\n", "~~7~~ now `[5]"),
        ("one<br>two 5 &amp;\n", "one<br>two [5]"),
        ("# *Later* (5)\n", "# *Later* ([5]"),
    ],
)
def test_a_number_is_found_where_it_is_written(text: str, expected: str) -> None:
    assert written(text, "5") == expected


def test_an_entity_is_given_as_a_whole() -> None:
    assert written("a &amp; b\n", "&") == "a [&amp;]"


def test_a_number_in_a_cell_with_markup() -> None:
    text = "| A | B |\n|---|---|\n| x | **ä 5** |\n"
    page = read(Document("a.md", text.encode()))
    table = next(one for one in page.blocks if isinstance(one, Table))
    cell = table.rows[0].cells[1]

    first, last = cell.bytes_of(*(cell.text.index("5"), len(cell.text)))

    assert text.encode()[first:last] == b"5"


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), st.data())
def test_the_bytes_say_what_was_asked_for(parts: list[str], data: st.DataObject) -> None:
    page = read(Document("a.md", "".join(parts).encode()))
    for block in page.blocks:
        if not isinstance(block, Written):
            continue
        text = block.content.text
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        first, last = block.content.bytes_of(start, end)
        assert block.start <= first <= block.end
        assert first <= last <= block.end or start == end
        if end - start == 1 and text[start] not in "&\n":
            assert text[start:end].encode() in page.document.data[first:last]
