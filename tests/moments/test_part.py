"""The part of a change that lies in one folder: everything that the whole tells, by paths that begin there."""

from __future__ import annotations

import pytest

from branching import History
from ledgergate.git.below import Below
from ledgergate.model import Changed, Entry
from ledgergate.moments.part import Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ledgergate.git.snapshot import Snapshot
    from ledgergate.moments import Change
    from support import Looks


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """With `against`, which has another docs/m than `main`."""
    made = History(tmp_path_factory.mktemp("part"))
    made.repo.branch("against", made.oids["base"])
    made.repo.save({"docs/m": "against\n"})
    made.repo.checkout("main")
    return made


def at(found: Iterable[Changed] | None) -> str:
    return " ".join(one.path for one in found) if found is not None else "-"


def held(state: Snapshot | None) -> str:
    assert state is None or isinstance(state, Below)
    return " ".join(state.paths()) if state is not None else "-"


def told(part: Part) -> list[str]:
    """Paths: of the change, of its branch, of its commits, then what is in its states before, after and merged."""
    commits = ", ".join(at(one.entries) for one in part.commits())
    states = part.before, part.tip, part.after, part.merged_state
    return [at(part.entries), at(part.branch_entries()), commits, *map(held, states), part.merge_note]


NOTE = "merging conflicts: resolve that first"
# How the whole is looked at -> what is told of its folder docs.
PARTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a range": (
        {"base": "main", "head": "topic"}, ["b n", "-", "b, n", "b c/d", "b c/d m", "b c/d n", "b c/d m n", ""]),
    "a merge that conflicts": (
        {"base": "main", "head": "against"}, ["m", "-", "m", "b c/d", "b c/d m", "b c/d m", "-", NOTE]),
    "a range outside": ({"base": "main", "head": "side"}, ["", "-", "", "b c/d", "b c/d m", "b c/d", "b c/d m", ""]),
    "a tree": ({"tree": "topic"}, ["", "-", "", "-", "-", "b c/d n", "-", ""]),
    "staged": ({"staged": True}, ["", "-", "", "b c/d m", "b c/d m", "b c/d m", "-", ""]),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_a_part_tells_of_its_folder_alone(history: History, looks: Looks, name: str) -> None:
    flags, answer = PARTS[name]
    whole = looks(history.repo, **flags)
    part = Part(whole, "docs")
    assert told(part) == answer
    assert (part.span, part.also, whole.looked_back, whole.branch_asked) == (whole.span, (), True, True)
    assert (part.branch, part.net) == (whole.branch, None)
    assert (part.git, part.compared) == (whole.git, whole.compared)


PUSHED = {
    # from, to -> the push, the branch, the push's states and where the branch left main
    ("new", "caught"): ("", "b n", ", ", "b c/d n", "b c/d n", "b c/d m n", "b c/d"),
    ("old", "new"): ("n", "b n", "n", "b c/d", "b c/d n", "b c/d m n", "b c/d"),
}


@pytest.mark.parametrize("pushed", PUSHED)
def test_a_part_of_a_push_knows_where_its_branch_left_the_default_branch(
    history: History, pushed: tuple[str, str]
) -> None:
    with history.pushed(*pushed) as whole:
        part = Part(whole, "docs")
        commits = ", ".join(sorted(at(one.entries) for one in part.commits()))
        states = held(part.before), held(part.after), held(part.merged_state)
        assert (
            at(part.entries), at(part.branch_entries()), commits, *states, *map(held, part.left_at())
        ) == PUSHED[pushed]  # fmt: skip
        assert whole.net is not None
        assert part.net is not None
        assert (part.net.tip, part.net.bases) == (whole.net.tip, whole.net.bases)
        assert " ".join(sorted(part.net.since(part.net.tip))) == "b m n"
        assert (part.brought, part.also, part.span) == (whole.brought, whole.also, whole.span)
        assert part.onto is not None
        assert part.onto.moved() == part.net.moved() == {"m": Changed("m", None, entry(whole, "docs/m", "main"))}


def entry(whole: Change, path: str, commit: str) -> Entry:
    """What a commit holds at a path of docs, by its name there."""
    said = whole.git.run("rev-parse", f"{commit}:{path}").decode().strip()
    return Entry(path.removeprefix("docs/"), "100644", said)


def test_a_part_has_the_states_of_commits_made_once(history: History, looks: Looks) -> None:
    base, new, side = (history.oids[one] for one in ("base", "new", "side"))
    whole = looks(history.repo, base="main", head="topic")
    part = Part(whole, "docs")
    assert part.starting_at(base) is part.before is part.starting_at(base)
    assert part.starting_at(side) is part.starting_at(side) is not part.before
    assert [held(part.starting_at(oid)) for oid in (side, new)] == ["b c/d", "b c/d n"]
    assert part.starting_at(new).name == new
    assert dict(part.between(base, new)) == {
        "b": Changed("b", entry(whole, "docs/b", base), entry(whole, "docs/b", new)),
        "n": Changed("n", None, entry(whole, "docs/n", new)),
    }
    alone = Part(looks(history.repo, tree="topic"), "docs")
    assert (alone.before, held(alone.starting_at(side))) == (None, "b c/d")


def test_what_is_asked_of_a_part_is_asked_of_the_whole(history: History, looks: Looks) -> None:
    whole = looks(history.repo, base="main", head="topic")
    part = Part(whole, "docs")
    assert part.before is not None
    for state, place in ((part.after, "b"), (part.before, "c"), (part.starting_at(history.oids["side"]), "x")):
        state.prefetch(place)
    assert part.asked == {"b", "c", "x"}
    assert whole.asked == {"docs/b", "docs/c", "docs/x"}
