"""The words of the tests of `fix`: a repository of a ledger and a report, and the command run in it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from judging import POLICY
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.cli.fix import Fixed
    from ledgergate.model import Finding

NO_TITLES = POLICY.replace('\n[rules]\ntitle-differs = "block"\n', "")


def repository(folder: Path, files: Mapping[str, str | bytes], policy: str = POLICY) -> Repository:
    """A repository with these files, all of them staged over an empty commit."""
    made = Repository(folder / "plan")
    made.files({"ledgergate.toml": policy, **files})
    made.stage()
    made.commit()
    return made


def request(where: Repository, *, staged: bool = False, rules: tuple[str, ...] = ()) -> Request:
    asked = Asked(staged=staged, worktree=not staged, cwd=str(where.path), environment=where.environment())
    return Request(asked, rules=rules)


def fix(where: Repository, *paths: str, staged: bool = False, write: bool = True, rules: tuple[str, ...] = ()) -> Fixed:
    """`ledgergate fix` without a process of its own."""
    from ledgergate.cli import fix as verb

    return verb.fix(request(where, staged=staged, rules=rules), paths, write=write)


def standing(where: Repository) -> list[Finding]:
    """What the gate finds in the work tree."""
    return list(judge(request(where)).findings)


def codes(where: Repository) -> list[str]:
    return sorted(one.code for one in standing(where))


def text(where: Repository, path: str = "report.md") -> bytes:
    return (where.path / path).read_bytes()


def disk(where: Repository) -> dict[str, bytes]:
    """Every file of the work tree."""
    found = {}
    for folder, names, files in os.walk(where.path):
        with contextlib.suppress(ValueError):
            names.remove(".git")
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                found[path.relative_to(where.path).as_posix()] = path.read_bytes()
    return found


def run(where: Repository, *words: str) -> tuple[int, str]:
    """`ledgergate fix WORDS` as a user starts it: its exit code and what it says."""
    from audit import gate

    done = gate(where, "fix", *words)
    return done.returncode, done.stdout + done.stderr
