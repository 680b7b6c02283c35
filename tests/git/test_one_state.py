"""What every kind of state can tell, and what it lists for each question; the refusals of what is no document."""

from __future__ import annotations

import hashlib

import pytest

from asking import Heard, asking
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.git.snapshot import Snapshot
from ledgergate.git.states import Overlay, Tree, of_files
from ledgergate.model import Entry
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from ledgergate.model import Document

FILES = {"a": b"1", "b.md": b"2", "d-e/f": b"3", "d/e/f": b"4", "d/g": b"5", "d0": b"6", "h/i": b"7", "hX/j": b"8"}
OIDS = {path: hashlib.sha1(b"blob 1\0" + data, usedforsecurity=False).hexdigest() for path, data in FILES.items()}
NONE = "9" * 40


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Two trees of these files; of one file of the branch `lacking` the object is not there."""
    made = Repository(tmp_path_factory.mktemp("state") / "r")
    made.save(FILES)
    made.put("d/g", NONE)
    made.git("update-ref", "refs/heads/lacking", made.commit_tree(made.git("write-tree", "--missing-ok").decode()))
    return made


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return Heard(tmp_path / "log")


@pytest.fixture
def state(repo: Repository, heard: Heard) -> Iterator[Tree]:
    with asking(repo, heard.program) as git:
        yield Tree(git, "main")


def listed(heard: Heard) -> list[list[str]]:
    """The places that git was asked to list, question by question; "" is all of them."""
    begin = ["ls-tree", "-r", "-z", "--full-tree", "main"]
    return [one[6:] or [""] for one in heard.told() if one[:5] == begin]


# A question -> its answer, and what was listed for it.
QUESTIONS: list[tuple[Callable[[Tree], Any], Any, list[list[str]]]] = [
    (lambda one: one.entry("a"), Entry("a", "100644", OIDS["a"]), [["a"]]),
    (lambda one: one.entry("d"), None, [["d"]]),
    (lambda one: one.prefetch("d/", ".", "a"), None, [[""]]),
    (lambda one: one.prefetch("d/", "d", "a"), None, [["d", "a"]]),
    (lambda one: (one.exists("d"), one.entry("d/g") and 1, one.entry("d/e/f") and 1), (True, 1, 1), [["d"]]),
    (lambda one: (one.entry("d/g") and 1, one.entry("d/g") and 1), (1, 1), [["d/g"]]),
    (lambda one: (one.exists("d"), one.entry("d0") and 1, one.entry("d-e/f") and 1), (True, 1, 1),
     [["d"], ["d0"], ["d-e/f"]]),
    (lambda one: (one.whole() and 1, one.entry("a") and 1, one.entry("x/y")), (1, 1, None), [[""]]),
    (lambda one: list(one.listing()), sorted(FILES), [[""]]),
    (lambda one: one.paths(), sorted(FILES), [[""]]),
    (lambda one: sorted(one.under("d")), ["d/e/f", "d/g"], [["d"]]),
    (lambda one: list(one.under("h", "a", "d/")), ["a", "d/e/f", "d/g", "h/i"], [["a", "d", "h"]]),
    (lambda one: (one.whole() and 1, list(one.under("d"))), (1, ["d/e/f", "d/g"]), [[""]]),
    (lambda one: list(one.under("hX")), ["hX/j"], [["hX"]]),
    (lambda one: one.under("a", "h"), {path: Entry(path, "100644", OIDS[path]) for path in ("a", "h/i")}, [["a", "h"]]),
    (lambda one: one._below("") is one._below(""), True, []),
    (lambda one: list(one.under(".")), sorted(FILES), [[""]]),
    (lambda one: list(one.under()), [], []),
    (lambda one: one.find("d/*"), ["d/g"], [["d"]]),
    (lambda one: one.find("d/g"), ["d/g"], [["d/g"]]),
    (lambda one: one.find("d"), [], [["d"]]),
    (lambda one: one.find("?"), ["a"], [[""]]),
    (lambda one: one.exists("d/e"), True, [["d/e"]]),
    (lambda one: one.exists("d/e/f"), True, [["d/e/f"]]),
    (lambda one: one.exists("x"), False, [["x"]]),
    (lambda one: one.exists("."), True, [[""]]),
    (lambda one: one.lines(["d", "a"]), "".join(f"100644 {OIDS[path]} {path}\0" for path in ("a", "d/e/f", "d/g")),
     [["d", "a"]]),
    (lambda one: one.lines(["x"]), "", [["x"]]),
    (lambda one: one.links(), {}, [[""]]),
    (lambda one: one.may_lead(["a"]), True, []),
    (lambda one: sorted(one.read(["a", "a", "d/g"])), ["a", "d/g"], [["a", "d/g"]]),
    (lambda one: one.read(["d/x/y"]), {}, [["d/x/y"], ["d"]]),
    (lambda one: one.read(["x"]), {}, [["x"]]),
    (lambda one: one.targets(["a"]), {"a": "1"}, [["a"]]),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(QUESTIONS)))
def test_a_question_lists_what_it_needs_once(state: Tree, heard: Heard, at: int) -> None:
    question, answer, places = QUESTIONS[at]
    assert question(state) == answer
    assert listed(heard) == places
    assert state.listed == {place for some in places for place in some}


def test_what_was_asked_about_is_remembered_and_what_was_compared_is_not(state: Tree) -> None:
    state.lines(["d"]), state.targets(["a"]), state.whole()
    assert state.asked == set()
    state.prefetch("h/")
    state.entry("a"), state.find("d/*"), state.exists("x"), state.read(["b.md"])
    assert state.asked == {"a", "d", "h", "x", "b.md"}
    assert (state.name, state.side, state.is_part) == ("main", "after", False)
    assert Snapshot("n").close() is None  # type: ignore[func-returns-value]


def test_a_document_is_read_once_and_told_in_the_order_asked(state: Tree, heard: Heard) -> None:
    first = state.read(["d/g", "a"])
    again = state.read(["a", "b.md", "d/g", "none"])
    assert list(first) == ["d/g", "a"]
    assert list(again) == ["a", "b.md", "d/g"]
    assert again["a"] is first["a"]
    assert [(one.path, one.data, one.side, one.oid) for one in again.values()] == [
        (path, FILES[path], "after", OIDS[path]) for path in ("a", "b.md", "d/g")
    ]
    assert [one for one in heard.told() if len(one) == 1] == [[OIDS[path]] for path in ("d/g", "a", "b.md")]


def test_no_state_is_of_no_kind() -> None:
    for asked in (lambda: Snapshot("n").paths(), lambda: Snapshot("n")._contents([], 1)):
        with pytest.raises(NotImplementedError):
            asked()


PLAIN = "Store the document as a regular file, or correct the path in the policy."
LFS = "Store the document in git itself: git lfs untrack PATH && git add --renormalize PATH"
POINTER = b"version https://git-lfs.github.com/spec/v1\n"
NO_TEXT = "contains a NUL byte, so it is no text"
# Mode and bytes -> why it is no document, the byte where that shows, the cure, and the sentence where that is another.
NO_DOCUMENTS: list[tuple[str, bytes, str, int, str, str]] = [
    ("120000", b"x", "is a symbolic link, not a regular file", 0, PLAIN, ""),
    ("160000", b"x", "is a submodule, not a regular file", 0, PLAIN, ""),
    ("000001", b"x", "is no regular file, not a regular file", 0, PLAIN, ""),
    ("100644", b"x" * 2001, "is too large to be judged: 2001 bytes, at most 2000", 0, "Split it.", ""),
    ("100644", POINTER, "is a Git LFS pointer, so its text cannot be judged", 0, LFS, ""),
    ("100644", POINTER.ljust(1023), "is a Git LFS pointer, so its text cannot be judged", 0, LFS, ""),
    ("100644", b"version https://hawser.github.com/spec/v1", "is a Git LFS pointer, so its text cannot be judged", 0,
     LFS, ""),
    ("100644", b"\xff\xfea\0", "is UTF-16, not UTF-8", 0, "Save it as UTF-8.", ""),
    ("100644", b"\xfe\xff\0a", "is UTF-16, not UTF-8", 0, "Save it as UTF-8.", ""),
    ("100644", b"\0", NO_TEXT, 0, "Remove the byte.", "contains a NUL byte in line 1, so it is no text"),
    ("100644", b"a\nb\0c\n\0", NO_TEXT, 3, "Remove the byte.", "contains a NUL byte in line 2, so it is no text"),
    ("100644", b"\nb\0", NO_TEXT, 2, "Remove the byte.", "contains a NUL byte in line 2, so it is no text"),
    ("100644", b"\n\xe9", "is not UTF-8", 1, "Save it as UTF-8.", "is not UTF-8: byte 1, line 2"),
    ("100644", b"\xe9", "is not UTF-8", 0, "Save it as UTF-8.", "is not UTF-8: byte 0, line 1"),
    ("100644", b"a\nb\n\xe9\n\xe9", "is not UTF-8", 4, "Save it as UTF-8.", "is not UTF-8: byte 4, line 3"),
]  # fmt: skip


def holding(mode: str, data: bytes) -> Overlay:
    state = Overlay(None, {"d/x": data}, entries={"d/x": Entry("d/x", mode, "memory:d/x")}, side="before")
    state.limits = state.limits.but(document=2000)
    return state


@pytest.mark.parametrize("at", range(len(NO_DOCUMENTS)))
def test_what_is_no_document_says_why(at: int) -> None:
    mode, data, why, start, cure, said = NO_DOCUMENTS[at]
    with refused(Unreadable, (f"'d/x' {said or why}.", cure)) as caught:
        holding(mode, data).read(["d/x"])
    error: Any = caught.value
    document: Document = error.document
    assert (error.why, error.start, document.path, document.side) == (why, start, "d/x", "before")
    kept = start or why.startswith(("contains", "is not", "is UTF", "is a Git"))
    assert document.data == (data if kept else b"")


@pytest.mark.parametrize("mode", ["100644", "100755", "100664"])
@pytest.mark.parametrize("data", [b"", b"x" * 2000, POINTER + b"x" * (1024 - len(POINTER)), b" " + POINTER,
                                  b"\xef\xbb\xbfa", b"\xff"[:0] + b"a\xc3\xa9"])  # fmt: skip
def test_what_is_a_document_is_read(mode: str, data: bytes) -> None:
    assert holding(mode, data).read(["d/x"])["d/x"].data == data


def test_a_question_may_bring_a_limit_of_its_own() -> None:
    assert holding("100644", b"x" * 3000).read(["d/x"], most=3000)["d/x"].data == b"x" * 3000
    with refused(Unreadable, ("'d/x' is too large to be judged: 2 bytes, at most 1.", "Split it.")):
        holding("100644", b"xx").read(["d/x"], most=1)


def test_an_object_that_is_not_there_is_the_documents_own_trouble(repo: Repository) -> None:
    why = f"cannot be read: the object {NONE} is not in this repository"
    cure = "Fetch what is missing: git fetch, or clone anew; git fsck says what it is."
    with asking(repo) as git:
        state = Tree(git, "lacking")
        with refused(Unreadable, (f"'d/g' {why}.", cure)) as caught:
            state.read(["a", "d/g"])
        assert state.read(["a"])["a"].data == b"1"
    error: Any = caught.value
    assert (error.start, error.document.path, error.document.data) == (0, "d/g", b"")
    assert error.why == why


@pytest.mark.parametrize(
    ("mode", "asked", "why"),
    [
        ("100644", "d", "'d' is a folder, not a regular file."),
        ("100644", "d/x/y/z", "'d/x/y/z' cannot be read: 'd/x' is a file."),
        ("120000", "d/x/y", "'d/x/y' cannot be read: 'd/x' is a symbolic link."),
        ("160000", "d/x/y", "'d/x/y' cannot be read: 'd/x' is a submodule."),
    ],
)
def test_a_way_that_leads_through_something_else_is_refused(mode: str, asked: str, why: str) -> None:
    with refused(NotChecked, (why, PLAIN)) as caught:
        holding(mode, b"").read([asked])
    assert not isinstance(caught.value, Unreadable)


def test_what_links_say() -> None:
    texts = {"one": b"../docs", "two": b"\xff", "long": b"x" * 65536}
    entries = {path: Entry(path, "120000", f"memory:{path}") for path in texts}
    state = Overlay(None, {**texts, "plain": b""}, entries=entries | {"sub": Entry("sub", "160000", "1" * 40)})
    assert state.targets(["two", "one", "long"]) == {"two": "\udcff", "one": "../docs", "long": "x" * 65536}
    assert {path: one.mode for path, one in Snapshot.links(state).items()} == dict.fromkeys(texts, "120000") | {
        "sub": "160000"
    }
    assert state.links() == Snapshot.links(state)
    longer = Overlay(None, {"l": b"x" * 65537}, entries={"l": Entry("l", "120000", "memory:l")})
    with refused(NotChecked, ("The symbolic link 'l' says 65537 bytes, which no disk can store.", "Remove it.")):
        longer.targets(["l"])


def test_a_state_of_files_is_what_it_was_given() -> None:
    state = of_files({"a": b"x"}, side="before")
    assert (state.name, state.side, state.entry("a")) == ("memory", "before", Entry("a", "100644", "memory:a"))
    assert of_files({"a b": b""}).entry("a b") == Entry("a b", "100644", "memory:a b")
    assert of_files({}).side == "after"
