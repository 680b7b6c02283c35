"""The words of tests about history: a repository's past as rows, and each commit checked alone, beside them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

from audit import audited
from breaking import BREAKS
from judging import POLICY, ledger, table
from ledgergate.cli.history import Told, told
from ledgergate.errors import LedgergateError
from ledgergate.gate import judge
from ledgergate.history.figures import DEAD, DRIFT
from ledgergate.history.selection import Wanted
from ledgergate.history.timeline import Row
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

ONE, TWO, THREE = ("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), ("C-3", "Tenant search", "B")


def asked(repository: Repository, **flags: Any) -> Asked:
    return Asked(cwd=str(repository.path), environment=repository.environment(), **flags)


def past(repository: Repository, policy: str = "own", *, cached: bool = False, **wanted: Any) -> Told:
    """The history of a repository, in this process."""
    return told(asked(repository), Wanted(**wanted), policy, cached=cached)


def documents(*items: tuple[str, str, str], rows: tuple[tuple[str, str, str], ...] | None = None) -> dict[str, Any]:
    """A ledger, and a report that restates it, or other rows."""
    return {"list.md": ledger(*items), "report.md": table(*(items if rows is None else rows))}


def product(folder: Path) -> Repository:
    """Four commits under one policy: two items, one more, one of them reworded in the report alone, one gone."""
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": POLICY, **documents(ONE, TWO)}, "start")
    repository.save(documents(ONE, TWO, THREE), "a third item")
    repository.save(documents(ONE, TWO, THREE, rows=(("C-1", "PSA handoff", "B"), TWO, THREE)), "the report drifts")
    repository.save(documents(TWO, THREE), "the first item is gone")
    return repository


def checked(repository: Repository, row: Row, policy_file: str = "") -> dict[str, Any]:
    """What a check of this commit alone says, in the words of `seen`."""
    request = Request(asked(repository, tree=row.point.commit.oid), policy_file, today=row.point.day)
    try:
        verdict = judge(request)
    except LedgergateError as error:
        return {"trouble": error.code}
    found = [one for one in verdict.findings if one.waived_by is None]
    return {
        "items": dict(verdict.examined.items) if not verdict.unchecked else None,
        "by": {one.ledger: dict(one.by) for one in verdict.partitions} if not verdict.unchecked else None,
        "findings": dict(Counter(one.rule for one in found)),
        "drifted": sum(one.code in DRIFT for one in found),
        "dead": sum(one.code in DEAD for one in found),
        "waived": len(verdict.waived),
        "blocking": len(verdict.blocking),
        "advisory": len(verdict.advisory),
        "exit_code": verdict.exit_code,
        "notes": [one.message for one in verdict.unchecked],
    }


def seen(row: Row) -> dict[str, Any]:
    """What a row of the history says, where it can be compared with a check of its commit."""
    one = row.figures
    if one.trouble:
        return {"trouble": one.exit_code if "policy" not in one.trouble else 2}
    whole = not one.notes
    return {
        "items": dict(one.items) if whole else None,
        "by": {name: dict(said or {}) for name, said in one.by.items()} if whole else None,
        "findings": dict(one.findings), "drifted": one.drifted, "dead": one.dead, "waived": one.waived,
        "blocking": one.blocking, "advisory": one.advisory, "exit_code": one.exit_code, "notes": list(one.notes),
    }  # fmt: skip


def troubled(folder: Path, commits: int, seed: int) -> Repository:
    """The example through as many commits: its documents break and are mended, files come and go, the policy, too."""
    repository = audited(folder)
    chance = random.Random(seed)  # noqa: S311  # a choice, no secret
    broken: list[tuple[str, bytes]] = []
    for number in range(commits - 1):
        what = chance.random()
        if broken and (what < 0.3 or broken[-1][0] == "ledgergate.toml"):
            repository.write(*broken.pop())
        elif what < 0.75:
            broken += _break(repository, chance)
        elif what < 0.85:
            cited = chance.choice(["docs/guides/workspace.md", "docs/guides/accepted-risks.md"])
            _toggle(repository, cited, broken)
        elif what < 0.9:
            broken.append(("ledgergate.toml", (repository.path / "ledgergate.toml").read_bytes()))
            repository.write("ledgergate.toml", "[ledger.candidates\n")
        else:
            repository.write(f"apps/platform/app/Other{number}.php", "<?php\n")
        repository.stage()
        repository.commit(f"commit {number}")
    return repository


def _break(repository: Repository, chance: random.Random) -> list[tuple[str, bytes]]:
    before = []
    for path, old, new in chance.choice([one for one in BREAKS if one.criterion != "posture"]).edits:
        file = repository.path / path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if old in text:
            before.append((path, file.read_bytes()))
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return before


def _toggle(repository: Repository, path: str, broken: list[tuple[str, bytes]]) -> None:
    file = repository.path / path
    if file.is_file():
        broken.append((path, file.read_bytes()))
        file.unlink()
