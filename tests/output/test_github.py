"""GitHub Actions: annotations and their limits, the guard around the log's text, the step summary."""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.output import not_checked, render
from ledgergate.output.github import SUMMARY, guarded, summary
from verdicts import CLEAN, GONE, LEDGER, MISSING, MISTAKEN, RICH, TOUCHED

SAID = """\
::error file=apps/platform/routes/web.php,line=1,endLine=1,title=LG101 runtime-path-changed::a read-only change edits apps/platform/routes/web.php%0Agit restore --staged --source=HEAD -- apps/platform/routes/web.php
::error file=specs/345-audit/candidate-reconciliation.md,line=12,endLine=12,col=23,endColumn=24,title=LG303 row-contradicts-ledger::C-7 'PSA handoff' is B in the ledger but A in this report%0Awrite B into specs/345-audit/candidate-reconciliation.md:12%0Awrite A into docs/candidates.md:40
::warning file=docs/candidates.md,line=52,endLine=52,col=5,endColumn=9,title=LG205 item-vanished (advice%2C stood before this change)::C-9 'Ledger export' is no longer listed%0AIt stood here before this change.
"""  # noqa: E501  # the lines are as long as a service gets them


def test_a_rich_verdict_is_annotated() -> None:
    assert render("github", RICH, beside_text=True) == SAID


def test_alone_it_brings_the_guarded_text_along() -> None:
    assert render("github", RICH) == guarded(render("text", RICH)) + SAID


def test_a_clean_verdict_has_no_annotation() -> None:
    assert render("github", CLEAN, beside_text=True) == ""


def test_ten_of_a_kind_are_told_and_of_eleven_nine_and_a_count() -> None:
    eleven = tuple(MISSING.but(place=Place(LEDGER, line)) for line in range(1, 12))
    assert render("github", CLEAN.but(findings=eleven[:10]), beside_text=True).count("LG303") == 10
    lines = render("github", CLEAN.but(findings=(*eleven, GONE)), beside_text=True).splitlines()
    assert [line[:8] for line in lines] == ["::error "] * 10 + ["::warnin"]
    assert lines[9] == "::error title=ledgergate::2 further findings of this kind; the step's log lists them"


def test_properties_and_text_are_escaped_for_their_places() -> None:
    found = TOUCHED.but(place=Place("a,b:c%d\n.md"), message="50%: a, b\r\nc", cure=())
    line = render("github", CLEAN.but(findings=(found,)), beside_text=True)
    assert line.startswith("::error file=a%2Cb%3Ac%25d\\n.md,line=1,")
    assert line.endswith("::50%25: a, b\\r\\nc\n")


def test_a_stopped_check_is_one_error_with_its_mistakes() -> None:
    line = "::error title=ledgergate::misused: 2 mistakes in ledgergate.toml%0A"
    assert not_checked("github", MISTAKEN, beside_text=True).startswith(line)


def test_the_summary_of_a_thousand_findings_fits() -> None:
    many = tuple(MISSING.but(place=Place(LEDGER, line), message="\u6f22" * 490) for line in range(1, 3001))
    told = summary(CLEAN.but(findings=many))
    assert len(told.encode()) <= SUMMARY < 1024 * 1024
    assert "There is no room here for all findings" in told
    assert told.count("<details>") == told.count("</details>")
