"""What can never be: a name that nothing reads, a condition that no item can meet, a key of a source without effect.

A policy file's own lines are asked alone: its preset speaks of much that a repository need not have.
"""

from __future__ import annotations

import posixpath

from ledgergate.policy.governed import matches
from ledgergate.shapes import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes
    from ledgergate.policy.model import Field, LedgerPolicy, Policy, ReportPolicy, Rows, Source, Vocabulary
    from ledgergate.shapes import Shape

    Wanted = Mapping[str, tuple[str, ...]]

STATES = {"checkbox": ("checked", "open"), "struck": ("struck", "plain")}
_SHAPED = ("level", "columns", "depth", "pattern", "at", "file")
SPOKEN = {"report", "ledger", "question", "answer", "key", "title", "section", "package", "names"}
_PLACED = ("under", "not_under")


def fields_of(ledger: LedgerPolicy | None) -> dict[str, Field]:
    """Every field of a ledger, those of its sources included."""
    if ledger is None:
        return {}
    return {**{name: one for source in ledger.sources for name, one in source.fields.items()}, **ledger.fields}


def rows_of(report: ReportPolicy) -> set[str]:
    """The fields that a report's rows have."""
    return {*report.rows.columns.values(), *report.rows.source.fields} if report.rows is not None else set()


def names(policy: Policy, told: Mistakes) -> None:
    """Tells columns, totals, counts and evidence that name a field which nothing has."""
    spoken = _spoken(policy)
    for index, report in enumerate(policy.reports):
        own = fields_of(policy.ledgers.get(report.ledger))
        if report.rows is not None:
            _columns(report.rows, ("report", index, "rows", "columns"), {*own, *policy.vocabularies}, spoken, told)
        for total in report.totals:
            counted = fields_of(policy.ledgers.get(total.ledger or report.ledger))
            if total.by and counted and total.by not in counted and ("report", index, "totals") in told.lines.known:
                told.unknown(("report", index, "totals", "by"), "field", total.by, counted)
        for count in report.counts:
            at: At = ("report", index, "count", f"{count.field}={count.value}")
            if count.field and at in told.lines.known and count.field not in {*own, *rows_of(report)}:
                told.unknown(at, "field", count.field, {*own, *rows_of(report)})
    for index, evidence in enumerate(policy.evidence):
        known = {*fields_of(policy.ledgers.get(evidence.ledger))}
        for report in policy.reports:
            if report.ledger == evidence.ledger or (evidence.report and _is(evidence.report, report.path)):
                known |= {*fields_of(policy.ledgers.get(report.ledger)), *rows_of(report)}
        if ("evidence", index) in told.lines.known and known and evidence.field not in known:
            told.unknown(("evidence", index, "field"), "field", evidence.field, known)


def _columns(rows: Rows, at: At, named: set[str], spoken: set[str], told: Mistakes) -> None:
    known = {*named, *rows.source.fields}
    for column, name in rows.columns.items():
        if (*at, column) in told.lines.known and name not in known | spoken:
            told.unknown((*at, column), "field", name, known)


def _spoken(policy: Policy) -> set[str]:
    """What conditions name: a column may be read for them alone."""
    made: set[str] = set()
    for invariant in policy.invariants:
        made.update(invariant.when, invariant.then, invariant.none)
    for evidence in policy.evidence:
        made.update((evidence.field, *evidence.when))
    for report in policy.reports:
        made.update(count.field for count in report.counts)
    return made


def conditions(policy: Policy, told: Mistakes) -> None:
    """Tells conditions that no item, row or report can ever meet."""
    for at, wanted in _conditions(policy):
        if at not in told.lines.known:
            continue
        for name, values in wanted.items():
            for value in values:
                sentence = _never(policy, wanted, name, value) if value != "*" else ""
                if sentence:
                    told.add((*at, name), sentence)
        for value in wanted.get("report", ()):
            if not any(_is(value, report.path) for report in policy.reports):
                told.unknown((*at, "report"), "report", value, {posixpath.basename(one.path) for one in policy.reports})


def together(policy: Policy, told: Mistakes) -> None:
    """Tells invariants whose fields no ledger, and no report's rows, have together: they would speak of nothing."""
    every = {name for ledger in policy.ledgers.values() for name in fields_of(ledger)}
    every |= {name for report in policy.reports for name in rows_of(report)}
    for index, invariant in enumerate(policy.invariants):
        at: At = ("invariant", index, "when")
        if at not in told.lines.known or invariant.when.keys() & {"question", "answer"}:
            continue
        for wanted, more in ((invariant.when, invariant.then), (invariant.none, {})):
            fields = {*wanted, *more} - SPOKEN
            if fields and fields <= every and not any(fields <= known for known in _heard(policy, wanted)):
                listed = " and ".join(repr(name) for name in sorted(fields))
                where = "report" if "report" in wanted else "ledger"
                told.add(at, f"never holds: no {where} has {listed}{' together' if len(fields) > 1 else ''}")


def _heard(policy: Policy, wanted: Wanted) -> Iterator[set[str]]:
    """The fields of each thing that a condition may hold of."""
    if "report" not in wanted:
        for ledger in policy.ledgers.values():
            if "ledger" not in wanted or ledger.name in wanted["ledger"]:
                yield set(fields_of(ledger))
        return
    for report in policy.reports:
        if any(_is(name, report.path) for name in wanted["report"]):
            yield {*fields_of(policy.ledgers.get(report.ledger)), *rows_of(report)}


