"""Honest variants: edits that a gate must let pass, since one that can never pass proves nothing."""

from __future__ import annotations

from ledgergate.documents import is_page
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.replacing import TITLE
from ledgergate.proving.spelling import unused
from ledgergate.proving.units import is_written, key_span, title_span, unit
from ledgergate.truth.packages import is_closed, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document
    from ledgergate.sides import Side

_NOTE = b"\nA note for whoever reads this next.\n"


def honest(side: Side) -> Iterator[Mutant]:
    """Each honest variant of each governed page; what a closed package holds is to stay as it is."""
    folders = side.ask(packages)
    closed = tuple(one.folder + "/" for one in folders if is_closed(side.documents, one))
    for path in _pages(side):
        document = side.documents.document(path)
        if document is not None and not path.startswith(closed):
            yield from (one.but(what=one.what or path, honest=True) for one in _of_page(document))
    for one in _new_items(side):
        yield one.but(honest=True)


def _pages(side: Side) -> list[str]:
    """The pages that ledgers and reports are read from."""
    every = [item.document.path for ledger in side.ledgers.values() for item in ledger.items]
    every += [report.path for report in side.reports]
    return [path for path in dict.fromkeys(every) if is_page(path)]


def _of_page(document: Document) -> Iterator[Mutant]:
    data = document.data
    if data.endswith(b"\n"):
        yield Mutant("note-added", "", replaced(document, (len(data), len(data), _NOTE)))
    at = data.find(b"\n\n", data.find(b"\n# ") + 1 if not data.startswith(b"---") else len(data))
    if at >= 0:
        yield Mutant("blank-line-doubled", "", replaced(document, (at, at, b"\n")))


def _new_items(side: Side) -> Iterator[Mutant]:
    """A new item like the last one, where no report has to follow."""
    followed = {report.ledger for report in side.policy.reports if report.covers is not None or report.totals}
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        if name in followed or not ledger.items or not is_written(ledger.items[-1]):
            continue
        item = ledger.items[-1]
        key, title = key_span(item), title_span(item)
        other = unused(item.shown, {one.shown.casefold() for one in ledger.items})
        if key is None or title is None or not other or rules.sources[item.source].items not in ("headings", "table"):
            continue
        start, end = unit(item)
        text, parts = item.document.data, sorted(((*key, other.encode()), (*title, TITLE)))
        made = b"".join((text[start : parts[0][0]], parts[0][2], text[parts[0][1] : parts[1][0]], parts[1][2],
                         text[parts[1][1] : end]))  # fmt: skip
        made = made if text[:end].endswith(b"\n") else b"\n" + made
        gap = b"\n" if rules.sources[item.source].items == "headings" and not text[:end].endswith(b"\n\n") else b""
        yield Mutant("item-added", f"{name} {other}", replaced(item.document, (end, end, gap + made.rstrip() + b"\n")))
