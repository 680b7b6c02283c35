"""Columns that restate a field of the ledger, with the words that the report alone uses for it."""

from __future__ import annotations

from ledgergate.called import STATUS
from ledgergate.init.draft import tried
from ledgergate.init.keeping import restated
from ledgergate.init.words import collect, stem
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import alike
from ledgergate.policy.model import Field
from ledgergate.policy.writing import plain, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.policy.model import ReportPolicy

_AGREES = 0.65
_STATED = 0.5  # of the items: not each has a layer
_OTHERS = frozenset(("type", "kind", "layer", "track", "category", "area", "component", "priority"))
_NAMES = 0.5
_SORTS = 0.85  # of the rows stand under the word of their item, where headings are words of a field


def with_fields(
    survey: Survey, draft: Draft, report: ReportPolicy, columns: Sequence[str]
) -> tuple[Draft, ReportPolicy]:
    """The report with those of its columns that restate a field of the ledger."""
    for field in draft.words:
        labels = {field, *map(skeleton, draft.ledger.fields[field].labels)}
        same = [name for name in columns if skeleton(name) in labels]
        other = [
            name for name in columns if (skeleton(name).split() or [""])[-1] in (*STATUS, "value") and field == "status"
        ]
        for column in dict.fromkeys([*same, *other]):
            bound = _with_field(survey, draft, report, column, field)
            if bound is not None:
                draft, report = bound
                break
    return draft, report


def with_others(
    survey: Survey, draft: Draft, report: ReportPolicy, columns: Sequence[str]
) -> tuple[Draft, ReportPolicy]:
    """The report with columns called as a label that nearly all items have, of few words: Type, Layer, Track."""
    rows = report.rows
    free = [one for one in columns if rows is not None and one not in rows.columns and skeleton(one) in _OTHERS]
    for column in free if draft.ledger.sources[0].items == "files" else ():
        name = plain(column)
        if name in draft.ledger.fields:
            continue
        field = Field(name, (column,), kind="text")
        read = tried(survey, draft.ledger.but(fields={**draft.ledger.fields, name: field}), draft.words)
        said = [stated.raw for item in read.items if (stated := item.stated(name)) is not None and stated.raw]
        words = collect(said) if len(said) >= _STATED * len(read.items) else None
        if words is None or words.doubtful or len(words.values) < 2:
            continue
        known = {**draft.words, name: words}
        ledger = draft.ledger.but(fields={**draft.ledger.fields, name: field.but(kind="value", vocabulary=name)})
        made = draft.but(ledger=ledger, words=known, read=tried(survey, ledger, known))
        bound = _with_field(survey, made, report, column, name)
        if bound is not None and len(bound[0].words[name].values) == len(words.values):
            draft, report = bound
    return draft, report


def _with_field(
    survey: Survey, draft: Draft, report: ReportPolicy, column: str, field: str
) -> tuple[Draft, ReportPolicy] | None:
    """The column bound, with the report's own words for the field; None where it mostly says something else."""
    words, rows = draft.words[field], report.rows
    if rows is None:
        return None
    rows = rows.but(columns={**rows.columns, column: field})
    told = _told(survey, draft, report.but(rows=rows), field)
    own, added = _own_words(told, words.values)
    if not told or sum(own.get(word, word) == value for word, value in told) < _AGREES * len(told):
        return None
    added = {**_lone_words(survey, draft, report.but(rows=rows), field), **added}
    more = words.but(values={**added, **words.values}, counts={**words.counts, **dict.fromkeys(added, 0)})
    maps = {**rows.maps, field: own} if own else rows.maps
    return draft.but(words={**draft.words, field: more}), report.but(rows=rows.but(maps=maps))


def under_headings(survey: Survey, draft: Draft, report: ReportPolicy) -> ReportPolicy:
    """The report with the field that the headings above its rows restate: an index with a section for each status."""
    rows = report.rows
    for field in draft.words if rows is not None and rows.source.items != "yaml" else ():
        if rows is None or field in rows.columns.values() or draft.ledger.fields[field].both:
            continue
        above = Field(field, source="heading", vocabulary=field)
        made = report.but(rows=rows.but(source=rows.source.but(fields={field: above})))
        told = _told(survey, draft, made, field)
        heads = {word for word, _ in told}
        # Headings that are all words of the field say what stands below them, however much of it has moved on; not
        # where they are groups: all that is final stands under "Accepted".
        places = {value: [word for word, other in told if other == value] for _, value in told}
        groups = any(len(set(words)) == 1 < len(words) and value not in words for value, words in places.items())
        named = len(heads) > 2 and heads <= draft.words[field].values.keys() and not groups
        enough = _NAMES if named else _SORTS
        if len(heads) > 1 and sum(word == value for word, value in told) >= enough * len(told):
            return made
    return report


def _lone_words(survey: Survey, draft: Draft, report: ReportPolicy, field: str) -> dict[str, str]:
    """Words of rows that name no item: what was given up before there was one."""
    alone = (row.stated(field) for row, item in restated(survey, draft, report) if item is None)
    found = collect(said.raw for said in alone if said is not None and said.kind == "unknown")
    return dict(found.values) if found is not None else {}


def _told(survey: Survey, draft: Draft, report: ReportPolicy, field: str) -> list[tuple[str, str]]:
    """What rows say of the field, with what their items say."""
    pairs = ((row.stated(field), item) for row, item in restated(survey, draft, report) if item is not None)
    return [
        (stated.value or slug(skeleton(stem(stated.raw))), item.value(field))
        for stated, item in pairs
        if stated is not None and stated.raw and item.value(field)
    ]


def _own_words(told: list[tuple[str, str]], known: Container[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Words that the report alone uses: those that always stand for one of the ledger's, and those that do not."""
    met: dict[str, list[str]] = {}
    for word, value in told:
        if word not in known:
            met.setdefault(word, []).append(value)
    own = {}
    for word, values in met.items():
        most = max(dict.fromkeys(values), key=values.count)
        if len(values) > 1 and values.count(most) >= 0.8 * len(values) and alike(word, most):
            own[word] = most
    return own, {word: word for word in met if word and word not in own}
