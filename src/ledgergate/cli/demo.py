"""A scratch repository made of the example, one commit that passes and one that is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile

from ledgergate.errors import Misused, NotChecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# In a wheel the example lies beside the presets, in a checkout at the top.
_HOMES = (os.path.join(_HERE, "presets", "example"), os.path.join(_HERE, "..", "..", "examples", "readiness-audit"))
_NOTE = "specs/345-platform-readiness-roadmap-reconciliation/plan.md"
_RUNTIME = "apps/platform/routes/web.php"
_LEDGER = "docs/product/spec-candidates.md"


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
    shutil.copytree(source, folder, dirs_exist_ok=True)
    _git(folder, "init", "-q", "-b", "main")
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
    done = subprocess.run([sys.executable, "-m", "ledgergate", "check", "--staged"], cwd=folder, check=False)
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
    """Runs git in the scratch repository, under none of the settings that a surrounding hook has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {
        f"GIT_{one}_{part}": word
        for one in ("AUTHOR", "COMMITTER")
        for part, word in (("NAME", "Demo"), ("EMAIL", "demo@example.invalid"))
    }
    try:
        subprocess.run(["git", *words], cwd=folder, env={**kept, **who}, check=True, capture_output=True)
    except FileNotFoundError:
        raise NotChecked("git is not installed", "install git 2.30 or newer") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotChecked(
            f"git {words[0]} failed: {said[-1] if said else error.returncode}", "mend git's settings and try again"
        ) from None
