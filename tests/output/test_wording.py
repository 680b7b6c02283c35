"""What every format says alike, each sentence whole: equations, closing lines, places, standings."""

from __future__ import annotations

import pytest

from ledgergate.errors import LedgergateError, Misused, NotChecked
from ledgergate.model import Compared, Examined, Finding, NotRun, Partition, Place, Posture, Unchecked
from ledgergate.output import wording
from verdicts import CLEAN, GONE, MISSING, RICH, TOUCHED, WAIVED

SHA = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"
PLACE = Place("specs/1/spec.md", 6)


@pytest.mark.parametrize(
    ("partition", "told"),
    [
        (Partition("list", 3, {}), "list: 3"),
        (Partition("list", 3, {"A": 1, "": 2}), "list: 3 = A 1 + unclassified 2"),
        (Partition("list", 3, {"A1": 1, "12": 2, "3b": 0}), "list: 3 = A1: 1 + 12: 2 + 3b 0"),
        (Partition("list", 3, {"Phase 1": 1, "1st": 2, "7": 0}), "list: 3 = Phase 1: 1 + 1st 2 + 7: 0"),
        (Partition("list", 3, {"A": 3}, 0), "list: 0 + 0 added - 0 merged - 0 dropped = 3 = A 3"),
        (
            Partition("list", 7, {}, 4, 5, 1, 2, 1),
            "list: 4 + 5 added - 1 merged - 2 dropped (1 renamed) = 7",
        ),
    ],
)
def test_an_equation_says_as_much_as_is_known(partition: Partition, told: str) -> None:
    assert wording.equation(partition) == told


@pytest.mark.parametrize(
    ("compared", "told"),
    [
        (Compared("staged", SHA, "index", "--staged"), "index against 1a2b3c4 (--staged)"),
        (Compared("worktree", SHA, "worktree", ""), "work tree against 1a2b3c4"),
        (Compared("tree", None, SHA, "--tree"), "1a2b3c4 without a base (--tree)"),
        (Compared("staged", SHA, "index", "GIT_INDEX_FILE"), "index against 1a2b3c4 (git commit)"),
        (Compared("range", "main", "2" * 64, "CI"), "2222222 against main (CI)"),
        (Compared("range", SHA.upper(), "2" * 39, ""), f"{'2' * 39} against {SHA.upper()}"),
        (Compared("range", "2" * 41, "2" * 63, ""), f"{'2' * 63} against {'2' * 41}"),
        (Compared("range", f"{SHA[:-1]}g", "2" * 65, ""), f"{'2' * 65} against {SHA[:-1]}g"),
        (
            Compared("staged", "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321", "index", ""),
            "index against the empty tree",
        ),
        (Compared("staged", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "index", ""), "index against the empty tree"),
    ],
)
def test_a_comparison_names_both_sides_and_who_chose_them(compared: Compared, told: str) -> None:
    assert wording.comparison(compared) == told


@pytest.mark.parametrize(
    ("posture", "told"),
    [
        (Posture(False, "its branch is docs/x"), ""),
        (Posture(True), "read-only"),
        (Posture(True, "its branch is docs/x"), "read-only because its branch is docs/x"),
        (Posture(True, "", PLACE), "read-only because specs/1/spec.md:6 says so"),
        (Posture(True, "it is said", PLACE), "read-only because it is said (specs/1/spec.md:6)"),
        (Posture(True, "specs/1/spec.md says so", PLACE), "read-only because specs/1/spec.md says so"),
        (Posture(True, "it is", None, "Read-only"), 'read-only because it is: "Read-only"'),
        (Posture(True, "it is Read-only", None, "Read-only"), "read-only because it is Read-only"),
        (Posture(True, "a" * 201), f"read-only because {'a' * 197}..."),
        (Posture(True, "a" * 200), f"read-only because {'a' * 200}"),
        (Posture(True, "it", None, "a" * 201), f'read-only because it: "{"a" * 197}..."'),
        (Posture(True, "it", None, "a" * 200), f'read-only because it: "{"a" * 200}"'),
    ],
)
def test_a_posture_is_told_with_its_reason_its_place_and_its_words(posture: Posture, told: str) -> None:
    assert wording.announced(posture) == told


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (TOUCHED, ""),
        (TOUCHED.but(introduced=None), ""),
        (TOUCHED.but(introduced=False), "stood before this change"),
        (TOUCHED.but(level="advise"), "advice"),
        (GONE, "advice, stood before this change"),
        (GONE.but(waived_by="us"), "waived by us"),
        (WAIVED.but(waived_by=""), "waived"),
    ],
)
def test_a_finding_says_how_it_stands(finding: Finding, told: str) -> None:
    assert wording.standing(finding) == told


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        ((), "no findings"),
        ((WAIVED,), "no findings, 1 waived"),
        ((TOUCHED,), "1 finding (1 blocking, 0 advisory)"),
        ((GONE,), "1 finding (0 blocking, 1 advisory)"),
        ((TOUCHED, GONE, MISSING, WAIVED), "3 findings (2 blocking, 1 advisory), 1 waived"),
    ],
)
def test_findings_are_counted_by_what_they_do(findings: tuple[Finding, ...], told: str) -> None:
    assert wording.counted(CLEAN.but(findings=findings)) == told


