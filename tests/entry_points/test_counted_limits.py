"""More documents, items or rows than are read of one state: no verdict, and never one on a part of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import ALL, POLICY, both, ledger, table
from ledgergate.errors import NotChecked
from ledgergate.gate import judge
from ledgergate.git import Limits
from ledgergate.model import Verdict
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

DECISIONS = """
[ledger.decisions]
sources = [{ path = "adr/*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d+)-' }
"""


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    """A policy, and a ledger of three with a report of three."""
    repository = Repository(tmp_path / "team")
    repository.save({"ledgergate.toml": POLICY, **both()})
    return repository


def _judged(team: Repository, limits: Limits, base: str = "") -> Verdict:
    tree = "" if base else "HEAD"
    asked = Asked(base=base, tree=tree, cwd=str(team.path), environment=team.environment(), limits=limits)
    return judge(Request(asked))


def test_as_many_as_are_allowed_are_judged(team: Repository) -> None:
    verdict = _judged(team, Limits(items=3, documents=2))
    assert (verdict.exit_code, verdict.examined.items, verdict.examined.rows) == (0, {"candidates": 3}, 3)


def test_a_ledger_with_one_more_is_not_judged_by_half(team: Repository) -> None:
    with pytest.raises(NotChecked, match=r"^list\.md: \[ledger\.candidates\] has more than 2 items") as caught:
        _judged(team, Limits(items=2))
    assert "--most-items" in caught.value.cure


def test_a_report_with_more_rows_than_its_ledger_has_items_is_not_judged(team: Repository) -> None:
    team.save({"report.md": table(*ALL, ("C-4", "Unheard of", "A"))})
    with pytest.raises(NotChecked, match=r"^report\.md: the report has more than 3 rows"):
        _judged(team, Limits(items=3))


def test_lines_that_are_not_understood_count(team: Repository) -> None:
    team.save({"list.md": ledger(*ALL, more="### Something else\n")})
    assert _judged(team, Limits(items=4)).exit_code == 1
    with pytest.raises(NotChecked, match="more than 3 items"):
        _judged(team, Limits(items=3))


def test_items_that_a_change_takes_out_are_counted_where_they_stood(team: Repository) -> None:
    """A state before that is read by half would lose items without a word."""
    team.branch("topic")
    team.checkout("topic")
    team.save({"list.md": ledger(*ALL[:2]), "report.md": table(*ALL[:2])})
    assert _judged(team, Limits(items=3), base="main").exit_code == 1  # C-3 vanished
    with pytest.raises(NotChecked, match="more than 2 items"):
        _judged(team, Limits(items=2), base="main")


def test_documents_are_counted_and_what_nobody_governs_is_not(team: Repository) -> None:
    files = {f"adr/{number:03}-a-decision.md": f"# {number:03} A decision\n" for number in range(5)}
    team.save({"ledgergate.toml": POLICY + DECISIONS, **files, "notes/one.md": "x\n", "notes/two.md": "y\n"})
    assert _judged(team, Limits(documents=7)).exit_code == 0
    with pytest.raises(NotChecked, match="more than 6 documents are governed or cited") as caught:
        _judged(team, Limits(documents=6))
    assert "--most-documents" in caught.value.cure
