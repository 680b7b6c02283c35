"""Comparing words as readers do: case, emphasis, emoji, dashes and notes do not make a different value."""

from __future__ import annotations

import re
from functools import lru_cache

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.policy.model import Vocabulary

# Dashes of every kind that readers cannot tell apart, typographic quotes, the blank that keeps a line together.
_MARKS = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹘﹣", "-"), "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_BREAKS = expression(r"[\s\-_:;,.()\[\]|*`\"]+")
# The same, and lower case: bytes by a table take a third of the time of characters by a mapping.
_ASCII_BREAKS = bytes(range(256)).lower().translate(bytes.maketrans(b'-_:;,.()[]|*`"', b" " * 14))
_SHORT = 100  # characters: headings, labels and values, which come again and again
_COMMENT = expression(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TEMPLATE = expression(r"^(?:\[[^\]]*\]|<[^>]*>|\{[^}]*\}|_+|\.{2,}|…)$")
PLACEHOLDERS = frozenset(
    """tbd, tba, todo, n/a, na, none, null, nil, unclassified, unassigned, undecided, unclear, unknown, fixme, xxx,
    to be decided, to be determined, to be defined, to be done, needs triage, not classified, offen, noch offen, unklar,
    keine, k. a., nicht klassifiziert""".replace("\n    ", " ").split(", ")
)
_MOST_KNOWN = 1 << 15
_DOUBTS = frozenset("❓❔")


def skeleton(text: str) -> str:
    """The text without case, emphasis, emoji, punctuation between words and the difference between dashes.

    Invisible and full-width characters stay: a value that holds one is not the value it looks like.
    """
    return _known(text) if len(text) <= _SHORT else _skeleton(text)


def _skeleton(text: str) -> str:
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_BREAKS, b"'").decode().split())
    text = _composed(text).translate(_BLANK_SIGNS)
    return _BREAKS.sub(" ", text.casefold().replace("'", "")).strip()


_known = lru_cache(_MOST_KNOWN)(_skeleton)


def _composed(text: str) -> str:
    from unicodedata import normalize  # a library that most documents do without

    return normalize("NFC", text.translate(_MARKS))


class _Signs(dict[int, str]):
    """A table for `translate` that puts something in place of each sign, such as an emoji, filled as signs are met."""

    def __init__(self, put: str) -> None:
        super().__init__({0xFE0F: "", 0x20E3: ""})
        self._put = put

    def __missing__(self, code: int) -> str:
        from unicodedata import category

        one = chr(code)
        self[code] = made = self._put if category(one) in ("So", "Sk") else one
        return made


_BLANK_SIGNS, _NO_SIGNS = _Signs(" "), _Signs("")


def title_skeleton(text: str) -> str:
    """The skeleton of a title: end punctuation and an "and" for an ampersand make no difference either."""
    if "&" in text or "/" in text:
        text = text.replace("&", " and ").replace("/", " / ")
    return skeleton(text).rstrip("!? ")


def undecorated(title: str) -> str:
    """A title without its notes in brackets, and without the sign and the words by which it ends: `Search ✅ Done`."""
    bare = _NOTE.sub(" ", title) if "(" in title else title
    if not bare.isascii():
        from unicodedata import category

        at = next((at for at, one in enumerate(bare) if at and category(one) == "So"), len(bare))
        bare = bare[:at]
    return bare if bare.strip() else title


def _sign(text: str) -> str:
    """What is left to compare of a text that is an emoji and nothing else."""
    return text.strip().replace("\ufe0f", "")


class Lexicon(Value):
    """A vocabulary with a document's own words for it, ready to be looked up by skeleton, or by an emoji alone."""

    words: Mapping[str, str]
    shown: Mapping[str, str]
    placeholders: frozenset[str]

    def find(self, text: str) -> str | None:
        return self.words.get(skeleton(text) or _sign(text))

    def is_open(self, text: str) -> bool:
        """Whether the text is a word that stands where a value should."""
        return skeleton(text) in self.placeholders

    def sign(self, text: str) -> str | None:
        """The value of a text that is an emoji and nothing else."""
        return self.words.get(_sign(text)) if not skeleton(text) else None


