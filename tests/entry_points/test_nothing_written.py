"""Checking leaves a repository as it was: every name, mode, time and byte, at every moment and at every entry point."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment
from small_team import FILES, team
from support import Repository

ZERO = "0" * 40
State = dict[str, tuple[int, int, bytes]]


def _state(folder: Path) -> State:
    """name -> mode, time of change, content (a link's target; nothing of a folder) of all that lies there."""
    found = {}
    for above, folders, names in os.walk(folder):
        for name in (".", *folders, *names):
            path = os.path.join(above, name)
            about = os.lstat(path)
            if os.path.islink(path):
                content = os.fsencode(os.readlink(path))
            else:
                content = Path(path).read_bytes() if os.path.isfile(path) else b""
            found[path] = (about.st_mode, about.st_mtime_ns, content)
    return found


def _asks(repository: Repository, said: str, *words: str, **more: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", *words], cwd=repository.path, env=environment(repository, **more),
        input=said.encode(), capture_output=True,
    ).returncode  # fmt: skip


@pytest.fixture
def busy(tmp_path: Path) -> Repository:
    """A branch behind its base with an edit that the merge carries elsewhere, staged and unstaged edits, a link."""
    repository = team(tmp_path / "r")
    repository.link("docs/link", "../apps")
    repository.save({"docs/guide.md": FILES["docs/guide.md"].replace("guide 3\n", "edited\n")}, "docs: edit")
    repository.checkout("main")
    repository.git("mv", "docs/guide.md", "apps/guide.md")
    repository.commit("move it")
    repository.checkout("007-audit")
    repository.files({"apps/main.py": "staged\n"})
    repository.stage()
    repository.files({"apps/main.py": "unstaged\n", "docs/new.md": "new\n"})
    # Times that git would like to refresh: every file looks touched.
    os.utime(repository.path / "docs/ledger.md", (1, 1))
    return repository


def test_no_moment_writes_anything(busy: Repository, tmp_path: Path) -> None:
    message = tmp_path / "message"
    message.write_text("docs: edit\n")
    main, head = busy.oid("main"), busy.oid()
    before = _state(busy.path)
    asked = [
        ("", ("check",), {}, 1),
        ("", ("check", "--staged"), {}, 1),
        ("", ("check", "--staged", "--base", "main"), {}, 1),
        ("", ("check",), {"GIT_INDEX_FILE": ".git/index"}, 1),
        ("", ("check", "--base", "main", "--merge-result"), {}, 1),
        ("", ("check", "--tree", "HEAD"), {}, 0),
        ("", ("check", "--worktree"), {}, 1),
        ("", ("check",), {"CI": "true", "GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": main}, 1),
        ("", ("check",), {"PRE_COMMIT_FROM_REF": main, "PRE_COMMIT_TO_REF": head}, 1),
        ("", ("commit-msg", str(message)), {}, 1),
        (f"refs/heads/a {head} refs/heads/b {main}\n", ("pre-push", "origin", "x"), {}, 1),
        ("", ("truth",), {}, 0),
    ]
    for said, words, more, code in asked:
        assert _asks(busy, said, *words, **more) == code, words
        assert _state(busy.path) == before, words


def test_no_door_of_a_server_writes_anything(busy: Repository, tmp_path: Path) -> None:
    server = busy.clone(tmp_path / "server.git", "--bare", "--branch=main")
    main, head = server.oid("main"), server.oid("007-audit")
    before = _state(server.path)
    pushed = f"{main} {head} refs/heads/main\n{ZERO} {head} refs/heads/new\n{head} {ZERO} refs/heads/gone\n"
    for said, words in (
        (pushed, ("pre-receive",)),
        ("", ("update", "refs/heads/main", main, head)),
        ("", ("check", "--base", "main", "--head", "007-audit")),
    ):
        assert _asks(server, said, *words, GIT_DIR=".") == 1, words
        assert _state(server.path) == before, words
