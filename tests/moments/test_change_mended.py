"""The command that takes a path out of a change, in every sort of change, and that it does so when it is run."""

from __future__ import annotations

import shlex

import pytest

from branching import History
from ledgergate.moments.mending import mending
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from ledgergate.moments import Change
    from support import Looks

QUOTES = "docs/it's"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With a work tree at each of the branches that a change is made on.

    `same` has changed docs/b to what `topic` has, `rival` has made docs/m as `main` has, `righter` is `right` with
    another docs/left and docs/right, `lefter` is `left` without docs/left. `late` is in the middle of merging `side`,
    `taking`, at `new`, in that of merging `main`, and in `alone`, a repository of its own, no branch is the default
    one.
    """
    made = History(tmp_path_factory.mktemp("mended"))
    repo, oids = made.repo, made.oids
    for name, start, files in (
        ("same", "base", {"docs/b": "topic\n"}), ("rival", "base", {"docs/m": "rival\n", QUOTES: "rival\n"}),
        ("righter", "right", {"docs/right": "other\n", "docs/left": "other\n"}),
    ):  # fmt: skip
        repo.branch(name, oids[start])
        oids[name] = repo.save(files)
    repo.branch("lefter", "left")
    repo.git("rm", "-q", "docs/left")
    oids["lefter"] = repo.commit()
    repo.checkout("main")
    for place in ("topic", "rival", "right", "righter", "caught"):
        made.place(place, place)
    made.place("taking", "-b", "taking", "topic").git("merge", "-q", "--no-ff", "--no-commit", "main")
    made.place("late", "-b", "late", "main").git("merge", "-q", "--no-ff", "--no-commit", "side")
    made.place("lone", "--detach", "topic")
    alone = Repository(made.folder / "alone", branch="one")
    alone.save({"f": "1\n", "g": "1\n"})
    alone.branch("two")
    alone.save({"g": "2\n"})
    alone.checkout("one")
    alone.save({"f": "2\n"})
    alone.merge("two", commit=False)
    return made


HERE, BOTH = "--staged", "--staged --worktree"
STAGED: dict[str, Any] = {"staged": True}
ONTO_MAIN: dict[str, Any] = {"base": "main", "head": "HEAD"}
ONTO_LEFT: dict[str, Any] = {"base": "left", "head": "HEAD"}
# The work tree, flags, a path -> where it is restored, from which commit. What is `HERE` has an edit staged.
MENDED: dict[str, tuple[str, dict[str, Any], str, str, str]] = {
    "staged on the default branch": ("repo", STAGED, "a", HERE, "HEAD"),
    "a new file": ("repo", STAGED, "x", HERE, "HEAD"),
    "a name with a quote": ("rival", STAGED, QUOTES, HERE, "base"),
    "staged on a branch": ("topic", STAGED, "docs/c/d", HERE, "HEAD"),
    "staged where the base has moved": ("topic", STAGED, "a", HERE, "HEAD"),
    "staged where the branch has it changed": ("topic", STAGED, "docs/b", HERE, "base"),
    "staged where the branch has it made": ("topic", STAGED, "docs/n", HERE, "base"),
    "staged where the base was merged": ("caught", STAGED, "a", HERE, "HEAD"),
    "staged with a base": ("topic", {"staged": True, "base": "main"}, "docs/b", HERE, "base"),
    "staged with a base that holds the same": ("topic", {"staged": True, "base": "same"}, "docs/b", HERE, "HEAD"),
    "staged, and made by both": ("rival", {"staged": True, "base": "main"}, "docs/m", HERE, "base"),
    "staged on no branch": ("lone", STAGED, "docs/b", HERE, "base"),
    "a merge being made": ("late", STAGED, "docs/c/d", HERE, "HEAD"),
    "a merge of what the base has": ("taking", STAGED, "docs/m", HERE, "main"),
    "a merge of which no base is known": ("alone", STAGED, "f", HERE, "HEAD"),
    "a range": ("topic", ONTO_MAIN, "docs/b", BOTH, "base"),
    "a range with a new file": ("topic", ONTO_MAIN, "docs/n", BOTH, "base"),
    "a range that made what its base made": ("rival", ONTO_MAIN, "docs/m", BOTH, "base"),
    "a range from its base": ("topic", {"base": "old", "head": "HEAD"}, "docs/n", BOTH, "old"),
    "a range without a merge": ("topic", {**ONTO_MAIN, "merge_result": False}, "docs/b", BOTH, "base"),
    "a range with two merge bases": ("righter", ONTO_LEFT, "right", BOTH, "left1"),
    "a range, and its first merge base has it": ("righter", ONTO_LEFT, "docs/left", BOTH, "left1"),
    "a range, and its second merge base has it": ("righter", ONTO_LEFT, "docs/right", BOTH, "left"),
    "a range, and its base has it no more": ("right", {"base": "lefter", "head": "HEAD"}, "docs/left", BOTH, "lefter"),
}


def changed(change: Change) -> list[str]:
    """The paths of the whole branch where they are known: an earlier commit's edit is to be taken back, too."""
    whole = change.branch_entries()
    return [one.path for one in (change.entries if whole is None else whole)]


