"""The comment on a pull request."""

from __future__ import annotations

import re

import cmarkgfm
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.model import Moved, Place
from ledgergate.output import encode, not_checked, render
from ledgergate.output.markdown import COMMENT, MARKER
from verdicts import CLEAN, LEDGER, MISSING, MISTAKEN, RICH

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
