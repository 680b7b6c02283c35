"""Front matter at a document's start: YAML between `---` lines, TOML between `+++` lines."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.markdown.blocks import FrontEntry, FrontMatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_YAML_END = expression(rb"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = expression(rb"^\+\+\+[ \t]*$", re.MULTILINE)
_LINE = expression(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_YAML_KEY = expression(
    rb"(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s#'\"\[\]{},:&*!|>%@`-][^:]{0,199}?))[ \t]*:(?:[ \t]+|$)"
)
_TOML_KEY = expression(rb"(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([A-Za-z0-9_.-]{1,200}))[ \t]*=[ \t]*")
_YAML_COMMENT = expression(rb"(?:^|[ \t])#.*")
_BLOCK_SCALAR = expression(rb"[|>][-+0-9]{0,2}")
_QUOTES = (b'"', b"'")


def front_matter_of(data: bytes, start: int) -> FrontMatter | None:
    """The front matter that begins at `start`, or None: a `---` that nothing closes, or without a key, is a rule."""
    opening = _LINE.match(data, start)
    if opening is None or opening[1].rstrip(b" \t") not in (b"---", b"+++") or not opening[2]:
        return None
    lines, end = _lines(data, opening.end(), (b"---", b"...") if data[start : start + 1] == b"-" else (b"+++",))
    if end < 0 or (lines and not lines[0][1].strip() and not _is_data(lines)):
        return None
    language = "yaml" if data[start : start + 1] == b"-" else "toml"
    entries = tuple(_entries(lines, language == "yaml"))
    if not entries and any(line.strip() and not line.lstrip().startswith(b"#") for _at, line in lines):
        return None
    found = FrontMatter(start, end)
    found.language, found.entries = language, entries
    return found


def _is_data(lines: list[tuple[int, bytes]]) -> bool:
    """Whether lines below a blank one are data all the same: two keys or more, and what is indented or listed below."""
    written = [line for _at, line in lines if line.strip()]
    if not written or not _YAML_KEY.match(written[0]) or sum(_YAML_KEY.match(line) is not None for line in written) < 2:
        return False
    return all(line[:1] in (b" ", b"\t", b"-", b"#") or _YAML_KEY.match(line) for line in written)


def _lines(data: bytes, start: int, closers: tuple[bytes, ...]) -> tuple[list[tuple[int, bytes]], int]:
    """The lines up to the one that closes, each with its offset, and the offset after that one; -1 without one."""
    lines: list[tuple[int, bytes]] = []
    for line in _LINE.finditer(data, start):
        if line[1].rstrip(b" \t") in closers:
            return lines, line.end()
        lines.append((line.start(), line[1]))
    return lines, -1


def _entries(lines: list[tuple[int, bytes]], yaml: bool) -> Iterator[FrontEntry]:
    key, parts, begun = "", [], 0  # type: str, list[tuple[str, int, int]], int
    for at, line in lines:
        in_array = parts and parts[0][0].startswith(" [") and not parts[-1][0].endswith("]")
        if not yaml and line.startswith(b"[") and not in_array:
            break
        named = None if line[:1] in (b" ", b"\t") else (_YAML_KEY if yaml else _TOML_KEY).match(line)
        if named is not None:
            if key:
                yield _entry(key, parts, begun)
            raw_key = next(group for group in named.groups() if group is not None)
            key, parts, begun = raw_key.decode(), [], at
            line, at = line[named.end() :], at + named.end()
        if key:
            parts.extend(_part(line, at))
    if key:
        yield _entry(key, parts, begun)


def _part(line: bytes, at: int) -> Iterator[tuple[str, int, int]]:
    """What one line adds to a value: text, start, end."""
    lead = len(line) - len(line.lstrip(b" \t"))
    item = line[lead : lead + 2] == b"- "
    lead += 2 if item else 0
    text = line[lead:].lstrip(b" \t")
    lead = len(line) - len(text)
    quote = text[:1]
    closing = text.find(quote, 1) if quote in _QUOTES else -1
    if closing > 0:
        text, lead = text[1:closing], lead + 1
    else:
        text = _YAML_COMMENT.sub(b"", text).rstrip(b" \t")
    if text and not (_BLOCK_SCALAR.fullmatch(text) and closing < 0):
        yield (", " if item else " ") + text.decode(), at + lead, at + lead + len(text)


def _entry(key: str, parts: list[tuple[str, int, int]], begun: int) -> FrontEntry:
    if not parts:
        return FrontEntry(key, "", begun + len(key), begun + len(key), begun)
    text = "".join(part[0] for part in parts).lstrip(", ")
    if text.startswith("[") and text.endswith("]"):
        values = (value.strip().strip("'\"").strip() for value in text[1:-1].split(","))
        text = ", ".join(value for value in values if value)
    return FrontEntry(key, text, parts[0][1], parts[-1][2], begun)
