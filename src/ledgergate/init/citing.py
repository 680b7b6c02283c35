"""Which documents are held to the keys that they cite: those in which the numbers of files stand for files."""

from __future__ import annotations

import posixpath

from ledgergate.expressions import expression
from ledgergate.init.links import patterns
from ledgergate.init.trying import loaded
from ledgergate.ledgers.identity import form, key_of
from ledgergate.ledgers.mentions import kept_free
from ledgergate.ledgers.words import key_skeleton
from ledgergate.reading import read_side

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Ledger

_LETTERS = expression(r"[^\W\d_]{2,}[-_ #]\d")  # T3 and US1 stand for other things, too
_LATER = expression(rb"(?i)[ |:()*_-]{1,8}(?:planned|postponed|geplant)\b")  # behind a number that nobody bears yet
_LAST = expression(r"\d+(?=\D*\Z)")
_LEAST = 8  # citations, each of an item in another document than its own, and twice as many as name none
_GONE = 0.5  # as many numbers as items: where more are cited that stand for none, not each has a file
_MOST = 12  # patterns


def citing(survey: Survey, drafts: Sequence[Draft], text: str) -> tuple[str, ...]:
    """Patterns of the documents whose citations are held to name items, under a policy of this text: those of ledgers
    of numbered files, most of whose numbers stand for one wherever they are written. A document with numbers of
    something else is none of them: RFC 2119 is no proposal of this tree, and another file may bear such a number."""
    numbered = (one.ledger for one in drafts if one.key.pattern)
    files = {one.name for one in numbered if any(source.items == "files" for source in one.sources)}
    if not files:
        return ()
    policy = loaded(text).but(keys=("**/*.md",))
    judged: dict[str, bool | None] = dict.fromkeys(set(survey.documents.find("**/*.md")) - survey.legible)
    for name, ledger in read_side(survey.documents, policy).ledgers.items():
        strange = [one for one in ledger.unread if one.why.endswith(f" names no item of {name}")]
        lettered = name in files and all(_LETTERS.match(item.shown) for item in ledger.items)
        finder = form(ledger.items, worded=True) if lettered else None
        told = list(_told(survey, ledger, finder)) if finder is not None else []
        others = _elsewhere(survey, finder) if finder is not None and strange else set()
        numbers = [_number(item.key) for item in ledger.items] or [0]
        low = {one.key for one in strange if _number(one.key) <= max(numbers)}
        gone = {key for key in low if key_skeleton(key) not in others}
        often = len(told) >= max(_LEAST, 2 * sum(one.key in gone for one in strange))
        # Where the numbers begin high, most of what had one has left the folder.
        kept = often and len(gone) <= _GONE * len(numbers) and min(numbers) <= len(numbers)
        judged.update((one.document.path, None) for one in strange if not kept or one.key not in gone)
        for path in told if kept else ():
            judged.setdefault(path, True)
    found = tuple(one for one, held in patterns(survey, judged) if held)
    return found if len(found) <= _MOST else ()


def _told(survey: Survey, ledger: Ledger, finder: re.Pattern[bytes]) -> Iterator[str]:
    """The documents that cite an item in another one, once for each item."""
    homes: dict[str, set[str]] = {}
    for item in ledger.items:
        homes.setdefault(item.key, set()).add(item.document.path)
    for page in survey.read(survey.markdown):
        path = page.document.path
        yield from (path for key in _keys(finder, page.document.data) if key in homes and path not in homes[key])


def _elsewhere(survey: Survey, finder: re.Pattern[bytes]) -> set[str]:
    """The keys that any file of the tree is named after, that a heading of a document begins with, or of which some
    line says that they are kept free, planned or put off."""
    found = list(finder.finditer("\n".join(map(posixpath.basename, survey.all)).encode("utf-8", "replace")))
    for page in survey.read(survey.markdown):
        one = page.document
        headings = (block.content.text.strip() for block in page.blocks if block.kind == "heading")
        found += filter(None, (finder.match(text.encode("utf-8", "replace")) for text in headings))
        found += (
            hit for hit in finder.finditer(one.data) if kept_free(one, hit.end()) or _LATER.match(one.data, hit.end())
        )
    return {key_skeleton(key_of(hit)) for hit in found}


def _keys(finder: re.Pattern[bytes], data: bytes) -> set[str]:
    return {key_skeleton(key_of(found)) for found in finder.finditer(data)}


def _number(key: str) -> int:
    found = _LAST.search(key)
    return int(found[0][:9]) if found is not None else 0
