"""Fields that only a report's rows have are held as a ledger's are."""

from __future__ import annotations

from judging import ALL, POLICY, both, findings, reading, rejects
from ledgergate.applicable import applicable
from ledgergate.rules import CATALOGUE
from ledgergate.rules.view import View
from ledgergate.truth.cited import evidence

OWN = POLICY.replace('{ Bucket = "bucket" }', '{ Bucket = "bucket" }, fields.more = { label = "More", FIELD }')
TABLE = "# R\n\n| Candidate | Title | Bucket | More |\n|---|---|---|---|\n" + "".join(
    f"| {key} | {title} | {bucket} | {{}} |\n" for key, title, bucket in ALL
)


def told(field: str, *cells: str) -> list[tuple[str, int]]:
    files = both(report_md=TABLE.format(*cells))
    return [(one.code, one.place.line) for one in findings(files, OWN.replace("FIELD", field))]


def test_evidence_of_rows_alone_is_cited() -> None:
    side = reading(
        both(report_md=TABLE.format("`a/gone.py`", "b/gone.py", "")), OWN.replace("FIELD", 'kind = "evidence"')
    )

    assert [one.text for _, one in side.ask(evidence)] == ["a/gone.py", "b/gone.py"]
    runs, _ = applicable(CATALOGUE, View(side))
    assert "evidence-missing-path" in {rule.name for rule in runs}


def test_a_required_field_of_rows_is_required() -> None:
    assert told("required = true", "x", "", "z") == [("LG201", 6)]


def test_a_second_key_of_rows_is_compared() -> None:
    assert told('kind = "key"', "1", "7", "3") == [("LG211", 6)]


def test_an_invariant_speaks_of_a_field_of_rows() -> None:
    policy = OWN.replace("FIELD", 'values = "size"').replace(
        "[ledger", '[vocabulary]\nsize.values = ["S", "L"]\n[ledger', 1
    )
    policy += '[[invariant]]\nwhen = { report = "report.md", more = "L" }\nthen = { bucket = "A" }\nreason = "now"\n'

    one = rejects("LG209", both(report_md=TABLE.format("L", "L", "S")), policy, path="report.md", key="C-2")

    assert "bucket B" in one.message


FILES = """
[ledger.items]
sources = [{ path = "docs/*.md", items = "files" }]
key = { from = "file" }
"""


def test_the_number_in_a_files_heading_is_held() -> None:
    policy = FILES + 'fields.number = { from = "heading", pattern = \'^Item (?P<value>\\d+)\', kind = "key" }\n'
    files: dict[str, str | bytes] = {"docs/001.md": "# Item 7: Lamp\n", "docs/002.md": "# Item 2: Door\n"}

    rejects("LG211", files, policy, path="docs/001.md")
    renamed: dict[str, str | bytes] = {"docs/001.md": "# Part 1: Lamp\n", "docs/002.md": "# Part 2: Door\n"}
    rejects("LG312", renamed, policy, at=5, says="reads 0 of 2 items")


def test_a_title_is_cut_out_of_a_files_heading() -> None:
    policy = FILES + "title = '^Item \\d: (?P<title>.+)'\n"
    side = reading({"docs/001.md": "# Item 1: Lamp\n"}, policy)

    assert [item.title for item in side.ledgers["items"].items] == ["Lamp"]
