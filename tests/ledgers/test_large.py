"""Large documents are kept more compactly than small ones, and tell the same."""

from __future__ import annotations

import gc
from collections import Counter
from unittest.mock import Mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from judging import POLICY, findings, reading
from ledgergate import markdown
from ledgergate.ledgers.compact_items import CompactFields
from ledgergate.markdown import read
from ledgergate.markdown.packed import Packed
from ledgergate.model import Document, Stated
from ledgergate.reading import read_names
from ledgergate.reports import indexes, item_of
from ledgergate.sides import Side

COUNT = 1200
CELLS = st.text(st.sampled_from("a ñ|\\`*~<>[]()!&;-x\U0001f600"), max_size=12)
STATED = st.builds(
    Stated, st.just("f"), st.text(max_size=3), st.text(max_size=3), st.just("value"), st.none(),
    st.integers(0, 9), st.integers(0, 9),
)  # fmt: skip


def documents(count: int = COUNT, *, even: bool = False) -> dict[str, str | bytes]:
    """A ledger, the report that restates it, and rows in which something is wrong here and there.

    An even table is one that is cut by its pipes; a cell beyond the header makes it another.
    """
    numbers = range(1, count + 1)
    headings = "".join(f"### C-{one} Title {one}\n\n**Bucket**: {'ABC'[one % 3]}\n\nProse.\n\n" for one in numbers)
    rows = "".join(f"| C-{one} {'x' if one % 7 else '**y**'} | Title {one} | {'BCAA'[one % 4]} |\n" for one in numbers)
    return {
        "list.md": "# Candidates\n\n" + headings,
        "report.md": f"# Report\n\n| Candidate | Title | Bucket |\n|---|---|---|\n{rows}"
        f"| C-1 | | TBD |\n| C-0 | none | C |{'' if even else ' more |'}\n\n",
    }


def alive() -> Counter[str]:
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects())


@given(st.dictionaries(st.text(max_size=2), st.lists(STATED, max_size=3).map(tuple), max_size=4))
def test_a_lean_mapping_is_the_dictionary(stated: dict[str, tuple[Stated, ...]]) -> None:
    lean = CompactFields(stated)

    assert lean == stated
    assert lean == CompactFields(stated)
    assert (lean != {"other": ()}, len(lean), repr(lean)) == (True, len(stated), repr(stated))
    assert list(lean.items()) == list(stated.items())
    assert (list(lean), list(lean.keys()), list(lean.values())) == (
        list(stated), list(stated.keys()), list(stated.values()),
    )  # fmt: skip
    assert {**lean, "more": ()} == {**stated, "more": ()}
    for name in (*stated, "absent"):
        assert (name in lean, lean.get(name), lean.get(name, ())) == (
            name in stated, stated.get(name), stated.get(name, ()),
        )  # fmt: skip
    for name in stated:
        assert lean[name] == stated[name]
    with pytest.raises(KeyError):
        lean["absent"]
    with pytest.raises(TypeError):
        hash(lean)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
@example([["a"], ["b", "c", "d"]], True)
@example([["a", "b"], ["**b**", "c"]], False)
def test_packed_rows_are_the_rows(rows: list[list[str]], quoted: bool) -> None:
    lines = ["", "", "| a | b |", "|---|---|", *["| " + " | ".join(row) + " |" for row in rows], ""]
    page = read(Document("x.md", "".join(("> " if quoted else "") + line + "\n" for line in lines).encode()))
    for table in page.blocks:
        if table.kind == "table" and table.rows:
            packed = Packed(table.rows)
            assert [told(row) for row in packed] == [told(row) for row in table.rows]
            assert len(packed) == len(table.rows)
            assert told(packed[-1]) == told(table.rows[-1])
            with pytest.raises(IndexError):
                packed[len(packed)]


def told(row: object) -> tuple[object, ...]:
    cells = [(cell.text, cell.whole, cell.start, cell.end, cell.links) for cell in row.cells]  # type: ignore[attr-defined]
    return row.start, row.end, row.extra, cells  # type: ignore[attr-defined]


