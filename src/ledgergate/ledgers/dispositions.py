"""Lines in which people say what became of an item: whose they are, and what they say."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.indicative import asserts
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.lexicon import CLOSING
from ledgergate.policy.model import Dispositions
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown import Block, Page
    from ledgergate.markdown.inline import Inline
    from ledgergate.model import Document, Item

KINDS = ("merged", "superseded", "renamed", "moved", "dropped")
# The new item says it of the old one: what follows the word is what is gone.
_INVERSE = ("supersedes", "replaces", "absorbs", "ersetzt", "löst ab", "ersetzte")
# Behind these, another item may be named: the reason, what it went into, what it was compared with.
_CLAUSE = expression(
    r"\s[–—-]\s|[;→]|\.\s"
    r"|\b(?:because|since|as|in favou?r|see|by|into|with|to|weil|da|zugunsten|siehe|durch|von|mit|nach)\b"
)
_NUMBER = expression(r"(?<![\w.-])(?P<word>[^\W\d]{1,12}[-#_ ])?#?0*(?P<number>\d[\w.-]*)")
_WORD = expression(r"[^\W\d_]+")
_LEADING = ("merged", "superseded", "moved")
_BETWEEN = frozenset(("and", "und", "or", "oder"))
_RENAMED = frozenset(("from", "formerly", "previously", "was", "to", "früher", "vormals", "war", "in", "von", "zu"))
_NO_NAME = frozenset(
    ("all", "the", "in", "of", "for", "with", "after", "about", "alle", "die", "den", "mit", "nach", "von")
)


class Line(Value):
    """`text` is the line, folded; `names` the part of it in which the item that it speaks of is named.

    `number` is the line's in its document, from 1; the first of its block where it is not known better. `target` is
    the part that begins with what the item went into, "" where that is not told.
    """

    kind: str
    text: str
    names: str
    document: Document | None = None
    number: int = 1
    target: str = ""


class DispositionLines:
    """What the lines tell, made ready when it is first asked of an item."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._known: dict[str, int] | None = None

    @property
    def _words(self) -> dict[str, int]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[str, int]:
        """The number of the first line that speaks of each key; and the text in which names are looked for."""
        words: dict[str, int] = {}
        self._text = "\n".join(line.names for line in self.lines)
        self._starts = [0, *accumulate(len(line.names) + 1 for line in self.lines)]
        for number, line in enumerate(self.lines):
            for key in map(key_skeleton, line.names.split()):
                if not key.isdecimal():
                    words.setdefault(key, number)
            for key in _numbers(line.names, line.kind == "renamed"):
                words.setdefault(key, number)
        return words

    def __contains__(self, key: str) -> bool:
        """Whether some line speaks of this key."""
        return key in self._words

    def about(self, key: str) -> Line | None:
        """The first line that speaks of this key."""
        found = self._words.get(key)
        return self.lines[found] if found is not None else None

    def of(self, item: Item) -> Line | None:
        """The first line that names the item by its key, else by what it is shown or titled as."""
        found = self._words.get(item.key)
        if found is None:
            names = {item.shown.casefold(), item.key, item.title.casefold()}
            found = min((at for name in names if len(name) > 1 and (at := self._naming(name)) >= 0), default=None)
        return self.lines[found] if found is not None else None

    def _naming(self, name: str) -> int:
        """The number of the first line that begins with `name`, or tells of it as an old name, or -1.

        In the middle of a sentence the words of a title are words.
        """
        at = self._text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _joined(self._text[at - 1 : at]) and not _joined(self._text[end : end + 1]):
                number = bisect_right(self._starts, at) - 1
                ahead = self._text[self._starts[number] : at]
                if self.lines[number].kind == "renamed" or not any(map(str.isalpha, ahead)):
                    return number
            at = self._text.find(name, at + 1)
        return -1


def _numbers(names: str, renamed: bool = False) -> Iterator[str]:
    """Numbers that are written as keys: ADR-12, #12, and those that the line begins with; in a sentence 36 is many.

    Of what was `renamed`, also those that the word stands before: 9 renamed from 7.
    """
    first = next((one.start() for one in _WORD.finditer(names) if one[0] not in _BETWEEN), len(names))
    for found in _NUMBER.finditer(names):
        word = (found["word"] or "").rstrip("-#_ ")
        joined = found["word"] and not found["word"].endswith(" ")
        ahead = first < found.start()  # no number begins inside a word
        if joined or "#" in found[0] or (not ahead and word not in _NO_NAME) or (renamed and word in _RENAMED):
            yield key_skeleton(found["number"].rstrip("-."))


def _joined(one: str) -> bool:
    return one in ("-", "_") or one.isalnum()


