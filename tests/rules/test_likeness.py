"""What is offered in place of a name that is gone, among many."""

from __future__ import annotations

import difflib

import pytest

from ledgergate.ledgers.likeness import Likeness, akin

PARTS = ("audit", "ledger", "report", "tenant", "export", "queue", "portal", "shell", "billing", "search")


def test_a_reworded_title_is_found_by_its_rarest_word() -> None:
    titles = [f"{first} {second} candidate {number}" for number in range(50) for first in PARTS for second in PARTS]
    titles.insert(3210, "audit hand-off to the service desk")
    assert Likeness(titles).likeliest("Audit handoff to service desk", 0.5) == 3210


def test_a_word_of_a_camel_case_name_is_enough_to_be_compared() -> None:
    assert Likeness(["Kernel.php", "TenantScopeTest.php", "scope.md"]).likeliest("ScopeTest.php", 0.6) == 1


def test_of_equally_likely_texts_the_first_is_offered() -> None:
    assert Likeness(["plan b", "plan c"]).likeliest("plan a", 0.5) == 0


def test_texts_without_a_word_in_common_are_not_offered() -> None:
    assert Likeness(["handoff"]).likeliest("handofff", 0.5) is None


def test_texts_that_are_not_alike_enough_are_not_offered() -> None:
    assert Likeness(["export of the quarterly billing figures"]).likeliest("export", 0.5) is None


def test_asking_compares_as_few_texts_among_many_as_among_some(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    ratio = difflib.SequenceMatcher.ratio

    def counted(matcher: difflib.SequenceMatcher[str]) -> float:
        nonlocal compared
        compared += 1
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    for many in (100, 10_000):
        Likeness(f"one like another {number}" for number in range(many)).likeliest("one like another", 0.5)
    assert 0 < compared <= 80


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HB-103", "HB-0103"),
        ("Exports", "Export"),
        ("Tenant search", "Search of tenants"),
        ("C-4 PSA handof", "PSA handoff"),
    ],
)
def test_names_that_share_a_word_or_most_letters_are_akin(one: str, other: str) -> None:
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("HB-303", "HB-103"), ("TASK-12", "TASK-21"), ("12", "21"), ("Done", "Blue"), ("C-77", "C-7")]
)
def test_another_number_or_other_letters_are_no_help(one: str, other: str) -> None:
    assert not akin(one, other)
    assert not akin(other, one)
