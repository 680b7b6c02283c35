"""The work tree against HEAD: what differs there for a person, whatever git's clock and its line ends say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asking import Heard, asking
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.git.worktree import WorkTree, content, disk_mode
from ledgergate.model import Changed, Entry
from ledgergate.moments.asked import Asked
from ledgergate.moments.worktree import worktree
from refusals import refused
from support import SUBMODULE_1, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.moments import Change
    from support import Looks

FILES = {
    "same": "1\n", "edited": "1\n", "gone": "1\n", "touched": "1\n", "script": "1\n", "a folder": "1\n", "link": "1\n",
    "docs/same": "1\n", "docs/left": "1\n", "untracked": "1\n", "\udcff": "1\n", "pipe": "1\n",
    ".gitignore": "ignored\n", "a\tb": "1\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A commit of these files, and of links and submodules, and what became of each on the disk."""
    made = Repository(tmp_path_factory.mktemp("disk") / "r")
    made.files(FILES)
    made.write("run", "1\n", executable=True)
    for name in ("kept-link", "led-link", "to-file"):
        made.link(name, "same")
    made.stage()
    for name in ("sub", "no-sub"):
        made.put(name, SUBMODULE_1, "160000")
    made.commit()
    (made.path / "sub").mkdir()
    made.files({"edited": "2\n", "new": "2\n", "docs/new": "2\n", "ignored": "2\n", "staged-new": "2\n"})
    for name in ("gone", "a folder", "pipe", "to-file", "docs/left"):
        made.remove(name)
    made.files({"touched": "1\n", "a\tb": "2\n"})
    made.write("run", "1\n", executable=True)
    made.write("script", "1\n", executable=True)
    made.link("link", "same")
    made.link("led-link", "other")
    made.write("to-file", "same")
    made.write("a folder/inside", "1\n")
    os.mkfifo(made.path / "pipe")
    made.put("staged-new", made.blob("other\n"))
    made.put("staged-lost", made.blob("other\n"))
    made.git("rm", "-q", "--cached", "untracked")
    made.git("add", "-N", "docs/new")
    return made


FILE, SCRIPT, LINK, SUBMODULE = "100644", "100755", "120000", "160000"
# Path -> its mode before and on the disk, "" where it is not there.
DIFFERS = {
    "a\tb": (FILE, FILE), "a folder": (FILE, ""), "a folder/inside": ("", FILE), "docs/left": (FILE, ""),
    "docs/new": ("", FILE),
    "edited": (FILE, FILE), "gone": (FILE, ""), "led-link": (LINK, LINK), "link": (FILE, LINK), "new": ("", FILE),
    "no-sub": (SUBMODULE, ""), "pipe": (FILE, "000001"), "script": (FILE, SCRIPT), "staged-new": ("", FILE),
    "to-file": (LINK, FILE),
}  # fmt: skip


def told(change: Change) -> dict[str, tuple[str, str]]:
    for one in change.entries:
        assert one.after is None or one.after == Entry(one.path, one.after.mode, f"disk:{one.path}")
        assert one.before is None or (one.before.path, len(one.before.oid)) == (one.path, 40)
    assert [one.path for one in change.entries] == sorted(one.path for one in change.entries)
    return {
        one.path: (one.before.mode if one.before else "", one.after.mode if one.after else "") for one in change.entries
    }


@pytest.mark.parametrize("folder", [".", "docs"])
def test_what_differs_on_the_disk(repo: Repository, looks: Looks, folder: str) -> None:
    change = looks(repo, worktree=True, cwd=str(repo.path / folder))
    assert told(change) == DIFFERS
    edited = Changed("edited", Entry("edited", FILE, repo.oid(":same")), Entry("edited", FILE, "disk:edited"))
    assert edited in change.entries
    compared = change.compared
    assert (compared.moment, compared.before, compared.after, compared.source, compared.notes) == (
        "worktree", repo.oid(), "worktree", "--worktree", ("whitespace is looked at once it is staged",),
    )  # fmt: skip
    assert (change.branch, change.tip_oid, change.heads, change.bases) == ("main", repo.oid(), (), ())
    assert change.before is not None
    assert change.before.side == "before"


def test_what_lies_on_the_disk_is_listed_where_it_is_asked(repo: Repository, tmp_path: Path) -> None:
    heard = Heard(tmp_path / "log")
    with asking(repo, heard.program) as git:
        state = WorkTree(git)
        assert (state.name, state.side, state.limits) == ("worktree", "after", git.limits)
        assert list(state.under("docs")) == ["docs/new", "docs/same"]
        assert state.listed == {"docs"}
        listed, others = ["ls-files", "-s", "-z"], ["ls-files", "-o", "-z", "--exclude-standard"]
        assert heard.told() == [[*listed, "--", "docs"], [*others, "--", "docs"]]
        assert state.entry("ignored") is None
        assert state.entry("staged-lost") is None
        heard.told()
        there = {path: one.mode for path, one in state.listing().items()}
        assert heard.told() == [listed, others]
    assert there == {path: is_ for path, (_, is_) in DIFFERS.items() if is_} | dict.fromkeys(
        ("same", "touched", "docs/same", "untracked", "\udcff", ".gitignore"), FILE
    ) | {"kept-link": LINK, "sub": SUBMODULE, "run": SCRIPT}  # fmt: skip


