"""What became of an item, in the words that people use."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, ledger, reading, rejects, table
from ledgergate.ledgers.conservation import accounts

KEPT = ALL[:2]


def account(line: str, heading: str = "Notes") -> str:
    """What the gate takes the line to say of C-3 'Tenant search', which is listed no longer."""
    after = reading(both(ledger(*KEPT, more=f"## {heading}\n\n{line}\n"), table(*KEPT)))
    (one,) = accounts(reading(both()), after, "candidates")
    return one.kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("C-3 merged into C-2.", "merged"),
        ("Merged C-3 into C-2.", "merged"),
        ("- C-3: duplicate of C-1", "merged"),
        ("C-3 was folded into C-2", "merged"),
        ("C-3 wurde mit C-2 zusammengeführt.", "merged"),
        ("C-3 ist in C-2 aufgegangen.", "merged"),
        ("C-3 zusammengelegt mit C-1", "merged"),
        ("- C-3 Superseded by [C-2](#c-2)", "superseded"),
        ("C-2 supersedes C-3.", "superseded"),
        ("C-2 replaces C-3 and C-9.", "superseded"),
        ("C-3 durch C-2 ersetzt", "superseded"),
        ("C-3 wird abgelöst durch C-2", "superseded"),
        ("C-2 ersetzt C-3", "superseded"),
        ("### C-2 Export of reviews (formerly C-3)", "renamed"),
        ("C-2 renamed from C-3", "renamed"),
        ("C-3 umbenannt in C-2", "renamed"),
        ("~~C-3 Tenant search~~ dropped: no demand", "dropped"),
        ("- ~~C-3 Tenant search~~ no demand", "dropped"),
        ("Dropped: C-3 and C-9, no demand", "dropped"),
        ("Verworfen: C-3, weil niemand fragt", "dropped"),
        ("| Key | Fate |\n|---|---|\n| C-3 | won't do: no demand |", "dropped"),
        ("Tenant search: rejected, no demand", "dropped"),
        ("C-3 moved to docs/later.md", "moved"),
        ("<!-- C-3 moved to DONE.md on 2026-02-05 -->", "moved"),
        ("`C-3` nach docs/spaeter.md verschoben", "moved"),
    ],
)
def test_a_line_that_says_what_became_of_it(line: str, kind: str) -> None:
    assert account(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "C-9 superseded by C-3",
        "C-9 merged into C-3.",
        "Merged C-9 into C-3.",
        "C-3 replaces C-9.",
        "C-9 dropped because C-3 covers it",
        "Dropped: C-9 in favour of C-3",
        "C-33 dropped: no demand",
        "C-3-b dropped: no demand",
        "C-3 is enclosed in the release",
        "C-3 is still wanted",
        "The tenant search of others was rejected",
        "Verworfen: C-9 zugunsten von C-3",
    ],
)
def test_a_line_about_another_item_is_no_account(line: str) -> None:
    assert account(line) == "vanished"


@pytest.mark.parametrize("heading", ["Closed", "Done", "✅ Completed", "Rejected", "Erledigt", "Archiv", "Won't do"])
def test_a_section_of_what_is_closed_accounts_for_what_stands_in_it(heading: str) -> None:
    assert account("- [x] C-3 Tenant search", heading) == "dropped"
    assert account("- C-9 Search, see C-3", heading) == "vanished"


def test_words_can_be_added() -> None:
    from judging import POLICY

    more = 'dispositions = { dropped = "parked for good", merged = "joins" }\n\n[[report]]\npath'
    policy = POLICY.replace("\n[[report]]\npath", more, 1)
    after = both(ledger(*KEPT, more="## Notes\n\nC-3 parked for good\n"), table(*KEPT))

    accepts(after, policy, before=both())
    rejects("LG205", after, before=both(), key="C-3")


def test_an_item_that_moved_to_another_ledger_is_accounted_for() -> None:
    two = """
