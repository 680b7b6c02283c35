"""What one run of the hook costs, counted: git processes, modules, documents and bytes parsed, policies parsed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pyromark
import tomli

from support import Repository

_PACKAGES = pyromark.__file__, tomli.__file__
ROOT = Path(__file__).resolve().parents[1]
_HOMES = sorted({str(ROOT / "src"), str(ROOT / "hooks"), *(str(Path(one or "").parents[1]) for one in _PACKAGES)})
# `site` imports os wherever Python starts; a bare interpreter here does without `site`, and so without the machine's
# own packages.
_MODULES = """\
bare = set(sys.modules)
from ledgergate_hooks.ledgergate import main
telling(main, lambda: dict(modules=sorted(set(sys.modules) - bare)))
"""
_PARSED = """\
import pyromark, tomli
read, policies = [], []

def counted(parse, kept):
    def counting(text, *more, **named):
        kept.append(len(text.encode() if isinstance(text, str) else text))
        return parse(text, *more, **named)
    return counting

for name in ("events", "events_with_range"):
    setattr(pyromark, name, counted(getattr(pyromark, name), read))
for name in ("tomli", "tomllib"):
    try:
        parser = __import__(name)
    except ImportError:
        continue
    parser.loads = counted(parser.loads, policies)
from ledgergate_hooks.ledgergate import main
telling(main, lambda: dict(documents=read, policies=len(policies)))
"""
# A hook may end its process itself as soon as its verdict is written; what was counted is told before that.
_TOLD = """\
import os, sys
sys.path[:0] = {homes!r}

def telling(main, counted):
    leave = os._exit

    def told(status):
        found = dict(counted(), status=status)
        import json
        os.write(2, (chr(10) + json.dumps(found)).encode())
        leave(0)

    os._exit = told
    told(main())

"""
_SHIM = '#!/bin/sh\nprintf "%s\\n" "$*" >> "{log}"\nexec "{git}" "$@"\n'


class Parsed(NamedTuple):
    """`documents` are the sizes in bytes of the Markdown that was parsed, `policies` how often TOML was."""

    documents: list[int]
    policies: int


def git_processes(repository: Repository, folder: Path, **told: str) -> list[str]:
    """The command lines of every git that one run of the hook starts, git's own settings aside."""
    log, shim = folder / "git.log", folder / "shim" / "git"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(_SHIM.format(log=log, git=shutil.which("git")))
    shim.chmod(0o755)
    log.write_text("")
    path = os.pathsep.join([str(shim.parent), os.environ["PATH"]])
    _run(repository, _MODULES, told | {"PATH": path})
    return [_verb(line) for line in log.read_text().splitlines()]


def modules(repository: Repository, **told: str) -> list[str]:
    """Every module that the hook imports, beyond those of a bare interpreter."""
    found: list[str] = _run(repository, _MODULES, told)["modules"]
    return found


def parsed(repository: Repository, **told: str) -> Parsed:
    found = _run(repository, _PARSED, told)
    return Parsed(found["documents"], found["policies"])


def _run(repository: Repository, program: str, told: dict[str, str]) -> dict[str, Any]:
    source = _TOLD.format(homes=_HOMES) + program
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", source], cwd=repository.path, env=repository.environment(**told),
        capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1]) if done.stderr else {}
    assert found.get("status") in (0, 1), done.stdout + done.stderr
    return found


def _verb(line: str) -> str:
    """The command with its arguments: what stands before is the same for every git that the gate starts."""
    words = line.split()
    verbs = ("diff-index", "diff-tree", "ls-tree", "ls-files", "cat-file", "rev-parse", "merge-base", "for-each-ref")
    known = [number for number, word in enumerate(words) if word in verbs]
    return " ".join(words[known[0] :]) if known else line
