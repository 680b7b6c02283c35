"""Words that rules know, one by one: small ones of a title, types of a commit, values, kinds, verbs, keys."""

from __future__ import annotations

from typing import Any

import pytest

from judging import ALL, POLICY, both, findings, ledger, reading, table
from ledgergate.model import Changed, Entry, Place, Related
from ledgergate.rules import docs_commit_touches_runtime, runtime_path_changed
from ledgergate.rules.view import View, found, gap, shown_value
from ledgergate.sides import Side

SMALL = (
    "a", "an", "and", "the", "of", "for", "in", "on", "to", "with", "by", "at", "from", "der", "die", "das", "und",
    "für", "im", "mit", "von", "zu",
)  # fmt: skip


def lookalikes(one: str, other: str) -> list[str]:
    items = (("C-1", one, "A"), ("C-2", other, "B"))
    return [each.message for each in findings(both(ledger(*items), table(*items))) if each.code == "LG208"]


@pytest.mark.parametrize("word", SMALL)
def test_a_small_word_makes_no_other_title(word: str) -> None:
    assert lookalikes("Export tenant reviews", f"Reviews {word.title()} tenants export") == [
        f"C-2 'Reviews {word.title()} tenants export' and C-1 'Export tenant reviews' have the same words for their "
        "title"
    ]


def test_two_words_are_too_few_and_another_word_is_another_title() -> None:
    assert lookalikes("Export reviews", "Reviews export") == []
    assert lookalikes("Export the reviews of", "Reviews to export") == []
    assert lookalikes("Export tenant reviews", "Export tenant reviews without") == []
    assert lookalikes("Export tenant reviews", "Review tenants exports")


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("docs: x", "docs"), ("Docs(api): x", "docs"), ("docs!: x", "docs"), ("docs(api)!: x", "docs"),
        ("docs (api) ! : x", "docs"), ("docs x", ""), ("docs", ""), (": x", ""), ("", ""),
        ("fixup! docs: x", "docs"), ("squash! docs: x", "docs"), ("amend! docs: x", "docs"), ("revert! docs: x", ""),
        (":memo: docs: x", "docs"), ("[ABC-1] docs: x", "docs"), ("#12 docs: x", "docs"), ("(#12) docs: x", "docs"),
        ("ABC-12: docs: x", "docs"), ("ABC-12 | docs: x", "docs"), ("\U0001f4dd docs: x", "docs"),
        ("- docs: x", "docs"),
        ("\u26a1\ufe0f docs: x", "docs"), ("build-system: x", "build-system"), ("words before docs: x", ""),
        ("fix: docs: x", "fix"), ("[wip] [ABC-1]: feat(x): y", "feat"),
    ],
)  # fmt: skip
def test_the_type_of_a_commit(subject: str, kind: str) -> None:
    assert docs_commit_touches_runtime.type_of(subject) == kind


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("routes", "a route"), ("classes", "a class"), ("class", "a class"), ("indexes", "an index"), ("api", "an api"),
        ("branches", "a branch"), ("pushes", "a push"), ("pages", "a page"), ("assets", "an asset"), ("ui", "an ui"),
        ("events", "an event"), ("inputs", "an input"), ("objects", "an object"),
        ("models", "a model"), ("Xrays", "a Xray"),
    ],
)  # fmt: skip
def test_a_kind_of_files_is_told_in_the_singular(kind: str, told: str) -> None:
    assert runtime_path_changed._article(kind) == told


def entry(mode: str, oid: str = "1") -> Entry:
    return Entry("a", mode, oid)


@pytest.mark.parametrize(
    ("before", "after", "verb"),
    [
        (None, entry("100644"), "adds"),
        (entry("100644"), None, "deletes"),
        (entry("160000"), entry("160000", "2"), "moves the submodule at"),
        (entry("160000"), entry("100644", "2"), "changes the type of"),
        (entry("100644"), entry("120000"), "changes the type of"),
        (entry("100644"), entry("100755"), "changes the mode of"),
        (entry("100644"), entry("100644", "2"), "edits"),
        (entry("100644"), entry("100755", "2"), "edits"),
    ],
)
def test_what_happens_to_a_path_is_one_verb(before: Entry | None, after: Entry | None, verb: str) -> None:
    assert runtime_path_changed._verb(Changed("a", before, after)) == verb


def test_a_finding_is_one_line_whatever_it_quotes() -> None:
    place = Place("a.md", 3)
    one = found(
        place, "a\nb", "c\nd", key="k", related=(Related(place, "e\nf"), Related(place, "g")), stated="s", gap=2
    )
    assert (one.message, one.cure, one.key, one.stated, one.gap) == ("a b", ("c\nd",), "k", "s", 2)
    assert [each.message for each in one.related] == ["e f", "g"]
    plain = found(place, "a")
    assert (plain.code, plain.rule, plain.cure, plain.key, plain.related, plain.fix) == ("", "", (), "", (), None)
    assert (plain.stated, plain.gap) == ("", 0)


@pytest.mark.parametrize(
    ("stated", "expected", "off"),
    [("3", "5", 2), ("5", "3", 2), ("5", "5", 0), ("x", "5", 0), ("5", "", 0), ("-1", "1", 0)],
)
def test_how_far_a_number_is_off(stated: str, expected: str, off: int) -> None:
    assert gap(stated, expected) == off


def told(value: str, policy: str = POLICY, field: str = "bucket") -> str:
    """How a message names what an item's field says."""
    side = reading(both(ledger(("C-1", "PSA handoff", value), *ALL[1:])), policy)
    said = side.ledgers["candidates"].items[0].stated(field)
    assert said is not None
    return shown_value(side.policy, said)


def test_a_value_is_named_with_its_text_and_what_was_written_as_it_stands() -> None:
    assert told("A") == "A (Now critical)"
    assert told("now critical") == "A (Now critical)"
    assert told("C") == "C (Won't do)"
    assert told("C", POLICY.replace("Won't do", "c")) == "C"
    assert told("Nobody   knows") == "Nobody knows"
    assert told("x" * 81) == "x" * 80
    bare = POLICY.replace("[vocabulary.bucket]", '[vocabulary.size]\nvalues = { A = "Small" }\n[vocabulary.bucket]')
    assert told("A", bare.replace('values = "bucket"', 'values = "size"')) == "A (Small)"


def test_a_view_without_a_base_has_none() -> None:
    side: Any = Side(None, None)  # type: ignore[arg-type]  # nothing of it is asked
    alone = View(side)
    assert (alone.before, alone.base, alone.entries) == (None, None, ())
    earlier = View(side, (side,))
    assert earlier.before is side
    assert (alone.message, alone.waivers, alone.void, alone.joined, alone.pair) == ("", (), (), (), None)
