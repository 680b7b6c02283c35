"""Values that a table leaves out: their row is added as the rows beside it are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, text
from judging import ALL, POLICY, both, ledger, table

EVERY = POLICY.replace('totals = { by = "bucket", optional = true }', 'totals = { by = "bucket", every = true }')
ITEMS = (*ALL, ("C-4", "漢字", "C"))


def _mended(tmp_path: Path, totals: str, policy: str = POLICY, items: tuple[tuple[str, str, str], ...] = ITEMS) -> str:
    head = table(*items, more="\n## Totals\n\n")
    where = repository(tmp_path, both(ledger(*items), head + totals), policy)
    assert "LG305" in codes(where)
    fix(where)
    assert codes(where) == [], text(where).decode()
    assert not fix(where).writes
    return text(where).decode().removeprefix(head)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n{}", "| C | 1 |\n"),
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n{}| Total | 4 |\n", "| C | 1 |\n"),
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n{}| C | 1 |\n", "| B | 2 |\n"),
        ("| Bucket | Count |\n|---|---|\n{}| B | 2 |\n| C | 1 |\n", "| A | 1 |\n"),
        ("| Bucket | Count |\n|---|---|\n| Now critical | 1 |\n| Later | 2 |\n{}", "| Won't do | 1 |\n"),
        ("| Bucket | Count |\n|---|---|\n| A - Now critical | 1 |\n| B - Later | 2 |\n{}", "| C - Won't do | 1 |\n"),
        ("| Bucket | Count |\n|---|---|\n| **A** | **1** |\n| **B** | **2** |\n{}", "| **C** | **1** |\n"),
        ("| Bucket | Count | Share |\n|---|---|---|\n| A | 1 | 25% |\n| B | 2 | 50% |\n{}", "| C | 1 | 25% |\n"),
        ("| Bucket |  N |\n|--------|---:|\n| A      |  1 |\n| B      |  2 |\n{}", "| C      |  1 |\n"),
        ("| Bucket | Count | Why |\n|---|---|---|\n| A | 1 | so |\n| B | 2 | so |\n{}", "| C | 1 | … |\n"),
        ("| Bucket | Count | Note |\n|---|---|---|\n| A | 1 | |\n| B | 2 | |\n{}", "| C | 1 | |\n"),
    ],
)
def test_a_value_that_items_have_gets_its_row(tmp_path: Path, given: str, made: str) -> None:
    assert _mended(tmp_path, given.format("")) == given.format(made)


def test_where_each_value_is_wanted_one_without_items_gets_a_row_too(tmp_path: Path) -> None:
    given = "| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n"
    assert _mended(tmp_path, given, EVERY, ALL) == given + "| C | 0 |\n"


def test_a_map_of_values_is_completed_and_its_prose_left_open(tmp_path: Path) -> None:
    given = "| Bucket | Meaning |\n|---|---|\n| A | first |\n| B | then |\n"
    policy = EVERY.replace("every = true", "every = true, optional = true")
    assert _mended(tmp_path, given, policy, ALL) == given + "| C | … |\n"


def test_counts_by_two_fields_are_right_at_once(tmp_path: Path) -> None:
    policy = (
        POLICY.replace("required = true }\n", 'required = true }\nfields.size = { label = "Size", values = "size" }\n')
        + '[vocabulary.size]\nvalues = { small = "Small", large = "Large" }\n'
    )
    items = [("C-1", "A", "Small"), ("C-2", "B", "Large"), ("C-3", "C", "Large")]
    listed = "# L\n\n" + "".join(
        f"### {key} Item {key}\n\n- **Bucket**: {bucket}\n- **Size**: {size}\n\n" for key, bucket, size in items
    )
    rows = table(*((key, f"Item {key}", bucket) for key, bucket, _ in items))
    totals = "\n## Totals\n\n| Bucket | Small | Large |\n|---|---|---|\n| A | 1 | 0 |\n| B | 0 | 1 |\n"
    where = repository(tmp_path, both(listed, rows + totals), policy)
    assert codes(where) == ["LG305"]
    fix(where)
    assert text(where).decode() == rows + totals + "| C | 0 | 1 |\n"
    assert codes(where) == []
