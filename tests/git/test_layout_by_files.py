"""What the files of a repository tell of it, and what they leave to git: no git is started for any of these."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git import layout as module
from ledgergate.git.layout import Head, Layout, head, heads_at, inside, locate, may_track, ref_oid, ref_target
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ONE, TWO, LONG = "1" * 40, "a2" * 20, "b3" * 32


def repository(top: Path, name: str = ".git", **files: Any) -> Layout:
    """A repository of which there are just these files of git."""
    write(top / name, {"HEAD": "ref: refs/heads/main\n", "config": ""} | files)
    return locate(str(top), {"GIT_DIR": name})


def write(folder: Path, files: dict[str, Any]) -> None:
    for path, text in files.items():
        where = os.path.join(os.fsencode(folder), os.fsencode(path))
        os.makedirs(os.path.dirname(where), exist_ok=True)
        Path(os.fsdecode(where)).write_bytes(text if isinstance(text, bytes) else text.encode())


# A configuration -> whether it is bare, the digits of an object id, refs in a table, objects kept back.
CONFIGURATIONS = {
    "": (False, 40, False, False),
    "[core]\n\tbare = true\n": (True, 40, False, False),
    '[core]\n\tBare="yes"\n': (True, 40, False, False),
    "bare = on": (True, 40, False, False),
    "bare = 1": (True, 40, False, False),
    "bare = 10": (False, 40, False, False),
    "bare = false": (False, 40, False, False),
    "# bare = true": (False, 40, False, False),
    "[extensions]\n\tobjectFormat = sha256\n": (False, 64, False, False),
    '[extensions]\n objectformat="SHA256"\n': (False, 64, False, False),
    "objectformat = sha1": (False, 40, False, False),
    "notes = sha256": (False, 40, False, False),
    "# objectformat = sha256": (False, 40, False, False),
    "[extensions]\n\trefStorage = reftable\n": (False, 40, True, False),
    "REFSTORAGE=reftable": (False, 40, True, False),
    "# refstorage = reftable": (False, 40, False, False),
    "refstorage": (False, 40, False, False),
    '[remote "o"]\n\tPromisor = true\n': (False, 40, False, True),
    "partialCloneFilter = blob:none": (False, 40, False, True),
}


@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_a_configuration_tells_the_kind_of_repository(tmp_path: Path, config: str) -> None:
    made = repository(tmp_path, "r.git", config=config)
    assert (made.bare, made.width, made.reftable, made.partial) == CONFIGURATIONS[config]
    assert made.empty_tree == module.EMPTY_TREES[made.width]
    inner = repository(tmp_path, config=config)
    assert (inner.bare, inner.width) == (False, made.width)


def test_what_a_layout_is_told_of_its_folders(tmp_path: Path) -> None:
    made = repository(tmp_path, MERGE_HEAD=f"{ONE}\n{TWO}\n")
    assert made.names("MERGE_HEAD") == [ONE, TWO]
    assert made.names("nothing") == []
    assert not made.shallow
    write(tmp_path, {".git/shallow": ""})
    assert made.shallow
    empty = {width: Layout("", "", "", "", "", True, True, width).empty_tree for width in (40, 64)}
    assert empty[40] == hashlib.sha1(b"tree 0\0", usedforsecurity=False).hexdigest()
    assert empty[64] == hashlib.sha256(b"tree 0\0").hexdigest()
    assert not Layout("", "", "", "", "", True, True, 40).reftable


def test_the_folders_that_variables_and_files_name(tmp_path: Path) -> None:
    top, dot = str(tmp_path / "r"), str(tmp_path / "r/.git")
    write(tmp_path / "r", {".git/HEAD": "", ".git/worktrees/w/commondir": "../..\n",
                           ".git/worktrees/w/gitdir": "../../../../w/.git\n", "docs/a": "",
                           "bare/config": "bare = true"})  # fmt: skip
    write(tmp_path / "w", {".git": "gitdir: ../r/.git/worktrees/w\r\n", "in/a": ""})
    write(tmp_path / "sub", {".git": f"gitdir: {dot}\n"})
    linked = f"{dot}/worktrees/w"

    def told(cwd: str, **variables: str) -> tuple[object, ...]:
        one = locate(str(tmp_path / cwd), variables)
        return one.top, one.git_dir, one.common_dir, one.index, one.explicit, one.cwd

    at = str(tmp_path / "r/docs")
    usual = (top, dot, dot, f"{dot}/index")
    assert told("r") == (*usual, False, top)
    assert told("r/docs") == (*usual, False, at)
    assert told("r/docs", GIT_DIR="../.git") == (*usual, True, at)
    assert told("r", GIT_DIR=dot, GIT_INDEX_FILE="") == (*usual, True, top)
    assert told("r", GIT_DIR="", GIT_COMMON_DIR="elsewhere") == (*usual, False, top)
    assert told("r/docs", GIT_INDEX_FILE=".git/next") == (top, dot, dot, f"{top}/.git/next", False, at)
    assert told("r", GIT_DIR=".git", GIT_COMMON_DIR="bare") == (top, dot, f"{top}/bare", f"{dot}/index", True, top)
    assert told("r", GIT_DIR="bare")[:4] == (top, f"{top}/bare", f"{top}/bare", f"{top}/bare/index")
    assert told("r/docs", GIT_DIR="../bare")[:2] == (at, f"{top}/bare")
    assert told("w/in") == (str(tmp_path / "w"), linked, dot, f"{linked}/index", False, str(tmp_path / "w/in"))
    assert told("w/in", GIT_DIR=linked)[:4] == (f"{linked}/../../../../w", linked, dot, f"{linked}/index")
    assert told("w", GIT_DIR=".git")[1:4] == (linked, dot, f"{linked}/index")
    write(tmp_path / "X", {".git": "gitdir: X\r\n"})
    assert told("X")[:3] == (str(tmp_path / "X"), *[str(tmp_path / "X/X")] * 2)
    assert told("sub")[:3] == (str(tmp_path / "sub"), dot, dot)


def test_where_no_repository_is_each_reason_is_said(tmp_path: Path) -> None:
    gone = ("The working directory no longer exists, so nothing was checked.", "cd to the repository.")
    with refused(NotChecked, gone):
        locate(str(tmp_path / "gone"), {})
    write(
        tmp_path, {"x/.git": "nonsense", "b/HEAD": "", "b/refs/x": "", "b/objects/x": "", "c/HEAD": "", "c/refs/x": ""}
    )
    with refused(NotChecked, ("'…/x/.git' does not say where the repository is, so nothing was checked.", "")):
        locate(str(tmp_path / "x"), {})
    bare = ("'…/b' is a bare repository, or looks like one, so nothing was checked.",
            "Name it if it is meant: GIT_DIR=. ledgergate check ...")  # fmt: skip
    for folder in ("b", "b/refs"):
        with refused(NotChecked, bare):
            locate(str(tmp_path / folder), {})
    none = ("This is not a git repository, so nothing was checked.", "Run it inside one, or: git init")
    for folder in ("c", "c/refs"):
        with refused(NotChecked, none):
            locate(str(tmp_path / folder), {})


def test_no_more_of_a_file_is_read_than_git_ever_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(tmp_path / "large", "wb") as file:
        file.truncate((65 << 20) + 1)
    assert len(module._bytes(str(tmp_path / "large"))) == 64 << 20
    monkeypatch.delattr(os, "O_NONBLOCK", raising=False)  # not every system has it
    write(tmp_path, {"small": "x"})
    assert module._bytes(str(tmp_path / "small")) == b"x"
    assert module._bytes(str(tmp_path / "gone")) == module._bytes("a\0b") == module._bytes(str(tmp_path)) == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_pipe_tells_nothing(tmp_path: Path) -> None:
    made = repository(tmp_path)
    (tmp_path / ".git/HEAD").unlink()
    os.mkfifo(tmp_path / ".git/HEAD")
    assert head(made) == Head("", "")


INSIDE = {
    ("/a/b", "/a"): "b", ("/a", "/a"): "", ("/a/b/c", "/a"): "b/c", ("/ab", "/a"): None, ("/", "/a"): None,
    ("/a", "/"): "a", ("/", "/"): "", ("/a/\udcff", "/a"): "\udcff", ("/b/a/c", "/a"): None,
}  # fmt: skip


@pytest.mark.skipif(os.sep != "/", reason="paths as POSIX writes them")
@pytest.mark.parametrize("asked", INSIDE)
def test_a_path_is_called_by_what_lies_below_the_folder(asked: tuple[str, str]) -> None:
    assert inside(*asked) == INSIDE[asked]


MAIN = "refs/heads/main"
# What HEAD says, with main at ONE -> where it stands.
HEADS = {
    f"ref: {MAIN}\n": (MAIN, ONE),
    f"ref: {MAIN}": (MAIN, ONE),
    f"ref:   {MAIN} \r\n": (MAIN, ONE),
    f"ref: {MAIN}\0junk\0more\n": (MAIN, ONE),
    "ref: refs/heads/none\n": ("refs/heads/none", ""),
    "ref: HEAD\n": ("", ""),
    "ref: refs/heads/X\n": ("refs/heads/X", ""),
    "X" * 40: ("", ""),
    f"{TWO}\n": ("", TWO),
    f"{LONG}\r\n": ("", LONG),
    f"{TWO[:-1]}\n": ("", ""),
    f"{TWO[:-1]}g\n": ("", ""),
    f"{TWO.upper()}\n": ("", ""),
    f"{MAIN} ref: \n": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("said", HEADS)
def test_where_head_stands(tmp_path: Path, said: str) -> None:
    made = repository(tmp_path, **{"HEAD": said, MAIN: f"{ONE}\n"})
    assert head(made) == Head(*HEADS[said])


def test_refs_in_a_table_are_left_to_git(tmp_path: Path) -> None:
    made = repository(tmp_path, **{"config": "refstorage = reftable", MAIN: f"{ONE}\n"})
    assert (head(made), ref_oid(made, MAIN)) == (Head("", ""), "")
    write(tmp_path, {".git/HEAD": TWO})
    assert head(made) == Head("", TWO)


HEADER = f"# pack-refs with: peeled\n{ONE} refs/heads/a\n{TWO} refs/heads/b\n^{ONE}\n{LONG} refs/heads/c\n"
PACKED: Any = HEADER.encode() + (
    b"%s refs/heads/\xff\n" % TWO.encode() + b"x" * 40 + b" refs/heads/d\n" + b"\xff" * 40 + b" refs/heads/e\n"
    + b"%s refs/heads/twice\n%s refs/heads/twice\n" % (ONE.encode(), TWO.encode())
    + ONE.encode() + b" refs/heads/both\n" + ONE.encode() + b" refs/heads/bad\n" + ONE.encode()
)  # fmt: skip
LOOSE: dict[str, Any] = {
    "refs/heads/both": f"{TWO}\n", "refs/heads/bad": "x\n", MAIN: f" {ONE} \n", "refs/heads/x\udcfe": ONE,
    **{f"refs/s/{at}": f"ref: refs/s/{at + 1}\n" for at in range(6)}, "refs/s/6": TWO,
    "refs/l": "ref:  refs/heads/main \n", "refs/out": "ref: HEAD\n", "HEAD": TWO, "refs/e": f"{ONE}ref: ",
    "refs/heads/deep/er": TWO,
}  # fmt: skip
REFS = {
    "refs/heads/a": ONE, "refs/heads/b": TWO, "refs/heads/c": LONG, "refs/heads/\udcff": TWO, "refs/heads/d": "",
    "refs/heads/e": "", "refs/heads/twice": ONE, "refs/heads/both": TWO, "refs/heads/bad": "", "refs/heads/gone": "",
    MAIN: ONE, "refs/heads/x\udcfe": ONE, "refs/s/6": TWO, "refs/s/5": TWO, "refs/s/2": TWO, "refs/s/1": "",
    "refs/l": "", "refs/out": "", "HEAD": "", "refs/../HEAD": "", "refs/e": "", "heads/a": "", "refs/heads": "",
}  # fmt: skip


@pytest.fixture
def filled(tmp_path: Path) -> Layout:
    return repository(tmp_path, **(LOOSE | {"packed-refs": PACKED}))


def test_the_object_of_a_ref_as_files_tell_it(filled: Layout) -> None:
    assert {ref: ref_oid(filled, ref) for ref in REFS} == REFS
    assert {ref: ref_target(filled, ref) for ref in ("refs/s/5", "refs/l", "refs/e", MAIN, "refs/none")} == {
        "refs/s/5": "refs/s/6", "refs/l": MAIN, "refs/e": "", MAIN: "", "refs/none": "",
    }  # fmt: skip


def test_the_branches_at_a_commit_loose_and_packed(filled: Layout) -> None:
    assert sorted(heads_at(filled, ONE)) == ["refs/heads/a", MAIN, "refs/heads/twice", "refs/heads/x\udcfe"]
    assert sorted(heads_at(filled, TWO)) == [
        "refs/heads/b", "refs/heads/both", "refs/heads/deep/er", "refs/heads/\udcff",
    ]  # fmt: skip
    assert heads_at(filled, "9" * 40) == []


_OPENED = """
import json, sys
from ledgergate.git.layout import heads_at, locate
made = locate(sys.argv[1], {"GIT_DIR": ".git"})
opened = []
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
print(json.dumps([heads_at(made, sys.argv[2]), opened]))
"""


def test_of_packed_branches_only_those_at_the_commit_are_looked_at(tmp_path: Path) -> None:
    repository(tmp_path, **{"packed-refs": PACKED})
    told = subprocess.run([sys.executable, "-c", _OPENED, tmp_path, TWO], capture_output=True, check=True).stdout
    found, opened = json.loads(told)
    assert found == ["refs/heads/b", "refs/heads/\udcff"]
    names = {os.path.relpath(path, tmp_path / ".git").replace(os.sep, "/") for path in opened}
    assert names == {"packed-refs", "refs/heads/b", "refs/heads/\udcff", "refs/heads/twice"}


# A branch, the configuration, that of the work tree -> whether the branch may have an upstream.
TRACKED = {
    ("topic", "", ""): False,
    ("topic", '[branch "topic"]', ""): True,
    ("Topic", '[branch "tOPIC"]', ""): True,
    ("topic", "", '[branch "topic"]'): True,
    ("topic", "[Include]", ""): True,
    ("topic", "", "[includeIf]"): True,
    ("größer", "", ""): True,
    ('a"b', "", ""): True,
    ("topic", '[branch "other"]', "x"): False,
}


@pytest.mark.parametrize("asked", TRACKED)
def test_a_branch_may_have_an_upstream_where_its_name_stands(tmp_path: Path, asked: tuple[str, str, str]) -> None:
    branch, config, own = asked
    assert may_track(repository(tmp_path, **{"config": config, "config.worktree": own}), branch) is TRACKED[asked]
