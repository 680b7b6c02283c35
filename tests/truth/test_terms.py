"""A text that holds no word of a term is not searched for other spellings of it."""

from __future__ import annotations

from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledgergate.truth.terms import others

TERMS = {
    "Customer Review Workspace": ("Review area", "client space"),
    "Spec-Kit": ("spec tool",),
    "OpenSpec": (),
    "Évidence": ("K-list",),
}
PARTS = st.sampled_from(
    ["customer", "Custmer", "review", "Reviwe", "WORKSPACE", "area", "client", "space", "Spec", "Kit", "tool", "Open",
     "OPENSPEC", "Évidence", "evidence", "\u212a-list", "k-list", "\u017fpec", "s", "x", " ", " ", "-", "\n",
     "\u00a0", "."]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(PARTS, max_size=10))
@example(["Custmer", " ", "review", " ", "WORKSPACE"])
@example(["\u017fpec", " ", "tool"])
def test_nothing_is_missed_by_a_look_at_its_words(parts: list[str]) -> None:
    text = "".join(parts)
    with mock.patch("ledgergate.truth.terms._may_hold", return_value=True):
        searched = list(others(text, TERMS))
    assert list(others(text, TERMS)) == searched


def test_a_text_without_its_words_is_not_searched() -> None:
    with mock.patch("ledgergate.truth.terms._like") as search:
        assert list(others("Nothing of it stands here.", {"Customer Workspace": ("client space",)})) == []
    search.assert_not_called()
