"""Reports that are complete for a part: for the items of some values, or together with the tables beside them."""

from __future__ import annotations

from ledgergate.init.keeping import COVERS, forgets, named_items
from ledgergate.init.words import KNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Item
    from ledgergate.policy.model import ReportPolicy

_LEAST = 5


def covering(survey: Survey, draft: Draft) -> Draft:
    """The draft with `covers` for those of its partial reports whose rows are of some values only.

    An index beside the items whose rows are of no value only has forgotten the others; another one without columns
    would be held to nothing.
    """
    partial = [number for number, report in enumerate(draft.reports) if report.covers is None and report.rows]
    named = {number: _named(survey, draft, number) for number in partial}
    covers = _by_value(draft, named) if draft.words else {}
    reports: list[ReportPolicy] = []
    for number, report in enumerate(draft.reports):
        if number in covers:
            reports.append(report.but(covers=covers[number]))
        elif number in named and not report.extra_rows and forgets(draft, report.path, named[number]):
            reports.append(report.but(covers={}))
        elif number not in named or (report.rows is not None and (report.rows.columns or report.rows.source.fields)):
            reports.append(report)
    return draft.but(reports=tuple(reports))


def _by_value(draft: Draft, named: dict[int, dict[str, Item]]) -> dict[int, dict[str, tuple[str, ...]]]:
    """The reports that are complete for the items of some values: what each covers."""
    field = next(iter(draft.words))
    whole = _wholes(draft, named)
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for number, mine in named.items():
        values = _values(draft, field, mine.values())
        wanted = [item for item in draft.read.items if item.value(field) in values]
        others = [items for other, items in named.items() if other != number and _path(draft, other) in whole]
        apart = all(values.isdisjoint(_values(draft, field, items.values())) for items in others)
        enough = len(mine) >= (COVERS if _path(draft, number) not in whole else 0.5) * len(wanted)
        if len(wanted) < min(len(draft.read.items), _LEAST) or not values or not enough or not apart:
            continue
        strays = {item.value(field) for item in draft.read.items} - values
        if strays and all(draft.words[field].counts.get(value, 0) < 2 and value not in KNOWN for value in strays):
            found[number] = {}  # what is left is no class, but what was written once
        elif len(wanted) < len(draft.read.items):
            found[number] = {field: tuple(sorted(values))}
    return found


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
