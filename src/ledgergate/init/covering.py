"""Reports that are complete for a part: for the items of some values, or together with the tables beside them."""

from __future__ import annotations

from ledgergate.init.keeping import COVERS, named_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Item

_LEAST = 5


def covering(survey: Survey, draft: Draft) -> Draft:
    """The draft with `covers` for those of its partial reports whose rows are of some values only."""
    partial = [number for number, report in enumerate(draft.reports) if report.covers is None and report.rows]
    field = next(iter(draft.words), "")
    if not partial or not field:
        return draft
    named = {number: _named(survey, draft, number) for number in partial}
    whole = _wholes(draft, named)
    reports = list(draft.reports)
    for number in partial:
        values = _values(draft, field, named[number].values())
        wanted = [item for item in draft.read.items if item.value(field) in values]
        others = [items for other, items in named.items() if other != number and _path(draft, other) in whole]
        apart = all(values.isdisjoint(_values(draft, field, items.values())) for items in others)
        enough = len(named[number]) >= (COVERS if reports[number].path not in whole else 0.5) * len(wanted)
        if len(wanted) < min(len(draft.read.items), _LEAST) or not values or not enough or not apart:
            continue
        if len(wanted) < len(draft.read.items):
            reports[number] = reports[number].but(covers={field: tuple(sorted(values))})
    return draft.but(reports=tuple(reports))


def _path(draft: Draft, number: int) -> str:
    return draft.reports[number].path


def _named(survey: Survey, draft: Draft, number: int) -> dict[str, Item]:
    return {item.key: item for item in named_items(survey, draft, number)}


def _wholes(draft: Draft, named: dict[int, dict[str, Item]]) -> set[str]:
    """Documents whose tables name nearly every item together."""
    by_path: dict[str, set[str]] = {}
    for number, items in named.items():
        by_path.setdefault(_path(draft, number), set()).update(items)
    total = len({item.key for item in draft.read.items})
    return {path for path, keys in by_path.items() if len(keys) >= COVERS * total}


def _values(draft: Draft, field: str, items: Iterable[Item]) -> set[str]:
    """The values that the named items have, those of single strays aside."""
    counts: dict[str, int] = {}
    total = 0
    for item in items:
        total += 1
        counts[item.value(field)] = counts.get(item.value(field), 0) + 1
    return {value for value, count in counts.items() if value and count > max(1, total // 20)}
