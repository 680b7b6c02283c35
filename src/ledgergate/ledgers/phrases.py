"""What a text states that is more than one word of its vocabulary: a note, a transition, several values, a choice."""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match
    from typing import Protocol

    class Words(Protocol):
        """A vocabulary, asked for one text at a time."""

        def find(self, text: str) -> str | None: ...
        def is_open(self, text: str) -> bool: ...
        def sign(self, text: str) -> str | None: ...

    Meaning = tuple[tuple[str, ...], str]

_ARROW = expression(r"(?:(?<!\s)\s+)?(?:→|⇒|➜|➔|->|=>)\s*")
# What may follow a value without being part of it: a note, a date, a version, a link, who or when.
_NOTE = expression(
    r"(?i:(?:(?<!\s)\s+)?[(\[<|;,\n!（【，；、。：]|[:.](?=\s)|(?:(?<!\s)\s+|\s)[-–—+/·•]\s|\s[#@]?\d|[\s_-](?:v|r|ver|version|rev|revision)\.?\s?\d"
    r"|\s(?:q[1-4]|(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|märz|apr(?:il)?|ma[yi]|jun[ei]?|jul[yi]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?\s+\d)"
    r"|(?:(?<!\s)\s+|\s)(?:by|in|on|since|as|with|via|for|from|until|at|due|per|after|see|and|but|und|aber|durch|von|am|im|seit|bis|mit|siehe|par|por|przez|door)(?:\s|\Z))"
)
_BRACKETED = expression(r"\([^()]*(?:\)|\Z)|\[[^\[\]]*(?:\]|\Z)|（[^（）]*(?:）|\Z)|【[^【】]*(?:】|\Z)")
_PARTING = expression(
    r"(?i:(?:(?<!\s)\s+)?(?:[/,&+;|·•，、；\n]|\b(?:as well as|and|und|sowie|plus|or|oder|bzw|et|y)\b\.?)\s*)"
)
_BRACKET_BEHIND = expression(r"(?:(?<!\s)\s+)?[(\[（【][^()\[\]（）【】]*[)\]）】]\s*\Z")
_DECORATION = expression(
    r"(?:(?:\[[xX]\]|\[[^\w\[\]]?\]|\([xX]\)|[☐☑☒])\s*(?=[^\s(\[])|(?:[•·▪◦‣]|:[a-z0-9_+-]{1,40}:)\s+(?=\S))+"
)
_CODES_BEHIND = expression(r"(?:(?<!\s)\s+:[a-z0-9_+-]{1,40}:){1,20}\Z")
_CHOICE = expression(r"(?:\A|(?<=\s))(?:\[[ xX]?\]|[☐☑☒])\s+")
_MOST_READ = 400  # characters: a cell can be kilobytes long; a value with its notes has been found long before
_MOST_CUTS = 12
_MOST_JOINED = 4  # parts that are one value's text together: "Covered / obsolete / duplicate"


def undecorated(text: str) -> str:
    """The text without a box and emoji codes before it, and without codes behind it: `[x] Built`, `:ok: Done`."""
    if len(_choices(text)) > 1:
        return text
    before = _DECORATION.match(text)
    bare = text[before.end() :] if before is not None else text
    behind = _CODES_BEHIND.search(bare) if bare.endswith(":") else None
    return bare[: behind.start()] if behind is not None else bare


def read(text: str, known: Words) -> Meaning:
    """The values that the text states, and of what kind they are, as `words.classify` says it."""
    text = text[:_MOST_READ]
    boxes = _choices(text)
    if len(boxes) > 1:
        return _ticked(text, boxes, known)
    pieces = _transition(text)
    meaning = _meaning(pieces[-1], known)
    if meaning[1] == "unknown" and len(pieces) > 1 and _speaks_of_else(pieces[0], pieces[-1], known):
        return _meaning(pieces[0], known)
    return meaning


def _choices(text: str) -> list[Match[str]]:
    """The boxes of a text that begins with one: `[ ] Open [x] Done`."""
    return list(_CHOICE.finditer(text)) if text[:1] in ("[", "☐", "☑", "☒") else []


