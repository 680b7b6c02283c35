"""Repositories with one finding each, at every moment, and stand-ins for git that fail or lie at one of its calls."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from ledgergate.errors import LedgergateError
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from small_team import FILES, LEDGER, POLICY, team
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

EVIL = {"apps/main.py": "evil\n"}
MAIN = {"base": "main", "head": "007-audit"}
STAGED = {"staged": True}
_SPLIT = POLICY.replace('path = "docs/ledger.md"', 'path = "docs/ledger*.md"')


class Broken(NamedTuple):
    """A repository with a finding, and the flags that ask for it."""

    repository: Repository
    flags: dict[str, Any]


def _edited(repository: Repository) -> dict[str, Any]:
    repository.files(EVIL)
    repository.stage()
    return STAGED


def _deleted(repository: Repository) -> dict[str, Any]:
    repository.git("rm", "-q", "apps/main.py")
    return STAGED


def _unclassified(repository: Repository) -> dict[str, Any]:
    repository.files({"docs/ledger.md": LEDGER + "| C-3 | Export | |\n"})
    repository.stage()
    return STAGED


def _edited_and_moved_on(repository: Repository) -> dict[str, Any]:
    repository.save(EVIL)
    repository.checkout("main")
    repository.save({"docs/other.md": "the base moves\n"})
    return MAIN


def _deleted_in_a_range(repository: Repository) -> dict[str, Any]:
    _deleted(repository)
    repository.commit()
    return MAIN


def _merged_into(repository: Repository) -> dict[str, Any]:
    repository.save({"docs/guide.md": FILES["docs/guide.md"].replace("guide 3\n", "evil\n")})
    repository.checkout("main")
    repository.git("mv", "docs/guide.md", "apps/guide.md")
    repository.commit()
    return MAIN


def _crossed(repository: Repository) -> dict[str, Any]:
    """Two merge bases, and a fix of the one taken back: equal to the other."""
    one = repository.save({"docs/other.md": "topic\n"})
    repository.checkout("main")
    two = repository.save({"apps/main.py": "fixed\n"})
    repository.merge(one)
    repository.checkout("007-audit")
    repository.merge(two)
    repository.save({"apps/main.py": FILES["apps/main.py"]})
    return MAIN


def _detached(repository: Repository) -> dict[str, Any]:
    repository.git("branch", "-q", "feature")
    repository.checkout("007-audit", detach=True)
    return _edited(repository)


def _docs_commit(repository: Repository) -> dict[str, Any]:
    repository.checkout("main")
    repository.branch("feature")
    repository.save({"docs/other.md": "one\n"}, "feat: one")
    repository.save(EVIL, "docs: two")
    repository.save({"docs/other.md": "three\n"}, "feat: three")
    return {"base": "main", "head": "feature"}


def _one_of_two_ledgers(repository: Repository) -> dict[str, Any]:
    more = LEDGER.replace("C-1", "C-8").replace("C-2", "C-9")
    report = FILES["docs/report.md"].replace("now | 1", "now | 2").replace("later | 1", "later | 1")
    repository.save(
        {"ledgergate.toml": _SPLIT, "docs/ledger-2.md": more.replace("later", "  "), "docs/report.md": report}
    )
    return {"tree": "HEAD"}


SITUATIONS: dict[str, Callable[[Repository], dict[str, Any]]] = {
    "edited": _edited,
    "deleted": _deleted,
    "unclassified": _unclassified,
    "a range": _edited_and_moved_on,
    "deleted in a range": _deleted_in_a_range,
    "by the merge alone": _merged_into,
    "two merge bases": _crossed,
    "detached": _detached,
    "a docs commit": _docs_commit,
    "a tree": _one_of_two_ledgers,
}


def broken(path: Path, situation: str) -> Broken:
    repository = team(path)
    flags = SITUATIONS[situation](repository)
    if flags.get("staged"):
        repository.git("write-tree")  # what `git commit` does before it runs a hook
    return Broken(repository, flags)


def stand_in(folder: Path, fault: str, which: int) -> None:
    """A git that counts its calls in files and runs the shell lines `fault` at one of them (0: at none).

    The shell makes a file that is not there itself (`set -C`), which no two calls can do: it starts no process for it.
    """
    folder.mkdir()
    script = (
        f"#!/bin/sh\nreal='{shutil.which('git')}'\nhere='{folder}'\npython='{sys.executable}'\nn=1\nset -C\n"
        'while ! true >"$here/$n"; do n=$((n + 1)); done 2>/dev/null\nset +C\n'
        f'if [ "$n" = {which} ]; then\n{fault}\nfi\nexec "$real" "$@"\n'
    )
    (folder / "git").write_text(script)
    (folder / "git").chmod(0o755)


def calls(folder: Path) -> int:
    """How often the stand-in was called."""
    return len([one for one in folder.iterdir() if one.name.isdigit()])


def code(one: Broken, folder: Path) -> int:
    """The exit code of a check with the folder's git."""
    environment = one.repository.environment(LEDGERGATE_GIT_TIMEOUT="1")
    environment["PATH"] = f"{folder}{os.pathsep}{environment['PATH']}"
    try:
        return judge(Request(Asked(cwd=str(one.repository.path), environment=environment, **one.flags))).exit_code
    except LedgergateError as error:
        return error.code
