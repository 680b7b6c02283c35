"""Lines that say what became of an item, taken apart: whose they are, what happened, into what, and why."""

from __future__ import annotations

import re

from ledgergate.expressions import regex
from ledgergate.ledgers.candidate_nodes import under
from ledgergate.ledgers.words import key_skeleton
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Document
    from ledgergate.policy.model import Dispositions, LedgerPolicy


class Tombstone(Value):
    """One closed item: `word` is the document's own, `targets` the keys that it went into, as written.

    `into` is the text that begins with them, "" where it went nowhere.
    """

    key: str
    shown: str
    kind: str
    word: str
    targets: tuple[str, ...]
    into: str
    reason: str
    document: Document
    start: int
    end: int


def tombstones(documents: Documents, rules: LedgerPolicy) -> Iterator[Tombstone]:
    """The tombstones of a ledger whose keys have a pattern; without one nothing tells a key from a word."""
    where, pattern = rules.dispositions, key_pattern(rules)
    if where is None or pattern is None or not where.path:
        return
    for document in documents.matching(where.path):
        page = documents.page(document)
        for block in page.blocks:
            if block.kind not in ("paragraph", "entry", "table") or (
                where.under and under(page, block, where.under) is None
            ):
                continue
            rows = block.rows if block.kind == "table" else ()
            for row in rows:
                text = " ".join(cell.whole for cell in row.cells)
                yield from _told(text, where, pattern, document, row.start, row.end)
            if block.kind != "table":
                content = block.content
                yield from _told(content.whole, where, pattern, document, content.start, content.end)


def key_pattern(rules: LedgerPolicy) -> re.Pattern[str] | None:
    """The first pattern of the ledger's keys, to be found anywhere in a line."""
    text = written_pattern(rules)
    return regex(text.lstrip("^").rstrip("$"), re.IGNORECASE, text) if text else None


def written_pattern(rules: LedgerPolicy) -> str:
    """The same as the policy writes it, "" where there is none."""
    keys = [rules.key, *(source.key for source in rules.sources)]
    return next((key.pattern for key in keys if key is not None and "(?P<key>" in key.pattern), "")


def _told(
    text: str, where: Dispositions, pattern: re.Pattern[str], document: Document, start: int, end: int
) -> Iterator[Tombstone]:
    from ledgergate.ledgers.dispositions import KINDS, word_at
    from ledgergate.ledgers.targets import targets

    line = " ".join(text.split())
    own = pattern.search(line[:200])
    if own is None or own.start() > 3:
        return
    rest = line[own.end() :]
    folded = rest.casefold()
    found = [(at, kind, word) for kind in KINDS for word in getattr(where, kind) if (at := word_at(folded, word)) >= 0]
    if not found:
        return
    at, kind, word = min(found, key=lambda one: (one[0], -len(one[2])))
    after = rest[at + len(word) :]
    into = after if kind in ("merged", "superseded", "moved") else ""
    reason = re.sub(r"^\W*(?:because|since|weil|da)?\W*", "", after, flags=re.IGNORECASE)
    went = tuple(targets(into, pattern))
    yield Tombstone(key_skeleton(own["key"]), own["key"], kind, word, went, into, reason, document, start, end)
