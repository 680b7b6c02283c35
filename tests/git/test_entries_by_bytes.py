"""Indexes written byte by byte: what is read of each without git, and what is left to git."""

from __future__ import annotations

import pytest

from index_bytes import FILE, LINK, PROGRAM, SUB, TREE, A, B, entry, index
from ledgergate.git.entries import Entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read(*entries: bytes, width: int = 40, **more: Any) -> Entries:
    return Entries(index(*entries, width=width, **more), width)


INTENDED, SKIPPED = 0x2000, 0x4000
# Entries -> what is told of them, None where git is asked.
TOLD: list[tuple[list[bytes], dict[str, str] | None]] = [
    ([], {}),
    ([entry(b"a")], {"a": f"100644 {A}"}),
    ([entry(b"a", mode=PROGRAM), entry(b"b", B, LINK), entry(b"c", B, SUB)],
     {"a": f"100755 {A}", "b": f"120000 {B}", "c": f"160000 {B}"}),
    ([entry(b"a\xff"), entry("é".encode())], {"a\udcff": f"100644 {A}", "é": f"100644 {A}"}),
    *[([entry(b"n" * length), entry(b"z", B)], {"n" * length: f"100644 {A}", "z": f"100644 {B}"})
      for length in (*range(1, 19), 255, 256, 257, 4094, 4095, 4096, 4097, 5000)],
    *[([entry(b"n" * length, more=SKIPPED), entry(b"z", B)], {"n" * length: f"100644 {A}", "z": f"100644 {B}"})
      for length in (*range(1, 10), 256, 4094, 4095, 4096)],
    ([entry(b"a", more=0), entry(b"b", B, more=SKIPPED)], {"a": f"100644 {A}", "b": f"100644 {B}"}),
    ([entry(b"a", more=INTENDED), entry(b"b", B)], {"b": f"100644 {B}"}),
    ([entry(b"a", more=INTENDED | SKIPPED)], {}),
    ([entry(b"a", more=0x8000)], None), ([entry(b"a", more=1)], None), ([entry(b"a", more=INTENDED | 1)], None),
    ([entry(b"a", stage=1)], None), ([entry(b"a", stage=2)], None), ([entry(b"a"), entry(b"b", stage=3)], None),
    ([entry(b"a", mode=0o100664)], None), ([entry(b"a", mode=0o40000)], None), ([entry(b"")], None),
    ([entry(b"a", said=2)], None), ([entry(b"ab", said=1)], None), ([entry(b"a"), entry(b"a")], None),
    ([entry(b"n" * 4095, said=4094)], None), ([entry(b"a", more=INTENDED), entry(b"a", more=INTENDED)], {}),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(TOLD)))
def test_entries_are_read_as_described(at: int) -> None:
    entries, told = TOLD[at]
    version = 3 if any(one[60] & 0x40 for one in entries) else 2
    made = read(*entries, version=version)
    assert (made.version, made.count, made.sound) == (version, len(entries), True)
    assert made.all() == told
    assert made.all() == told
    behind = read(*entries, version=version, behind=TREE)
    if told is not None:
        assert behind.trees() == {"": A}
        assert behind.all() == told
        assert behind.trees() == {"": A}
        assert behind.links() == {path: what for path, what in told.items() if what[:2] in ("12", "16")}
        assert read(*entries, version=version).below([*told, "none"]) == told


def test_names_of_64_digits() -> None:
    oid = "c3" * 32
    made = read(
        entry(b"a", oid, LINK), entry(b"b/c", oid), width=64, behind=b"TREE\0\0\0\x25\x000 0\n" + bytes.fromhex(oid)
    )
    told = {"a": f"120000 {oid}", "b/c": f"100644 {oid}"}
    assert (made.links(), made.below(["b"]), made.trees()) == ({"a": told["a"]}, {"b/c": told["b/c"]}, {"": oid})
    assert made.all() == told


@pytest.mark.parametrize("version", [0, 1, 4, 5, 258, 2 << 24])
def test_another_version_is_left_to_git(version: int) -> None:
    made = read(entry(b"a"), version=version)
    assert (made.version, made.sound, made.all(), made.below(["a"]), made.links()) == (version, False, None, None, None)
    assert read(version=version, behind=TREE).trees() == ({"": A} if version == 4 else None)


