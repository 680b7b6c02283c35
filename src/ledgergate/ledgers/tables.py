"""A table row per item; columns are found by their header's words, in every table that has the key's column."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import CandidateNode, under
from ledgergate.ledgers.words import PLACEHOLDERS, skeleton
from ledgergate.markdown.plain import MANY
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Block, Page, Paragraph, Row, Table
    from ledgergate.policy.model import Source

_DASHES = expression(r"[\s\-–—.…:|]*\Z")


def _key_names(source: Source) -> tuple[str, ...]:
    """The columns by which a table is recognised, as the policy writes them; any one of them will do."""
    key = source.key.source if source.key is not None else ""
    return (key.removeprefix("cell:"), *source.columns) if key.startswith("cell:") else source.columns


def _key_columns(source: Source) -> tuple[str, ...]:
    return tuple(map(skeleton, _key_names(source)))


def read(page: Page, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | Unread | None]:
    """Each row of each table that has the key's column and stands under the source's headings."""
    columns = _key_columns(source)
    matched: list[Table] = []
    for table, header in page.tables(skeleton):
        at = next((header.index(column) for column in columns if column in header), 0 if not columns else -1)
        above = under(page, table, source.under, source.not_under) if at >= 0 else None
        if above is not None:
            matched.append(table)
            yield from _rows(page, table, header, at, wanted, above)
    if matched:
        yield from _lookalikes(page, source, columns, wanted, matched)
        yield from _strays(page, source, matched)


def _rows(
    page: Page, table: Table, header: list[str], at: int, wanted: frozenset[str], above: tuple[str, ...]
) -> Iterator[CandidateNode | Unread | None]:
    kept = [(place, name) for place, name in enumerate(header) if name in wanted or place == at]
    twice = {name for _, name in kept if header.count(name) > 1 and name}
    for name in sorted(twice):
        yield _unread(page, table.header, f"two columns are called '{name}'", "rename or remove one of them")
    many = len(table.rows) > MANY
    asked = sorted({0, at, *[place for place, _ in kept]})
    for row in table.rows:
        cells = row.some(asked)
        if row.extra:
            yield _unread(
                page, row,
                f"the row has {len(row.cells) + len(row.extra)} cells under {len(header)} columns; readers see no more",
                "escape a pipe inside a cell as \\|, or give each row its own line",
            )  # fmt: skip
        if _is_empty(row, cells[0].text):
            yield None
            continue
        said = cells[at]
        if not said.text and not said.links and not said.all_struck:
            why = f"the row has no '{table.header.cells[at].text}'"
            yield _unread(page, row, why, "give it a key, or remove the row")
            continue
        labelled: dict[str, Sequence[Said]] = {name: (cells[place],) for place, name in kept}
        for name in twice:
            labelled[name] = tuple([cells[place] for place, other in kept if other == name])
        yield CandidateNode(page.document, said.start, said.end, row.end, said, labelled, above, None, None, page)
        if many:
            row.forget()
    if len(table.rows) > MANY:
        _pack(table)


def _pack(table: Table) -> None:
    from ledgergate.markdown.packed import Packed

    table.rows = Packed(table.rows)


def _is_empty(row: Row, first: str) -> bool:
    """A row of dashes, or one that only keeps a place: `TBD | | |`."""
    # No placeholder ends with a digit, as most keys do.
    if first[:1].isalnum() and (first[-1:].isdigit() or skeleton(first) not in PLACEHOLDERS):
        return False
    return all(_DASHES.match(cell.text) or skeleton(cell.text) in PLACEHOLDERS for cell in row.cells)


def _unread(page: Page, row: Row | Block, why: str, cure: str) -> Unread:
    return Unread(page.document, row.start, row.end, why, cure)


def _lookalikes(
    page: Page, source: Source, columns: Sequence[str], wanted: frozenset[str], matched: list[Table]
) -> Iterator[Unread]:
    """A table with the ledger's other columns and without the key's would hold rows that nobody reads."""
    own = {id(table) for table in matched}
    known = {skeleton(cell.text) for table in matched for cell in table.header.cells} & wanted
    for table, header in page.tables(skeleton) if len(known) >= 2 else ():
        near = len(known.intersection(header)) >= 2 and id(table) not in own
        if near and under(page, table, source.under, source.not_under) is not None:
            wants = " or ".join(f"'{column}'" for column in columns)
            why = f"a table with the ledger's columns but none called {wants}"
            yield _unread(page, table.header, why, "name its key column so")


def _strays(page: Page, source: Source, matched: list[Table]) -> Iterator[Unread]:
    """Rows after a blank line and rows of HTML tables look like the ledger's and are none of it."""
    names = [cell.text.strip().casefold() for cell in matched[0].header.cells]
    tags = [block for block in page.blocks if block.kind == "html"]
    behind: list[Block] = [one for table in matched for one in _behind(page, table)]
    for block in sorted([*tags, *behind], key=lambda one: one.start):
        if block.kind == "paragraph":
            yield from _stray_rows(page, block)
        elif under(page, block, source.under, source.not_under) is not None:
            yield from _html_rows(page, block, names)


