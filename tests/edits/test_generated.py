"""Blocks that are generated from the ledger: stale ones are refused and written, formatted ones are let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, standing, text
from judging import ALL, POLICY, accepts, ledger, rejects

FREE = POLICY[: POLICY.index("rows = ")] + 'totals = { by = "bucket", optional = true }\n'
LEDGER = ledger(*ALL, ("C-4", "Pipes | and 漢字", "A"))
BEGIN = "<!-- ledgergate:begin items bucket=A columns=key,title,bucket -->"
END = "<!-- ledgergate:end -->"
MADE = "\n\n| Key | Title | Bucket |\n|---|---|---|\n| C-1 | PSA handoff | A |\n| C-4 | Pipes \\| and 漢字 | A |\n\n"


def _report(inside: str = "\n", begin: str = BEGIN) -> dict[str, str | bytes]:
    return {"list.md": LEDGER, "report.md": f"# Report\n\nProse before.\n\n{begin}{inside}{END}\n\nProse after."}


@pytest.mark.parametrize(
    "inside",
    [
        "\n",
        "\nwritten by hand\n",
        MADE.replace("| C-4 | Pipes \\| and 漢字 | A |\n", ""),
        MADE.replace("PSA handoff", "PSA export"),
        MADE.replace("| Title |", "| Name |"),
        MADE.replace("| C-1 | PSA handoff | A |\n", "| C-1 | PSA handoff | A |\n| C-1 | PSA handoff | A |\n"),
        MADE.replace("| C-1", "| C-2 | Export of reviews | B |\n| C-1"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stale_block_is_refused_and_written(tmp_path: Path, inside: str, end: str) -> None:
    files = _report(inside)
    rejects("LG306", files, FREE, at=5)
    where = repository(tmp_path, {**files, "report.md": str(files["report.md"]).replace("\n", end)}, FREE)
    fix(where)
    assert text(where).decode() == str(_report(MADE)["report.md"]).replace("\n", end)
    assert codes(where) == []
    assert not fix(where).writes


@pytest.mark.parametrize(
    "inside",
    [
        MADE,
        MADE.strip("\n").join("\n\n"),
        "\n\n| Key | Title             | Bucket |\n| :-- | ----------------- | -----: |\n"
        "| C-1 | PSA handoff       |      A |\n| C-4 | Pipes \\| and 漢字 |      A |\n\n",
    ],
)
def test_a_formatted_block_is_let_be(inside: str) -> None:
    accepts(_report(inside), FREE)


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ("items bukket=A", "did you mean bucket?"),
        ("items bucket=Z", "'Z' is no value of bucket"),
        ("items columns=key,boundary", "no field 'boundary'"),
        ("items ledger=candidate", "did you mean candidates?"),
        ("totals", "counts by no field"),
        ("totals by=bucket bucket=A", "bucket=A goes with items"),
        ("totals by=bukket", "did you mean bucket?"),
        ("itms", "a block is made of: items, totals"),
    ],
)
def test_a_block_that_asks_for_what_is_not_there_is_refused(tmp_path: Path, asks: str, says: str) -> None:
    files = _report(begin=f"<!-- ledgergate:begin {asks} -->")
    rejects("LG306", files, FREE, at=5, says=says)
    where = repository(tmp_path, files, FREE)
    assert not fix(where).writes


def test_a_block_without_an_end_swallows_nothing(tmp_path: Path) -> None:
    files = _report()
    files["report.md"] = str(files["report.md"]).replace(END, "")
    rejects("LG306", files, FREE, at=5, says="has no end")
    where = repository(tmp_path, files, FREE)
    assert not fix(where).writes


@pytest.mark.parametrize("around", ["```\n{}\n```\n", "`{}`\n", "    {}\n"])
def test_a_block_that_is_shown_as_code_is_none(around: str) -> None:
    accepts({"list.md": LEDGER, "report.md": "# Report\n\n" + around.format(BEGIN)}, FREE)


def test_columns_can_be_named_and_another_ledger_asked(tmp_path: Path) -> None:
    more = FREE + '[ledger.themes]\nsources = [{ path = "themes.md", items = "headings", level = 2 }]\n'
    begin = '<!-- ledgergate:begin items ledger=themes columns="title:The theme" -->'
    where = repository(tmp_path, {**_report(begin=begin), "themes.md": "# T\n\n## Trust\n\n## Speed\n"}, more)
    fix(where)
    assert "| The theme |\n|---|\n| Trust |\n| Speed |\n" in text(where).decode()


def test_a_bound_report_may_be_generated_as_a_whole(tmp_path: Path) -> None:
    begin = "<!-- ledgergate:begin items columns=key,title,bucket -->"
    where = repository(tmp_path, _report(begin=begin), POLICY)
    fix(where)
    assert not standing(where)
    where.files({"list.md": ledger(ALL[0], ("C-2", "Exports", "C"), ("C-9", "New", "B"))})
    assert "LG306" in codes(where)
    assert not {"LG301", "LG302", "LG303"} & set(codes(where))  # they follow from the stale block
    fix(where)
    assert {*codes(where)} == {"LG205"}  # what became of the others only a person knows
    assert "| C-9 | New | B |" in text(where).decode()


def test_generated_totals_are_totals_that_the_gate_counts(tmp_path: Path) -> None:
    begin = "<!-- ledgergate:begin totals by=bucket -->"
    where = repository(tmp_path, _report(begin=begin), FREE)
    fix(where)
    assert codes(where) == []
    rows = "| A | 2 |\n| B | 2 |\n| C | 0 |\n| Total | 4 |\n"
    assert f"| Bucket | Count |\n|---|---|\n{rows}" in text(where).decode()
    assert not fix(where).writes


def test_generated_totals_count_what_the_report_covers(tmp_path: Path) -> None:
    policy = FREE + 'covers = { bucket = ["A"] }\n'
    where = repository(tmp_path, _report(begin="<!-- ledgergate:begin totals by=bucket -->"), policy)
    fix(where)
    assert "| A | 2 |\n| B | 0 |\n| C | 0 |\n| Total | 2 |\n" in text(where).decode()
    assert codes(where) == []
