"""What a policy says that its own other lines contradict: names that nothing has, words that mean two things."""

from __future__ import annotations

from ledgergate.policy import reach
from ledgergate.policy.model import ALL, PACKAGE
from ledgergate.policy.reach import SPOKEN
from ledgergate.policy.texts import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes
    from ledgergate.policy.model import Field, LedgerPolicy, Policy, ReportPolicy, Rows, Total, Truth, Vocabulary

_ANY = ("*",)  # whatever it is, it must be said


def check(policy: Policy, told: Mistakes) -> None:
    """Tells every contradiction. Of a policy that holds mistakes already, those that do not follow from them."""
    whole = not told.found
    for name, vocabulary in policy.vocabularies.items():
        _vocabulary(vocabulary, ("vocabulary", name), told)
    for ledger in policy.ledgers.values():
        at: At = ("ledger", ledger.name)
        _fields(ledger.fields, policy, (*at, "fields"), told)
        for index, source in enumerate(ledger.sources if whole else ()):
            _fields(source.fields, policy, (*at, "sources", index, "fields"), told)
    _ledgers_named(told)
    if not whole:
        return  # places in lists and names of fields may be those of what was left out
    known = reach.words(policy)
    for index, report in enumerate(policy.reports):
        _report(report, policy, known, ("report", index), told)
    _classifying(policy, told)
    for at, wanted, ledger_name in _conditions(policy):
        _where(wanted, policy, reach.of_ledger(ledger_name, policy, known), at, told)
    _bindings(policy, told)
    reach.names(policy, told)
    reach.conditions(policy, told)
    if policy.keys and not any(_patterned(ledger) for ledger in policy.ledgers.values()):
        told.add(("documents", "keys"), "reads nothing, because no ledger has a `key` with a pattern")
    reach.together(policy, told)
    if policy.runtime.read_only != type(policy.runtime.read_only)() and not policy.runtime.patterns:
        told.add(("posture", "read_only"), "protects nothing, because posture.runtime names no path")


def _patterned(ledger: LedgerPolicy) -> bool:
    keys = (ledger.key, *(source.key for source in ledger.sources))
    return any(key is not None and key.pattern for key in keys)


def _vocabulary(vocabulary: Vocabulary, at: At, told: Mistakes) -> None:
    """One word, one key: keys, their texts and their aliases, as people compare them."""
    seen: dict[str, str] = {}
    spoken = [(key, key, ("values", key)) for key in vocabulary.values]
    spoken += [(text, key, ("values", key)) for key, text in vocabulary.values.items()]
    for alias, key in vocabulary.aliases.items():
        if key in vocabulary.values:
            spoken.append((alias, key, ("aliases", alias)))
        else:
            told.unknown((*at, "aliases", alias), "key", key, vocabulary.values)
    for word, key, where in spoken:
        first = seen.setdefault(folded(word), key)
        if first != key:
            told.add((*at, *where), f"{word!r} means both {first!r} and {key!r}")


def _fields(fields: Mapping[str, Field], policy: Policy, at: At, told: Mistakes) -> None:
    for name, field in fields.items():
        _ledger(field.ledger, policy, (*at, name, "ledger"), told)
        vocabulary = _known(field.vocabulary, "vocabulary", policy.vocabularies, (*at, name, "values"), told)
        if vocabulary is None:
            continue
        for word, key in field.map.items():
            _value(key, vocabulary, (*at, name, "map", word), told)
        if field.default:
            _value(field.default, vocabulary, (*at, name, "default"), told)


def _known(name: str, what: str, all_of: Mapping[str, Vocabulary], at: At, told: Mistakes) -> Vocabulary | None:
    if name and name not in all_of and not told.writes(what, name):
        told.unknown(at, what, name, all_of)
    return all_of.get(name)


def _value(word: str, vocabulary: Vocabulary, at: At, told: Mistakes) -> None:
    """A value is a key of its vocabulary, or a word that means one."""
    if word in vocabulary.values:
        return
    known = {folded(one) for one in (*vocabulary.values, *vocabulary.values.values(), *vocabulary.aliases)}
    if folded(word) not in known:
        told.unknown(at, f"value of vocabulary {vocabulary.name!r}:", word, vocabulary.values)


