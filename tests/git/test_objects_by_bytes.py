"""Trees and commits written byte by byte: what is read of them, how two differ, and what a listing is called."""

from __future__ import annotations

import hashlib

import pytest

from asking import Heard, asking
from ledgergate.errors import NotChecked
from ledgergate.git.differences import changed, common, undone
from ledgergate.git.staged import differing, differing_trees
from ledgergate.git.trees import at_path, entries, hashed, root_of, steps
from ledgergate.model import Changed, Entry
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from ledgergate.git.processes import Git

A, B, C = "a1" * 20, "b2" * 20, "c3" * 20
EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
NONE = "9" * 40
MISSING = "Fetch what is missing: git fetch, or clone anew; git fsck says what it is."


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("objects") / "r")


@pytest.fixture
def git(repo: Repository) -> Iterator[Git]:
    with asking(repo) as git:
        yield git


def put(repo: Repository, kind: str, body: bytes) -> str:
    words = ("-c", "core.looseCompression=0", "hash-object", "-t", kind, "-w", "--stdin", "--literally")
    return repo.git(*words, stdin=body).decode()


def tree(repo: Repository, **names: str | dict[str, Any]) -> str:
    """A tree of "mode oid" texts and of further trees; `__` in a name stands for a byte that is no UTF-8."""
    rows = ""
    for name, what in names.items():
        told = f"040000 {tree(repo, **what)}" if isinstance(what, dict) else what
        kind = {"040000": "tree", "160000": "commit"}.get(told[:6], "blob")
        rows += f"{told[:6]} {kind} {told[7:]}\t{name}\0"
    return repo.git("mktree", "--missing", "-z", stdin=rows.encode().replace(b"__", b"\xff")).decode()


def test_the_tree_of_a_commit(repo: Repository, git: Git) -> None:
    root = tree(repo, a=f"100644 {A}")
    commit = put(repo, "commit", f"tree {root}\nparent {A}\n\ntree x\n".encode())
    assert (root_of(git, commit), root_of(git, root), root_of(git, EMPTY)) == (root, root, "")
    for kind, body in (("blob", b"tree x\n"), ("commit", b"x"), ("tag", b"x\ntree y\n")):
        oid = put(repo, kind, body)
        with refused(NotChecked, (f"The commit {oid[:12]} cannot be read: {kind}.", "git fsck")):
            root_of(git, oid)
    with refused(NotChecked, (f"The object {NONE} is not in this repository.", MISSING)):
        root_of(git, NONE)


def test_a_commit_and_a_tree_may_have_64_mb(repo: Repository, git: Git) -> None:
    begun, most = b"tree " + A.encode() + b"\n", 64 << 20
    assert root_of(git, put(repo, "commit", begun.ljust(most, b"x"))) == A
    for kind, read in (("commit", root_of), ("tree", lambda git, oid: entries(git, [oid]))):
        oid = put(repo, kind, bytes(most + 1))
        with refused(NotChecked, (f"The {kind} {oid[:12]} cannot be read: {most + 1} bytes.", "git fsck")):
            read(git, oid)


# A mode as a tree holds it -> as git tells it.
MODES = {"100644": "100644", "100664": "100644", "100755": "100755", "100744": "100755", "100655": "100644",
         "100701": "100755", "100677": "100644", "40000": "040000", "120000": "120000", "120777": "120000",
         "160000": "160000", "10644": "160000"}  # fmt: skip


def test_modes_are_told_as_git_tells_them(repo: Repository, git: Git) -> None:
    odd = put(repo, "tree", b"".join(f"{mode} m{mode}\0".encode() + bytes.fromhex(A) for mode in MODES))
    assert entries(git, [odd])[odd] == {f"m{mode}": f"{told} {A}" for mode, told in MODES.items()}
    lines = [line.split() for line in repo.git("ls-tree", odd).decode().splitlines()]
    assert {name: mode for mode, _, _, name in lines} == {f"m{mode}": told for mode, told in MODES.items()}


def test_trees_are_read_together_and_once(repo: Repository, tmp_path: Path) -> None:
    one, two = tree(repo, a=f"100644 {A}", b__=f"120000 {B}"), tree(repo, a=f"100644 {B}")
    heard = Heard(tmp_path / "log")
    with asking(repo, heard.program) as git:
        read = entries(git, [one, "", two, one, EMPTY])
        assert heard.told() == [[one], [two]]
    assert read == {"": {}, EMPTY: {}, two: {"a": f"100644 {B}"}, one: {"a": f"100644 {A}", "b\udcff": f"120000 {B}"}}


def test_what_is_no_tree_is_not_read_as_one(repo: Repository, git: Git) -> None:
    one, blob = tree(repo, a=f"100644 {A}"), put(repo, "blob", b"")
    with refused(NotChecked, (f"The tree {blob[:12]} cannot be read: blob.", "git fsck")):
        entries(git, [one, blob])
    double = put(repo, "tree", 2 * (b"100644 a\0" + bytes.fromhex(A)))
    with refused(NotChecked, ("A tree contains a name twice, so nothing was checked.", "Repair the tree.")):
        entries(git, [double])


def test_what_a_tree_holds_at_a_path(repo: Repository, git: Git) -> None:
    root = tree(repo, a=f"100644 {A}", d={"e": {"f": f"100755 {B}"}})
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


