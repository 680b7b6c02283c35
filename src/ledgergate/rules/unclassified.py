"""A required field has no value, or a placeholder (TBD, ?, -, n/a).

**Why.** A candidate without a bucket is a decision that nobody took; a ledger in which some have none cannot be
counted.

**Rejected**

    ### C-7 PSA handoff
    - **Bucket**: TBD

**Accepted**

    ### C-7 PSA handoff
    - **Bucket**: B

**The fix.** Write one of the field's values. If it is too early to decide, most vocabularies have a value that
says so; a word of your own can be added to the vocabulary.
"""

from __future__ import annotations

from ledgergate.policy.model import ALL, PACKAGE
from ledgergate.rules.view import found
from ledgergate.shapes import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.policy.model import Field, LedgerPolicy, Source
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    policy = view.after.policy
    for name, ledger in view.after.ledgers.items():
        rules = policy.ledgers[name]
        fields = {field: rule for field, rule in rules.fields.items() if rule.required}
        if fields and rules.items and not any(item.fields for item in ledger.items):
            yield from _unread(view, name, ledger.items, tuple(fields))
            continue
        of_sources = [_required(rules, source) for source in rules.sources]
        for item in ledger.items if fields or any(of_sources) else ():
            # What the policy lists stands in no source, and is as long as nothing.
            for field, rule in (of_sources[item.source] if of_sources and item.end else fields).items():
                if not any(one.kind in ("value", "unknown") for one in item.fields.get(field, ())):
                    source = rules.sources[item.source] if of_sources else None
                    yield _offence(view.after, name, item, field, rule, source)
    for report in view.after.reports:
        rows = policy.reports[report.spec].rows
        own = {name: rule for name, rule in rows.source.fields.items() if rule.required} if rows is not None else {}
        for row in report.rows or () if own else ():
            for field, rule in own.items():
                if not any(one.kind in ("value", "unknown") for one in row.fields.get(field, ())):
                    source = rows.source if rows is not None else None
                    yield _offence(view.after, report.ledger, row, field, rule, source)


def _required(rules: LedgerPolicy, source: Source) -> dict[str, Field]:
    """What each item of a source must say: what its ledger requires, as the source spells it, and the source itself."""
    always = {name for name, field in rules.fields.items() if field.required}
    every = {**rules.fields, **source.fields}
    return {name: field for name, field in every.items() if field.required or name in always}


def _unread(view: View, name: str, items: Sequence[Item], fields: tuple[str, ...]) -> Iterator[Finding]:
    """Of items that the policy lists, and of which nothing is said anywhere, what is missing is where it would be."""
    policy, missing = view.after.policy, {number for number, _ in view.after.absent}
    restated = {number: one for number, one in enumerate(policy.reports) if one.ledger == name and one.rows is not None}
    if any(number in missing and not one.optional for number, one in restated.items()):
        return  # the report that is missing is told
    if any(report.spec in restated and report.rows == () for report in view.after.reports):
        return  # as is one without rows
    if restated and all(one.path.startswith(PACKAGE) for one in restated.values()):
        return  # no package of that name is there yet, which is told of the policy's line (LG312)
    there = next((report.path for report in view.after.reports if report.spec in restated), "")
    where = " or ".join(one.path for one in restated.values())
    message = f"the {len(items)} items of '{name}' have no {' and no '.join(fields)}: no report states them"
    cure = f"write {where}" if where else "add a [[package]] or a [[report]] whose documents state them"
    cure = f"write classifies = true into the [[report]] of {there}, whose rows are theirs" if there else cure
    yield found(items[0].place, message, cure, key=name)


def _offence(side: Side, ledger: str, item: Item, field: str, rule: Field, source: Source | None) -> Finding:
    from ledgergate.ledgers.offered import offered

    said = item.stated(field)
    label = rule.labels[0] if rule.labels else field
    if said is not None and said.kind == "placeholder":
        message = f"{item.label} has the placeholder '{said.raw}' for its {field}"
    else:
        message = f"{item.label} has no {field}"
    vocabulary = side.policy.vocabularies.get(rule.vocabulary)
    words = side.ask(offered, ledger, field, vocabulary.name).values() if vocabulary is not None else ()
    values = f"one of {', '.join(words)}" if words else "a value"
    # An empty cell has no width; where a report gives the value, it is still the place to write it.
    elsewhere = said is not None and said.document is not item.document
    place = said.place if said is not None and (elsewhere or said.end > said.start) else item.place
    has_place = elsewhere or label != field or (said is not None and said.end > said.start)
    given = "" if has_place else _giver(side, ledger, field)
    cure = f"in {given} write {values}" if given else _cure(said, source, label, values, elsewhere=elsewhere)
    return found(place, message, cure, key=item.shown)


def _giver(side: Side, ledger: str, field: str) -> str:
    """The report that gives a field its value, which has no label in the ledger; "" where none does."""
    for report in side.reports:
        gives = side.policy.reports[report.spec].classifies
        if report.ledger == ledger and (gives == (ALL,) or field in gives):
            return report.path
    return ""


def _cure(said: Stated | None, source: Source | None, label: str, values: str, *, elsewhere: bool) -> str:
    """Where to write the value, and how: into its place, where it has one, else into a line of its own."""
    if said is not None and (elsewhere or said.end > said.start):
        return f"write {values} here"
    if source is None or "columns" in source.shape.takes:
        return f"in the column '{label}' write {values}"
    if source.shape.reads != PAGES or source.shape.name == "paragraphs":
        return f"write {label}: VALUE    {values}"
    return f"below it write {'  ' if 'depth' in source.shape.takes else ''}- **{label}**: VALUE    {values}"
