"""What is just as much as there is room for is told whole, and one thing more is said to be left out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ledgergate.model import Edit, Finding, Fix, Place, Related, Unchecked, Verdict
from ledgergate.output import markdown, render
from ledgergate.output.sarif import HELP, LINES, PLACES, RESULTS, TEXT
from ledgergate.output.text import wrapped
from verdicts import CLEAN, LEDGER, MISSING, RICH, TOUCHED, WAIVED


def text(*findings: Finding, verbose: bool = False) -> str:
    return render("text", CLEAN.but(findings=findings), verbose=verbose)


def sarif(*findings: Finding) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render("sarif", CLEAN.but(findings=findings)))["runs"][0]
    return made


def spread(one: Finding, count: int, path: str = LEDGER) -> list[Finding]:
    return [one.but(place=Place(path, line), key=f"C-{line}") for line in range(1, count + 1)]


def test_five_places_beside_a_finding_are_told_and_of_six_five_and_a_count() -> None:
    assert "further places" not in text(MISSING.but(related=MISSING.related * 5))
    assert "  and 1 further places\n" in text(MISSING.but(related=MISSING.related * 6))


def test_eight_fixes_are_told_and_forty_of_their_lines() -> None:
    fixes = tuple(f"fix {number}" for number in range(1, 10))
    shown = text(TOUCHED.but(cure=fixes))
    assert "    fix 8\n" in shown
    assert "fix 9" not in shown
    shown = text(TOUCHED.but(cure=("\n".join(f"line {number}" for number in range(1, 42)),)))
    assert "    line 40\n" in shown
    assert "line 41" not in shown


def test_ten_of_a_rule_in_a_file_are_told_in_full_and_fifty_at_all() -> None:
    assert text(*spread(TOUCHED, 11)).count("    git restore") == 10
    assert text(*spread(TOUCHED, 50), verbose=True).count("    git restore") == 50
    assert "more of" not in text(*spread(TOUCHED, 50))
    assert f"{LEDGER}: 1 more of LG101 runtime-path-changed (--format json lists all)\n" in text(*spread(TOUCHED, 51))


def test_two_hundred_of_a_rule_are_told() -> None:
    files = [one for number in range(8) for one in spread(TOUCHED, 25, f"app/{number}.php")]
    assert "more of" not in text(*files)
    assert "app/9.php: 1 more of LG101 runtime-path-changed" in text(*files, *spread(TOUCHED, 1, "app/9.php"))


def test_a_waiver_without_an_owner_is_a_waiver_all_the_same() -> None:
    assert "LG401 evidence-missing-path (waived)\n" in text(WAIVED.but(waived_by=""))


@pytest.mark.parametrize(
    "codes",
    [("LG206", "LG201"), ("LG201", "LG901"), ("LG901", "LG101"), ("LG101", "LG501"), ("LG501", "LG401"),
     ("LG401", "LG301"), ("LG301", "LG700")],
)  # fmt: skip
def test_an_overview_begins_with_what_others_follow_from(codes: tuple[str, str]) -> None:
    first, later = codes
    told = (TOUCHED.but(code=later, place=Place("a.md")), TOUCHED.but(code=first, place=Place("z.md")))
    assert f"begin with z.md:1:1: {first} " in render("text", CLEAN.but(findings=told), summary=True)


def test_a_comment_that_just_fits_is_whole_and_with_a_byte_less_something_is_left_out() -> None:
    whole = markdown.body(RICH, most=100_000)
    needed = next(most for most in range(len(whole), len(whole) + 400) if markdown.body(RICH, most=most) == whole)
    assert needed - len(whole.encode()) < 150
    shorter = markdown.body(RICH, most=needed - 1)
    assert len(shorter.encode()) < needed
    assert "--format json" in shorter
    assert "--format json" not in whole


def test_a_comment_has_as_many_bytes_as_there_is_room_for_its_marker_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ending = len("There is no room here for all findings; the log and `--format json` have the others.") + 1
    whole = render("markdown", RICH)
    for room, fits in ((0, True), (1, False)):
        monkeypatch.setattr(markdown, "COMMENT", len(whole.encode()) + 1 + ending - room)
        assert (render("markdown", RICH) == whole) is fits


@pytest.mark.parametrize(
    ("width", "first", "next_"), [(1, 13, 12), (40, 13, 12), (41, 13, 12), (42, 13, 13), (44, 14, 13)]
)
def test_lines_are_wrapped_at_forty_columns_or_more(width: int, first: int, next_: int) -> None:
    assert wrapped("  " + "ab " * 30, width)[:2] == ["  " + ("ab " * first).rstrip(), "    " + ("ab " * next_).rstrip()]


def test_what_just_fits_is_pasted_or_has_no_width_is_not_wrapped() -> None:
    line = "  " + "ab " * 20 + "c"
    long = ["    " + line, "\x1b[2m    " + line, " " + line]
    assert [len(wrapped(line, width)) for width in (0, -1, 63, 62, 1)] == [1, 1, 1, 2, 2]
    assert [len(wrapped(one, 50)) for one in long] == [1, 1, 2]
    assert wrapped(" " * 70, 50) == [" " * 70]
    assert wrapped("XX " + "ab " * 20, 50)[0].startswith("XX ab ")
    assert wrapped("a" * 70, 50) == ["a" * 70]
    assert wrapped("a-b" * 20, 50) == ["a-b" * 20]


def test_sarif_holds_as_many_results_places_and_lines_as_a_service_takes() -> None:
    assert len(sarif(*spread(TOUCHED, RESULTS))["results"]) == RESULTS
    shown = sarif(*spread(TOUCHED, RESULTS + 1))
    assert len(shown["results"]) == RESULTS
    assert "1 further findings are left out here; --format json lists all" in json.dumps(shown)
    many = MISSING.but(related=tuple(Related(Place(LEDGER, line), "here") for line in range(1, PLACES + 2)))
    assert json.dumps(sarif(many)).count('"here"') == PLACES
    long = TOUCHED.but(message="m" * (TEXT + 1), cure=("\n".join(f"L{number}" for number in range(1, LINES + 1)),))
    (result,) = sarif(long)["results"]
    lines = result["message"]["text"].split("\n")
    assert lines[0] == "m" * (TEXT - 3) + "..."
    assert lines[-1] == f"L{LINES - 1}"
    assert len(lines) == LINES
    assert HELP > TEXT


def test_sarif_tells_the_edits_of_a_fix_by_file_and_by_bytes() -> None:
    fix = Fix("mend [it]", (Edit("a.md", 3, 9, "x"), Edit("b.md", 0, 0, "y"), Edit("a.md", 12, 12, "z")), safe=True)
    (result,) = sarif(MISSING.but(fix=fix))["results"]
    (told,) = result["fixes"]
    assert told["description"]["text"] == "mend \\[it\\]"
    assert {one["artifactLocation"]["uri"]: one["replacements"] for one in told["artifactChanges"]} == {
        "a.md": [
            {"deletedRegion": {"byteOffset": 3, "byteLength": 6}, "insertedContent": {"text": "x"}},
            {"deletedRegion": {"byteOffset": 12, "byteLength": 0}, "insertedContent": {"text": "z"}},
        ],
        "b.md": [{"deletedRegion": {"byteOffset": 0, "byteLength": 0}, "insertedContent": {"text": "y"}}],
    }


def test_github_names_ten_places_that_were_not_checked() -> None:
    missed = tuple(Unchecked(f"'{number}.md' is no text.", "save it", Place(f"{number}.md", 2)) for number in range(11))
    shown = render("github", CLEAN.but(unchecked=missed), beside_text=True)
    assert shown.count("::error file=") == 10
    assert "::error file=0.md,line=2,title=ledgergate::not checked: '0.md' is no text.%0Asave it\n" in shown


def test_github_says_that_a_place_stood_before_and_gives_columns_only_within_a_line() -> None:
    def annotated(place: Place) -> str:
        return render("github", CLEAN.but(findings=(TOUCHED.but(place=place, cure=()),)), beside_text=True)

    gone = annotated(Place("a.md", 3, 2, 3, 5, "before"))
    assert gone.startswith("::error file=a.md,line=3,endLine=3,col=2,endColumn=5,title=LG101 runtime-path-changed::")
    assert gone.endswith("%0AIt stood here before this change.\n")
    assert annotated(Place("a.md", 3, 2, 4, 5)).startswith("::error file=a.md,line=3,endLine=4,title=")
    assert annotated(Place("a.md", 3, 2, 3, 2)).startswith("::error file=a.md,line=3,endLine=3,title=")


def test_a_verdict_that_is_as_clean_as_the_other_reads_the_same() -> None:
    assert render("text", Verdict(CLEAN.compared, CLEAN.examined)) == render("text", CLEAN)
