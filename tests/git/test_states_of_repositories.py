"""What states of each kind list and read: a tree, an index, files replaced, a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from asking import Heard, asking, lies
from ledgergate.errors import NotChecked
from ledgergate.git.below import Below, below
from ledgergate.git.index import meet
from ledgergate.git.processes import DIFF
from ledgergate.git.states import Index, Overlay, Tree, of_files, tree_listing, with_files
from ledgergate.git.writable import as_on_disk
from ledgergate.model import Changed, Entry
from refusals import refused
from support import EMPTY_BLOB, Repository

A, B, C = "a1" * 20, "b2" * 20, "c3" * 20
EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
CURE = "Remove the entry; let the server check objects: git config receive.fsckObjects true"
MODES = {"a b": "100644", "c": "160000", "d\te": "120000", "x\udcff": "100755", "in/y": "100644"}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with files, links and submodules of odd names staged; no object of them is there but "text"."""
    repo = Repository(tmp_path_factory.mktemp("odd") / "r")
    for path, mode in MODES.items():
        repo.put(path.encode("utf-8", "surrogateescape"), A, mode)
    repo.put("text", repo.blob("text\n"))
    repo.git("update-ref", "refs/heads/odd", repo.commit_tree(repo.git("write-tree", "--missing-ok").decode()))
    return repo


LISTED = {path: f"{mode} {A}" for path, mode in MODES.items()} | {
    "text": "100644 8e27be7d6154a1f68ea9160ef0e18691d20560dc"
}


def test_a_listing_of_a_tree(odd: Repository) -> None:
    assert tree_listing(odd.git("ls-tree", "-r", "-z", "odd"), "it") == LISTED
    assert tree_listing(b"", "it") == {}


