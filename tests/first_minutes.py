"""Writes docs/first-five-minutes.md: refusals of the example, each mended by doing what its message says.

python tests/first_minutes.py docs/first-five-minutes.md

Each command is really run, and each edit is made by the hands that follow messages in tests/adoption/test_advice.py:
they know the message and the place that it names, and nothing of what was broken.
"""

from __future__ import annotations

import re
import sys
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from adoption.test_advice import HANDS  # noqa: E402  # the path comes first
from audit import LEDGER, MODEL, REPORT, ROUTES, audited, edit, gate  # noqa: E402
from breaking import RECONCILED  # noqa: E402
from fixing import disk  # noqa: E402
from ledgergate.gate import judge  # noqa: E402
from ledgergate.moments import Asked  # noqa: E402
from ledgergate.request import Request  # noqa: E402

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from support import Repository

HEAD = """# The first five minutes

Fifteen refusals of [the example](readiness-audit.md), each mended by doing what its message says and nothing else. Made
by `python tests/first_minutes.py docs/first-five-minutes.md`, which runs every command; a test compares the page with
what they print.

Try them yourself: `ledgergate demo --keep example` builds the example's repository. In each of the cases below it is on
the branch `345-platform-readiness`, and one thing in it has just been changed.
"""
CHECK = ("check", "--staged", "--quiet")
_ROUNDS = 4  # of what a mended file still says wrong
_TOTAL = "| B | Platform productization |"
_STATES = ("Deferred / external app", "Roadmap only")
_PORTAL = f"| Customer portal | {_STATES[0]}"


class Case(NamedTuple):
    """What somebody did, in words, and the edits: path, old text, new text. Without an old text the file is removed."""

    did: str
    edits: tuple[tuple[str, str, str], ...]


CASES = (
    Case("A runtime file is edited on a read-only branch", ((ROUTES, "<?php", "<?php // quick fix"),)),
    Case("A candidate loses its bucket", ((LEDGER, "- **Bucket**: A\n", ""),)),
    Case("A row of the report is deleted", ((REPORT, "ROW HB-104", ""),)),
    Case("A row says another bucket than the ledger", ((REPORT, "ROW HB-102", "| A | => | C |"),)),
    Case("A total is off by one", ((REPORT, f"{_TOTAL} 7 |", f"{_TOTAL} 8 |"),)),
    Case("A bucket that does not exist", ((LEDGER, "- **Bucket**: A\n", "- **Bucket**: Z\n"),)),
    Case("Two buckets for one candidate", ((LEDGER, "- **Bucket**: A\n", "- **Bucket**: A\n- **Bucket**: D\n"),)),
    Case("A row stands twice", ((REPORT, "ROW HB-102", "TWICE"),)),
    Case("A report is deleted", (("docs/product/implementation-ledger.md", "", ""),)),
    Case("A bucket is left out of the totals", ((REPORT, f"{_TOTAL} 7 |\n", ""),)),
    Case("A runtime file is deleted", ((MODEL, "", ""),)),
    Case("A blank at the end of a line", ((REPORT, f"{_TOTAL} 7 |\n", f"{_TOTAL} 7 | \n"),)),
    Case("A number in a sentence is stale", ((REPORT, "5 of 25 candidates", "6 of 25 candidates"),)),
    Case("A number in a heading is stale", ((REPORT, "(25 total)", "(24 total)"),)),
    Case("A theme has another state than the roadmap gives it", ((RECONCILED, _PORTAL, _PORTAL.replace(*_STATES)),)),
)


def page() -> str:
    return HEAD + "".join(f"\n## {case.did}\n\n{transcript(case)}" for case in CASES)


def transcript(case: Case) -> str:
    """What is shown of one case: the refusal, what was done, the check that passes."""
    with TemporaryDirectory() as folder:
        where = audited(Path(folder) / "example")
        _break(where, case)
        return "\n".join(_steps(where))


def _break(where: Repository, case: Case) -> None:
    for path, old, new in case.edits:
        if not old:
            where.remove(path)
        elif old.startswith("ROW "):
            lines = (where.path / path).read_text(encoding="utf-8").splitlines(keepends=True)
            row = next(line for line in lines if line.startswith(f"| {old[4:]} "))
            before, _, after = new.partition(" => ")
            edit(where, path, row, row + row if new == "TWICE" else row.replace(before, after) if new else "")
        else:
            edit(where, path, old, new)


def _steps(where: Repository) -> Iterator[str]:
    command = ""
    for _ in range(_ROUNDS):
        words = f"ledgergate {' '.join(CHECK)}; echo $?"
        if not command.startswith("git restore"):
            where.stage()
            words = f"git add -A; {words}"
        done = gate(where, *CHECK)
        yield _shown(words, f"{(done.stdout + done.stderr).rstrip()}\n{done.returncode}".lstrip())
        if not done.returncode:
            return
        before = disk(where)
        command = _follow(where, _first(where))
        yield _shown(command, "") if command else _changes(before, disk(where))
    raise AssertionError("following the messages did not end")


def _first(where: Repository) -> Finding:
    asked = Asked(staged=True, cwd=str(where.path), environment=where.environment())
    verdict = judge(Request(asked))
    return verdict.blocking[0]


def _follow(where: Repository, one: Finding) -> str:
    """Does what the message advises; the command, where it advises one."""
    for pattern, hand in HANDS:
        said = re.match(pattern, one.cure[0])
        if said:
            hand(where, one, said)
            return said.groupdict().get("command") or (one.cure[0] if one.cure[0] == "ledgergate fix" else "")
    raise AssertionError(f"nobody knows how to follow '{one.cure[0]}'")


def _shown(command: str, said: str) -> str:
    lines = "".join(f"{line}\n" for line in said.rstrip().splitlines())
    return f"```console\n$ {command}\n{lines}```\n"


def _changes(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    lines: list[str] = []
    for path in sorted({*before, *after}):
        old, new = (some.get(path, b"").decode().splitlines() for some in (before, after))
        lines += [one for one in unified_diff(old, new, path, path, n=0, lineterm="") if not one.startswith("@@")][1:]
    return "```diff\n" + "".join(f"{line}\n" for line in lines) + "```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
