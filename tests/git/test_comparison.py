"""A state compared with commits: what differs, how the answers are held to one another, what the other side moved."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from asking import Heard, asking, lies
from ledgergate.errors import NotChecked
from ledgergate.git.comparison import Comparison, Net
from ledgergate.git.differences import Claim
from ledgergate.git.index import meet
from ledgergate.git.processes import DIFF
from ledgergate.git.states import Index, Tree
from ledgergate.model import Changed, Entry
from pasts import Past
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from ledgergate.git.processes import Git

CURE = "Remove the entry; let the server check objects: git config receive.fsckObjects true"
APART = ("git's difference and its two listings do not agree, so nothing was checked.",
         "Run it again; if it stays so: git fsck")  # fmt: skip


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """`new` left `tip` at `base`, and `far` is `tip` and a commit more. Three indexes hold `new`."""
    made = Past(
        tmp_path_factory.mktemp("compared") / "r", "base +a +b", "new base +a", "tip base +b", "far tip +a"
    )  # fmt: skip
    made.only("main=new new=new tip=tip far=far base=base")
    made.git("read-tree", made["new"])
    shutil.copy(made.path / ".git/index", made.path / ".git/written")
    made.put("x", made["new"], "160000")
    made.put("x", "0" * 40, "0")  # the index holds the same, and knows no tree of it any more
    listed = made.git("ls-files", "-s", "-z")
    made.git("update-index", "-z", "--index-info", stdin=listed, env={"GIT_INDEX_FILE": ".git/untold"})
    return made


def entry(path: str, commit: str) -> Entry:
    """A file that the commit has written; the others have it from there."""
    body = f"{commit}\n".encode()
    return Entry(path, "100644", hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest())


def changed(said: str) -> dict[str, Changed]:
    """`path before after` for each path, where commits stand for what they hold there and `-` for nothing."""
    words = [one.split() for one in said.split(", ") if one]
    return {
        path: Changed(path, *(None if commit == "-" else entry(path, commit) for commit in sides))
        for path, *sides in words
    }


SINCE = {
    "base": "a base new, new - new",
    "tip": "a base new, b tip base, new - new, tip tip -",
    "far": "a far new, b tip base, far far -, new - new, tip tip -",
    "new": "",
}


def kinds(past: Past, git: Git) -> dict[str, Comparison]:
    """The same state as a tree, as a tree that is listed, and as an index."""
    index_file = meet(git.layout)
    return {
        "a tree": Comparison(git, oid=past["new"]),
        "a listed tree": Comparison(git, Tree(git, past["new"]), past["new"]),
        "an index": Comparison(git, Index(git, index_file), index_file=index_file),
    }


# Index, whether it counts as large -> whether objects alone tell how it differs, so that nothing is left to prove.
INDEXES = {
    ("written", False): True, ("written", True): True, ("index", False): True, ("index", True): False,
    ("untold", False): False, ("untold", True): False,
}  # fmt: skip


@pytest.mark.parametrize(("index", "large"), INDEXES)
def test_a_state_differs_from_a_commit_however_it_is_told(
    past: Past, monkeypatch: pytest.MonkeyPatch, index: str, large: bool
) -> None:
    if large:
        monkeypatch.setattr("ledgergate.git.index._FEW", 0)
    with asking(past, variables={"GIT_INDEX_FILE": f".git/{index}"}) as git:
        for name, one in kinds(past, git).items():
            for commit, said in SINCE.items():
                git.claims.clear()
                found = one.read(one.start(past[commit]), past[commit])
                assert found == changed(said), (name, commit)
                told = [Claim(past[commit], one.oid, one.index_file, found)]
                by_objects = name == "an index" and INDEXES[index, large]
                assert git.claims == ([] if by_objects else told), (name, commit)


def test_what_is_asked_to_compare(past: Past, tmp_path: Path) -> None:
    heard, new, tip = Heard(tmp_path / "log"), past["new"], past["tip"]
    listed = ["ls-tree", "-r", "-z", "--full-tree"]
    with asking(past, heard.program) as git:
        asked = []
        for one in kinds(past, git).values():
            _ = one.read(one.start(tip), tip)
            asked.append(sorted(words for words in heard.told() if len(words) > 1))
    compared = ["diff-tree", *DIFF, tip, new, "--"]
    assert asked[:2] == [[compared], [compared, [*listed, new], [*listed, tip]]]


# What lies -> what it says, and what is said of a range by a listed tree, or by a tree alone ("" where it is believed).
LOSES, ADDS = 'exec "$REAL" "$@" a', '"$REAL" "$@"; printf \':000000 100644 %040d %040d A\\0x\\0\' 0 1'
DOTS = "printf ':000000 100644 %040d %040d A\\0..\\0' 0 1"
DOTTED = ("The tree of … holds the name '..', which git itself would not write.", CURE)
LYING = {
    "a difference that lost a record": ("diff-tree", LOSES, APART, None),
    "a difference with a record too many": ("diff-tree", ADDS, APART, None),
    "no difference": ("diff-tree", "exit 0", APART, None),
    "a listing that lost its end": ("ls-tree", "\"$REAL\" \"$@\" a", APART, None),
    "a difference with dots": ("diff-tree", DOTS, DOTTED, DOTTED),
}  # fmt: skip


@pytest.mark.parametrize("name", LYING)
def test_a_range_whose_answers_do_not_agree_is_refused(past: Past, name: str) -> None:
    verb, said, listed, alone = LYING[name]
    with asking(past, lies(verb, said)) as git:
        for one, why in zip(list(kinds(past, git).values())[:2], (alone, listed), strict=True):
            if why is None:
                _ = one.read(one.start(past["tip"]), past["tip"])
            else:
                with refused(NotChecked, why):
                    one.read(one.start(past["tip"]), past["tip"])


@pytest.mark.parametrize("said", ["exit 0", DOTS])
def test_a_large_index_of_which_nothing_is_told_is_listed(
    past: Past, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr("ledgergate.git.index._FEW", 0)
    with asking(past, lies("diff-index", said)) as git:
        one = kinds(past, git)["an index"]
        if said == DOTS:
            with refused(NotChecked, ("The index holds the name '..', which git itself would not write.", CURE)):
                one.read(one.start(past["tip"]), past["tip"])
        else:
            assert one.read(one.start(past["tip"]), past["tip"]) == changed(SINCE["tip"])


def test_a_small_index_is_held_to_the_listing_of_its_base(past: Past) -> None:
    says = "printf '100644 blob %040d\\t..\\0' 1"
    with asking(past, lies("ls-tree", says), {"GIT_INDEX_FILE": ".git/untold"}) as git:
        one = kinds(past, git)["an index"]
        with refused(NotChecked, ("The tree of the base holds the name '..', which git itself would not write.", CURE)):
            one.read(one.start(past["tip"]), past["tip"])


@pytest.mark.parametrize("index", ["written", "untold"])
def test_an_index_that_changes_while_it_is_compared_is_refused(past: Past, index: str) -> None:
    shutil.copy(past.path / f".git/{index}", past.path / ".git/moving")
    with asking(past, variables={"GIT_INDEX_FILE": ".git/moving"}) as git:
        one = kinds(past, git)["an index"]
        calls = one.start(past["tip"])
        past.git("read-tree", past["far"], env={"GIT_INDEX_FILE": ".git/moving"})
        with refused(NotChecked, ("The index changed while it was read, so nothing was checked.", "Run it again.")):
            one.read(calls, past["tip"])


# State, tip, bases -> what the state changes of both, and what the tip holds otherwise than a base, from the state on.
NETS = {
    "new tip base": ("a base new, new - new", "b base tip, tip - tip"),
    "new tip tip": ("a base new, b tip base, new - new, tip tip -", ""),
    "new tip far": (
        "a far new, b tip base, new - new, tip tip -", "a new base, far - -"),
    "far tip base": ("a base far, far - far", "b tip tip, tip tip tip"),
    "new tip base base": ("a base new, new - new", "b base tip, tip - tip"),
    "new tip base far": ("a base new, b tip base, new - new, tip tip -", "b base tip, tip - tip, a new base, far - -"),
    "tip tip base": ("", "b tip tip, tip tip tip"),
    "base tip base": ("", "b base tip, tip - tip"),
}  # fmt: skip


@pytest.mark.parametrize("name", NETS)
def test_what_a_branch_changes_and_what_its_base_has_moved(past: Past, name: str) -> None:
    state, tip, *bases = (past[one] for one in name.split())
    own, moved = NETS[name]
    with asking(past) as git:
        net = Net(Comparison(git, oid=state), tip, tuple(bases))
        assert (net.tip, net.bases) == (tip, tuple(bases))
        assert {one.path: one for one in net.entries()} == changed(own)
        assert [one.path for one in net.entries()] == sorted(changed(own))
        assert net.moved() == changed(moved)
        assert git.calls == len({tip, *bases})
        assert net.since(tip) is net.since(tip)