def flat(names: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, what in names.items():
        found |= flat(what, f"{above}{name}/") if isinstance(what, dict) else {above + name: what}
    return found


def as_changed(found: set[tuple[str, str, str]]) -> dict[str, Changed]:
    return {
        path: Changed(path, *(Entry(path, one[:6], one[7:]) if one else None for one in sides))
        for path, *sides in found
    }


@pytest.fixture(scope="module")
def then(repo: Repository) -> str:
    return tree(repo, **THEN)


@pytest.fixture(scope="module")
def now(repo: Repository) -> str:
    return tree(repo, **NOW)


def test_two_trees_differ_in_these_steps(git: Git, then: str, now: str) -> None:
    assert set(steps(git, "", then, now)) == STEPS
    assert {(path, new, old) for path, old, new in steps(git, "", now, then)} == STEPS
    assert set(steps(git, "up/", then, "")) == {(f"up/{path}", what, "") for path, what in flat(THEN).items()}
    assert set(steps(git, "", EMPTY, then)) == {(path, "", what) for path, what in flat(THEN).items()}
    assert list(steps(git, "", then, then)) == []


def test_many_folders_differ_in_all_of_their_files(repo: Repository, git: Git) -> None:
    files = {f"d{at}/{name}": f"100644 {A if at % 2 else B}" for at in range(40) for name in ("x", f"y{at}")}
    rows = "".join(f"{what}\t{path}\n" for path, what in files.items())
    repo.git("update-index", "--index-info", stdin=rows.encode())
    root = repo.git("write-tree", "--missing-ok").decode()
    steps_of_all = list(steps(git, "", "", root))
    assert sorted(steps_of_all) == sorted((path, "", what) for path, what in files.items())
    assert differing(git, EMPTY, files, {}) == as_changed(set(steps_of_all))


def test_an_index_is_held_against_a_commits_tree(git: Git, then: str, now: str) -> None:
    listing, wanted = flat(NOW), as_changed(STEPS)
    kept = entries(git, [then])[then]["kept"][7:]
    assert differing(git, then, listing, {"": now}) == wanted
    assert differing_trees(git, then, now) == wanted
    for known in ({}, {"kept": kept}, {"": NONE}, {"": NONE, "kept": kept, "in": "8" * 40}):
        assert differing(git, then, listing, known) == wanted
    assert differing(git, EMPTY, listing, {}) == as_changed({(path, "", what) for path, what in listing.items()})
    assert differing(git, then, {}, {}) == as_changed({(path, what, "") for path, what in flat(THEN).items()})
    assert differing(git, then, flat(THEN), {"": then}) == differing_trees(git, then, then) == {}
    assert differing_trees(git, then, NONE) is differing_trees(git, then, "") is None


def test_a_commit_whose_own_tree_is_missing_is_not_taken_for_unchanged(repo: Repository, git: Git) -> None:
    commit = put(repo, "commit", f"tree {NONE}\n\n".encode())
    with refused(NotChecked, (f"The object {NONE} is not in this repository.", MISSING)):
        differing_trees(git, commit, NONE)


def test_folders_whose_trees_an_index_knows_are_not_read(repo: Repository, then: str, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    with asking(repo, heard.program) as git:
        read = entries(git, [then])[then]
        heard.told()
        known = {name: read[name][7:] for name in ("d2f", "kept", "in", "left")}
        assert differing(git, then, flat(THEN), known) == {}
        assert heard.told() == [[then], [then]]
        assert differing(git, then, flat(THEN), known | {"kept": NONE}) == {}
        assert heard.told() == [[then], [then], [known["kept"]]]


def test_a_change_lists_so_many_entries(repo: Repository, then: str, now: str) -> None:
    with asking(repo, entries=12) as git:
        assert differing_trees(git, then, now) == as_changed(STEPS)
    with refused(NotChecked, ("The change lists more than 11 entries.", "")), asking(repo, entries=11) as git:
        differing_trees(git, then, now)


def test_a_name_that_git_would_not_write_is_no_change(repo: Repository, git: Git) -> None:
    bad = put(repo, "tree", b"100644 ..\0" + bytes.fromhex(A))
    why = ("The change holds the name '..', which git itself would not write.",
           "Remove the entry; let the server check objects: git config receive.fsckObjects true")  # fmt: skip
    with refused(NotChecked, why):
        differing_trees(git, EMPTY, bad)
    with refused(NotChecked, why):
        differing(git, EMPTY, {"..": f"100644 {A}"}, {})


NAMED: tuple[dict[str, Any], ...] = (
    THEN, NOW, {}, {"a": f"100644 {A}", "a.b": f"100644 {A}", "a0": f"100644 {A}", "ab": {"x__": f"120000 {B}"}},
    {"d": {"x": f"100644 {A}"}, "d-e": f"100644 {A}", "d0": f"100644 {A}", "d__": {"é": f"100644 {A}"}},
)  # fmt: skip


@pytest.mark.parametrize("at", range(len(NAMED)))
def test_a_listing_is_called_by_the_name_that_git_gives_its_tree(repo: Repository, at: int) -> None:
    listing = {path.replace("__", "\udcff"): what for path, what in flat(NAMED[at]).items()}
    assert hashed(listing, 40) == tree(repo, **NAMED[at])


def test_an_empty_listing_has_a_name_in_each_kind_of_repository() -> None:
    assert (hashed({}, 40), hashed({}, 64)) == (EMPTY, hashlib.sha256(b"tree 0\0").hexdigest())


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
