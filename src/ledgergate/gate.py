"""The gate: look at a change, make its ends sides, judge them by the rules, weigh what was found."""

from __future__ import annotations

from ledgergate.applicable import applicable
from ledgergate.documents import Documents
from ledgergate.ends import Ends, Policies
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.expressions import Slow, unwatch, watch
from ledgergate.model import Examined, Posture, Unchecked, Verdict
from ledgergate.moments import look
from ledgergate.policy.model import OWN_HOMES
from ledgergate.request import Request
from ledgergate.rules import DRIFT, POSTURE, chosen, require_known, run
from ledgergate.rules.view import View
from ledgergate.summary import examined, left_aside, numbers, partitions, summary
from ledgergate.truth.posture import announced
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgergate.markdown import Page
    from ledgergate.model import Document, Finding, NotRun
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.policy.joining import Pair
    from ledgergate.recollection import Recollection
    from ledgergate.rules import Rule
    from ledgergate.sides import Side


def judge(request: Request) -> Verdict:
    """The verdict on one change. Raises Misused (exit 2) and NotChecked (exit 3) where there can be none."""
    return judge_change(request, look(request.asked))


def judge_change(
    request: Request, change: Change, recalled: Recollection | None = None,
    pages: dict[tuple[str, str], Page] | None = None,
) -> Verdict:  # fmt: skip
    """The same for a change that is at hand, which is closed at the end: one ref of a push.

    `recalled` is what is remembered of the states at hand; it spares their reading. `pages` are those that whoever
    judges many changes has parsed, and this one's.
    """
    watch()
    try:
        asked = chosen(request.duties, request.rules, request.ignore)
        if change.idle:
            return Verdict(change.compared, Examined(), notices=(change.idle,))
        if change.compared.moment != "staged":
            _ = change.entries  # they take both listings, and what is asked before them would be listed twice
        conserves = any(rule.name == "item-vanished" for rule in asked)
        ends = Ends(
            change, Policies(request, recalled), recalled,
            reports=any(rule.duty == DRIFT for rule in asked), items=conserves,
            documents=Documents(change.after, pages),
        )  # fmt: skip
        verdict = _with_parts(_judged(request, asked, change, ends), request, change, ends)
        if recalled is not None:
            recalled.saw(ends.after, *(ends.befores[:1] if conserves else ()))
        change.prove()
        return verdict
    except Slow as slow:
        from ledgergate.deadline import stopped

        raise stopped(slow.said, change, request.policy_file) from None
    finally:
        unwatch()
        change.close()


def judge_with(request: Request, texts: Mapping[str, bytes]) -> Verdict:
    """The verdict as if the files at these paths held these bytes: what a fix would leave. No gate rests on it."""
    change = look(request.asked)
    try:
        change.put(texts)
        asked = chosen(request.duties, request.rules, request.ignore)
        ends = Ends(change, Policies(request, None), None, reports=True, items=True)
        return _with_parts(_judged(request, asked, change, ends), request, change, ends)
    finally:
        change.close()


def judge_side(request: Request, change: Change, folder: str = "") -> tuple[Verdict, Side]:
    """The verdict on a change and the side that it is about, for those who show more of it; the change is left open.

    With a `folder` the change is the part of it that lies in that workspace. Call `prove` of the whole change once all
    has been read.
    """
    asked = chosen(request.duties, request.rules, request.ignore)
    ends = Ends(change, Policies(request, None), None, reports=True, items=True)
    if folder:
        from ledgergate import workspaces

        asked = workspaces.asked_of_parts(asked)
        workspaces.require_plain(ends.after.policy, folder)
    return _judged(request, asked, change, ends), ends.after