def _report(report: ReportPolicy, policy: Policy, known: dict[str, Vocabulary | None], at: At, told: Mistakes) -> None:
    if PACKAGE in report.path and not any(package.binds for package in policy.packages):
        told.add((*at, "path"), "says {package}, but no [[package]] is there to bind it to")
    if report.rows is not None:
        _rows(report.rows, report, policy, (*at, "rows"), told)
    _gives(report, at, told)
    for index, total in enumerate(report.totals):
        _ledger(total.ledger, policy, (*at, "totals", index, "ledger"), told)
        if total.by and total.by not in known:
            told.unknown((*at, "totals", "by"), "field", total.by, known.keys() - SPOKEN)
        _groups(total, policy.ledgers.get(total.ledger or report.ledger), (*at, "totals", index, "pattern"), told)
        counted = reach.of_ledger(total.ledger or report.ledger, policy, known)
        _where(total.where, policy, counted, (*at, "totals", "where"), told)
        _where(total.of, policy, counted, (*at, "totals", "of"), told)
    known = reach.of_ledger(report.ledger, policy, known)
    for name in (report.covers or {}).keys() & (SPOKEN - {"key", "title", "section"}):
        told.add((*at, "covers", name), "is no part of an item; name a field, 'key', 'title' or 'section'")
    _where(report.covers or {}, policy, known, (*at, "covers"), told)
    for name in report.states:
        field, _, value = name.partition("=")
        _where({field: (value,)}, policy, known, (*at, "states", name), told)
    for count in report.counts:
        if count.field:
            _where({count.field: (count.value,)}, policy, known, (*at, "count", f"{count.field}={count.value}"), told)


def _groups(total: Total, ledger: LedgerPolicy | None, at: At, told: Mistakes) -> None:
    """A group that is no number selects by a field of its name: one that names none would select nothing, silently."""
    import re

    if ledger is None or not total.pattern or total.counts != "items":
        return
    fields = {name for source in ledger.sources for name in source.fields} | ledger.fields.keys()
    for name in re.compile(total.pattern).groupindex:
        if name not in fields and name not in ("count", "of", "percent", "terms", "first", "last"):
            told.unknown(at, "group", name, {"count", "of", "percent", *fields})


def _rows(rows: Rows, report: ReportPolicy, policy: Policy, at: At, told: Mistakes) -> None:
    ledger = policy.ledgers.get(report.ledger)
    fields = {} if ledger is None else ledger.fields
    _fields(rows.source.fields, policy, (*at, "fields"), told)
    for name, own in rows.maps.items():
        if name not in rows.columns.values() and name not in rows.source.fields:
            told.unknown((*at, "map", name), "field", name, {*rows.columns.values(), *rows.source.fields})
            continue
        field = rows.source.fields.get(name) or fields.get(name)
        vocabulary = policy.vocabularies.get(field.vocabulary if field is not None else name)
        for word, key in own.items() if vocabulary is not None else ():
            _value(key, vocabulary, (*at, "map", name, word), told)  # type: ignore[arg-type]  # not None: see above


def _ledger(name: str, policy: Policy, at: At, told: Mistakes) -> None:
    if name and name not in policy.ledgers:
        told.unknown(at, "ledger", name, policy.ledgers)


def _ledgers_named(told: Mistakes) -> None:
    """The ledgers that lists of tables name, as they are written: a mistake elsewhere does not hide these."""
    known = told.given.get("ledger", {})
    for table in ("report", "evidence", "truth"):
        entries = told.given.get(table)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key in ("ledger", "children"):
                name = entry.get(key) if isinstance(entry, dict) else None
                if isinstance(name, str) and name.strip() and isinstance(known, dict) and name not in known:
                    told.unknown((table, index, key), "ledger", name, known)


def _conditions(policy: Policy) -> Iterator[tuple[At, Mapping[str, tuple[str, ...]], str]]:
    """Where each stands, what it says, and the ledger whose items it speaks of, where that is said."""
    for index, invariant in enumerate(policy.invariants):
        spoken = _ledger_of(invariant.when)
        for part in ("when", "then", "none", "every", "never"):
            wanted = getattr(invariant, part)
            yield ("invariant", index, part), wanted, _ledger_of(wanted) or (spoken if part == "then" else "")
    for index, evidence in enumerate(policy.evidence):
        yield ("evidence", index, "when"), evidence.when, evidence.ledger


