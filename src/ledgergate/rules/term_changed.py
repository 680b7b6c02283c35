"""A stable term of the product is written in another way, or another word stands for it.

**Why.** A term that is spelled in three ways, or translated in one report and not in the next, names three things for
a reader who does not know the product.

**Rejected**: `terms = { "Review pack" = ["Prüfpaket"] }`, and a report says "Das Prüfpaket ist fertig" or
"The Reviewpack is ready".

**Accepted**: "review packs", "Review-Pack-Export", "REVIEW PACK", `ReviewPack` in code, "Review pack (Prüfpaket)".

**The fix.** Write the term as the policy has it, or change `documents.terms`. Capitals behind a term's first letter
are checked ("GitHub", "Customer Review Workspace"), a first one may follow the sentence; one word in small letters may
be a command or a package. Code, quotations, closed packages and closed items are not judged.
"""

from __future__ import annotations

import re

from ledgergate.ledgers.candidate_nodes import under
from ledgergate.rules.view import found
from ledgergate.truth.artifacts import artifact_texts
from ledgergate.truth.cited import closed_under
from ledgergate.truth.packages import is_closed, packages
from ledgergate.truth.prose import is_quoted, seen, visible
from ledgergate.truth.terms import Other, others

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Document, Finding
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    after = view.after
    for document in _governed(after):
        yield from after.documents.once(after.policy, "terms", document, lambda one: _offences(after, one))


def _offences(side: Side, document: Document) -> Iterator[Finding]:
    page = side.documents.page(document)
    closed = closed_under(side.policy, document.path)
    for content in _contents(page, closed):
        text = seen(content)
        for one in others(text, side.policy.terms):
            if not is_quoted(text, one.start):
                yield _offence(document, one, visible(content)[1])


def _governed(reading: Side) -> Iterator[Document]:
    """The documents of ledgers, reports and open packages, each once; what is closed is not written again."""
    every: dict[str, Document] = {}
    shut: set[str] = set()
    for package in reading.ask(packages):
        if is_closed(reading.documents, package):
            shut.add(package.folder + "/")
        else:
            every.update({one.path: one for one in artifact_texts(reading.documents, package)})
    ledgers = (item.document for ledger in reading.ledgers.values() for item in ledger.items)
    for document in (*ledgers, *(report.document for report in reading.reports)):
        every.setdefault(document.path, document)
    for path in sorted(every):
        if re.search(r"\.(?:md|markdown|mdx)\Z", path, re.IGNORECASE) and not path.startswith(tuple(shut)):
            yield every[path]


def _contents(page: Page, closed: tuple[str, ...]) -> Iterator[Inline]:
    for block in page.blocks:
        if block.quoted or (closed and under(page, block, closed) is not None):
            continue
        if block.kind in ("heading", "paragraph", "entry"):
            yield block.content
        elif block.kind == "table":
            for row in (block.header, *block.rows):
                yield from row.cells


def _offence(document: Document, one: Other, starts: list[int]) -> Finding:
    start = starts[one.start]
    place = document.place(start, max(start + 1, starts[one.end - 1] + 1))
    what = "stands for" if one.replaced else "is another spelling of"
    return found(place, f"'{one.written}' {what} the term '{one.term}'", f"write {one.term}", key=one.term)
