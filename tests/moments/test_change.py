"""What a change tells of its states, its base and its branch, in one history, at every moment that makes a change."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import pytest

from branching import History
from ledgergate.git.states import Overlay, Tree
from ledgergate.model import Changed, Compared
from ledgergate.moments.change import Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from support import Looks

ZERO = "0" * 40


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With work trees: `topic` and `detached` with an edit staged, `merging` in the middle of an evil merge."""
    made = History(tmp_path_factory.mktemp("change"))
    places = {
        "topic": made.place("topic", "topic"),
        "detached": made.place("detached", "--detach", "caught"),
        "merging": made.place("merging", "-b", "late", "main"),
    }
    places["merging"].git("merge", "-q", "--no-ff", "--no-commit", "side")
    for place in places.values():
        place.write("docs/c/d", "staged\n")
        place.stage()
    return made


class Told(NamedTuple):
    """All that a change tells, commits and paths by their names; `whole` is what the branch changes, if known.

    `flags` are: brought, moved (its base has), listed (by two whole listings), derived (`before` from `after`).
    """

    branch: str
    before: str
    tip: str
    heads: str
    bases: str
    starts: str
    entries: str
    further: str = ""
    also: str = ""
    left: str = ""
    whole: str | None = None
    commits: str = ""
    merges: str = ""
    flags: str = ""
    idle: str = ""


def told(history: History, change: Change) -> Told:
    def names(states: tuple[Any, ...]) -> str:
        return history.named(one.name for one in states)

    def paths(some: tuple[Changed, ...]) -> str:
        return " ".join(one.path for one in some)

    whole = change.branch_entries()
    flags = {
        "brought": change.brought, "moved": change.base_moved, "listed": change.is_listed,
        "derived": isinstance(change.before, Overlay),
    }  # fmt: skip
    return Told(
        change.branch, history.named([change.compared.before or ""]), history.named([change.tip_oid]),
        history.named(change.heads), history.named(change.bases), names(change.starts), paths(change.entries),
        names(change.further()), history.named(change.also), names(change.left_at()),
        None if whole is None else paths(whole), history.named(one.oid for one in change.commits()),
        history.named(one.oid for one in change.merges()), " ".join(one for one, on in flags.items() if on),
        change.idle,
    )  # fmt: skip


EVIL, ALL = "docs/c/d", "docs/b docs/c/d docs/n"
# Flags of a check, or the old and the new commit of a push to `topic` -> what is told.
SITUATIONS: dict[str, tuple[dict[str, Any] | tuple[str, str], Told]] = {
    "a branch whose base has moved": ({"base": "main", "head": "topic"}, Told(
        "topic", "base", "main", "new", "base", "main", "docs/b docs/n", commits="old new", flags="moved")),
    "the merge is not asked for": ({"base": "main", "head": "topic", "merge_result": False}, Told(
        "topic", "base", "main", "new", "base", "main", "docs/b docs/n", commits="old new")),
    "a base that has not moved": ({"base": "base", "head": "topic"}, Told(
        "topic", "base", "base", "new", "base", "base", "docs/b docs/n", commits="old new", flags="derived")),
    "a branch that has merged its base's past": ({"base": "main", "head": "caught"}, Told(
        "caught", "moved", "main", "caught", "moved", "main", "docs/b docs/n", commits="old new caught",
        merges="caught", flags="moved")),
    "a branch that has merged its base": ({"base": "main", "head": "held"}, Told(
        "held", "main", "main", "held", "main", "main", "docs/b", commits="old held", merges="held", flags="derived")),
    "a head that its base holds": ({"base": "topic", "head": "held^"}, Told(
        "", "old", "new", "old", "old", "new", "", flags="moved")),
    "two merge bases": ({"base": "left", "head": "right"}, Told(
        "right", "left1", "left", "right", "left1 right1", "left", "right", further="right1", commits="crossed right",
        merges="crossed", flags="moved")),
    "a tree alone": ({"tree": "topic"}, Told("topic", "", "", "new", "", "", "")),
    "a ref that is deleted": ({"head": ZERO}, Told(
        "", "", "", "", "", "", "", idle="the ref is deleted: nothing to judge")),
    "a push": (("old", "new"), Told(
        "topic", "old", "old", "new", "old", "old main", "docs/n", left="base", whole="docs/b docs/n", commits="new",
        flags="brought moved derived")),
    "a push that merges the default branch's past": (("new", "caught"), Told(
        "topic", "new", "new", "caught", "new", "main new", "", further="moved", also="moved", left="moved",
        whole="docs/b docs/n", commits="moved caught", merges="caught", flags="brought moved derived")),
    "a push that merges the default branch": (("old", "held"), Told(
        "topic", "old", "old", "held", "old", "main old", "", further="main", also="main", left="main", whole="docs/b",
        commits="moved main held", merges="held", flags="brought derived")),
    "a push onto what holds the default branch": (("held", "after"), Told(
        "topic", "held", "held", "after", "held", "held", "q", left="main", whole="docs/b q", commits="after",
        flags="derived")),
    "a push of a branch that was rebased": (("side", "new"), Told(
        "topic", "base", "main", "new", "base", "main", "docs/b docs/n", commits="old new", flags="moved")),
    "nothing staged on the default branch": ({"staged": True}, Told(
        "main", "main", "main", "", "main", "main", "", flags="listed derived")),
    "staged on a branch": ({"staged": True, "cwd": "topic"}, Told(
        "topic", "new", "new", "", "new", "new", EVIL, left="base", whole=ALL, flags="listed derived")),
    "staged with a base": ({"staged": True, "cwd": "topic", "base": "main"}, Told(
        "topic", "base", "main", "new", "base", "main", ALL, left="base", whole=ALL, flags="moved listed")),
    "staged on no branch": ({"staged": True, "cwd": "detached"}, Told(
        "", "caught", "caught", "", "caught", "caught", EVIL, left="moved", whole=ALL, flags="listed derived")),
    "a merge being made": ({"staged": True, "cwd": "merging"}, Told(
        "late", "main", "main", "main side", "", "main", EVIL, further="side", left="main base",
        whole="docs/c/d z", flags="listed")),
    "a merge being made, with a base": ({"staged": True, "cwd": "merging", "base": "main"}, Told(
        "late", "main", "main", "main side", "main base", "main", "docs/c/d z", further="side base", left="main base",
        whole="docs/c/d z", flags="moved listed")),
    "a merge on a branch, with a base": ({"staged": True, "cwd": "merging", "base": "topic"}, Told(
        "late", "base", "new", "main side", "base", "new", "a docs/c/d docs/m z", further="side", left="base",
        whole="a docs/c/d docs/m z", flags="moved listed")),
    "the work tree": ({"worktree": True, "cwd": "topic"}, Told("topic", "new", "new", "", "", "new", EVIL)),
}  # fmt: skip


