"""The view model of one state: the verdict, its side and the repository that they were read from, in one value."""

from __future__ import annotations

from ledgergate import __version__
from ledgergate.coverage.lines import UNREAD, covered, percent
from ledgergate.coverage.spans import CHECKED, IGNORED, REPORTED
from ledgergate.page import model
from ledgergate.page.answers import conditions, replies
from ledgergate.page.findings import extent, findings, gone, missed, outcome, skipped, told, waivers
from ledgergate.page.ledgers import ledgers
from ledgergate.page.links import product
from ledgergate.page.reports import reports, selections
from ledgergate.reading import read_side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Verdict
    from ledgergate.moments import Change
    from ledgergate.page.links import Links
    from ledgergate.sides import Side


def shown(change: Change) -> str:
    """The commit that stands for the state: its own, for the index and the work tree HEAD's; "" before the first."""
    oid = change.heads[0] if change.heads else change.tip_oid
    return "" if oid == change.git.layout.empty_tree else oid


def page(verdict: Verdict, side: Side, change: Change, links: Links, today: str) -> model.Page:
    """All that the page shows. `today` is an ISO date, for waivers alone."""
    found = findings(verdict)
    restating, others = reports(side, found, links)
    held = conditions(side, found, links)
    return model.Page(
        version=model.VERSION,
        made_by=f"ledgergate {__version__}",
        product=_product(change, links),
        state=_state(verdict, side, change, links),
        verdict=outcome(verdict),
        examined=extent(verdict),
        answers=replies(side, links),
        conditions=held,
        condition_states={name: sum(one.state == name for one in held) for name in model.CONDITION_STATES},
        ledgers=ledgers(side, verdict, found, links),
        selections=selections(side, links),
        reports=restating,
        agreeing=sum(not one.findings for one in restating),
        others=others,
        evidence_gone=gone(found),
        coverage=_coverage(side, links),
        waivers=waivers(side.policy, found, today, links),
        findings=told(found, links),
        unchecked=missed(verdict, links),
        not_run=skipped(verdict),
        notices=tuple(map(links.said, (*verdict.notices, *verdict.summary))),
    )


def _product(change: Change, links: Links) -> str:
    made = product(change)
    return f"{made}: {links.folder}" if links.folder else made


def _state(verdict: Verdict, side: Side, change: Change, links: Links) -> model.State:
    after, oid = verdict.compared.after, shown(change)
    said = (
        change.git.run("log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%cI%x00%s", oid)
        if oid
        else b""
    )
    date, _, subject = said.decode("utf-8", "replace").strip().partition("\0")
    name = after if after in ("index", "worktree") else "commit"
    since = verdict.compared.before or None
    since = None if since == change.git.layout.empty_tree else since
    return model.State(
        name, oid, date, subject, change.branch, links.full(side.policy.origin), since, links.url(side.policy.origin, 1)
    )


def _coverage(side: Side, links: Links) -> model.Coverage:
    # What a document is read for tells whether it is governed; rules have looked into others besides.
    found = covered(read_side(side.documents.anew(), side.policy, strict=False))
    some = [
        model.Covered(
            links.full(one.path), len(one.lines), one.count(CHECKED), one.count(IGNORED), one.count(UNREAD, REPORTED),
            links.url(one.path, 1),
        )
        for one in found
    ]  # fmt: skip
    made = tuple(sorted(some, key=lambda one: (-one.unread, one.path)))
    return model.Coverage(
        percent(found), sum(one.checked for one in made), sum(one.ignored for one in made),
        sum(one.unread for one in made), made,
    )  # fmt: skip
