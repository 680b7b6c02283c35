"""Where the names of labels stand in a line of text."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.label_lines import Line

    Found = tuple[int, int, int, bool]  # start and end of the name, start of the value, whether the name is bold

_COLONS = ":："
# Words that begin as names and numbers do: behind others a sentence goes on, which may speak of a label.
_VALUE = expression(r"\s*(?:[^\W_a-z][^\s()\[\]\"“”,;]*\s+){1,4}")
_AFTER_NAME = expression(r"\s*(?:::?|：)|\s{1,3}[–—-](?=\s)")
_PLAIN = expression(r"\s{0,9}(?P<name>[^\W_][^:：]{0,39})(?:::?(?=\s|$)|：)")
# As note-taking programs write a field within a line: `[Status:: Done]`.
_FIELD = expression(r"[\[(](?P<name>[^\W_][^:\[\]()]{0,39})::\s?(?P<value>[^\[\]()]*)[\])]")
# The same in Chinese and Japanese at a line's begin, and a name in brackets: `（状态：完成）`, `【状态】完成`.
_WIDE_FIELD = expression(r"（\s?(?P<name>[^\W_][^:：（）]{0,39})[:：]\s?(?P<value>[^（）]*)）")
_WIDE_NAME = expression(r"【\s?(?P<name>[^\W_][^【】:：]{0,39})】\s?[:：]?")
_PARTED = expression(r"\s[|·•]\s|\s?｜\s?")
PARTERS = "|·•;,｜【"
_LEAD = 16
_NO_BYTE = 1 << 62


def found(line: Line, text: str, links: Sequence[tuple[int, int]]) -> list[Found]:
    """Start and end of each name, the start of its value, and whether it is bold: in order, none inside another."""
    every = [*_bold(line, text), *_plain(text, {start for start, _end in line.bolds})]
    every.sort(key=_order)
    kept: list[Found] = []
    for one in every:
        in_code = line.code(one[0]) or line.code(one[1])
        if (not kept or one[0] >= kept[-1][2]) and not in_code and not (links and _in_link(line, one, links)):
            kept.append(one)
    return kept


def _in_link(line: Line, one: Found, links: Sequence[tuple[int, int]]) -> bool:
    """Whether a name and its value begin in one link: that is what the link is called."""
    name, value = line.bytes_of(one[0], one[0])[0], line.bytes_of(one[2], one[2])[0]
    at = bisect_right(links, (name, _NO_BYTE)) - 1
    return at >= 0 and name < links[at][1] and value < links[at][1]


def within_brackets(text: str, start: int, value: int, stop: int) -> int:
    """Where a value ends that stands in brackets with its name, as in `[Status:: Done]`."""
    field = _FIELD.match(text, start - 1) or _WIDE_FIELD.match(text, start - 1) if start else None
    return min(stop, field.end("value")) if field is not None and field.start("value") <= value else stop


def _bold(line: Line, text: str) -> Iterator[Found]:
    """Names in bold; behind one with its colon in it and a short value, another one needs no sign that parts them."""
    last = -1
    for begin, close in line.bolds:
        start, end = trim(text, begin, close)
        inside = start < end and text[end - 1] in _COLONS
        next_ = inside and last >= 0 and _VALUE.fullmatch(text, last, begin) is not None
        if start == end or not (_leads(text, begin) or next_):
            continue
        if inside:
            start, end = trim(text, start, len(text[:end].rstrip(_COLONS)))
            if start < end:
                last = close
                yield start, end, close, True
        else:
            after = _AFTER_NAME.match(text, end)
            if after is not None and after.end() >= close:
                yield start, end, after.end(), True


def _order(one: Found) -> tuple[int, bool]:
    return one[0], not one[3]


def _plain(text: str, bold_starts: set[int]) -> Iterator[Found]:
    places = [0, *(parted.end() for parted in _PARTED.finditer(text))]
    if "::" in text:
        places += [field.start() + 1 for field in _FIELD.finditer(text)]
    if "【" in text:
        yield from _in_wide_brackets(text)
    for place in places:
        wide = _WIDE_FIELD.match(text, place)
        if wide is not None:
            yield *trim(text, *wide.span("name")), wide.start("value"), False
            continue
        named = _PLAIN.match(text, place) or (_behind_signs(text, place) if _may_be_sign(text, place) else None)
        if named is None or _PARTED.search(text, named.start("name"), named.end("name")):
            continue
        start, end = trim(text, named.start("name"), named.end("name"))
        if text.startswith("::", named.end("name")) and ("[" in text[start:end] or "(" in text[start:end]):
            continue  # what stands before a field in brackets is no part of its name
        if bold_starts.isdisjoint(range(start + 1, end)):
            yield start, end, named.end() + 2 * text.startswith("**", named.end()), False


def _in_wide_brackets(text: str) -> Iterator[Found]:
    """`【Name】value`, where nothing stands before it but signs or the values of others that are written so."""
    at = 0
    for found in _WIDE_NAME.finditer(text):
        if at == 0 and any(map(str.isalnum, text[: found.start()])):
            return
        at = found.end()
        yield *trim(text, *found.span("name")), at, False


def _may_be_sign(text: str, place: int) -> bool:
    first = text[place : place + 1]
    return first in (":", "[", "*") or not first.isascii()


def _behind_signs(text: str, place: int) -> re.Match[str] | None:
    from ledgergate.markdown.decorations import after_signs

    at = after_signs(text, place)
    return _PLAIN.match(text, at) if at > place else None


def _leads(text: str, place: int) -> bool:
    """Whether a label may begin here: at the line's start, after signs that are no words, or after a parting sign."""
    before = text[max(0, place - _LEAD) : place].rstrip()
    if before[-1:] in PARTERS and before:
        return True
    if place <= _LEAD and not any(map(str.isalnum, before)):
        return True
    if before[-1:] not in (":", "]"):
        return False
    from ledgergate.markdown.decorations import after_signs

    return not text[after_signs(text, 0) : place].strip()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
