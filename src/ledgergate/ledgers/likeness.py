"""Which of many texts somebody may have meant: only those that share a word are compared, and few of them."""

from __future__ import annotations

import re
from itertools import chain, islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHARING = 200  # texts that share a word, those of the rarest word first
_RATED = 40  # of those, the ones that share the most words
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_KEY = re.compile(r"([^\W\d]*)[-_ #.]*0*(\d{1,9})")


class Likeness:
    """Texts by the words in them, `camelCase` taken apart. Asking costs the same however many texts there are."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: list[str] = []
        self._words: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._texts.append(text.casefold())
            for word in words(text):
                self._words.setdefault(word, []).append(number)

    def sharing(self, text: str) -> Iterator[int]:
        """The numbers of the texts that share a word with this one; some come twice."""
        return chain(*sorted((self._words.get(word, []) for word in words(text)), key=len))

    def likeliest(self, text: str, least: float) -> int | None:
        """The number of the text that is most like this one, and at least that much."""
        shared: dict[int, int] = {}
        for number in islice(self.sharing(text), _SHARING):
            shared[number] = shared.get(number, 0) + 1
        return self._rated(text, sorted(shared, key=lambda number: (-shared[number], number))[:_RATED], least)

    def _rated(self, text: str, numbers: Sequence[int], least: float) -> int | None:
        from difflib import SequenceMatcher

        compared = SequenceMatcher()
        compared.set_seq2(text.casefold())
        best, found = least, None
        for number in numbers:
            compared.set_seq1(self._texts[number])
            if compared.real_quick_ratio() >= best and compared.quick_ratio() >= best:
                ratio = compared.ratio()
                if ratio > best or (found is None and ratio == best):
                    best, found = ratio, number
        return found


def words(text: str) -> list[str]:
    """The text's words, each once, folded, `camelCase` taken apart."""
    # In the text's order: a set's own order would differ from run to run.
    return list(dict.fromkeys(word.casefold() for word in _WORD.findall(text)))


def akin(one: str, other: str) -> bool:
    """Whether a reader would take one name for the other: they share a word, or most of their letters.

    Keys of a series have all their letters in common; there the number is the name. `HB-303` is not `HB-103`.
    """
    first, second = one.casefold(), other.casefold()
    keys = _KEY.fullmatch(first), _KEY.fullmatch(second)
    if keys[0] is not None and keys[1] is not None:
        return int(keys[0][2]) == int(keys[1][2])
    if any(len(word) > 2 and not word.isdigit() for word in {*words(one)} & {*words(other)}):
        return True
    from difflib import SequenceMatcher

    ours, theirs = ("".join(filter(str.isalpha, text)) for text in (first, second))
    return min(len(ours), len(theirs)) > 2 and SequenceMatcher(None, ours, theirs).ratio() > 0.5
