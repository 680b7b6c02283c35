"""What a change makes once it is merged, the merges that it adds, and the branches that it lies on."""

from __future__ import annotations

import os

import pytest

from branching import History
from ledgergate.git.comparison import Comparison, Net
from ledgergate.git.states import Tree
from ledgergate.model import Compared
from ledgergate.moments.change import Change
from ledgergate.moments.merged import merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.git.snapshot import Snapshot
    from support import Looks

NONE = "there are no two commits to merge"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With `also`, a second branch at `new`, and `against`, which changes what `main` has changed.

    `clash` is `against` with documents as well. `mine` and `yours` have each changed another line of docs/long, which
    `long` has made.
    """
    made = History(tmp_path_factory.mktemp("merged"))
    made.repo.git("branch", "also", "topic")
    made.repo.branch("against", made.oids["base"])
    made.repo.save({"a": "against\n"})
    made.repo.branch("clash")
    made.repo.save({"docs/n": "new\n", "docs/b": "topic\n"})
    made.repo.branch("long", made.oids["base"])
    lines = [f"{line}\n" for line in range(9)]
    made.repo.save({"docs/long": "".join(lines)})
    for branch, text in (("mine", ["mine\n", *lines[1:]]), ("yours", [*lines[:-1], "yours\n"])):
        made.repo.branch(branch, "long")
        made.repo.save({"docs/long": "".join(text)})
    made.repo.checkout("main")
    for place in ("topic", "mine"):
        made.place(place, place)
    return made


def text(state: Snapshot | None) -> dict[str, str]:
    assert state is not None
    return {path: one.data.decode().strip() for path, one in state.read(state.paths()).items()}


def test_a_merge_is_tried_once_where_the_base_has_moved(history: History, looks: Looks) -> None:
    change = looks(history.repo, base="main", head="topic")
    assert (change.base_moved, change.merge_note) == (True, "")
    made: Any = change.merge_result
    assert made is not None
    assert (change.merge_result, change.merged_state) == (made, made)
    assert text(made) == {"a": "moved", "docs/b": "topic", "docs/c/d": "3", "docs/m": "main", "docs/n": "new"}
    child, room = made.git.warm(), made.git.layout.git_dir
    assert os.path.isdir(room)
    os.kill(pid := child.pid, 0)
    change.git.warm()
    change.close()
    assert (os.path.exists(room), child.pid, change.git._open) == (False, 0, [])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_merge_that_conflicts_is_none_and_says_why(history: History, looks: Looks) -> None:
    change = looks(history.repo, base="main", head="against")
    calls = change.git.calls
    assert (change.merge_result, change.merged_state) == (None, None)
    assert change.merge_note == "merging conflicts: resolve that first"
    assert change.git.calls == calls
    assert looks(history.repo, base="main", head="against").merge_note == change.merge_note  # which nobody asked for


STILL: dict[str, dict[str, Any]] = {
    "its base has not moved": {"base": "main", "head": "held"},
    "the merge is not asked for": {"base": "main", "head": "topic", "merge_result": False},
    "there is no base": {"tree": "topic"},
}


@pytest.mark.parametrize("name", STILL)
def test_no_merge_is_tried_where(history: History, looks: Looks, name: str) -> None:
    change = looks(history.repo, **STILL[name])
    assert (change.base_moved, change.merge_result, change.merged_state, change.merge_note) == (False, None, None, "")


def test_what_is_staged_is_no_commit_that_could_be_merged(history: History, looks: Looks) -> None:
    change = looks(history.repo, base="topic", staged=True)
    assert (change.base_moved, change.merge_result, change.merge_note) == (True, None, NONE)


def test_without_a_head_there_is_nothing_to_merge(history: History) -> None:
    git, base, main, new = history.git(), *(history.oids[one] for one in ("base", "main", "new"))
    net = Net(Comparison(git, oid=new), main, (base,))

    def change(**more: Any) -> Change:
        return Change(git, Compared("range", base, new, "source"), Tree(git, new), **more)

    for one in (change(onto=net), change(onto=net, heads=())):
        assert (one.base_moved, one.merge_result, one.merge_note) == (True, None, NONE)
    assert change(heads=(new,))._merge() == (None, NONE)
    git.run("--version")  # merges need a git that has said how old it is
    with change(onto=net, heads=(new, base)) as whole:
        assert text(whole.merge_result)["docs/m"] == "main"
    still = Net(Comparison(git, oid=new), main, (main,))
    assert change(onto=still, heads=(new,)).base_moved is False
    assert change(onto=Net(Comparison(git, oid=new), main, (main, base)), heads=(new,)).base_moved is True


MERGES: dict[str, tuple[dict[str, Any], str, int]] = {
    "a merge of its base's past": ({"base": "main", "head": "caught"}, "caught: new moved", 2),
    "a merge of its base": ({"base": "main", "head": "held"}, "held: old main", 2),
    "a merge beside two merge bases": ({"base": "left", "head": "right"}, "crossed: right1 left1", 2),
    "a straight line to the first commit": ({"base": "main", "head": "topic"}, "", 1),
    "a straight line from its base": ({"base": "held^", "head": "topic"}, "", 1),
    "a head that its base is": ({"base": "caught", "head": "caught"}, "", 0),
    "a head that its base holds": ({"base": "caught", "head": "caught^2"}, "", 0),
    "no base": ({"tree": "caught"}, "", 0),
    "no head": ({"staged": True}, "", 0),
    "a merge before what is staged": ({"staged": True, "base": "topic", "cwd": "caught"}, "", 0),
}


@pytest.mark.parametrize("name", MERGES)
def test_merges_are_asked_for_where_commits_lie_between(history: History, looks: Looks, name: str) -> None:
    flags, merges, gits = MERGES[name]
    cwd = history.folder / flags.get("cwd", "repo")
    if not cwd.exists():
        history.place(cwd.name, "caught")
    change = looks(history.repo, **flags | {"cwd": str(cwd)})
    _ = change.git.run("--version")
    calls = change.git.calls
    found = change.merges()
    assert ", ".join(f"{history.named([one.oid])}: {history.named(one.parents)}" for one in found) == merges
    assert change.git.calls - calls == gits


NAMES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "a head that is named": ({"base": "main", "head": "topic"}, ("topic",)),
    "a head by its commit": ({"base": "main", "head": "topic^0"}, ("also", "topic")),
    "a head that no branch lies at": ({"base": "main", "head": "topic^"}, ()),
    "a tree by its commit": ({"tree": "main^0"}, ("main",)),
    "staged on a branch": ({"staged": True}, ("main",)),
    "staged on no branch": ({"staged": True, "cwd": "detached"}, ("also", "topic")),
    "staged on no branch, with a base": ({"staged": True, "cwd": "detached", "base": "main"}, ("also", "topic")),
    "a deleted ref": ({"head": "0" * 40}, ()),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_change_on_no_branch_has_the_names_of_all_that_lie_there(history: History, looks: Looks, name: str) -> None:
    flags, names = NAMES[name]
    cwd = history.folder / flags.get("cwd", "repo")
    if not cwd.exists():
        history.place(cwd.name, "--detach", "topic")
    assert looks(history.repo, **flags | {"cwd": str(cwd)}).branch_names() == names


def test_a_first_commit_adds_no_commits_yet(history: History, looks: Looks) -> None:
    git, new, empty = history.git(), history.oids["new"], history.oids["empty"]
    for tip in ("", empty):
        with Change(git, Compared("range", None, new, "source"), Tree(git, new), tip=tip, heads=(new,)) as one:
            assert (one.commits(), one.looked_back, git.calls) == ((), True, 0)
    change = looks(history.repo, base="main", head="topic")
    assert [(one.oid, one.subject, [path.path for path in one.entries]) for one in change.commits()] == [
        (history.oids["old"], "docs: old", ["docs/b"]), (new, "docs: new", ["docs/n"]),
    ]  # fmt: skip


CONFLICT = "merging conflicts: resolve that first"
# Flags, the places that matter -> whether git is to merge, and what is told; "the merge" is what git would make.
BOTH_SIDES: dict[str, tuple[dict[str, Any], str, bool, str]] = {
    "both have changed a document": ({"base": "main", "head": "topic"}, "docs", False, "the merge"),
    "both have changed something": ({"base": "main", "head": "side"}, "", False, "the merge"),
    "what only theirs have changed": ({"base": "main", "head": "topic"}, "docs/m", False, ""),
    "what only ours have changed": ({"base": "main", "head": "topic"}, "docs/n", False, ""),
    "theirs have changed no document": ({"base": "moved", "head": "topic"}, "docs", False, ""),
    "ours have changed no document": ({"base": "main", "head": "side"}, "docs", False, ""),
    "other lines of the same document": ({"base": "yours", "head": "mine"}, "docs", True, "the merge"),
    "the same lines of a file": ({"base": "main", "head": "against"}, "", True, CONFLICT),
    "the same lines of a file that does not matter": ({"base": "main", "head": "against"}, "docs", False, ""),
    "the same lines of a file beside documents": ({"base": "main", "head": "clash"}, "docs", False, "ours"),
    "two merge bases": ({"base": "left", "head": "right"}, "", True, "the merge"),
    "a base that has not moved": ({"base": "base", "head": "topic"}, "", False, ""),
    "the merge is not asked for": ({"base": "main", "head": "topic", "merge_result": False}, "", False, ""),
    "no base": ({"tree": "topic"}, "", False, ""),
    "staged": ({"staged": True, "base": "main", "cwd": "topic"}, "docs", False, "staged"),
    "staged, and the same document": ({"staged": True, "base": "yours", "cwd": "mine"}, "docs", False, ""),
}


@pytest.mark.parametrize("name", BOTH_SIDES)
def test_what_a_merge_would_make_where_both_sides_matter(history: History, looks: Looks, name: str) -> None:
    flags, place, asked, answer = BOTH_SIDES[name]
    flags = {**flags, "cwd": str(history.folder / flags.get("cwd", "repo"))}
    if "base" in flags:
        flags["base"] = history.oids.get(flags["base"], flags["base"])
    change = looks(history.repo, **flags)
    state, note = merged(change, lambda one: one.path.startswith(place))
    assert (change._merged is not None, note) == (asked, answer if answer == CONFLICT else "")
    if answer == "the merge":
        assert state is not None
        assert (state is change.merged_state, state.name == "merge") == (asked, not asked)
        assert text(state) == text(change.merged_state)
    elif answer in ("staged", "ours"):
        clean = text(looks(history.repo, base="main", head="topic").merged_state)
        assert text(state) == (clean if answer == "staged" else {**clean, "a": "against"})
    else:
        assert state is None
