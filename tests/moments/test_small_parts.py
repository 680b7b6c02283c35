"""The small parts of a moment, each by all that it may be told: no git is started."""

from __future__ import annotations

import os

import pytest

from ledgergate.errors import Misused, NotChecked
from ledgergate.git.layout import Head
from ledgergate.git.processes import Limits
from ledgergate.git.states import of_files
from ledgergate.model import Changed, Entry
from ledgergate.moments import history, plain, repository, staged
from ledgergate.moments.asked import Asked
from ledgergate.moments.mending import mending
from ledgergate.moments.merged import merged
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

A, B, C, D = (letter * 40 for letter in "abcd")


def test_what_an_asked_run_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "yes")
    assert (Asked().variables is os.environ, Asked().in_ci) == (True, True)
    told = {"": False, "false": False, "FALSE": False, "0": False, "1": True, "true": True}
    assert {said: Asked(environment={"CI": said}).in_ci for said in told} == told
    assert Asked(environment={}).in_ci is False
    usual = (False, "", "", "", False, None, False, ".", None, Limits())
    assert Asked() == Asked(*usual)


SECONDS = {"1": 1, "86400": 86400, "007": 7, "": 60, "86401": None, "0": None, "-1": None, "1.5": None, "x": None,
           "\u00b2": None, "\u0663": None, " 5": None, "9999999990": None, "0000000001": None}  # fmt: skip


@pytest.mark.parametrize("said", SECONDS)
def test_how_long_a_git_may_take(said: str) -> None:
    asked = Asked(environment={"LEDGERGATE_GIT_TIMEOUT": said})
    if SECONDS[said] is not None:
        assert repository.limits(asked) == Limits(seconds=float(SECONDS[said] or 0))
        return
    why = ("LEDGERGATE_GIT_TIMEOUT must be a whole number of seconds.", "LEDGERGATE_GIT_TIMEOUT=120")
    with refused(Misused, why):
        repository.limits(asked)


