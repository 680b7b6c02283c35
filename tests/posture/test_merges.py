"""A merge has several states before it: what any parent listed is in the result, or accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_team import FILES, LEDGER, REPORT, judged, team, told
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Files = dict[str, str | bytes]

LOST = ("LG205", "docs/ledger.md")
NAMES = {"C-3": "Export", "C-4": "Search", "C-5": "Billing"}


def _files(*keys: str, more: str = "") -> dict[str, str | bytes]:
    """The ledger with further items for later, and the report that counts them."""
    rows = "".join(f"| {key} | {NAMES[key]} | later |\n" for key in keys)
    return {"docs/ledger.md": LEDGER + rows + more, "docs/report.md": REPORT.replace("r | 1", f"r | {1 + len(keys)}")}


def _two(path: Path, *branches: str) -> Repository:
    """Main adds C-3, each branch an item of its own; the first branch is checked out."""
    repository = team(path, "feature")
    for name, key in zip(branches, list(NAMES)[1:], strict=False):
        if name != "feature":
            repository.branch(name, "main")
        repository.save(_files(key), f"feat: {key}")
    repository.checkout("main")
    repository.save(_files("C-3"), "feat: C-3")
    repository.checkout(branches[0])
    return repository


def _lost(repository: Repository, **flags: Any) -> list[str]:
    found = judged(repository, **flags).findings
    assert all((one.code, one.place.path) == LOST for one in found), found
    return sorted(one.key for one in found)


def _resolved(repository: Repository, files: dict[str, str | bytes], *others: str) -> None:
    repository.merge(*others, commit=False, ours=True)
    repository.files(files)
    repository.stage()


OURS, THEIRS, BOTH = _files("C-4"), _files("C-3"), _files("C-3", "C-4")
RESOLUTIONS: Sequence[tuple[Files, list[str]]] = (
    (OURS, ["C-3"]),
    (THEIRS, ["C-4"]),
    (_files(), ["C-3", "C-4"]),
    (BOTH, []),
    (_files("C-4", more="\n- C-3 dropped: C-4 does it\n"), []),
    (_files("C-3", more="\n- C-4 merged into C-3\n"), []),
)


@pytest.mark.parametrize(("files", "lost"), RESOLUTIONS)
def test_a_conflict_is_resolved_on_either_side_with_the_loser_accounted_for(
    tmp_path: Path, files: dict[str, str | bytes], lost: list[str]
) -> None:
    repository = _two(tmp_path / "r", "feature")
    _resolved(repository, files, "main")
    assert _lost(repository) == lost
    repository.commit("Merge main")
    # In the range the branch's own item counts, too, though main never had it.
    assert _lost(repository, base="main", head="HEAD") == lost


def test_what_a_merge_lost_and_a_later_commit_brought_back_is_not_lost(tmp_path: Path) -> None:
    repository = _two(tmp_path / "r", "feature")
    _resolved(repository, THEIRS, "main")
    repository.commit("Merge main")
    for files in (BOTH, _files("C-3", more="\n- C-4 dropped: not now\n")):
        repository.save(files, "docs: after all")
        assert _lost(repository, base="main", head="HEAD") == []


def test_what_the_branch_itself_added_and_dropped_before_a_merge_is_nobodys(tmp_path: Path) -> None:
    repository = _two(tmp_path / "r", "feature")
    repository.save({"docs/ledger.md": LEDGER, "docs/report.md": REPORT}, "docs: not that")
    repository.merge("main")
    assert _lost(repository, base="main", head="HEAD") == []


@pytest.mark.parametrize("way", ["ours", "theirs"])
def test_merging_another_branch_into_this_one_loses_nothing_of_either(tmp_path: Path, way: str) -> None:
    repository = _two(tmp_path / "r", "feature", "side")
    repository.git("-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-edit", "-X", way, "side")
    lost = ["C-5"] if way == "ours" else ["C-4"]
    assert _lost(repository, base="main~1", head="HEAD") == lost
    repository.git("branch", "-q", "-D", "side")
    assert _lost(repository, base="main~1", head="HEAD") == lost


def test_an_octopus_keeps_the_items_of_every_arm(tmp_path: Path) -> None:
    repository = _two(tmp_path / "r", "feature", "side")
    _resolved(repository, _files("C-3", "C-4"), "main", "side")
    assert _lost(repository) == ["C-5"]
    repository.files(_files("C-3", "C-4", "C-5"))
    repository.stage()
    assert _lost(repository) == []


def test_of_two_release_branches_nothing_gets_lost_when_one_is_merged_into_the_other(tmp_path: Path) -> None:
    repository = _two(tmp_path / "r", "release/1", "release/2")
    repository.checkout("release/2")
    _resolved(repository, _files("C-5"), "release/1")
    assert _lost(repository) == ["C-4"]
    _resolved_again = _files("C-4", "C-5")
    repository.files(_resolved_again)
    repository.stage()
    assert _lost(repository) == []


def test_an_item_that_main_closed_may_go_with_the_merge_of_main(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save({"docs/guide.md": "short\n"}, "docs: short")
    repository.checkout("main")
    closed = LEDGER.replace("| C-2 | Import | later |\n", "\n- C-2 dropped: no demand\n")
    repository.save({"docs/ledger.md": closed, "docs/report.md": REPORT.replace("r | 1", "r | 0")}, "docs: closed")
    repository.checkout("feature")
    repository.merge("main", commit=False)
    assert _lost(repository) == []
    repository.commit("Merge main")
    assert _lost(repository, base="main", head="HEAD") == []


def test_a_merge_on_the_default_branch_is_judged_when_it_is_pushed(tmp_path: Path) -> None:
    repository = _two(tmp_path / "r", "feature")
    repository.checkout("main")
    before = repository.oid()
    _resolved(repository, THEIRS, "feature")
    repository.commit("Merge feature")
    assert _lost(repository, base=before, head="HEAD") == ["C-4"]


def test_a_line_of_commits_costs_no_git_for_merges_that_it_has_not(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    for number in range(3):
        repository.save({"docs/guide.md": f"{number}\n"}, "docs: step")
    from ledgergate.moments import Asked, look

    asked = Asked(cwd=str(repository.path), base="main", environment=repository.environment())
    with look(asked) as change:
        _ = change.after.read(["docs/guide.md"])
        calls = change.git.calls
        assert change.merges() == ()
        assert change.git.calls == calls


def test_the_first_policy_has_no_items_before_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"docs/guide.md": "x\n"}, "start")
    repository.branch("feature")
    kept = ("ledgergate.toml", "docs/ledger.md", "docs/report.md")
    repository.save({path: FILES[path] for path in kept}, "chore: the gate")
    assert "LG205" not in [code for code, _, _ in told(judged(repository, base="main", head="HEAD").findings)]
