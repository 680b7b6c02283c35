"""Names that no tree may hold, and how disks fold the others."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.names import folded, require_apart, require_sane, shown
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks


@pytest.mark.parametrize(
    "path",
    [
        *("..", "a/../b", ".", "./a", "a//b", "/a", "a/", "", ".git", ".git/config", "a/.GIT/x", "a/.git. /x"),
        *("git~1", "a/GIT~1/x", ".git::$INDEX_ALLOCATION/x", "a/.g\u200cit/x", ".git\\x", "x/.git"),
    ],
)
def test_a_name_that_git_would_not_write_is_refused(path: str) -> None:
    with pytest.raises(NotChecked, match="which git itself would not write"):
        require_sane([".gitignore", path, "z"], "The tree")


@pytest.mark.parametrize(
    "path", [".gitignore", "a/.github/x", "a.git", "x.git/config", "git~12", "...", "a/..b", "é/ü"]
)
def test_a_name_that_only_looks_odd_is_fine(path: str) -> None:
    require_sane([path, "z"], "The tree")
    require_sane([], "The tree")


def test_a_name_without_end_is_refused() -> None:
    require_sane(["é" * 2048], "The tree")
    with refused(
        NotChecked,
        (
            "The tree holds a name over 4096 bytes: "
            "'éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…'.",
            "Shorten it.",
        ),
    ):
        require_sane(["a", "é" * 2048 + "x"], "The tree")


def test_crafted_trees_are_not_checked(repo: Repository, looks: Looks) -> None:
    blob = repo.blob("evil\n")
    inner = repo.tree(("100644", blob, "config"))
    for tree in (
        repo.tree(("40000", inner, ".GIT")),
        repo.tree(("100644", blob, "a"), ("100644", repo.blob("other\n"), "a")),
        repo.tree(("40000", repo.tree(("40000", inner, "..")), "docs")),
        repo.tree(("100644", blob, "a/../apps/platform/x.py")),
        repo.tree(("100644", blob, "apps"), ("40000", repo.tree(("40000", inner, "platform")), "apps")),
    ):
        head = repo.commit_tree(tree, "main")
        with refused(
            NotChecked,
            ("The tree of … contains a name twice, so nothing was checked.", "Repair the tree."),
            (
                "The tree of … holds 'apps' as a file and as a folder, which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
            (
                "The tree of … holds the name '.GIT/config', which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
            (
                "The tree of … holds the name 'a/../apps/platform/x.py', which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
            (
                "The tree of … holds the name 'docs/../config', which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
        ):
            _ = looks(repo, base="main", head=head).entries


def test_a_file_that_is_also_a_folder_is_refused() -> None:
    require_apart(["a", "a-b", "a.d/x", "b/c/d", "b/cc"], "The tree")
    for path in ("b", "b/c"):
        with refused(
            NotChecked,
            (
                "The tree holds 'b' as a file and as a folder, which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
            (
                "The tree holds 'b/c' as a file and as a folder, which git itself would not write.",
                "Remove the entry; let the server check objects: git config receive.fsckObjects true",
            ),
        ):
            require_apart(["a", path, "b-c", "b/c/d/e"], "The tree")


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("Apps/Platform/x.py", "apps/platform/x.py"),
        ("apps\\platform\\x", "apps/platform/x"),
        ("apps./platform /x.py", "apps/platform/x.py"),
        ("apps/plat\u200cform/x", "apps/platform/x"),
        ("app\u017f/platform/x", "apps/platform/x"),
        ("\uff41pps/x:stream", "apps/x"),
        ("Stra\u00dfe", "strasse"),
    ],
)
def test_a_forgiving_disk_knows_the_name_by_another(path: str, known: str) -> None:
    assert folded(path) == known


def test_a_name_is_shown_on_one_line() -> None:
    assert shown("a\nb\x1b[31m\udcff") == "a\\nb\\x1b[31m\\xff"


def test_odd_names_hide_nothing(repo: Repository, looks: Looks) -> None:
    odd: list[bytes] = [
        b"docs/\xff\xfe.md",
        b".a\nb:c",
        b"docs/a\tb",
        b'docs/q"q',
        b"docs/b\\b",
        b":!*",
        b"--output=made",
    ]
    lookalike = b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" M"
    for name in [*odd, lookalike]:
        repo.put(name, repo.blob("x\n"))
    repo.put("apps/platform/main.py", repo.blob("evil\n"))
    expected = sorted(
        [name.decode("utf-8", "surrogateescape") for name in [*odd, lookalike]] + ["apps/platform/main.py"]
    )
    staged = looks(repo, staged=True)
    assert [one.path for one in staged.entries] == expected
    assert staged.after.entry("docs/\udcff\udcfe.md") is not None
    repo.commit()
    assert [one.path for one in looks(repo, base="main").entries] == expected
    assert not (repo.path / "made").exists()