def packed(name: bytes, cut: bytes = b"\0", more: bool = False) -> bytes:
    body = bytes(24) + FILE.to_bytes(4, "big") + bytes(12) + bytes.fromhex(A)
    return body + (0x4001 if more else 1).to_bytes(2, "big") + (b"\x40\0" if more else b"") + cut + name + b"\0"


def test_names_that_are_cut_are_walked_over_to_the_trees() -> None:
    some = [packed(b"aa"), packed(b"", b"\1"), packed(b"n" * 300), packed(b"b", b"\x81\x2c", more=True)]
    for entries in (some, some[:1], some[::-1], [packed(b"x", b"\x80\x80\1"), packed(b"y", more=True)]):
        assert read(*entries, version=4, behind=TREE).trees() == {"": A}
        assert read(*entries, version=4, behind=b"").trees() is None
        assert read(*entries, version=4, count=len(entries) + 1, behind=TREE).trees() is None
    whole = index(*some, version=4)
    for length in range(12, len(whole) - 20):
        assert Entries(whole[:length] + bytes(20), 40).trees() is None


def test_an_index_that_ends_too_early_is_left_to_git() -> None:
    for entries in ([entry(b"a"), entry(b"n" * 5000, mode=LINK)], [entry(b"a", more=0), entry(b"bcd", more=0)]):
        whole = index(*entries, version=3)
        for length in range(12, len(whole) - 20, 1 if len(whole) < 400 else 37):
            made = Entries(whole[:length] + bytes(20), 40)
            assert (made.links(), made.below(["a"]), made.trees(), made.all()) == (None,) * 4
        for count in (len(entries) + 1, 2**32 - 1):
            made = read(*entries, version=3, count=count)
            assert (made.links(), made.below(["a"]), made.trees(), made.all()) == (None,) * 4
    assert read(entry(b"a"), entry(b"b"), count=1).all() is None


NAMES = ["a", "a-b", "a.d/x", "a/b", "a/b.c", "a/b/c", "a0", "b", "b/\udcff", "d/e/f", "d/e0", "zz"]
BELOW = {
    "a": ["a", "a/b", "a/b.c", "a/b/c"], "a/b": ["a/b", "a/b/c"], "a.d": ["a.d/x"], "b": ["b", "b/\udcff"],
    "d": ["d/e/f", "d/e0"], "d/e": ["d/e/f"], "z": [], "zz": ["zz"], "zzz": [], "A": [], "b/\udcff": ["b/\udcff"],
}  # fmt: skip


@pytest.mark.parametrize("place", BELOW)
def test_what_lies_at_or_below_a_place(place: str) -> None:
    names = [name.encode("utf-8", "surrogateescape") for name in NAMES]
    entries = [entry(name, more=SKIPPED if at % 3 == 0 else None) for at, name in enumerate(names)]
    assert read(*entries, version=3).below([place]) == dict.fromkeys(BELOW[place], f"100644 {A}")
    assert read(*entries, version=3).below([place, "zz"]) == dict.fromkeys([*BELOW[place], "zz"], f"100644 {A}")


def test_of_places_only_those_entries_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(*(entry(name.encode("utf-8", "surrogateescape")) for name in NAMES))
    looked: list[int] = []
    one = Entries._entry
    monkeypatch.setattr(Entries, "_entry", lambda self, at: looked.append(at) or one(self, at))  # type: ignore[func-returns-value]
    assert made.below(["a/b"]) == dict.fromkeys(["a/b", "a/b/c"], f"100644 {A}")
    assert len(looked) == 2


def test_a_bad_entry_in_the_way_leaves_it_to_git() -> None:
    made = read(
        entry(b"a"), entry(b"b", stage=1), entry(b"c", mode=LINK, stage=2), entry(b"d", more=INTENDED), version=3
    )
    assert made.below(["a"]) == {"a": f"100644 {A}"}
    assert (made.below(["b"]), made.links()) == (None, None)
    assert made.below(["d"]) == {}
    assert read(entry(b"d", mode=LINK, more=INTENDED), version=3).links() == {}
    forged = f"0000a000{'0' * 8}{'00' * 12}"
    assert read(entry(b"a", forged[:40]), entry(b"l\xff", mode=LINK)).links() == {"l\udcff": f"120000 {A}"}
    assert read(entry(b"a", "0000e000" * 5), entry(b"s", mode=SUB)).links() == {"s": f"160000 {A}"}


