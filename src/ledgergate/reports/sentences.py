"""Numbers in sentences: `5 of 25 candidates are in bucket A and …`, `Of 15 candidates, 4 are Now`, `Bucket A: 5`."""

from __future__ import annotations

import re

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.words import skeleton
from ledgergate.reports.counted import counting
from ledgergate.reports.numerals import NUMERAL, numeral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown import Inline, Page
    from ledgergate.reports.counted import Counted, Tally

    Said = tuple[str, int, int, str, str]  # number, start, end, bucket, unit

_BEGIN = r"(?<![\w.,/])"
_THE = r"(?:(?:the|all|our|allen|den|unseren)\s+)?"
_ARE = r"(?:are|is|stand|stands|sind|ist|stehen|steht|belong\s+to|gehören\s+zu)\s+(?:currently\s+|all\s+|derzeit\s+)?"
_IN = r"(?:(?:in|under|unter)\s+)?(?:(?:the|der|dem)\s+)?"
_NOUN = r"(?P<noun>[^\W\d][\w-]*)"
_PART = expression(
    rf"{_BEGIN}(?P<count>{NUMERAL})\s+(?:out\ of|of|von)\s+{_THE}(?P<of>{NUMERAL})(?:\s+(?!{_ARE}){_NOUN})?",
    re.IGNORECASE,
)
_WHOLE = expression(rf"(?<![^\W\d_]\s)\b(?:of|von)\s+{_THE}(?P<of>{NUMERAL})\s+{_NOUN},?\s+", re.IGNORECASE)
_CLAUSE = expression(rf"\s*(?:(?:and|und)\s+)?(?P<count>{NUMERAL})\s+(?:of\ them\s+)?{_ARE}", re.IGNORECASE)
_COUNT = expression(
    rf"(?:\A|(?<=[.,;:(!?—–\n]\s)|(?<=\n)|(?<=\band\s)|(?<=\bund\s)|(?<=\bthat\s)|(?<=\bdass\s))"
    rf"(?P<there>(?:there\s+(?:are|is)|es\s+gibt|we\s+have|wir\s+haben)\s+)?(?P<count>{NUMERAL})\s+{_NOUN}"
    r"(?:\s+\((?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s?%\))?\s+",
    re.IGNORECASE,
)
_SHARE = expression(rf"{_BEGIN}(?P<count>\d{{1,3}}(?:[.,]\d{{1,4}})?)\s?%\s+(?:of\s+{_THE}{_NOUN}\s+)?", re.IGNORECASE)
_IN_ALL = expression(
    rf"{_BEGIN}(?:all|alle|total\ of|insgesamt|in\ total\ there\ are)\s+(?P<count>\d{{1,9}})\s+{_NOUN}"
    rf"|{_BEGIN}(?P<other>\d{{1,9}})\s+(?P<things>[^\W\d][\w-]*)\s+(?:in\ total|insgesamt)",
    re.IGNORECASE,
)
_VERB = expression(rf"\s*{_ARE}", re.IGNORECASE)
_PAST = expression(r"\s+(?:were|was|had|waren|war|hatten)\b", re.IGNORECASE)
_PLACE = expression(_IN, re.IGNORECASE)
_QUOTED = "\"'“”`*„"
_STOP = expression(r"[.,;:(\"”`*\n—–!?)]")
# What may follow a bucket's name that no word such as "bucket" announces: elsewhere it may be another word's beginning.
_ON = expression(r"\s*(?:\Z|[.,;:()\"”`*\n—–!?]|\s(?:and|und|but|aber|while|which|that|so|or|oder)\s)", re.IGNORECASE)


def said(page: Page, content: Inline, tally: Tally) -> Iterator[Counted]:
    """Every number of the text's sentences that counts items, with what it counts."""
    text = content.text
    told: dict[int, Said] = {}
    low = text.casefold()
    words = set(skeleton(text).split())
    named = not tally.nouns.isdisjoint(words)
    # Each look spares an expression, which would be compiled for it.
    if " of " in low or " von " in low or low.startswith(("of ", "von ")):
        _tell(told, _parts(text, tally))
        if named:
            _tell(told, _clauses(text, tally))
    if named:
        _tell(told, _singles(text, tally))
        _tell(told, _alls(text, tally))
    if "%" in text:
        _tell(told, _shares(text, tally))
    if "bucket" in words or tally.field in low:
        _tell(told, _announced(text, tally))
    for number, start, end, bucket, unit in sorted(told.values(), key=_start):
        counted = counting(page.document, content.bytes_of(start, end), number, bucket, tally)
        yield counted.but(of=tally.all, unit=unit) if unit else counted


def _tell(told: dict[int, Said], found: Iterable[Said | None]) -> None:
    for one in found:
        if one is not None:
            told.setdefault(one[1], one)


def _start(one: Said) -> int:
    return one[1]


