"""`ledgergate history`: how a repository's documents came to be as they are, as a table, CSV, JSON or a chart."""

from __future__ import annotations

import sys

from ledgergate import policy as policies
from ledgergate.cli.state import say_alone
from ledgergate.errors import LedgergateError, Misused
from ledgergate.history.cache import Cache
from ledgergate.history.commits import named as commits_of
from ledgergate.history.selection import ends, selected
from ledgergate.history.timeline import rows
from ledgergate.history.workers import filled
from ledgergate.moments.repository import open_git
from ledgergate.output.stream import write
from ledgergate.request import Request
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.git.processes import Git
    from ledgergate.history.selection import Wanted
    from ledgergate.history.timeline import Row
    from ledgergate.moments import Asked

OWN, NOW = "own", "now"


class Told(Value):
    """A history: `policy` is "own", "now" or the file that was named."""

    rows: tuple[Row, ...]
    policy: str = OWN


def told(asked: Asked, wanted: Wanted, policy: str = OWN, *, cached: bool = True) -> Told:
    """The rows of what is wanted. Raises Misused for options and a given policy, NotChecked where there is nothing."""
    git = open_git(asked)
    try:
        points = selected(git, wanted)
        say_root(git, wanted.range)
        earlier = [] if wanted.tags else list(commits_of(git, points[0].parents[:1]))
        texts = given(git, wanted.range, policy, asked.limits.policy)
        request = Request(asked, texts=texts)
        cache = Cache(git.layout.common_dir if cached else "", texts)
        every = [*earlier, *points]
        try:
            filled(every, cache, git, request, progress())
        finally:
            cache.save()
        found = list(rows(every, cache, shallow=git.layout.shallow))
        return Told(tuple(found[len(earlier) :]), policy)
    finally:
        git.close()


def say_root(git: Git, range_: str) -> None:
    """Says where the last commit has workspaces that what looks back looks at the root's policy alone."""
    from ledgergate.ends import Policies
    from ledgergate.git.states import Tree
    from ledgergate.workspaces import named

    state = Tree(git, ends(git, range_)[1])
    try:
        policy = Policies(Request(), None).held(state)
        others = tuple(named(state, policy)) if policy is not None and policy.workspaces else ()
    except LedgergateError:
        return  # what cannot be read is told of its own commit
    say_alone(others, offers=False)


def given(git: Git, range_: str, policy: str, most: int) -> Mapping[str, bytes] | None:
    """The files of the policy that is asked in place of each commit's own: that of the last commit, or a file."""
    if policy == OWN:
        return None
    if policy == NOW:
        from ledgergate.git.states import Tree

        _, tip = ends(git, range_)
        state = Tree(git, tip)
        there = [home for home in policies.HOMES if state.entry(home) is not None]
        return {path: document.data for path, document in state.read(there).items()}
    try:
        with open(policy, "rb") as file:
            return {policy: file.read(most + 1)}
    except OSError as error:
        raise Misused(f"the policy {policy} cannot be read: {error.strerror}", "own, now or a file") from None


def progress() -> Callable[[int, int], None]:
    """Reports on a terminal how far the work is."""
    return _shown if sys.stderr.isatty() else _unshown


def _shown(done: int, of: int) -> None:
    if done % 20 == 0 or done == of:
        write(sys.stderr, f"\r{done} of {of} commits" + "\n" * (done == of))


def _unshown(done: int, of: int) -> None:
    """Nobody watches."""


def delivered(found: Told, form: str, ledger: str, *, every: bool) -> int:
    """Writes the history. Returns 0, or 3 where no commit could be judged."""
    from ledgergate.cli import history_forms as forms

    made = {
        "table": lambda: forms.as_table(found.rows, every=every),
        "csv": lambda: forms.as_csv(found.rows),
        "json": lambda: forms.as_json(found.rows, found.policy),
        "svg": lambda: forms.as_svg(found.rows, ledger),
    }[form]()
    write(sys.stdout, made)
    return 0 if any(not row.figures.trouble for row in found.rows) else 3
