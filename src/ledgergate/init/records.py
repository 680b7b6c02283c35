"""What repeats on a page, as records: the rows of its tables, its sections of one level, its entries and paragraphs."""

from __future__ import annotations

import re
from itertools import chain, islice, takewhile

from ledgergate.called import KEYS
from ledgergate.expressions import expression
from ledgergate.ledgers.preambles import pairs as preamble
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import Block, Page, Table, labels_of
from ledgergate.policy.model import Key
from ledgergate.policy.writing import readable
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


LEVELS = (2, 3, 4, 5)
# A key of letters and a number at the beginning of a text: `PC-07`, `ADR 12`, `REQ-AUTH-3`, `F-B2B-04`, `F1`.
_PARTS, _NUMBER = r"(?:-[A-Z][A-Z0-9]{0,9}){0,3}", r"\d+(?:[.-]\d+)*[a-z]?)(?![^\W_])"
FORM = rf"(?P<key>[A-Z][A-Za-z]{{0,11}}{_PARTS}[-_ #]?{_NUMBER}"
_KEYED = expression(rf"\W{{0,6}}(?P<key>[A-Z][A-Z0-9]{{0,11}}{_PARTS}[-_]?{_NUMBER}")
_HEADED = r"^(?:[^\W\d_]+ )?(?P<key>\d+(?:\.\d+)*)[.):]\s"
_FORMS = (rf"^{FORM}", rf"^\W{{1,6}}{FORM}", r"^(?P<key>\d+(?:\.\d+)*)[.):]\s", _HEADED)
_NUMBERED = expression(r"\d{1,4}[.)]\s+\S")
_IN_BRACKETS = expression(r"[(\[](?P<name>[^\W\d_][\w -]{1,30}):\s?(?P<value>[^)\]]{1,80})[)\]]")
_SAMPLE = expression(
    r"(?i)(?<![^\W_])(?:templates?|format|examples?|sample|vorlage|beispiele?|modelo|plantilla|exemplo|mod[eè]le)(?![^\W_])"
)
_TITLE = 4  # characters behind a key that are a title
# A status at the end of a heading: `B-1 Lamp — done`, `B-1 Lamp [status: done]`, `Phase 1: Lamp ✅`. What it is called,
# and how a policy cuts it out.
TAILS = {
    "at the end": r"(?:\s[—–-]+\s+|\s[(\[])\W*(?:(?i:status):\s)?(?P<value>[^\W\d_][^()\[\]—–:]{1,24}?)\W*$",
    "after a dot": r"\s[·•]\s+(?P<value>[^\W\d_][^·•()\[\]]{1,40}?)\s*(?:[(\[][^·•]*)?$",
    "a sign at the end": r"\s(?P<value>[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?)\s*$",
}
CALLED = {"table": "rows", "headings": "headings", "list": "entries", "tasks": "boxes", "paragraphs": "paragraphs"}
_BODY = 200  # blocks below a record's first one in which its labels may stand


class Record(Value):
    """One of them: what it is called, what it says under which name, the headings above it, and where it stands."""

    text: str
    said: Mapping[str, str]
    above: tuple[str, ...]
    at: int = 0

    @property
    def home(self) -> str:
        return self.above[-1] if self.above else ""


class Collection(Value):
    """Records alike, in the groups that they stand in. `items` is the shape; `column` a table's key, `level` a
    heading's, `pattern` what tells entries and paragraphs that are records from others."""

    items: str
    groups: tuple[tuple[Record, ...], ...]
    column: str = ""
    level: int = 0
    pattern: str = ""

    @property
    def records(self) -> list[Record]:
        return [record for group in self.groups for record in group]

    @property
    def texts(self) -> list[str]:
        return [record.text for record in self.records]

    @property
    def names(self) -> list[str]:
        """What the records say something under."""
        return list(dict.fromkeys(name for record in self.records for name in record.said))

    def saying(self, name: str) -> list[str]:
        """What they say under a name, those that do."""
        return [said for record in self.records if (said := record.said.get(name))]

    def only(self, groups: Iterable[tuple[Record, ...]]) -> Collection:
        return self.but(groups=tuple(groups))