def extension(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "big") + content


END = 12 + len(entry(b"a"))
# What stands behind one entry -> whether its listing and its trees are told.
BEHIND: list[tuple[bytes, bool, bool]] = [
    (b"", True, False), (TREE, True, True), (TREE + extension(b"LGTE", b"x"), True, True),
    (extension(b"LGTE", b"") + TREE, True, True), (TREE + extension(b"lgte", b"x"), False, False),
    (TREE + extension(b"link", b"x"), False, True), (TREE + extension(b"sdir", b""), False, True),
    (TREE + TREE, False, False), (TREE + b"LGT", False, False), (TREE + b"LGTE\0\0\0\1", False, False),
    (TREE + b"LGTE\0\0\0", False, False), (TREE + extension(b"aBCD", b""), False, False),
    (TREE + extension(b"EOIE", END.to_bytes(4, "big") + bytes(20)), True, True),
    (TREE + extension(b"EOIE", (END + 1).to_bytes(4, "big") + bytes(20)), False, False),
    (TREE + extension(b"EOIE", b""), False, False), (extension(b"LGTE", bytes(300)) + TREE, True, True),
    (extension(b"LGTE", bytes(70_000)) + TREE, True, True), (bytes(8) + TREE, False, False),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(BEHIND)))
def test_what_stands_behind_the_entries(at: int) -> None:
    behind, listed, trees = BEHIND[at]
    made = read(entry(b"a"), behind=behind)
    assert (made.trees() is not None, made.all() is not None) == (trees, listed)
    again = read(entry(b"a"), behind=behind)
    assert (again.all() is not None, again.trees() is not None) == (listed, trees)


def node(name: bytes, count: int, folders: int, oid: str = A) -> bytes:
    return name + b"\0%d %d\n" % (count, folders) + (bytes.fromhex(oid) if count >= 0 else b"")


# A cache of trees -> what is known.
TREES: list[tuple[bytes, dict[str, str] | None]] = [
    (node(b"", 1, 0), {"": A}), (node(b"", -1, 0), {}), (b"", None), (node(b"a", 1, 0), None),
    (node(b"", -1, 1) + node(b"d", 1, 0, B), {"d": B}), (node(b"", 2, 1) + node(b"d", 1, 0, B), {"": A}),
    (node(b"", -1, 2) + node(b"d", -1, 1) + node(b"e", 1, 0, B) + node(b"f", 3, 0), {"d/e": B, "f": A}),
    (node(b"", -1, 2) + node(b"d", 2, 1) + node(b"e", 1, 0, B) + node(b"f", 3, 0, B), {"d": A, "f": B}),
    (node(b"", -1, 2) + node(b"d", -1, 0) + node(b"d\xff", 1, 0), {"d\udcff": A}),
    (node(b"", -1, 1) + node(b"d", -1, 1) + node(b"e", -1, 1) + node(b"f", 1, 0), {"d/e/f": A}),
    (node(b"", -1, 2) + node(b"d", 1, 0) + node(b"d", 1, 0, B), None), (node(b"", -1, 1), None),
    (node(b"", 1, 0) + b"x", None), (node(b"", 1, 0)[:-1], None), (node(b"", -1, 1) + node(b"", 1, 0), None),
    (node(b"", 1, 1) + node(b"d", 1, 0)[:-1], None), (b"\0-2 0\n", None), (b"\x000 x\n", None),
    (b"\0" + b"1" * 9 + b" 0\n" + bytes.fromhex(A), {"": A}), (b"\0" + b"1" * 10 + b" 0\n" + bytes.fromhex(A), None),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(TREES)))
def test_the_trees_that_an_index_knows(at: int) -> None:
    cache, known = TREES[at]
    assert read(entry(b"a"), behind=extension(b"TREE", cache)).trees() == known
