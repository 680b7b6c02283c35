"""`ledgergate init`: proposes a policy, shows it, and writes it where it is told to and none stands."""

from __future__ import annotations

import os
import sys
import time

import click

from ledgergate.errors import Misused, NotChecked, room_for
from ledgergate.moments import Asked, look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from ledgergate.init import Proposal
    from ledgergate.moments import Change
    from ledgergate.policy import Policy

_SHARED = "pyproject.toml"
_PATIENCE = 1.0  # seconds


def run(*, yes: bool, show: bool, strict: bool, explain: bool = False, update: bool = False, wanted: str = "") -> int:
    """Propose and, unless one of `show`, `explain` and `update`, write. Returns the exit code.

    Raises Misused where a policy stands, or nobody can be asked.
    """
    from ledgergate.cli.proposals import as_json, explained, offers, told
    from ledgergate.cli.state import say_alone
    from ledgergate.init import propose
    from ledgergate.output.stream import write
    from ledgergate.workspaces import named

    look_only = show or explain or update
    if sum((show, explain, update)) > 1:
        raise Misused("--stdout, --explain and --update print different things", "Ask for one of them.")
    if wanted == "json" and not explain:
        raise Misused("--format json is a form of --explain", "Run `ledgergate init --explain --format json`.")
    if not (yes or look_only or sys.stdin.isatty()):
        raise Misused(
            "init asks before it writes, and here is no terminal to answer on",
            "Run `ledgergate init --yes`, or `ledgergate init --stdout` to look first.",
        )
    change = look(Asked(staged=True))
    try:
        top = change.git.layout.top
        if not look_only:
            _require_none(change, top)
        standing = _standing(change) if update else None
        if standing is not None and standing.workspaces:
            say_alone(tuple(named(change.after, standing)), offers=False)
        with Progress(sys.stderr) as progress:
            proposal = propose(change.after, strict=strict, standing=standing, step=progress.step)
    finally:
        change.close()
    if explain:
        write(sys.stdout, as_json(proposal) if wanted == "json" else explained(proposal))
        return 0
    if standing is not None:
        return _updated(proposal, standing)
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


class Progress:
    """One line on a terminal that says what is being looked at, once it has taken a second."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._begun = time.monotonic()
        self._shown = 0

    def __enter__(self) -> Progress:
        return self

    def step(self, text: str) -> None:
        if self._stream is not None and time.monotonic() - self._begun > _PATIENCE:
            self._stream.write("\r" + text.ljust(self._shown)[:78])
            self._stream.flush()
            self._shown = len(text)

    def __exit__(self, *_: object) -> None:
        if self._stream is not None and self._shown:
            self._stream.write("\r" + " " * min(self._shown, 78) + "\r")
            self._stream.flush()


def _standing(change: Change) -> Policy:
    """The policy that stands, from the index, or from beside it."""
    from ledgergate import policy as policies
    from ledgergate.rules import NAMES

    there = [home for home in policies.HOMES if change.after.entry(home) is not None]
    if not there:
        raise Misused("there is no policy to update", "Run `ledgergate init`, or `git add` the policy first.")
    documents = change.after.read(there)
    return policies.load({home: documents[home].data for home in there}, NAMES)


def _updated(proposal: Proposal, standing: Policy) -> int:
    """Prints the bindings that the standing policy lacks; nothing is written."""
    from ledgergate.cli.proposals import explained
    from ledgergate.init.draft import bindings
    from ledgergate.output.stream import write

    if not proposal.drafts:
        write(sys.stderr, "The policy reads every ledger that init would propose.\n" + explained(proposal))
        return 0
    write(sys.stdout, "\n\n".join(bindings(proposal.drafts, standing.vocabularies)) + "\n")
    write(sys.stderr, "The policy does not read these yet; add what is meant to it.\n" + explained(proposal))
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
                f"`ledgergate init --update` prints what {home} does not cover yet; or remove it first.",
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
    if proposal.left_out:
        some = "; ".join(one.told for one in proposal.left_out[:3])
        return NotChecked(
            f"no ledger is sure enough to be proposed{lost}. Nearest to one: {some}",
            "`ledgergate init --explain` lists all of them; write ledgergate.toml by hand for what is meant.",
        )
    return NotChecked(
        f"no ledger, no report and no runtime folder was recognised among the tracked documents{lost}",
        "Add the planning documents to git first, or write ledgergate.toml by hand: `ledgergate schema` describes it.",
    )


def _fill(file: TextIO, text: str) -> None:
    """All of it or no file: half a policy would be one."""
    try:
        file.write(text)
        file.flush()
    except OSError:
        os.unlink(file.name)
        raise


def _write(path: str, text: str) -> None:
    try:
        # "x": a policy that appeared meanwhile is not overwritten either
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            _fill(file, text)
    except FileExistsError:
        raise Misused("there is a policy already: ledgergate.toml", "Remove it first, or change it by hand.") from None
    except OSError as error:
        cure = room_for(error, "Mend the folder's permissions.")
        raise NotChecked(f"ledgergate.toml cannot be written: {error.strerror}", cure) from None
