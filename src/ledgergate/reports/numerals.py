"""Numbers as people write them: `9.`, `3,000`, `9 (3 new)`, `nine`, `7 of 9`, and what is like a number and is none."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.reports.counted import COUNTERS, WORDS
from ledgergate.value import Value

# A dot parts thousands or decimals: where three digits stand behind it, a count is no fraction.
DIGITS = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,3}(?!\d)|\d{1,9}(?!\d)"
# Any word stands for one of WORDS here: to compile all of them costs more than to look the found one up.
NUMERAL = rf"(?:{DIGITS}|[^\W\d_]{{3,9}}(?![^\W_]))"
_LEAD = r"\s*(?:[=:：]\s*|[–—-]\s+)?"
_MARK = r"(?:\s*[*†‡]{1,3}|\s*\[\^[^\]]{1,20}\])?"
_NOTE = rf"{_MARK}\s*(?:(?:[(\[（][^()\[\]（）]{{0,200}}[)\]）]|[,;]\s+[^\d\s].{{0,80}})\s*)?(?:[.!]\s*)?"
_ABOUT = r"(?:[~≈≃∼±]|(?:ca\.?|about|around|approx\.?|approximately|circa|roughly|etwa|rund|ungefähr)(?=[\s\d]))\s*"
_PLAIN = expression(
    rf"{_LEAD}(?P<about>{_ABOUT})?(?P<count>{NUMERAL})"
    rf"(?:\s*/\s*(?P<part>\d{{1,9}})(?![\d/.])|\s+(?:of|von|out\ of)\s+(?:the\s+|all\s+)?(?P<of>{NUMERAL}))?"
    rf"(?:\s*(?P<noun>[{COUNTERS}])|\s+(?P<word>[^\W\d][\w-]*))?{_NOTE}\Z",
    re.IGNORECASE,
)
_SIGNED = r"[<>≤≥−-]\s?\d{1,9}|\d{1,9}\s?[+?!]|[?]\s?\d{1,9}"
_ODD = expression(
    rf"{_LEAD}(?:{_ABOUT})?(?:{_SIGNED}|[⁰¹²³⁴-⁹₀-₉①-⑳]{{1,9}})(?:\s+(?P<word>[^\W\d][\w-]*))?{_NOTE}\Z",
    re.IGNORECASE,
)
_PERCENT = expression(rf"{_LEAD}(?:[~≈]\s*)?(?P<share>\d{{1,3}}(?:[.,]\d{{1,4}})?)\s*%{_NOTE}\Z")
_SHARE = expression(r"\s*(?:[~≈≃∼±+]\s*)?(\d{1,9}(?:[.,]\d{1,9})?)\s*(?:%\s*)?\Z")
_YEAR = expression(r"(?:19|20)\d\d\Z")
_TO_END = expression(r"(.*?)(\d{1,9})\W*\Z", re.DOTALL)
# What is measured in these is no count of items.
_MEASURES = """
    min mins minute minutes minuten h hr hrs hour hours stunde stunden d day days tag tage tagen week weeks woche
    wochen month months monat monate year years jahr jahre sprint sprints point points punkt punkte pt pts sp eur euro
    euros usd dollar dollars chf gbp kb mb gb tb ms s sec secs seconds sekunden px km kg pages seiten lines loc v"""
MEASURES = frozenset(_MEASURES.split())


class Number(Value):
    """One number: `value` is what it says, `start` to `end` the characters that say it.

    `of` is the whole of `7 of 9`, with `of_start` to `of_end`; `noun` is the one word behind it. `odd` where it is
    like a number and cannot be compared with a count, `year` where it may be one.
    """

    value: int
    start: int
    end: int
    of: int | None = None
    of_start: int = 0
    of_end: int = 0
    noun: str = ""
    odd: bool = False
    year: bool = False


def numeral(text: str) -> Number | None:
    """The number that a text is, notes and signs aside; None where it is anything else."""
    if len(text) < 10 and text.isascii() and text.isdigit() and text[:2] not in ("19", "20"):
        return Number(int(text), 0, len(text))
    if len(text) > 300 or not _may_hold_one(text):
        return None
    found = _PLAIN.match(text)
    if found is not None and not (_is_number(found["count"]) and _is_number(found["of"] or "0")):
        return None
    if found is None:
        odd = _ODD.match(text)
        counted = odd is not None and (odd["word"] or "").casefold() not in MEASURES
        return Number(0, 0, len(text.rstrip()), odd=True) if counted else None
    noun = (found["noun"] or found["word"] or "").casefold()
    if noun in MEASURES:
        return None
    group = "of" if found["of"] else "part"
    whole = _whole(found[group]) if found[group] else None
    year = noun == "" and whole is None and _YEAR.match(found["count"]) is not None
    return Number(_whole(found["count"]), *found.span("count"), whole, *found.span(group), noun, False, year)


def _may_hold_one(text: str) -> bool:
    """A quick look, which spares most texts two expressions that are dear to compile."""
    return any(map(str.isnumeric, text)) or any(word in text.casefold() for word in WORDS)


def percent(text: str) -> re.Match[str] | None:
    """A share and nothing else: its group `share` is the number."""
    return _PERCENT.match(text) if "%" in text else None


def whole(text: str) -> int | None:
    """The count that a text states, whatever it is: None where it states none."""
    found = numeral(text)
    return found.value if found is not None and not found.odd and found.of is None else None


def share(text: str) -> tuple[float, int] | None:
    """The share that a text states, and how many digits stand behind its point."""
    found = _SHARE.match(text)
    if found is None:
        return None
    number = found[1].replace(",", ".")
    return float(number), len(number.partition(".")[2])


def ordinal(text: str) -> tuple[str, int] | None:
    """What stands before the number at the end of a key, and that number."""
    found = _TO_END.match(text[:200])
    return (found[1], int(found[2])) if found is not None else None


def _is_number(text: str) -> bool:
    return text[0].isdecimal() or text.casefold() in WORDS


def _whole(text: str) -> int:
    known = WORDS.get(text.casefold())
    return known if known is not None else int("".join([one for one in text if one.isdigit()]))
