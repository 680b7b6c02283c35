"""What git tells of refusals, blanks and revisions, word by word, and what a configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from answering_git import Git
from ledgergate.errors import NotChecked
from ledgergate.git import revisions
from ledgergate.git.config import values
from ledgergate.git.layout import Head, Layout
from ledgergate.git.refusals import fetched, refusal
from ledgergate.git.revisions import Revision, head_revision, is_zero, merge_bases, peeled, refs, resolve
from ledgergate.git.spawn import Said
from ledgergate.git.whitespace import Blank, blanks
from refusals import SAME, refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

A, B, C = "a1" * 20, "b2" * 20, "c3" * 20
EMPTY = LAYOUT.empty_tree
MISSING = "Fetch what is missing: git fetch, or clone anew; git fsck says what it is."


def kept(folder: Path, *, shallow: bool = False, partial: bool = False) -> Layout:
    (folder / "config").write_text("promisor = true" if partial else "")
    if shallow:
        (folder / "shallow").write_text("")
    return LAYOUT.but(common_dir=str(folder))


def test_what_brings_missing_objects(tmp_path: Path) -> None:
    all_of_them = "git fetch --refetch --no-filter, or clone anew without --filter."
    assert fetched(kept(tmp_path)) == MISSING
    assert fetched(kept(tmp_path, partial=True)) == f"Fetch all objects: {all_of_them}"
    assert fetched(kept(tmp_path, shallow=True)) == "Fetch the history: git fetch --unshallow"
    both = kept(tmp_path, shallow=True, partial=True)
    assert fetched(both) == f"Fetch all objects: git fetch --unshallow, then {all_of_them}"


OWN = "\tgit config --global --add safe.directory /r"
# What git says -> the sentence and the cure.
REFUSALS: dict[bytes, tuple[str, str]] = {
    b"fatal: detected dubious ownership in x": ("git refuses this repository because another user owns it.", ""),
    f"fatal: dubious ownership\nsafe.directory\nx\n{OWN}\n{OWN}2".encode(): (
        "git refuses this repository because another user owns it.", OWN.strip()),
    b"fatal: not a git repository": ("This is not a git repository.", "Run it inside one."),
    b"promisor remote: x": ("Objects of this partial clone are missing.", MISSING),
    b"error: unable to read tree (x)": ("Objects of this repository are missing.", MISSING),
    b"fatal: bad object x": ("Objects of this repository are missing.", MISSING),
    b'{"event":"x"}\nfatal: it \xff\nmore': ("git verb failed (fatal: it \\ufffd), so nothing was checked.", ""),
    b"e" * 301: (f"git verb failed ({'e' * 300}), so nothing was checked.", ""),
    b'{"event":"x"}\n': ("git verb failed (exit status 7), so nothing was checked.", ""),
    b"": ("git verb failed (exit status 7), so nothing was checked.", ""),
}  # fmt: skip


@pytest.mark.parametrize("err", REFUSALS)
def test_why_git_gave_no_answer(err: bytes) -> None:
    made = refusal(("verb", "x"), Said(7, b"", err), LAYOUT)
    told = REFUSALS[err]
    assert (made.message, made.cure) == (told[0].replace("\\ufffd", "\ufffd"), told[1])
    ended = refusal(("verb",), Said(-15, b"", b"x"), LAYOUT)
    assert (ended.message, ended.cure) == ("git verb was ended by signal 15, so nothing was checked.", SAME)
    zero = refusal(("verb",), Said(0, b"", b""), LAYOUT)
    assert zero.message == "git verb failed (exit status 0), so nothing was checked."


@pytest.fixture
def git() -> Any:
    return Git()


def test_blanks_are_told_by_document_and_line(git: Any) -> None:
    paths = ["a:1", "docs/x.md"]
    options = ("--check", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative")
    words = ("diff-tree", "-r", *options, "one", "two", "--", *paths)
    git.said[words] = ["docs/x.md:3: trailing whitespace.", "+text ", "a:1:12: new blank line at EOF.",
                       "docs/x.md:x: y", "other:1: trailing whitespace.", "docs/x.md:4: no dot", "docs/x.mdx:4: z.",
                       "docs/x.md:5: ..."]  # fmt: skip
    assert list(blanks(git, "one", "two", paths)) == [
        Blank("docs/x.md", 3, "trailing whitespace"), Blank("a:1", 12, "new blank line at EOF"),
        Blank("docs/x.md", 4, "no dot"), Blank("docs/x.md", 5, ".."),
    ]  # fmt: skip
    assert list(blanks(git, "one", "index", paths)) == []
    assert git.asked == [words, ("diff-index", "--cached", *options, "one", "--", *paths)]
    assert git.accepted == [(0, 2)] * 2


def test_a_commit_that_an_expression_peels_to(git: Any) -> None:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", "x^{commit}")
    git.said[words] = [A, ""]
    assert (peeled(git, "x"), peeled(git, "y")) == (A, "")
    assert git.accepted == [(0, 1, 128)] * 2
    git.out = b"\xff\n"
    assert peeled(git, "x") == "\ufffd"


def test_refs_that_exist(git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    there: set[str] = set()
    monkeypatch.setattr(revisions, "ref_oid", lambda _, name: A if name in there else "")
    monkeypatch.setattr(revisions, "peeled", lambda _, name: B if name in there else "")
    words = ("for-each-ref", "--format=%(objectname) %(refname)", "refs/a", "refs/b")
    git.said[words] = [f"{A} refs/a", f"{B} refs/a/below"]
    assert refs(git, "refs/a", "refs/b") == {"refs/a": A}
    there.add("refs/b")
    why = ("git does not list the ref 'refs/b', which exists, so nothing was checked.", SAME)
    with refused(NotChecked, why):
        refs(git, "refs/a", "refs/b")
    monkeypatch.setattr(revisions, "peeled", lambda *_: "")
    assert refs(git, "refs/a", "refs/b") == {"refs/a": A}


@pytest.fixture
def named(git: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Refs by name, and expressions that peel."""
    git.refs, git.peels = {}, {}
    monkeypatch.setattr(revisions, "refs", lambda _, *names: {one: git.refs[one] for one in names if one in git.refs})
    monkeypatch.setattr(revisions, "peeled", lambda _, what: git.peels.get(what, ""))
    monkeypatch.setattr(revisions, "head", lambda _: Head("refs/heads/t", git.peels.get("file", "")))
    return git