def _with_parts(verdict: Verdict, request: Request, change: Change, ends: Ends) -> Verdict:
    """The verdict with those of the workspaces that the change concerns."""
    policy, base = ends.after.policy, ends.befores[0].policy if ends.befores and not ends.is_first else None
    named = policy.workspaces or (base is not None and base.workspaces)
    if not named and not any(one.path.endswith("/" + home) for one in change.entries for home in OWN_HOMES):
        return verdict
    from ledgergate import workspaces

    own = request.but(policy_file="", texts=None, message="")
    return workspaces.with_parts(
        verdict, change, policy, base, lambda part, folder: judge_side(own, part, folder)[0]
    )  # fmt: skip


def refusals(request: Request, change: Change, ends: Ends) -> tuple[tuple[Finding, ...], tuple[Unchecked, ...]]:
    """What a verdict on a change whose ends are at hand finds, and what it could not look at; the change is left open.

    What else a verdict tells is left out, which takes as long again. No gate rests on it.
    """
    found = _found_in(request, chosen(request.duties, request.rules, request.ignore), change, ends)
    return found.findings, _unchecked(found.missed, ends.after)


def _offered(policy: Policy) -> tuple[Rule, ...]:
    if not policy.plugins:
        return ()
    from ledgergate.plugins import offered

    return tuple(rule for one in policy.plugins for rule in offered(one))


def _found_by(own: Sequence[Rule], view: View, missed: list[NotChecked]) -> list[Finding]:
    """What the plugins' rules find; one that breaks is missed, and costs the others nothing."""
    return [one for rule in own for one in _by_plugin(rule, view, missed)]


def _by_plugin(rule: Rule, view: View, missed: list[NotChecked]) -> list[Finding]:
    try:
        return judge_sides([rule], view)
    except NotChecked as error:
        missed.append(error)
        return []


class _Found(Value):
    """What the rules find in a change, weighed: all that decides, and nothing of what was counted on the way."""

    view: View
    findings: tuple[Finding, ...]
    missed: tuple[NotChecked, ...]
    not_run: tuple[NotRun, ...]
    notes: tuple[str, ...]
    summary: tuple[str, ...]


def _found_in(request: Request, asked: Sequence[Rule], change: Change, ends: Ends) -> _Found:
    after = ends.after
    own = _offered(after.policy)
    require_known((*request.rules, *request.ignore), own)
    asked = (*asked, *[rule for rule in chosen(request.duties, request.rules, request.ignore, own) if rule.home])
    missed = list(after.read().missed) if any(rule.duty != POSTURE for rule in asked) else []
    view = View(
        after, ends.befores, change, _posture(change, ends, missed), request.message,
        joined=ends.joined, pair=_pair(ends),
    )  # fmt: skip
    runs, not_run = applicable(asked, view)
    found = judge_sides([rule for rule in runs if not rule.home], view)
    found += _found_by([rule for rule in runs if rule.home], view, missed)
    if after.documents.unreadable:
        runs, found = _with_unread(asked, runs, found, view)
    findings, records = _without_records(found, view)
    findings += _demanded(runs, findings, view)
    notes = _of_merge(asked, findings, change, ends) if change.base_moved else ()
    weighed, more = _weighed(findings, view, request, runs)
    return _Found(view, weighed, tuple(missed), not_run, tuple(notes), (*records, *more))


def _judged(request: Request, asked: Sequence[Rule], change: Change, ends: Ends) -> Verdict:
    after, found = ends.after, _found_in(request, asked, change, ends)
    view = found.view
    first = ("the change brings the first policy: nothing protected its base",) if ends.is_first else ()
    verdict = Verdict(
        change.compared.but(posture=view.posture), examined(view), found.findings, partitions(view), found.not_run,
        (*change.compared.notes, *first, *left_aside(view), *found.notes), found.summary, summary(after),
        exit_zero=request.exit_zero, numbers=numbers(after) if request.verbose else (),
        lasting=not (_depends(after) or view.posture.read_only or change.looked_back or request.policy_file),
        unchecked=_unchecked(found.missed, after), edited=_edited(found.findings, after),
    )  # fmt: skip
    return _with_moves(verdict, view) if request.moves and view.before is not None else verdict


