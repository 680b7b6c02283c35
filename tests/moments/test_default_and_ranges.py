"""Which branch is the default one and what a range is, where refs are written down; no git is started."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.layout import Head
from ledgergate.git.processes import Limits
from ledgergate.git.revisions import Revision
from ledgergate.git.states import of_files
from ledgergate.moments import default_branch, ranges
from ledgergate.moments.asked import Asked
from ledgergate.moments.default_branch import Default, default_base, default_of
from ledgergate.moments.ranges import alone, asked_range, deleted, no_base, ranged, since_default, staged_since, tree
from refusals import SAME, refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ONE, TWO, THREE, FOUR = (letter * 40 for letter in "abcd")
MAIN, MASTER, ORIGIN = "refs/heads/main", "refs/heads/master", "refs/remotes/origin/"
GIVE = "Give the base: --base REF"
NO_BASE = "No base is known, and one is needed here, so nothing was checked."
NOTE = ("no base is known, so change rules did not run",)
CI = {"CI": "true"}


class Refs:
    """Refs as `for-each-ref` tells them: name -> object, target, upstream; and which commit holds which."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layout, self.limits = LAYOUT, Limits()
        self.told: dict[str, tuple[str, str, str]] = {}
        self.held: set[tuple[str, str]] = set()
        self.lost = self.broken = ""
        monkeypatch.setattr(default_branch, "_about_by_files", lambda *_: {})
        monkeypatch.setattr("ledgergate.git.revisions.peeled", self.peeled)

    def peeled(self, _: object, name: str) -> str:
        return self.told[name][0] if name in self.told else ONE if name == self.lost else ""

    def add(self, name: str, oid: str, target: str = "", upstream: str = "") -> None:
        self.told[name] = (oid, target, upstream)

    def lines(self, *words: str, accept: tuple[int, ...] = (0,)) -> list[str]:
        if words[0] == "merge-base":
            assert (words[1], accept) == ("--all", (0, 1))
            return [words[2]] if (words[2], words[3]) in self.held else []
        assert words[:2] == ("for-each-ref", "--format=%(refname) %(objectname) %(symref) %(upstream)")
        found = [f"{name} {' '.join(said)}" for name, said in self.told.items() if name in words]
        return [*found, *([self.broken] if self.broken else [])]


@pytest.fixture
def refs(monkeypatch: pytest.MonkeyPatch) -> Any:
    return Refs(monkeypatch)


def at(refs: Any, ref: str = "refs/heads/topic", named: str = "") -> Any:
    found = default_of(refs, ref, "origin", named)
    assert default_base(refs, ref, "origin", named) == found.base
    assert named or default_of(refs, ref, "origin") == found
    assert named or default_base(refs, ref, "origin") == found.base
    return "own" if found.own is True else found.base


def test_without_a_branch_of_a_usual_name_there_is_none(refs: Any) -> None:
    assert at(refs) is None
    refs.add("refs/heads/topic", ONE)
    assert at(refs) is None
    assert (Default().base, Default().own) == (None, False)
    refs.add(MASTER, TWO)
    assert at(refs) == Revision(TWO, MASTER)
    refs.add(MAIN, THREE)
    assert at(refs) == Revision(THREE, MAIN)
    refs.add(f"{ORIGIN}main", FOUR)
    assert at(refs) == Revision(FOUR, f"{ORIGIN}main")
    refs.held = {(FOUR, THREE)}
    assert at(refs) == Revision(THREE, MAIN)
    assert at(refs, named="main") == Revision(FOUR, f"{ORIGIN}main")
    refs.add(f"{ORIGIN}main", THREE)
    refs.held = {(THREE, THREE)}
    assert at(refs) == Revision(THREE, f"{ORIGIN}main")
    assert at(refs, "") == Revision(THREE, f"{ORIGIN}main")


