"""The comment on a pull request."""

from __future__ import annotations

import re

import cmarkgfm
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.errors import Misused, NotChecked
from ledgergate.model import Moved, Place, Related, Unchecked
from ledgergate.output import encode, markdown, not_checked, render
from ledgergate.output.markdown import COMMENT, MARKER
from verdicts import CLEAN, GONE, LEDGER, MISSING, MISTAKEN, RICH, TOUCHED

SAID = """\
<!-- ledgergate -->
### ❌ ledgergate: refused

refused: 3 findings (2 blocking, 1 advisory), 1 waived, index against 1a2b3c4 (--staged), read-only because its package says so (specs/345-audit/spec.md:6): "Runtime posture: Read-only": 3 changed paths, 7 documents, 41 items, 44 rows, 5 totals, 103 citations

- the waiver of docs/roadmap.md lapses in 9 days
- not run: docs-commit-touches-runtime (no commits to judge)
- sellable: no, 11 candidates are in A

| ledger | before | added | merged | dropped | renamed | after | by |
|---|--:|--:|--:|--:|--:|--:|---|
| candidates | 40 | 2 | 1 | 0 | 0 | 41 | A 11, B 30 |

| | place | rule | finding |
|---|---|---|---|
| ❌ | <code>apps/platform/routes/web.php:1:1</code> | LG101 runtime-path-changed | a read-only change edits apps/platform/routes/web.php |
| ❌ | <code>specs/345-audit/candidate-reconciliation.md:12:23</code> | LG303 row-contradicts-ledger | C-7 'PSA handoff' is B in the ledger but A in this report |

<details>
<summary>Lines and fixes (2)</summary>

- <code>apps/platform/routes/web.php:1:1</code> LG101 runtime-path-changed: a read-only change edits apps/platform/routes/web.php
  - fix: <code>git restore --staged --source=HEAD -- apps/platform/routes/web.php</code>
- <code>specs/345-audit/candidate-reconciliation.md:12:23</code> LG303 row-contradicts-ledger: C-7 'PSA handoff' is B in the ledger but A in this report
  - the line says <code>&#124; C-7 &#124; PSA handoff &#124; A &#124;</code>
  - see <code>docs/candidates.md:40:13</code>: the ledger says B
  - fix: <code>write B into specs/345-audit/candidate-reconciliation.md:12</code>
  - fix: <code>write A into docs/candidates.md:40</code>

</details>

<details>
<summary>Stood before this change (1)</summary>

- <code>docs/candidates.md:52:5 (before)</code> LG205 item-vanished (advice, stood before this change): C-9 'Ledger export' is no longer listed

</details>

<details>
<summary>Waived (1)</summary>

- <code>docs/roadmap.md:3:1</code> LG401 evidence-missing-path (waived by platform until 2027-01-31: restored by the export): docs/gone.md is not in the tree

</details>
"""  # noqa: E501  # the lines are as long as a service gets them
STOPPED = """\
<!-- ledgergate -->
### ⚠️ ledgergate: misused: 2 mistakes in ledgergate.toml

- ledgergate.toml:3: unknown key 'runtim'
- ledgergate.toml:9: expected a list

Fix:

- <code>ledgergate schema</code>
"""


def test_a_rich_verdict_as_a_whole() -> None:
    assert render("markdown", RICH) == SAID


def test_a_stopped_check_says_so_first() -> None:
    assert not_checked("markdown", MISTAKEN) == STOPPED


def test_a_bot_finds_each_comment_by_its_first_line() -> None:
    for told in (render("markdown", RICH), render("markdown", CLEAN), not_checked("markdown", MISTAKEN)):
        assert told.splitlines()[0] == MARKER


def test_a_clean_verdict_is_three_lines() -> None:
    heading = "### \u2705 ledgergate: passed"
    closing = "passed: no findings, 2222222 against 1a2b3c4 (--base): 0 changed paths, 2 documents, 1 item"
    assert render("markdown", CLEAN) == f"{MARKER}\n{heading}\n\n{closing}\n"


def test_a_long_comment_fits_its_service_and_says_what_is_missing() -> None:
    many = tuple(MISSING.but(place=Place(LEDGER, line), message="<&>" * 100) for line in range(1, 1001))
    told = render("markdown", CLEAN.but(findings=many))
    assert len(told.encode()) <= COMMENT
    assert told.endswith("the log and `--format json` have the others.\n")


def test_a_partition_without_a_base_leaves_its_moves_open() -> None:
    (partition,) = RICH.partitions
    told = render("markdown", RICH.but(partitions=(partition.but(before=None),)))
    assert "| candidates |  |  |  |  |  | 41 | A 11, B 30 |\n" in told


