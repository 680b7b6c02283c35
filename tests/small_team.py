"""A small team under a read-only posture, judged in this process: the words of tests about posture and hooks."""

from __future__ import annotations

from pathlib import Path

from ledgergate.errors import LedgergateError
from ledgergate.gate import judge
from ledgergate.model import Finding, Verdict
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

POLICY = """\
[documents]
whitespace = true
[posture]
runtime = ["apps/**"]
[posture.read_only]
declared = true
branches = ["docs/*"]
commit_types = ["docs"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/ledger.md", items = "table", key = "ID" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/report.md"
ledger = "candidates"
totals = { by = "bucket" }
[[package]]
path = "specs/*"
status = { label = "Status", closed = ["Complete"] }
"""
LEDGER = (
    "# Ledger\n\n| ID | Candidate | Bucket |\n| --- | --- | --- |\n| C-1 | Sync | now |\n| C-2 | Import | later |\n"
)
REPORT = "# Report\n\n| Bucket | Count |\n| --- | --- |\n| now | 1 |\n| later | 1 |\n"
AUDIT = "specs/007-audit/spec.md"
OLD = "specs/001-old/spec.md"
WORKFLOW = """\
on: [pull_request]
jobs:
  gate:
    steps:
      - run: ledgergate check
"""
HOOKS = """\
repos:
  - repo: https://example.invalid/ledgergate
    rev: v1
    hooks:
      - id: ledgergate
"""
FILES = {
    "ledgergate.toml": POLICY,
    "docs/ledger.md": LEDGER,
    "docs/report.md": REPORT,
    "docs/guide.md": "".join(f"guide {n}\n" for n in range(30)),
    "apps/main.py": "".join(f"main = {n}\n" for n in range(30)),
    AUDIT: "# Audit\n\n**Status**: Draft\n**Runtime posture**: Read-only\n",
    OLD: "# Old\n\n**Status**: Complete\n\n## What\n\nIt syncs, see [notes](notes.md).\n",
    ".github/workflows/gate.yml": WORKFLOW,
    ".pre-commit-config.yaml": HOOKS,
}


def team(path: Path, branch: str = "007-audit") -> Repository:
    """The files on main, and a branch (the audit's own without a name) checked out."""
    repository = Repository(path)
    repository.save(FILES, "start")
    repository.branch(branch)
    return repository


def judged(repository: Repository, message: str = "", **flags: Any) -> Verdict:
    """The verdict on what is staged, or on what the flags say."""
    flags = flags or {"staged": True}
    return judge(
        Request(Asked(cwd=str(repository.path), environment=repository.environment(), **flags), message=message)
    )


def staged(repository: Repository, content: Mapping[str, str | bytes], message: str = "") -> tuple[Finding, ...]:
    """What the gate finds once these files are staged."""
    repository.files(content)
    repository.stage()
    return judged(repository, message).findings


def told(findings: tuple[Finding, ...], level: str = "block") -> list[tuple[str, str, int]]:
    """(code, path, line) of the findings of a level."""
    return [(one.code, one.place.path, one.place.line) for one in findings if one.level == level]


def code(repository: Repository, **flags: Any) -> int:
    """The exit code that a command would have."""
    try:
        return judged(repository, **flags).exit_code
    except LedgergateError as error:
        return error.code
