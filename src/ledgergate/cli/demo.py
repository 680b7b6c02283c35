"""A scratch repository made of the example, one commit that passes and one that is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

from ledgergate.errors import Misused, NotChecked
from ledgergate.git.processes import program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    import git

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# In a wheel the example lies beside the presets, in a checkout at the top.
_HOMES = (os.path.join(_HERE, "presets", "example"), os.path.join(_HERE, "..", "..", "examples", "readiness-audit"))
_NOTE = "specs/345-platform-readiness-roadmap-reconciliation/plan.md"
_RUNTIME = "apps/platform/routes/web.php"
_LEDGER = "docs/product/spec-candidates.md"
# What the user has set up must not decide what is committed here: hooks, signing, ignored files, filters.
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.excludesFile": os.devnull,
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    "commit.gpgSign": "false",
}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Demo",
    "GIT_AUTHOR_EMAIL": "demo@example.invalid",
    "GIT_COMMITTER_NAME": "Demo",
    "GIT_COMMITTER_EMAIL": "demo@example.invalid",
}
_UNUSABLE = "install git 2.30 or newer, and make sure that `git version` runs"


def show(keep: str, out: TextIO) -> int:
    """Build the repository, run the gate twice and say what happened. Returns 0 when both answers were right."""
    folder = os.path.abspath(keep) if keep else tempfile.mkdtemp(prefix="ledgergate-demo-")
    try:
        _build(folder)
        passed = _scene(
            folder,
            out,
            "a commit that adds a line to the plan",
            _NOTE,
            "\nThe audit reads; it changes nothing that runs.\n",
        )
        refused = _scene(
            folder,
            out,
            "a commit that edits a route and leaves a candidate without a bucket",
            _RUNTIME,
            "\n// a quick fix\n",
        )
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    if keep:
        out.write(f"The repository is in {folder}; try `ledgergate check --staged` there.\n")
    return 0 if (passed, refused) == (0, 1) else 4


def _build(folder: str) -> None:
    source = next((home for home in _HOMES if os.path.isdir(home)), None)
    if source is None:
        raise NotChecked("the example is not installed with this copy of ledgergate", "reinstall ledgergate")
    if os.path.isdir(folder) and os.listdir(folder):
        raise Misused(f"{folder} is not empty", "name a folder that does not exist yet")
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    except OSError as error:  # of several files it has no strerror
        raise Misused(
            f"{folder} cannot be written: {error.strerror or 'some files were refused'}", "name another folder"
        ) from None
    _git(folder, "init", "-q", "-b", "main", "--template=")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "--no-verify", "-m", "Start from the example")
    _git(folder, "checkout", "-q", "-b", "345-platform-readiness-audit")


def _scene(folder: str, out: TextIO, what: str, path: str, text: str) -> int:
    with open(os.path.join(folder, path), "a", encoding="utf-8") as file:
        file.write(text)
    if path == _RUNTIME:
        _unclassify(os.path.join(folder, _LEDGER))
    _git(folder, "add", "-A")
    out.write(f"\n$ git commit    # {what}\n\n")
    out.flush()
    command = [sys.executable, "-m", "ledgergate", "check", "--staged"]
    done = subprocess.run(command, cwd=folder, env=_outside(), check=False)
    out.write(f"\nexit code {done.returncode}\n")
    if done.returncode == 0:
        _git(folder, "commit", "-q", "--no-verify", "-m", "Note what the audit is")
    return done.returncode


def _unclassify(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("- **Bucket**"))
    lines[at] = "- **Bucket**: TBD"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines))


def _git(folder: str, *words: str) -> None:
    """Runs git in the scratch repository, under none of the settings that the user or a surrounding hook has."""
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    found = _program()
    with _surroundings({**_outside(), **_ENVIRONMENT, "GIT_PYTHON_GIT_EXECUTABLE": found}):
        try:
            # It starts git when it is imported, and takes long to do so.
            import git
        except ModuleNotFoundError:
            raise NotChecked("GitPython is not installed", "install ledgergate again, with what it needs") from None
        except ImportError:
            raise NotChecked(f"{found} does not run", _UNUSABLE) from None
        try:
            # Not Git(folder): it takes `$NAME` in a folder's name for a variable.
            git.Git().execute([found, "-C", folder, *settings, *words])
        except git.GitCommandNotFound:
            raise NotChecked("git is not installed", _UNUSABLE) from None
        except git.GitCommandError as error:
            raise NotChecked(f"git {words[0]} failed: {_said(error)}", _UNUSABLE) from None


def _program() -> str:
    try:
        return program(os.environ)
    except NotChecked:
        raise NotChecked("git is not installed", _UNUSABLE) from None


def _said(error: git.GitCommandError) -> str:
    """The last line that git wrote, which GitPython hands on within a sentence of its own."""
    said = error.stderr.strip().removeprefix("stderr: '").removesuffix("'").strip().splitlines()
    return said[-1] if said else f"exit status {error.status}"


def _outside() -> dict[str, str]:
    """The environment without what a hook that runs the demo was told of its own repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


@contextmanager
def _surroundings(given: dict[str, str]) -> Iterator[None]:
    """`given` as this process's environment: GitPython reads it, and can only add to what git gets of it."""
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(given)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