def test_the_default_branch_itself_is_told(refs: Any) -> None:
    refs.add(MAIN, ONE)
    refs.add(MASTER, ONE)
    assert (at(refs, MAIN), at(refs, MASTER)) == ("own", "own")
    assert at(refs, "refs/tags/main") == Revision(ONE, MAIN)
    refs.add(f"{ORIGIN}HEAD", TWO, f"{ORIGIN}trunk")
    assert at(refs, MAIN) == Revision(TWO, f"{ORIGIN}trunk")
    refs.add("refs/heads/trunk", ONE)
    assert at(refs, "refs/heads/trunk") == "own"
    assert at(refs, MAIN, named="main") == "own"
    assert at(refs, "refs/heads/trunk", named="main") == Revision(ONE, MAIN)
    assert at(refs, "refs/heads/trunk", named="gone") is None
    refs.add("refs/heads/special", THREE)
    assert at(refs, MAIN, named="special") == Revision(THREE, "refs/heads/special")


def test_where_a_remote_points(refs: Any) -> None:
    refs.add("refs/heads/topic", ONE, "", "refs/remotes/other/up")
    refs.add(f"{ORIGIN}HEAD", TWO)
    assert at(refs) == Revision(TWO, f"{ORIGIN}HEAD")
    refs.add(f"{ORIGIN}HEAD", TWO, f"{ORIGIN}master")
    refs.add(f"{ORIGIN}master", THREE)
    assert at(refs) == Revision(THREE, f"{ORIGIN}master")
    refs.add(f"{ORIGIN}main", FOUR)
    assert at(refs) == Revision(THREE, f"{ORIGIN}master")
    refs.held = {(THREE, FOUR)}
    assert at(refs) == Revision(FOUR, f"{ORIGIN}main")
    assert at(refs, named="master") == Revision(THREE, f"{ORIGIN}master")
    refs.add(f"{ORIGIN}HEAD", TWO, f"{ORIGIN}trunk")
    assert at(refs) == Revision(TWO, f"{ORIGIN}trunk")


def test_an_upstream_of_another_name_is_the_base(refs: Any) -> None:
    refs.add("refs/heads/topic", ONE, "", "refs/remotes/other/up")
    refs.add("refs/remotes/other/up", TWO)
    refs.add(MAIN, THREE)
    assert at(refs) == Revision(TWO, "refs/remotes/other/up")
    assert at(refs, named="main") == Revision(THREE, MAIN)
    refs.add("refs/heads/topic", ONE, "", "refs/remotes/other/topic")
    assert at(refs) == Revision(THREE, MAIN)
    refs.add("refs/heads/topic", ONE, "", "refs/remotes/gone/up")
    assert at(refs) == Revision("", "refs/remotes/gone/up")


def test_a_list_of_refs_that_is_not_whole_is_refused(refs: Any) -> None:
    refs.lost = "refs/heads/topic"
    why = "git for-each-ref does not list a branch that exists, so nothing was checked."
    with refused(NotChecked, (why, SAME)):
        at(refs)
    refs.lost = ""
    for line in ("refs/heads/x oid", "a b c d e"):
        refs.broken = line
        with refused(NotChecked, ("git's list of refs breaks off, so nothing was checked.", SAME)):
            at(refs)
    refs.broken = f"refs/heads/main/x {ONE}  "
    assert at(refs) is None