def test_what_a_name_means(named: Any) -> None:
    named.peels = {"HEAD": A, "HEAD~1": B, "refs/heads/m": A, "refs/heads/m^2": B, A: A, "@{u}": C, "refs/x": C,
                   "@^": B, "refs/heads/m~1\n": C, "refs/remotes/o/HEAD": B, "refs/y": C,
    "refs/heads/m@{1}": C}  # fmt: skip
    assert resolve(named, "HEAD") == resolve(named, "@") == head_revision(named) == Revision(A, "refs/heads/t")
    assert (resolve(named, "HEAD~1"), resolve(named, "@^"), resolve(named, "@{u}")) == tuple(map(Revision, (B, B, C)))
    assert resolve(named, "refs/x") == Revision(C, "refs/x")
    assert resolve(named, A) == Revision(A)
    named.peels["a b"] = C
    assert resolve(named, "a b") == Revision(C)
    named.refs = {"refs/heads/HEAD": C, "refs/heads/@": C}
    assert (resolve(named, "HEAD~1"), resolve(named, "@^")) == (Revision(B), Revision(B))
    named.refs = {"refs/heads/m": A}
    assert (resolve(named, "m"), resolve(named, "m^2")) == (Revision(A, "refs/heads/m"), Revision(B))
    assert resolve(named, "m@{1}") == Revision(C)
    for ref, name in (("refs/remotes/o/HEAD", "o"), ("refs/y", "y")):
        named.refs = {ref: B}
        assert resolve(named, name).ref == ref
    named.peels["file"] = C
    assert head_revision(named) == Revision(C, "refs/heads/t")
    for bad in ("gone", "gone~1", "~1"):
        with refused(NotChecked, (f"'{bad}' is no commit of this repository.", "Fetch it, or correct the name.")):
            resolve(named, bad)
    for bad, shown in (("", ""), ("a\nb", "a\\nb"), ("\x1f", "\\x1f"), ("m\0", "m\\x00")):
        with refused(NotChecked, (f"'{shown}' cannot be a revision.", "Give a branch, a tag or an object id.")):
            resolve(named, bad)


def test_a_name_with_two_meanings_is_refused(named: Any) -> None:
    named.refs = {"refs/tags/m": A, "refs/heads/m": B}
    named.peels = {"refs/heads/m": B}
    three = ("'m' is ambiguous: refs/heads/m, refs/remotes/m, refs/tags/m.", "Name it in full: refs/heads/m")
    named.refs["refs/remotes/m"] = A
    with refused(NotChecked, three):
        resolve(named, "m")
    del named.refs["refs/remotes/m"]
    two = ("'m' is ambiguous: refs/heads/m, refs/tags/m.", "Name it in full: refs/heads/m")
    with refused(NotChecked, two):
        resolve(named, "m")
    named.refs = {"refs/tags/m": B, "refs/heads/m": B}
    assert resolve(named, "m") == Revision(B, "refs/heads/m")
    for oid in (A, "a1" * 32):
        named.refs = {f"refs/heads/{oid}": B}
        with refused(NotChecked, (f"'{oid}' is ambiguous: refs/heads/{oid}.", f"Name it in full: refs/heads/{oid}")):
            resolve(named, oid)
        named.refs = {f"refs/heads/{oid}": oid}
        named.peels[f"refs/heads/{oid}"] = oid
        assert resolve(named, oid) == Revision(oid, f"refs/heads/{oid}")
    named.refs, named.peels = {f"refs/heads/{A}x": B}, {f"refs/heads/{A}x": B}
    assert resolve(named, f"{A}x").oid == B


