"""`ledgergate report`: one state as a page for those who decide, or as the JSON that the page is made of."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from ledgergate.cli.state import alone, parted
from ledgergate.deadline import within
from ledgergate.ends import Policies
from ledgergate.errors import Misused, NotChecked
from ledgergate.gate import judge_side
from ledgergate.moments import look
from ledgergate.output import encode
from ledgergate.output.stream import write
from ledgergate.page.history import untold
from ledgergate.page.links import links
from ledgergate.page.making import page, shown
from ledgergate.page.plain import plain
from ledgergate.weighing import today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.cli.state import Looked
    from ledgergate.page.model import Page
    from ledgergate.request import Request


def report(request: Request, form: str, file: str, link: str, last: int, workspace: str = "") -> int:
    """Writes the page to a file, or to standard output. Returns 0, or 3 where not all of the state could be read."""
    made = viewed(request, file, link, last, workspace)
    _save(file, as_json(made) if form == "json" else as_html(made))
    return 3 if made.unchecked else 0


def viewed(request: Request, file: str = "", link: str = "", last: int = 0, workspace: str = "") -> Page:
    """All that the page shows, with the `last` commits of its past. Raises Misused without a policy, NotChecked where
    nothing can be read."""
    with _looked(request, workspace) as at:
        change = at.change
        with within(change, request.policy_file):
            verdict, side = judge_side(request, change, at.folder)
            how = links(at.whole, shown(change), request.asked.variables, asked=link, file=file)
            made = page(verdict, side, change, how.but(folder=at.folder), today(request.today))
        at.whole.prove()
        if at.others:
            made = made.but(notices=(*made.notices, alone(at.others)))
        if not (last and made.state.oid):
            return made
        if at.folder:
            return made.but(history=untold(last, "A workspace's past is not charted: charts are of the root's policy."))
        from ledgergate.cli.report_history import told  # what looks back takes long to import

        return made.but(history=told(request, change, side.policy, made, last))


@contextmanager
def _looked(request: Request, workspace: str) -> Iterator[Looked]:
    """What is shown: a policy that is given is the root's, whatever the repository's says."""
    if request.policy_file and workspace:
        raise Misused("--policy is a policy for the whole repository", "give one of --policy and --workspace")
    read = Policies(request, None)
    with look(request.asked) as whole:
        if whole.idle:
            raise NotChecked(whole.idle, "name a commit, a branch or a tag")
        policy = None if request.policy_file else read.held(whole.after)
        with parted(whole, read, policy, workspace) as at:
            yield at


def as_json(made: Page) -> str:
    """Version 1; `ledgergate schema report` describes it."""
    return encode.json(plain(made))


def as_html(made: Page) -> str:
    from ledgergate.page.html import rendered  # a template engine is slow to import

    return rendered(made)


def _save(file: str, text: str) -> None:
    if not file:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # the page says so of itself, whatever the terminal's is
        write(sys.stdout, text)
        return
    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        raise Misused(f"{file} cannot be written: {error.strerror}", "name a file in a folder that exists") from None
