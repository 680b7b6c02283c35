"""What accounts for a lost item: a line that is new, says it, and leads to an item that is there."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, reading, rejects, table
from ledgergate.ledgers.conservation import accounts

KEPT = ALL[:2]


def told(line: str) -> list[str]:
    """The codes that are found where this line is all that is said of C-3, which is listed no longer."""
    after = both(ledger(*KEPT, more=f"## Notes\n\n{line}\n"), table(*KEPT))
    return [one.code for one in findings(after, before=both())]


@pytest.mark.parametrize(
    "line",
    [
        "C-3 must not be dropped before the audit is done.",
        "C-3 was never dropped.",
        "C-3 has not yet been merged into C-2",
        "C-3 isn't rejected",
        "C-3 wurde nicht verworfen",
        "C-3 wurde nicht mit C-2 zusammengeführt",
        "C-3 darf nicht vor dem Audit verworfen werden",
        "C-3 should be merged into C-2",
        "C-3 could be dropped",
        "C-3 is to be dropped",
        "C-3 sollte verworfen werden",
        "If C-3 is dropped, the pilot ends.",
        "Falls C-3 entfallen ist, endet der Versuch.",
        "We have to decide whether C-3 is dropped",
        "C-3 dropped if nobody asks",
        "C-3 dropped?",
        "Was C-3 dropped?",
        "C-3 was rejected in 2023 and taken up again in 2024.",
        "C-3 verworfen und 2024 wieder aufgenommen",
        "<!-- C-3 dropped: no demand -->",
    ],
)
def test_what_is_denied_asked_wished_hidden_or_taken_back_accounts_for_nothing(line: str) -> None:
    assert told(line) == ["LG205"]


@pytest.mark.parametrize(
    "line",
    [
        "C-3 dropped: not needed, and should it return, it will be new",
        "C-3 dropped: who needs it?",
        "C-3 is not needed and was dropped",
        "C-3 (not needed) dropped",
        "C-3 could not be sold; dropped",
        "C-3 should not be dropped but merged into C-2",
        "C-3 won't do",
        "C-3 not planned",
        "C-3 will be dropped",
        "C-3 turned out to be obsolete",
        "C-3 nicht weiterverfolgt",
        "Not needed: C-3 dropped",
        "C-3 Do not disturb mode dropped: no demand",
        "C-3 Warn of a low quota, may 2024: dropped",
        "| Key | Why | Fate |\n|---|---|---|\n| C-3 | not | dropped |",
        "C-3 superseded by https://example.org/?id=4",
        "C-3 wird nicht mehr gebraucht, verworfen",
        "C-3 merged into C-2, which could not wait",
        "C-3 merged into C-1, C-2",
        "C-3 merged into C-1, 2024-05-06",
        "C-3 merged into C-1, PR-77",
        "C-3 merged into the search of C-1",
        "C-3 merged into search",
    ],
)
def test_honest_words_account_for_it(line: str) -> None:
    assert told(line) == []


def test_a_line_that_stood_beside_the_item_says_nothing_of_its_end() -> None:
    line = "## History\n\n- C-3 was rejected in 2023.\n"
    before = both(report_md=table(*ALL, more=line))

    rejects("LG205", both(ledger(*KEPT), table(*KEPT, more=line)), before=before, key="C-3")
    accepts(both(ledger(*KEPT), table(*KEPT, more=f"{line}- C-3 dropped: no demand\n")), before=before)


def test_a_line_that_was_the_item_itself_may_move_as_it_is() -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", under = "Open", key = "ID" }]\n'
    head = "| ID | Title | Note |\n|---|---|---|\n"
    rows = "| C-1 | Search | |\n", "| C-3 | Tenants | rejected |\n"
    before: dict[str, str | bytes] = {"x.md": f"## Open\n\n{head}{rows[0]}{rows[1]}"}

    accepts({"x.md": f"## Open\n\n{head}{rows[0]}\n## Gone\n\n{head}{rows[1]}"}, policy, before=before)


def test_an_item_with_a_key_is_not_another_one_because_of_its_title() -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
    head = "| ID | Candidate |\n|---|---|\n"
    before: dict[str, str | bytes] = {"x.md": f"{head}| R11 | Widget |\n| R12 | Import |\n| R13 | Export |\n"}

    rejects("LG205", {"x.md": f"{head}| R11 | Widget |\n| R13 | R12 |\n"}, policy, before=before, key="R12")
    rejects("LG205", {"x.md": f"{head}| R11 | Widget |\n| R13 | Export |\n| R14 | R12 |\n"}, policy, before=before)


def test_a_shared_link_proves_nothing() -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "Proposal" }]\n'
    head = "| Proposal |\n|---|\n"
    two = f"{head}| [Search](w.md) |\n| [Export](w.md) |\n"

    rejects("LG205", {"x.md": f"{head}| [Search](w.md) |\n| [New](w.md) |\n"}, policy, before={"x.md": two})
    one = f"{head}| [Search](w.md) |\n| [Export](v.md) |\n"
    accepts({"x.md": f"{head}| [Search](w.md) |\n| [Out](v.md) |\n"}, policy, before={"x.md": one})


def test_one_later_item_stands_for_one_earlier_one() -> None:
    twins = (*KEPT, ("C-3", "Tenant search", "B"), ("C-4", "Tenant search", "B"))
    after = (*KEPT, ("C-5", "Tenant search", "B"))

    rejects("LG205", both(ledger(*after), table(*after)), before=both(ledger(*twins), table(*twins)))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["C-3 merged into C-3"], "C-3 is merged into itself"),
        (["C-3 merged into C-99"], "C-3 is merged into C-99, which is in no ledger"),
        (["C-3 merged into C-1, C-99"], "C-99, which is in no ledger"),
        (["Merged C-3 into C-99"], "C-99, which is in no ledger"),
        (["C-3 mit C-99 zusammengeführt"], "C-99, which is in no ledger"),
        (["C-99 supersedes C-3"], "C-3 is superseded by C-99, which is in no ledger"),
        (["C-3 merged into C-7", "C-7 merged into C-3"], "C-7, which leads back to C-3"),
        (["C-3 merged into C-7", "C-7 dropped: no demand"], "C-7, which was dropped"),
    ],
)
def test_a_merge_that_leads_to_no_living_item_is_refused(lines: list[str], says: str) -> None:
    notes = "## Notes\n\n" + "".join(f"- {line}\n" for line in lines)

    rejects("LG207", both(ledger(*KEPT, more=notes), table(*KEPT)), before=both(), says=says, key="C-3")


@pytest.mark.parametrize(
    "lines",
    [
        ["C-3 merged into C-7", "C-7 merged into C-1"],
        ["C-3 duplicate of C-7", "C-7 dropped: no demand"],
        ["C-2 supersedes C-3"],
        ["C-3 superseded by [C-2](#c-2)"],
    ],
)
def test_a_chain_that_ends_well_is_accepted(lines: list[str]) -> None:
    notes = "## Notes\n\n" + "".join(f"- {line}\n" for line in lines)

    accepts(both(ledger(*KEPT, more=notes), table(*KEPT)), before=both())


def test_a_target_is_looked_for_without_a_pattern_too() -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
    head = "| ID | Candidate |\n|---|---|\n| C-001 | Widget |\n"
    before: dict[str, str | bytes] = {"x.md": f"{head}| C-002 | Import |\n"}

    rejects("LG207", {"x.md": f"{head}\n- C-002 merged into C-999\n"}, policy, before=before, key="C-002")
    accepts({"x.md": f"{head}\n- C-002 merged into C-001\n"}, policy, before=before)
    accepts({"x.md": f"{head}\n- C-002 merged into the widget\n"}, policy, before=before)


def test_what_a_tool_leaves_in_a_comment_still_tells_where_it_went() -> None:
    after = both(ledger(*KEPT, more="<!-- C-3 moved to DONE.md on 2026-02-05 -->\n"), table(*KEPT))

    assert [one.kind for one in accounts(reading(both()), reading(after), "candidates")] == ["moved"]


ALIASED = POLICY.replace("[[report]]", 'fields.also = { label = "Also", kind = "alias" }\n\n[[report]]', 1)


@pytest.mark.parametrize("also", ["C-3", "C-9, C-3", "c-003"])
def test_a_further_name_in_a_field_for_it_tells_what_an_item_was(also: str) -> None:
    renumbered = ledger(*KEPT, more=f"### C-12 Search\n\n**Bucket**: B\n**Also**: {also}\n")
    rows = table(*KEPT, ("C-12", "Search", "B"))
    assert "LG205" not in [one.code for one in findings(both(renumbered, rows), ALIASED, before=both())]


def test_a_further_name_that_stood_beside_the_open_item_says_nothing_of_its_end() -> None:
    said = "### C-12 Search\n\n**Bucket**: B\n**Also**: C-3\n"
    rows = *KEPT, ("C-12", "Search", "B")
    before = both(ledger(*ALL, more=said), table(*rows, ALL[2]))

    rejects("LG205", both(ledger(*KEPT, more=said), table(*rows)), ALIASED, before=before, key="C-3")
    told = ledger(*KEPT, more=said + "\n## Notes\n\n- C-3 merged into C-12\n")
    assert "LG205" not in [one.code for one in findings(both(told, table(*rows)), ALIASED, before=before)]


def test_a_further_name_that_moves_to_another_item_is_no_news_either() -> None:
    one, two = "### C-12 Search\n\n**Bucket**: B\n", "### C-13 Filters\n\n**Bucket**: B\n"
    rows = *KEPT, ("C-12", "Search", "B"), ("C-13", "Filters", "B")
    before = both(ledger(*ALL, more=f"{one}**Also**: C-3\n\n{two}"), table(*rows, ALL[2]))
    after = both(ledger(*KEPT, more=f"{one}\n{two}**Also**: C-3\n"), table(*rows))

    rejects("LG205", after, ALIASED, before=before, key="C-3")


def test_a_title_that_reads_like_a_key_tells_nothing() -> None:
    other = ledger(*KEPT, ("C-12", "C-3", "B"))
    rejects("LG205", both(other, table(*KEPT, ("C-12", "C-3", "B"))), before=both(), key="C-3")
