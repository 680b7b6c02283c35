"""Where a line says that an item went: the keys that it names, or a path, and whether they lead to something."""

from __future__ import annotations

import re
from itertools import takewhile

from ledgergate.expressions import expression
from ledgergate.ledgers.identity import form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.documents import Documents
    from ledgergate.model import Item

_OPENING = " :`*[(#\"'|"
_AND = expression(r"[`*\]_~ ]{0,20}(?:\([^()\s]{1,200}\))?[`*_ ]{0,20}(?:,|&|\+|\band\b|\bund\b)")
_PATH = expression(r"\.{0,2}/?[\w-][\w.-]*(?:/[\w.-]+)+/?|[\w-]+\.md")
_OF_A_FILE = expression(r"\.\w{1,5}\Z|(?:^|/)\d+-\w")


def targets(text: str, pattern: re.Pattern[str] | None) -> list[str]:
    """The keys at the beginning of the text, as written: `C-4`, `[C-4](#c-4) and C-5`.

    Behind the first one, only what begins with the same letters is a key: there may be a date, or another's number.
    """
    found: list[str] = []
    rest = text.lstrip(_OPENING)
    while pattern is not None and (match := pattern.match(rest)) is not None and match.end():
        key = match.groupdict().get("key") or match[0]
        if found and _letters(key) != _letters(found[0]):
            break
        found.append(key)
        joined = _AND.match(rest, match.end())
        if joined is None or not _letters(found[0]):
            break
        rest = rest[joined.end() :].lstrip(_OPENING)
    return found


def _letters(key: str) -> str:
    return "".join(takewhile(str.isalpha, key)).casefold()


def formed(items: Iterable[Item]) -> re.Pattern[str] | None:
    """What tells keys where the policy has no pattern: they look as the ledgers' own do."""
    made = form(items)
    return re.compile(rf"(?<![\w-])(?:{made.pattern.decode()})(?![\w-])", re.IGNORECASE) if made is not None else None


def missing_path(text: str, documents: Documents, elsewhere: bool) -> str:
    """The path that the text begins with, where nothing in the tree is called so; "" otherwise.

    What is moved `elsewhere` may lie in another repository: there the path must begin in a folder of this one.
    """
    word = (text.lstrip(_OPENING + "<").split(None, 1) or [""])[0]
    word = word.partition("](")[0].partition("#")[0].rstrip(".,;:)]>`*\"'|")
    if _PATH.fullmatch(word) is None:
        return ""
    path = word.lstrip("./").rstrip("/")
    first, _, rest = path.partition("/")
    here = bool(rest) and bool(documents.find(f"{first}/**"))
    if not here and (elsewhere or "." in first or _OF_A_FILE.search(path) is None):
        return ""
    name = path.rpartition("/")[2]
    there = (f"**/{name}", f"**/{name}/**", f"**/{name}.*")
    return "" if any(documents.find(glob) for glob in there) else word