def _behind(page: Page, table: Table) -> Iterator[Paragraph]:
    """The paragraphs between a table and the next one, or the next heading."""
    for at in range(page.place(table.start) + 1, len(page.blocks)):
        block = page.blocks[at]
        if block.kind == "heading" or block.kind == "table":
            return
        if block.kind == "paragraph":
            yield block


def _stray_rows(page: Page, block: Paragraph) -> Iterator[Unread]:
    from ledgergate.markdown import row_like_lines

    for start, end, cells in row_like_lines(page, block):
        text = page.document.text(start, end)
        if text.lstrip().startswith("|") and len(cells) > 1:
            yield Unread(
                page.document, start, end, "a row after a blank line is no row of the table",
                "remove the blank line above it", " ".join((cells[0] or cells[1]).split()),
            )  # fmt: skip


def _html_rows(page: Page, block: Block, names: list[str]) -> Iterator[Unread]:
    text = page.document.text(block.start, block.end).casefold()
    if "<t" in text and any(f">{name}<" in text for name in names if name):
        yield Unread(
            page.document,
            block.start,
            block.end,
            "rows of an HTML table are not read",
            "write them as rows of the table",
        )


def describe(page: Page, source: Source) -> str:
    """How many tables stand there, and the nearest name to the key column's, of their headers."""
    from ledgergate.ledgers.diagnosis import foreign_tables, nearest_to

    foreign = foreign_tables(page)
    if foreign:
        return foreign
    tables = [block for block in page.blocks if block.kind == "table"]
    headers = [cell.text.strip() for table in tables for cell in table.header.cells]
    count = f"{len(tables)} {source.shape.many if len(tables) != 1 else 'table'}"
    return f"{count}, none with a column {_quoted(source) or 'a header'}{nearest_to(_key_columns(source), headers)}"


def mistaken(page: Page, source: Source) -> Iterator[Unread]:
    """Each table that lacks the key's column and has one that is nearly called so."""
    from difflib import get_close_matches

    columns = _key_columns(source)
    for block in page.blocks:
        if block.kind != "table" or under(page, block, source.under, source.not_under) is None:
            continue
        for cell in block.header.cells:
            if get_close_matches(skeleton(cell.text), columns, n=1, cutoff=0.8):
                why = f"a table without a column {_quoted(source)}; nearest: '{cell.text.strip()}'"
                yield _unread(page, block.header, why, "name its key column so")


def row(cells: Sequence[str]) -> str:
    """A row to add, with these cells."""
    return f"| {' | '.join(cells)} |"


def _quoted(source: Source) -> str:
    return " or ".join(f"'{column}'" for column in _key_names(source))
