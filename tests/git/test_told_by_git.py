"""Why git gives no answer, and which blanks it complains of: its own words, and those that no honest git says."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import Heard, asking, lies
from ledgergate.errors import NotChecked
from ledgergate.git.layout import locate
from ledgergate.git.refusals import fetched
from ledgergate.git.whitespace import Blank, blanks
from refusals import SAME, refused
from support import Repository, scrubbed

MISSING = "Fetch what is missing: git fetch, or clone anew; git fsck says what it is."
FILTERED = "git fetch --refetch --no-filter, or clone anew without --filter."
NONE = "9" * 40


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A history of two commits that gives its clones as much of it as they ask for."""
    repo = Repository(tmp_path_factory.mktemp("told") / "r")
    repo.save({"a": "one\n"})
    repo.save({"a": "two\n"})
    repo.git("config", "uploadpack.allowFilter", "true")
    return repo


SHALLOW, PARTIAL = "--depth=1", "--filter=blob:none"
CLONES = {
    (): MISSING,
    (PARTIAL,): f"Fetch all objects: {FILTERED}",
    (SHALLOW,): "Fetch the history: git fetch --unshallow",
    (SHALLOW, PARTIAL): f"Fetch all objects: git fetch --unshallow, then {FILTERED}",
}


@pytest.mark.parametrize("kind", CLONES)
def test_what_brings_the_objects_that_a_clone_lacks(source: Repository, tmp_path: Path, kind: tuple[str, ...]) -> None:
    clone = source.clone(tmp_path / "c", "--no-checkout", *kind)
    assert fetched(locate(str(clone.path), scrubbed(tmp_path))) == CLONES[kind]
    why = ("Objects of this repository are missing.", CLONES[kind])
    with refused(NotChecked, why), asking(clone) as git:
        git.run("rev-list", NONE)


def test_an_object_that_a_partial_clone_left_behind(source: Repository, tmp_path: Path) -> None:
    clone = source.clone(tmp_path / "c", "--no-checkout", PARTIAL)
    why = ("Objects of this partial clone are missing.", f"Fetch all objects: {FILTERED}")
    with refused(NotChecked, why), asking(clone) as git:
        git.run("cat-file", "blob", source.oid("HEAD:a"))