def _parts(text: str, tally: Tally) -> Iterator[Said | None]:
    """`5 of 25 candidates are in bucket A`: without the noun only where the word bucket tells what is counted."""
    for found in _PART.finditer(text):
        counted = found["noun"] is not None and found["noun"].casefold() in tally.nouns
        if found["noun"] is not None and not counted:
            continue
        if _PAST.match(text, found.end()) is not None:
            continue
        verb = _VERB.match(text, found.end())
        bucket = _after(text, verb.end(), tally, announced=not counted) if verb is not None else None
        if bucket:
            yield _number(found, "count", bucket)
        if bucket or counted:
            yield _number(found, "of", "")


def _clauses(text: str, tally: Tally) -> Iterator[Said | None]:
    """`Of 15 candidates, 4 are Now and 11 are Later`."""
    for found in _WHOLE.finditer(text):
        if found["noun"].casefold() not in tally.nouns:
            continue
        at, parts = found.end(), []
        while (clause := _CLAUSE.match(text, at)) is not None:
            named = _named(text, clause.end(), tally)
            if named is None:
                break
            parts.append(_number(clause, "count", named[0]))
            at = named[1]
            at += text[at : at + 1] in (",", ";")
        if parts:
            yield _number(found, "of", "")
            yield from parts


def _singles(text: str, tally: Tally) -> Iterator[Said | None]:
    """`There are 4 candidates in bucket A`, `4 candidates (44 %) are Now`."""
    for found in _COUNT.finditer(text):
        if found["noun"].casefold() in tally.nouns:
            verb = _VERB.match(text, found.end())
            at = verb.end() if verb is not None else found.end()
            place = found["there"] and re.match(r"(?:in|under|unter)\s", text[at : at + 7], re.IGNORECASE)
            bucket = _after(text, at, tally, announced=False) if verb is not None or place else None
            if bucket:
                yield _number(found, "count", bucket)
            if bucket and found["share"]:
                yield _number(found, "share", bucket, "%")


def _shares(text: str, tally: Tally) -> Iterator[Said | None]:
    """`44 % of the candidates are Now`."""
    for found in _SHARE.finditer(text):
        verb = _VERB.match(text, found.end())
        if verb is not None and (found["noun"] is None or found["noun"].casefold() in tally.nouns):
            bucket = _after(text, verb.end(), tally, announced=False)
            if bucket:
                yield _number(found, "count", bucket, "%")


def _announced(text: str, tally: Tally) -> Iterator[Said | None]:
    """`Bucket A: 4`."""
    words = "|".join(map(re.escape, sorted({"bucket", tally.field})))
    stated = rf"(?i)\b(?:{words})\s+([^:=\n]{{1,40}}?)\s*[:=]\s*({NUMERAL})(?=[.,;!)\s]|\Z)"
    for found in regex(stated, said=tally.field).finditer(text):
        bucket = tally.lexicon.find(found[1])
        if bucket:
            yield _number(found, 2, bucket)


def _alls(text: str, tally: Tally) -> Iterator[Said | None]:
    for found in _IN_ALL.finditer(text):
        if (found["noun"] or found["things"]).casefold() in tally.nouns:
            verb = _VERB.match(text, found.end())
            bucket = _after(text, verb.end(), tally, announced=False) if verb is not None else None
            yield _number(found, "count" if found["count"] else "other", bucket or "")


def _number(found: re.Match[str], group: str | int, bucket: str, unit: str = "") -> Said | None:
    text = found[group]
    number = numeral(text) if not unit else None
    if number is None and not unit:
        return None  # another word
    return str(number.value) if number is not None else text, *found.span(group), bucket, unit


def _after(text: str, at: int, tally: Tally, *, announced: bool) -> str | None:
    named = _named(text, at, tally, announced=announced)
    return named[0] if named is not None else None


def _named(text: str, at: int, tally: Tally, *, announced: bool = False) -> tuple[str, int] | None:
    """The bucket named at `at`, and where its name ends; with `announced` only behind the word bucket."""
    place = _PLACE.match(text, at)
    at = place.end() if place is not None else at
    word = regex(rf"(?:bucket|{re.escape(tally.field)})\s+", re.IGNORECASE, tally.field).match(text, at)
    if word is None and announced:
        return None
    at = word.end() if word is not None else at
    while text[at : at + 1] in tuple(_QUOTED):
        at += 1
    stop = _STOP.search(text, at, at + 80)
    rest = text[at : stop.start() if stop is not None else at + 80]
    ends = [found.end() for found, _ in zip(re.finditer(r"\S+", rest), range(6), strict=False)]
    for end in reversed(ends):
        bucket = tally.lexicon.find(rest[:end])
        if bucket is not None and _is_meant(rest[:end]) and (word is not None or _ON.match(text, at + end)):
            return bucket, at + end
    return None


def _is_meant(name: str) -> bool:
    """An article is no bucket called A."""
    return len(name) > 1 or not name.islower()
