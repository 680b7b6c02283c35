"""The text for people: what it says of each finding, how long it gets, how it closes."""

from __future__ import annotations

import pytest

from ledgergate.errors import LedgergateError
from ledgergate.model import Compared, Examined, Finding, Place, Posture, Unchecked, Verdict
from ledgergate.output import not_checked, render
from verdicts import CLEAN, GONE, LEDGER, MISSING, MISTAKEN, RICH, SHALLOW, TOUCHED, WAIVED

SAID = """\
apps/platform/routes/web.php:1:1: LG101 runtime-path-changed
  a read-only change edits apps/platform/routes/web.php
  fix:
    git restore --staged --source=HEAD -- apps/platform/routes/web.php

docs/candidates.md:52:5 (before): LG205 item-vanished (advice, stood before this change)
  C-9 'Ledger export' is no longer listed
   52 | ### C-9 Ledger export
      |     ^^^^

specs/345-audit/candidate-reconciliation.md:12:23: LG303 row-contradicts-ledger
  C-7 'PSA handoff' is B in the ledger but A in this report
   12 | | C-7 | PSA handoff | A |
      |                       ^
  see docs/candidates.md:40:13: the ledger says B
  fixes, one of:
    write B into specs/345-audit/candidate-reconciliation.md:12
    write A into docs/candidates.md:40

docs/roadmap.md:3:1: LG401 evidence-missing-path (waived by platform until 2027-01-31: restored by the export)
note: the waiver of docs/roadmap.md lapses in 9 days
not run: docs-commit-touches-runtime (no commits to judge)
candidates: 40 + 2 added - 1 merged - 0 dropped = 41 = A 11 + B 30
sellable: no, 11 candidates are in A
1 finding `ledgergate fix` would fix
refused: 3 findings (2 blocking, 1 advisory), 1 waived, index against 1a2b3c4 (--staged), read-only because its package says so (specs/345-audit/spec.md:6): "Runtime posture: Read-only": 3 changed paths, 7 documents, 41 items, 44 rows, 5 totals, 103 citations
"""  # noqa: E501  # the lines are as long as a service gets them
PASSED = """\
passed: no findings, 2222222 against 1a2b3c4 (--base): 0 changed paths, 2 documents, 1 item
"""
MISUSED = """\
misused: 2 mistakes in ledgergate.toml
  ledgergate.toml:3: unknown key 'runtim'
  ledgergate.toml:9: expected a list
  fix:
    ledgergate schema
"""


def only(*findings: Finding) -> Verdict:
    return CLEAN.but(findings=findings)


def quoted(quote: str, place: Place) -> list[str]:
    """The quoted line and the marker below it."""
    return render("text", only(MISSING.but(quote=quote, place=place, related=(), cure=())), quiet=True).splitlines()[
        2:4
    ]


def test_a_refusal_says_place_rule_sentence_line_and_way_out() -> None:
    assert render("text", RICH) == SAID


def test_a_pass_says_what_was_compared_and_examined() -> None:
    assert render("text", CLEAN) == PASSED


def test_quiet_tells_findings_alone() -> None:
    assert render("text", CLEAN, quiet=True) == ""
    assert SAID.startswith(render("text", RICH, quiet=True))
    assert "passed" not in render("text", only(TOUCHED), quiet=True)


def test_verbose_adds_notes_and_what_was_ignored() -> None:
    more = set(render("text", RICH, verbose=True).splitlines()) - set(SAID.splitlines())
    assert more == {"note: origin/HEAD names no branch", "ignored because the policy says so: 2"}


def test_colour_changes_no_word() -> None:
    shown = render("text", RICH, color=True)
    assert "\x1b[1;31mrefused: 3 findings" in shown
    for code in ("0", "1", "2", "31", "33", "36", "1;31", "1;32"):
        shown = shown.replace(f"\x1b[{code}m", "")
    assert shown == SAID


