# ruff: noqa: E501  # a table of words is read by its rows
"""Two vocabularies joined: what still stands somewhere means what it meant, what is new is told."""

from __future__ import annotations

import pytest

from ledgergate.policy.model import Policy, Vocabulary
from ledgergate.policy.standing import Standing
from ledgergate.policy.strictness import Loosened
from ledgergate.policy.words import join_vocabularies, meanings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Written(Standing):
    """Documents in which only these words stand."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def word(self, vocabulary: str, word: str) -> bool:
        return vocabulary == "v" and word in self.words


def gained(word: str) -> Loosened:
    return Loosened(f"the vocabulary 'v' gains '{word}'", word, gone=False, advice=True)


def turned(word: str, key: str) -> Loosened:
    return Loosened(f"'{word}' of the vocabulary 'v' now means '{key}'", word, gone=False)


def no_placeholder(word: str) -> Loosened:
    return Loosened(f"'{word}' is no longer a placeholder of the vocabulary 'v'", word)


def test_what_each_word_means() -> None:
    one = Vocabulary("v", {"A": "Do now", "B": "", "later": "A"}, {"soon": "A", "b": "later"}, ("T.B.D.", "soon"))
    # A key's own word counts before a text, a text before an alias, an alias before a placeholder.
    assert meanings(one) == {"t b d": "", "soon": "A", "b": "B", "do now": "A", "a": "A", "later": "later"}


NOW = {"A": "Now", "B": "Later"}
ALL = Standing()
# (words before, words after, what is written, values joined, aliases, placeholders, what is told)
JOINED: dict[str, tuple[Any, ...]] = {
    "the same": ((NOW,), (NOW,), ALL, NOW, {}, (), []),
    "a new key": ((NOW,), ({**NOW, "C": "Never"},), ALL, NOW, {}, (), [gained("C")]),
    "a key gone": ((NOW,), ({"A": "Now"},), ALL, {"A": "Now"}, {}, (), []),
    "a key that takes the place of one whose words stand still": (
        (NOW,), ({"A": "Now", "C": "Never"},), ALL, {"A": "Now"}, {}, (), [gained("C")]),
    "a key that takes the place of one that nobody writes": (
        (NOW,), ({"A": "Now", "C": "Never"},), Written("A", "Now"), {"A": "Now", "C": "Never"}, {}, (), []),
    "a key whose old text stands still": (
        (NOW,), ({"A": "Now", "C": "Never"},), Written("Later"), {"A": "Now"}, {}, (), [gained("C")]),
    "a key whose old alias stands still": (
        (NOW, {"soonish": "B"}), ({"A": "Now", "C": "Never"},), Written("soonish"), {"A": "Now"}, {}, (), [gained("C")]),
    "another key's alias stands still": (
        (NOW, {"soonish": "A"}), ({"A": "Now", "C": "Never"},), Written("soonish"), {"A": "Now", "C": "Never"}, {}, (),
        []),
    "words that stand still and are known by the new key": (
        (NOW,), ({"A": "Now", "C": "Later"}, {"b": "C"}), ALL, {"A": "Now", "C": "Later"}, {"b": "C"}, (), []),
    "one of two keys still written": (
        ({"A": "a1", "B": "b1"},), ({"C": "c1", "D": "d1"},), Written("b1"), {}, {}, (), [gained("C"), gained("D")]),
    "a text changed and nobody writes the old one": ((NOW,), ({"A": "Today", "B": "Later"},), Written(), {
        "A": "Today", "B": "Later"}, {}, (), []),
    "a text changed and the old one stands": ((NOW,), ({"A": "Today", "B": "Later"},), ALL, NOW, {}, (), [
        gained("Today")]),
    "a text that now says what another key said": (
        (NOW,), ({"A": "Later", "B": "Then"},), ALL, NOW, {}, (), [turned("Later", "A"), gained("Then")]),
    "a text that is now the key's own alias": (
        (NOW, {"today": "A"}), ({"A": "Today", "B": "Later"},), ALL, NOW, {}, (), [gained("Today")]),
    "a new alias": ((NOW,), (NOW, {"soon": "A"}), ALL, NOW, {}, (), [gained("soon")]),
    "an alias kept": ((NOW, {"soon": "A"}), (NOW, {"Soon": "A"}), ALL, NOW, {"Soon": "A"}, (), []),
    "an alias turned": ((NOW, {"soon": "A"}), (NOW, {"soon": "B"}), ALL, NOW, {"soon": "A"}, (), [turned("soon", "B")]),
    "an alias of a key that is gone": (
        (NOW, {"soon": "B"}), ({"A": "Now"}, {"soon": "A"}), ALL, {"A": "Now"}, {"soon": "A"}, (), []),
    "a new alias of a key that takes a place": (
        (NOW,), ({"A": "Now", "C": "Never"}, {"new": "C"}), Written(), {"A": "Now", "C": "Never"}, {"new": "C"}, (), []),
    "a new alias of a key that is not taken": (
        (NOW,), ({**NOW, "C": "Never"}, {"new": "C"}), ALL, NOW, {}, (), [gained("C"), gained("new")]),
    "an alias of a key that is gone, and of one that is not taken": (
        (NOW, {"soon": "B"}), ({"A": "Now", "C": "Never"}, {"soon": "C"}), ALL, {"A": "Now"}, {}, (), [gained("C")]),
    "a new alias of a key that stays, beside one that takes a place": (
        (NOW,), ({"A": "Now", "C": "Never"}, {"new": "A"}), Written(), {"A": "Now", "C": "Never"}, {}, (), [gained("new")]),
    "a placeholder gone": ((NOW, {}, ("?", "TBD")), (NOW, {}, ("tbd",)), ALL, NOW, {}, ("tbd", "?"), [
        no_placeholder("?")]),
    "a placeholder that is now an alias": (
        (NOW, {}, ("open",)), (NOW, {"open": "A"}), ALL, NOW, {}, ("open",), [no_placeholder("open")]),
    "a placeholder that is now a key of a place that is taken": (
        ({"A": "Now"}, {}, ("open",)), ({"Open": "x"},), Written(), {}, {}, ("open",), [no_placeholder("open")]),
    "a new placeholder": ((NOW,), (NOW, {}, ("?",)), ALL, NOW, {}, ("?",), []),
}  # fmt: skip


@pytest.mark.parametrize("name", JOINED)
def test_a_vocabulary_is_joined_with_the_one_before(name: str) -> None:
    before, after, standing, values, aliases, placeholders, told = JOINED[name]
    base = Policy("p", vocabularies={"v": Vocabulary("v", *before), "w": Vocabulary("w", NOW)})
    head = Policy("p", vocabularies={"v": Vocabulary("v", *after), "n": Vocabulary("n", NOW)})
    made, losses = join_vocabularies(base, head, standing)
    assert made == {
        "v": Vocabulary("v", values, aliases, placeholders),
        "n": Vocabulary("n", NOW),
        "w": Vocabulary("w", NOW),
    }
    assert losses == told
    assert head.vocabularies.keys() == {"v", "n"}
