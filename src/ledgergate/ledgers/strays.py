"""Lines that look like a ledger's items and that no source reads: the quick looks that a healthy document ends with."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import excluded
from ledgergate.ledgers.identity import form, unknown
from ledgergate.shapes import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.markdown import Page
    from ledgergate.model import Document, Item, Ledger, Report, Unread
    from ledgergate.policy.model import LedgerPolicy, Policy, Source


def read_pages(documents: Documents, sources: Iterable[Source]) -> dict[str, Document]:
    """The pages in which these sources look for items."""
    found: dict[str, Document] = {}
    for source in sources:
        if source.shape.reads == PAGES:
            found.update((one.path, one) for one in documents.matching(source.path) if not excluded(one.path, source))
    return found


def with_strays(
    documents: Documents, policy: Policy, ledgers: dict[str, Ledger], reports: list[Report]
) -> tuple[dict[str, Ledger], list[Report]]:
    """Ledgers and reports with what no reader took for an item or a row: keys in other places, two keys in one."""
    known = {name for ledger in ledgers.values() for item in ledger.items for name in (item.key, *item.others)}
    finders = {name: form(ledger.items, _patterned(policy.ledgers[name])) for name, ledger in ledgers.items()}
    strays: dict[str, list[Unread]] = {}
    for name, finder in finders.items():
        if finder is None:
            continue
        found = strays[name] = list(doubled(ledgers[name].items, finder))
        for document in read_pages(documents, policy.ledgers[name].sources).values():
            hits = unknown(finder, document.data, known)
            if hits:
                from ledgergate.ledgers.misplaced import misplaced

                found.extend(misplaced(documents, policy, name, ledgers, reports, document, hits))
    if policy.keys:
        from ledgergate.ledgers.mentions import mentions

        for name, finder in finders.items():
            if finder is not None and _patterned(policy.ledgers[name]):
                strays[name].extend(mentions(documents, policy, name, reports, finder, known, strays[name]))
    for number, report in enumerate(reports):
        finder = finders.get(report.ledger)
        more = tuple(doubled(report.rows, finder)) if report.rows and finder is not None else ()
        if more:
            reports[number] = report.but(unread=(*report.unread, *more))
    return {name: _more(ledger, strays.get(name)) for name, ledger in ledgers.items()}, reports


def _patterned(rules: LedgerPolicy) -> bool:
    return any(key is not None and key.pattern for key in (rules.key, *(source.key for source in rules.sources)))


def _more(ledger: Ledger, strays: list[Unread] | None) -> Ledger:
    return ledger.but(unread=(*ledger.unread, *strays)) if strays else ledger


def doubled(items: Iterable[Item], finder: re.Pattern[bytes]) -> Iterator[Unread]:
    """Items and rows that name two keys: `C-1, C-9`."""
    search = finder.findall
    for item in items:
        if len(search(item.document.data, item.start, item.end)) > 1:
            from ledgergate.ledgers.two_keys import two_keys

            yield from two_keys(item, finder)


def beside(
    pages: Iterable[Page], source: Source, items: Sequence[Item], rules: LedgerPolicy | None
) -> Iterator[Unread]:
    """What stands where this source's items stand, looks like one of them and is none to Markdown."""
    rows = "columns" in source.shape.takes
    for page in pages:
        data = page.document.data
        html, piped = b"<" in data, rows and b"|" in data
        if (html or piped) and any(
            (html and block.kind == "html")
            or (piped and block.kind == "paragraph" and b"|" in data[block.start : block.end])
            for block in page.blocks
        ):
            from ledgergate.ledgers.lookalikes import lookalikes

            yield from lookalikes(page, source, items, rules)
