"""Trees and commits written byte by byte: what is read of them, how two differ, and what a listing is called."""

from __future__ import annotations

import hashlib

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git import trees as module
from ledgergate.git.differences import changed, common, undone
from ledgergate.git.processes import Limits
from ledgergate.git.staged import differing, differing_trees
from ledgergate.git.trees import at_path, entries, hashed, root_of, steps
from ledgergate.model import Changed, Entry
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

A, B, C = "a1" * 20, "b2" * 20, "c3" * 20
EMPTY = LAYOUT.empty_tree


class Objects:
    """A store of objects, and how many were asked for at a time."""

    def __init__(self) -> None:
        self.layout, self.limits = LAYOUT, Limits()
        self.there: dict[str, tuple[str, bytes]] = {}
        self.asked: list[int] = []
        self.most: set[int] = set()

    def blobs(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        self.asked.append(len(oids))
        self.most.add(most)
        for oid in oids:
            if oid not in self.there:
                raise NotChecked(f"no {oid}")
            yield self.there[oid]

    def put(self, kind: str, body: bytes) -> str:
        oid = hashlib.sha1(f"{kind} {len(body)}\0".encode() + body, usedforsecurity=False).hexdigest()
        self.there[oid] = (kind, body)
        return oid

    def tree(self, **names: str | dict[str, Any]) -> str:
        """A tree of "mode oid" texts and of further trees; `__` in a name stands for a byte that is no UTF-8."""
        rows = []
        for name, what in names.items():
            raw = name.encode().replace(b"__", b"\xff")
            told = f"40000 {self.tree(**what)}" if isinstance(what, dict) else what
            mode, oid = told.split(" ")
            rows.append(
                (raw + (b"/" if mode == "40000" else b""), mode.encode() + b" " + raw + b"\0" + bytes.fromhex(oid))
            )
        return self.put("tree", b"".join(row for _, row in sorted(rows)))


@pytest.fixture
def git() -> Any:
    return Objects()


def test_the_tree_of_a_commit(git: Any) -> None:
    tree = git.tree(a=f"100644 {A}")
    commit = git.put("commit", f"tree {tree}\nparent {A}\n\ntree x\n".encode())
    assert (root_of(git, commit), root_of(git, tree), root_of(git, EMPTY)) == (tree, tree, "")
    assert git.most == {64 << 20}
    for kind, body, shown in (
        ("blob", b"tree x\n", "blob"),
        ("commit", b"x", "commit"),
        ("tag", b"x\ntree y\n", "tag"),
    ):
        oid = git.put(kind, body)
        with refused(NotChecked, (f"The commit {oid[:12]} cannot be read: {shown}.", "git fsck")):
            root_of(git, oid)


# A mode as a tree holds it -> as git tells it.
MODES = {"100644": "100644", "100664": "100644", "100755": "100755", "100744": "100755", "100655": "100644",
         "100701": "100755", "100677": "100644", "40000": "040000", "120000": "120000", "120777": "120000",
         "160000": "160000", "10644": "160000"}  # fmt: skip


def test_modes_are_told_as_git_tells_them(git: Any) -> None:
    tree = git.put("tree", b"".join(f"{mode} m{mode}\0".encode() + bytes.fromhex(A) for mode in MODES))
    assert entries(git, [tree])[tree] == {f"m{mode}": f"{told} {A}" for mode, told in MODES.items()}


def test_trees_are_read_together_and_once(git: Any) -> None:
    one, two = git.tree(a=f"100644 {A}", b__=f"120000 {B}"), git.tree(a=f"100644 {B}")
    read = entries(git, [one, "", two, one, EMPTY])
    assert read == {"": {}, EMPTY: {}, two: {"a": f"100644 {B}"}, one: {"a": f"100644 {A}", "b\udcff": f"120000 {B}"}}
    assert git.asked == [2]
    blob = git.put("blob", b"")
    with refused(NotChecked, (f"The tree {blob[:12]} cannot be read: blob.", "git fsck")):
        entries(git, [one, blob])
    double = git.put("tree", 2 * (b"100644 a\0" + bytes.fromhex(A)))
    with refused(NotChecked, ("A tree contains a name twice, so nothing was checked.", "Repair the tree.")):
        entries(git, [double])


def test_what_a_tree_holds_at_a_path(git: Any) -> None:
    root = git.tree(a=f"100644 {A}", d={"e": {"f": f"100755 {B}"}})
    inner = at_path(git, root, "d/e")
    assert inner[:7] == "040000 "
    assert at_path(git, inner[7:], "f") == at_path(git, root, "d/e/f") == f"100755 {B}"
    assert at_path(git, root, "") == f"040000 {root}"
    assert [at_path(git, root, path) for path in ("x", "a/b", "d/x", "d/e/f/g")] == [""] * 4


THEN: dict[str, Any] = {
    "same": f"100644 {A}", "edited": f"100644 {A}", "gone": f"100644 {A}", "mode": f"100644 {A}", "f2d": f"100644 {A}",
    "d2f": {"x": f"100644 {A}", "y": {"z": f"100644 {B}"}}, "kept": {"x": f"100644 {A}"},
    "in": {"a": {"b": f"100644 {A}"}}, "left": {"l": f"120000 {A}"},
}  # fmt: skip
NOW: dict[str, Any] = {
    "same": f"100644 {A}", "edited": f"100644 {B}", "new": f"100644 {C}", "mode": f"100755 {A}",
    "f2d": {"x": f"100644 {C}"}, "d2f": f"160000 {C}", "kept": {"x": f"100644 {A}"}, "in": {"a": {"b": f"100644 {C}"}},
    "came": {"m": {"n": f"100644 {A}"}},
}  # fmt: skip
STEPS = {
    ("edited", f"100644 {A}", f"100644 {B}"), ("gone", f"100644 {A}", ""), ("mode", f"100644 {A}", f"100755 {A}"),
    ("new", "", f"100644 {C}"), ("f2d", f"100644 {A}", ""), ("f2d/x", "", f"100644 {C}"),
    ("d2f", "", f"160000 {C}"), ("d2f/x", f"100644 {A}", ""), ("d2f/y/z", f"100644 {B}", ""),
    ("in/a/b", f"100644 {A}", f"100644 {C}"), ("left/l", f"120000 {A}", ""), ("came/m/n", "", f"100644 {A}"),
}  # fmt: skip


def flat(tree: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, what in tree.items():
        found |= flat(what, f"{above}{name}/") if isinstance(what, dict) else {above + name: what}
    return found


def as_changed(found: set[tuple[str, str, str]]) -> dict[str, Changed]:
    return {
        path: Changed(path, *(Entry(path, one[:6], one[7:]) if one else None for one in sides))
        for path, *sides in found
    }


def test_two_trees_differ_in_these_steps(git: Any) -> None:
    then, now = git.tree(**THEN), git.tree(**NOW)
    assert set(steps(git, "", then, now)) == STEPS
    assert {(path, new, old) for path, old, new in steps(git, "", now, then)} == STEPS
    assert set(steps(git, "up/", then, "")) == {(f"up/{path}", what, "") for path, what in flat(THEN).items()}
    assert set(steps(git, "", EMPTY, then)) == {(path, "", what) for path, what in flat(THEN).items()}
    assert list(steps(git, "", then, then)) == []


def test_many_folders_are_asked_for_some_at_a_time(git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    root = git.tree(**{f"d{at}": {"x": f"100644 {A if at % 2 else B}", f"y{at}": f"100644 {A}"} for at in range(40)})
    assert len(list(steps(git, "", "", root))) == 80
    assert max(git.asked) == 16
    assert len(git.asked) <= 5


def test_an_index_is_held_against_a_commits_tree(git: Any) -> None:
    then, now = git.tree(**THEN), git.tree(**NOW)
    listing = flat(NOW)
    kept = entries(git, [then])[then]["kept"][7:]
    wanted = as_changed(STEPS)
    assert differing(git, then, listing, {"": now}) == wanted
    assert differing_trees(git, then, now) == wanted
    for known in ({}, {"kept": kept}, {"": "9" * 40}, {"": "9" * 40, "kept": kept, "in": "8" * 40}):
        assert differing(git, then, listing, known) == wanted
    assert differing(git, EMPTY, listing, {}) == as_changed({(path, "", what) for path, what in listing.items()})
    assert differing(git, then, {}, {}) == as_changed({(path, what, "") for path, what in flat(THEN).items()})
    assert differing(git, then, flat(THEN), {"": then}) == differing_trees(git, then, then) == {}
    assert differing_trees(git, then, "9" * 40) is differing_trees(git, then, "") is None
    git.asked.clear()
    assert (
        differing(
            git,
            then,
            flat(THEN),
            {name: entries(git, [then])[then][name][7:] for name in ("d2f", "kept", "in", "left")},
        )
        == {}
    )
    many = {f"m{at}/x": f"100644 {A}" for at in range(40)}
    assert len(differing(git, EMPTY, many, {})) == 40
    git.limits = Limits(entries=12)
    assert differing_trees(git, then, now) == wanted
    git.limits = Limits(entries=11)
    with refused(NotChecked, ("The change lists more than 11 entries.", "")):
        differing_trees(git, then, now)


def test_a_name_that_git_would_not_write_is_no_change(git: Any) -> None:
    bad = git.put("tree", b"100644 ..\0" + bytes.fromhex(A))
    why = ("The change holds the name '..', which git itself would not write.",
           "Remove the entry; let the server check objects: git config receive.fsckObjects true")  # fmt: skip
    with refused(NotChecked, why):
        differing_trees(git, EMPTY, bad)
    with refused(NotChecked, why):
        differing(git, EMPTY, {"..": f"100644 {A}"}, {})


def test_a_listing_is_called_by_the_hash_of_its_tree(git: Any) -> None:
    for tree in (
        THEN,
        NOW,
        {"a": f"100644 {A}", "a.b": f"100644 {A}", "a0": f"100644 {A}", "ab": {"x__": f"120000 {B}"}},
    ):
        listing = {path.replace("__", "\udcff"): what for path, what in flat(tree).items()}
        assert hashed(listing, 40) == git.tree(**tree)
    folders = {"d/x": f"100644 {A}", "d-e": f"100644 {A}", "d0": f"100644 {A}", "d__/é": f"100644 {A}"}
    made = git.tree(
        **{"d": {"x": f"100644 {A}"}, "d-e": f"100644 {A}", "d0": f"100644 {A}", "d__": {"é": f"100644 {A}"}}
    )
    assert hashed({path.replace("__", "\udcff"): what for path, what in folders.items()}, 40) == made
    assert hashed({}, 40) == EMPTY
    assert hashed({}, 64) == hashlib.sha256(b"tree 0\0").hexdigest()
    assert module._AT_ONCE == 16


def one(path: str, before: str = "", after: str = "", mode: str = "100644") -> Changed:
    return Changed(path, *(Entry(path, mode, oid) if oid else None for oid in (before, after)))


def test_which_of_several_bases_counts() -> None:
    file, link, sub, new = one("a", A, B), one("a", B, C, "120000"), one("a", C, B, "160000"), one("a", "", B)
    tip = {"a": one("a", A, C), "b": one("b", A)}
    for bases, chosen in (
        ([{"a": file}, {"a": new}], file), ([{"a": file}, {"a": link}], link), ([{"a": link}, {"a": file}], link),
        ([{"a": link}, {"a": sub}], link), ([{"a": new}, {"a": sub}], sub), ([{}, {"a": new}], new),
    ):  # fmt: skip
        assert changed(tip, bases) == (chosen,)
    assert changed({}, [{"a": file}]) == ()
    assert changed(tip, [{"b": tip["b"]}, {"a": file}]) == (file, tip["b"])
    for parents, own in (
        ([{"a": file}, {"a": link}], file), ([{"a": link}, {"a": file}], file), ([{"a": link}, {"a": sub}], link),
        ([{"a": new}, {"a": file}], new),
    ):  # fmt: skip
        assert common(parents) == (own,)
    assert common([{"a": file, "b": tip["b"]}, {"b": tip["b"]}]) == (tip["b"],)
    assert common([{"b": tip["b"], "a": file}]) == (file, tip["b"])
    assert undone([file, one("c", "", A)]) == {"a": file.before, "c": None}
