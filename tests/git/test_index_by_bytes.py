"""An index file, met and read: whether it is whole, what it holds, and what of it is left to git."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from index_bytes import LINK, TREE, A, B, entry, index
from ledgergate.errors import NotChecked
from ledgergate.git import index as module
from ledgergate.git.index import IndexFile, meet
from ledgergate.git.layout import Layout
from refusals import SAME, refused

CURE = "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset"
DAMAGED = ("The index 'index' is damaged, so nothing was checked.", CURE)
ENTRIES = (entry(b"a"), entry(b"d/l", B, LINK))
TOLD = {"a": f"100644 {A}", "d/l": f"120000 {B}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def hashed(content: bytes, width: int = 40) -> bytes:
    body = content[: -width // 2]
    made = hashlib.sha1(body, usedforsecurity=False) if width == 40 else hashlib.sha256(body)
    return body + made.digest()


def met(folder: Path, content: bytes | None, width: int = 40) -> IndexFile:
    if content is not None:
        (folder / "index").write_bytes(content)
    top = str(folder)
    return meet(Layout(top, top, top, top, f"{top}/index", False, False, width))


WHOLE = hashed(index(*ENTRIES, behind=TREE))


def test_no_index_is_an_empty_one(folder: Path) -> None:
    one = met(folder, None)
    assert (one.signs, one.content(), one.require_whole(), one.small, one.root) == ((), b"", b"", True, "")
    assert (one.listed([""]), one.listed(["a"]), one.links(), one.trees()) == ({}, {}, {}, None)
    one.require_same()


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("width", [40, 64])
def test_what_an_index_tells(folder: Path, monkeypatch: pytest.MonkeyPatch, long: bool, width: int) -> None:
    if long:
        monkeypatch.setattr(module, "_FEW", 1)
    oid = "c3" * (width // 2)
    tree = b"TREE\0\0\0" + bytes([5 + width // 2]) + b"\x000 0\n" + bytes.fromhex(oid)
    content = hashed(index(entry(b"a", oid), entry(b"d/l", oid, LINK), behind=tree, width=width), width)
    one = met(folder, content, width)
    told = {"a": f"100644 {oid}", "d/l": f"120000 {oid}"}
    assert bytes(one.content()[:]) == content
    assert one.content() is one.content() is one.require_whole()
    assert one.listed(["a", ""]) == told
    assert (one.listed(["d"]), one.links()) == ({"d/l": told["d/l"]},) * 2
    assert one.small is not long
    assert one.root == oid
    assert one.trees() == (None if long else {"": oid})
    one.root = "x"
    assert one.root == "x"


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("content", [b"", b"DIRC", WHOLE[:31], b"DIRD" + WHOLE[4:], index()[:31], WHOLE[:-1],
                                     WHOLE + b"x", WHOLE[:12] + b"x" + WHOLE[13:],
                                     WHOLE[:-20] + b"x" + bytes(19)])  # fmt: skip
def test_a_damaged_index_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch, long: bool, content: bytes) -> None:
    if long:
        monkeypatch.setattr(module, "_FEW", 0)
    with refused(NotChecked, DAMAGED):
        met(folder, content).require_whole()


def test_a_long_one_is_begun_with_before_it_is_known_to_be_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW", len(WHOLE))
    one = met(folder, WHOLE[:-1] + b"x")
    assert one.listed([""]) == TOLD
    with refused(NotChecked, DAMAGED):
        one.require_whole()
    with refused(NotChecked, DAMAGED):
        met(folder, WHOLE[:-2] + b"x").content()
    with refused(NotChecked, DAMAGED):
        met(folder, b"DIRD" + WHOLE[4:]).content()


@pytest.mark.parametrize("long", [False, True])
def test_an_index_without_a_hash_is_taken_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch, long: bool) -> None:
    if long:
        monkeypatch.setattr(module, "_FEW", 0)
    one = met(folder, WHOLE[:-20] + bytes(20))
    one.require_whole()
    assert (one.listed([""]), one._hash) == (TOLD, None)
    assert met(folder, index()).listed([""]) == {}


SIZE = len(WHOLE)


@pytest.mark.parametrize(
    ("few", "very_few", "known", "small"),
    [
        (SIZE + 1, SIZE + 1, True, True), (SIZE + 1, SIZE, True, False), (SIZE + 1, SIZE, False, True),
        (SIZE + 1, SIZE + 1, False, True), (SIZE, SIZE + 1, True, False), (SIZE, SIZE + 1, False, False),
    ],
)  # fmt: skip
def test_how_long_an_index_is_listed_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, few: int, very_few: int, known: bool, small: bool
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    monkeypatch.setattr(module, "_VERY_FEW", very_few)
    one = met(
        folder, WHOLE if known else hashed(index(*ENTRIES, behind=b"TREE" + TREE[4:].replace(b"\x000 0", b"\0-1 0")))
    )
    if not known:
        one = met(folder, hashed(index(*ENTRIES, behind=b"LGTE" + TREE[4:])))
    assert one.small is small
    one.root = "" if known else "x"
    assert one.small is small


def test_trees_are_told_of_what_was_listed_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = met(folder, WHOLE)
    assert one.small
    assert one.trees() is None
    one.listed([""])
    assert one.trees() == {"": A}


@pytest.mark.parametrize("name", ["info/sparse-checkout", f"sharedindex.{'9' * 40}", "sharedindex."])
def test_places_of_an_index_that_stands_elsewhere_too_are_left_to_git(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    one = met(folder, WHOLE)
    assert (one.listed(["a"]), one.links(), one.listed([""])) == (None, None, TOLD)
    for other in ("sharedindex", "x.sharedindex.", "sparse-checkout"):
        (folder / name).rename(folder / other)
        name = other
        assert met(folder, WHOLE).links() == {"d/l": f"120000 {B}"}


@pytest.mark.parametrize("width", [40, 64])
def test_a_shared_part_that_is_named_must_be_whole(folder: Path, width: int) -> None:
    name = "d4" * (width // 2)
    link = b"link" + (width // 2).to_bytes(4, "big") + bytes.fromhex(name)
    content = hashed(index(behind=link, width=width), width)
    shared = folder / f"sharedindex.{name}"
    shared.write_bytes(hashed(index(width=width), width))
    for other in ("sharedindex.tmp", f"sharedindex.{'e5' * (width // 2)}", f"x.{name}", "sharedindex"):
        (folder / other).write_bytes(b"damaged")
    met(folder, content, width).require_whole()
    shared.write_bytes(b"damaged")
    why = (f"The index 'sharedindex.{name}' is damaged, so nothing was checked.", CURE)
    with refused(NotChecked, why):
        met(folder, content, width).content()
    (folder / "index").unlink()
    assert met(folder, None, width).content() == b""


def test_an_index_that_is_replaced_is_noticed(folder: Path) -> None:
    one = met(folder, WHOLE)
    about = os.stat(folder / "index")
    assert one.signs == (about.st_ino, about.st_size, about.st_mtime_ns, about.st_dev)
    one.require_same()
    os.utime(folder / "index", ns=(1, 1))
    with refused(NotChecked, ("The index changed while it was read, so nothing was checked.", SAME)):
        one.require_same()


def test_what_is_no_file_is_no_index(folder: Path) -> None:
    (folder / "index").mkdir()
    with refused(NotChecked, ("The index 'index' is no regular file, so nothing was checked.", "")):
        met(folder, None)
    with refused(NotChecked, ("The index cannot be read: Is a directory.", "")):
        module._read(str(folder))
    assert module._read(str(folder / "gone")) is None


@pytest.mark.parametrize("few", [0, 1 << 20])
def test_an_index_that_is_cut_under_the_gate_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Were it mapped, its bytes would be gone as well, and the process with them."""
    monkeypatch.setattr(module, "_FEW", few)
    one = met(folder, WHOLE)
    assert one.content() == WHOLE
    os.truncate(folder / "index", 0)
    assert one.require_whole() == WHOLE
    with refused(NotChecked, ("The index changed while it was read, so nothing was checked.", SAME)):
        one.require_same()


@pytest.mark.parametrize("few", [0, 1 << 20])
def test_an_index_that_goes_before_it_is_read_is_an_empty_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    one = met(folder, WHOLE)
    (folder / "index").unlink()
    assert one.content() == b""
    with refused(NotChecked, ("The index changed while it was read, so nothing was checked.", SAME)):
        one.require_same()