def collections(page: Page, items: str = "") -> Iterator[Collection]:
    """The page's collections, of one shape alone where `items` is its name."""
    if items == "table":
        return _tables(page)
    every = chain(_tables(page), _sections(page), _paragraphs(page), _entries(page))
    return (one for one in every if items in ("", one.items))


def key_pattern(texts: Sequence[str]) -> str:
    """The pattern under which each of the texts begins with a key of its own, or ""; equal texts are one."""
    for pattern in _FORMS:
        found = [match["key"] for text in texts if (match := re.search(pattern, text.strip()))]
        if len(found) == len(texts) and len(set(found)) >= 0.9 * len({skeleton(text) for text in texts}):
            return pattern
    return ""


def cell_key(column: str, texts: Sequence[str]) -> Key:
    """The key of a table's rows: the cell, or what it begins with where a title follows."""
    longer = [text for text in texts if (found := _KEYED.match(text)) and len(text) > found.end() + _TITLE]
    pattern = key_pattern(texts) if 2 * len(longer) > len(texts) else ""
    return Key(f"cell:{column}", pattern)


def row_key(column: str, texts: Sequence[str], own: Key | None) -> Key:
    """The key of rows of items whose `own` key may stand there, in full or as a bare number: what they lead to, where
    no column has it."""
    if own is not None and own.prefix and own.pattern:
        if 2 * sum(re.match(r"\W*\d+[a-z]?\W*\Z", text) is not None for text in texts) >= len(texts):
            return Key(f"cell:{column}", r"(?P<key>\d+(?:\.\d+)*[a-z]?)", own.prefix)
        if all(text.startswith(own.prefix) for text in texts):
            return cell_key(column, texts)
    return Key(f"cell:{column}" if column else "link")


def label_names(page: Page) -> Iterator[str]:
    """The names of all that may be a label of the page's: more than what its reader takes for one."""
    yield from (entry.key for entry in (page.front_matter.entries if page.front_matter is not None else ()))
    yield from (name for name, _ in preamble(page))
    for block in page.blocks:
        if block.kind == "table":
            yield from (row.cells[0].text for row in (block.header, *block.rows) if len(block.header.cells) == 2)
        elif block.kind in ("heading", "paragraph", "entry"):
            yield from (block.content.text.partition("\n")[0], *(one.name for one in labels_of(block.content)))


def keyed(texts: Sequence[str]) -> bool:
    """Whether nearly all of the texts begin with a key of letters and a number."""
    return sum(_KEYED.match(text) is not None for text in texts) >= 0.8 * len(texts) > 0


def begun(texts: Sequence[str]) -> Iterator[str]:
    """The keys that texts begin with."""
    return (found["key"] for text in texts if (found := _KEYED.match(text)))


def is_sample(above: Sequence[str]) -> bool:
    """Whether headings say that what stands below shows a form, and is no record."""
    return any(_SAMPLE.search(text) and not _KEYED.match(text) for text in above)


def heading(page: Page, block: Block) -> str:
    """The heading right above a block, or ""."""
    return next((one.content.text for one in page.above(block)[-1:]), "")


def _record(page: Page, block: Block, text: str, said: Mapping[str, str]) -> Record:
    return Record(text, said, tuple(one.content.text for one in page.above(block)), block.start)


def _tables(page: Page) -> Iterator[Collection]:
    """Tables by the name of the column that tells their rows apart."""
    groups: dict[str, list[tuple[Record, ...]]] = {}
    names: dict[str, str] = {}
    for table, heads in page.tables(str.strip):
        if table.rows and len(heads) > 1 and (column := _key_column(table, heads)):
            name = names.setdefault(skeleton(column) or column, column)
            groups.setdefault(name, []).append(tuple(_rows(page, table, heads, column)))
    for name, tables in groups.items():
        yield Collection("table", tuple(tables), column=name)


