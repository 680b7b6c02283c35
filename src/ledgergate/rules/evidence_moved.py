"""A cited heading, line range or quoted snippet is no longer there.

**Why.** The file is there, but what it was cited for is not: `roadmap.md#customer-portal` after the theme was renamed.

**Rejected**: `apps/Exporter.php:160-190`, and the file has 40 lines.

**Accepted**: `apps/Exporter.php:16-19`, `docs/roadmap.md#operations-and-audit-trail`.

**Quotations** in reports and beside evidence are compared where they are bound to `path:lines`: a fence of a language,
or a quote, right below a text that ends with it; a fence with it in its info; `docs/x.md:12`: "the words". Blanks and
what `...` stands for make no difference. Code without lines may be a proposal, so nothing is compared.

**Anchors** are compared as GitHub makes them: the heading's letters and digits, blanks as hyphens, nothing of an image.
Where a site generator's or another forge's configuration lies in a folder above, and in the source of an application
that shows it (`src/content/help.md`, no README), neither the signs between words nor accents matter.

**The fix.** Cite the heading or the lines where it stands now, or quote what stands there.
"""

from __future__ import annotations

import posixpath

from ledgergate.documents import is_page
from ledgergate.errors import NotChecked
from ledgergate.rules.view import found
from ledgergate.truth.cited import evidence, links, statements
from ledgergate.truth.evidence import Tree
from ledgergate.truth.snippets import lines_of, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document, Finding
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation

_SHOWN = 5  # headings that are offered
# With one of these in a folder, something else than GitHub shows its pages and puts other signs between words.
RENDERERS = (
    ".gitlab-ci.yml", "bitbucket-pipelines.yml", "azure-pipelines.yml", "mkdocs.yml", "mkdocs.yaml", "book.toml",
    "docusaurus.config.js", "docusaurus.config.ts", "website/docusaurus.config.js", "_config.yml", "docs/_config.yml",
    "docs/conf.py", "hugo.toml", "docs/.vitepress/config.ts", "docs/.vitepress/config.mts", "zensical.toml",
)  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    after = view.after
    linked = [("", one) for _, link, one in links(after) if link.kind != "undefined"]
    asked = [(key, one) for key, one in (*linked, *evidence(after)) if one.lines[0] or one.anchor]
    tree = Tree(after.documents, after.policy)
    tree.prepare([one for _, one in asked])
    told: set[tuple[str, int]] = set()
    for key, one in asked:
        where = (one.document.path, one.start)
        paths = (tree.find(one) or ()) if where not in told else ()
        told.add(where)
        document = tree.document(paths[0]) if len(paths) == 1 else None
        if document is not None and (message := _gone(after, one, document)):
            yield found(one.place, message, _cure(after, one, document), key=key or one.text)
    yield from _quotations(after, tree)


def _quotations(reading: Side, tree: Tree) -> Iterator[Finding]:
    """What the reports, and the documents that state evidence, quote of files."""
    every = [report.document for report in reading.reports]
    every += [stated.document for _, stated in statements(reading) if is_page(stated.document.path)]
    for document in {one.path: one for one in every}.values():
        for quote in quoted(reading.documents.page(document)):
            one = quote.cited
            paths = tree.find(one) or ()
            source = tree.document(paths[0]) if len(paths) == 1 else None
            if source is not None:
                at = lines_of(source, quote.parts)
                if at is None:
                    message = f"'{one.text}' quotes '{quote.parts[0][:40]}', which {source.path} does not contain"
                    yield found(
                        one.place, message, f"quote {source.path} as it is now, or take the quote out", key=one.text
                    )
                elif at[0] > max(one.lines) or at[1] < one.lines[0]:
                    message = f"what '{one.text}' quotes stands at line {at[0]} of {source.path} now"
                    yield found(one.place, message, f"cite {source.path}:{at[0]}-{at[1]}", key=one.text)


def _cure(reading: Side, one: Citation, document: Document) -> str:
    """What can be cited instead: lines that are there, the heading that is most like the one that is gone."""
    if one.lines[0]:
        last = _lines(document)
        return f"cite lines of {document.path} up to {last}, or the file alone: {document.path}"
    from difflib import get_close_matches

    from ledgergate.ledgers.likeness import akin

    anchors = list(reading.documents.parsed(document).anchors())
    near = next(
        (name for name in get_close_matches(one.anchor, anchors, n=3, cutoff=0.6) if akin(one.anchor, name)), ""
    )
    if near:
        return f"write #{near} for #{one.anchor}"
    shown = ", ".join(f"#{name}" for name in anchors[:_SHOWN])
    return f"cite one of its headings ({shown}{', …' if len(anchors) > _SHOWN else ''}), or the file alone"


def _gone(reading: Side, one: Citation, document: Document) -> str:
    if one.lines[0]:
        lines = _lines(document)
        wanted = max(one.lines)
        return f"'{one.text}' cites line {wanted}, but {document.path} has {lines}" if wanted > lines else ""
    if not is_page(document.path) or one.anchor.startswith(":~:") or one.anchor == "top":
        return ""
    try:
        page = reading.documents.parsed(document)
    except NotChecked:
        return ""
    there = page.anchor(one.anchor) is not None
    if not there and _rendered(reading, document.path):
        there = page.may_have_anchor(one.anchor)
    if there or b"{#" + one.anchor.encode("utf-8", "replace") in document.data:
        return ""
    return f"'{one.text}' cites a heading that {document.path} does not have"


def _rendered(reading: Side, path: str) -> bool:
    """Whether the document lies in a folder that one of these shows, or in a folder of such a one, or is part of an
    application: what lies in its source and is no folder's own page."""
    if "src" in path.split("/") and not posixpath.basename(path).casefold().startswith("readme"):
        return True
    while path:
        path = posixpath.dirname(path)
        if any(reading.snapshot.entry(posixpath.join(path, one)) is not None for one in RENDERERS):
            return True
    return False


def _lines(document: Document) -> int:
    return document.data.count(b"\n") + (not document.data.endswith(b"\n"))
