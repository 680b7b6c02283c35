"""Other spellings of a product's stable terms, and other words that stand for them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ledgergate.expressions import expression, regex
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GAP = r"(?:[ \u00a0\n]+|-)?"
_END = r"(?:'s|’s|s|es)?(?!\w|[./@-]\w)"  # a host, a path and a slug are written as they must be
_WORD = expression(r"[^\W\d_]+")
_TYPO = 6  # letters: a shorter word with another letter may be another word


class Other(Value):
    """`written` stands where the term should: another spelling of it, or with `replaced` another word for it."""

    term: str
    written: str
    start: int
    end: int
    replaced: bool = False


def others(text: str, terms: Mapping[str, tuple[str, ...]]) -> Iterator[Other]:
    """Each other spelling of a term in a text, and each other word where the term itself does not stand beside it."""
    folded = text.lower()
    for term, words in terms.items():
        if not _may_hold(text, folded, term, words):
            continue
        named = False
        for match in _like(term).finditer(text):
            if _is_spelled(term, match[1], match[0]):
                named = True
            else:
                yield Other(term, match[1], match.start(1), match.end(1))
        for word in words if not named else ():
            for match in _whole(word).finditer(text):
                yield Other(term, match[0], match.start(), match.end(), replaced=True)
        yield from _mistyped(text, term)


_parts: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}


def _may_hold(text: str, folded: str, term: str, words: tuple[str, ...]) -> bool:
    """Whether a word of the term, or the first of another word for it, stands in the text: most texts hold none."""
    parts = _parts.get((term, words))
    if parts is None:
        every = (*term.split(), *_WORD.findall(term), *[part for word in words for part in word.split()[:1]])
        parts = _parts[term, words] = tuple(dict.fromkeys(map(str.lower, every)))
    # Beyond ASCII, letters are alike that differ in their lower case.
    return not text.isascii() or any(part in folded or not part.isascii() for part in parts)


@lru_cache(None)
def _like(term: str) -> re.Pattern[str]:
    return regex(rf"(?<![\w/.@-])({_GAP.join(map(re.escape, term.split()))}){_END}", re.IGNORECASE, term)


@lru_cache(None)
def _whole(word: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, word.split()))
    return regex(rf"(?<![\w/.@-]){words}{_END}", re.IGNORECASE, word)


def _is_spelled(term: str, written: str, whole: str) -> bool:
    """Whether this is the term, in the case that a sentence, a title or capitals throughout may give it."""
    if written == written.lower() and not any(one.isspace() for one in written):
        return True  # a command, a package or a tag may be called so: `openspec init`, #better-auth
    bare = re.sub(r"[\s\u00a0-]+", " ", written)
    if len(bare) != len(term):
        # Written as one word: with a capital for each it is an identifier, else another spelling.
        words = term.split()
        return "".join(word[:1].upper() + word[1:] for word in words) == written or written.isupper()
    if whole.upper() == whole or bare == term:
        return True
    strict = any(one.isupper() for one in term[1:])
    first = 1 if not strict else 0
    begins = {0, *(at + 1 for at, one in enumerate(term) if one == " ")}
    return all(
        theirs == ours or (theirs.isupper() and at in begins) or (at < first and theirs.lower() == ours.lower())
        for at, (ours, theirs) in enumerate(zip(term, bare, strict=True))
    )


def _mistyped(text: str, term: str) -> Iterator[Other]:
    """A term of several words, one of which has one letter too many, too few, wrong or in another place."""
    wanted = [word.lower() for word in _WORD.findall(term)]
    if len(wanted) < 2 or len(wanted) != len(term.split()):
        return
    there = list(_WORD.finditer(text))
    words = [one[0].lower() for one in there]
    for at in range(len(there) - len(wanted) + 1):
        off = [number for number, word in enumerate(wanted) if words[at + number] != word]
        if len(off) == 1 and _is_typo(wanted[off[0]], words[at + off[0]]):
            some = there[at : at + len(wanted)]
            if {text[left.end() : right.start()] for left, right in pairwise(some)} <= {" ", "\n", "\u00a0"}:
                yield Other(term, text[some[0].start() : some[-1].end()], some[0].start(), some[-1].end())


def _is_typo(word: str, written: str) -> bool:
    """One edit inside a long word: its first and last letter stay, for other words and endings differ there."""
    if len(word) < _TYPO or word[0] != written[0] or word[-1] != written[-1] or abs(len(word) - len(written)) > 1:
        return False
    shorter = min(len(word), len(written))
    first = next((at for at in range(shorter) if word[at] != written[at]), shorter)
    rest, other = word[first:], written[first:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]