class Histories:
    """What a range is made of: names, merge bases, the default branch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layout, self.limits = LAYOUT, Limits()
        self.names = {"HEAD": Revision(ONE, "refs/heads/topic"), "main": Revision(TWO, MAIN), "none": Revision("", "x")}
        self.bases: dict[tuple[str, str], list[str]] = {(TWO, ONE): [THREE], (FOUR, ONE): [FOUR]}
        self.default: Revision | None = Revision(FOUR, MAIN)
        self.standing = Head("refs/heads/topic", ONE)
        self.asked: list[object] = []
        for name, made in (
            ("resolve", lambda _, name: self.names[name]), ("merge_bases", self.merge_bases),
            ("default_base", self.default_base), ("standing", lambda _: self.standing),
        ):  # fmt: skip
            monkeypatch.setattr(ranges, name, made)

    def merge_bases(self, _: object, one: str, other: str) -> list[str]:
        if (one, other) not in self.bases:
            raise NotChecked("no common ancestor")
        return self.bases[one, other]

    def default_base(self, _: object, *given: object) -> Revision | None:
        self.asked.append(given)
        return self.default


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> Any:
    return Histories(monkeypatch)


def ask(**more: Any) -> Asked:
    return Asked(environment=more.pop("env", {}), **more)


def test_a_range_that_was_asked_for(history: Any) -> None:
    one = asked_range(ask(base="main"), history)
    compared, onto = one.compared, one.onto
    assert (compared.moment, compared.before, compared.after, compared.source) == ("range", THREE, ONE, "--base")
    assert (compared.notes, one.branch, one.tip_oid, one.heads, one.bases) == ((), "topic", TWO, (ONE,), (THREE,))
    assert onto is not None
    assert (onto.tip, onto.bases, one.brought, one.also) == (TWO, (THREE,), False, ())
    assert (one.net, one.after.name, one.after.side, one.base_moved) == (None, ONE, "after", True)
    assert asked_range(ask(base="main", merge_result=False), history).onto is None
    assert asked_range(ask(base="main", merge_result=True), history).onto is not None
    history.bases[TWO, ONE] = [THREE, FOUR]
    assert asked_range(ask(base="main"), history).compared.notes == (
        "2 merge bases: a path counts only if it differs from the tip, too",
    )
    assert history.asked == []
    gone = asked_range(ask(base="main", head="0" * 40), history)
    assert (gone.idle, gone.compared.source) == ("the ref is deleted: nothing to judge", "--head")
    for base in ("", "0" * 40):
        other = asked_range(ask(base=base), history)
        assert (other.compared.source, other.compared.before) == (MAIN, FOUR)
    assert history.asked == [("refs/heads/topic", "origin")] * 2
    history.default = None
    unknown = asked_range(ask(), history).compared
    assert (unknown.moment, unknown.before, unknown.source) == ("range", None, "--head")
    with refused(NotChecked, ("There is no commit yet, so there is no range.", "Commit first, or use --staged.")):
        asked_range(ask(head="none"), history)
    with refused(NotChecked, ("The base has no commit yet, so there is no range.", GIVE)):
        asked_range(ask(base="none"), history)


FOUND = Revision(ONE, "refs/heads/topic")


class Held:
    def __init__(self, path: str, at: int) -> None:
        self.path, self.at = path, at


def test_a_range_without_what_came_from_the_default_branch(history: Any) -> None:
    left = (FOUR, (THREE,))
    one = ranged(ask(), history, TWO, FOUND, "s", moment="m", left=left, brought=True, also=(FOUR,))
    assert (one.compared.moment, one.brought, one.also) == ("m", True, (FOUR,))
    net: Any = one.net
    assert (net is one.onto, net.tip, net.bases) == (True, *left)
    kept: Any = ranges._without((Held("a", 1), Held("b", 2)), (Held("b", 3), Held("c", 4)))  # type: ignore[arg-type]
    assert [(entry.path, entry.at) for entry in kept] == [("b", 2)]


class Given:
    """What a state changes of a branch with this tip."""

    def __init__(self, comparison: Any, tip: str, bases: tuple[str, ...]) -> None:
        assert (comparison.oid, comparison.after.name) == (ONE, ONE)
        self.tip, self.bases = tip, bases

    def entries(self) -> tuple[Held, ...]:
        return (Held("b", 3),) if self.tip == FOUR else (Held("a", 1), Held("b", 2))


def test_what_a_range_changes(history: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "Net", Given)
    for brought, paths in ((True, ["b"]), (False, ["a", "b"])):
        one: Any = ranged(ask(), history, TWO, FOUND, "s", left=(FOUR, (THREE,)), brought=brought)
        assert [entry.path for entry in one.entries] == paths


def test_a_commit_being_made_with_a_base(history: Any) -> None:
    index: Any = of_files({})
    index.name = "index"

    def made(merging: tuple[str, ...] = (), **more: Any) -> Any:
        return staged_since(ask(base="main", **more), history, history.standing, "comparison", index, merging, "s")  # type: ignore[arg-type]

    one = made()
    told = one.compared
    assert (told.moment, told.before, told.after, told.source) == ("staged", THREE, "index", "s")
    assert told.notes == ("the branch's earlier commits are judged with it",)
    assert (one.after, one.branch, one.tip_oid, one.heads, one.bases) == (index, "topic", TWO, (ONE,), (THREE,))
    assert (one.comparison, one.onto, one.net.tip, one.net.bases) == ("comparison", one.net, TWO, (THREE,))
    history.bases[TWO, FOUR] = [THREE, FOUR]
    merge = made((FOUR,), merge_result=True)
    assert (merge.heads, merge.bases, merge.onto) == ((ONE, FOUR), (THREE, FOUR), merge.net)
    assert made(merge_result=False).onto is None
    history.standing = Head("refs/heads/topic", "")
    why = ("Before the first commit there is no common ancestor with a base.", "Leave out --base.")
    with refused(NotChecked, why):
        made()


def since(history: Any, *, cure: str = GIVE, **more: Any) -> Any:
    return since_default(ask(**more), history, FOUND, "s", "m", cure=cure)


def test_a_range_since_the_default_branch(history: Any) -> None:
    assert since(history).compared.source == MAIN
    assert since_default(ask(), history, FOUND, "s", "m", "up").bases == (FOUR,)
    assert history.asked == [("refs/heads/topic", "origin"), ("refs/heads/topic", "up")]
    history.default = None
    one = since(history)
    assert (one.compared.moment, one.compared.before, one.compared.source, one.compared.notes) == ("m", None, "s", NOTE)
    assert (one.branch, one.heads, one.after.name) == ("topic", (ONE,), ONE)
    needed: list[dict[str, Any]] = [{"env": CI}, {"require_base": True}]
    for more in needed:
        with refused(NotChecked, (NO_BASE, "cure")):
            since(history, cure="cure", **more)
    history.default = Revision(TWO, MAIN)
    history.bases = {}
    assert since(history).compared.before is None
    for more in needed:
        with refused(NotChecked, ("no common ancestor", "")):
            since(history, **more)
    history.default, history.bases = Revision(ONE, MAIN), {(ONE, ONE): [ONE]}
    assert since(history).bases == (ONE,)
    assert since(history, require_base=True).bases == (ONE,)
    with refused(NotChecked, (NO_BASE, GIVE)):
        since(history, env=CI)
    assert (no_base().cure, no_base("x").cure) == (GIVE, "x")


def test_states_alone(history: Any) -> None:
    one = tree(ask(), history, "main", "why")
    assert (one.compared.moment, one.compared.before, one.compared.after) == ("tree", None, TWO)
    assert (one.compared.source, one.compared.notes, one.branch, one.heads) == ("why", NOTE, "main", (TWO,))
    with refused(NotChecked, ("There is no commit yet, so nothing was checked.", "Commit first, or use --staged.")):
        tree(ask(), history, "none", "why")
    env = {"JENKINS_URL": "x", "BRANCH_NAME": "b"}
    assert alone(ask(env=env), history, Revision(ONE, ""), "s", "m").branch == "b"
    gone = deleted(history, "s")
    told = gone.compared
    assert (gone.after.name, told.moment, told.before, told.after, told.source) == (ONE, "range", None, ONE, "s")
    history.standing = Head("x", "")
    assert deleted(history, "s").after.name == LAYOUT.empty_tree
