"""Planning documents as repositories keep them for `init` to read: ADRs, specs, backlogs, notes, ordinary pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain

from benchmarks.documents import title
from benchmarks.repositories import runtime

_STATUS = ("Draft", "Accepted", "Superseded", "Rejected")
_STATES = ("Open", "In progress", "Done")
_PARTS = 40  # of documents: what follows is given in fortieths
_ADRS, _SPECS, _BACKLOGS, _NOTES = 8, 6, 1, 8  # a spec is two documents
_HOME = 50  # ADRs in one folder, specs in one folder
_ROWS = 25


def planned(files: int) -> Iterator[tuple[str, str]]:
    """So many files, of which a tenth are Markdown: half of these hold plans, the others are ordinary pages."""
    documents = files // 10
    some = documents // _PARTS
    pages = documents - some * (_ADRS + 2 * _SPECS + _BACKLOGS + _NOTES)
    yield from chain(_adrs(some * _ADRS), _specs(some * _SPECS), _backlogs(some * _BACKLOGS), _notes(some * _NOTES))
    yield from _pages(pages)
    yield from runtime(files - documents)


def _adrs(count: int) -> Iterator[tuple[str, str]]:
    """Folders of decisions, each with the index that restates it."""
    for first in range(0, count, _HOME):
        home = f"docs/part{first // _HOME}/adr"
        mine = range(1, min(_HOME, count - first) + 1)
        names = {one: f"{one:04}-{title(first + one).replace(' ', '-')}.md" for one in mine}
        rows = "".join(
            f"| [{one:04}]({names[one]}) | {title(first + one)} | {_STATUS[one % 4]} |\n" for one in mine[:-1]
        )
        yield f"{home}/README.md", f"# Decisions\n\n| ADR | Title | Status |\n|---|---|---|\n{rows}"
        for one in mine[:-1]:
            head = (
                f"# {title(first + one)}\n\n- **Status**: {_STATUS[one % 4]}\n- **Date**: 2024-01-{one % 28 + 1:02}\n"
            )
            yield f"{home}/{names[one]}", f"{head}\n## Context\n\n{_prose(one)}\n\n## Decision\n\n{_prose(one + 1)}\n"


def _specs(count: int) -> Iterator[tuple[str, str]]:
    """Folders of specs with their tasks."""
    for number in range(count):
        home = f"specs/part{number // _HOME}/{number % _HOME + 1:03}-{title(number).replace(' ', '-')}"
        state = _STATES[number % 3]
        needs = "".join(f"- **FR-{one:03}**: {_prose(number + one, 12)}\n" for one in range(1, 9))
        yield f"{home}/spec.md", f"# {title(number)}\n\n**Status**: {state}\n\n## Requirements\n\n{needs}"
        box = "x" if state == "Done" else " "
        yield f"{home}/tasks.md", "# Tasks\n\n" + "".join(f"- [{box}] T{one:03} {title(one)}\n" for one in range(1, 13))


def _backlogs(count: int) -> Iterator[tuple[str, str]]:
    """Tables of items with keys of their own, and their totals."""
    for number in range(count):
        letters = f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
        rows = "".join(
            f"| {letters}-{one} | {title(number * _ROWS + one)} | {_STATES[one % 3]} | P{one % 4} |\n"
            for one in range(1, _ROWS + 1)
        )
        head = "| ID | Title | Status | Priority |\n|---|---|---|---|\n"
        yield f"docs/backlog/part{number}.md", f"# Backlog {number}\n\nTotal: {_ROWS}\n\n{head}{rows}"


def _notes(count: int) -> Iterator[tuple[str, str]]:
    """Notes with a table that is nobody's ledger, and links into the decisions."""
    chance = random.Random(7)
    for number in range(count):
        rows = "".join(f"| {one} | {_prose(number + one, 6)} | {chance.random():.3f} |\n" for one in range(1, 13))
        seen = "".join(f"- see [{title(one)}](../part0/adr/README.md), {_prose(one, 8)}\n" for one in range(10))
        text = f"# Note {number}\n\n{_prose(number)}\n\n| Run | What | Took |\n|---|---|---|\n{rows}\n## Seen\n\n{seen}"
        yield f"docs/notes/{number % 20:02}/on-{title(number).replace(' ', '-')}.md", text


def _pages(count: int) -> Iterator[tuple[str, str]]:
    """Pages for users: sections, prose, steps and code."""
    for number in range(count):
        parts = "".join(
            f"## {title(number + one)}\n\n{_prose(number + one)}\n\n1. {_prose(one, 7)}\n2. {_prose(one + 1, 7)}\n\n"
            f"```console\n$ run {one}\n```\n\n"
            for one in range(6)
        )
        yield f"guide/{number % 30:02}/{title(number).replace(' ', '-')}.md", f"# {title(number)}\n\n{parts}"


def _prose(seed: int, words: int = 60) -> str:
    return " ".join(title(seed * 7 + one).split()[one % 2] for one in range(words))
