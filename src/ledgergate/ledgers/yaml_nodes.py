"""YAML as nodes with places: documents composed within bounds, merge keys resolved, and what a person should mend."""

from __future__ import annotations

import re

from ledgergate.documents import is_page, text_of
from ledgergate.errors import Unreadable
from ledgergate.ledgers.candidate_nodes import Plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ledgergate.model import Document

    Pair = tuple[Any, Any]  # a mapping's key and value, as nodes

_MOST_NODES = 400_000  # those that an alias stands for are counted each time
_DEEPEST = 60
_MATTER = r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
_QUOTABLE = r"(\s*(?:- +)?[^\s\"'#\[\]{}][^:\"']*:[ \t]+)([^\"'\[{|>].*?)[ \t]*"


class Yaml:
    """The documents of one YAML text, of Markdown its front matter. What aliases repeat is bounded."""

    def __init__(self, document: Document, roots: tuple[Any, ...]) -> None:
        self.document = document
        self.roots = roots
        self._ascii = document.data.isascii()
        self._left = _MOST_NODES
        self._offsets: dict[tuple[int, int], int] = {}

    def at(self, path: str) -> Iterator[Any]:
        """The nodes at a dotted key path, one at most for each YAML document."""
        for root in self.roots:
            node = root
            for part in filter(None, path.split(".")):
                node = next((value for key, value in self.pairs(node) if key.value == part), None)
            if node is not None:
                yield node

    def pairs(self, node: Any) -> list[Pair]:
        """A mapping's keys and values, with those of its merge keys (`<<`) behind its own; none of another node."""
        return self._pairs(node, ()) if node is not None and node.id == "mapping" else []

    def _pairs(self, node: Any, around: tuple[int, ...]) -> list[Pair]:
        if id(node) in around or len(around) > _DEEPEST:
            start = self.offset(node.start_mark)
            raise Unreadable(self.document, start, "has a map that merges itself or too many others", "write it out")
        self._spend(node, len(node.value))
        merged = [value for key, value in node.value if _merges(key)]
        own = [pair for pair in node.value if not _merges(pair[0])]
        if not merged:
            return own
        there = {key.value for key, _ in own if key.id == "scalar"}
        for value in merged:
            for one in value.value if value.id == "sequence" else (value,):
                added = self._pairs(one, (*around, id(node))) if one.id == "mapping" else []
                own += [pair for pair in added if pair[0].id != "scalar" or pair[0].value not in there]
                there.update(key.value for key, _ in added if key.id == "scalar")
        return own

    def plain(self, node: Any) -> Plain | None:
        """A scalar, or a list of scalars joined by commas; None for what holds more."""
        start, end = self.offset(node.start_mark), self.offset(node.end_mark)
        if node.id == "scalar":
            empty = node.tag.endswith(":null") and node.value in ("~", "null", "Null", "NULL")
            return Plain("" if empty else str(node.value), start, end)
        if node.id == "sequence" and all(one.id == "scalar" for one in node.value):
            self._spend(node, sum(1 + len(one.value) // 100 for one in node.value))
            return Plain(", ".join(str(one.value) for one in node.value), start, end)
        return None

    def _spend(self, node: Any, count: int) -> None:
        self._left -= 1 + count
        if self._left < 0:
            start = self.offset(node.start_mark)
            raise Unreadable(self.document, start, "repeats too much by its aliases", "write the values out")

    def offset(self, mark: Any) -> int:
        """The byte at which a mark stands. Aliases bring the same ones again, so each is worked out once."""
        at = (mark.line, mark.column)
        if self._ascii and mark.line < len(self.document.line_starts):
            return int(self.document.line_starts[mark.line] + mark.column)
        if at not in self._offsets:
            self._offsets[at] = _offset(self.document, mark)
        return self._offsets[at]


def _merges(key: Any) -> bool:
    return bool(key.id == "scalar" and key.tag == "tag:yaml.org,2002:merge")


def composed(document: Document) -> Yaml:
    """The documents of a YAML file, or the front matter of a page. Raises Unreadable."""
    import yaml

    text = text_of(document)
    if is_page(document.path):
        found = re.match(_MATTER, text, re.DOTALL)
        text = "---\n" + found.group(1) if found else ""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for nodes, event in enumerate(yaml.parse(text, Loader=loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or nodes > _MOST_NODES:
                start = _offset(document, event.start_mark)
                raise Unreadable(document, start, "is too deep or too large for a ledger", "split it")
        return Yaml(document, tuple(yaml.compose_all(text, Loader=loader)))
    except yaml.YAMLError as error:
        raise _unreadable(document, text, error) from None
    except RecursionError:
        raise Unreadable(document, -1, "is nested too deep", "flatten it") from None


def _unreadable(document: Document, text: str, error: Any) -> Unreadable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = " ".join(str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).split())
    if mark is None:  # a sign that no YAML may hold: the reader tells where
        at = getattr(error, "position", 0)
        start = len(text[:at].encode()) if isinstance(at, int) else 0
        return Unreadable(document, start, f"is no YAML: {problem}", "remove the sign that nobody sees")
    return Unreadable(document, _offset(document, mark), f"is no YAML: {problem}", _cure(document, mark, problem))


def _cure(document: Document, mark: Any, problem: str) -> str:
    line = document.line(mark.line + 1, 400)
    if "alias" in problem and "undefined" in problem:
        return "define the anchor above, or quote the value"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with blanks, not with tabs"
    found = re.fullmatch(_QUOTABLE, line)
    if found is None:
        return "quote the value, or correct the line"
    value = found[2].replace("\\", "\\\\").replace('"', '\\"')
    return f'quote the value: {found[1].strip()} "{value}"'


def _offset(document: Document, mark: Any) -> int:
    """The byte offset of a YAML mark; its line and column count characters and its lines end as YAML's do."""
    starts = document.line_starts
    if mark.line >= len(starts):
        return len(document.data)
    line = document.data[starts[mark.line] : starts[mark.line] + 4 * mark.column + 4].decode("utf-8", "ignore")
    skip = 3 if mark.line == 0 and document.data.startswith(b"\xef\xbb\xbf") else 0
    return int(starts[mark.line] + skip) + len(line[skip and 1 :][: mark.column].encode())