def _ticked(text: str, boxes: list[Match[str]], known: Words) -> Meaning:
    """What stands behind the ticked boxes; nothing is decided where none is."""
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    chosen = [
        text[box.end() : end].strip(" \t\n,;/|·")
        for box, end in zip(boxes, ends, strict=True)
        if box[0].strip() not in ("[ ]", "[]", "☐")
    ]
    values: list[str] = []
    for one in chosen:
        found, kind = _meaning(one, known)
        if kind != "value":
            return (), kind
        values += found
    return (tuple(dict.fromkeys(values)), "value") if values else ((), "placeholder")


def _transition(text: str) -> list[str]:
    """The text cut at its arrows; one in brackets speaks of something else."""
    plain = _masked(text)
    pieces, at = [], 0
    for arrow in _ARROW.finditer(plain):
        pieces.append(text[at : arrow.start()])
        at = arrow.end()
    return [*pieces, text[at:]]


def _masked(text: str) -> str:
    """The text with what stands in brackets made unreadable, each character in its place."""
    for _ in range(3):  # brackets in brackets in brackets
        bare = _BRACKETED.sub(_blotted, text)
        if bare == text:
            break
        text = bare
    return text


def _blotted(found: Match[str]) -> str:
    return "\x00" * len(found[0])


def _speaks_of_else(first: str, last: str, known: Words) -> bool:
    """Whether an arrow leads from a value's note, or to a key or a number, and not from one value to the next."""
    for stem in _stems(first):
        if known.find(stem) is not None:
            note = _masked(first[len(stem) :])
            target = last.split(None, 1)[0] if last.strip() else ""
            return any(map(str.isalpha, note)) or (_has_digit(target) and not _has_digit(stem))
    return False


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _meaning(text: str, known: Words) -> Meaning:
    values = several(text, known)
    if values:
        return values, "value"
    for stem in _stems(text):
        found = known.find(stem)
        if found is not None:
            return (found,), "value"
    if any(known.is_open(stem) for stem in _stems(text)):
        return (), "placeholder"
    head = text.split(None, 1)[0] if text.strip() else ""
    found = known.sign(head) if head else None
    return ((found,), "value") if found is not None else ((), "unknown")


def _stems(text: str) -> Iterator[str]:
    """The text cut at each place where a note may begin, longest first; the whole text comes first."""
    yield text
    cuts = [note.start() for _, note in zip(range(_MOST_CUTS), _NOTE.finditer(text), strict=False)]
    for cut in reversed(cuts):
        if cut:
            yield text[:cut]


def several(text: str, known: Words) -> tuple[str, ...]:
    """The different values with which the text begins, each in a part of its own; nothing where it is one.

    A value's own text may hold the signs that part values, and may stand beside its key: "A / Now critical".
    """
    whole = text.strip()
    if _BRACKET_BEHIND.fullmatch(whole):
        whole = whole[1:-1]
    cuts = [cut.span() for _, cut in zip(range(_MOST_CUTS), _PARTING.finditer(_masked(whole)), strict=False)]
    if not cuts:
        return ()
    edges = [(0, 0), *cuts, (len(whole), len(whole))]
    values: dict[str, None] = {}
    at = 0
    while at < len(edges) - 1:
        value, after = _longest(whole, edges, at, known)
        if value is not None:
            values[value] = None
        elif whole[edges[at][1] : edges[at + 1][0]].strip():
            break
        at = after
    return tuple(values) if len(values) > 1 else ()


def _longest(text: str, edges: list[tuple[int, int]], at: int, known: Words) -> tuple[str | None, int]:
    """The value that the most parts from `at` on make together, and the part behind it. A sign may begin a value."""
    for after in range(min(len(edges) - 1, at + _MOST_JOINED), at, -1):
        for start in (edges[at][1], edges[at][0]):
            part = text[start : edges[after][0]].strip(" \t\n,;&+|?!")
            bare = _BRACKET_BEHIND.sub("", part) or part
            value = known.find(bare) if bare else None
            if value is not None:
                return value, after
    return None, at + 1
