"""The same verdict in poor surroundings: another locale, no home, no place to write, a git that chats, few files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment
from small_team import team
from support import Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locales, pipes and limits of a POSIX system")
C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def _check(repository: Repository, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", "check", *(words or ("--staged",))], cwd=repository.path,
        env=environment(repository, **more), capture_output=True, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


@pytest.fixture
def dirty(tmp_path: Path) -> Repository:
    """Under the audit's posture, with a runtime file staged whose name no ASCII holds."""
    repository = team(tmp_path / "r")
    repository.write("apps/\u00e9\u4e2d.py", "evil\n")
    repository.stage()
    return repository


@pytest.mark.parametrize(
    "more",
    [C_LOCALE, {"PYTHONIOENCODING": "ascii:strict"}, {"HOME": ""}, {"HOME": "/nowhere"}, {"TMPDIR": "/nowhere"}],
    ids=["C locale", "ASCII output", "no home", "home is gone", "no temporary folder"],
)
def test_poor_surroundings_change_no_verdict(dirty: Repository, more: dict[str, str]) -> None:
    done = _check(dirty, **more)
    assert (done.returncode, done.stdout.count(b"LG101 runtime-path-changed")) == (1, 1), done.stderr


def test_names_are_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    repository = team(tmp_path / "r\u00e9")
    repository.branch("007-audit-\u00e9")
    repository.git("worktree", "add", "-q", "-b", "007-\u4e2d", str(tmp_path / "lin\u00e9"), "main")
    for path in (repository.path, tmp_path / "lin\u00e9"):
        one = Repository(path, init=False)
        one.write("apps/\u00e9.py", "evil\n")
        one.stage()
        assert _check(one, **C_LOCALE).returncode == 1
        assert _check(one, "--worktree", **C_LOCALE).returncode == 1


@pytest.mark.parametrize(
    ("git", "code"),
    [
        ('head -c 3000000 /dev/zero >&2; exec "$real" "$@"', 1),
        # The one git that is asked answers all the same, and its answers are held to their hashes.
        ('sleep 60 & exec "$real" "$@"', 1),
        ('ulimit -n 4; exec "$real" "$@"', 1),
        ("exec yes", 3),
        ("exit 0", 3),
    ],
    ids=["chats", "leaves somebody behind at the pipe", "has few files", "never stops", "says nothing"],
)
def test_a_git_in_trouble_is_never_a_yes(dirty: Repository, tmp_path: Path, git: str, code: int) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\nreal='{shutil.which('git')}'\n{git}\n")
    (folder / "git").chmod(0o755)
    done = _check(dirty, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", LEDGERGATE_GIT_TIMEOUT="3")
    assert done.returncode == code, done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_what_the_environment_says_of_git_has_no_say(dirty: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    program.chmod(0o755)
    (tmp_path / "libexec").mkdir()
    shutil.copy(program, tmp_path / "libexec/git-ls-tree")
    config = tmp_path / "config"
    config.write_text(f"[core]\n\tfsmonitor = {program}\n[alias]\n\tls-tree = !{program}\n")
    settings = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor'='{program}'",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_EXEC_PATH": str(tmp_path / "libexec"),
        "GIT_NAMESPACE": "other",
        "GIT_TRACE": "1",
        "GIT_WORK_TREE": "/",
        "GIT_SHALLOW_FILE": str(config),
        "GIT_GRAFT_FILE": str(config),
        "GIT_REPLACE_REF_BASE": "refs/heads",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_PREFIX": "docs/",
    }
    done = _check(dirty, **settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert not ran.exists()
