"""A value that needs evidence stands without any, or without one of the kinds that it needs.

**Why.** "Productized" is a claim about code, tests and guides; it is worth what it can show.

**Rejected**: `when = { readiness = "1" }`, `needs = { code = ["apps/**"], test = ["**/tests/**"], doc = ["docs/**"] }`,
and the area cites code and a test.

**Accepted**: it cites code, a test and a guide. What counts as another kind does not count as `code`.

**The fix.** Cite what shows it, or write the state that the repository supports.
"""

from __future__ import annotations

from ledgergate.conditions.subjects import Subject, holds, subjects
from ledgergate.policy import matches
from ledgergate.reports import item_of
from ledgergate.rules.view import found, shown_value
from ledgergate.truth.cited import citations
from ledgergate.truth.evidence import Tree, ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.policy.model import Evidence
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation


def check(view: View) -> Iterator[Finding]:
    after = view.after
    tree = Tree(after.documents, after.policy)
    for rule in after.policy.evidence:
        if (rule.forbids or rule.refutes) and not rule.needs:
            continue
        for subject, said in claimants(after, rule):
            if not said and _is_only_listed(after, subject):
                continue
            every = [one for stated in said for one in citations(after, stated)]
            without = lacking(rule.needs, cited_paths(tree, every))
            if not every or without:
                yield _offence(after, rule, subject, said, without)


def _is_only_listed(reading: Side, subject: Subject) -> bool:
    """Whether the policy lists the item and no report says a word of it: it claims nothing, and that is told."""
    item = subject.item
    if item is None or item.end > item.start or item.fields:
        return False
    return not any(item_of(reading, report, row) is item for report in reading.reports for row in report.rows or ())


def claimants(reading: Side, rule: Evidence) -> Iterator[tuple[Subject, list[Stated]]]:
    """The items or rows that a rule speaks of, each with what it states as evidence, its rows' included."""
    wanted = {**rule.when, **({"ledger": (rule.ledger,)} if rule.ledger else {})}
    if rule.report:
        wanted["report"] = (rule.report,)
    rows = _bound_rows(reading, rule) if not rule.report else {}
    for subject in subjects(reading, wanted):
        if holds(reading, subject, wanted):
            every = [subject.row, subject.item]
            if subject.item is not None:
                every += rows.get(subject.item.key, [])
            said = [stated for one in every if one is not None for stated in one.fields.get(rule.field, ())]
            yield subject, list({id(one): one for one in said if one.kind == "value" and not one.inherited}.values())


def _bound_rows(reading: Side, rule: Evidence) -> Mapping[str, list[Item]]:
    rows: dict[str, list[Item]] = {}
    for report in reading.reports:
        for row in report.rows or () if report.ledger == rule.ledger else ():
            item = item_of(reading, report, row)
            if item is not None:
                rows.setdefault(item.key, []).append(row)
    return rows


def cited_paths(tree: Tree, every: Iterable[Citation]) -> list[str]:
    """What is cited, as paths; a missing one counts as written, for another rule tells of it."""
    found: list[str] = []
    for one in every:
        found.extend(tree.find(one) or ways(one))
    return found


def lacking(needs: Mapping[str, tuple[str, ...]], paths: list[str]) -> list[str]:
    without = []
    for kind, globs in needs.items():
        others = [glob for other, some in needs.items() if other != kind and kind == "code" for glob in some]
        if not any(_any(globs, path) and not _any(others, path) for path in paths):
            without.append(kind)
    return without


def _any(globs: Iterable[str], path: str) -> bool:
    return any(matches(glob, path) or matches(glob, path + "/") for glob in globs)


def _offence(reading: Side, rule: Evidence, subject: Subject, said: list[Stated], without: list[str]) -> Finding:
    item = subject.row or subject.item
    assert item is not None  # noqa: S101  # evidence speaks of items and rows alone
    claims = [one for field in rule.when if (one := subject.stated(field)) is not None]
    claim = " and ".join(f"{one.field} {shown_value(reading.policy, one)}" for one in claims)
    what = f"evidence of kind {', '.join(without)}" if said and without else "evidence"
    reason = f": {rule.reason}" if rule.reason else ""
    where = [one for one in (*said, *claims) if one.end > one.start]
    place = where[0].place if where else item.place
    needs = " and ".join(f"{kind} (a path that matches {' or '.join(rule.needs[kind])})" for kind in without)
    cure = f"cite {needs}" if needs else "cite a path, a link or a spec that shows it"
    return found(place, f"{item.label} has {claim or 'a claim'} without {what}{reason}", cure, key=item.shown)
