"""Numbers as people write them, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import ALL, findings, ledger, table
from ledgergate.reports import numerals

PLAIN = (
    ("9", 9), ("9.", 9), ("3,000", 3000), ("1.300", 1300), ("1 300", 1300), ("1'200", 1200), ("12.345.678", 12345678),
    ("9 (3 new)", 9), ("9 (of them 3 new)", 9), ("9, of them 3 new", 9), ("9*", 9), ("9[^1]", 9), ("nine", 9),
    ("Nine", 9), ("neun", 9), ("zwölf items", 12), ("~9", 9), ("ca. 9", 9), ("about 9", 9), ("９", 9), ("— 7", 7),
    ("- 7", 7), ("= 7", 7), ("9 items", 9), ("9개", 9), ("12 entries in all".partition(" in")[0], 12), ("009", 9),
)  # fmt: skip
ODD = ("-1", "−1", "⁹", "¹²", "<9", "≥9", "9+", "9?", "⑨", "-1 items")
NONE = (
    "", "none", "TBD", "0/?", "2026-01-01", "4.5", "12.5", "1.2.3", "1,2", "9 minutes", "9 days late", "C-1", "30%",
    "9 of them", "see 4", "v2", "#12", "10:30", "3-5 days", "2, 3", "1234567890", "9" * 400, "9 weeks", "~ 5 h",
)  # fmt: skip
SIGNS = st.text(st.sampled_from("0123456789²⁹９٣.,'’ /-–—+~≈%?()[]*<>−oneofx\n\u00a0"), max_size=24)


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_a_plain_number_is_read(text: str, value: int) -> None:
    number = numerals.numeral(text)
    assert number is not None
    assert (number.value, number.odd, number.of) == (value, False, None)


@pytest.mark.parametrize("text", ["7/9", "7 of 9", "7 out of 9", "7 von 9", "seven of nine", "7 / 9 items"])
def test_a_part_of_a_whole_is_read(text: str) -> None:
    number = numerals.numeral(text)
    assert number is not None
    assert (number.value, number.of) == (7, 9)
    assert text[number.start : number.end] in ("7", "seven")
    assert text[number.of_start : number.of_end] in ("9", "nine")


@pytest.mark.parametrize("text", ODD)
def test_what_is_like_a_number_is_told_from_one(text: str) -> None:
    number = numerals.numeral(text)
    assert number is not None
    assert number.odd


@pytest.mark.parametrize("text", NONE)
def test_dates_measures_versions_and_prose_are_no_numbers(text: str) -> None:
    assert numerals.numeral(text) is None


@pytest.mark.parametrize(
    ("text", "share"), [("67", (67.0, 0)), ("66,7 %", (66.7, 1)), ("~67%", (67.0, 0)), ("-5", None), ("1.2.3", None)]
)
def test_a_share(text: str, share: tuple[float, int] | None) -> None:
    assert numerals.share(text) == share


@pytest.mark.parametrize(
    ("text", "found"), [("C-2", ("C-", 2)), ("FR-015", ("FR-", 15)), ("12", ("", 12)), ("C-2a", None), ("", None)]
)
def test_the_number_at_the_end_of_a_key(text: str, found: tuple[str, int] | None) -> None:
    assert numerals.ordinal(text) == found


@given(SIGNS)
def test_no_text_is_too_odd(text: str) -> None:
    number = numerals.numeral(text)
    assert number is None or 0 <= number.start < number.end <= len(text)
    numerals.whole(text), numerals.share(text), numerals.percent(text), numerals.ordinal(text)


BOUND = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
[[report]]
path = "report.md"
ledger = "candidates"
covers = "none"
totals = [
  { pattern = 'N (?P<count>\\S+)' }, { pattern = 'P (?P<percent>[^%\\n]+)%' },
  { pattern = 'O (?P<count>\\S+)/(?P<of>\\S+)' },
  { pattern = 'R (?P<first>\\S+) to (?P<last>\\S+)' },
  { pattern = 'S (?P<terms>[^=\\n]+) = (?P<count>\\S+) of (?P<of>\\S+)', counts = "sum" },
]
"""


@settings(deadline=None)
@given(SIGNS)
def test_no_report_stops_the_gate(text: str) -> None:
    for shape in ("N {}", "P {}%", "O {}/3", "O 1/{}", "R {} to C-3", "R C-1 to {}", "S {} = 3 of 3", "S 1 = {} of {}"):
        findings({"list.md": ledger(*ALL), "report.md": shape.format(text, text)}, BOUND)
    for shape in (
        "Later: {}\n", "## Later ({})\n", "{} of 3 candidates are Later\n", "Of {} candidates, {} are Later\n",
        "| Bucket | Count |\n|---|---|\n| A | {} |\n| B | 2 |\n", "| A | B |\n|---|---|\n| {} | 2 |\n",
        "<table><tr><td>A</td><td>{}</td></tr></table>\n", "{} % are Later\n",
        "| X | Y |\n|---|---|\n| Total | {} A, 2 B |\n",
    ):  # fmt: skip
        findings({"list.md": ledger(*ALL), "report.md": table(*ALL, more="\n" + shape.format(text, text))})