def _conditions(policy: Policy) -> Iterator[tuple[At, Wanted]]:
    for index, invariant in enumerate(policy.invariants):
        for part in ("when", "then", "none"):
            yield ("invariant", index, part), getattr(invariant, part)
    for index, evidence in enumerate(policy.evidence):
        ledger = {"ledger": (evidence.ledger,)} if evidence.ledger else {}
        yield ("evidence", index, "when"), {**evidence.when, **ledger}
        if evidence.report and ("evidence", index) in policy.lines:
            yield ("evidence", index), {"report": (evidence.report,)}
    for index, report in enumerate(policy.reports):
        if report.covers:
            yield ("report", index, "covers"), {**report.covers, "ledger": (report.ledger,)}
    for index, truth in enumerate(policy.truths):
        yield ("truth", index, "done"), {truth.field: truth.done, "ledger": (truth.ledger,)}


def _never(policy: Policy, wanted: Wanted, name: str, value: str) -> str:
    """Why no item can have this value of the field; "" where one may."""
    reads: list[tuple[Field, Source]] = []
    for ledger in policy.ledgers.values():
        if "ledger" in wanted and ledger.name not in wanted["ledger"]:
            continue
        for source in ledger.sources:
            field = source.fields.get(name) or ledger.fields.get(name)
            if field is not None:
                reads.append((field, source))
    if not reads or any(name in rows_of(report) for report in policy.reports):
        return ""
    if any(_reaches(field, source, value) for field, source in reads):
        return ""
    field, source = reads[0]
    if field.source == "folder":
        what = f"the field reads whole paths, such as '{_folders(source)}'"
    else:
        what = f"the field is {' or '.join(repr(one) for one in STATES[field.source])}"
    return f"{value!r} never holds: {what}"


def _reaches(field: Field, source: Source, value: str) -> bool:
    if field.vocabulary or field.pattern or field.both:
        return True
    if field.source in STATES:
        words = (*STATES[field.source], *field.map.values(), field.default)
        return value.casefold() in {word.casefold() for word in words}
    if field.source != "folder" or field.map:
        return True
    return matches(_folders(source).casefold(), value.casefold().strip("/"))


def _folders(source: Source) -> str:
    """The paths that a field can read there which is taken from the folder."""
    return posixpath.dirname(source.path)


def _is(name: str, path: str) -> bool:
    """Whether a condition's report may be the one at a path, which may be a glob or begin with a package."""
    shown = path.replace("{package}", "*")
    for one, other in ((name, shown), (shown, name)):
        if matches(one, other) or matches(one, posixpath.basename(other)) or matches(posixpath.basename(one), other):
            return True
    return posixpath.basename(name) == posixpath.basename(shown)


def idle(values: Mapping[str, Any], shape: Shape) -> Iterator[tuple[str, str]]:
    """The keys of a source that its shape does not take, and why: they would pass for a demand."""
    for name in _SHAPED:
        if name in values and name not in shape.takes:
            yield name, f"has no effect where items are {shape.many}"
    for name in _PLACED if shape.reads != PAGES else ():
        if name in values:
            yield name, f"has no effect where items are {shape.many}: there are no headings above them"


def words(policy: Policy) -> dict[str, Vocabulary | None]:
    """Every name that a condition may speak of, with the vocabulary of its values.

    Two ledgers may have a field of one name: where nothing says which is meant, the words of both are known.
    """
    known: dict[str, Vocabulary | None] = dict.fromkeys(SPOKEN)
    for ledger in policy.ledgers.values():
        _words_of(ledger, policy, known)
    for report in policy.reports:
        if report.rows is not None:
            _row_words(report.rows, policy, known)
    return known


def _words_of(
    ledger: LedgerPolicy, policy: Policy, known: dict[str, Vocabulary | None]
) -> dict[str, Vocabulary | None]:
    """`known` with the ledger's fields; where a source reads one in words of its own, with both."""
    for fields in (ledger.fields, *(source.fields for source in ledger.sources)):
        for name, field in fields.items():
            own = policy.vocabularies.get(field.vocabulary)
            known[name] = _joined(known[name], own) if name in known else own
    return known


def _joined(one: Vocabulary | None, other: Vocabulary | None) -> Vocabulary | None:
    if one is None or other is None:
        return None
    if other.name in one.name.split(" or "):
        return one
    name, values = f"{one.name} or {other.name}", {**one.values, **other.values}
    return one.but(name=name, values=values, aliases={**one.aliases, **other.aliases})


def _row_words(rows: Rows, policy: Policy, known: dict[str, Vocabulary | None]) -> None:
    for name in rows.columns.values():
        known.setdefault(name, policy.vocabularies.get(name))
    for name, field in rows.source.fields.items():
        known.setdefault(name, policy.vocabularies.get(field.vocabulary))


def of_ledger(name: str, policy: Policy, known: dict[str, Vocabulary | None]) -> dict[str, Vocabulary | None]:
    """The names with this ledger's own words: another ledger may have a field of the same name."""
    ledger = policy.ledgers.get(name)
    if ledger is None:
        return known
    return {**known, **_words_of(ledger, policy, {})}
