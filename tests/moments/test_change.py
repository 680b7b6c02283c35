"""What a change tells of its states, its base and its branch, whichever of them it was given; no git is started."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.processes import Limits
from ledgergate.git.states import Overlay, Tree, of_files
from ledgergate.model import Changed, Compared, Entry
from ledgergate.moments.change import Change, _below_another
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BASE, TIP, HEAD, OTHER, MAIN = "base", "tip", "head", "other", "main"
AGAIN = "Run it again; if it stays so: git fsck"
FILES = {"a": b"1", "docs/b": b"2", "docs/c/d": b"3"}


class Git:
    """As much of a git as a change looks at."""

    def __init__(self) -> None:
        self.layout, self.limits, self.claims = LAYOUT, Limits(), list[str]()
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


class Onto:
    """What a state changes of a branch."""

    def __init__(self, tip: str, *bases: str) -> None:
        self.tip, self.bases = tip, bases

    def entries(self) -> tuple[str, ...]:
        return ("of", self.tip)


class Index:
    def __init__(self, *, small: bool = False, root: str = "") -> None:
        self.small, self.root, self.index_file, self.hashed = small, root, self, 0

    def require_whole(self) -> None:
        self.hashed += 1


def made(before: Any = BASE, after: Any = HEAD, moment: Any = "range", **more: Any) -> Any:
    state = of_files(FILES)
    state.name = after
    return Change(Git(), Compared(moment, before, after, "source"), state, **more)  # type: ignore[arg-type]


def noted(asked: list[Any], what: object, answer: Any) -> Any:
    asked.append(what)
    return answer


def changed(path: str, before: str = "", after: str = "") -> Changed:
    return Changed(path, *(Entry(path, "100644", oid) if oid else None for oid in (before, after)))


def test_a_change_of_which_nothing_is_told() -> None:
    one = made(None)
    assert (one.idle, one.bases, one.heads, one.tip_oid, one.entries, one.also) == ("", (), (), "", (), ())
    assert (one.onto, one.comparison, one.net, one.before, one.tip, one.merge_result) == (None,) * 6
    flags = (one.brought, one.looked_back, one.branch_asked, one.is_listed, one.base_moved)
    assert all(flag is False for flag in flags)
    assert (one.starts, one.merge_note, one.branch_entries(), one.left_at()) == ((), "", None, ())
    assert one.looked_back is True
    assert one.branch == ""
    assert one.branch_asked is True
    assert one.__enter__() is one
    one.__exit__(None, None, None)
    assert one.git.closed == 1


def test_what_it_was_given_is_told() -> None:
    one = made(branch="b", tip=TIP, heads=(HEAD,), bases=(BASE,), idle="gone", also=(OTHER,), brought=True)
    assert (one.branch, one.tip_oid, one.heads, one.bases, one.idle) == ("b", TIP, (HEAD,), (BASE,), "gone")
    assert (one.also, one.brought, one.branch_names()) == ((OTHER,), True, ("b",))


def test_entries_are_looked_for_once() -> None:
    asked: list[int] = []
    one = made(entries=lambda: noted(asked, 1, (changed("a"),)))
    assert one.entries == one.entries == (changed("a"),)
    assert asked == [1]


def test_the_span_is_all_that_is_compared() -> None:
    one = made(tip=TIP, heads=(HEAD,), bases=(BASE,), idle="x", left=lambda: Onto(MAIN, OTHER))
    assert one.span == (one.compared.but(source=""), (HEAD,), TIP, (BASE,), "x", ())
    one.brought = True
    assert one.span[-1] == (MAIN, (OTHER,))
    assert made(brought=True).span[-1] == ()


def test_before_is_made_of_the_difference_where_that_is_all_there_is() -> None:
    entries = (changed("a", "", "x"), changed("gone", "y"))
    plain = {"tip": BASE, "bases": (BASE,), "entries": lambda: entries}
    one = made(**plain)
    assert isinstance(one.before, Overlay)
    assert (one.before.name, one.before.side, one.before.paths()) == (BASE, "before", ["docs/b", "docs/c/d", "gone"])
    assert one.before is one.before is one.tip
    listed = made(**plain, comparison=Index(small=True))
    assert isinstance(listed.before, Overlay)
    for other in (
        made(**{**plain, "tip": TIP}), made(**{**plain, "bases": (BASE, TIP)}), made(**plain, idle="x"),
        made(**{**plain, "tip": TIP, "bases": (TIP,)}), made(**plain, comparison=Index()),
    ):  # fmt: skip
        assert isinstance(other.before, Tree)
        assert (other.before.name, other.before.side) == (BASE, "before")
    assert made("", **plain).before.name == ""


@pytest.mark.parametrize(("small", "root", "listed"), [(True, "", True), (False, "t", True), (False, "", False)])
def test_an_index_was_listed_where_it_is_small_or_its_tree_is_written(small: bool, root: str, listed: bool) -> None:
    index = Index(small=small, root="?")

    def entries() -> tuple[Changed, ...]:
        index.root = root  # known once it was read
        return ()

    assert made(comparison=index, entries=entries).is_listed is listed
    assert made(comparison=Index().__class__(small=True)).is_listed is True


def test_a_comparison_of_no_index_was_listed_by_git() -> None:
    index = Index(small=True)
    index.index_file = None  # type: ignore[assignment]
    assert made(comparison=index).is_listed is False


def test_the_states_that_it_starts_from() -> None:
    def names(**more: Any) -> list[str]:
        return [state.name for state in made(**more).starts]

    left = lambda: Onto(MAIN, OTHER)  # noqa: E731
    assert names(tip=TIP) == [TIP]
    assert names() == [BASE]
    assert names(tip=TIP, left=left) == [TIP]
    assert names(tip=TIP, left=left, brought=True) == [TIP, MAIN]
    assert names(tip=TIP, left=left, brought=True, also=(OTHER,)) == [MAIN, TIP]
    assert names(tip=TIP, brought=True) == [TIP]
    assert [state.name for state in made(None, left=left, brought=True).starts] == [MAIN]


def test_the_state_of_a_commit_is_made_once() -> None:
    one = made(tip=TIP, heads=(HEAD, OTHER, BASE), bases=(BASE, MAIN), also=("also", OTHER))
    assert one.starting_at(BASE) is one.before
    assert one.starting_at(OTHER) is one.starting_at(OTHER)
    assert [(state.name, state.side) for state in one.further()] == [
        (OTHER, "before"), (MAIN, "before"), ("also", "before"),
    ]  # fmt: skip
    assert (one.tip.name, one.tip) == (TIP, one.starting_at(TIP))
    assert made(None).starting_at(OTHER).name == OTHER
    assert made(None, heads=(HEAD,)).further() == ()


def test_places_that_were_asked_about_hide_those_below_them() -> None:
    one = made(tip=BASE, bases=(BASE,))
    one.after.prefetch("docs", "docs/c", "a")
    one.before.prefetch("docs/b", "x/y")
    assert one.asked == {"docs", "a", "x/y"}
    one.starting_at(OTHER).asked.add("z")
    assert one.asked == {"docs", "a", "x/y", "z"}
    one.after.prefetch("")
    assert one.asked == {""}


@pytest.mark.parametrize(
    ("path", "places", "below"),
    [
        ("a/b", {"a"}, True), ("a/b/c", {"a"}, True), ("a/b/c", {"a/b"}, True), ("a/b", {"a/b"}, False),
        ("ab", {"a"}, False), ("a", {""}, True), ("", {""}, False), ("a", set(), False), ("a/b", {"b"}, False),
        ("ab/c", {"a"}, False),
    ],
)  # fmt: skip
def test_what_lies_below_another_place(path: str, places: set[str], below: bool) -> None:
    assert _below_another(path, places) is below


def test_what_the_branch_changes_is_the_changes_own_where_it_starts_there() -> None:
    entries = (changed("a"),)
    asked: list[int] = []

    def left() -> Onto:
        asked.append(1)
        return Onto(MAIN, BASE, OTHER)

    one = made(tip=TIP, bases=(BASE,), left=left, entries=lambda: entries)
    assert one.looked_back is False
    assert one.branch_entries() == ("of", MAIN)
    assert one.looked_back is True
    assert [state.name for state in one.left_at()] == [BASE, OTHER]
    assert asked == [1]
    same = made(tip=MAIN, bases=(BASE, OTHER), left=left, entries=lambda: entries)
    assert same.branch_entries() == entries
    assert made(tip=MAIN, bases=(BASE,), left=left, entries=lambda: entries).branch_entries() == ("of", MAIN)
    other = made(left=left)
    other.left_at()
    assert other.looked_back is True


def test_commits_are_asked_for_where_there_is_a_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergate.moments.history.commits", lambda git, *given: given)
    assert made(tip=TIP, heads=(HEAD, OTHER)).commits() == (TIP, (HEAD, OTHER))
    for one in (made(), made(tip=LAYOUT.empty_tree), made(after="index", tip=TIP)):
        assert one.commits() == ()
        assert one.looked_back is True
    staged = made(after="index", tip=TIP, moment="staged")
    assert (staged.commits(), staged.looked_back) == ((), False)
    staged.looked_back = True
    assert (staged.commits(), staged.looked_back) == ((), True)


def test_merges_are_asked_for_where_commits_lie_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergate.moments.history.merges", lambda git, *given: given)
    usual = {"tip": TIP, "heads": (HEAD, OTHER), "bases": (BASE,)}
    assert made(**usual).merges() == (TIP, HEAD)
    for other in ({"tip": ""}, {"heads": ()}, {"after": "index"}, {"bases": (BASE, HEAD)}):
        assert made(**(usual | other)).merges() == ()


def test_a_change_on_no_branch_is_asked_what_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgergate.moments.branch.branches_at", lambda git, oid: (oid, "x"))
    assert made(tip=TIP, heads=(HEAD, OTHER)).branch_names() == (HEAD, "x")
    assert made(tip=TIP).branch_names() == (TIP, "x")


class Merged:
    def __init__(self) -> None:
        self.git, self.closed = Git(), 0

    def close(self) -> None:
        self.closed += 1


def test_a_merge_is_tried_once_where_the_base_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    result, asked = Merged(), list[object]()
    monkeypatch.setattr("ledgergate.git.merge.merge_result", lambda git, *given: noted(asked, given, (result, "note")))
    one = made(onto=Onto(TIP, BASE), heads=(HEAD, OTHER))
    assert (one.base_moved, one.merge_note, one.merge_result, one.merged_state) == (True, "note", result, result)
    assert asked == [(TIP, HEAD)]
    one.close()
    assert (result.closed, one.git.closed) == (1, 1)
    still = made(onto=Onto(TIP, TIP), heads=(HEAD,))
    assert (still.base_moved, still.merge_result, still.merge_note) == (False, None, "")
    assert made(onto=Onto(TIP, TIP, BASE)).base_moved is True
    none = "there are no two commits to merge"
    for other in ({"heads": ()}, {"heads": (HEAD,), "after": "index"}):
        unmade = made(onto=Onto(TIP, BASE), **other)
        assert (unmade.merge_result, unmade.merge_note) == (None, none)
        unmade.close()
        assert unmade.git.closed == 1
    assert made()._merge() == (None, none)
    assert len(asked) == 1


def confirming(entries: tuple[Changed, ...], then: dict[str, bytes], **more: Any) -> Any:
    one = made(**({"tip": BASE, "bases": (BASE,), "entries": lambda: entries, "comparison": Index()} | more))
    one._snapshots["before"] = of_files(then)
    return one


def test_gits_difference_is_held_against_what_both_states_list() -> None:
    edit = changed("docs/b", "old", "memory:docs/b")
    then = dict(FILES)
    del then["docs/b"]
    agreeing = confirming((edit, changed("elsewhere")), then)
    for places in (("docs",), ("docs/b",), ("docs", "a"), ("a",)):
        agreeing.confirm(*places)
    for lost in (confirming((), then), confirming((edit, changed("docs/x")), then), confirming((edit,), FILES)):
        with refused(
            NotChecked, ("git's difference and its two listings do not agree, so nothing was checked.", AGAIN)
        ):
            lost.confirm("docs")
        lost.confirm("a")
    for other in (
        {"tip": TIP},
        {"comparison": None},
        {"comparison": Index(small=True)},
        {"comparison": Index(root="t")},
    ):
        confirming((), then, **other).confirm("docs")
    gone = confirming((changed("a"), edit, changed("docs/c/d")), {})
    gone.compared = gone.compared.but(before=None)
    gone.bases = ("x",)
    gone.confirm("docs")


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    told: list[object] = []
    monkeypatch.setattr("ledgergate.git.proof.prove_differences", lambda git: told.append(git))
    monkeypatch.setattr("ledgergate.git.proof.prove_listing", lambda _, *given: told.append(given))
    monkeypatch.setattr("ledgergate.git.trees.root_of", lambda _, oid: f"tree of {oid}")
    return told


def test_what_git_listed_is_proven_and_what_objects_told_is_not(proofs: list[object]) -> None:
    index = Index(small=True)
    one = made(tip=BASE, bases=(BASE,), comparison=index)
    one.prove()
    assert (proofs, index.hashed) == ([], 1)
    one.git.claims.append("claim")
    one.prove()
    assert proofs == [one.git]
    proofs.clear()
    large = made(comparison=Index(root="t"))
    large.after.prefetch("docs")
    large.prove()
    assert proofs == [large.git, (large.after, "t", {"docs"})]
    proofs.clear()
    made(comparison=Index()).prove()
    made(heads=(HEAD,)).prove()
    made(None, heads=(OTHER,)).prove()
    made(None).prove()
    assert [type(one) for one in proofs] == [Git] * 4
    proofs.clear()
    alone = made(None, heads=(HEAD,))
    alone.after.prefetch("docs", "docs/c")
    alone.prove()
    assert proofs == [alone.git, (alone.after, f"tree of {HEAD}", {"docs"})]


def test_a_merge_that_was_made_is_proven_too(proofs: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    result = Merged()
    monkeypatch.setattr("ledgergate.git.merge.merge_result", lambda *_: (result, ""))
    one = made(onto=Onto(TIP, BASE), heads=(HEAD,), comparison=Index(small=True))
    _ = one.merge_result
    one.prove()
    assert proofs == [one.git, result.git]


def test_a_damaged_index_is_told_at_the_end() -> None:
    index = Index()
    one = made(comparison=index)
    one.close()
    assert (index.hashed, one.git.closed) == (1, 1)


def test_texts_are_put_in_the_place_of_files_that_are_there() -> None:
    one = made(entries=lambda: (changed("docs/b", "old", "new"), changed("z", "", "1")))
    one.put({"a": b"A", "docs/b": b"B", "none": b"N"})
    assert (one.after.name, one.after.read(["a"])["a"].data, one.after.read(["docs/b"])["docs/b"].data) == (
        HEAD,
        b"A",
        b"B",
    )
    written = {path: Entry(path, "100644", f"memory:{path}") for path in ("a", "docs/b")}
    assert one.entries == (
        Changed("a", Entry("a", "100644", "memory:a"), written["a"]),
        Changed("docs/b", Entry("docs/b", "100644", "old"), written["docs/b"]),
        changed("z", "", "1"),
    )
