"""What is stated of a found thing for each of its fields."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.candidate_nodes import Titled, named_struck
from ledgergate.ledgers.words import Lexicon, classify, skeleton
from ledgergate.model import Stated
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.ledgers.candidate_nodes import CandidateNode, Said
    from ledgergate.markdown import Block, Page
    from ledgergate.policy.model import Field


# A number with a unit or a note behind it; a range or a fraction is compared as it is written.
_NUMBER = expression(r"\s*(?:[~≈]\s*)?(\d{1,12}(?:[.,]\d{1,6})?)(?:\s*[(\[;,].*|\s+[^\W\d].*|\s*\Z)", re.DOTALL)


_SHORT, _MOST = 40, 1000  # characters of a text, and texts, whose meaning is kept: few words are all that most say


class Bound(Value):
    """A field with its words at hand. `labels` are the skeletons of its labels, `known` is what texts were read as.

    With `loose`, a text that the field's pattern does not match is read as it stands.
    """

    field: Field
    lexicon: Lexicon | None
    labels: tuple[str, ...]
    known: dict[str, tuple[tuple[str, ...], str, str]]
    loose: bool = False


def stated(found: CandidateNode, bound: Mapping[str, Bound]) -> dict[str, tuple[Stated, ...]]:
    """Every statement about every bound field, in document order; fields of which nothing is said are left out."""
    result: dict[str, tuple[Stated, ...]] = {}
    for name, one in bound.items():
        plain = one.field.source == "label" and not one.field.default
        made = _labelled(found, one) if plain else list(_of(found, one))
        if made:
            result[name] = tuple(made)
    return result


def _labelled(found: CandidateNode, bound: Bound) -> list[Stated]:
    made: list[Stated] = []
    for label in bound.labels:
        for said in found.labelled.get(label, ()):
            made += read(found, bound, said)
    return made


def _of(found: CandidateNode, bound: Bound) -> Iterator[Stated]:
    field = bound.field
    said = list(_from_place(found, bound)) if field.source != "label" else []
    if field.source == "label" or field.both:
        said += _labelled(found, bound)
    if field.default and all(one.kind == "missing" for one in said):
        yield _given(found, bound, field.default)
    else:
        yield from said


def _from_place(found: CandidateNode, bound: Bound) -> Iterator[Stated]:
    field = bound.field
    kind = field.source.partition(":")[0]
    if kind == "heading":
        yield from _from_headings(found, bound)
    elif kind == "checkbox":
        if found.checked is not None:
            yield from _words(found, bound, "checked" if found.checked else "open", found.said)
    elif kind == "struck":
        yield from _words(found, bound, "struck" if is_struck(found) else "plain", found.said)
    elif kind == "codes":
        yield from _from_codes(found, bound)
    elif kind in ("folder", "file", "path"):
        yield from _words(found, bound, _cut(field, _name(found, kind)), found.said)
    elif kind == "text":
        yield from _words(found, bound, _cut(field, found.said.text), found.said)


def is_struck(found: CandidateNode) -> bool:
    """Whether the item itself is struck through: all of it, or the part that names it, whatever is remarked on it."""
    said = found.said
    if said.text.strip():
        return bool(named_struck(said)) or (found.heading is not None and bool(named_struck(found.heading)))
    return said.all_struck or bool(getattr(said, "whole", "").strip())


def _name(found: CandidateNode, kind: str) -> str:
    if kind == "path":
        return found.document.path
    if kind == "file":
        return posixpath.splitext(posixpath.basename(found.document.path))[0]
    # Where the folder names the item, the bucket is the folder around it.
    return found.folder or posixpath.dirname(found.document.path)


def _from_headings(found: CandidateNode, bound: Bound) -> Iterator[Stated]:
    """The innermost heading above that says something of this field."""
    # A file has no heading above it: its own says what the sections of a list say there.
    above = found.above or ((found.heading.text,) if found.heading is not None else ())
    for text in reversed(above):
        value = _cut(bound.field, text)
        made = [one for one in _words(found, bound, value, found.said) if one.kind == "value" and one.value]
        if made:
            # Where the item has a label of its own too, a heading that groups two values does not contradict it.
            yield from made[:1] if bound.field.both else made
            return
    if above and bound.lexicon is not None and not bound.field.both and not bound.field.default:
        yield from _words(found, bound, _cut(bound.field, above[-1]), found.said)


def _from_codes(found: CandidateNode, bound: Bound) -> Iterator[Stated]:
    """A line made of code spans and nothing else, the first of the document: badges as proposals write them."""
    page = found.page
    if page is None:
        return
    pattern = regex(bound.field.pattern) if bound.field.pattern else None
    for block in _blocks(page, found):
        if block.kind not in ("paragraph", "entry") or block.quoted:
            continue
        content = block.content
        words = [code[0] for code in content.codes]
        if not words or "".join(words).replace(" ", "") != re.sub(r"[\s,·|]+", "", content.text):
            continue
        for word, start, end in content.codes:
            known = bound.lexicon is None or bound.lexicon.find(word) is not None
            if known and (pattern is None or pattern.search(word)):
                yield from read(found, bound, _Span(word, start, end))
                return
        if bound.lexicon is None or pattern is not None:
            return


def _blocks(page: Page, found: CandidateNode) -> Sequence[Block]:
    """The blocks of what was found: all of a file that is one item, those of a section else."""
    if found.folder:
        return page.blocks
    first = bisect_left(page.blocks, found.start, key=_start)
    return page.blocks[first : bisect_left(page.blocks, found.body_end, key=_start)]


def _start(block: Block) -> int:
    return block.start


class _Span(Value):
    text: str
    start: int
    end: int


def _words(found: CandidateNode, bound: Bound, text: str, said: Said) -> Iterator[Stated]:
    yield from read(found, bound, _Span(text, said.start, said.end))


def _cut(field: Field, text: str) -> str:
    if not field.pattern:
        return text
    match = regex(field.pattern).search(text)
    if match is None:
        return ""
    groups = match.groupdict()
    return (
        next((value for value in groups.values() if value), match.group(0))
        if groups
        else match.group(match.lastindex or 0)
    )


def read(found: CandidateNode, bound: Bound, said: Said | _Span) -> list[Stated]:
    """What this text states for the field: one statement, or several where it names several values."""
    field, text = bound.field, said.text.strip()
    if field.pattern and field.source == "label":
        text = _cut(field, text) or (text if bound.loose else "")
    if bound.lexicon is None or field.kind in {"evidence", "text", "number", "score", "key", "alias", "refers"}:
        kind = "missing" if not text else "value"
        if kind == "value" and field.kind != "text" and not re.search(r"\w", text):
            kind = "placeholder"
        number = _NUMBER.match(text) if field.kind == "number" else None
        value = number[1] if number is not None else text
        value = value if kind == "value" else ""
        return [Stated(field.name, text, value, kind, found.document, said.start, said.end)]
    known = bound.known.get(text)
    if known is None:
        known = *classify(text, bound.lexicon, field.exact), text
        if len(text) <= _SHORT and len(bound.known) < _MOST:
            bound.known[text] = known
    values, kind, text = known  # the first of equal texts, so that thousands of rows keep one
    if kind == "unknown" and isinstance(said, Titled):
        kind = "missing"
    return [Stated(field.name, text, value, kind, found.document, said.start, said.end) for value in values or ("",)]


def _given(found: CandidateNode, bound: Bound, value: str) -> Stated:
    known = bound.lexicon.find(value) if bound.lexicon is not None else value
    return Stated(bound.field.name, value, known or value, "value", found.document, found.start, found.end, True)


def labels_of(fields: Mapping[str, Field]) -> frozenset[str]:
    """The skeletons of every label under which a field may stand."""
    return frozenset(skeleton(label) for field in fields.values() for label in (*field.labels, field.name))
