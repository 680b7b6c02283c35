"""What `prove` says of real repositories' documents; run as a program it writes the table of docs/prove.md.

Twelve breaks of each kind are tried in each case, the same ones each time. See accuracy.py for where the documents lie.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from cases.accuracy import CASES, GATE, HERE, names

EACH = 12
_PAGE = HERE.parent.parent / "docs" / "prove.md"
_BEGIN, _END = "<!-- cases -->\n", "<!-- end of cases -->"
_HEAD = "| case | breaks | killed | survived | not counted | score | honest passed | survivors |\n" + "|---" * 8 + "|\n"
_GIT = ("-c", "user.name=c", "-c", "user.email=c@example.invalid")


def proved(name: str, each: int = EACH) -> dict[str, Any]:
    """The JSON of one case, committed with its policy to a repository of its own."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "case"
        shutil.copytree(CASES / name, repository, ignore=shutil.ignore_patterns("CASE.toml"))
        shutil.copy(HERE / f"{name}.toml", repository / "ledgergate.toml")
        for words in (("init", "-q"), ("add", "-Af", "."), (*_GIT, "commit", "-q", "-m", "case")):
            subprocess.run(["git", *words], cwd=repository, check=True)
        command = [*GATE, "prove", "--each", str(each), "--format", "json"]
        done = subprocess.run(command, cwd=repository, check=True, capture_output=True)
        made: dict[str, Any] = json.loads(done.stdout)
        return made


def row(name: str, made: dict[str, Any]) -> str:
    """One line of the table; survivors by kind, each kind with what would refuse it, or what only advises."""
    told: dict[str, list[str]] = {}
    for one in made["survivors"]:
        told.setdefault(one["kind"], []).append(_reason(one))
    kinds = "; ".join(f"{kind} {len(every)}: {Counter(every).most_common(1)[0][0]}" for kind, every in told.items())
    honest = f"{made['honest'] - made['honest_refused']} of {made['honest']}"
    numbers = (made["mutants"], made["killed"], made["survived"], made["equivalent"], f"{made['score']:g} %", honest)
    return f"| {name} | {' | '.join(map(str, numbers))} | {kinds or 'none'} |\n"


def _reason(one: dict[str, str]) -> str:
    line = next((line for line in reversed(one["would_catch"].splitlines())), "")
    if line.startswith("rows = "):
        return "no report restates the field"
    return f"`{line}`" if line else one["why"] or "see below"


if __name__ == "__main__":
    chosen = sys.argv[1:] or names()
    lines = []
    for case in chosen:
        lines.append(row(case, proved(case)))
        print(lines[-1], end="", flush=True)
    if not sys.argv[1:]:
        before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
        after = rest.partition(_END)[2]
        _PAGE.write_text(f"{before}{_BEGIN}{_HEAD}{''.join(lines)}{_END}{after}", encoding="utf-8")