@pytest.mark.parametrize("name", MENDED)
def test_a_path_is_restored_from_a_state_that_takes_it_out_of_the_change(
    history: History, looks: Looks, name: str
) -> None:
    place, flags, path, where, source = MENDED[name]
    flags = {key: history.oids.get(value, value) if key == "base" else value for key, value in flags.items()}
    repo = Repository(history.folder / place, init=False)
    head, merging = repo.oid(), name.startswith("a merge")
    try:
        if where == HERE:
            repo.write(path, "edited\n")
            repo.stage(path)
        change = looks(repo, **flags)
        assert path in changed(change)
        command = mending(change, path)
        written = "'" + path.replace("'", r"'\''") + "'"
        oid = source if source == "HEAD" else history.oids[source][:12]
        assert command == f"git restore {where} --source={oid} -- {written}"
        assert mending(change, path, back=True) == command.replace(f" {where} ", f" {BOTH} ")
        repo.git(*shlex.split(command)[1:])
        if where == BOTH:
            repo.commit("mended")
        assert path not in changed(looks(repo, **flags))
    finally:
        if merging:
            repo.git("restore", "--staged", "--worktree", "--source=HEAD", path)
        else:
            repo.git("reset", "-q", "--hard", head)


def test_a_file_that_is_gone_comes_back_to_the_disk(history: History, looks: Looks) -> None:
    repo = Repository(history.folder / "topic", init=False)
    repo.git("rm", "-q", "docs/c/d")
    change = looks(repo, staged=True)
    assert mending(change, "docs/c/d") == "git restore --staged --source=HEAD -- 'docs/c/d'"
    back = mending(change, "docs/c/d", back=True)
    assert back == "git restore --staged --worktree --source=HEAD -- 'docs/c/d'"
    repo.git(*shlex.split(back)[1:])
    assert (repo.path / "docs/c/d").read_text() == "3\n"
    assert looks(repo, staged=True).entries == ()


@pytest.mark.parametrize("branch", ["first", "orphan"])
def test_before_a_first_commit_there_is_no_state_to_restore_from(tmp_path: Path, looks: Looks, branch: str) -> None:
    repo = Repository(tmp_path / "repo")
    if branch == "orphan":
        repo.save({"docs/old": "1\n"}, "old")
        repo.git("switch", "-q", "--orphan", branch)
    repo.files({"docs/n": "1\n", "docs/b": "2\n"})
    repo.stage()
    change = looks(repo, staged=True)
    assert mending(change, "docs/n", back=True) == ""
    command = mending(change, "docs/n")
    assert command == "git reset -q -- 'docs/n'"
    repo.write("docs/n", "edited since\n")
    repo.git(*shlex.split(command)[1:])
    assert changed(looks(repo, staged=True)) == ["docs/b"]
    assert (repo.path / "docs/n").read_text() == "edited since\n"
    assert mending(looks(repo, worktree=True), "docs/b") == ""


def test_without_a_base_there_is_nothing_to_restore_from(history: History, looks: Looks) -> None:
    for change in (looks(history.repo, tree="topic"), looks(history.repo, head="0" * 40)):
        assert mending(change, "docs/b") == ""


def test_a_head_cannot_take_anything_out_of_itself(history: History, looks: Looks) -> None:
    for base, head, source in (("topic", "topic", ""), ("topic", "topic^", "new"), ("side", "side", "")):
        command = mending(looks(history.repo, base=base, head=head), "docs/n")
        oid = history.oids.get(source, "")[:12]
        assert command == (f"git restore --staged --worktree --source={oid} -- 'docs/n'" if source else "")