def test_a_tree_that_no_git_writes_is_refused(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    file, folder = ("100644", EMPTY_BLOB, "a"), ("40000", repo.tree(("100644", EMPTY_BLOB, "b")), "a")
    both = "holds 'a' as a file and as a folder, which git itself would not write."
    with asking(repo) as git:
        for entries, why, cure in (
            ((file, file), "contains a name twice, so nothing was checked.", "Repair the tree."),
            ((("100644", EMPTY_BLOB, ".."),), "holds the name '..', which git itself would not write.", CURE),
            ((file, folder), both, CURE),
        ):
            tree = repo.tree(*entries)
            with refused(NotChecked, (f"The tree of {tree} {why}", cure)):
                Tree(git, tree).paths()


def test_what_is_asked_for_a_trees_listing(odd: Repository, tmp_path: Path) -> None:
    heard, oid = Heard(tmp_path / "log"), odd.oid("odd")
    with asking(odd, heard.program) as git:
        one = Tree(git, oid)
        assert (one.name, one.side, Tree(git, "x", side="before").side) == (oid, "after", "before")
        assert one.limits is git.limits
        assert one.entry("a b") == Entry("a b", "100644", A)
        assert one.paths() == sorted(LISTED)
        words = ["ls-tree", "-r", "-z", "--full-tree", oid]
        assert heard.told() == [[*words, "--", "a b"], words]
        assert one.read(["text"])["text"].data == b"text\n"
        assert heard.told() == [[LISTED["text"][7:]]]


def raw_diff(*some: str) -> list[str]:
    return ["diff-index", "--cached", "--ita-invisible-in-index", *DIFF, EMPTY, *some]


def test_an_index_is_listed_by_its_file(odd: Repository, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    with asking(odd, heard.program) as git:
        one = Index(git, meet(git.layout))
        assert (one.name, one.side, one.entry("a b")) == ("index", "after", Entry("a b", "100644", A))
        assert one.listed == {""}
        assert one.asked == {"a b"}
        assert one.links() == {"c": Entry("c", "160000", A), "d\te": Entry("d\te", "120000", A)}
        assert one.asked == {"a b", ""}
        assert one.whole() == LISTED
        assert one.may_lead(["text"]) is True
        assert (heard.told(), git.calls) == ([], 0)
        assert one.read(["text"])["text"].data == b"text\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """An index of more than a megabyte, two trees of it written: links are below l/, none of the objects is there."""
    repo = Repository(tmp_path_factory.mktemp("large") / "r")
    rows = [f"100644 {A}\tfiles/{at:05}-{'x' * 60}" for at in range(9000)]
    rows += [f"120000 {B}\tl/in/k", f"160000 {C}\tl/m"]
    repo.git("update-index", "--index-info", stdin="\n".join(rows).encode() + b"\n")
    repo.git("write-tree", "--missing-ok")
    return repo


def test_a_large_index_is_listed_where_it_is_asked(large: Repository) -> None:
    with asking(large) as git:
        one = Index(git, meet(git.layout))
        assert list(one.under("l", "none")) == ["l/in/k", "l/m"]
        assert one.listed == {"l", "none"}
        assert one.links() == {"l/in/k": Entry("l/in/k", "120000", B), "l/m": Entry("l/m", "160000", C)}
        assert one.listed == {"l", "none"}
        assert git.calls == 0
        asked = {"files/x": False, "l/in": False, "l/in/k": False, "l/in/K/x": True, "l/in/j/x": False, "L/m/x": False}
        assert {path: one.may_lead([path]) for path in asked} == asked
        assert git.calls == 1


def test_a_large_index_whose_tree_is_not_known_may_lead_anywhere(large: Repository, tmp_path: Path) -> None:
    copy = Repository(tmp_path / "r")
    (copy.path / ".git/index").write_bytes((large.path / ".git/index").read_bytes())
    copy.put("z", A)
    with asking(copy) as git:
        assert Index(git, meet(git.layout)).may_lead(["files/x"]) is True
        assert git.calls == 0


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """An index of which a part stands in another file, so that git has to list it."""
    repo = Repository(tmp_path_factory.mktemp("split") / "r")
    rows = "".join(f"{mode} {A}\t{path}\n" for path, mode in (("a", "100644"), ("b", "100755"), ("c", "120000")))
    repo.git("update-index", "--index-info", stdin=rows.encode())
    repo.git("update-index", "--split-index")
    repo.write("new", "")
    repo.git("add", "--intent-to-add", "new")
    return repo


def test_an_index_that_its_file_does_not_tell_is_listed_by_git(split: Repository, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    with asking(split, heard.program) as git:
        one = Index(git, meet(git.layout))
        assert list(one.under("a", "b")) == ["a", "b"]
        assert one.whole() == {"a": f"100644 {A}", "b": f"100755 {A}", "c": f"120000 {A}"}
        assert one.links() == {"c": Entry("c", "120000", A)}
        assert heard.told() == [raw_diff()]


@pytest.fixture
def large_split(large: Repository, tmp_path: Path) -> Repository:
    copy = Repository(tmp_path / "split")
    (copy.path / ".git/index").write_bytes((large.path / ".git/index").read_bytes())
    (copy.path / ".git/sharedindex.x").write_bytes(b"")
    return copy


def test_of_a_large_index_git_lists_the_places_that_are_asked(large_split: Repository, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    with asking(large_split, heard.program) as git:
        one = Index(git, meet(git.layout))
        assert list(one.under("l/m", "l/in")) == ["l/in/k", "l/m"]
        assert heard.told() == [raw_diff("--", "l/in", "l/m")]
        assert one.links() == {"l/in/k": Entry("l/in/k", "120000", B), "l/m": Entry("l/m", "160000", C)}
        assert heard.told() == []


def test_an_index_that_cannot_be_is_refused(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    stages = "".join(f"100644 {oid} {stage}\ta b\n" for stage, oid in ((1, A), (2, B), (3, C)))
    repo.git("update-index", "--index-info", stdin=stages.encode())
    unmerged = ("'a b' is unmerged in the index, so nothing was checked.", "Resolve it.")
    with refused(NotChecked, unmerged), asking(repo) as git:
        Index(git, meet(git.layout)).paths()
    twice = ("The index contains a name twice, so nothing was checked.", "Rebuild it: git reset")
    one = f":000000 100644 {'0' * 40} {A} A\\0a b\\0"
    gone = f":100644 000000 {A} {'0' * 40} D\\0a b\\0"
    for said, why in ((one * 2, twice), (gone, unmerged), (one.replace("A\\0", "U\\0"), unmerged)):
        with refused(NotChecked, why), asking(repo, lies("diff-index", f"printf '{said}'")) as git:
            Index(git, meet(git.layout)).paths()


def renamed(repo: Repository, old: bytes, new: bytes) -> None:
    """An entry of the index under another name of the same length, and the whole with a right hash."""
    index = repo.path / ".git/index"
    body = index.read_bytes()[:-20].replace(old, new)
    index.write_bytes(body + hashlib.sha1(body, usedforsecurity=False).digest())


def test_names_that_git_would_not_write_are_refused_of_an_index(tmp_path: Path) -> None:
    for at, (new, why) in enumerate((
        (b".git", "The index holds the name '.git', which git itself would not write."),
        (b"ab/c", "The index holds 'ab' as a file and as a folder, which git itself would not write."),
    )):  # fmt: skip
        repo = Repository(tmp_path / str(at))
        for path in ("ab", "abxc"):
            repo.put(path, A)
        renamed(repo, b"abxc", new)
        with refused(NotChecked, (why, CURE)), asking(repo) as git:
            Index(git, meet(git.layout)).paths()


def test_an_index_lists_so_many_entries(odd: Repository) -> None:
    with asking(odd, entries=6) as git:
        assert Index(git, meet(git.layout)).paths() == sorted(LISTED)
    with refused(NotChecked, ("The index lists more than 5 entries.", "")), asking(odd, entries=5) as git:
        Index(git, meet(git.layout)).paths()


def test_a_state_with_files_replaced() -> None:
    under = of_files({"a": b"1", "d/b": b"2", "d/c": b"3", "dx": b"4"})
    link, back = Entry("l", "120000", "memory:a"), Entry("back", "100755", "memory:d/c")
    one = Overlay(under, {"a": b"A", "d/b": None}, entries={"l": link, "dx": None, "back": back}, stamp="new")
    assert one.paths() == ["a", "back", "d/c", "l"]
    assert (one.entry("a"), one.entry("d/b")) == (Entry("a", "100644", "new:a"), None)
    assert {path: doc.data for path, doc in one.read(["a", "d/c", "back"]).items()} == {
        "a": b"A",
        "d/c": b"3",
        "back": b"3",
    }
    assert (one.links(), one.side, one.limits is under.limits) == ({"l": link}, "after", True)
    assert Overlay(one, {"l": b""}).links() == {}
    assert Overlay(one, {}).links() == {"l": link}
    below_d = Overlay(under, {"d/new": b"", "e": b""})
    assert list(below_d.under("d")) == ["d/b", "d/c", "d/new"]
    assert list(below_d.under("e")) == ["e"]
    assert below_d.entry("d/b") == under.entry("d/b")
    assert with_files(under, {"a": None}).paths() == ["d/b", "d/c", "dx"]
    long = Overlay(None, {"a": b"xx"})
    assert list(long._contents(["memory:a", "none"], 2)) == [("blob", b"xx")]
    assert list(long._contents(["memory:a"], 1)) == [("2 bytes", b"")]
    assert (Overlay(None, {}).side, Overlay(under, {}, side="before").side, Overlay(None, {}).name) == (
        "after", "before", "memory",
    )  # fmt: skip
    read = under.read(["a", "d/c"])
    again = with_files(under, {"a": b"x"})
    assert again.read(["a", "d/c"])["d/c"] is read["d/c"]
    assert again.read(["a"])["a"].data == b"x"
    assert Overlay(under, {}, side="before").read(["a"])["a"] is not read["a"]


def test_a_folder_of_a_state_as_a_state() -> None:
    under = of_files({"w/a": b"1", "w/d/b": b"2", "wx": b"3", "top": b"4", "w2/a": b""}, side="before")
    one = Below(under, "w")
    assert (one.name, one.side, one.is_part, one.paths()) == ("memory", "before", True, ["a", "d/b"])
    lazy = Overlay(None, {"w/a": b"1", "w/d/b": b"2"})
    assert list(Below(lazy, "w").under("d")) == ["d/b"]
    assert lazy.listed == {"w/d"}
    assert Below(under, "wx").paths() == []
    assert one.read(["a"])["a"].data == b"1"
    assert [one.exists(path) for path in ("a", "d", "top", "w/d", "x", "")] == [True] * 4 + [False, True]
    own = Entry("w/a", "100644", A)
    entries = (Changed("w/a", own, None), Changed("wx", own, own), Changed("w/b", None, own.but(path="w/b")))
    assert below("w", entries) == (
        Changed("a", own.but(path="a"), None), Changed("b", None, own.but(path="b")),
    )  # fmt: skip


def test_a_text_as_it_belongs_on_the_disk() -> None:
    for new, blob, disk, wanted in (
        (b"x\n", b"a\n", b"a\n", b"x\n"), (b"x\ny\n", b"a\nb\n", b"a\r\nb\r\n", b"x\r\ny\r\n"),
        (b"x\n", b"a\n", b"b\n", None), (b"x\n", b"a\r\n", b"a\r\r\n", None), (b"x\n", b"a\nb\n", b"a\r\nb\n", None),
        (b"x\n", b"a\r\n", b"a\r\n", b"x\n"),
    ):  # fmt: skip
        assert as_on_disk(new, blob, disk) == wanted