[ledger.open]
sources = [{ path = "open.md", items = "list" }]
key = '^(?P<key>C-\\d+)'
[ledger.documents]
sources = [{ path = "documents.md", items = "list" }]
key = '^(?P<key>C-\\d+)'
"""
    before: dict[str, str | bytes] = {"open.md": "- C-1 a\n- C-2 b\n", "documents.md": "- C-1 other\n- C-9 c\n"}

    accepts({"open.md": "- C-1 a\n", "documents.md": "- C-1 other\n- C-2 b\n- C-9 c\n"}, two, before=before)
    # The other ledger held a C-1 of its own all the time.
    rejects("LG205", {**before, "open.md": "- C-2 b\n"}, two, before=before, key="C-1")


def test_a_merge_into_nothing_is_told_where_no_place_is_named() -> None:
    after = both(ledger(*KEPT, more="## Notes\n\nC-3 merged into C-99.\n"), table(*KEPT))

    one = rejects("LG207", after, before=both(), says="C-3 is merged into C-99, which is in no ledger", key="C-3")
    assert (one.place.path, one.place.line) == ("list.md", 13)
    accepts(both(ledger(*KEPT, more="## Notes\n\nC-3 merged into C-2.\n"), table(*KEPT)), before=both())


ADRS = """
[ledger.adrs]
sources = [{ path = "adr/0*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d+)' }
[[report]]
path = "adr/README.md"
ledger = "adrs"
rows = { items = "table", under = "Valid", key = "ADR" }
"""
INDEX = "## Valid\n\n| ADR |\n|---|\n| 0001 |\n| 0003 |\n"


@pytest.mark.parametrize(
    "files",
    [
        {"adr/0003-c.md": "# C\n\nSupersedes ADR-0002.\n"},
        {"adr/0003-c.md": "---\nreplaces: 0002\n---\n# C\n"},
        {"adr/README.md": INDEX + "\n## Superseded\n\n| ADR |\n|---|\n| 0002 |\n"},
        {"adr/README.md": INDEX + "\nADR 2 was withdrawn.\n"},
    ],
)
def test_a_file_that_is_gone_is_accounted_for_in_the_other_files_and_in_the_index(files: dict[str, str]) -> None:
    before: dict[str, str | bytes] = {
        "adr/0001-a.md": "# A\n",
        "adr/0002-b.md": "# B\n",
        "adr/0003-c.md": "# C\n",
        "adr/README.md": INDEX + "| 0002 |\n",
    }
    after: dict[str, str | bytes] = {path: text for path, text in before.items() if path != "adr/0002-b.md"}
    after["adr/README.md"] = INDEX

    rejects("LG205", after, ADRS, before=before, key="0002", cure="0002 dropped: REASON")
    accepts({**after, **files}, ADRS, before=before)


def test_the_likeliest_new_name_is_offered_as_a_line_to_paste() -> None:
    renamed = (*KEPT, ("C-4", "Tenants search", "B"))

    rejects(
        "LG205",
        both(ledger(*renamed), table(*renamed)),
        before=both(),
        cure="write into list.md: - C-4 renamed from C-3",
    )
    accepts(both(ledger(*renamed, more="C-4 renamed from C-3\n"), table(*renamed)), before=both())


def test_an_item_is_known_again_under_another_number() -> None:
    renumbered = (*KEPT, ("C-30", "Tenant search", "B"))
    files = both(ledger(*renumbered), table(*renumbered))

    assert not accounts(reading(both()), reading(files), "candidates")
    rejects("LG212", files, before=both(), key="C-3")
    rejects(
        "LG205", both(ledger(*renumbered[:2], ("C-30", "Tenants", "B")), table(*renumbered)), before=both(), key="C-3"
    )


def test_a_row_is_known_again_by_where_it_leads() -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "Proposal" }]\n'
    rows = "| Proposal |\n|---|\n| [Old RTTs](https://example.invalid/rtt) |\n| [Wide](https://example.invalid/w) |\n"
    before: dict[str, str | bytes] = {"x.md": rows}

    accepts({"x.md": rows.replace("Old RTTs", "Custom descriptors")}, policy, before=before)
    changed = rows.replace("Old RTTs", "Custom descriptors").replace("/rtt", "/descriptors")
    rejects("LG205", {"x.md": changed}, policy, before=before, key="Old RTTs")


def test_of_two_items_with_one_title_each_is_missed() -> None:
    twice = (*ALL, ("C-4", "Tenant search", "B"))

    rejects("LG205", both(ledger(*ALL), table(*ALL)), before=both(ledger(*twice), table(*twice)), key="C-4")


def test_where_numbers_move_up_the_one_that_was_taken_out_is_missed() -> None:
    phases = [(f"C-{number}", f"Phase about {what}", "B") for number, what in enumerate("abcdef", 1)]
    moved = [(f"C-{number}", title, "B") for number, (_, title, _) in enumerate((*phases[:2], *phases[3:]), 1)]
    before = both(ledger(*phases), table(*phases))

    one = rejects("LG205", both(ledger(*moved), table(*moved)), before=before, key="C-3", says="'Phase about c'")
    assert one.place.line == 11
    told = ledger(*moved, more="## Closed\n\nPhase about c dropped: no demand\n")
    accepts(both(told, table(*moved)), before=before)


@pytest.mark.parametrize(
    ("line", "accounted"),
    [
        ("0002 was withdrawn", True), ("ADR 2 was withdrawn", True), ("ADR-0002: rejected", True),
        ("#2 rejected", True),
        ("Rejected: 1, 2 and 7", True), ("Both ADR-1 and ADR-2 were dropped", True), ("Phase 2 dropped", True),
        ("2.0 was withdrawn", False), ("All 2 tests were rejected", False), ("We sent 2 and they were rejected", False),
        ("In 2 weeks everything is closed", False), ("ADR-22 was withdrawn", False),
        ("On 2026-01-02 it was withdrawn", False),
    ],
)  # fmt: skip
def test_a_number_is_a_key_where_it_is_written_as_one(line: str, accounted: bool) -> None:
    before: dict[str, str | bytes] = {"adr/0001-a.md": "# A\n", "adr/0002-b.md": "# B\n", "adr/README.md": INDEX}
    after: dict[str, str | bytes] = {"adr/0001-a.md": "# A\n", "adr/README.md": INDEX + f"\n{line}\n"}

    (one,) = accounts(reading(before, ADRS, "before"), reading(after, ADRS), "adrs")
    assert (one.kind != "vanished") == accounted
