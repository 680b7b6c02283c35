"""A row's link leads to another item than its key says.

**Why.** Readers follow the link, tools count the key.

**Rejected**: `| [044](045-export.md) | ... |`

**Accepted**: `| [044](044-import.md) | ... |`

A link into a document with several items names the one that its anchor leads to:
`[C-2](candidates.md#c-2-import)`; without an anchor it names none.

**The fix.** Correct whichever is wrong; where the row's title goes with its key, `ledgergate fix` corrects the link.
Until then the row counts for the item whose title it has, and for the one that its link leads to where it has neither.
"""

from __future__ import annotations

from ledgergate.model import Edit, Fix, Related
from ledgergate.reports import indexes
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.reports import Index
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        index = view.after.ask(indexes).get(report.ledger)
        for row in report.rows or ():
            disputed = index.disputed(row) if index is not None else None
            if index is not None and disputed is not None:
                linked, keyed = disputed
                message = f"this row's key is {keyed.label}, its link leads to {linked.label}"
                related = (Related(linked.place, "the link leads here"), Related(keyed.place, "the key names this"))
                yield found(
                    row.place,
                    message,
                    f"link to {keyed.document.path}{index.fragment(keyed)}, or write {linked.shown}",
                    key=keyed.shown,
                    related=related,
                    fix=_relinked(index, row, linked, keyed) if index.bind(row) is keyed else None,
                )


def _relinked(index: Index, row: Item, linked: Item, keyed: Item) -> Fix | None:
    """The row's link led to where its key and its title say: with both of them against it the link is wrong."""
    import posixpath
    from urllib.parse import quote

    for link in row.links:
        if link.kind == "inline" and index.by_link(row.but(links=(link,))) is linked:
            base = posixpath.dirname(row.document.path) or "."
            fragment = index.fragment(keyed)
            target = quote(posixpath.relpath(keyed.document.path, base), safe="/~") + fragment
            written = row.document.data[link.start : link.end]
            old = f"]({link.target}".encode()
            if ("#" in link.target and not fragment) or written.count(old) != 1:
                return None
            at = link.start + written.index(old) + 2
            edit = Edit(row.document.path, at, at + len(link.target.encode()), target)
            return Fix(f"link to {target}", (edit,), safe=True)
    return None
