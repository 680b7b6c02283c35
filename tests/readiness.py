"""The example's audit in the words of readiness: close it, break it, and see which rule refuses it where."""

from __future__ import annotations

from pathlib import Path

from audit import AUDIT, audited, edit, line_of
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Finding, Verdict

RECOMMENDED = f"{AUDIT}/next-spec-recommendation.md"
READINESS = f"{AUDIT}/platform-readiness-report.md"
ROADMAP = "docs/product/roadmap.md"
CHECKLIST = f"{AUDIT}/checklists/requirements.md"
SPEC = f"{AUDIT}/spec.md"

__all__ = ["AUDIT", "CHECKLIST", "READINESS", "RECOMMENDED", "ROADMAP", "SPEC", "edit", "line_of"]


def example(folder: Path) -> Repository:
    """The example as it stands, committed."""
    return audited(folder / "product")


def closed(folder: Path) -> Repository:
    """The example with its audit finished: status, tasks and the reports that restate them."""
    repository = example(folder)
    edit(repository, SPEC, "**Status**: In Progress", "**Status**: Complete")
    edit(repository, f"{AUDIT}/tasks.md", "- [ ] T013", "- [x] T013")
    edit(repository, f"{AUDIT}/tasks.md", "- [ ] T014", "- [x] T014")
    edit(
        repository, f"{AUDIT}/repo-truth-map.md", "| In Progress | read-only | 12/14", "| Complete | read-only | 14/14"
    )
    edit(repository, "docs/product/implementation-ledger.md", "| In Progress | 12/14", "| Complete | 14/14")
    repository.stage()
    repository.commit("Close the audit")
    return repository


def small(folder: Path, policy: str, **files: str) -> Repository:
    """A repository of a policy and a few files; `__` in a name is a slash, `_md` at its end the suffix."""
    repository = Repository(folder / "small")
    named = {
        name.replace("__", "/").removesuffix("_md") + ".md" * name.endswith("_md"): text for name, text in files.items()
    }
    repository.save({"ledgergate.toml": policy, **named})
    return repository


def verdict_on(repository: Repository, *rules: str) -> Verdict:
    """The gate's answer on what the work tree would record."""
    repository.stage()
    asked = Asked(staged=True, cwd=str(repository.path), environment=repository.environment())
    return judge(Request(asked, rules=rules))


def told(repository: Repository, *rules: str) -> list[tuple[str, str, int]]:
    """Code, path and line of every finding."""
    return [_short(one) for one in verdict_on(repository, *rules).findings]


def findings(repository: Repository, *rules: str) -> tuple[Finding, ...]:
    return verdict_on(repository, *rules).findings


def _short(one: Finding) -> tuple[str, str, int]:
    return one.code, one.place.path, one.place.line
