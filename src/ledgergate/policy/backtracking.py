"""Finds regular expressions that can take exponential time, by the repeats inside their repeats."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MANY = 10  # a repeat of so many is as bad as an unbounded one
_ALPHABET = frozenset(range(128)) | {0xE9, 0x4E2D}  # ASCII, and two that stand for all other letters
_SAID = "a repeat inside a repeat that can read the same text in many ways ({}): it can take hours; rewrite it"


def explodes(pattern: str) -> str:
    """A sentence where a repeated group can split one text in many ways, "" where none was seen."""
    try:
        from re import _parser as parser  # type: ignore[attr-defined]  # private, but the only reader of the grammar
    except ImportError:
        import sre_parse as parser  # the same module before Python 3.11
    for low, high, body in _repeats(parser.parse(pattern)):
        if high >= _MANY and high > low and _ambiguous(list(body)):
            return _SAID.format("such as (a+)+")
    return ""


def _repeats(parsed: Any) -> Any:
    """Every greedy or lazy repeat of the parsed pattern, outermost first."""
    pending = [parsed]
    while pending:
        for operation, argument in pending.pop():
            name = str(operation)
            if name in ("MAX_REPEAT", "MIN_REPEAT"):
                low, high, body = argument
                yield low, int(high), body
                pending.append(body)
            else:
                pending.extend(_bodies(name, argument))


def _bodies(name: str, argument: Any) -> list[Any]:
    if name == "SUBPATTERN":
        return [argument[-1]]
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if name == "GROUPREF_EXISTS":
        return [part for part in argument[1:] if part is not None]
    return [argument] if name == "ATOMIC_GROUP" else []


def _ambiguous(body: list[Any]) -> bool:
    """Whether one text can be cut into repetitions of `body` in more than one way, as far as sets of letters tell."""
    body = _unwrapped(body)
    if len(body) == 1 and str(body[0][0]) == "BRANCH":
        return _overlapping(body[0][1][1])
    inner = [_letters(argument[2]) for operation, argument in body if _is_long_repeat(operation, argument)]
    fixed = [_letters([part]) for part in body if not _is_optional(*part)]
    return any(not any(letters.isdisjoint(one) for one in fixed) for letters in inner)


def _unwrapped(body: list[Any]) -> list[Any]:
    """The body without groups that only wrap: each group's parts stand in its place."""
    parts: list[Any] = []
    for operation, argument in body:
        if str(operation) in ("SUBPATTERN", "ATOMIC_GROUP"):
            parts.extend(_unwrapped(list(argument[-1] if str(operation) == "SUBPATTERN" else argument)))
        else:
            parts.append((operation, argument))
    return parts


def _overlapping(branches: list[Any]) -> bool:
    """Whether two alternatives can read the same text: both of one letter that is common, or one itself a repeat."""
    singles = [_letters(list(branch)) for branch in branches if len(branch) == 1]
    seen: set[int] = set()
    for letters in singles:
        if not seen.isdisjoint(letters):
            return True
        seen |= letters
    return any(_ambiguous(list(branch)) for branch in branches)


def _is_long_repeat(operation: Any, argument: Any) -> bool:
    # One of a fixed length reads each text in one way.
    return str(operation) in ("MAX_REPEAT", "MIN_REPEAT") and int(argument[1]) >= _MANY and argument[0] != argument[1]


def _is_optional(operation: Any, argument: Any) -> bool:
    """Whether the part may be nothing or grow: only what must stand once separates repetitions."""
    name = str(operation)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return int(argument[0]) == 0 or int(argument[1]) >= _MANY
    return name in ("AT", "ASSERT", "ASSERT_NOT", "GROUPREF", "GROUPREF_EXISTS", "BRANCH")


def _letters(parsed: Any) -> set[int]:
    """The letters that can stand in the pattern, over a small alphabet."""
    letters: set[int] = set()
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            letters.update({argument} if argument in _ALPHABET else {argument, 0xE9, 0x4E2D})
        elif name == "NOT_LITERAL":
            letters.update(_ALPHABET - {argument})
        elif name == "ANY":
            letters.update(_ALPHABET)
        elif name == "IN":
            letters.update(_set(argument))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            letters.update(_letters(argument[2]))
        else:
            for body in _bodies(name, argument):
                letters.update(_letters(body))
    return letters


def _set(parts: Any) -> set[int]:
    import re

    letters: set[int] = set()
    negated = False
    for operation, argument in parts:
        name = str(operation)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            letters.add(argument)
        elif name == "RANGE":
            letters.update(one for one in _ALPHABET if argument[0] <= one <= argument[1])
        else:  # a category
            escape = _CATEGORIES.get(str(argument), ".")
            letters.update(one for one in _ALPHABET if re.match(escape, chr(one), re.DOTALL))
    return set(_ALPHABET - letters) if negated else letters


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
