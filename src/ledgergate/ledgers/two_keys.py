"""An item or a row that names two keys: it is two rows' worth, and whatever reads it takes the first."""

from __future__ import annotations

import re
from itertools import pairwise

from ledgergate.ledgers.identity import key_of
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item

_TARGET = re.compile(rb"\]\([^()\s]*\)|\]\[[^\]]*\]")
_MARKS = r"[\s*_`~\[\]()#|]*"
_BETWEEN = re.compile(_MARKS + r"(?:[,;/&+]|\b(?:and|und|or|oder|to|bis)\b|\.{2,3}|…)" + _MARKS + r"\Z")
_RANGE = re.compile(r"[*_`~\]]*(?P<left>\s*)[-–—](?P<right>\s*)[*_`~\[]*\Z")


def two_keys(item: Item, finder: re.Pattern[bytes]) -> Iterator[Unread]:
    """The item, where nothing but a separator stands between its key and another one."""
    data = item.document.data[item.start : item.end]
    raw = _TARGET.sub(b"]", data)
    hits = [(found.start(), found.end(), key_of(found)) for found in finder.finditer(raw)]
    if len(hits) < 2 or any(map(str.isalnum, raw[: hits[0][0]].decode("utf-8", "replace"))):
        return
    named = [hits[0][2]]
    for (_, end, _), (start, after, text) in pairwise(hits):
        if not _parts(raw[end:start].decode("utf-8", "replace"), raw[after:].decode("utf-8", "replace")):
            break
        named.append(text)
    keys = {key_skeleton(one): one for one in named}
    first, *others = keys.items()
    more = [shown for key, shown in others if key not in item.others]
    if more:
        every = ", ".join((first[1], *more[:-1])) + f" and {more[-1]}"
        why = f"this names {len(more) + 1} keys, {every}: it is read as {first[1]} alone"
        yield Unread(item.document, item.start, item.end, why, f"write {more[-1]} in a place of its own", more[-1])


def _parts(between: str, after: str) -> bool:
    """Whether this stands between two keys; a dash with blanks around it parts a key from its title."""
    if _BETWEEN.match(between):
        return True
    dash = _RANGE.match(between)
    if dash is None:
        return False
    return not (dash["left"] or dash["right"]) or not any(map(str.isalnum, after))