def test_what_is_read_of_the_disk(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r")
    repo.files({"four": "four", "five": "fives", "\udcff": "1\n", "lost": "1\n", "-o": "1\n"})
    repo.link("link", "nowhere/\udcff")
    os.mkfifo(repo.path / "pipe")
    repo.put("pipe", SUBMODULE_1)
    plain = "Store the document as a regular file, or correct the path in the policy."
    with asking(repo, document=4) as git:
        state = WorkTree(git)
        assert state.entry("-o") == Entry("-o", FILE, "disk:-o")
        assert state.targets(["link"]) == {"link": "nowhere/\udcff"}
        read = {path: one.data for path, one in state.read(["four", "\udcff", "none"]).items()}
        assert read == {"four": b"four", "\udcff": b"1\n"}
        assert content(git.layout, "four", 3) == ("4 bytes", b"")
        state.paths()
        repo.remove("lost")
        for path, kind, why, cure in (
            ("five", Unreadable, "'five' is too large to be judged: 5 bytes, at most 4.", "Split it."),
            ("link", Unreadable, "'link' is a symbolic link, not a regular file.", plain),
            ("pipe", Unreadable, "'pipe' is no regular file, not a regular file.", plain),
            ("lost", NotChecked, "'lost' cannot be read: No such file or directory.", ""),
        ):
            with refused(kind, (why, cure)):
                state.read([path])


def test_a_disk_that_knows_no_scripts_has_the_modes_that_are_staged(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asking(repo) as git, monkeypatch.context() as other:
        other.setattr(os, "name", "nt")
        found = [disk_mode(git.layout, path, staged) for path in ("same", "script", "link", "sub", "gone")
                 for staged in (FILE, SCRIPT, SUBMODULE, "")]  # fmt: skip
    assert found == [
        FILE, SCRIPT, FILE, FILE, FILE, SCRIPT, SCRIPT, SCRIPT, *[LINK] * 4, "", "", SUBMODULE, "", *[""] * 4,
    ]  # fmt: skip


def test_before_the_first_commit_everything_is_new(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "r")
    repo.files({"a": "1\n", "b": "1\n"})
    repo.stage("a")
    change = looks(repo, worktree=True)
    assert told(change) == {"a": ("", FILE), "b": ("", FILE)}
    assert (change.compared.before, change.tip_oid) == (change.git.layout.empty_tree, change.git.layout.empty_tree)


# core.autocrlf, the file's attributes -> whether other line ends are none for git.
TURNED = {
    ("true", ""): True, ("input", ""): True, ("false", ""): False, ("", ""): False,
    ("true", "text"): False, ("true", "-text"): False, ("true", "eol=crlf"): False, ("true", "filter=x"): False,
    ("true", "crlf"): False, ("true", "-crlf"): False, ("input", "other"): True,
}  # fmt: skip


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Files whose line ends are turned on the disk; one is edited as well, and one was committed so."""
    repo = Repository(tmp_path_factory.mktemp("ends") / "r")
    repo.save(dict.fromkeys(("turned", "edited", "large", "script"), "1\n2\n") | {"kept": "1\r\n2\r\n"})
    repo.files(dict.fromkeys(("turned", "large", "script"), "1\r\n2\r\n") | {"edited": "1\r\n3\r\n", "kept": "1\n2\n"})
    repo.write("script", "1\r\n2\r\n", executable=True)
    repo.write("large", "1\r\n2\r\n" + "3\n" * 9)
    return repo


@pytest.mark.parametrize(("setting", "attribute"), TURNED)
def test_line_ends_that_git_turns_are_no_difference(ends: Repository, setting: str, attribute: str) -> None:
    lines = f"* {attribute}\n" if attribute else ""
    ends.write(".git/info/attributes", lines)
    ends.git("config", "core.autocrlf", setting or "false")
    if not setting:
        ends.git("config", "--unset", "core.autocrlf")
    with asking(ends, document=20) as git:
        differs = [one.path for one in worktree(Asked(cwd=str(ends.path), environment={}), git).entries]
    same = TURNED[setting, attribute]
    assert differs == ["edited", "kept", "large", "script", *([] if same else ["turned"])]


def test_a_work_tree_that_is_none_is_refused(tmp_path: Path, looks: Looks) -> None:
    bare = Repository(tmp_path / "bare", bare=True)
    with refused(NotChecked, ("A bare repository has no work tree.", "Use --tree REF.")):
        looks(bare, worktree=True, env={"GIT_DIR": "."})
    repo = Repository(tmp_path / "r")
    repo.save({"a": "1\n"})
    index = repo.path / ".git/index"
    index.write_bytes(index.read_bytes()[:-1] + b"\x01")
    why = ("The index 'index' is damaged, so nothing was checked.",
           "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset")  # fmt: skip
    with refused(NotChecked, why):
        looks(repo, worktree=True)