def test_zeros_are_no_object() -> None:
    zeros = {"0" * 40: True, "0" * 64: True, "0" * 39: False, "0" * 41: False, "0" * 50: False, "": False, A: False,
             "x" + "0" * 40: False, "0" * 40 + "\n": False}  # fmt: skip
    assert {name: is_zero(name) for name in zeros} == zeros


def test_where_two_commits_parted(git: Any, tmp_path: Path) -> None:
    def words(one: str, other: str) -> tuple[str, ...]:
        return ("merge-base", "--all", one, other)

    assert merge_bases(git, A, A) == [A]
    assert git.asked == []
    git.said = {words(A, B): [A]}
    assert merge_bases(git, A, B) == [A]
    assert git.asked == [words(A, B)]
    git.said = {words(A, B): [C, A], words(B, A): [C, A]}
    assert merge_bases(git, A, B) == [A, C]
    assert git.accepted == [(0, 1)] * 3
    git.said[words(B, A)] = [C]
    with refused(NotChecked, ("git names other merge bases when it is asked again, so nothing was checked.", SAME)):
        merge_bases(git, A, B)
    git.said = {}
    why = f"{A[:12]} and {B[:12]} have no common ancestor"
    cure = "Compare with a base that the branch grew from: --base REF"
    with refused(NotChecked, (f"{why}, so there is nothing to compare with.", cure)):
        merge_bases(git, A, B)
    git.layout = kept(tmp_path, shallow=True)
    cure = "Fetch the history: git fetch --unshallow"
    with refused(NotChecked, (f"{why} in this shallow clone, so nothing was checked.", cure)):
        merge_bases(git, A, B)


# A configuration -> each line's section, subsection, key and value, as far as git reads the file.
CONFIGURATIONS: dict[str, list[tuple[str, str, str, str]]] = {
    "[a]\r\nb = cX d X\nX = Xy # e\nf = g\nh = i": [
        ("a", "", "b", "cX d X"), ("a", "", "x", "Xy"), ("a", "", "f", "g"), ("a", "", "h", "i")],
    "": [], "\n# c\n; d\n \t": [], "[a]": [], "[A.B]\nc=1": [("a", "B".lower(), "c", "1")],
    '[A "B c"]\nD-1 = e f \n': [("a", "B c", "d-1", "e f")], '[a "x\\"y\\\\z\\q"]b=1': [("a", 'x"y\\zq', "b", "1")],
    "[a]b": [("a", "", "b", "")], "[a] b =": [("a", "", "b", "")], "[a]\nb = c # d\ne = f;g": [
        ("a", "", "b", "c"), ("a", "", "e", "f")],
    '[a]\nb = " c " d\ne="#;"': [("a", "", "b", " c  d"), ("a", "", "e", "#;")],
    "[a]\nb = c\\\n d\ne = \\n\\t\\b\\\"\\\\x": [("a", "", "b", "c d"), ("a", "", "e", '\n\t\b"\\x')],
    "[a]\nb = c\\": [("a", "", "b", "c")], "\ufeff[a]\r\nb = c\r\n[d]\r\ne = f\r\n": [
        ("a", "", "b", "c"), ("d", "", "e", "f")],
    "b = c": [("", "", "b", "c")], "[a]\nb = c\n=x\nd = e": [("a", "", "b", "c")], "[a]\nb = c\n[d\ne = f": [
        ("a", "", "b", "c")],
    '[a]\nb = "c\nd = e': [], "[a]\nb = \\q\nd = e": [], "[a]\n1b = c": [], '[a "b\nc"]\nd = e': [],
    "[a]\nb = c\td \t\n": [("a", "", "b", "c\td")], "[a]\nb=\n\nc = d": [("a", "", "b", ""), ("a", "", "c", "d")],
    '[a]\nb = ""\nc = "  "': [("a", "", "b", ""), ("a", "", "c", "  ")], "[a-b.C-d]\ne\nf": [
        ("a-b", "c-d", "e", ""), ("a-b", "c-d", "f", "")],
    "[a]\nb = c #": [("a", "", "b", "c")], "[a]\nb = #x": [("a", "", "b", "")], "[a]\nb = c;": [("a", "", "b", "c")],
    "[a]\nb = \"x\"y\"#\" \n": [("a", "", "b", "xy#")],
    "[a]\nb = \\t \nc = d": [("a", "", "b", "\t"), ("a", "", "c", "d")],
}  # fmt: skip


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_a_configuration_is_read_as_far_as_git_reads_it(text: str) -> None:
    assert list(values(text)) == CONFIGURATIONS[text]
