"""The entries of a TOML file, with places that TOML parsers do not keep."""

from __future__ import annotations

import re

from ledgergate.documents import text_of
from ledgergate.errors import Unreadable
from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import Plain, nested
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Unread
from ledgergate.policy.lines import Offsets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ledgergate.ledgers.candidate_nodes import Entry, Fields
    from ledgergate.model import Document
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Source

_VALUE = expression(r"""[ \t]*("{3}|'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,\]}#]+)?""")
_AT_LINE = expression(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")


def entries(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[Entry | Unread]:
    """Each entry of the table, or each table of the list, at the source's key path. Raises Unreadable."""
    text = text_of(document)
    offsets = Offsets(text)
    if offsets.trouble is not None:
        line, why = offsets.trouble
        raise Unreadable(document, document.line_starts[line - 1], f"holds {why}", "flatten it")
    node: Any = _parsed(document, text)
    path: At = ()
    for part in filter(None, source.at.split(".")):
        node = node.get(part) if isinstance(node, dict) else None
        path = (*path, part)
    places = _Places(document, text, offsets)
    if isinstance(node, dict):
        for key, value in node.items():
            start, end = places.key((*path, key))
            yield Plain(key, start, end), _fields(places, (*path, key), value), start, end
            yield from _misread(places, (*path, key), value, wanted)
    elif isinstance(node, list):
        named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else "id"
        for number, value in enumerate(node):
            yield _listed(places, (*path, number), value, named, any(isinstance(one, dict) for one in node[:1000]))
            yield from _misread(places, (*path, number), value, wanted)


def _listed(places: _Places, path: At, value: Any, named: str, tables: bool) -> Entry | Unread:
    if isinstance(value, dict):
        fields = _fields(places, path, value)
        key = next((said for name, said in fields if skeleton(name) == skeleton(named)), None)
        key = key or Plain("", *places.key(path))
        return key, fields, key.start, key.end
    start, end = places.value(path)
    text = _plain(value)
    if tables or isinstance(value, list):
        what = "a table" if tables else "a text"
        shown = text[:80]
        why = f"'{shown}' stands where {what} is read"
        return Unread(places.document, start, end, why, f"write it as {what}", shown)
    said = Plain(text, start, end)
    return said, [("value", said)], start, end


def _fields(places: _Places, path: At, value: Any) -> Fields:
    if not isinstance(value, dict):
        return [("value", Plain(_plain(value), *places.value(path)))]
    return [(name, Plain(_plain(one), *places.value((*path, name)))) for name, one in value.items()]


def _misread(places: _Places, path: At, value: Any, wanted: frozenset[str]) -> Iterator[Unread]:
    for name, one in value.items() if isinstance(value, dict) else ():
        deep = isinstance(one, dict) or (isinstance(one, list) and any(isinstance(part, (dict, list)) for part in one))
        if deep and skeleton(name) in wanted:
            yield nested(places.document, name, *places.key((*path, name)))


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _parsed(document: Document, text: str) -> Mapping[str, Any]:
    try:
        import tomli as parser
    except ImportError:
        import tomllib as parser  # type: ignore[no-redef,import-not-found,unused-ignore]  # the standard library's, from 3.11 on
    try:
        return parser.loads(text)
    except (ValueError, RecursionError) as error:
        said = _AT_LINE.search(str(error))
        line = int(said[1]) if said is not None and said[1] else 0
        start = document.line_starts[min(line, len(document.line_starts)) - 1] if line else -1
        why = _AT_LINE.sub("", str(error))
        raise Unreadable(
            document, start, f"is no TOML: {why}", "correct the line: texts stand in quotation marks"
        ) from None


class _Places:
    """Byte places of keys and values. They are asked for in order, so that each offset counts on from the last one."""

    def __init__(self, document: Document, text: str, offsets: Offsets) -> None:
        self.document = document
        self.text = text
        self.offsets = offsets.known
        self._ascii = text.isascii()
        self._last = (0, 3 if document.data.startswith(b"\xef\xbb\xbf") else 0)

    def key(self, path: At) -> tuple[int, int]:
        """Where the last name of the path is written, else where its value or its table begins."""
        at = self.offsets.get(path)
        if at is None:
            return self._around(path)
        name = str(path[-1])
        line = self.text.rfind("\n", 0, at) + 1
        words = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text[line:at])
        found = [line + one.start() for one in words] if isinstance(path[-1], str) else []
        if found:
            return self._bytes(found[-1], found[-1] + len(name))
        begin = line + len(self.text[line:at]) - len(self.text[line:at].lstrip())
        return self._bytes(begin, max(begin, at))

    def value(self, path: At) -> tuple[int, int]:
        """Where the value at the path is written, without quotation marks."""
        at = self.offsets.get(path)
        if at is None:
            return self._around(path)
        found = _VALUE.match(self.text, at)
        if found is None or found[1] is None or isinstance(path[-1], int):
            return self.key(path)
        start, end = found.span(1)
        if found[1][0] in "\"'" and len(found[1]) > 1 and found[1] not in ('"""', "'''"):
            start, end = start + 1, end - 1
        return self._bytes(start, end)

    def _around(self, path: At) -> tuple[int, int]:
        return self.key(path[:-1]) if path else (0, 0)

    def _bytes(self, start: int, end: int) -> tuple[int, int]:
        first = self._byte(start)
        return first, first + len(self.text[start:end].encode())

    def _byte(self, at: int) -> int:
        known, byte = self._last
        if self._ascii:
            return at - known + byte
        if at < known:
            known, byte = 0, 3 if self.document.data.startswith(b"\xef\xbb\xbf") else 0
        byte += len(self.text[known:at].encode())
        self._last = (at, byte)
        return byte
