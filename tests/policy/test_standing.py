"""Where a policy's bindings lie once documents have moved."""

from __future__ import annotations

import pytest

from ledgergate.policy.model import LedgerPolicy, Package, Policy, ReportPolicy, Source
from ledgergate.policy.standing import Standing, partner, relocated


def test_where_nobody_looked_everything_stands_and_nothing_is_swallowed() -> None:
    stands = Standing()
    assert stands.path("a")
    assert stands.source("l", 0)
    assert stands.section("l", 0, "s")
    assert stands.field("l", None, "f")
    assert stands.rows(0)
    assert stands.column(0, "f")
    assert stands.total(0, None)  # type: ignore[arg-type]  # it is not looked at
    assert stands.word("v", "w")
    assert stands.swallowed("l", "i") is False


def of(*sources: str) -> Policy:
    """A policy with one ledger of these sources: headings, or a list where a `*` stands before the path."""
    read = tuple(Source(one.lstrip("*"), "list" if one.startswith("*") else "headings") for one in sources)
    return Policy("p", ledgers={"l": LedgerPolicy("l", read)})


@pytest.mark.parametrize(
    ("base", "head", "there", "now"),
    [
        (["a"], ["b"], ["a"], ["a"]),
        (["a"], ["b"], [], ["b"]),
        (["a"], ["a"], [], ["a"]),
        (["a"], [], [], ["a"]),
        (["a"], ["*b"], [], ["a"]),
        (["*a"], ["b", "*c"], [], ["*c"]),
        (["a"], ["b", "c"], [], ["b", "c"]),
        (["a"], ["a", "b"], [], ["b"]),
        (["a", "b"], ["c", "d"], [], ["c", "d"]),
        (["a", "b"], ["c"], [], ["c", "b"]),
        (["a", "b"], ["b", "c", "d"], ["b"], ["c", "d", "b"]),
        (["a", "x", "b"], ["c", "d"], ["x"], ["c", "x", "d"]),
        (["a", "*b"], ["c", "*d"], [], ["c", "*d"]),
        (["a", "*b"], ["c", "d"], [], ["c", "d", "*b"]),
    ],
)
def test_a_source_whose_place_is_gone_lies_where_the_later_policy_reads(
    base: list[str], head: list[str], there: list[str], now: list[str]
) -> None:
    moved = relocated(of(*base), of(*head), there.__contains__)
    assert moved.ledgers["l"].sources == of(*now).ledgers["l"].sources


def test_a_ledger_that_the_later_policy_lacks_stays_where_it_was() -> None:
    assert relocated(of("a"), Policy("p"), lambda _: False) == of("a")


@pytest.mark.parametrize(
    ("base", "head", "there", "now"),
    [
        (["l:a"], ["l:b"], ["a"], ["l:a"]),
        (["l:a"], ["l:b"], [], ["l:b"]),
        (["l:a"], ["m:b"], [], ["l:a"]),
        (["l:a"], ["m:a", "l:b", "l:c"], [], ["l:b"]),
        (["l:a", "l:b"], ["l:c", "l:d"], [], ["l:c", "l:d"]),
        (["l:a", "l:b"], ["l:c"], [], ["l:c", "l:b"]),
        (["l:a", "l:b"], ["l:b", "l:c"], [], ["l:c", "l:b"]),
        (["l:{package}/a", "l:b"], ["l:c"], [], ["l:{package}/a", "l:c"]),
        (["l:a", "l:b"], ["l:c"], ["a"], ["l:a", "l:c"]),
    ],
)
def test_a_report_whose_place_is_gone(base: list[str], head: list[str], there: list[str], now: list[str]) -> None:
    def policy(reports: list[str]) -> Policy:
        pairs = [one.split(":") for one in reports]
        return Policy("p", reports=tuple(ReportPolicy(path, ledger, line=7) for ledger, path in pairs))

    assert relocated(policy(base), policy(head), there.__contains__) == policy(now)


@pytest.mark.parametrize(
    ("base", "head", "there", "now"),
    [
        (["a"], ["b"], ["a/**"], ["a"]),
        (["a"], ["b"], [], ["b"]),
        (["a/"], ["b"], ["a/**"], ["a/"]),
        (["X"], ["b"], ["X/**"], ["X"]),
        (["a"], ["a"], [], ["a"]),
        (["a", "b"], ["c"], [], ["c", "b"]),
        (["a", "b"], ["b", "c"], ["b/**"], ["c", "b"]),
        (["a", "b"], ["c", "d"], ["a/**"], ["a", "c"]),
    ],
)
def test_a_package_whose_folder_is_gone(base: list[str], head: list[str], there: list[str], now: list[str]) -> None:
    def policy(packages: list[str]) -> Policy:
        return Policy("p", packages=tuple(Package(path, line=3) for path in packages))

    assert relocated(policy(base), policy(head), there.__contains__) == policy(now)


@pytest.mark.parametrize(
    ("path", "others", "number"),
    [
        ("a", [("b", 0), ("a", 1)], 1),
        ("a", [("*", 0), ("a", 1)], 1),
        ("a", [("b", 3), ("*", 5), ("**", 6)], 5),
        ("a", [("b", 0)], None),
        ("*", [("a", 0)], None),
        ("a", [("a", 0)], 0),
        ("a", [], None),
    ],
)
def test_the_partner_of_a_glob_is_itself_or_one_that_covers_it(
    path: str, others: list[tuple[str, int]], number: int | None
) -> None:
    assert partner(path, iter(others)) == number
