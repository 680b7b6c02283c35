"""Nothing that the gate does reaches a network: it opens no socket, and no git that it starts asks a remote."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import LEDGER, ROUTES, audited, edit
from ledgergate.cli.commands import ledgergate
from ledgergate.output import FORMATS
from offline import Offline
from support import Repository

# How each command is run here; {…} is filled in by the fixture. The first word is the command's name.
RUNS = (
    "check", "check --staged", "check --base main", "check --tree HEAD", "check --worktree",
    "check --base main --format {formats}", "check --new-only --summary -v",
    "coverage", "coverage --format json", "demo", "explain LG201", "fix --check", "fix --diff", "fix",
    "init --stdout --explain", "init --update", "items candidates", "items candidates --format {every}",
    "may {routes}", "may --hook claude", "presets", "prove --sample 5", "rules", "schema", "schema check", "truth",
    "report", "report --format json", "history", "history --format svg --no-cache", "badge", "replay --last 2",
    "why HB-101", "commit-msg {message}", "pre-push origin", "pre-receive", "update refs/heads/x {main} {head}",
    "install-hook pre-commit", "uninstall-hook pre-commit",
)  # fmt: skip
FED = {
    "pre-push": "refs/heads/x {head} refs/heads/x {main}\n",
    "pre-receive": "{main} {head} refs/heads/x\n",
    "may --hook": '{{"tool_name": "Edit", "tool_input": {{"file_path": "{routes}"}}}}',
}
# What asks another repository, or may, by git's own description.
REMOTE = {
    *("fetch", "pull", "push", "clone", "ls-remote", "remote", "submodule", "fetch-pack", "send-pack", "upload-pack"),
    *("http-fetch", "http-push", "remote-http", "remote-https", "remote-ext", "archive", "bundle", "credential"),
    *("gc", "maintenance", "daemon", "imap-send", "send-email", "svn", "p4"),
}
HOOKS = ("ledgergate", "read_only_posture", "candidate_buckets", "report_drift", "ledgergate_fix")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The example with a commit on its branch, and more in its index, some of it to be refused."""
    where = audited(tmp_path_factory.mktemp("changed") / "product")
    edit(where, LEDGER, "- **Bucket**: A\n", "- **Bucket**: B\n")
    where.stage()
    where.commit("docs: move one")
    edit(where, ROUTES, "<?php", "<?php // quick fix")
    where.stage()
    return where


def every_run(where: Offline, leaving_out: tuple[str, ...] = ()) -> None:
    """Runs all of `RUNS` and every hook; whatever they answer, none ends by what the watch did to it."""
    repository = where.repository
    message = repository.path.parent / "message"
    message.write_text("docs: note\n")
    known = {
        "formats": " --format ".join(f"{name}=../{name}.out" for name in FORMATS),
        "every": "csv", "routes": ROUTES, "message": str(message),
        "main": repository.oid("main"), "head": repository.oid("345-platform-readiness"),
    }  # fmt: skip
    for run in RUNS:
        words = run.format(**known).split()
        if words[0] in leaving_out:
            continue
        fed = next((text for start, text in FED.items() if run.startswith(start)), "")
        answered(where.gate(*words, stdin=fed.format(**known)), run)
    for hook in HOOKS:
        program = f"from ledgergate_hooks.{hook} import run; raise SystemExit(run())"
        answered(where.run([sys.executable, "-c", program]), hook)
    answered(where.gate("check", CI="true", GITHUB_ACTIONS="true", GITHUB_BASE_REF="main"), "check in CI")


def trap(path: Path, mark: Path) -> None:
    """A program that leaves a mark where it is run."""
    path.write_text(f"#!/bin/sh\n: > '{mark}'\nexit 1\n")
    path.chmod(0o755)


def answered(done: subprocess.CompletedProcess[str], run: str) -> None:
    assert done.returncode in (0, 1, 2, 3), (run, done)
    assert "was refused\n" not in done.stderr, (run, done)


def test_every_command_is_run_here() -> None:
    assert {run.split()[0] for run in RUNS} == set(ledgergate.commands), "say in RUNS how the new command is run"


def test_no_command_opens_a_socket_or_starts_anything_but_the_systems_git_and_itself(
    changed: Repository, tmp_path: Path
) -> None:
    mark = tmp_path / "ran"
    trap(changed.path / "git", mark)  # a relative folder of PATH, as some have it, may be the checkout
    where = Offline(tmp_path, changed, first=".")
    every_run(where)
    assert not mark.exists()
    assert where.sockets() == []
    started = set(where.started())
    assert {name for name, _ in started} == {"git", "python"}
    verbs = {verb for name, verb in started if name == "git"}
    assert verbs >= {"cat-file", "diff-index"}  # the watch sees them
    assert not verbs & REMOTE


def test_the_watch_sees_a_socket_wherever_it_is_opened(tmp_path: Path) -> None:
    where = Offline(tmp_path, Repository(tmp_path / "r"))
    opens = "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept Exception:\n    pass"
    for argv in ([sys.executable, "-c", opens], ["sh", "-c", f'{sys.executable} -c "$0"', opens]):
        where.log.unlink(missing_ok=True)
        assert "was refused" in where.run(argv).stderr
        assert where.sockets()


@pytest.fixture
def trapped(changed: Repository, tmp_path: Path) -> tuple[Repository, Path]:
    """A partial clone that lacks every file, whose remote is a program that leaves a mark; the clone allows it."""
    changed.git("config", "uploadpack.allowFilter", "true")
    clone = changed.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout", "--branch=345-platform-readiness")
    clone.git("branch", "main", "origin/main")
    mark, sprung = tmp_path / "asked", tmp_path / "trap"
    trap(sprung, mark)
    for name, value in (
        ("remote.origin.url", f"ext::{sprung}"), ("remote.origin.pushurl", f"ext::{sprung}"),
        ("protocol.allow", "always"), ("protocol.ext.allow", "always"),
        ("core.sshCommand", str(sprung)), ("core.fsmonitor", str(sprung)),
        ("credential.helper", str(sprung)), ("core.askPass", str(sprung)), ("core.gitProxy", str(sprung)),
        ("fetch.recurseSubmodules", "true"), ("submodule.recurse", "true"), ("maintenance.auto", "true"),
    ):  # fmt: skip
        clone.git("config", name, value)
    return clone, mark


needs_sh = pytest.mark.skipif(shutil.which("sh") is None or sys.platform == "win32", reason="the trap is a script")


@needs_sh
def test_a_git_that_is_left_to_itself_would_ask_the_remote(trapped: tuple[Repository, Path]) -> None:
    clone, mark = trapped
    clone.git("cat-file", "-p", f"HEAD:{LEDGER}", fails=True)
    assert mark.exists()


@needs_sh
def test_no_command_asks_the_remote_for_what_is_missing(trapped: tuple[Repository, Path], tmp_path: Path) -> None:
    clone, mark = trapped
    (tmp_path / "watched").mkdir()
    where = Offline(tmp_path / "watched", clone)
    every_run(where, leaving_out=("demo", "explain", "presets", "rules", "schema"))  # they look at no repository
    assert not mark.exists()
    assert where.sockets() == []
    done = where.gate("check", "--tree", "HEAD")
    assert done.returncode == 3
    assert "git fetch --refetch --no-filter" in done.stderr
