"""Draws the pictures of the documentation from what really happens: `python tests/pictures.py docs/images`.

Two terminals show what the gate prints there, in its colours, and the flow of a check has a box for each package that
a check calls, in the order in which it is first called. A test compares the files with what is drawn anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from audit import edit  # noqa: E402  # the path comes first
from flow import drawn as flow_of_a_check  # noqa: E402
from following import blocks  # noqa: E402
from support import Repository  # noqa: E402
from terminal import drawn, shown  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROMPT = "\x1b[2m$\x1b[0m "
IDEAS = "| Idea | Who |\n|---|---|\n| Longer loans | Ada |\n| A book club | Sam |\n"
MESSAGE = "Decide on cover pictures"


def plan(path: Path) -> Repository:
    """The plan that the README sets up, under its policy, with the gate installed."""
    made = Repository(path)
    made.files({one.file: one.text for one in blocks(README) if one.language in ("markdown", "toml")})
    made.stage()
    made.commit("Put the plan under a gate")
    return made


def broken(where: Repository) -> Repository:
    """The same on a branch for documents, with a runtime file and a decision that the report does not know."""
    where.branch("docs/spring")
    where.write("src/loans.py", "def renew(): ...\n")
    edit(where, "docs/candidates.md", "**Bucket**: later", "**Bucket**: now")
    where.stage()
    return where


def refusal(folder: Path) -> str:
    where = broken(plan(folder / "plan"))
    shown(where, "ledgergate", "install-hook", "pre-commit")
    said = shown(where, "git", "commit", "-m", MESSAGE)
    about = "The report says another bucket than the ledger does, and a read-only branch adds a source file."
    return drawn("refusal", "A refused commit", about, f'{PROMPT}git commit -m "{MESSAGE}"\n{said}')


def coverage(folder: Path) -> str:
    where = plan(folder / "plan")
    ledger = (where.path / "docs/candidates.md").read_text(encoding="utf-8")
    where.save({"docs/candidates.md": f"{ledger}\n## Heard at the desk\n\n{IDEAS}"})
    said = shown(where, "ledgergate", "coverage")
    about = "A table with a row for each document: how many of its lines are checked, ignored and read by nobody."
    return drawn("coverage", "What a policy checks", about, f"{PROMPT}ledgergate coverage\n{said}")


def flow(folder: Path) -> str:
    return flow_of_a_check(broken(plan(folder / "plan")))


PICTURES = {"refusal.svg": refusal, "coverage.svg": coverage, "flow.svg": flow}


def made(name: str) -> str:
    with TemporaryDirectory() as folder:
        return PICTURES[name](Path(folder))


if __name__ == "__main__":
    for name in PICTURES:
        (Path(sys.argv[1]) / name).write_text(made(name), encoding="utf-8", newline="\n")