def _key_column(table: Table, heads: Sequence[str]) -> str:
    """The column of keys: one of their form, else one called so, else the first, where its cells differ."""
    columns = [[row.cells[place].text for row in table.rows if len(row.cells) > place] for place in range(len(heads))]
    formed = [head for head, cells in zip(heads[:3], columns, strict=False) if head and keyed(cells) and _apart(cells)]
    called = [head for name in KEYS for head in heads if (skeleton(head) or head) == name]
    named = [head for head in dict.fromkeys(called) if _apart(columns[heads.index(head)])]
    bare = [head for head in heads[:1] if head and _apart(columns[0])]
    return next(iter([*formed, *named, *bare]), "")


def _apart(cells: Sequence[str]) -> bool:
    said = [skeleton(cell) for cell in cells if cell.strip()]
    return len(said) >= 0.9 * len(cells) and len(set(said)) >= 0.8 * len(said)


def _rows(page: Page, table: Table, heads: Sequence[str], column: str) -> Iterator[Record]:
    place = heads.index(column)
    for row in table.rows:
        cells = [cell.text.strip() for cell in row.cells]
        said = {head: cell for head, cell in zip(heads, cells, strict=False) if head and head != column}
        if len(cells) > place and cells[place]:
            yield _record(page, table, cells[place], said)


def _grouped(records: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """Records in groups of those that stand under the same headings."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(record.above, []).append(record)
    return tuple(map(tuple, groups.values()))


def _sections(page: Page) -> Iterator[Collection]:
    """Headings of one level, with what is said below each, before the next one."""
    for level in LEVELS:
        made = []
        for block in page.headings:
            if block.level == level and not block.quoted:
                text = block.content.text
                own = takewhile(lambda one: one.kind != "heading", page.section(block))
                tails = {name: found["value"] for name, one in TAILS.items() if (found := re.search(one, text))}
                made.append(_record(page, block, text, _labels(islice(own, _BODY)) | tails))
        if made:
            yield Collection("headings", _grouped(made), level=level)


def _labels(blocks: Iterable[Block]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks:
        for label in labels_of(block.content) if block.kind in ("paragraph", "entry") else ():
            if label.bold or len(label.name) < 24:
                found.setdefault(label.name, label.value_text)
    return found


def _paragraphs(page: Page) -> Iterator[Collection]:
    """Paragraphs that begin in bold with a number or a key, with what is said before the next one."""
    begins = {number for number, block in enumerate(page.blocks) if _begins_bold(block)}
    made = []
    for number in sorted(begins):
        block, rest = page.blocks[number], range(number + 1, min(number + _BODY, len(page.blocks)))
        own = takewhile(lambda one: one not in begins and page.blocks[one].kind != "heading", rest)
        text = block.content.text.split("\n")[0]  # type: ignore[union-attr]  # a paragraph
        made.append(_record(page, block, text, _labels([block, *(page.blocks[one] for one in own)])))
    pattern = key_pattern([record.text for record in made]) if made else ""
    if pattern:
        yield Collection("paragraphs", _grouped(made), pattern=pattern)


def _begins_bold(block: Block) -> bool:
    if block.kind != "paragraph" or block.quoted or block.entry is not None:
        return False
    text, bolds = block.content.text, block.content.bolds
    return bool(bolds) and text.startswith(bolds[0][0]) and bool(_NUMBERED.match(text) or _KEYED.match(text))


def _entries(page: Page) -> Iterator[Collection]:
    """Outermost entries that begin with keys of one kind, whether they have a box or not."""
    kinds: dict[tuple[str, bool], list[Record]] = {}
    for block in page.blocks:
        outermost = block.kind == "entry" and block.depth == 1 and not block.quoted
        if block.kind == "entry" and outermost and (found := _KEYED.match(block.content.text)):
            text = block.content.text.split("\n")[0]
            said = {one["name"]: one["value"] for one in _IN_BRACKETS.finditer(text)} | _labels([block])
            record = _record(page, block, text[found.start("key") :], said)
            kinds.setdefault((re.split(r"\d", found["key"])[0], block.checked is not None), []).append(record)
    for (lead, boxed), made in kinds.items():
        pattern = rf"^\W{{0,6}}(?P<key>{readable(lead)}\d[\w.-]*)"
        yield Collection("tasks" if boxed else "list", _grouped(made), pattern=pattern)