MOVES = (
    Moved("candidates", "C-7", "PSA handoff", "A", "B", "", Place(LEDGER, 40, 5)),
    Moved("candidates", "C-9", "Ledger export", "A", None, "dropped", Place(LEDGER, 52, 5, side="before")),
    Moved("candidates", "C-12", "C-12", None, "3", "added", Place(LEDGER, 60, 5)),
)
SINCE = """\
| ledger | before | added | merged | dropped | renamed | after | by |
|---|--:|--:|--:|--:|--:|--:|---|
| candidates | 40 | 2 | 1 | 0 | 0 | 41 | **A 13 → 11**, **C 1 → 0**, **B 26 → 29**, **3: 0 → 1** |

<details>
<summary>Moved (3)</summary>

- <code>docs/candidates.md:40:5</code> C-7 PSA handoff: A → B
- <code>docs/candidates.md:52:5 (before)</code> C-9 Ledger export: dropped, was A
- <code>docs/candidates.md:60:5</code> C-12: new in 3

</details>

[The whole picture, on one page](https://planning.example/report.html)

"""


def test_a_partition_says_what_it_was_what_moved_and_where_the_rest_is() -> None:
    (partition,) = RICH.partitions
    since = partition.but(by={"A": 11, "B": 29, "3": 1}, by_before={"A": 13, "C": 1, "B": 26})
    verdict = RICH.but(partitions=(since,), moved=MOVES)
    assert SINCE in render("markdown", verdict, page="https://planning.example/report.html")


def test_of_many_moves_some_are_listed_and_the_others_counted() -> None:
    (partition,) = RICH.partitions
    verdict = CLEAN.but(partitions=(partition.but(by_before={}),), moved=MOVES * 30)
    told = render("markdown", verdict)
    assert told.count("- <code>") == 50
    assert "- and 40 more\n\n</details>\n" in told


def test_findings_keep_their_room_beside_many_moves_of_long_names() -> None:
    (partition,) = RICH.partitions
    long = tuple(one.but(title="<&>" * 200, place=Place("d/" * 300)) for one in MOVES * 30)
    told = render("markdown", RICH.but(partitions=(partition.but(by_before={}),), moved=long))
    assert len(told.encode()) <= COMMENT
    assert all(one.message.split("'")[0] in told for one in RICH.blocking)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126)))
def test_an_address_is_one_link_whatever_it_holds(rest: str) -> None:
    url = encode.markdown_address(f"https://planning.example/{rest}")
    page = str(cmarkgfm.github_flavored_markdown_to_html(f"[here]({url})\n"))
    assert re.fullmatch(r'<p><a href="https://planning\.example/[^"<> ]*">here</a></p>\n', page)


PARTIAL = """\
### ⚠️ ledgergate: passed

passed: 2 findings (0 blocking, 2 advisory), 2222222 against 1a2b3c4 (--base): 0 changed paths, 2 documents, 1 item

- a state

| | place | rule | finding |
|---|---|---|---|
| ⚠️ | <code>docs/candidates.md:52:5 (before)</code> | LG205 item-vanished | C-9 'Ledger export' is no longer listed |

<details>
<summary>Lines and fixes (1)</summary>

- <code>docs/candidates.md:52:5 (before)</code> LG205 item-vanished: C-9 'Ledger export' is no longer listed

</details>

<details>
<summary>Stood before this change (1)</summary>

- <code>docs/candidates.md:52:5 (before)</code> LG205 item-vanished (advice, stood before this change): C-9 'Ledger export' is no longer listed

</details>
"""  # noqa: E501  # as above


def test_advice_of_this_change_and_of_before_it() -> None:
    new = GONE.but(introduced=None, quote="  ", cure=("\n",))
    assert markdown.body(CLEAN.but(findings=(new, GONE), states=("a state",)), most=5000) == PARTIAL


def test_a_check_that_could_not_look_says_so_in_its_list() -> None:
    told = markdown.body(CLEAN.but(unchecked=(Unchecked("no text", "save it", Place("a.md", 3)),)), most=5000)
    assert told.startswith("### ❌ ledgergate: not all was checked\n\nnot all was checked: no findings, 2222222 ")
    assert told.endswith("\n\n- not checked: no text (save it)\n")


def test_a_stopped_check_without_a_cure_names_none_and_lists_a_hundred_mistakes() -> None:
    assert not_checked("markdown", NotChecked("no")) == f"{MARKER}\n### ⚠️ ledgergate: not checked: no\n\n"
    told = not_checked("markdown", Misused("no", "a\nb", mistakes=tuple(f"m{one}" for one in range(101))))
    assert "\n- m99\n" in told
    assert "m100" not in told
    assert told.endswith("\n\nFix:\n\n- <code>a</code>\n- <code>b</code>\n")


