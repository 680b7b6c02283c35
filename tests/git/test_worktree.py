"""The work tree as an editor sees it."""

from __future__ import annotations

import os

from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks


def test_the_work_tree_shows_what_is_on_the_disk(repo: Repository, looks: Looks) -> None:
    repo.write(".gitignore", "ignored\n")
    repo.stage()
    repo.files({"docs/new.md": "new\n", "docs/readme.md": "edited\n", "ignored": "x"})
    repo.remove("docs/guide.md")
    change = looks(repo, worktree=True)
    assert [one.path for one in change.entries] == [".gitignore", "docs/guide.md", "docs/new.md", "docs/readme.md"]
    found = change.after.read(["docs/new.md", "docs/readme.md", "docs/guide.md"])
    assert {path: one.data for path, one in found.items()} == {"docs/new.md": b"new\n", "docs/readme.md": b"edited\n"}
    assert change.before is not None
    assert change.before.exists("docs/guide.md")
    assert change.compared.moment == "worktree"


def test_a_pipe_in_the_work_tree_is_not_waited_for(repo: Repository, looks: Looks) -> None:
    repo.remove("docs/readme.md")
    os.mkfifo(repo.path / "docs/readme.md")
    entry = looks(repo, worktree=True).after.entry("docs/readme.md")
    assert entry is None or entry.mode == "000001"
