"""How git is started: which program, with which words, on which variables of this machine."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from ledgergate.errors import Absent, NotChecked
from ledgergate.git import processes as module
from ledgergate.git.layout import Layout, locate
from ledgergate.git.processes import DIFF, Git, Limits, environment, program
from refusals import refused
from support import Repository, scrubbed

PLACES = Layout("/r/docs", "/r", "/r/.git", "/r/.git", "/r/.git/index", False, False, 40)
SET = {
    "LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null", "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_ATTR_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "none",
    "GIT_WORK_TREE": "/r", "GIT_INDEX_FILE": "/r/.git/index",
}  # fmt: skip
KEPT = (
    "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT",
    "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
)  # fmt: skip


def test_git_knows_these_variables_and_no_other() -> None:
    given = dict.fromkeys((*KEPT, "GIT_EXTERNAL_DIFF", "LANG", "GIT_DIR", "GIT_TRACE", "GIT_OBJECT_DIRECTORY"), "x")
    assert environment(PLACES, given) == dict.fromkeys(KEPT, "x") | SET | {"GIT_CEILING_DIRECTORIES": "/"}
    assert environment(PLACES, {}) == SET | {"GIT_CEILING_DIRECTORIES": "/"}


def test_a_git_folder_that_was_named_brings_its_objects() -> None:
    named = PLACES.but(explicit=True, common_dir="/common")
    assert environment(named, {}) == SET | {"GIT_DIR": "/r/.git"}
    objects = {
        "GIT_OBJECT_DIRECTORY": "new",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(["/old", "", "older"]),
        "GIT_QUARANTINE_PATH": "/q",
    }
    assert environment(named, objects | {"GIT_COMMON_DIR": "x"}) == SET | {
        "GIT_DIR": "/r/.git", "GIT_COMMON_DIR": "/common", "GIT_OBJECT_DIRECTORY": "/r/docs/new",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": f"/old{os.pathsep}/r/docs/older", "GIT_QUARANTINE_PATH": "/q",
    }  # fmt: skip
    assert environment(named, dict.fromkeys(objects, "") | {"GIT_COMMON_DIR": ""}) == SET | {"GIT_DIR": "/r/.git"}


def test_objects_that_a_push_brings_along_are_read_where_they_lie(tmp_path: Path) -> None:
    made = Repository(tmp_path / "repo")
    stores = [made.path / "docs/new", made.path / "docs/older", tmp_path / "old"]
    for store in stores:
        store.mkdir(parents=True)
    kept = made.blob("kept")
    brought = [made.git("hash-object", "-w", "--stdin", stdin=bytes(store), env={"GIT_OBJECT_DIRECTORY": str(store)})
               for store in stores]  # fmt: skip
    others = os.pathsep.join(["../.git/objects", "", "older", str(tmp_path / "old")])
    known = scrubbed(tmp_path, GIT_DIR="../.git")
    for more, whole in (
        ({"GIT_OBJECT_DIRECTORY": "new", "GIT_ALTERNATE_OBJECT_DIRECTORIES": others}, True),
        ({}, False),
    ):
        git = Git(locate(str(made.path / "docs"), known | more), known | more, Limits())
        assert list(git.blobs([kept], 9)) == [("blob", b"kept")]
        if whole:
            assert [said for _, said in git.blobs([oid.decode() for oid in brought], 999)] == list(map(bytes, stores))
        else:
            with pytest.raises(Absent):
                list(git.blobs([brought[0].decode()], 999))
        git.close()


SETTINGS = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.sshCommand=false", "core.attributesFile=/dev/null",
    "core.commitGraph=false", "core.quotePath=false", "protocol.allow=never", "safe.bareRepository=explicit",
    "diff.renames=false", "submodule.recurse=false", "core.askPass=false", "credential.helper=",
)  # fmt: skip
ARGUMENTS = [
    *("--no-replace-objects", "--literal-pathspecs", "--no-pager", "--no-optional-locks"),
    *[word for one in SETTINGS for word in ("-c", one)],
]


def test_git_itself_hears_these_words_and_variables_and_no_other(tmp_path: Path) -> None:
    made = Repository(tmp_path / "repo")
    made.save({"é.md": ""})
    names = {*KEPT, *SET, "GIT_CEILING_DIRECTORIES", "GIT_EXTERNAL_DIFF", "LANG", "GIT_DIR", "GIT_TRACE",
             "GIT_OBJECT_DIRECTORY", "GIT_TRACE2_EVENT"} - {"PATH"}  # fmt: skip
    settings, trace = tmp_path / ".gitconfig", tmp_path / "trace"  # git tells there what it was started with
    settings.write_text(f"[trace2]\nnormalTarget = {trace}\nnormalBrief = true\nenvVars = {','.join(names)}\n")
    given = {"GIT_CONFIG_GLOBAL": str(settings), "XDG_CONFIG_HOME": str(tmp_path), "APPDATA": "x", "GIT_TRACE": "1",
             "GIT_EXTERNAL_DIFF": "x", "LANG": "x", "GIT_OBJECT_DIRECTORY": "x"}  # fmt: skip
    known = scrubbed(tmp_path) | given
    git = Git(locate(str(made.path), known), known, Limits())
    assert (git.calls, git.version, git.claims) == (0, (0, 0), [])
    oid = git.run("rev-parse", "HEAD:é.md")
    assert oid.decode() == made.oid("HEAD:é.md") + "\n"
    told = made.git("version").split()[2].split(b".")
    assert (git.calls, git.version) == (1, (int(told[0]), int(told[1])))
    git.run("rev-parse", "HEAD")
    heard = trace.read_text().split("version ")[1:]
    starts = [shlex.split(line)[1:] for one in heard for line in one.splitlines() if line.startswith("start ")]
    begin = [program(scrubbed(tmp_path)), "-C", str(made.path), *ARGUMENTS, "rev-parse"]
    assert starts == [[*begin, "HEAD:é.md"], [*begin, "HEAD"]]
    wanted = environment(git.layout, known)
    assert wanted["HOME"] == str(tmp_path)
    assert wanted.pop("PATH") == os.environ["PATH"]  # to which git adds its own folder
    for one, more in zip(heard, ({"GIT_TRACE2_EVENT": "2"}, {}), strict=True):
        assert dict(re.findall(r"^def_param (?:scope:\S+ )?(\w+)=(.*)$", one, re.MULTILINE)) == wanted | more


def test_differences_are_asked_for_in_these_words() -> None:
    assert " ".join(DIFF) == (
        "-r --raw -z --no-renames --no-ext-diff --no-textconv --ignore-submodules=none --no-color --full-index"
        " --no-relative"
    )


def test_an_argument_is_utf8_whatever_names_of_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr(os, "fsdecode", lambda name: name.decode("latin-1"))
        assert [module._word(one) for one in ("a", "é", "\udcff")] == ["a", "Ã©", "ÿ"]
        other.setattr(os, "name", "nt")
        assert module._word("é") == "é"


def test_git_is_the_first_program_of_an_absolute_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, mode in (("plain/git", 0o644), ("one/git", 0o755), ("two/git", 0o755), ("three/git.exe", 0o755)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(mode)
    (tmp_path / "folder/git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def found(*folders: str) -> str:
        return program({"PATH": os.pathsep.join(f"{tmp_path}/{one[1:]}" if one[:1] == "/" else one for one in folders)})

    assert found("", "one", "/none", "/plain", "/folder", "/two", "/one") == f"{tmp_path}/two/git"
    for folders in (("one",), ("",), ("/three",), ("/plain", "/folder")):
        with refused(
            NotChecked,
            ("git not found in PATH, so nothing was checked.", "Install git 2.30 or newer, or correct PATH."),
        ):
            found(*folders)
    monkeypatch.setattr(os, "defpath", f"{tmp_path}/one")
    assert program({}) == f"{tmp_path}/one/git"
    with monkeypatch.context() as other:
        other.setattr(os, "name", "nt")
        assert [found("/three", "/one"), found("/one", "/three")] == [
            f"{tmp_path}/three/git.exe",
            f"{tmp_path}/one/git",
        ]


def test_the_limits_are_those_that_the_pages_tell_of() -> None:
    assert Limits() == Limits(60.0, 1_000_000, 268_435_456, 16_777_216, 65_536, 50_000, 100_000)
