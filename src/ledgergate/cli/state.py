"""One state of the repository, read as a whole: what the verbs that show something look at."""

from __future__ import annotations

import os
import posixpath
import sys
from contextlib import contextmanager

from ledgergate.documents import Documents
from ledgergate.ends import Policies
from ledgergate.errors import LedgergateError
from ledgergate.git.layout import inside
from ledgergate.listing import chosen
from ledgergate.moments import look
from ledgergate.output.encode import defused, terminal
from ledgergate.output.stream import write
from ledgergate.own_policy import own_policy
from ledgergate.reading import read_all
from ledgergate.request import Request
from ledgergate.sides import Side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.moments import Asked, Change
    from ledgergate.policy import Policy

ROOT = "."
_NAMED = 3  # workspaces that a sentence names


class Looked(Value):
    """What is looked at: `change` is the repository's or, with a `folder`, the part of it in that workspace.

    `whole` is the repository's own change, by its paths; `others` are workspaces that are not looked at.
    """

    whole: Change
    change: Change
    read: Policies
    folder: str = ""
    others: tuple[str, ...] = ()

    @property
    def policy(self) -> Policy:
        return self.read.of(self.change.after)


@contextmanager
def looked(asked: Asked, workspace: str = "") -> Iterator[Looked]:
    """The state that is asked for, under the policy of the root or of a workspace.

    Raises Misused without a policy, and what `parted` raises; NotChecked where there is no such state.
    """
    with look(asked) as whole:
        read = Policies(Request(asked), None)
        with parted(whole, read, own_policy(read.of, whole), workspace) as made:
            yield made


@contextmanager
def parted(whole: Change, read: Policies, policy: Policy | None, workspace: str) -> Iterator[Looked]:
    """The change, or its part in the workspace that is named ("." is the root), else in the one that the caller stands
    in. What is wrong with a workspace is told by its name.

    Raises Misused for a folder that is no workspace of the root's `policy`.
    """
    from ledgergate import workspaces
    from ledgergate.moments.part import Part

    known = workspaces.named(whole.after, policy) if policy is not None else []
    folder = _asked(workspace, known) if workspace else _around(whole, known)
    if not folder:
        yield Looked(whole, whole, read, others=tuple(known))
        return
    made = Looked(whole, Part(whole, folder), read, folder)
    try:
        workspaces.require_plain(made.policy, folder)
        yield made
    except LedgergateError as error:
        raise workspaces.placed(error, folder) from None


def _asked(workspace: str, known: list[str]) -> str:
    """The folder of a name as people write it, "" for the root."""
    name = posixpath.normpath(workspace.replace(os.sep, "/"))
    return "" if name == ROOT else chosen(name, known, "workspace")


def _around(whole: Change, known: list[str]) -> str:
    """The workspace in whose folder the caller stands, "" outside of all."""
    if not known:
        return ""
    layout = whole.git.layout
    here = inside(os.path.realpath(layout.cwd), os.path.realpath(layout.top))
    return max((one for one in known if here is not None and f"{here}/".startswith(f"{one}/")), key=len, default="")


@contextmanager
def state(asked: Asked, workspace: str = "") -> Iterator[tuple[Side, Looked]]:
    """The state that is asked for, under its own policy. What can be read is; `unread` tells the rest.

    Raises what `looked` raises.
    """
    with looked(asked, workspace) as found:
        side = Side(Documents(found.change.after), found.policy, lambda made: read_all(made, strict=True, patient=True))
        side.read()
        yield side, found


def unread(side: Side, folder: str = "") -> tuple[str, ...]:
    """What could not be read of the state: a document that cannot be parsed, a source in which nothing was found."""
    every = (*side.read().missed, *side.documents.unreadable.values())
    at = f"{folder}: " if folder else ""
    return tuple(dict.fromkeys(f"not checked: {at}{one.message}" for one in every))


def say_alone(others: tuple[str, ...], *, offers: bool = True) -> None:
    """Says beside the answer that it is the root's alone, where folders have policies of their own."""
    if others:
        write(sys.stderr, f"{defused(terminal(alone(others, offers=offers)))}\n")


def alone(others: tuple[str, ...], *, offers: bool = True) -> str:
    """The sentence that says so; `offers` adds the option that looks at one of them."""
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    have = "has a policy of its own" if len(others) == 1 else "have policies of their own"
    how = f": {option(others[0])}" if offers else ""
    return f"this is the root's policy alone; {', '.join(others[:_NAMED])}{more} {have}{how}"


def option(folder: str) -> str:
    """What looks at a workspace, as a shell reads it."""
    from shlex import quote

    return f"--workspace {quote(folder)}"
