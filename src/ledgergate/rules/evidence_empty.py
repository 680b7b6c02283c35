"""A cited file is empty, or contains nothing but a heading.

**Why.** The path is there, so the citation looks like evidence; it shows nothing.

**Rejected**: `- **Evidence**: docs/guides/export.md`, and the guide contains `# Export` alone.

**Accepted**: a file that says something. `__init__.py`, `py.typed`, `.gitkeep` and the like are empty on purpose.

**The fix.** Cite what shows it, or write the file. Where an `[[evidence]]` rule asks for the citation, its field is
required, or the change itself empties the file, the finding blocks; elsewhere it only advises. Of pages it is asked
whether anything stands there besides headings, of other files whether they are empty.
"""

from __future__ import annotations

import posixpath
from contextlib import suppress

from ledgergate.documents import TEXTS, is_page
from ledgergate.errors import NotChecked
from ledgergate.rules.view import found
from ledgergate.truth.cited import stated_citations
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation

    Cited = tuple[Item, Stated, Citation, tuple[str, ...]]

_TEXTS = (*TEXTS, ".rst", ".adoc")
_EMPTY_ON_PURPOSE = ("__init__.py", "py.typed")
_SILENT = frozenset(("heading", "comment", "rule", "front matter"))
_NAMING = frozenset(("title", "name", "id", "slug", "layout", "date", "author"))
_LONG = 1500  # bytes; so many headings say something
# The objects of no byte and of one line end, in repositories of either kind.
_BLANK = frozenset(
    (
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "8b137891791fe96927ad78e64b0aad7bded08bdc",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
        "4c0d52d180c61d01ce1a91dec5ee58f0cbe65fd59433aea803ab927965493fd7",
    )
)  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    after = view.after
    tree = Tree(after.documents, after.policy)
    every = after.ask(stated_citations)
    tree.prepare([one for _, _, one in every])
    cited: list[Cited] = [(*one, tree.find(one[2]) or ()) for one in every]
    _fetch(after, [path for one in cited for path in one[3]])
    told, required = set[tuple[str, int]](), set[tuple[str, int]]()
    for item, stated, one, paths in cited:
        why = _says_nothing(after, paths) if (one.document.path, one.start) not in told else ""
        if why:
            required = required or _required(after)
            told.add((one.document.path, one.start))
            message = f"{item.label} cites '{one.text}', which {why}"
            finding = found(one.place, message, "cite what shows it, or write the file", key=item.shown)
            is_asked = _is_required(after, stated) or (stated.document.path, stated.start) in required
            yield finding if is_asked or _emptied(view, paths) else finding.but(level="advise")


def _emptied(view: View, paths: tuple[str, ...]) -> bool:
    """Whether the change takes away what one of these said: to delete the file would be refused, too."""
    before = view.before
    changed = {one.path for one in view.entries if one.before is not None and one.after is not None}
    return before is not None and any(path in changed and not _nothing_in(before, path) for path in paths)


def _fetch(reading: Side, paths: list[str]) -> None:
    """Reads the cited texts at once; where one of them cannot be read, each is asked for again."""
    with suppress(NotChecked):
        reading.snapshot.read([path for path in paths if path.lower().endswith(_TEXTS)])


def _says_nothing(reading: Side, paths: tuple[str, ...]) -> str:
    """How what is cited says nothing: each of its files does; "" where one says something."""
    whys = [_nothing_in(reading, path) for path in paths]
    return next(iter(whys), "") if all(whys) else ""


def _nothing_in(reading: Side, path: str) -> str:
    entry, name = reading.snapshot.entry(path), posixpath.basename(path)
    if entry is None or entry.mode not in ("100644", "100755", "100664"):
        return ""
    if name in _EMPTY_ON_PURPOSE or name.startswith("."):
        return ""
    if entry.oid and ":" not in entry.oid and not path.lower().endswith(_TEXTS):  # what lies in memory has no object
        return "is empty" if entry.oid in _BLANK else ""
    try:
        # What is only cited may be no text, a link or a pointer: nobody has to make it readable.
        reading.snapshot.read([path])
        document = reading.documents.document(path)
        if document is None or len(document.data) > _LONG:
            return ""
        if not document.data.strip(b" \t\r\n\xef\xbb\xbf"):
            return "is empty"
        page = reading.documents.parsed(document) if is_page(path) else None
    except NotChecked:
        return ""
    if page is None or any(block.kind not in _SILENT for block in page.blocks):
        return ""
    entries = page.front_matter.entries if page.front_matter is not None else ()
    told = [one for one in entries if one.key.casefold() not in _NAMING]
    return "" if told or page.definitions else "contains nothing but a heading"


def _is_required(reading: Side, stated: Stated) -> bool:
    ledgers = reading.policy.ledgers.values()
    every = [ledger.fields for ledger in ledgers] + [source.fields for ledger in ledgers for source in ledger.sources]
    return any(fields[stated.field].required for fields in every if stated.field in fields)


def _required(reading: Side) -> set[tuple[str, int]]:
    """Where the statements stand that the policy's `[[evidence]]` asks for."""
    if not reading.policy.evidence:
        return set()
    from ledgergate.rules.evidence_required import claimants

    rules = [rule for rule in reading.policy.evidence if rule.needs or not rule.forbids]
    every = [said for rule in rules for _, said in claimants(reading, rule)]
    return {(stated.document.path, stated.start) for said in every for stated in said}