def _with_moves(verdict: Verdict, view: View) -> Verdict:
    """The same with what moved between the parts of ledgers, which nothing that decides has asked for."""
    from ledgergate.movement import movements

    partitions, moved = movements(view, verdict.partitions)
    return verdict.but(partitions=partitions, moved=moved)


def _depends(after: Side) -> bool:
    """Whether the verdict depends on more than what is judged: on the day, or on a plugin."""
    if after.policy.plugins:
        return True
    if after.policy.waivers or not after.policy.excuses:
        return bool(after.policy.waivers)
    from ledgergate.truth.excuses import excuses

    return bool(excuses(after))


def _edited(findings: Iterable[Finding], after: Side) -> dict[str, Document]:
    """The documents that `ledgergate fix` may edit, by path."""
    fixes = [one.fix for one in findings if one.fix is not None and (one.fix.safe or one.fix.asks)]
    known = {edit.path: after.documents.known(edit.path) for fix in fixes for edit in fix.edits}
    return {path: document for path, document in known.items() if document is not None}


def _posture(change: Change, ends: Ends, missed: list[NotChecked]) -> Posture:
    """The posture; where a document that may declare it cannot be parsed, none, and that is missed."""
    try:
        return announced(change, ends.after, ends.befores)
    except Unreadable as error:
        missed.append(error)
        return Posture()


def _with_unread(
    asked: Sequence[Rule], runs: Sequence[Rule], found: list[Finding], view: View
) -> tuple[list[Rule], list[Finding]]:
    """The same with the rule that names what cannot be parsed: which documents those are is known once all have been
    asked for."""
    last = [rule for rule in asked if rule.name == "not-understood"]
    others = [one for one in found if one.rule != "not-understood"]
    return [*(rule for rule in runs if rule not in last), *last], [*others, *judge_sides(last, view)]


def _unchecked(missed: Iterable[NotChecked], after: Side) -> tuple[Unchecked, ...]:
    """What could not be looked at, each once."""
    every = {one.message: one for one in (*missed, *after.documents.unreadable.values())}
    return tuple(
        Unchecked(one.message, one.cure, one.document.place(one.start) if isinstance(one, Unreadable) else None)
        for one in every.values()
    )


def judge_sides(runs: Iterable[Rule], view: View) -> list[Finding]:
    """What these rules find on a side, compared with those before it: any state under any policy."""
    return [one for rule in runs for one in run(rule, view)]


def _without_records(findings: list[Finding], view: View) -> tuple[list[Finding], tuple[str, ...]]:
    if not findings or not view.after.policy.packages:
        return findings, ()
    from ledgergate.weighing.records import kept

    return kept(findings, view)


def _pair(ends: Ends) -> Pair | None:
    """What both policies demand, where they are two."""
    if not ends.befores or ends.befores[0].policy is ends.after.policy:
        return None
    from ledgergate.protection import pair

    return pair(ends.after, ends.befores[0])


def _demanded(runs: Sequence[Rule], findings: Sequence[Finding], view: View) -> Iterable[Finding]:
    if view.pair is None:
        return ()
    from ledgergate.protection import demanded

    return demanded(runs, findings, view)


def _of_merge(asked: Sequence[Rule], findings: list[Finding], change: Change, ends: Ends) -> tuple[str, ...]:
    """Adds what only the merge into a base that has moved on would be refused for."""
    from ledgergate.merging import of_merge

    more, notes = of_merge(asked, findings, change, ends)
    findings += more
    return notes


def _weighed(findings: list[Finding], view: View, request: Request, runs: Sequence[Rule]
             ) -> tuple[tuple[Finding, ...], tuple[str, ...]]:  # fmt: skip
    """The findings that count, and what is reported of the others. Most changes have none, and nothing to weigh."""
    policy = view.after.policy
    if not (findings or policy.waivers or policy.excuses or request.new_only):
        return (), ()
    from ledgergate.weighing import weigh
    from ledgergate.weighing.standing import base_of

    weighed = weigh(findings, view, base_of(findings, view, runs), request, runs)
    return weighed.findings, weighed.summary
