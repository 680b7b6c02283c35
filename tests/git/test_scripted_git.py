"""What is asked of git, and what is made of its answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git import processes as module
from ledgergate.git.processes import DIFF, Git, Limits, environment, program
from ledgergate.git.spawn import TooLateError
from refusals import SAME, refused
from scripted_git import LAYOUT, PATIENCE, TRACED, Scripted, scripted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Git]:
    return scripted(monkeypatch)


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
    assert environment(LAYOUT, given) == dict.fromkeys(KEPT, "x") | SET | {"GIT_CEILING_DIRECTORIES": "/"}
    assert environment(LAYOUT, {}) == SET | {"GIT_CEILING_DIRECTORIES": "/"}


def test_a_git_folder_that_was_named_brings_its_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    named = LAYOUT.but(explicit=True, common_dir="/common")
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


SETTINGS = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.sshCommand=false", "core.attributesFile=/dev/null",
    "core.commitGraph=false", "core.quotePath=false", "protocol.allow=never", "safe.bareRepository=explicit",
    "diff.renames=false", "submodule.recurse=false", "core.askPass=false", "credential.helper=",
)  # fmt: skip
ARGUMENTS = [
    *("--no-replace-objects", "--literal-pathspecs", "--no-pager", "--no-optional-locks"),
    *[word for one in SETTINGS for word in ("-c", one)],
]


def test_git_is_called_with_these_words(script: Callable[..., Git]) -> None:
    git = script([b"x\n"], [b"y\n"])
    assert git.run("rev-parse", "é") == b"x\n"
    (first,) = Scripted.started
    assert first.argv == ["/bin/git", "-C", "/r", *ARGUMENTS, "rev-parse", "é"]
    assert first.variables == environment(LAYOUT, {"HOME": "/h"}) | {"GIT_TRACE2_EVENT": "2"}
    assert (first.feed, first.waited, first.ended, git.calls, git.version) == (False, [60.0], 1, 1, (2, 43))
    git.run("rev-parse")
    assert Scripted.started[1].variables == environment(LAYOUT, {"HOME": "/h"})
    assert " ".join(DIFF) == (
        "-r --raw -z --no-renames --no-ext-diff --no-textconv --ignore-submodules=none --no-color --full-index"
        " --no-relative"
    )


def test_lines_are_told_as_they_are(script: Callable[..., Git]) -> None:
    assert script([b"a\n\xff\n"]).lines("x") == ["a", "\udcff"]
    assert script(([b"a\n"], TRACED, 1)).lines("x", accept=(0, 1)) == ["a"]


def test_an_argument_is_utf8_whatever_names_of_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr(os, "fsdecode", lambda name: name.decode("latin-1"))
        assert [module._word(one) for one in ("a", "é", "\udcff")] == ["a", "Ã©", "ÿ"]
        other.setattr(os, "name", "nt")
        assert module._word("é") == "é"


def test_a_git_that_does_not_start_says_why(script: Callable[..., Git], monkeypatch: pytest.MonkeyPatch) -> None:
    for error, why in ((OSError("no room"), "no room"), (ValueError("embedded null byte"), "embedded null byte")):
        with refused(NotChecked, (f"git could not be started: {why}.", "")):
            script(error).run("x")
    git = script([b"x"])
    monkeypatch.setattr("ledgergate.git.spawn.Child", None)
    monkeypatch.setattr("ledgergate.git.popen.Child", Scripted)
    monkeypatch.delattr(os, "posix_spawn")
    assert git.run("x") == b"x"


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


# What a git says beside its answer, and what it says of its version -> its version; or how it is called in a refusal.
VERSIONS: dict[tuple[bytes, bytes], tuple[int, int] | str] = {
    (TRACED, b""): (2, 43),
    (b"warning: x\n" + TRACED + b'{"event":"exit","exe":"1.0"}\n', b""): (2, 43),
    (TRACED + TRACED.replace(b"2.43", b"1.0"), b""): (2, 43),
    (b'"event":"version","exe":"2.31","exe":"1.0"\n', b""): (2, 31),
    (b'{"event":"version","exe":"3.0-rc1"}', b""): (0, 0),
    (b'{"event":"version","sid":"1"}\n{"exe":"2.43.0"}\n', b"git version 2.40.1\n"): (2, 40),
    (b'{"exe":"2.43.0"}\n', b"git version 2.39\n"): (2, 39),
    (b"", b"git version 2.30\n"): (2, 30),
    (b"", b"git version 10.2.windows.1"): (10, 2),
    (b"", b"git version 2.29.9"): "2.29",
    (b"", b"git version 1.99"): "1.99",
    (b"", b"git version 1.0"): "1.0",
    (b"", b"git version 0.2"): "0.2",
    (b'{"event":"version","exe":"","sid":"9.9"}\n', b"git version 2.41"): (2, 41),
    (b"", b"git version 2"): "of unknown age",
    (b"", b"git version two.40"): "of unknown age",
    (b"", b"git version 2.x"): "of unknown age",
    (b"", b"hello"): "of unknown age",
}


@pytest.mark.parametrize("said", VERSIONS)
def test_the_version_is_told_by_the_trace_or_asked_for(script: Callable[..., Git], said: tuple[bytes, bytes]) -> None:
    err, answer = said
    wanted = VERSIONS[said]
    git = script(([b"x"], err, 0), ([answer], b"", 0), ([b"x"], b"", 0))
    if wanted == (0, 0):
        wanted = "of unknown age"
    if isinstance(wanted, str):
        why = (f"This git ({wanted}) is older than 2.30, so nothing was checked.", "Update git.")
        with refused(NotChecked, why):
            git.run("x")
        return
    assert git.run("x") == b"x"
    assert git.version == wanted
    assert git.calls == (2 if answer else 1)
    assert [one.argv[-1] for one in Scripted.started] == ["x", "--version"][: git.calls]


def test_an_answer_counts_by_its_status(script: Callable[..., Git]) -> None:
    call = script(([b"x"], TRACED, 1)).start("verb", "-z")
    with refused(NotChecked, ("The output of git verb breaks off, so nothing was checked.", SAME)):
        call.output((0, 1))
    assert call.status == 1
    for said, status, why, cure in (
        ([b""], 1, "git verb failed (exit status 1), so nothing was checked.", ""),
        ([b""], -9, "git verb was ended by signal 9, so nothing was checked.", SAME),
        (TooLateError(), 0, "git verb did not end within 60 seconds, so nothing was checked.", PATIENCE),
    ):
        with refused(NotChecked, (why, cure)):
            script((said, TRACED, status)).run("verb")
        assert Scripted.started[0].ended == 1
    assert script([b"a\0"]).run("verb", "-z") == b"a\0"
    assert script([b""]).run("verb", "-z") == b""
    assert script([b"a"]).run("verb") == b"a"
    assert script([b"a"]).start("verb").output() == b"a"


@pytest.mark.parametrize(
    ("verb", "pieces", "fits"),
    [
        ("ls-tree", [b"\0" * 2], True), ("ls-tree", [b"\0" * 3], False), ("ls-tree", [b"\0\0", b"\0"], False),
        ("diff-tree", [b"\0" * 4], True), ("diff-tree", [b"\0" * 5], False), ("ls-diff-", [b"\0" * 3], False),
        ("ls-tree", [b"12345", b"12345"], True), ("ls-tree", [b"12345", b"123456"], False),
    ],
)  # fmt: skip
def test_an_answer_may_be_so_long(script: Callable[..., Git], verb: str, pieces: list[bytes], fits: bool) -> None:
    git = script(pieces, entries=2, output=10)
    if fits:
        assert git.run(verb) == b"".join(pieces)
    else:
        with refused(NotChecked, (f"git {verb} lists more than 2 entries.", "")):
            git.run(verb)