def seen(history: History, looks: Looks, name: str) -> Change:
    how, _ = SITUATIONS[name]
    if isinstance(how, tuple):
        return history.pushed(*how)
    flags = {key: history.oids.get(value, value) if key == "base" else value for key, value in how.items()}
    return looks(history.repo, **flags | {"cwd": str(history.folder / how.get("cwd", "repo"))})


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_a_change_tells(history: History, looks: Looks, name: str) -> None:
    with seen(history, looks, name) as change:
        assert told(history, change) == SITUATIONS[name][1]


def test_a_change_of_which_nothing_is_told(history: History) -> None:
    git = history.git()
    one = Change(git, Compared("range", None, "", "source"), Tree(git, history.oids["new"]))
    assert (one.idle, one.bases, one.heads, one.tip_oid, one.entries, one.also) == ("", (), (), "", (), ())
    assert (one.onto, one.comparison, one.net, one.before, one.tip, one.merge_result) == (None,) * 6
    assert (one.starts, one.merge_note, one.branch_entries(), one.left_at(), one.branch) == ((), "", None, (), "")
    assert (one.brought, one.is_listed, one.base_moved, one.merges(), one.branch_names()) == (False,) * 3 + ((), ())
    child = git.warm()
    pid = child.pid
    with one as entered:
        assert entered is one
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


QUESTIONS: dict[str, tuple[Callable[[Change], object], bool, bool]] = {
    "its entries": (lambda one: (one.entries, one.is_listed, one.base_moved, one.idle), False, False),
    "its states": (lambda one: (one.before, one.tip, one.starts, one.further(), one.asked), False, False),
    "its span": (lambda one: one.span, False, False),
    "its branch": (lambda one: one.branch, False, True),
    "its branches": (lambda one: one.branch_names(), False, True),
    "what the branch changes": (lambda one: one.branch_entries(), True, False),
    "where the branch began": (lambda one: one.left_at(), True, False),
    "what two commits differ in": (lambda one: one.between(one.tip_oid, one.tip_oid), True, False),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_whether_other_commits_or_a_name_had_a_say(history: History, looks: Looks, question: str) -> None:
    ask, looked_back, branch_asked = QUESTIONS[question]
    change = seen(history, looks, "staged on a branch")
    assert (change.looked_back, change.branch_asked) == (False, False)
    ask(change)
    assert (change.looked_back, change.branch_asked) == (looked_back, branch_asked)


def test_commits_have_a_say_where_there_are_any(history: History, looks: Looks) -> None:
    for name in SITUATIONS:
        change = seen(history, looks, name)
        change.commits()
        assert change.looked_back is (change.compared.moment != "staged")
        change.looked_back = True
        change.commits()
        assert change.looked_back is True
        change.close()


def test_what_was_found_is_not_looked_for_again(history: History, looks: Looks) -> None:
    for name in ("staged on a branch", "a branch whose base has moved", "a push"):
        change = seen(history, looks, name)
        told(history, change)
        known = (change.entries, change.net, change.before, change.tip, change.starts, change.left_at())
        calls = change.git.calls
        again = (change.entries, change.net, change.before, change.tip, change.starts, change.left_at())
        assert all(map(lambda one, other: one is other or one == other, known, again))
        assert change.before is known[2]
        assert change.net is known[1]
        assert change.git.calls == calls
