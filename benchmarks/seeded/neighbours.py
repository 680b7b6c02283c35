"""The gate and its neighbours: in which world each is judged, what it speaks of, and the command that it recommends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.installed import Installed
from benchmarks.seeded.edits import MAIN
from benchmarks.seeded.kinds import (
    CHECKOUT,
    EVERYTHING,
    GENERATED,
    HISTORY,
    HYGIENE,
    LEDGER,
    LINKS,
    MARKUP,
    POSTURE,
    REPORTS,
    STYLE,
    SYNTAX,
    TRUTH,
)  # fmt: skip

Commands = tuple[tuple[str, ...], ...]


class Neighbour(NamedTuple):
    """`speaks` is what it is made to find; what is none of that, and passes it, is out of its scope.

    `settle` are the steps that its manual asks for after an honest change, and before the first commit.
    """

    name: str
    world: str
    speaks: frozenset[str]
    commands: Commands
    settle: Commands = ()
    path: str = ""


def neighbours(installed: Installed, only: Sequence[str] = ()) -> list[Neighbour]:
    """The gate, and its neighbours or those of them that are named; `installed.absent` says why one is not there."""
    made = [maker(installed) for name, maker in _MAKERS.items() if not only or name in only]
    return [_ours(installed), *(one for one in made if one is not None)]


def _ours(installed: Installed) -> Neighbour:
    words = (installed.ours("ledgergate"), "check", "--base", MAIN, "--format", "json")
    return Neighbour("Ledgergate", "plan", EVERYTHING - {GENERATED, STYLE}, (words,))


def _hook(_installed: Installed) -> Neighbour:
    speaks = frozenset({POSTURE, LEDGER, REPORTS, LINKS, HISTORY})
    return Neighbour("forty-line hook", "plan", speaks, ((sys.executable, "tools/hook.py", MAIN),))


def _cog(installed: Installed) -> Neighbour | None:
    cog = installed.peer("cogapp")
    if cog is None:
        return None
    shell = f"exec '{cog}' --check -P -I tools --verbosity 0 docs/*.md"
    return Neighbour("cog", "plan", frozenset({GENERATED, REPORTS}), (("sh", "-c", shell),))


def _doorstop(installed: Installed) -> Neighbour | None:
    doorstop = installed.peer("doorstop")
    if doorstop is None:
        return None
    check = (doorstop, "--warn-all", "--error-all", "--no-child-check", "--no-reformat", "--quiet")
    settle = (
        (doorstop, "--quiet", "clear", "all"),
        (doorstop, "--quiet", "review", "all"),
        (doorstop, "--quiet", "--reorder"),
    )
    return Neighbour("doorstop", "doorstop", frozenset({HISTORY, LEDGER, LINKS, SYNTAX, TRUTH}), (check,), settle)


def _needs(installed: Installed) -> Neighbour | None:
    build = installed.peer("sphinx-needs")
    words = ("-q", "-W", "--keep-going", "-n", "-E", "-b", "html", "plan", "_build")
    speaks = frozenset({LEDGER, LINKS, MARKUP, SYNTAX, TRUTH})
    return Neighbour("sphinx-needs", "needs", speaks, ((build, *words),)) if build else None


def _openspec(installed: Installed) -> Neighbour | None:
    openspec = installed.peer("@fission-ai/openspec")
    if openspec is None:
        return None
    commands = ((openspec, "validate", "--all", "--strict", "--no-interactive"), (openspec, "validate", "--archived"))
    return Neighbour("OpenSpec", "openspec", frozenset({TRUTH}), commands)


def _rumdl(installed: Installed) -> Neighbour | None:
    rumdl = installed.peer("rumdl")
    speaks = frozenset({MARKUP, LINKS, STYLE})
    return Neighbour("rumdl", "plan", speaks, ((rumdl, "check", "--no-cache", "."),)) if rumdl else None


def _markdownlint(installed: Installed) -> Neighbour | None:
    lint = installed.peer("markdownlint-cli2")
    return Neighbour("markdownlint-cli2", "plan", frozenset({MARKUP, STYLE}), ((lint,),)) if lint else None


def _pre_commit(installed: Installed) -> Neighbour | None:
    command, hooks = installed.peer("pre-commit"), installed.peer("pre-commit-hooks")
    if command is None or hooks is None:
        return None
    words = (command, "run", "--from-ref", MAIN, "--to-ref", "HEAD")
    speaks = frozenset({CHECKOUT, POSTURE, HYGIENE, SYNTAX})
    return Neighbour("pre-commit", "plan", speaks, (words,), path=str(Path(hooks).parent))


_MAKERS: dict[str, Callable[[Installed], Neighbour | None]] = {
    "forty-line hook": _hook,
    "cog": _cog,
    "doorstop": _doorstop,
    "sphinx-needs": _needs,
    "OpenSpec": _openspec,
    "rumdl": _rumdl,
    "markdownlint-cli2": _markdownlint,
    "pre-commit": _pre_commit,
}
NAMES = tuple(_MAKERS)
