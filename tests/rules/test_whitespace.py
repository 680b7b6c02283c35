"""Whitespace errors are those of a change: there is none without a state before, nor in a work tree."""

from __future__ import annotations

from pathlib import Path

from small_team import POLICY, judged
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BLANK = {"ledgergate.toml": POLICY, "docs/ledger.md": "# Ledger \n\n| ID | Candidate | Bucket |\n| --- | --- | --- |\n"}


def told(repository: Repository, **how: Any) -> list[tuple[str, int]]:
    return [(one.message, one.place.line) for one in judged(repository, **how).findings if one.code == "LG105"]


def test_a_blank_at_the_end_of_a_line_is_told_of_what_is_staged_and_of_a_range(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": POLICY})
    repository.branch("topic")
    repository.files(BLANK)
    repository.stage()
    wanted = [("trailing whitespace in 'docs/ledger.md'", 1)]
    assert told(repository, staged=True) == wanted
    repository.commit()
    assert told(repository, base="main", head="HEAD") == wanted


def test_a_first_commit_is_a_change_and_a_tree_or_a_work_tree_alone_is_none(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.files(BLANK)
    repository.stage()
    assert told(repository, staged=True) == [("trailing whitespace in 'docs/ledger.md'", 1)]
    repository.commit()
    assert told(repository, tree="HEAD") == []
    assert told(repository, worktree=True) == []
