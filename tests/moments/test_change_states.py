"""The states that a change compares: of which commit each is, made once, and what was asked about in them."""

from __future__ import annotations

import pytest

from branching import FILES, History
from ledgergate.git.states import Overlay, Tree
from ledgergate.model import Changed, Compared, Entry
from ledgergate.moments.change import Change, _below_another
from ledgergate.moments.imagined import Imagined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from support import Looks


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return History(tmp_path_factory.mktemp("states"))


def test_the_state_of_a_commit_is_made_once(history: History, looks: Looks) -> None:
    change = looks(history.repo, base="left", head="right")
    first, second, tip = (history.oids[one] for one in ("left1", "right1", "left"))
    assert change.starting_at(first) is change.before
    assert change.starting_at(second) is change.starting_at(second) is change.further()[0]
    assert change.starting_at(tip) is change.tip is change.starts[0]
    plain = looks(history.repo, base=history.oids["base"], head="topic")
    assert plain.tip is plain.before is plain.starting_at(history.oids["base"])
    for one in (change.starting_at(first), change.starting_at(second), change.starting_at(tip), plain.tip):
        assert one is not None
        assert one.side == "before"
    for state, oid in ((change.tip, tip), (change.before, first), (plain.before, history.oids["base"])):
        assert state is not None
        assert state.name == oid
        assert state.listing() == looks(history.repo, tree=oid).after.listing()


def test_a_change_that_is_idle_or_has_no_base_takes_its_states_from_git(history: History) -> None:
    base, new, old = (history.oids[one] for one in ("base", "new", "old"))

    def before(was: str | None = base, **more: Any) -> Any:
        git = history.git()
        flags: dict[str, Any] = {"tip": base, "bases": (base,), "heads": (new,), **more}
        with Change(git, Compared("range", was, new, "source"), Tree(git, new), **flags) as change:
            return type(change.before)

    assert before() is Overlay
    others: tuple[dict[str, Any], ...] = ({"tip": old}, {"bases": (base, old)}, {"idle": "x"}, {"was": old},
                                          {"bases": ()}, {"tip": old, "bases": (old,)})  # fmt: skip
    assert [before(**more) for more in others] == [Tree] * len(others)
    git = history.git()
    with Change(git, Compared("range", None, new, "source"), Tree(git, new), heads=(new, old)) as change:
        assert change.starting_at(base).name == base
        assert history.named(one.name for one in change.further()) == "old"
    flags: dict[str, Any] = {"heads": (new, base, old, old), "bases": (base, new, old), "also": (old, base, new)}
    with Change(history.git(), Compared("range", base, new, "source"), Tree(git, new), **flags) as change:
        assert history.named(one.name for one in change.further()) == "old new"


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [("new", "caught", ("main", "moved")), ("held", "after", ()), ("old", "new", ("main", "base"))],
)
def test_the_span_is_all_that_is_compared(history: History, old: str, new: str, left: tuple[str, ...]) -> None:
    head, tip, *away = (history.oids[one] for one in (new, old, *left))
    with history.pushed(old, new) as change:
        compared = change.compared
        assert compared.source == "refs/heads/topic"
        span = (compared.but(source=""), (head,), tip, (tip,), "", (away[0], (away[1],)) if away else ())
        assert change.span == span
        change.idle = "x"
        assert change.span == (*span[:4], "x", span[5])


def test_places_that_were_asked_about_hide_those_below_them(history: History, looks: Looks) -> None:
    change = looks(history.repo, staged=True, base="topic")
    assert change.before is not None
    change.after.prefetch("docs", "docs/c", "a")
    change.before.prefetch("docs/b", "x/y")
    assert change.asked == {"docs", "a", "x/y"}
    change.starting_at(history.oids["side"]).prefetch("z")
    assert change.asked == {"docs", "a", "x/y", "z"}
    change.after.prefetch("")
    assert change.asked == {""}


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


def test_texts_are_put_in_the_place_of_files_that_are_there(history: History, looks: Looks) -> None:
    change = looks(history.repo, base="main", head="topic")
    new = {one.path: one for one in looks(history.repo, base=history.oids["base"], head="topic").entries}
    change.put({"a": b"A", "docs/b": b"B", "none": b"N"})
    assert change.after.name == history.oids["new"]
    assert {path: one.data for path, one in change.after.read(["a", "docs/b", "docs/c/d"]).items()} == {
        "a": b"A", "docs/b": b"B", "docs/c/d": str(FILES["docs/c/d"]).encode(),
    }  # fmt: skip
    written = {path: Entry(path, "100644", f"memory:{path}") for path in ("a", "docs/b")}
    then = looks(history.repo, tree="topic").after.entry("a")
    assert change.entries == (
        Changed("a", then, written["a"]), Changed("docs/b", new["docs/b"].before, written["docs/b"]), new["docs/n"],
    )  # fmt: skip


def test_an_imagined_change_has_the_states_and_the_branch_that_it_was_given(history: History) -> None:
    git = history.git()
    states = Tree(git, history.oids["base"], side="before"), Tree(git, history.oids["new"])
    for branch, names in (("b", ("b",)), ("", ())):
        one = Imagined(git, *states, (), branch)
        assert (one.before, one.after, one.entries, one.branch_names()) == (*states, (), names)
    git.close()
