"""What became of an item leads to something, of whatever state before it was an item."""

from __future__ import annotations

import pytest

from small_team import judged
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

POLICY = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
TITLES = "Search", "Export", "Dark mode", "Login"


def listed(*keys: int, notes: str = "") -> dict[str, str | bytes]:
    rows = "".join(f"| C-{key} | {TITLES[key - 1]} |\n" for key in keys)
    return {"x.md": f"| ID | Title |\n|---|---|\n{rows}\n## Notes\n\n{notes}"}


def merging(path: Path, mine: dict[str, str | bytes], theirs: dict[str, str | bytes]) -> Repository:
    """Main is being merged into a branch, and the result is open."""
    repository = Repository(path / "r")
    repository.save({"ledgergate.toml": POLICY, **listed(1, 2, 3)}, "start")
    repository.branch("topic")
    repository.save({**mine, "mine.md": "mine\n"}, "mine")
    repository.checkout("main")
    repository.save({**theirs, "theirs.md": "theirs\n"}, "theirs")
    repository.checkout("topic")
    repository.git("-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-ff", "--no-commit", "-X", "ours", "main")
    return repository


def told(repository: Repository, files: dict[str, str | bytes]) -> list[tuple[str, str]]:
    repository.files(files)
    repository.stage()
    return [(one.code, one.key) for one in judged(repository).findings]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("- C-4 merged into C-99\n", [("LG207", "C-4")]),
        ("- C-4 superseded by C-4\n", [("LG207", "C-4")]),
        ("- C-4 merged into C-1\n", []),
    ],
)
def test_what_a_merge_closes_of_the_other_side_must_lead_somewhere(
    tmp_path: Path, notes: str, found: list[tuple[str, str]]
) -> None:
    repository = merging(tmp_path, listed(1, 2, 3), listed(1, 2, 3, 4))
    assert told(repository, listed(1, 2, 3, notes=notes)) == found


@pytest.mark.parametrize("notes", ["- C-3 merged into C-99\n", "- C-3 merged into C-4\n"])
def test_what_the_other_side_says_already_is_not_the_merges(tmp_path: Path, notes: str) -> None:
    repository = merging(tmp_path, listed(1, 2, 3), listed(1, 2, 4, notes=notes))
    assert told(repository, listed(1, 2, 4, notes=notes)) == []


def test_a_target_that_any_side_knows_is_one(tmp_path: Path) -> None:
    repository = merging(tmp_path, listed(1, 2, notes="- C-3 merged into C-2\n"), listed(1, 2, 3, 4))
    notes = "- C-3 merged into C-2\n- C-4 merged into C-3\n"
    assert told(repository, listed(1, 2, notes=notes)) == []


def test_by_itself_the_change_is_refused(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": POLICY, **listed(1, 2, 3)}, "start")
    assert told(repository, listed(1, 2, notes="- C-3 merged into C-99\n")) == [("LG207", "C-3")]
