"""States of a repository that hold many small situations each, and all that one rule says of one of them, as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ledgergate.gate import judge
from ledgergate.model import Finding
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

ANSWERS = Path(__file__).parent / "answers"
TODAY = "2027-02-01"
Files = dict[str, str | bytes]


class State(NamedTuple):
    """`before` is committed under the policy; `after` is staged on top of it: None takes a file away."""

    rules: tuple[str, ...]
    policy: str
    before: Files
    after: Mapping[str, str | bytes | None] = {}
    branch: str = "topic"
    message: str = ""


def answer(folder: Path, state: State) -> str:
    """Every finding of the state's rules: place, key, words, cures, what it relates to, fix."""
    repository = Repository(folder / "state")
    written(repository, {"ledgergate.toml": state.policy, **state.before})
    repository.stage()
    repository.commit()
    repository.branch(state.branch)
    written(repository, state.after)
    repository.stage()
    asked = Asked(staged=True, cwd=str(repository.path), environment=repository.environment())
    verdict = judge(Request(asked, rules=state.rules, today=TODAY, message=state.message))
    assert not verdict.unchecked, verdict.unchecked
    assert not verdict.not_run, verdict.not_run
    return "".join(map(told, verdict.findings))


def written(repository: Repository, files: Mapping[str, str | bytes | None]) -> None:
    """`-> TARGET` makes a symbolic link; a script can be run."""
    for path, text in files.items():
        if text is None:
            repository.remove(path)
        elif isinstance(text, str) and text.startswith("-> "):
            repository.link(path, text.removeprefix("-> "))
        else:
            repository.write(path, text, executable=path.endswith(".sh"))


def told(one: Finding) -> str:
    place = one.place
    span = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    side = f" ({place.side})" if place.side != "after" else ""
    level = f" {one.level}" if one.level != "block" else ""
    level += {True: " new", False: " old", None: ""}[one.introduced]
    level += f" waived by {one.waived_by}" if one.waived_by is not None else ""
    lines = [f"{one.code}{level} {place.path}:{span}{side} [{one.key}]", f"  {one.message}"]
    lines += [f"  > {line}" for cure in one.cure for line in cure.split("\n")]
    for each in one.related:
        end = (each.place.end_line, each.place.end_column)
        until = f"-{end[0]}:{end[1]}" if end != (each.place.line, each.place.column) else ""
        where = f"{each.place.path}:{each.place.line}:{each.place.column}{until}"
        lines.append(f"  see {where}{' (before)' if each.place.side == 'before' else ''} {each.message}")
    if one.fix is not None:
        edits = ", ".join(f"{edit.path} {edit.start}-{edit.end} {edit.text!r}" for edit in one.fix.edits)
        lines.append(f"  fix{'' if one.fix.safe else ', not safe,'} {one.fix.title}: {edits}")
        lines += [f"  asks {one.fix.asks}"] if one.fix.asks else []
        lines += [f"  left {left}" for left in one.fix.left]
    return "\n".join(lines) + "\n"