def lexicon(vocabulary: Vocabulary | None, own: Mapping[str, str] = {}) -> Lexicon:
    """The lookup table of a vocabulary; `own` maps further words of one document to its keys."""
    words: dict[str, str] = {}
    shown: dict[str, str] = {}
    placeholders = set(map(skeleton, PLACEHOLDERS))
    if vocabulary is not None:
        placeholders.update(skeleton(one) or _sign(one) for one in vocabulary.placeholders)
        for alias, key in vocabulary.aliases.items():
            words[skeleton(alias) or _sign(alias)] = key
            if key in vocabulary.values:
                words.setdefault(skeleton(f"{key} {alias}"), key)
        for key, text in vocabulary.values.items():
            shown[key] = text
            for form in (text, f"{key} {text}", f"{text} {key}", key):
                words[skeleton(form) or _sign(form)] = key
    for word, key in own.items():
        words[skeleton(word) or _sign(word)] = words.get(skeleton(key), key)
    for word, key in list(words.items()):
        # "todo" is "To Do" and "inprogress" "In Progress", wherever that is not another value's word.
        words.setdefault(word.replace(" ", ""), key)
    words.pop("", None)
    return Lexicon(words, shown, frozenset(placeholders - words.keys()))


def classify(text: str, known: Lexicon, exact: bool = False) -> tuple[tuple[str, ...], str]:
    """The values that `text` states, and of what kind they are: "value", "missing", "placeholder" or "unknown".

    More than one value is returned where the text names several ("A / B").
    """
    text = (_COMMENT.sub(" ", text) if "<!--" in text else text).strip()
    if not text:
        return (), "missing"
    found = known.find(text)
    if found is not None:
        return (found,), "value"
    if is_placeholder(text, known):
        return (), "placeholder"
    from ledgergate.ledgers import phrases  # most texts are a word of their vocabulary

    text = _narrowed(text)
    bare = phrases.undecorated(text)
    if bare != text:
        meaning = classify(bare, known, exact)
        if meaning[1] != "unknown":
            return meaning
    return ((), "unknown") if exact else phrases.read(text, known)


def _narrowed(text: str) -> str:
    """The text with one sign for each run of blanks: they neither hide what stands behind them nor cost time."""
    words = text.split()
    if sum(map(len, words)) + len(words) - 1 == len(text):
        return text
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if not line.isspace())


def is_placeholder(text: str, known: Lexicon) -> bool:
    """TBD, ?, 0/?, a dash, a template's own text: words that stand where a value should."""
    if (skeleton(text) or _sign(text)) in known.placeholders or _TEMPLATE.match(text.strip("*_` ")):
        return True
    if "?" in text and not any(map(str.isalpha, text)):
        return True
    if not any(map(str.isalnum, text)):
        if text.isascii():
            return True
        from unicodedata import category

        if not any(category(one)[0] in "LN" for one in text):
            return not any(category(one) == "So" for one in text) or _sign(text) in _DOUBTS
    choices = [known.find(part) for part in text.split("|")]
    return len(choices) > 2 and None not in choices


_NOTE = expression(r"\([^()]*\)")
_DATED = expression(r"\d{4}-\d{1,2}-\d{1,2}[-_ ](.*[^\W\d].*)\Z")
_ZEROS = expression(r"(?<![0-9a-z.])0+(?=[0-9])")
_FORMERLY = expression(r"(?:(?<!\s)\s+)?\((?:formerly|previously|was|vormals|früher)\b[^)]{0,500}\)", re.IGNORECASE)


def key_skeleton(text: str) -> str:
    """A key as it is compared: case, zero padding, code marks, brackets and `(formerly 47)` make no difference."""
    bare = _FORMERLY.sub("", text) if "(" in text else text
    if not bare.isascii():
        bare = _composed(bare).translate(_NO_SIGNS)
    bare = " ".join(bare.casefold().replace("`", "").split()).strip(" []().:#*_~")
    return _ZEROS.sub("", bare) if "0" in bare else bare


def undated(key: str) -> str:
    """The key without the day that an archive puts before a name; reports go on calling the item by its name."""
    found = _DATED.match(key) if key[:4].isdecimal() else None
    return found[1] if found is not None else key
