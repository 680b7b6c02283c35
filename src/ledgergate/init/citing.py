"""Which documents are held to the keys that they cite: those in which the numbers of files stand for files."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.init.links import patterns
from ledgergate.init.trying import loaded
from ledgergate.ledgers.identity import form, key_of
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
_LEAST = 8  # citations, each of an item in another document than its own, and twice as many as name none
_MOST = 12  # patterns


def citing(survey: Survey, drafts: Sequence[Draft], text: str) -> tuple[str, ...]:
    """Patterns of the documents whose citations are held to name items, under a policy of this text: those that cite
    ledgers of numbered files, and nothing that is none of theirs. What is cited and not there was nearly always the
    number of something else (RFC 2119 is no proposal of this tree), or of one that is still to come."""
    numbered = (one.ledger for one in drafts if one.key.pattern)
    files = {one.name for one in numbered if any(source.items == "files" for source in one.sources)}
    if not files:
        return ()
    policy = loaded(text).but(keys=("**/*.md",))
    judged: dict[str, bool | None] = dict.fromkeys(set(survey.documents.find("**/*.md")) - survey.legible)
    for name, ledger in read_side(survey.documents, policy).ledgers.items():
        strange = [one.document.path for one in ledger.unread if one.why.endswith(f" names no item of {name}")]
        judged.update(dict.fromkeys(strange))
        lettered = name in files and all(_LETTERS.match(item.shown) for item in ledger.items)
        finder = form(ledger.items, worded=True) if lettered else None
        told = list(_told(survey, ledger, finder)) if finder is not None else []
        for path in told if len(told) >= max(_LEAST, 2 * len(strange)) else ():
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


def _keys(finder: re.Pattern[bytes], data: bytes) -> set[str]:
    return {key_skeleton(key_of(found)) for found in finder.finditer(data)}
