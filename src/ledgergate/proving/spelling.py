"""Other words for what is written: another value of a vocabulary as this document would write it, a key nobody has."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ledgergate.model import Stated
    from ledgergate.policy.model import Policy, Vocabulary

UNKNOWN = "Qzxv"  # no word of any language
_ALIKE = str.maketrans("ABCEHIKMOPTXaceopxyi", "АВСЕНІКМОРТХасеорхуі")  # Cyrillic on purpose
_AHEAD = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
_GROUP = re.compile(r"\((?:\?:)?(?P<first>[^()|]*)(?:\|[^()|]*)*\)(?P<some>[?*]|\{0,\d*\})?")
_OPTIONAL = re.compile(r".[?*]")
_DIGITS = re.compile(r"\d+(?=\D*\Z)")


def vocabulary(policy: Policy, ledger: str, field: str) -> Vocabulary | None:
    """The words that a field of a ledger may hold; also of a field that only rows of a report have."""
    rules = policy.ledgers.get(ledger)
    known = rules.fields.get(field) if rules is not None else None
    name = known.vocabulary if known is not None else field
    return policy.vocabularies.get(name)


def another(words: Vocabulary, stated: Stated) -> str:
    """The next value of the vocabulary, written as this one is; "" where there is none."""
    keys = list(words.values)
    if stated.value not in keys or len(keys) < 2:
        return ""
    key = keys[(keys.index(stated.value) + 1) % len(keys)]
    text, now = words.values[key] or key, words.values[stated.value]
    raw = stated.raw.strip()
    if raw.casefold() == stated.value.casefold() or not now:
        return key
    if raw.casefold() == now.casefold():
        return text
    if raw.casefold().startswith(stated.value.casefold()) and now.casefold() in raw.casefold():
        return raw[len(stated.value) :].join([key, ""]).replace(now, text) if now in raw else key
    return text


def plain(words: Vocabulary, value: str) -> str:
    """A value as people write it, without what stands beside it."""
    return words.values.get(value) or value


def lookalike(shown: str) -> str:
    """The key with its first letter that has one in a Cyrillic twin's place; "" where none has."""
    at = next((number for number, letter in enumerate(shown) if ord(letter) in _ALIKE), -1)
    return shown[:at] + shown[at].translate(_ALIKE) + shown[at + 1 :] if at >= 0 else ""


def sample(pattern: str, matches: Callable[[str], object]) -> str:
    """A text that a regular expression of words and choices matches; "" where none is found so simply."""
    text, before = _AHEAD.sub("", pattern), ""
    while text != before:
        before, text = text, _GROUP.sub(lambda one: "" if one["some"] else one["first"], text)
    text = _OPTIONAL.sub("", text.replace(r"\b", "").replace(r"\w+", "word").replace(r"\s+", " "))
    return text if matches(text) and not set(text) & set("\\[]{}()|") else ""


def unused(shown: str, taken: Collection[str]) -> str:
    """A key like this one that nobody has; "" for a key without a number."""
    found = _DIGITS.search(shown)
    if found is None:
        return ""
    wide = len(found[0])
    for number in range(10**wide - 1, 10 ** (wide - 1) - 1, -1):
        made = f"{shown[: found.start()]}{number:0{wide}d}{shown[found.end() :]}"
        if made.casefold() not in taken:
            return made
    return ""
