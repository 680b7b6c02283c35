"""Real commits that call themselves docs: the verdict on their paths is the one that was read off by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock

import pytest
import tomli as toml

from ledgergate.documents import Documents
from ledgergate.git.patterns import Patterns
from ledgergate.git.states import of_files
from ledgergate.model import Changed, Compared, Entry
from ledgergate.policy.model import Policy, ReadOnly, Runtime
from ledgergate.rules.docs_commit_touches_runtime import check
from ledgergate.rules.view import View
from ledgergate.sides import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.moments import Change

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "posture"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases beside the checkout is absent")


def _changed(row: dict[str, str]) -> list[Changed]:
    entry = Entry(row["path"], "100644", "0" * 40)
    if row["status"].startswith("R"):
        return [Changed(row["path"], entry, None), Changed(row["new_path"], None, entry.but(path=row["new_path"]))]
    then = None if row["status"].startswith("A") else entry
    return [Changed(row["path"], then, None if row["status"].startswith("D") else entry.but(oid="1" * 40))]


def _change(entries: list[Changed]) -> Change:
    """One commit of a range, which nothing but its paths is known of."""
    made: Any = Mock(
        entries=tuple(entries),
        after=of_files({}),
        merge_result=None,
        net=None,
        onto=None,
        heads=(),
        bases=(),
        tip_oid="",
        compared=Compared("range", None, "", ""),
    )
    made.branch_entries.return_value = None
    return cast("Change", made)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()) if CASES.is_dir() else [], ids=lambda path: path.name)
def test_the_verdicts_on_real_docs_commits_agree(case: Path) -> None:
    told = toml.loads((case / "CASE.toml").read_text(encoding="utf-8"))["posture"]
    lines = (*told["runtime"], *(f"!{one}" for one in told["exclude"]), *told["reinclude"])
    patterns = Patterns(lines)
    policy = Policy("ledgergate.toml", runtime=Runtime(lines, read_only=ReadOnly(commit_types=("docs",))))
    changes: dict[str, list[Changed]] = {}
    with (case / "changes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            changes.setdefault(row["sha"], []).extend(_changed(row))
            hit = any(patterns.match(one.path) for one in _changed(row))
            assert hit == (row["runtime"] == "yes"), row
    with (case / "commits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        side = Side(Documents(of_files({})), policy)
        view = View(side, change=_change(changes.get(row["sha"], [])), message=row["title"])
        if ("fail" if list(check(view)) else "pass") != row["verdict"]:
            wrong.append((row["sha"], row["title"], row["verdict"], row["note"]))
    assert wrong == [], f"{len(rows) - len(wrong)} of {len(rows)}"
