"""What a report's texts are spared: each look that rules them out agrees with the expression that would be asked."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from judging import ALL, findings, reading, table
from judging import both as documents
from ledgergate.ledgers.conservation import gone
from ledgergate.ledgers.words import title_skeleton, undated
from ledgergate.model import Document, Item, Ledger
from ledgergate.reports import listed, totals
from ledgergate.sides import Contents, Side

TEXTS = st.text(st.sampled_from("019 ²٣ab개.,;:()[]（）x×%\n\u2003"), max_size=14)
NAMES = st.sampled_from(["a", "b", "c", "2025-01-02 a", "d"])


def bucket(word: str) -> str:
    return "" if word.startswith("a") else word


@given(TEXTS)
@example("1234567890")
@example(" 12 개")
def test_a_cell_is_a_count_as_the_expression_says(text: str) -> None:
    assert totals._is_whole(text) == bool(re.match(r"\s*(\d{1,9})\s*[개건件个個项項]?\s*\Z", text))


@given(TEXTS)
@example("a: 1 b, 2 c")
@example("(1 b, 2 c) .")
def test_a_list_of_counts_holds_two_numbers(text: str) -> None:
    if len(re.findall(r"\d+", text)) < 2:
        assert list(listed.listed(text, bucket)) == []


@given(TEXTS)
def test_a_bracket_at_the_end_ends_with_one(text: str) -> None:
    if listed._BRACKET.search(text):
        assert text.rstrip().endswith((")", "]", "）"))
    if totals._AT_END.search(text.strip()):
        assert text.strip().endswith((")", "]"))


@given(TEXTS, st.sampled_from(["# {}\n", "{}\n", "- {}\n", "**A**: {}\n"]))
def test_a_text_that_states_a_number_has_one(text: str, shape: str) -> None:
    files = documents(report_md=table(*ALL) + "\n# Totals\n\n" + shape.format(" ".join(text.split())))

    if not any(map(str.isdigit, text)):
        assert "LG305" not in [one.code for one in findings(files)]
    assert totals._has_number(text) == any(map(str.isdigit, text))


def holding(side: Side, items: tuple[Item, ...]) -> Side:
    """The same side with other items."""
    return Side(side.documents, side.policy, lambda _: Contents({"candidates": Ledger("candidates", items)}))


@given(st.lists(st.tuples(NAMES, NAMES)), st.lists(st.tuples(NAMES, NAMES, NAMES)))
def test_what_is_gone_is_what_no_name_tells(earlier: list[tuple[str, str]], later: list[tuple[str, str, str]]) -> None:
    read = reading(documents(report_md=table(*ALL)))
    home = Document("list.md", b"")
    was = tuple([Item(key, key, title, home, 0, 0, {}) for key, title in earlier])
    now = tuple([Item(key, key, title, home, 0, 0, {}, (), (other,)) for key, title, other in later])
    before = holding(read, was)
    after = holding(read, now)

    # Keys are compared with keys; only what has none of its own is known by another's title, and by one that is new.
    stands = {name for item in now for name in (item.key, undated(item.key))}
    keys = {item.key for item in was}
    titles = stands.union(*(item.others for item in now if item.key not in keys))
    expected = [
        item
        for item in was
        if item.key not in stands and not (item.key == title_skeleton(item.title) and item.key in titles)
    ]

    assert gone(before, after, "candidates") == expected