def lines(page: Page, where: Dispositions) -> Iterator[Line]:
    """The lines of a page that say what became of something."""
    from ledgergate.ledgers.candidate_nodes import under

    words = [(word, kind) for kind in KINDS for word in getattr(where, kind)]
    verbs = _verbs(words)
    document = page.document
    if page.front_matter is not None and not where.under:
        for entry in page.front_matter.entries:
            text = f"{entry.key.replace('_', ' ').replace('-', ' ')} {entry.value}"
            yield from (
                one.but(document=document, number=document.line_of(entry.start)) for one in _line(text, words, verbs)
            )
    for block in page.blocks:
        texts = list(_texts(page, block))
        if not texts or (where.under and under(page, block, where.under) is None):
            continue
        closing = bool(where.under) or any(skeleton(one.content.text) in CLOSING for one in page.above(block))
        for text, struck, start in texts:
            for one in _line(text, words, verbs, closing or struck):
                if block.kind == "comment" and one.kind != "moved":
                    continue  # readers do not see it; a tool leaves one where it takes an item away
                yield one.but(document=document, number=document.line_of(start))


def _verbs(words: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """The words, or the first of several: a line that holds none of them tells nothing."""
    import re

    firsts = dict.fromkeys([*(word.split(" ")[0] for word, _ in words if word), *_INVERSE])
    return regex("|".join(map(re.escape, firsts)), said=max(firsts, key=len))


def _line(text: str, words: list[tuple[str, str]], verbs: re.Pattern[str], closing: bool = False) -> Iterator[Line]:
    """The line with the first word that it says; one that says none counts where all that stands there is closed."""
    folded = " ".join(text.casefold().split())
    if not closing and verbs.search(folded) is None:
        return
    every = [(at, -len(word), word, kind) for word, kind in words if (at := word_at(folded, word)) >= 0]
    hits = [one for one in every if asserts(folded, one[0], one[0] + len(one[2]))]
    if hits:
        at, _, word, kind = min(hits)
        end = at + len(word)
        named = any(map(str.isalnum, folded[:at]))
        target = folded[end:] if named and kind in _LEADING else ""
        yield Line(kind, folded, _names(folded, at, end, kind), target=target)
        return
    parted = next((line for word, kind in words if (line := _parted(folded, word, kind)) is not None), None)
    inverse = next(((at, one) for one in _INVERSE if (at := word_at(folded, one)) >= 0), None)
    if parted is not None:
        yield parted
    elif inverse is not None and asserts(folded, inverse[0], inverse[0] + len(inverse[1])):
        at, verb = inverse
        yield Line("superseded", folded, folded[at + len(verb) :], target=folded[:at])
    elif closing:
        yield Line("dropped", folded, _before_clause(folded))


def _names(folded: str, start: int, end: int, kind: str) -> str:
    """Where the item is named: before the word, behind it where nothing stands before, anywhere for a new name."""
    if kind == "renamed":
        return folded
    before = folded[:start]
    return before if any(map(str.isalnum, before)) else _before_clause(folded[end:])


def _parted(folded: str, word: str, kind: str) -> Line | None:
    """`Merged C-3 into C-2`, `C-3 mit C-2 zusammengeführt`: a disposition whose two words stand apart."""
    verb, _, preposition = word.partition(" ")
    if not preposition or " " in preposition:
        return None
    at = word_at(folded, verb)
    if at < 0 or not asserts(folded, at, at + len(verb)):
        return None
    between = word_at(folded[at:], preposition)
    if between > 0 and not any(map(str.isalnum, folded[:at])):
        into = folded[at + between + len(preposition) :]
        return Line(kind, folded, folded[at + len(verb) : at + between], target=into)
    earlier = word_at(folded[:at], preposition)
    into = folded[earlier + len(preposition) : at]
    return Line(kind, folded, folded[:earlier], target=into) if earlier > 0 else None


def _before_clause(text: str) -> str:
    clause = _CLAUSE.search(text)
    return text[: clause.start()] if clause is not None else text


def word_at(text: str, word: str) -> int:
    """Where `word` stands as words of its own, or -1."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return at
        at = text.find(word, at + 1)
    return -1


def _texts(page: Page, block: Block) -> Iterator[tuple[str, bool, int]]:
    """The texts of a block, whether what they begin with is struck through, and the byte at which they begin."""
    if block.kind == "table":
        for row in block.rows:
            struck = bool(row.cells) and _begins_struck(row.cells[0])
            yield " | ".join(cell.whole for cell in row.cells), struck, row.start
    elif block.kind == "paragraph":
        yield from _each_line(page, block.content.whole, block.start)
    elif block.kind in ("entry", "heading"):
        yield block.content.whole, _begins_struck(block.content), block.start
    elif block.kind == "comment":
        text = page.document.text(block.start, block.end)
        yield from _each_line(page, text.replace("<!--", "").replace("-->", ""), block.start)


def _begins_struck(said: Inline) -> bool:
    return said.all_struck or (said.whole != said.text and said.whole.strip()[:8] != said.text.strip()[:8])


def _each_line(page: Page, text: str, start: int) -> Iterator[tuple[str, bool, int]]:
    first, starts = page.document.line_of(start), page.document.line_starts
    for number, line in enumerate(text.splitlines(), first - 1):
        yield line, False, starts[min(number, len(starts) - 1)]
