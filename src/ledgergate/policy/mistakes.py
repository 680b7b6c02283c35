"""Collects every mistake of a policy file, each with its line, its key and the nearest right word."""

from __future__ import annotations

from ledgergate.errors import Misused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ledgergate.policy.lines import At, Lines

BAD: Any = object()  # what a shape gives back for a value that it has told as a mistake
_MOST = 100
_FOUND = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a fraction",
    list: "a list",
    dict: "a table",
}


class Mistakes:
    """The mistakes of one policy file. `rules` are the known names and codes; empty: not checked."""

    def __init__(self, origin: str, lines: Lines, rules: frozenset[str] = frozenset()) -> None:
        self.origin = origin
        self.lines = lines
        self.rules = rules
        self.found: list[tuple[int, str]] = []
        self.given: Mapping[str, Any] = {}  # the file's tables, as they are written

    def add(self, at: At, sentence: str) -> Any:
        self.found.append((self.lines.of(at), f"{shown(at)}: {sentence}"))
        return BAD

    def wrong(self, at: At, expected: str, value: object) -> Any:
        return self.add(at, f"expected {expected}, found {_FOUND.get(type(value), 'a date or a time')}")

    def unknown(self, at: At, what: str, word: str, known: Iterable[str]) -> Any:
        """Tells that `word` is no `what`, and offers the nearest known one, or all of a few."""
        return self.add(
            at, f"unknown {what}{'' if at and at[-1] == word else f' {quoted(word)}'}{nearest(word, known)}"
        )

    def writes(self, table: str, name: str) -> bool:
        """Whether the file has `[table.name]`, right or wrong."""
        named = self.given.get(table)
        return isinstance(named, dict) and name in named

    def end(self) -> None:
        """Raises Misused when anything was told."""
        if not self.found:
            return
        told = sorted(set(self.found))
        lines = tuple(f"{self.origin}:{line}: {sentence}" for line, sentence in told[:_MOST])
        more = (f"... and {len(told) - _MOST} more",) if len(told) > _MOST else ()
        count = f"{len(told)} mistake{'s' if len(told) > 1 else ''}"
        raise Misused(f"{count} in {self.origin}", _CURE, mistakes=lines + more)


_CURE = "Correct the lines named above; `ledgergate schema` prints every key there is."


def shown(at: At) -> str:
    """`ledger.candidates.sources[0].path`, bounded, with keys quoted where TOML would."""
    text = ""
    for part in at:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = part.replace("-", "a").replace("_", "a")
            text += ("." if text else "") + (part if plain.isascii() and plain.isalnum() else quoted(part))
    return text or "the file"


def quoted(word: str) -> str:
    """The word in quotes on one line, shortened to what a message can carry."""
    kept = word if len(word) <= 60 else word[:57] + "..."
    return repr(kept)


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'runtime'?`, or the few words there are, or nothing."""
    import difflib  # only a mistake pays for it

    choices = list(known) if isinstance(known, tuple) else sorted(set(known))
    folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word[:100].casefold(), folded, 1, 0.6)
    if near:
        return f"; did you mean {folded[near[0]]!r}?"
    if not choices:
        return "; there is none"
    return f"; expected {listed(choices)}" if len(choices) <= 16 else ""


def listed(words: Iterable[str]) -> str:
    quoted_words = [repr(word) for word in words]
    return " or ".join(filter(None, (", ".join(quoted_words[:-1]), quoted_words[-1])))