@pytest.mark.parametrize("even", [True, False])
def test_leaner_readings_lead_to_the_same_findings(even: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    lean = findings(documents(even=even))
    for module in ("headings", "reading", "tables"):
        monkeypatch.setattr(f"ledgergate.ledgers.{module}.MANY", COUNT * 2)

    assert lean == findings(documents(even=even))
    assert len(lean) > COUNT / 2


@pytest.mark.parametrize("even", [True, False])
def test_little_is_kept_of_a_row_and_of_a_candidate(even: bool) -> None:
    before = alive()
    after = reading(documents(even=even))
    for report in after.reports:
        for row in report.rows or ():
            item_of(after, report, row)
    kept = alive() - before

    assert (kept["Item"], kept["Stated"]) == (2 * COUNT + 2, 2 * COUNT + 2)
    assert all(kept[name] < 100 for name in ("Row", "Cut", "Cell", "Words", "Marked")), kept.most_common(9)
    assert all(kept[name] < 100 for name in ("Inline", "Heading", "Paragraph")), kept.most_common(9)
    # The first thousand of each source keep a dictionary, and tuples around what is said.
    assert kept["dict"] < 2 * COUNT
    rows = after.reports[0].rows or ()
    raws = {id(said.raw) for item in (*rows, *after.ledgers["candidates"].items) for said in item.fields["bucket"]}
    assert len(raws) == 4


@pytest.mark.parametrize(("count", "kept"), [(10, True), (COUNT, False)])
def test_of_the_state_before_a_change_no_large_page_is_kept(count: int, kept: bool) -> None:
    there = reading(documents(count)).documents
    page = there.page(there.matching("list.md")[0])

    names = read_names(Side(there, reading(documents(count)).policy))

    again = there.page(there.matching("list.md")[0])
    assert (again is page) is kept
    assert [repr(block) for block in again.blocks] == [repr(block) for block in page.blocks]
    assert len(names.ledgers["candidates"].items) == count


@pytest.mark.parametrize(
    ("count", "more", "times"),
    [(10, "", 1), (COUNT, "", 2), (COUNT, '[documents]\nlinks = ["list.md"]\n', 1)],
)
def test_a_large_ledger_is_parsed_again_only_where_no_rule_was_likely_to_ask(
    count: int, more: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = Mock(side_effect=markdown.read)
    monkeypatch.setattr(markdown, "read", parse)
    there = reading(documents(count), POLICY + more).documents

    there.page(there.matching("list.md")[0])

    assert [one.args[0].path for one in parse.call_args_list].count("list.md") == times


def test_names_that_stand_in_several_documents_are_kept_once() -> None:
    one, other = reading(documents()).reports[0], reading(documents()).reports[0]

    for mine, theirs in list(zip(one.rows or (), other.rows or (), strict=True))[1000:]:
        assert mine == theirs.but(document=mine.document, fields=mine.fields)
        assert mine.key is theirs.key
        assert mine.shown is theirs.shown
        assert mine.title is theirs.title
        assert [*map(id, mine.others)] == [*map(id, theirs.others)]


def test_the_cells_of_packed_rows_are_gone_without_a_collector() -> None:
    after = reading(documents(even=True))
    table = next(block for block in after.documents.page(after.reports[0].document).blocks if block.kind == "table")
    before = alive()
    gc.disable()
    try:
        texts = [cell.text for row in table.rows for cell in row.cells]
        kept = Counter(type(one).__name__ for one in gc.get_objects()) - before
    finally:
        gc.enable()

    assert len(texts) == 3 * COUNT + 6
    assert kept["Words"] < 100


def test_reports_that_call_an_item_the_same_keep_one_answer() -> None:
    after = reading(documents(30))
    ((index),) = after.ask(indexes).values()
    for again in (after, reading(documents(30)), reading(documents(30))):
        for row in again.reports[0].rows or ():
            index.bind(row)

    assert len(index._bound) == 32


def test_rows_that_call_two_items_the_same_are_told_apart_by_their_titles() -> None:
    files = documents(3)
    files["report.md"] = (
        "| Candidate | Title | Bucket |\n|---|---|---|\n"
        "| first | Title 1 | B |\n| first | Title 2 | C |\n| first | Title 1 | B |\n"
    )
    after = reading(files)

    bound = [item_of(after, after.reports[0], row) for row in after.reports[0].rows or ()]

    assert [item.key if item is not None else "" for item in bound] == ["c-1", "c-2", "c-1"]