class Git:
    """As much of a git as these parts look at; `said` is by words."""

    def __init__(self) -> None:
        self.layout, self.limits = LAYOUT, Limits()
        self.said: dict[str, bytes] = {}
        self.objects: dict[str, tuple[str, bytes]] = {}

    def run(self, *words: str, accept: tuple[int, ...] = (0,)) -> bytes:
        return self.said.get(" ".join([*words, *map(str, accept)]), b"")

    def lines(self, *words: str, accept: tuple[int, ...] = (0,)) -> list[str]:
        return self.run(*words, accept=accept).decode().split("\n") if self.run(*words, accept=accept) else []

    def blobs(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        assert most == 1 << 20
        return iter([self.objects[oid] for oid in oids])


@pytest.fixture
def git() -> Any:
    return Git()


def test_where_head_stands(git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at, oid = Head("refs/heads/a", A), ""
    monkeypatch.setattr(repository, "head", lambda _: at)
    monkeypatch.setattr("ledgergate.git.revisions.peeled", lambda _, name: oid if name == "HEAD" else "")
    assert repository.standing(git) == at
    at, oid = Head("refs/heads/a", ""), B
    assert repository.standing(git) == Head("refs/heads/a", B)
    git.said = {"symbolic-ref --quiet HEAD 0 1": b"refs/heads/\xff\n"}
    at = Head("", "")
    assert repository.standing(git) == Head("refs/heads/\udcff", B)
    oid = ""
    assert repository.standing(git) == Head("refs/heads/\udcff", "")
    git.said["for-each-ref --format=%(refname) refs/heads/\udcff 0"] = b"refs/heads/x"
    with refused(NotChecked, ("HEAD's branch names no commit that git can read, so nothing was checked.", "git fsck")):
        repository.standing(git)
    oid = B
    assert repository.standing(git).oid == B
    git.said, oid = {}, ""
    with refused(NotChecked, ("HEAD is no commit and no branch, so nothing was checked.", "git status")):
        repository.standing(git)
    oid = C
    assert repository.standing(git) == Head("", C)


def test_the_short_name_of_a_branch() -> None:
    env = {"DRONE": "true", "DRONE_BRANCH": "d"}
    assert repository.branch(Head("refs/heads/a/b", A), env) == "a/b"
    assert repository.branch(Head("refs/tags/a", A), env) == repository.branch(Head("", A), env) == "d"
    assert repository.branch(Head("", A), {}) == ""


def test_the_other_parents_of_a_merge(git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {f"GITHEAD_{A}": "x", f"GITHEAD_{B[:-1]}": "x", f"GITHEAD_{'g' * 40}": "x", f"XGITHEAD_{C}": "x"}
    for action, heads in (("merge main", (A,)), ("merge", (A,)), ("pull --rebase", (A,)), ("merged x", ()), ("", ()),
                          ("rebase merge", ())):  # fmt: skip
        assert staged.merged_heads(git, told | {"GIT_REFLOG_ACTION": action}) == heads
    assert staged.merged_heads(git, told) == ()
    monkeypatch.setattr("ledgergate.git.layout._text", lambda path: f"{C} {D}\nX{B[1:]}\n" if "MERGE" in path else "")
    assert staged.merged_heads(git, told | {"GIT_REFLOG_ACTION": "merge"}) == (C, D)


def commit(tree: str, *parents: str, message: str = "\n\nsubject\nmore") -> tuple[str, bytes]:
    lines = [f"tree {tree}", *(f"parent {one}" for one in parents), "author parent x"]
    return "commit", "\n".join(lines).encode() + b"\n" + message.encode("utf-8", "surrogateescape")


def test_commits_by_their_objects(git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_own", lambda git, oid, parents: (oid, len(parents)))
    git.objects = {A: commit("t1"), B: commit("t2", A, message="\ns\udcff"), C: commit("t2", A, B, message="\n")}
    git.said = {f"rev-list --topo-order --reverse {C} ^{D} -- 0": f"{A}\n{B}\n{C}".encode(),
                f"rev-list --count {C} ^{D} -- 0": b"3"}  # fmt: skip
    found: Any = history.commits(git, D, (C,))
    assert [(one.oid, one.subject, one.parents, one.entries) for one in found] == [
        (A, "subject", (), (A, 0)), (B, "s\ufffd", (A,), (B, 1)), (C, "", (A, B), (C, 2)),
    ]  # fmt: skip
    git.said[f"rev-list --count {C} ^{D} -- 0"] = b"2"
    with refused(NotChecked, ("git lists other commits than it counts, so nothing was checked.", "Run it again.")):
        history.commits(git, D, (C,))
    git.objects[A] = ("blob", b"")
    with refused(NotChecked, (f"The commit {A[:12]} cannot be read: blob.", "git fsck")):
        history.messages(git, [A])


def test_merges_by_their_objects(git: Any) -> None:
    git.objects = {A: commit("t1"), B: commit("t2", A), C: commit("t2", A, B), D: commit("t3", B)}
    git.said = {f"rev-list --merges --parents {C} ^{A} -- 0": f"{C} {A} {B}".encode()}
    assert history.merges(git, A, C) == (history.Merge(C, (A,)),)
    git.said = {f"rev-list --merges --parents {C} ^{A} -- 0": f"{C} {B}".encode()}
    assert history.merges(git, A, C) == ()
    git.said = {f"rev-list --merges --parents {D} ^{A} -- 0": b"never"}
    assert history.merges(git, A, D) == history.merges(git, C, D) == history.merges(git, D, D) == ()
    git.objects = {f"{at:040}": commit("t", f"{at + 1:040}") for at in range(101)}
    tip = f"{100:040}"
    assert history._is_straight(git, f"{99:040}", f"{0:040}") is True
    assert history._is_straight(git, tip, f"{0:040}") is False


class Net:
    """What a state changes of a branch: path -> what it was at each commit."""

    def __init__(self, tip: str, bases: tuple[str, ...], then: dict[str, dict[str, Entry | None]]) -> None:
        self.tip, self.bases, self._then = tip, bases, then

    def since(self, commit: str) -> dict[str, Changed]:
        return {path: Changed(path, was, None) for path, was in self._then.get(commit, {}).items()}


class Change:
    def __init__(self, name: str = "index", **more: Any) -> None:
        self.after = of_files({"p": b"x", "q's": b"y"})
        self.after.name = name
        self.git, self.heads, self.bases, self.tip_oid = Git(), (), (), A
        self.net: Any = None
        self.onto: Any = None
        self.before: dict[str, Any] = {}
        for key, value in more.items():
            setattr(self, key, value)

    def starting_at(self, oid: str) -> Any:
        return of_files(dict.fromkeys(self.before.get(oid, ()), b""))


def ask(path: str = "p", back: bool = False, **more: Any) -> str:
    return mending(Change(**more), path, back=back)  # type: ignore[arg-type]


def test_which_state_a_path_is_restored_from() -> None:
    assert ask() == "git restore --staged --source=HEAD -- 'p'"
    assert ask("q's", back=True) == "git restore --staged --worktree --source=HEAD -- 'q'\\''s'"
    both = "git restore --staged --worktree --source="
    assert ask(name=B, tip_oid=A, heads=(B,)) == f"{both}{A[:12]} -- 'p'"
    assert ask(name=B, tip_oid=A, heads=(B, C), bases=(D,)) == f"{both}{D[:12]} -- 'p'"
    assert ask(name=B, tip_oid="", heads=(B, C), bases=(B,)) == ""
    held, was = Entry("p", "100644", "memory:p"), Entry("p", "100644", B)
    equal = Net(A, (C,), {A: {"p": was}, C: {"p": was}})
    assert ask(name=B, heads=(B,), net=equal) == ask(name=B, heads=(B,), onto=equal) == f"{both}{C[:12]} -- 'p'"
    apart = Net(A, (C,), {A: {"p": was}, C: {"p": None}})
    assert ask(name=B, heads=(B,), onto=apart) == f"{both}{C[:12]} -- 'p'"
    two = Net(A, (C, D), {A: {"p": was}, C: {"p": None}, D: {"p": held}})
    assert ask(name=B, heads=(B,), onto=two) == f"{both}{A[:12]} -- 'p'"
    assert ask(heads=(B,), onto=equal) == f"git restore --staged --source={C[:12]} -- 'p'"
    assert ask(heads=(A,), onto=equal) == "git restore --staged --source=HEAD -- 'p'"
    assert ask(tip_oid=C, onto=equal) == "git restore --staged --source=HEAD -- 'p'"
    gone = Net(A, (C,), {A: {"p": None}, C: {"p": was}})
    assert ask(heads=(B,), onto=gone) == "git restore --staged --source=HEAD -- 'p'"
    assert ask(tip_oid=LAYOUT.empty_tree, onto=Net(LAYOUT.empty_tree, (LAYOUT.empty_tree,), {})) == ""


class Onto:
    def __init__(self, moved: list[str], own: list[str], bases: tuple[str, ...] = (A,)) -> None:
        self._moved, self._own, self.bases = moved, own, bases

    def moved(self) -> dict[str, Changed]:
        return {path: Changed(path, None, Entry(path, "100644", B)) for path in self._moved}

    def entries(self) -> tuple[Changed, ...]:
        return tuple(Changed(path, None, None) for path in self._own)


class Moved:
    base_moved, merged_state, merge_note = True, "state", "note"

    def __init__(self, onto: Any, name: str = A, moved: bool = True) -> None:
        self.onto, self.base_moved, self.after = onto, moved, of_files({"p": b"x"})
        self.after.name = name


def tried(change: Any) -> Any:
    return merged(change, lambda one: one.path.startswith("docs/"))


def test_what_a_merge_would_make_where_both_sides_matter() -> None:
    own, theirs = ["docs/mine"], ["docs/theirs", "docs/mine/x", "other"]
    nothing = (None, "")
    assert tried(Moved(None)) == tried(Moved(Onto(theirs, own), moved=False)) == nothing
    assert tried(Moved(Onto(["other"], own))) == tried(Moved(Onto(theirs, ["other"]))) == nothing
    state, note = tried(Moved(Onto(theirs, [*own, "other"])))
    assert (state.name, note, state.paths()) == ("merge", "", ["docs/mine/x", "docs/theirs", "p"])
    for change in (Moved(Onto(theirs, own, (A, B))), Moved(Onto(theirs, ["docs/theirs"]))):
        assert tried(change) == ("state", "note")
        change.after.name = "index"
        assert tried(change) == nothing


@pytest.fixture
def run(git: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A plain run in a repository of which this is told: what is staged, where HEAD is, the default branch."""

    class Staged:
        entries, heads = (), ()

        def require_whole_index(self) -> None:
            self.whole = True

    git.made, git.default = Staged(), None
    monkeypatch.setattr(
        plain, "staged", lambda asked, git, source: git.made if "differs" in source else (asked.base, source)
    )
    monkeypatch.setattr(plain, "default_base", lambda git, ref, remote: git.default if remote == "origin" else None)
    monkeypatch.setattr(plain, "since_default", lambda asked, git, *given, **more: (*given, more))
    monkeypatch.setattr(plain, "tree", lambda asked, git, *given: given)
    return lambda ref="refs/heads/t", oid=A, **more: plain.plain(Asked(**more), git, Head(ref, oid))


def test_a_persons_run(git: Any, run: Any) -> None:
    from ledgergate.git.revisions import Revision

    assert run() == (Revision(A, "refs/heads/t"), "HEAD", "tree", {})
    assert git.made.whole
    assert run(oid="") is git.made
    git.made.entries = ("x",)
    assert run() is git.made
    git.made.entries, git.made.heads = (), (A, B)
    assert run() is git.made
    why = ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
    with refused(NotChecked, why):
        run(require_base=True)
    git.default = Revision(B, "refs/heads/main")
    assert run() == ("refs/heads/main", "refs/heads/main")
    assert run(ref="") is git.made
    git.default = Revision(B, "")
    assert run() == (B, "")
    git.made.heads = (A,)
    assert run()[1] == "HEAD"
    git.layout = LAYOUT.but(bare=True)
    assert run() == ("HEAD", "a bare repository")
    assert run(oid="") is git.made