def test_a_tree_that_is_missing(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    lost = repo.tree(("40000", NONE, "d"))
    why = ("Objects of this repository are missing.", MISSING)
    with refused(NotChecked, why), asking(repo) as git:
        git.run("diff-tree", "-r", git.layout.empty_tree, lost)


def test_a_repository_that_is_none_any_more(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    with asking(repo) as git:
        (repo.path / ".git/HEAD").unlink()
        with refused(NotChecked, ("This is not a git repository.", "Run it inside one.")):
            git.run("rev-parse", "HEAD")


OWN = "\tgit config --global --add safe.directory /r"
# What a git complains of -> the sentence and the cure.
COMPLAINTS: dict[bytes, tuple[str, str]] = {
    b"fatal: detected dubious ownership in x": ("git refuses this repository because another user owns it.", ""),
    f"fatal: dubious ownership\nsafe.directory\ngit config\nx\n{OWN}\n{OWN}2".encode(): (
        "git refuses this repository because another user owns it.", OWN.strip()),
    b"promisor remote: x": ("Objects of this partial clone are missing.", MISSING),
    b"error: unable to read tree (x)": ("Objects of this repository are missing.", MISSING),
    b'{"event":"x"}\nfatal: it \xff\nmore': ("git verb failed (fatal: it \ufffd), so nothing was checked.", ""),
    b'fatal: x {"event":"y"}': ('git verb failed (fatal: x {"event":"y"}), so nothing was checked.', ""),
    b"e" * 300: (f"git verb failed ({'e' * 300}), so nothing was checked.", ""),
    b"e" * 301: (f"git verb failed ({'e' * 300}), so nothing was checked.", ""),
    b'{"event":"x"}\n': ("git verb failed (exit status 7), so nothing was checked.", ""),
    b"hint: x\nwarning: y\nfatal: z": ("git verb failed (fatal: z), so nothing was checked.", ""),
    b"warning: y\n": ("git verb failed (exit status 7), so nothing was checked.", ""),
    b"": ("git verb failed (exit status 7), so nothing was checked.", ""),
}  # fmt: skip


def complains(folder: Path, err: bytes, end: str) -> str:
    """A program that complains and ends like this where git is asked for `verb`."""
    (folder / "err").write_bytes(err)
    return lies("verb", f"cat '{folder / 'err'}' >&2; {end}")


@pytest.mark.parametrize("err", COMPLAINTS)
def test_why_git_gave_no_answer(source: Repository, tmp_path: Path, err: bytes) -> None:
    with refused(NotChecked, COMPLAINTS[err]), asking(source, complains(tmp_path, err, "exit 7")) as git:
        git.run("verb", "x")


def test_how_a_git_ended_that_says_nothing_known(source: Repository, tmp_path: Path) -> None:
    for end, why in (
        ("kill -TERM $$", ("git verb was ended by signal 15, so nothing was checked.", SAME)),
        ("kill -KILL $$", ("git verb was ended by signal 9, so nothing was checked.", SAME)),
        ("exit 0", ("git verb failed (x), so nothing was checked.", "")),
    ):
        with refused(NotChecked, why), asking(source, complains(tmp_path, b"x", end)) as git:
            git.run("verb", accept=(3,))
    why = ("git verb failed (exit status 0), so nothing was checked.", "")
    with refused(NotChecked, why), asking(source, lies("verb", "exit 0")) as git:
        git.run("verb", accept=(3,))


BLANK = {
    "a:1": "fine\n\n",
    "docs/x.md": "one\ntwo \n+docs/x.md:9: trailing whitespace.\n \tthree\n<<<<<<< x\n",
    "docs/x.mdx": "four \n",
    "sub/y.md": "five \n",
    "+docs/x.md": "six \n",
}
COMPLAINED = [
    Blank("a:1", 2, "new blank line at EOF"),
    Blank("docs/x.md", 2, "trailing whitespace"),
    Blank("docs/x.md", 4, "space before tab in indent"),
    Blank("docs/x.md", 5, "leftover conflict marker"),
]
PATHS = ["docs/x", "docs/x.md", "sub", "a:1"]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repo = Repository(tmp_path_factory.mktemp("blank") / "r")
    for path in BLANK:
        repo.put(path, repo.blob(""))
    repo.commit()
    for path, text in BLANK.items():
        repo.put(path, repo.blob(text))
    repo.git("update-ref", "refs/heads/new", repo.commit_tree(repo.git("write-tree").decode(), "main"))
    return repo


@pytest.mark.parametrize("after", ["new", "index"])
def test_blanks_are_told_by_document_and_line(blank: Repository, after: str) -> None:
    with asking(blank) as git:
        assert list(blanks(git, "main", after, PATHS)) == COMPLAINED
        assert list(blanks(git, "main", after, ["sub/y.md"])) == [Blank("sub/y.md", 1, "trailing whitespace")]
        assert list(blanks(git, "new", after, PATHS)) == []


def test_what_is_asked_for_blanks(blank: Repository, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    options = ["--check", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative"]
    with asking(blank, heard.program) as git:
        assert list(blanks(git, "main", "new", PATHS)) == list(blanks(git, "main", "index", PATHS)) == COMPLAINED
    assert heard.told() == [
        ["diff-tree", "-r", *options, "main", "new", "--", *PATHS],
        ["diff-index", "--cached", *options, "main", "--", *PATHS],
    ]


# A line that no git of today prints -> the complaint that it is taken for.
LINES = {
    "docs/x.md:4: no dot": Blank("docs/x.md", 4, "no dot"),
    "docs/x.md:5: ...": Blank("docs/x.md", 5, ".."),
    "a:1:12: two words.": Blank("a:1", 12, "two words"),
    "docs/x.md:x: y": None, "docs/x.md:6:": None, "docs/x.md: 7: y": None, "docs/x.mdx:4: z.": None, "": None,
    ":5: y": None, "other:1: trailing whitespace.": None,
}  # fmt: skip


def test_a_line_is_a_complaint_where_it_says_document_line_and_words(blank: Repository) -> None:
    says = "printf '%s\\n' " + " ".join(f"'{line}'" for line in LINES) + "; exit 2"
    with asking(blank, lies("diff-tree", says)) as git:
        assert list(blanks(git, "main", "new", PATHS)) == [one for one in LINES.values() if one is not None]


def test_a_status_that_tells_no_blanks_is_refused(blank: Repository) -> None:
    why = ("git diff-tree failed (exit status 1), so nothing was checked.", "")
    with refused(NotChecked, why), asking(blank, lies("diff-tree", "exit 1")) as git:
        list(blanks(git, "main", "new", PATHS))