def test_colours_tell_a_refusal_from_advice_and_paint_no_empty_line() -> None:
    two = (GONE.but(quote="", cure=("a\n\nb",)), MISSING.but(related=(), quote="", cure=()))
    assert render("text", only(*two), color=True, quiet=True) == (
        "\x1b[1mdocs/candidates.md:52:5 (before)\x1b[0m: \x1b[33mLG205 item-vanished\x1b[0m "
        "(advice, stood before this change)\n  C-9 'Ledger export' is no longer listed\n\x1b[2m  fix:\x1b[0m\n"
        "    \x1b[36ma\x1b[0m\n    \n    \x1b[36mb\x1b[0m\n\n"
        "\x1b[1mspecs/345-audit/candidate-reconciliation.md:12:23\x1b[0m: \x1b[31mLG303 row-contradicts-ledger\x1b[0m\n"
        "  C-7 'PSA handoff' is B in the ledger but A in this report\n\n"
    )
    assert render("text", CLEAN, color=True) == f"\x1b[1;32m{PASSED[:-1]}\x1b[0m\n"
    assert not_checked("text", MISTAKEN, color=True) == (
        "\x1b[1;31mmisused: 2 mistakes in ledgergate.toml\x1b[0m\n  ledgergate.toml:3: unknown key 'runtim'\n"
        "  ledgergate.toml:9: expected a list\n\x1b[2m  fix:\x1b[0m\n    \x1b[36mledgergate schema\x1b[0m\n"
    )


def test_verbose_tells_the_numbers_that_were_compared_and_nothing_that_is_not_there() -> None:
    told = render("text", CLEAN.but(numbers=("r.md:3: 4 items", "r.md:5: left alone")), verbose=True)
    assert told == "r.md:3: 4 items\nr.md:5: left alone\n" + PASSED
    assert render("text", CLEAN.but(numbers=("r.md:3: 4 items",))) == PASSED


def test_a_check_that_exit_zero_lets_through_does_not_claim_to_pass() -> None:
    assert "not refused because of --exit-zero: 3 findings" in render("text", RICH.but(exit_zero=True))


def test_a_stopped_check_says_the_sentence_each_mistake_and_the_cure() -> None:
    assert not_checked("text", MISTAKEN) == MISUSED
    assert not_checked("text", SHALLOW).startswith("not checked: the history is too short")
    assert not_checked("text", LedgergateError("a bug")) == "failed: a bug\n"


def test_a_long_line_is_shown_around_its_span() -> None:
    line, marker = quoted("x" * 300 + "HERE" + "y" * 300, Place(LEDGER, 7, 301, 7, 305))
    assert line.startswith("    7 | ...xxx")
    assert line.endswith("yyy...")
    assert len(line) < 120
    assert line[marker.index("^") : marker.rindex("^") + 1] == "HERE"


@pytest.mark.parametrize(
    ("column", "first"), [(1, 0), (26, 0), (27, 1), (60, 34), (125, 99), (126, 100), (127, 100), (200, 100)]
)
def test_of_a_long_line_a_quarter_stands_before_the_span_and_its_end_is_never_left(column: int, first: int) -> None:
    long = "".join(chr(0x21 + at % 90) for at in range(200))
    opening, ending = "..." if first else "", "..." if first < 100 else ""
    line, marker = quoted(long, Place(LEDGER, 7, column, 7, column + 1))
    assert line == f"    7 | {opening}{long[first : first + 100]}{ending}"
    assert marker == f"      | {' ' * (len(opening) + column - 1 - first)}^"


def test_a_place_without_an_end_is_one_letter_and_only_a_first_line_begins_with_a_mark() -> None:
    assert quoted("漢b", Place(LEDGER, 7, 1)) == ["    7 | 漢b", "      | ^^"]
    assert quoted("ab", Place(LEDGER, 1, 2)) == ["    1 | ab", "      |  ^"]
    assert quoted("\ufeffab", Place(LEDGER, 2, 2)) == ["    2 | \\ufeffab", "      |       ^"]
    assert quoted("a" * 100, Place(LEDGER, 7, 30)) == [f"    7 | {'a' * 100}", f"      | {' ' * 29}^"]


def test_the_marker_stands_below_wide_characters() -> None:
    line, marker = quoted("| \u6f22\u5b57\t| Z |", Place(LEDGER, 7, 8, 7, 9))
    assert line == "    7 | | \u6f22\u5b57 | Z |"
    assert marker == "      |          ^"


def test_the_marker_counts_escapes_and_no_byte_order_mark() -> None:
    line, marker = quoted("\ufeffa\u200bZ", Place(LEDGER, 1, 3, 1, 4))
    assert line == "    1 | a\\u200bZ"
    assert line[marker.index("^")] == "Z"


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert quoted("ab cd", Place(LEDGER, 7, 4, 9, 2)) == ["    7 | ab cd", "      |    ^^"]


