"""A rule is left out only where it would find nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import POLICY, reading
from ledgergate.applicable import applicable
from ledgergate.reading import read_names
from ledgergate.rules import CATALOGUE, load
from ledgergate.rules.view import View
from ledgergate.sides import Side

ITEMS = st.sampled_from(
    ["### C-1 PSA handoff\n\n- **Bucket**: A\n\n", "### C-2 Export\n\n- **Bucket**: B\n\n", "### Search\n\n",
     "### C-1 PSA handoff\n\n- **Bucket**: C\n\n", "###C-4 No blank\n\n", "- C-3 dropped: no demand\n",
     "- C-2 merged into C-9\n"]
)  # fmt: skip
ROWS = st.sampled_from(
    ["| C-1 | PSA handoff | A |\n", "| C-1 | PSA handoff | B |\n", "| C-2 | Export | B |\n", "| C-7 | None | A |\n",
     "| [C-2](c.md) | Export | B |\n", "\n| C-1 | after a blank line | A |\n", "| C-2 | Export | B | more |\n"]
)  # fmt: skip
TOTALS = st.sampled_from(["", "## Later (2)\n", "- **A**: 1\n- **B**: 7\n", "2 of 4 candidates are in B.\n"])
FILES = '[ledger.files]\nsources = [{ path = "c*.md", items = "files" }]\n[[report]]\npath = "report.md"\n'
FILES += 'ledger = "files"\nrows = { items = "table", key = "Candidate" }\ncovers = "none"\n'


def left_out(view: View) -> list[str]:
    """The names of the rules that are left out; none of them finds anything."""
    runs, _ = applicable(CATALOGUE, view)
    rest = [rule for rule in CATALOGUE if rule not in runs and rule.code.startswith(("LG2", "LG3"))]
    wrong = [one for rule in rest if rule.level != "off" for one in load(rule).check(view)]
    assert wrong == []
    return [rule.name for rule in rest]


@pytest.mark.parametrize("more", ["", FILES])
@settings(max_examples=60, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=4), st.lists(ITEMS, max_size=4), st.lists(ROWS, max_size=4), TOTALS)
def test_rules_that_are_left_out_find_nothing(
    more: str, now: list[str], then: list[str], rows: list[str], totals: str
) -> None:
    table = "| Candidate | Title | Bucket |\n|---|---|---|\n" + "".join(rows)
    files: dict[str, str | bytes] = {"list.md": "# L\n\n" + "".join(now), "c.md": "# C\n", "report.md": table + totals}
    after = reading(files, POLICY.replace("[rules]", more + "[rules]"), strict=False)
    there = reading({"list.md": "# L\n\n" + "".join(then)}, strict=False).documents

    left_out(View(after, (Side(there, after.policy, read_names),)))


def test_a_sound_ledger_and_its_report_leave_out_what_looks_for_rare_things() -> None:
    files: dict[str, str | bytes] = {
        "list.md": "### C-1 PSA handoff\n\n- **Bucket**: A\n",
        "report.md": "| Candidate | Title | Bucket |\n|---|---|---|\n| C-1 | PSA handoff | A |\n",
    }
    after = reading(files, POLICY.replace('totals = { by = "bucket", optional = true }\n', ""))

    assert left_out(View(after)) == [
        "duplicate-item", "item-vanished", "not-understood", "bad-disposition", "invariant-broken", "key-contradicts",
        "identity-changed", "history-removed", "confusable-keys",
        "wrong-total", "generated-block-stale", "report-missing", "reports-contradict", "wrong-count-of-rows",
        "wrong-link", "binding-unread",
    ]  # fmt: skip