def _ledger_of(wanted: Mapping[str, tuple[str, ...]]) -> str:
    ledgers = wanted.get("ledger", ())
    return ledgers[0] if len(ledgers) == 1 else ""


def _where(
    wanted: Mapping[str, tuple[str, ...]],
    policy: Policy,
    known: Mapping[str, Vocabulary | None],
    at: At,
    told: Mistakes,
) -> None:
    """Every name of a condition is a field or a word that conditions know, every value one of its vocabulary."""
    for name, values in wanted.items():
        if name not in known:
            told.unknown((*at, name), "field", name, known)
            continue
        vocabulary = known[name]
        for value in values:
            if name == "ledger" or (name == "names" and value != "evidence"):
                _ledger(value, policy, (*at, name), told)
            elif vocabulary is not None and value and (values != _ANY or "then" not in at):
                _value(value, vocabulary, (*at, name), told)
    _question(wanted.get("question", ()), policy, (*at, "question"), told)


def _question(asked: Iterable[str], policy: Policy, at: At, told: Mistakes) -> None:
    known = {name for package in policy.packages for name in package.questions}
    for name in asked:
        if name not in known:
            told.unknown(at, "question", name, known)


def _classifying(policy: Policy, told: Mistakes) -> None:
    """One report may give a field's values where the ledger is silent: two would need a judge between them."""
    seen: set[tuple[str, str]] = set()
    for index, report in enumerate(policy.reports):
        given = _given(report)
        if given & seen:
            fields = ", ".join(sorted(field for _, field in given & seen if field != ALL))
            by = f" by {fields}" if fields else ""
            told.add(("report", index, "classifies"), f"a second report that classifies {report.ledger!r}{by}; one may")
        seen |= given


def _gives(report: ReportPolicy, at: At, told: Mistakes) -> None:
    rows = report.rows
    names = {*rows.columns.values(), *rows.source.fields} if rows is not None else set()
    for field in report.classifies:
        if field != ALL and field not in names:
            told.unknown((*at, "classifies"), "field", field, names)


def _given(report: ReportPolicy) -> set[tuple[str, str]]:
    if report.classifies != (ALL,):
        return {(report.ledger, name) for name in report.classifies}
    names = {*report.rows.columns.values(), *report.rows.source.fields} if report.rows is not None else set()
    return {(report.ledger, name) for name in (ALL, *names)}


def _bindings(policy: Policy, told: Mistakes) -> None:
    """The fields that `[[truth]]` names."""
    for index, truth in enumerate(policy.truths):
        at: At = ("truth", index)
        _own_field(truth.ledger, truth.field, policy, (*at, "field"), told)
        _own_field(truth.children, truth.child_field, policy, (*at, "child_field"), told)
        _own_field(truth.children, truth.child_parent, policy, (*at, "child_parent"), told)
        if at in told.lines.known:
            _done(truth, policy, (*at, "done"), told)


def _done(truth: Truth, policy: Policy, at: At, told: Mistakes) -> None:
    """A value that claims completion is a word of the field, or of the children's field."""
    named = ((truth.ledger, truth.field), (truth.children, truth.child_field))
    fields = [reach.fields_of(policy.ledgers.get(ledger)).get(field) for ledger, field in named]
    known = [policy.vocabularies.get(field.vocabulary) for field in fields if field is not None]
    words = {folded(one) for some in known if some for one in (*some.values, *some.values.values(), *some.aliases)}
    for value in truth.done:
        if all(known) and known and folded(value) not in words:
            told.unknown(at, "value", value, {key for some in known if some for key in some.values})


def _own_field(ledger: str, name: str, policy: Policy, at: At, told: Mistakes) -> None:
    found = policy.ledgers.get(ledger)
    if found is None or not name:
        return
    fields = {*found.fields, *(field for source in found.sources for field in source.fields)}
    if name not in fields:
        told.unknown(at, "field", name, fields)