def test_a_line_is_told_without_the_spaces_around_it() -> None:
    for quote, told in ((" \tx y  ", True), ("   ", False)):
        shown = markdown.body(CLEAN.but(findings=(TOUCHED.but(quote=quote),)), most=5000)
        assert ("  - the line says <code>x y</code>\n" in shown, "the line says" in shown) == (told, told)


def test_lists_beside_the_findings_have_a_hundred_lines() -> None:
    (partition,) = RICH.partitions
    notices = tuple(f"notice {one}" for one in range(101))
    ledgers = tuple(partition.but(ledger=f"ledger-{one}") for one in range(101))
    told = markdown.body(CLEAN.but(notices=notices, partitions=ledgers), most=50_000)
    assert "- notice 99\n\n| ledger |" in told
    assert told.endswith("| ledger-99 | 40 | 2 | 1 | 0 | 0 | 41 | A 11, B 30 |\n")
    parts = partition.but(by={"A": 2, "B": 3}, by_before={"D": 4, "C": 1, "A": 2, "E": 5})
    told = markdown.body(CLEAN.but(partitions=(parts,)), most=50_000)
    assert told.endswith("| 41 | **D 4 → 0**, **C 1 → 0**, A 2, **E 5 → 0**, **B 0 → 3** |\n")
    parts = partition.but(by={"Phase 1": 1, "1st": 2, "": 4, "7": 3}, by_before={"Phase 1": 1, "1st": 2, "": 4})
    told = markdown.body(CLEAN.but(partitions=(parts,)), most=50_000)
    assert told.endswith("| 41 | Phase 1: 1, 1st 2, unclassified 4, **7: 0 → 3** |\n")
    assert markdown.body(CLEAN.but(states=("all of X",)), most=5000).endswith("\n- all of X\n")
    parts = partition.but(by={f"b{one}x": one for one in range(101)}, by_before={"b0x": 1})
    told = markdown.body(CLEAN.but(partitions=(parts,)), most=50_000)
    assert "| **b0x 1 → 0**, **b1x 0 → 1**, " in told
    assert told.endswith(", **b99x 0 → 99** |\n")
    many = MISSING.but(
        related=tuple(Related(Place("a.md", line), "x") for line in range(1, 102)),
        cure=("\n".join(f"c{line}" for line in range(1, 102)),),
    )
    told = markdown.body(CLEAN.but(findings=(many,)), most=50_000)
    assert "a.md:100:1</code>: x\n  - fix: <code>c1</code>\n" in told
    assert "  - fix: <code>c100</code>\n\n</details>\n" in told


def test_moves_say_what_became_of_each() -> None:
    one = MOVES[0]

    def told(*moved: Moved) -> list[str]:
        shown = markdown.body(CLEAN.but(moved=moved), most=50_000)
        return [line.partition("</code> ")[2] or line for line in shown.splitlines() if line.startswith("- ")]

    assert told(one.but(before=None, after=None, how="merged"), one.but(title=""), one.but(title="C-7")) == [
        "C-7 PSA handoff: merged, was unclassified",
        "C-7: A → B",
        "C-7: A → B",
    ]
    assert told(one.but(key="", title="T")) == ["T: A → B"]
    assert len(told(*[one] * 50)) == 50
    assert told(*[one] * 51)[-1] == "- and 1 more"


def test_prose_and_code_are_cut_at_five_hundred_letters() -> None:
    for most, ending in ((500, "m" * 500), (501, "m" * 497 + "...")):
        told = markdown.body(CLEAN.but(findings=(TOUCHED.but(message="m" * most, cure=("m" * most,)),)), most=9000)
        assert f"runtime-path-changed | {ending} |\n" in told
        assert f"  - fix: <code>{ending}</code>\n" in told


def test_what_is_kept_free_is_room_for_the_sentence_about_what_is_left_out() -> None:
    whole = markdown.body(RICH, most=100_000)
    sentence = "There is no room here for all findings; the log and `--format json` have the others."
    needed = next(most for most in range(len(whole), len(whole) + 400) if markdown.body(RICH, most=most) == whole)
    assert needed == len(whole.encode()) + len(sentence) + 1 + 1
    shorter = markdown.body(RICH, most=needed - 1)
    assert shorter.endswith(f"<summary>Waived (1)</summary>\n\n\n</details>\n\n{sentence}\n")
    assert markdown.body(RICH, most=len(sentence) + 1) == f"{sentence}\n"
