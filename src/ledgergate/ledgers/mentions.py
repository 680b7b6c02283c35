"""Keys of a ledger that stand in documents and name no item of it, where the policy asks for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from ledgergate.documents import is_text
from ledgergate.ledgers.beginnings import Beginnings
from ledgergate.ledgers.identity import is_ignored, target_path, unknown
from ledgergate.ledgers.misplaced import Gone
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.markdown import Block, Page
    from ledgergate.markdown.inline import Inline
    from ledgergate.model import Document, Report
    from ledgergate.policy.model import Policy

_AFTER = re.compile(rb"[\w/]|[-.]\w")
_BEFORE = re.compile(rb"[\w/.#=@-]\Z|\]\(<?\Z|\]:\s*\Z")
# What became of a number without an item: "renumbered from RFC-7", "RFC-7 is reserved", "| RFC-7 | Reserved |". What is
# planned is an item, or will be: one that vanished may be called so still.
_FORMER = re.compile(
    r"\b(?:renumbered|renamed|formerly|previously|originally|umbenannt|vormals|ehemals|anciennement)"
    r"(?:\s(?:from|as|known as|called|numbered|von|aus|de))?[ *_`(\[\"']{1,6}\Z",
    re.IGNORECASE,
)
_KEPT_FREE = re.compile(
    r"[*_`)\]\"']{0,4} (?:is|was|are|were|has been|remains|stays|ist|bleibt) [*_]{0,2}"
    r"(?:reserved|unassigned|unused|skipped|retired|withdrawn|reserviert|frei)\b"
    r"|[ |:()*_–—-]{1,8}(?:reserved|reserviert)(?=[*_]{0,2} ?(?:[|).,;:\n]|$|for\b|für\b))",
    re.IGNORECASE,
)
_RUN = re.compile(rb"\S*\Z")


def mentions(
    documents: Documents, policy: Policy, name: str, reports: Sequence[Report], finder: re.Pattern[bytes],
    known: set[str], told: Sequence[Unread],
) -> Iterator[Unread]:  # fmt: skip
    """The first place of each such key in each document; what rows and strays told already is not told again."""
    rules = policy.ledgers[name]
    gone: Gone | None = None
    for path in dict.fromkeys(path for glob in policy.keys for path in documents.find(glob)):
        document = documents.document(path) if is_text(path) else None
        hits = unknown(finder, document.data, known) if document is not None else []
        if document is None or not hits:
            continue
        page = documents.page(document)
        gone = gone or Gone(documents, rules)
        gone_here = Gone(documents, rules, [page])
        places, aside = Beginnings(page), _Aside()
        seen = _told(document, reports, told)
        for start, end in hits:
            shown = document.text(start, end)
            key = key_skeleton(shown)
            if key in seen or key in gone or key in gone_here or is_ignored(shown, (*rules.ignore,)):
                continue
            if not _is_prose(page, places, start, end, aside):
                continue  # what nobody reads says nothing of a key, and hides none
            seen.add(key)
            if not _says_what_became(document, start, end):
                cure = f"write the key of an item, say what became of it, or add '{shown}' to the ledger's `ignore`"
                yield Unread(document, start, end, f"{shown} names no item of {name}", cure, shown)


def _says_what_became(document: Document, start: int, end: int) -> bool:
    """Whether the line says that the key was another one's before, or is kept free."""
    return _FORMER.search(document.text(max(0, start - 80), start)) is not None or _kept_free(document, end)


def _kept_free(document: Document, end: int) -> bool:
    """Whether the line says of the key that ends there that no item has it, or none yet."""
    return _KEPT_FREE.match(document.text(end, end + 60)) is not None


def _told(document: Document, reports: Sequence[Report], told: Sequence[Unread]) -> set[str]:
    """The keys that other findings of this document name."""
    keys = {key_skeleton(one.key) for one in told if one.document.path == document.path}
    for report in reports:
        if report.path == document.path:
            keys.update(row.key for row in report.rows or ())
    return keys


class _Aside:
    """What of a text is code, or the text of a link to another site, which has keys of its own."""

    def __init__(self) -> None:
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def __contains__(self, place: tuple[Inline, int]) -> bool:
        content, offset = place
        if content.start not in self._spans:
            away = (link for link in content.links if "://" in target_path(link.target))
            spans = sorted([*((code[1], code[2]) for code in content.codes), *((one.start, one.end) for one in away)])
            ends = list(accumulate((end for _, end in spans), max))  # one may stand in another
            self._spans[content.start] = [start for start, _ in spans], ends
        starts, ends = self._spans[content.start]
        at = bisect_right(starts, offset)
        return at > 0 and offset < ends[at - 1]


def _is_prose(page: Page, places: Beginnings, start: int, end: int, aside: _Aside) -> bool:
    """Whether the key stands in what people read: not in code, in a comment, in a target or a path, nor aside."""
    data = page.document.data
    ahead = data[max(0, start - 200) : start]
    if _AFTER.match(data, end) or _BEFORE.search(ahead) or b"://" in (_RUN.search(ahead) or [b""])[0]:
        return False
    block = places.block(start)
    if block is None or block.kind not in ("heading", "paragraph", "entry", "table"):
        return False
    return not any((content, start) in aside for content in _contents(block, places, start))


def _contents(block: Block, places: Beginnings, offset: int) -> Iterator[Inline]:
    if block.kind == "table":
        row = places.row(block, offset) or block.header
        yield from row.cells
    elif block.kind in ("heading", "paragraph", "entry"):
        yield block.content
