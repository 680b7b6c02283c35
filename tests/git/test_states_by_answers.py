"""What states of each kind list and read: a tree, an index, files replaced, a folder; no git is started."""

from __future__ import annotations

import pytest

from answering_git import Git
from ledgergate.errors import NotChecked
from ledgergate.git.below import Below, below
from ledgergate.git.processes import DIFF, Limits
from ledgergate.git.states import Index, Overlay, Tree, of_files, tree_listing, with_files
from ledgergate.git.writable import as_on_disk
from ledgergate.model import Changed, Entry
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

A, B, C = "a1" * 20, "b2" * 20, "c3" * 20
EMPTY = LAYOUT.empty_tree


@pytest.fixture
def git() -> Any:
    return Git()


def test_a_listing_of_a_tree() -> None:
    said = f"100644 blob {A}\ta b\x00160000 commit {B}\tc\x00120000 blob {C}\td\te\0".encode() + b"100755 blob " + (
        A.encode() + b"\tx\xff\0")  # fmt: skip
    assert tree_listing(said, "it") == {
        "a b": f"100644 {A}", "c": f"160000 {B}", "d\te": f"120000 {C}", "x\udcff": f"100755 {A}",
    }  # fmt: skip
    assert tree_listing(b"", "it") == {}
    line = f"100644 blob {A}\ta".encode()
    with refused(NotChecked, ("The tree of it contains a name twice, so nothing was checked.", "Repair the tree.")):
        tree_listing(line + b"\0" + line + b"\0", "it")
    cure = "Remove the entry; let the server check objects: git config receive.fsckObjects true"
    with refused(NotChecked, ("The tree of it holds the name '..', which git itself would not write.", cure)):
        tree_listing(line[:-1] + b"..\0", "it")
    both = "The tree of it holds 'a' as a file and as a folder, which git itself would not write."
    with refused(NotChecked, (both, cure)):
        tree_listing(line + b"\0" + line + b"/b\0", "it")


def test_what_is_asked_for_a_trees_listing(git: Any) -> None:
    git.out = f"100644 blob {A}\ta\0".encode()
    one = Tree(git, "oid")
    assert (one.name, one.side, Tree(git, "x", side="before").side) == ("oid", "after", "before")
    assert one.entry("a") == Entry("a", "100644", A)
    assert one.paths() == ["a"]
    assert git.asked == [
        ("ls-tree", "-r", "-z", "--full-tree", "oid", "--", "a"),
        ("ls-tree", "-r", "-z", "--full-tree", "oid"),
    ]
    assert one.read(["a"])["a"].data == b"a16777216"


class File:
    """An index file that leaves it to git where it tells nothing."""

    def __init__(self, *, small: bool = False, root: str = "", told: Any = None, led: Any = None) -> None:
        self.small, self.root, self.told, self.led = small, root, told, led
        self.asked: list[list[str]] = []

    def listed(self, places: Any) -> Any:
        self.asked.append(list(places))
        return self.told

    def links(self) -> Any:
        return self.led


def raw(path: str, mode: str = "100644", status: str = "A") -> bytes:
    return f":000000 {mode} {'0' * 40} {A} {status}\0{path}\0".encode()


def test_an_index_is_listed_by_its_file_or_by_git(git: Any) -> None:
    small = File(small=True, told={"a": f"100644 {A}", "l": f"120000 {B}"})
    one = Index(git, small)  # type: ignore[arg-type]
    assert (one.name, one.side, one.entry("a"), small.asked, git.asked) == (
        "index",
        "after",
        Entry("a", "100644", A),
        [[""]],
        [],
    )
    assert one.links() == {"l": Entry("l", "120000", B)}
    assert one.read(["a"])["a"].data == b"a16777216"
    assert one.may_lead(["a"]) is True
    git.out = raw("a") + raw("b", "100755")
    other = Index(git, File())  # type: ignore[arg-type]
    assert list(other.under("a", "b")) == ["a", "b"]
    words = ("diff-index", "--cached", "--ita-invisible-in-index", *DIFF, EMPTY)
    assert git.asked == [(*words, "--", "a", "b")]
    assert Index(git, File()).links() == {}  # type: ignore[arg-type]
    assert git.asked[-1] == words
    led = Index(git, File(led={"l": f"160000 {B}"}))  # type: ignore[arg-type]
    assert led.links() == {"l": Entry("l", "160000", B)}
    assert led.may_lead(["a"]) is True


def test_an_index_that_cannot_be_is_refused(git: Any) -> None:
    def listed(said: bytes) -> None:
        git.out = said
        Index(git, File()).paths()  # type: ignore[arg-type]

    for said in (raw("a b", status="U"), raw("a b", "000000")):
        with refused(NotChecked, ("'a b' is unmerged in the index, so nothing was checked.", "Resolve it.")):
            listed(said)
    with refused(NotChecked, ("The index contains a name twice, so nothing was checked.", "Rebuild it: git reset")):
        listed(raw("a") * 2)
    git.limits = Limits(entries=2)
    listed(raw("a") + raw("b"))
    with refused(NotChecked, ("The index lists more than 2 entries.", "")):
        listed(raw("a") + raw("b") + raw("c"))
    cure = "Remove the entry; let the server check objects: git config receive.fsckObjects true"
    for said, why in (
        (raw(".git"), "The index holds the name '.git', which git itself would not write."),
        (raw("a") + raw("a/b"), "The index holds 'a' as a file and as a folder, which git itself would not write."),
    ):
        with refused(NotChecked, (why, cure)):
            listed(said)


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
    assert list(Below(under, "w").under("d")) == ["d/b"]
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