def test_a_result_is_one_of_four() -> None:
    missed = CLEAN.but(unchecked=(Unchecked("a.md is no text"),))
    assert wording.result(CLEAN) == "passed"
    assert wording.result(CLEAN.but(findings=(GONE,))) == "passed"
    assert wording.result(CLEAN.but(findings=(TOUCHED,))) == "refused"
    assert wording.result(CLEAN.but(findings=(TOUCHED,), exit_zero=True)) == "not refused because of --exit-zero"
    assert wording.result(missed) == "not all was checked"
    assert wording.result(missed.but(findings=(TOUCHED,))) == "refused"


def test_a_closing_line_says_all_of_it() -> None:
    rich = CLEAN.but(examined=Examined(1, 2, {"a": 1, "b": 2}, 0, 4, 1), findings=(TOUCHED,))
    said = "refused: 1 finding (1 blocking, 0 advisory), 2222222 against 1a2b3c4 (--base)"
    assert wording.headline(rich) == f"{said}: 1 changed path, 2 documents, 3 items, 1 total, 4 citations"
    posed = rich.but(compared=rich.compared.but(posture=Posture(True)))
    assert wording.headline(posed).startswith(f"{said}, read-only: 1 changed path, ")
    assert wording.extent(Examined(0, 0, {"a": 0}, 2)) == "0 changed paths, 0 documents, 2 rows"
    assert wording.fixable(CLEAN) == ""
    assert wording.fixable(RICH) == "1 finding `ledgergate fix` would fix"
    assert wording.fixable(CLEAN.but(findings=(MISSING, MISSING))) == "2 findings `ledgergate fix` would fix"


def test_a_place_has_a_line_and_a_column_from_one_on_and_an_end_that_is_not_before_it() -> None:
    assert wording.span(Place("a.md")) == (1, 1, 1, 1)
    assert wording.span(Place("a.md", 3, 5)) == (3, 5, 3, 5)
    assert wording.span(Place("a.md", 3, 5, 2, 9)) == (3, 5, 3, 5)
    assert wording.span(Place("a.md", 3, 5, 3, 6)) == (3, 5, 3, 6)
    assert wording.span(Place("a.md", 3, 5, 4, 2)) == (3, 5, 4, 2)
    assert wording.at(Place("a.md", 3, 5)) == "a.md:3:5"
    assert wording.at(Place("a.md", 3, 5, side="before")) == "a.md:3:5 (before)"


def test_findings_stand_by_path_line_code_column_and_key() -> None:
    def found(path: str, line: int, column: int, code: str, key: str) -> Finding:
        return TOUCHED.but(place=Place(path, line, column), code=code, key=key)

    wanted = [
        found("a.md", 9, 9, "LG9", "z"),
        found("b.md", 2, 9, "LG9", "z"),
        found("b.md", 3, 9, "LG1", "z"),
        found("b.md", 3, 1, "LG2", "z"),
        found("b.md", 3, 2, "LG2", "a"),
        found("b.md", 3, 2, "LG2", "b"),
    ]
    assert wording.ordered(wanted[::-1]) == wanted


def test_a_mark_is_the_gates_or_one_of_code_key_and_path() -> None:
    assert wording.fingerprint(MISSING) == "f" * 32
    own = MISSING.but(fingerprint="")
    assert wording.fingerprint(own) == wording.digest("LG303", "C-7", MISSING.place.path)
    assert wording.fingerprint(own) == wording.fingerprint(own.but(place=Place(MISSING.place.path, 99)))
    assert wording.digest("a", "b") == "59b271ae1bbcb1d31d41929817f4b16f"
    assert wording.digest("a\0b") == wording.digest("a", "b") != wording.digest("ab")
    assert len(wording.digest("\udcff")) == 32


def test_rules_that_were_not_run_stand_by_their_reason() -> None:
    rules = (NotRun("a", "no base"), NotRun("b", "no commits"), NotRun("c", "no base"))
    assert list(wording.not_run(rules)) == ["not run: a, c (no base)", "not run: b (no commits)"]


def test_what_was_not_checked_is_told_where_no_shown_finding_stands() -> None:
    nowhere, here = Unchecked("nothing matches"), Unchecked("no text", "", Place("a.md", 3))
    verdict = CLEAN.but(unchecked=(nowhere, here), findings=(TOUCHED.but(place=Place("a.md", 3)),))
    assert wording.unchecked(verdict) == [nowhere]
    assert wording.unchecked(verdict.but(findings=(TOUCHED.but(place=Place("a.md", 4)),))) == [nowhere, here]
    assert wording.unchecked(verdict.but(findings=(TOUCHED.but(place=Place("b.md", 3)),))) == [nowhere, here]
    assert wording.unchecked(verdict.but(findings=(WAIVED.but(place=Place("a.md", 3)),))) == [nowhere, here]


def test_a_stop_says_of_what_kind_it_is() -> None:
    assert wording.stopped(Misused("no")) == "misused: no"
    assert wording.stopped(NotChecked("no")) == "not checked: no"
    assert wording.stopped(LedgergateError("no")) == "failed: no"
