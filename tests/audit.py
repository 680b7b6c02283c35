"""The example under an audit, and the small edits that break it, each with the rule that must refuse it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from support import Repository

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "readiness-audit"
AUDIT = "specs/345-platform-readiness-roadmap-reconciliation"
LEDGER = "docs/product/spec-candidates.md"
REPORT = f"{AUDIT}/candidate-reconciliation.md"
ROUTES = "apps/platform/routes/web.php"
MODEL = "apps/platform/app/Models/Finding.php"


def audited(path: Path) -> Repository:
    """The example, committed on main, and a branch of the audit's name checked out."""
    repository = Repository(path)
    shutil.copytree(EXAMPLE, path, dirs_exist_ok=True)
    repository.stage()
    repository.commit("start")
    repository.branch("345-platform-readiness")
    return repository


def environment(repository: Repository, **more: str) -> dict[str, str]:
    """The repository's own environment, with this interpreter's commands first on the path."""
    given = repository.environment(**more)
    given["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), given["PATH"]])
    return given


def gate(repository: Repository, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`ledgergate WORDS` in the repository: a process of its own, as a user starts it."""
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", *words], cwd=repository.path, env=environment(repository, **more),
        capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


def verdict(repository: Repository, *words: str) -> dict[str, Any]:
    done = gate(repository, "check", *words, "--format", "json")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def line_of(repository: Repository, path: str, text: str, number: int = 1) -> int:
    """The line of the n-th line of a file that holds `text`, from 1."""
    lines = (repository.path / path).read_text(encoding="utf-8").split("\n")
    return [at for at, line in enumerate(lines, 1) if text in line][number - 1]


def edit(repository: Repository, path: str, old: str, new: str) -> None:
    """Replaces the first `old`; that it stands there is part of the test."""
    text = (repository.path / path).read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    repository.write(path, text.replace(old, new, 1))


class Breakage(NamedTuple):
    """One small edit, and the finding that must refuse it. Without `line` the line is not asked."""

    name: str
    code: str
    path: str
    line: int


def _row(repository: Repository, key: str) -> str:
    lines = (repository.path / REPORT).read_text(encoding="utf-8").split("\n")
    return next(line for line in lines if line.startswith(f"| {key} "))


def _runtime_edited(repository: Repository) -> Breakage:
    edit(repository, ROUTES, "<?php", "<?php // quick fix")
    return Breakage("edited", "LG101", ROUTES, 1)


def _runtime_deleted(repository: Repository) -> Breakage:
    repository.remove(MODEL)
    return Breakage("deleted", "LG101", MODEL, 1)


def _runtime_renamed(repository: Repository) -> Breakage:
    (repository.path / MODEL).rename(repository.path / "docs/Finding.php")
    return Breakage("renamed into docs", "LG101", MODEL, 1)


def _runtime_executable(repository: Repository) -> Breakage:
    (repository.path / ROUTES).chmod(0o755)
    return Breakage("made executable", "LG101", ROUTES, 1)


def _bucket_removed(repository: Repository) -> Breakage:
    line = line_of(repository, LEDGER, "### HB-101")
    edit(repository, LEDGER, "- **Bucket**: A\n", "")
    return Breakage("bucket removed", "LG201", LEDGER, line)


def _bucket_unknown(repository: Repository) -> Breakage:
    line = line_of(repository, LEDGER, "**Bucket**: A")
    edit(repository, LEDGER, "**Bucket**: A", "**Bucket**: Z")
    return Breakage("bucket Z", "LG202", LEDGER, line)


def _two_buckets(repository: Repository) -> Breakage:
    line = line_of(repository, LEDGER, "**Bucket**: A")
    edit(repository, LEDGER, "- **Bucket**: A\n", "- **Bucket**: A\n- **Bucket**: D\n")
    return Breakage("two buckets", "LG203", LEDGER, line + 1)


def _row_deleted(repository: Repository) -> Breakage:
    edit(repository, REPORT, _row(repository, "HB-104") + "\n", "")
    return Breakage("row deleted", "LG301", REPORT, line_of(repository, REPORT, "| HB-210 "))


def _row_renamed(repository: Repository) -> Breakage:
    line = line_of(repository, REPORT, "| HB-104 ")
    edit(repository, REPORT, "| HB-104 | Governance inbox", "| HB-994 | Governance intray")
    return Breakage("row renamed", "LG302", REPORT, line)


def _bucket_flipped(repository: Repository) -> Breakage:
    row = _row(repository, "HB-102")
    line = line_of(repository, REPORT, "| HB-102 ")
    edit(repository, REPORT, row, row.replace("| A |", "| C |"))
    return Breakage("bucket flipped", "LG303", REPORT, line)


def _row_doubled(repository: Repository) -> Breakage:
    row = _row(repository, "HB-102")
    line = line_of(repository, REPORT, "| HB-102 ")
    edit(repository, REPORT, row, row + "\n" + row)
    return Breakage("row doubled", "LG304", REPORT, line + 1)


def _total_off(repository: Repository) -> Breakage:
    line = line_of(repository, REPORT, "| B | Platform productization | 7 |")
    edit(repository, REPORT, "| B | Platform productization | 7 |", "| B | Platform productization | 8 |")
    return Breakage("total off by one", "LG305", REPORT, line)


def _report_deleted(repository: Repository) -> Breakage:
    repository.remove("docs/product/implementation-ledger.md")
    return Breakage("report deleted", "LG307", "docs/product/implementation-ledger.md", 1)


BREAKAGES = {
    "edited": _runtime_edited,
    "deleted": _runtime_deleted,
    "renamed-out": _runtime_renamed,
    "executable": _runtime_executable,
    "bucket-removed": _bucket_removed,
    "bucket-unknown": _bucket_unknown,
    "two-buckets": _two_buckets,
    "row-deleted": _row_deleted,
    "row-renamed": _row_renamed,
    "bucket-flipped": _bucket_flipped,
    "row-doubled": _row_doubled,
    "total-off": _total_off,
    "report-deleted": _report_deleted,
}


def has(findings: list[dict[str, Any]], wanted: Breakage) -> bool:
    """Whether the finding is among them, at its place."""
    return any((one["code"], one["path"], one["line"]) == wanted[1:] for one in findings)


def a_clean_edit(repository: Repository) -> None:
    """A change of documents that breaks nothing."""
    path = repository.path / AUDIT / "plan.md"
    repository.write(f"{AUDIT}/plan.md", path.read_text(encoding="utf-8") + "\nOne more sentence for the plan.\n")
