"""The flow of one check, drawn from a run that is traced: a box for each package, with the function that is called."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from audit import environment
from ledgergate.output.encode import xml
from support import Repository
from terminal import STYLE, framed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
CENTRE = "ledgergate.gate"  # the one module among the packages
# Runs the hook and prints each way into a package: its name, the function, from which package it was called, and how
# many calls followed. What a module calls while it is imported is no step of a check.
_TRACED = """\
import json, sys
packages = set(json.loads(sys.argv.pop()))  # a hook has no arguments when git calls it
running, ways, entered, imports = [""], [], {}, 0

def watch(frame, event, _):
    global imports
    if event not in ("call", "return"):
        return
    if frame.f_code.co_name == "<module>":
        imports += 1 if event == "call" else -1
    if event == "call":
        words = frame.f_globals.get("__name__", "").split(".")
        name = ".".join(words[: 2 if words[0] == "ledgergate" else 1])
        way = (name, frame.f_code.co_name, running[-1])
        new = name in packages and name != running[-1] and not imports
        running.append(name if name in packages else running[-1])
        ways.append(way if new else None)
        for one in {one for one in ways if one}:
            entered[one] = entered.get(one, 0) + 1
    elif len(running) > 1:
        running.pop()
        ways.pop()

from ledgergate_hooks.ledgergate import run
sys.setprofile(watch)
code = run()
sys.setprofile(None)
print(json.dumps({"code": code, "entered": [[*way, calls] for way, calls in entered.items()]}))
"""
_BOX, _STEP, _ROW, _EDGE, _TOP = 226, 34, 52, 18, 46  # pixels: a box, an indent, a row, the space around and above
_TEXT, _LETTER = 66, 7.2  # letters in a line of what a package is for, and the width of one
_STYLE = (
    STYLE + "svg{color:#59636e}.box,.line{fill:none;stroke:currentColor}.line{stroke-opacity:.4}"
    "@media (prefers-color-scheme:dark){svg{color:#9198a1}}"
)


class Call(NamedTuple):
    """How a package comes into a check: by which of its functions, called by which other package."""

    package: str
    function: str
    caller: str


class Row(NamedTuple):
    depth: int
    call: Call


def packages() -> dict[str, Path]:
    """What may get a box: the packages and the module that judges, each with the file that says what it is for."""
    found = {f"ledgergate.{path.parent.name}": path for path in (ROOT / "src/ledgergate").glob("*/__init__.py")}
    found["ledgergate_hooks"] = ROOT / "hooks/ledgergate_hooks/__init__.py"
    return {**found, CENTRE: ROOT / "src/ledgergate/gate.py"}


def traced(where: Repository) -> tuple[int, list[Call]]:
    """What the hook's run in a repository ends with, and for each package the call that most others follow from.

    They are in the order of the run.
    """
    done = subprocess.run(
        [sys.executable, "-c", _TRACED, json.dumps(sorted(packages()))], cwd=where.path, capture_output=True,
        env=environment(where, LEDGERGATE_MEMORY="off"), text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    calls = {Call(*way): count for *way, count in told["entered"]}
    most: dict[str, Call] = {}
    for call, count in calls.items():
        if call.package not in most or count > calls[most[call.package]]:
            most[call.package] = call
    return told["code"], [call for call in calls if most[call.package] == call]


def drawn(where: Repository) -> str:
    """The picture of the check of what is staged there."""
    code, calls = traced(where)
    rows = list(_rows(calls))
    wide = _EDGE * 2 + _BOX + 14 + max(row.depth for row in rows) * _STEP + _TEXT * _LETTER
    body = [*_ends(code, len(rows)), *(line for at, row in enumerate(rows) for line in _drawn(at, row, rows))]
    names = ", ".join(_short(row.call.package) for row in rows)
    about = f"From top to bottom, each indented under the one that calls it: {names}."
    size = (round(wide), _TOP + len(rows) * _ROW + 34)
    return framed("flow", "The flow of one check", about, size, _STYLE, body)


def _rows(calls: Sequence[Call], caller: str = "", depth: int = 0) -> Iterator[Row]:
    """The calls that a package makes, each before those that it makes itself."""
    for call in calls:
        if call.caller == caller:
            yield Row(depth, call)
            yield from _rows(calls, call.package, depth + 1)


def _drawn(at: int, row: Row, rows: Sequence[Row]) -> Iterator[str]:
    call = row.call
    x, y = _EDGE + row.depth * _STEP, _TOP + at * _ROW
    if call.caller:
        above = next(number for number, one in enumerate(rows) if one.call.package == call.caller)
        yield f'<path class="line" d="M{x - _STEP / 2:g} {_TOP + above * _ROW + 36}V{y + 18}H{x}"/>'
    yield f'<rect class="box" x="{x}" y="{y}" width="{_BOX}" height="36" rx="6"/>'
    name = f'<tspan class="c1">{xml(_short(call.package))}</tspan> {xml(call.function)}'
    yield f'<text x="{x + 12}" y="{y + 23}">{name}</text>'
    lines = wrap(_purpose(packages()[call.package]), _TEXT)
    for number, line in enumerate(lines):
        yield _text(x + _BOX + 14, y + 23 + 16 * number - 8 * (len(lines) - 1), line)


def _ends(code: int, rows: int) -> Iterator[str]:
    yield _text(_EDGE, 30, "git commit")
    becomes = "git records nothing" if code else "git records the commit"
    yield _text(_EDGE, _TOP + rows * _ROW + 12, f"exit code {code}: {becomes}")


def _text(x: float, y: float, text: str) -> str:
    return (
        f'<text class="c2" x="{x:g}" y="{y:g}" font-size="12" textLength="{len(text) * _LETTER:g}"'
        f' lengthAdjust="spacingAndGlyphs">{xml(text)}</text>'
    )


def _short(package: str) -> str:
    word = package.rpartition(".")[2]
    return f"{word}.py" if package == CENTRE else f"{word}/"


def _purpose(file: Path) -> str:
    """The first sentence of what a package says of itself."""
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).split(". ")[0].rstrip(".")
