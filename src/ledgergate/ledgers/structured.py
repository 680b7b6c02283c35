"""Items in YAML, TOML and CSV files: a map's entries, a list's tables, a sheet's rows."""

from __future__ import annotations

from ledgergate.expressions import regex
from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, gather, nested
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ledgergate.ledgers.candidate_nodes import Entry, Fields
    from ledgergate.ledgers.yaml_nodes import Yaml
    from ledgergate.model import Document
    from ledgergate.policy.model import Source


def read_yaml(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | Unread]:
    """Each entry of the map or the list that stands at the source's key path."""
    return _nodes(document, source, wanted, _yaml_entries(document, source, wanted))


def read_toml(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | Unread]:
    """Each entry of the table, or each table of the list, that stands at the source's key path."""
    from ledgergate.ledgers.toml_entries import entries

    return _nodes(document, source, wanted, entries(document, source, wanted))


def read_csv(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | Unread]:
    """Each row of the sheet."""
    from ledgergate.ledgers.csv_entries import entries

    return _nodes(document, source, wanted, entries(document, source, wanted))


def _nodes(
    document: Document, source: Source, wanted: frozenset[str], entries: Iterable[Entry | Unread]
) -> Iterator[CandidateNode | Unread]:
    pattern = regex(source.pattern) if source.pattern else None
    for one in entries:
        if isinstance(one, Unread):
            yield one
            continue
        key, fields, start, end = one
        if pattern is not None and not pattern.search(key.text):
            continue
        kept = [(name, said) for name, said in fields if skeleton(name) in wanted]
        yield CandidateNode(document, start, end, end, key, gather(kept), (source.at,) if source.at else ())


def scalars(document: Document) -> Iterator[tuple[str, Plain]]:
    """The top-level keys of a YAML file whose values are plain, lists of plain values joined by commas."""
    made = _composed(document)
    for root in made.roots[:1]:
        for key, value in made.pairs(root):
            said = made.plain(value)
            if key.id == "scalar" and said is not None:
                yield key.value, said


def value_at(document: Document, path: str) -> Plain | None:
    """The scalar at a dotted key path of a YAML document or of Markdown front matter. Raises Unreadable."""
    made = _composed(document)
    return next((made.plain(node) for node in made.at(path)), None)


def _composed(document: Document) -> Yaml:
    from ledgergate.ledgers.yaml_nodes import composed

    return composed(document)


def _yaml_entries(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[Entry | Unread]:
    made = _composed(document)
    named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else ""
    for node in made.at(source.at):
        if node.id == "sequence":
            tables = any(entry.id == "mapping" for entry in node.value)
            for entry in node.value:
                if entry.id == "sequence" or (tables and entry.id == "scalar"):
                    yield _no_entry(made, entry, "a map" if tables else "a text")
                else:
                    yield from _listed(made, entry, named, wanted)
            continue
        for key, value in made.pairs(node):
            if key.id != "scalar":
                yield _no_entry(made, key, "a plain key")
                continue
            start, end = made.offset(key.start_mark), made.offset(key.end_mark)
            yield Plain(str(key.value), start, end), _fields(made, value), start, end
            yield from _misread(made, value, wanted)


def _listed(made: Yaml, entry: Any, named: str, wanted: frozenset[str]) -> Iterator[Entry | Unread]:
    fields = _fields(made, entry)
    said = next((said for name, said in fields if skeleton(name) == skeleton(named)), None)
    start = made.offset(entry.start_mark)
    said = said or (made.plain(entry) if entry.id == "scalar" else None) or Plain("", start, start)
    yield said, fields, said.start, said.end
    yield from _misread(made, entry, wanted)


def _no_entry(made: Yaml, node: Any, what: str) -> Unread:
    start, end = made.offset(node.start_mark), made.offset(node.end_mark)
    text = " ".join(made.document.text(start, min(end, start + 200)).split())[:80]
    return Unread(made.document, start, end, f"'{text}' stands where {what} is read", f"write it as {what}", text)


def _misread(made: Yaml, node: Any, wanted: frozenset[str]) -> Iterator[Unread]:
    """A field that stands twice in one entry, of which YAML would take the last, and one that holds more than texts."""
    seen: set[str] = set()
    for key, value in node.value if node.id == "mapping" else ():
        if key.id == "scalar" and skeleton(key.value) in wanted and made.plain(value) is None:
            yield nested(made.document, key.value, made.offset(value.start_mark), made.offset(value.end_mark))
        if key.id == "scalar" and key.value in seen and skeleton(key.value) in wanted:
            start, end = made.offset(key.start_mark), made.offset(key.end_mark)
            why = f"the key '{key.value}' stands twice in this entry"
            yield Unread(made.document, start, end, why, "remove one of the two lines", key.value)
        seen.add(key.value if key.id == "scalar" else "")


def _fields(made: Yaml, node: Any) -> Fields:
    if node.id == "mapping":
        pairs = [(key.value, made.plain(value)) for key, value in made.pairs(node) if key.id == "scalar"]
        return [(name, said) for name, said in pairs if said is not None]
    said = made.plain(node)
    return [("value", said)] if said is not None else []