def test_a_span_beyond_its_line_still_has_a_marker() -> None:
    assert quoted("ab", Place(LEDGER, 7, 30, 7, 40)) == ["    7 | ab", "      |   ^"]


def test_many_findings_of_one_rule_in_one_file_are_folded() -> None:
    many = only(*(MISSING.but(place=Place(LEDGER, line), key=f"C-{line}") for line in range(1, 81)))
    shown = render("text", many)
    assert shown.partition("by rule:")[0].count("LG303 row-contradicts-ledger\n") == 50
    assert shown.count("fixes, one of") == 10
    assert "docs/candidates.md: 30 more of LG303 row-contradicts-ledger (--format json lists all)\n\nby rule:" in shown
    assert "refused: 80 findings (80 blocking, 0 advisory)" in shown


def test_a_rule_broken_in_a_thousand_files_fills_no_log() -> None:
    many = only(*(TOUCHED.but(place=Place(f"app/{number}.php")) for number in range(1000)))
    shown = render("text", many)
    assert len(shown.splitlines()) < 1200
    assert "750 more files: 750 more findings" in shown


def test_a_huge_title_fills_no_log() -> None:
    assert len(render("text", only(MISSING.but(message="x" * 10**6, cure=("y" * 10**6,))))) < 5000


def test_one_of_a_thing_is_not_plural() -> None:
    one = CLEAN.but(compared=Compared("tree", None, "3" * 40, ""), examined=Examined(1, 1, {"a": 1}, 1, 1, 1))
    said = "passed: no findings, 3333333 without a base: 1 changed path, 1 document, 1 item, 1 row, 1 total, 1 citation"
    assert render("text", one) == f"{said}\n"


def test_the_first_commit_is_compared_with_the_empty_tree() -> None:
    first = CLEAN.but(compared=Compared("staged", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "index", ""))
    assert "index against the empty tree" in render("text", first)


def test_many_related_places_are_counted() -> None:
    shown = render("text", only(MISSING.but(related=MISSING.related * 9)))
    assert shown.count("  see ") == 5
    assert "  and 4 further places\n" in shown


def test_many_waived_findings_are_counted_unless_asked_for() -> None:
    many = only(*(WAIVED.but(place=Place("docs/roadmap.md", line)) for line in range(1, 61)))
    assert "10 more waived\n" in render("text", many)
    assert render("text", many).count("waived by platform") == 50
    assert "\n\x1b[2m10 more waived\x1b[0m\n" in render("text", many, color=True)
    assert "more waived" not in render("text", only(*many.findings[:50]))
    assert render("text", many, verbose=True).count("waived by platform") == 60


def test_a_posture_is_told_as_far_as_it_is_known() -> None:
    def closing(posture: Posture) -> str:
        return render("text", CLEAN.but(compared=CLEAN.compared.but(posture=posture)))

    assert "(--base), read-only: 0" in closing(Posture(True))
    assert "read-only because its branch is docs/x: 0" in closing(Posture(True, "its branch is docs/x"))
    assert "read-only because a/spec.md:6 says so: 0" in closing(Posture(True, place=Place("a/spec.md", 6)))


def many(count: int) -> Verdict:
    return only(*(MISSING.but(place=Place(LEDGER, line), key=f"C-{line}") for line in range(1, count + 1)))


def test_more_than_ten_findings_end_in_an_overview_and_ten_do_not() -> None:
    other = TOUCHED.but(place=Place("app/a.php"))
    shown = render("text", only(*many(11).findings, other))
    lines = shown.splitlines()
    assert lines[lines.index("by rule:") :][:7] == [
        "by rule:",
        "  11  LG303 row-contradicts-ledger",
        "   1  LG101 runtime-path-changed",
        "by file:",
        "  11  docs/candidates.md",
        "   1  app/a.php",
        "begin with app/a.php:1:1: LG101 runtime-path-changed",
    ]
    assert (lines[lines.index("by rule:") - 1], lines[-3]) == ("", "")
    assert "by rule:" not in render("text", many(10))
    assert "by rule:" not in render("text", many(11), quiet=True)


