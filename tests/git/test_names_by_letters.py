"""Each kind of name that no tree may hold, what a disk makes of the others, and how a name is shown."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.names import _INVISIBLE, decoded, folded, quoted, require_apart, require_sane, shown, visible
from refusals import refused

CURE = "Remove the entry; let the server check objects: git config receive.fsckObjects true"


@pytest.mark.parametrize(
    "name",
    [
        *("..", ".", "", "a//b", "./a", "a/.", "a/..", "../a", "/a", "a/"),
        *(".git", ".GIT", "a/.git", ".git/a", ".git ", ".git.", ".git. .", ".git:a", ".git\\a", ".git::x", "x/.git /y"),
        *("git~1", "GIT~1", "a/git~1/b", "git~1.", "git~1:a", "git~1\\a"),
        *(".g\u200cit", ".gi\u00adt", "\ufeff.git", ".git\u2060", "g\u200dit~1"),
    ],
)
def test_a_name_that_git_would_not_write(name: str) -> None:
    for beside in ([], ["a.git"], ["\u00e9", "z/a"]):
        with refused(NotChecked, (f"The tree holds the name '{shown(name)}', which git itself would not write.", CURE)):
            require_sane([*beside, name, "zz"], "The tree")
        with refused(NotChecked, (f"It holds the name '{shown(name)}', which git itself would not write.", CURE)):
            require_sane([*beside, name], "It")


@pytest.mark.parametrize(
    "name",
    [
        *("...", ".a", "a.", "..a", "a..", "a/...", "a/..b/c", ".gita", "a.git", ".gi", "x.git/y", ".git~1", "agit~1"),
        *("git~10", "git~2", "x git~1", ".gitX", "git~1X", "X.git", "Xgit~1", ".g\u00efit", "\u200b", ".git-a:b"),
    ],
)
def test_a_name_that_is_only_odd(name: str) -> None:
    require_sane(["a", name, "\u00e9/b"], "The tree")
    require_sane([name], "The tree")
    require_sane([], "The tree")


def test_a_long_bad_name_is_shown_in_part() -> None:
    with refused(NotChecked, (f"The index holds the name '{'a' * 200}', which git itself would not write.", CURE)):
        require_sane(["a" * 201 + "/.."], "The index")
    with refused(
        NotChecked,
        (f"It holds '{'a' * 200}' as a file and as a folder, which git itself would not write.", CURE),
    ):
        require_apart(["a" * 201, "a" * 201 + "/b"], "It")


@pytest.mark.parametrize("name", ["a" * 4096, "\u00e9" * 2048, "\udcff" * 4096, "\U00020000" * 1024])
def test_a_name_may_have_so_many_bytes(name: str) -> None:
    require_sane([name], "It")
    require_sane(["b", name, "a"], "It")
    why = (f"It holds a name over 4096 bytes: '{shown('x' + name)[:80]}\u2026'.", "Shorten it.")
    for names in (["x" + name], ["b", "x" + name, "a"]):
        with refused(NotChecked, why):
            require_sane(names, "It")


def test_many_short_names_are_not_one_long_name() -> None:
    require_sane(["\u00e9" * 1000 + str(at) for at in range(9)], "It")


def test_files_and_folders_are_apart() -> None:
    for names in ([], ["a"], ["a/b", "a-b", "ab"], ["a/b/c", "a/c", "b/a/b"]):
        require_apart(names, "It")
    for names, both in (
        (["a", "a/b"], "a"), (["a/b", "a/b/c/d"], "a/b"), (["b", "b/x", "a/c", "a/c/x"], "a/c"),
        (["a", "a/b/c/d/e"], "a"), (["a/b/c", "a/b/c/d/e/f/g"], "a/b/c"),
    ):  # fmt: skip
        why = (f"It holds '{both}' as a file and as a folder, which git itself would not write.", CURE)
        with refused(NotChecked, why):
            require_apart(names, "It")


# The code points that git's own fsck and disks pass over, first and last of each run.
UNSEEN = (
    "00AD-00AD 034F-034F 061C-061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164-3164 FE00-FE0F"
    " FEFF-FEFF FFA0-FFA0 1D173-1D17A E0000-E0FFF"
)


def test_what_nobody_sees_is_left_out_of_a_name_and_nothing_beside_it() -> None:
    runs = [tuple(int(one, 16) for one in run.split("-")) for run in UNSEEN.split(" ")]
    assert list(_INVISIBLE) == runs
    for first, last in runs:
        name = "".join(map(chr, (first - 1, first, last, last + 1)))
        assert visible(f"a{name}b") == f"a{name[0]}{name[-1]}b"
        assert folded(f"x{chr(first)}Y") == "xy"


FOLDED = {
    "": "", "A/B": "a/b", "a\\b": "a/b", "a./b ": "a/b", "a. . /b": "a/b", " a": " a", ".a": ".a", "a:b:c/d": "a/d",
    ":a": "", "a/X.": "a/x", "aX": "ax", "\u00c9": "\u00e9", "e\u0301": "\u00e9", "\u00c9\\b": "\u00e9/b",
    "\u212a": "k", "\u1e9e": "ss", "\ufb01": "fi", "\u00e9./b:c": "\u00e9/b", "a\u200b/\u00e9": "a/\u00e9",
    "\u2126": "\u03c9", "\u01c5": "d\u017e", "\u0345": "\u03b9",
}  # fmt: skip


@pytest.mark.parametrize("name", FOLDED)
def test_a_disk_that_folds_knows_it_as(name: str) -> None:
    assert folded(name) == FOLDED[name]


def test_what_is_folded_stays_as_it_is() -> None:
    for code in [*range(0x20, 0x600), *range(0x1D00, 0x2200), *range(0xFB00, 0xFB50), *range(0xFF00, 0xFFF0)]:
        once = folded(f"a{chr(code)}z")
        assert folded(once) == once, hex(code)
        assert unicodedata.is_normalized("NFKC", once), hex(code)


def test_letters_of_ascii_need_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "unicodedata", None)
    assert folded("A\\b.") == "a/b"


SHOWN = {
    "a b": "a b", "\u00e9": "\u00e9", "a\nb": "a\\nb", "\udcff": "\\xff", "\u00e9\udcc3\n": "\u00e9\\xc3\\n",
    "\u200b": "\\u200b", "\x1b[1m": "\\x1b[1m", "\t\\": "\\t\\", "": "",
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_name_for_a_persons_eyes(name: str) -> None:
    assert shown(name) == SHOWN[name]


def test_a_name_as_bytes_and_as_a_word() -> None:
    assert decoded(b"a\xc3\xa9\xff") == "a\u00e9\udcff"
    assert [quoted(one) for one in ("a b", "it's", "'", "")] == ["'a b'", "'it'\\''s'", "''\\'''", "''"]
