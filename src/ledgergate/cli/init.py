"""`ledgergate init`: proposes a policy, shows it, and writes it where it is told to and none stands."""

from __future__ import annotations

import os
import sys

import click

from ledgergate.errors import Misused, NotChecked
from ledgergate.moments import Asked, look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.init import Proposal
    from ledgergate.moments import Change

_SHARED = "pyproject.toml"


def run(*, yes: bool, show: bool, strict: bool) -> int:
    """Propose and, unless `show`, write. Returns the exit code.

    Raises Misused where a policy stands, or nobody can be asked.
    """
    from ledgergate.init import propose
    from ledgergate.init.telling import offers, told
    from ledgergate.output.stream import write

    if not (yes or show or sys.stdin.isatty()):
        raise Misused(
            "init asks before it writes, and here is no terminal to answer on",
            "Run `ledgergate init --yes`, or `ledgergate init --stdout` to look first.",
        )
    change = look(Asked(staged=True))
    try:
        top = change.git.layout.top
        if not show:
            _require_none(change, top)
        proposal = propose(change.after, strict=strict)
    finally:
        change.close()
    if proposal.empty:
        raise _nothing(proposal)
    write(sys.stderr if show else sys.stdout, told(proposal))
    if show:
        write(sys.stdout, proposal.text)
        return 0
    if not yes and not click.confirm("Write ledgergate.toml?", default=True):
        write(sys.stdout, "Nothing was written.\n")
        return 0
    _write(os.path.join(top, "ledgergate.toml"), proposal.text)
    write(
        sys.stdout,
        "Wrote ledgergate.toml. Look through it, then: git add ledgergate.toml && ledgergate check\n\n" + offers(),
    )
    return 0


def _require_none(change: Change, top: str) -> None:
    """Raises Misused where a policy stands, in the index or beside it: init never overwrites."""
    from ledgergate.policy import HOMES

    for home in HOMES:
        path = os.path.join(top, home)
        there = change.after.entry(home) is not None or os.path.lexists(path)
        if there and (home != _SHARED or _has_table(change, path)):
            raise Misused(
                f"there is a policy already: {home}; init never overwrites one",
                f"Change {home} by hand, compare it with `ledgergate init` in a copy, or remove it first.",
            )


def _has_table(change: Change, path: str) -> bool:
    documents = change.after.read([_SHARED]) if change.after.entry(_SHARED) is not None else {}
    texts = [document.data for document in documents.values()]
    try:
        with open(path, "rb") as file:
            texts.append(file.read())
    except OSError:
        pass  # tracked and gone from disk: what git knows counts
    return any(b"[tool.ledgergate" in text for text in texts)


def _nothing(proposal: Proposal) -> NotChecked:
    lost = f" ({proposal.unread[0]})" if proposal.unread else ""
    return NotChecked(
        f"no ledger, no report and no runtime folder was recognised among the tracked documents{lost}",
        "Add the planning documents to git first, or write ledgergate.toml by hand: `ledgergate schema` describes it.",
    )


def _write(path: str, text: str) -> None:
    try:
        # "x": a policy that appeared meanwhile is not overwritten either
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Misused("there is a policy already: ledgergate.toml", "Remove it first, or change it by hand.") from None
    except OSError as error:
        raise NotChecked(
            f"ledgergate.toml cannot be written: {error.strerror}", "Mend the folder's permissions."
        ) from None