def test_a_summary_is_the_overview_and_the_closing_line_alone() -> None:
    lines = render("text", many(2), summary=True).splitlines()
    assert lines[:5] == [
        "by rule:",
        "  2  LG303 row-contradicts-ledger",
        "by file:",
        "  2  docs/candidates.md",
        "begin with docs/candidates.md:1:1: LG303 row-contradicts-ledger",
    ]
    assert lines[-1].startswith("refused: 2 findings")
    assert render("text", CLEAN, summary=True) == PASSED


PARTIAL = """\
apps/platform/routes/web.php:1:1: LG101 runtime-path-changed
  a read-only change edits apps/platform/routes/web.php
  fix:
    git restore --staged --source=HEAD -- apps/platform/routes/web.php

not checked: nothing matches
  fix:
    mend it

not checked: no text
  fix:
    save it

"""


def test_what_was_not_checked_stands_below_the_findings() -> None:
    missed = (Unchecked("nothing matches", "mend it"), Unchecked("no text", "save it", Place("a.md", 3)))
    assert render("text", CLEAN.but(findings=(TOUCHED,), unchecked=missed), quiet=True) == PARTIAL
    summed = render("text", CLEAN.but(unchecked=missed), summary=True)
    assert summed.startswith(PARTIAL.partition("\n\n")[2] + "not all was checked: no findings, ")
    assert summed.count("\n") == 9
    painted = render("text", CLEAN.but(unchecked=missed[:1]), color=True, quiet=True)
    assert painted == (
        "\x1b[1;31mnot checked: nothing matches\x1b[0m\n\x1b[2m  fix:\x1b[0m\n    \x1b[36mmend it\x1b[0m\n\n"
    )


def test_an_overview_of_many_files_names_the_fullest() -> None:
    spread = only(*(TOUCHED.but(place=Place(f"app/{number:02}.php")) for number in range(20)))
    assert "  1  app/07.php\n  12  in 12 others\n" in render("text", spread, summary=True)


def test_an_overview_counts_the_most_first_and_then_goes_by_name() -> None:
    def told(path: str, code: str) -> Finding:
        return TOUCHED.but(place=Place(path), code=code, rule=code.lower())

    found = (told("b.md", "LG302"), told("c.md", "LG301"), told("a.md", "LG301"), told("c.md", "LG303"))
    assert render("text", only(*found[::-1]), summary=True).splitlines()[:8] == [
        "by rule:", "  2  LG301 lg301", "  1  LG302 lg302", "  1  LG303 lg303",
        "by file:", "  2  c.md", "  1  a.md", "  1  b.md",
    ]  # fmt: skip


def test_the_line_that_others_follow_from_is_the_one_to_begin_with() -> None:
    cause = MISSING.but(code="LG202", rule="unknown-value", place=Place("z.md", 9))
    advice = MISSING.but(code="LG206", rule="not-understood", level="advise", place=Place("a.md", 1))
    assert "begin with z.md:9:1: LG202" in render("text", only(*many(11).findings, cause, advice))


def test_lines_are_wrapped_at_the_terminals_width_and_what_is_pasted_is_not() -> None:
    row = "add a row:  | C-7 | " + "a long title " * 9 + "| A |"
    long = MISSING.but(message="a sentence that goes on " * 9, cure=(row,))
    shown = render("text", only(long), width=60).splitlines()
    assert f"    {row}" in shown
    assert all(len(line) <= 60 for line in shown if row not in line)
    assert " ".join(" ".join(shown).split()) == " ".join(" ".join(render("text", only(long)).splitlines()).split())


def test_a_passing_commit_is_one_line_and_verbose_tells_the_rest() -> None:
    staged = RICH.but(
        findings=(), notices=(), summary=(), states=("areas, 1: Shell",), compared=RICH.compared.but(moment="staged")
    )
    assert render("text", staged).count("\n") == 1
    more = render("text", staged, verbose=True)
    assert "areas, 1: Shell\n" in more
    assert "candidates: 40 + 2 added" in more
    assert "not run: docs-commit-touches-runtime" in more


def test_no_note_is_told_twice() -> None:
    twice = CLEAN.but(
        notices=("a tag is missing", "a tag is missing"), compared=CLEAN.compared.but(notes=("a tag is missing",))
    )
    assert render("text", twice, verbose=True).count("a tag is missing") == 1
