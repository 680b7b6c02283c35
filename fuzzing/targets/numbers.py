"""Numbers: what is read as one says what it says, wherever it stands; what is written by ourselves is read again."""

from __future__ import annotations

from zlib import crc32

from fuzzing import corpus
from fuzzing.target import Target, law
from ledgergate.reports import numerals
from ledgergate.reports.counted import WORDS

_WORDS = (
    b"9", b"3,000", b"1.300", b"1 300", b"1'200", b"12.345.678", b"9 (3 new)", b"9*", b"9[^1]", b"nine", b"neun", b"ca. ",
    b"~", b"about ", b"\xef\xbc\x99", b"\xe2\x80\x94 ", b"= ", b" items", b"\xea\xb0\x9c", b" of ", b" out of ", b"/", b"%",
    b"\xe2\x88\x92", b"\xc2\xb2", b"\xe2\x91\xa8", b"\xd9\xa3", b"+", b"?", b"<", b">=", b"2026", b"1,2", b"0", b"C-", b" von ",
    b"\xc2\xa0", b"\xe2\x80\xaf", b"66,7 %", b"[", b"]", b"(", b")", b"\xe0\xa5\xa7", b"\xf0\x9d\x9f\x8f", b"\xe4\xb8\x80",
)  # fmt: skip


def holds(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    number = numerals.numeral(text)
    numerals.percent(text)
    numerals.ordinal(text)
    share = numerals.share(text)
    law(share is None or share[0] >= 0, "a share is none below nothing", share)
    law(numerals.numeral(text) == number, "the same text is the same number")
    if number is not None:
        _sound(text, number)
    written = crc32(data) % 1_000_000_000
    for form in (f"{written:,}", f"{written:,}".replace(",", "."), f"{written:,}".replace(",", " "), str(written)):
        read = numerals.numeral(form)
        law(read is not None and read.value == written and not read.odd, "what is written is read", form, read)


def _sound(text: str, number: numerals.Number) -> None:
    law(0 <= number.start < number.end <= len(text), "a number lies in its text", text, number)
    law(number.value >= 0, "a count is none below nothing", text, number)
    if number.of is not None:
        law(number.end <= number.of_start < number.of_end <= len(text), "a whole stands behind its part", text, number)
    if number.odd:
        return
    said = text[number.start : number.end]
    alone = numerals.numeral(said)
    law(alone is not None and alone.value == number.value, "a number is what its own signs say", text, said, number)
    law(any(map(str.isdecimal, said)) or said.casefold() in WORDS, "a number is digits or a word for one", text, said)


def seeds() -> list[bytes]:
    lines = {line.strip() for text in corpus.texts("reports", "rules") for line in text.splitlines()}
    cells = {cell.strip() for line in lines for cell in line.split(b"|")}
    return [*_WORDS, *sorted(one for one in cells if len(one) < 80 and any(48 <= sign < 58 for sign in one))]


TARGET = Target(holds, seeds, _WORDS, work=holds)
