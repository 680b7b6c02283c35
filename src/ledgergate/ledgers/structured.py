"""Items in YAML, TOML and CSV files: a map's entries, a list's tables, a sheet's rows."""

from __future__ import annotations

import re

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, gather
from ledgergate.ledgers.words import skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ledgergate.model import Document
    from ledgergate.policy.model import Source

    _Entry = tuple[Plain, list[tuple[str, Plain]], int, int]  # the key, the fields, where it stands

_MOST_NODES = 400_000
_DEEPEST = 60
_LINE = expression(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def read_yaml(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode]:
    """Each entry of the map or the list that stands at the source's key path."""
    return _nodes(document, source, wanted, _yaml_entries(document, source))


def read_toml(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode]:
    """Each entry of the table, or each table of the list, that stands at the source's key path."""
    return _nodes(document, source, wanted, _toml_entries(document, source))


def read_csv(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode]:
    """Each row of the sheet."""
    return _nodes(document, source, wanted, _csv_entries(document, source))


def _nodes(
    document: Document, source: Source, wanted: frozenset[str], entries: Iterable[_Entry]
) -> Iterator[CandidateNode]:
    pattern = re.compile(source.pattern) if source.pattern else None
    for key, fields, start, end in entries:
        if pattern is not None and not pattern.search(key.text):
            continue
        kept = [(name, said) for name, said in fields if skeleton(name) in wanted]
        yield CandidateNode(document, start, end, end, key, gather(kept), (source.at,) if source.at else ())


def scalars(document: Document) -> Iterator[tuple[str, Plain]]:
    """The top-level keys of a YAML file whose values are plain, lists of plain values joined by commas."""
    root = _compose(document)
    if root is None or root.id != "mapping":
        return
    for key, value in root.value:
        said = _said(document, value)
        if key.id == "scalar" and said is not None:
            yield key.value, said


def value_at(document: Document, path: str) -> Plain | None:
    """The scalar at a dotted key path of a YAML document or of Markdown front matter."""
    node = _compose(document)
    for part in path.split("."):
        pairs = node.value if node is not None and node.id == "mapping" else []
        node = next((value for key, value in pairs if key.value == part), None)
    return _said(document, node) if node is not None else None


def _yaml_entries(document: Document, source: Source) -> Iterator[_Entry]:
    node = _compose(document)
    for part in filter(None, source.at.split(".")):
        pairs = node.value if node is not None and node.id == "mapping" else []
        node = next((value for key, value in pairs if key.value == part), None)
    if node is None or node.id == "scalar":
        return
    named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else ""
    if node.id == "sequence":
        for entry in node.value:
            fields = _fields(document, entry)
            said = next((said for name, said in fields if skeleton(name) == skeleton(named)), None)
            said = (
                said
                or (_said(document, entry) if entry.id == "scalar" else None)
                or Plain("", _at(document, entry.start_mark), _at(document, entry.start_mark))
            )
            yield said, fields, said.start, said.end
        return
    for key, value in node.value:
        if key.id == "scalar":
            start, end = _at(document, key.start_mark), _at(document, key.end_mark)
            yield Plain(str(key.value), start, end), _fields(document, value), start, end


def _fields(document: Document, node: Any) -> list[tuple[str, Plain]]:
    if node.id == "mapping":
        pairs = [(key.value, _said(document, value)) for key, value in node.value if key.id == "scalar"]
        return [(name, said) for name, said in pairs if said is not None]
    said = _said(document, node)
    return [("value", said)] if said is not None else []


def _said(document: Document, node: Any) -> Plain | None:
    start, end = _at(document, node.start_mark), _at(document, node.end_mark)
    if node.id == "scalar":
        empty = node.tag.endswith(":null") and node.value in ("~", "null", "Null", "NULL")
        return Plain("" if empty else str(node.value), start, end)
    if node.id == "sequence" and all(one.id == "scalar" for one in node.value):
        return Plain(", ".join(str(one.value) for one in node.value), start, end)
    return None


def _at(document: Document, mark: Any) -> int:
    """The byte offset of a YAML mark; its line and column count characters and its lines end as YAML's do."""
    starts = document.line_starts
    if mark.line >= len(starts):
        return len(document.data)
    line = document.data[starts[mark.line] : starts[mark.line] + 4 * mark.column + 4].decode("utf-8", "ignore")
    skip = 3 if mark.line == 0 and document.data.startswith(b"\xef\xbb\xbf") else 0
    return int(starts[mark.line] + skip) + len(line[skip and 1 :][: mark.column].encode())


def _compose(document: Document) -> Any:
    """The node tree of a YAML document; of a Markdown document, that of its front matter. Aliases are not followed."""
    import yaml

    try:
        text = _yaml_text(document)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        depth = 0
        for nodes, event in enumerate(yaml.parse(text, Loader=loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                mark: Any = event.start_mark
                raise NotChecked(f"{document.path}:{mark.line + 1} uses a YAML alias", "write the value out")
            if depth > _DEEPEST or nodes > _MOST_NODES:
                raise NotChecked(f"{document.path} is too deep or too large for a ledger", "split it")
        return yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise NotChecked(
            f"{document.path}{line} is no YAML: {getattr(error, 'problem', None) or error}", "mend the file"
        ) from None
    except RecursionError:
        raise NotChecked(f"{document.path} is nested too deep", "flatten it") from None


def _yaml_text(document: Document) -> str:
    try:
        text = document.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotChecked(
            f"{document.path}:{document.line_of(error.start)} is not UTF-8", "save the file as UTF-8"
        ) from None
    if document.path.endswith((".md", ".markdown")):
        found = re.match(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
        return "---\n" + found.group(1) if found else ""
    return text


def _toml_entries(document: Document, source: Source) -> Iterator[_Entry]:
    node: Any = _toml(document)
    for part in filter(None, source.at.split(".")):
        node = node.get(part) if isinstance(node, dict) else None
    named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else "id"
    entries: Iterable[tuple[str, Any]] = ()
    if isinstance(node, dict):
        entries = node.items()
    elif isinstance(node, list):
        entries = ((str(one.get(named, "")), one) for one in node if isinstance(one, dict))
    after = 0
    for key, value in entries:
        start, end = _locate(document, key, after)
        after = end or after
        fields = value if isinstance(value, dict) else {"value": value}
        yield (
            Plain(key, start, end),
            [(name, Plain(_plain(one), start, end)) for name, one in fields.items()],
            start,
            end,
        )


def _toml(document: Document) -> Mapping[str, Any]:
    try:
        import tomli as parser
    except ImportError:
        import tomllib as parser  # type: ignore[no-redef,import-not-found,unused-ignore]  # the standard library's, from 3.11 on
    try:
        return parser.loads(_yaml_text(document))
    except (ValueError, RecursionError) as error:
        raise NotChecked(f"{document.path} is no TOML: {error}", "mend the file") from None


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _locate(document: Document, key: str, after: int) -> tuple[int, int]:
    """Where a TOML key or its quoted value next stands as a word; TOML parsers keep no places, but the order."""
    word = re.compile(rb"(?<![\w-])" + re.escape(key.encode()) + rb"(?![\w-])")
    found = word.search(document.data, after) if key else None
    return found.span() if found else (0, 0)


def _csv_entries(document: Document, source: Source) -> Iterator[_Entry]:
    import csv

    text = _yaml_text(document)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(_LINE.findall(text), delimiter=delimiter, strict=True)
    named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else ""
    try:
        header = next(rows, [])
        at = next(
            (place for place, name in enumerate(header) if skeleton(name) == skeleton(named)), 0 if not named else -1
        )
        before = rows.line_num
        for row in rows:
            start = document.line_starts[min(before, len(document.line_starts) - 1)]
            end = (
                document.line_starts[rows.line_num] if rows.line_num < len(document.line_starts) else len(document.data)
            )
            before = rows.line_num
            cells = [Plain(cell.strip(), start, max(start, end - 1)) for cell in row]
            if at >= 0 and any(cell.text for cell in cells):
                padded = [*cells, *(Plain("", start, start) for _ in header[len(cells) :])]
                yield padded[at], list(zip(header, padded, strict=False)), start, max(start, end - 1)
    except csv.Error as error:
        raise NotChecked(f"{document.path}:{rows.line_num} is no CSV: {error}", "mend the row") from None
