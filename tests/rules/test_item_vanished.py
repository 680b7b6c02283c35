"""An item that was known before and is not accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import ALL, accepts, both, ledger, rejects, table
from readiness import verdict_on
from small_team import judged
from support import Repository


def test_an_item_that_is_gone_without_a_word_has_vanished() -> None:
    after = both(ledger(*ALL[:2]), table(*ALL[:2]))

    one = rejects("LG205", after, before=both(), key="C-3")
    assert one.place.path == "list.md"


@pytest.mark.parametrize(
    "words",
    [
        "C-3 merged into C-2.",
        "- C-3: superseded by C-2",
        "- ~~C-3 Tenant search~~ dropped: nobody asked",
        "| C-3 | rejected |",
        "C-3 wurde zusammengeführt mit C-2.",
    ],
)
def test_an_item_whose_end_is_written_down_has_not_vanished(words: str) -> None:
    accepts(both(ledger(*ALL[:2], more=f"## Closed\n\n{words}\n"), table(*ALL[:2])), before=both())


def test_words_about_another_item_do_not_account_for_it() -> None:
    after = both(ledger(*ALL[:2], more="## Closed\n\nC-33 merged into C-2.\n"), table(*ALL[:2]))

    rejects("LG205", after, before=both(), key="C-3")


def test_an_item_that_moved_within_its_ledger_is_still_known() -> None:
    accepts(both(ledger(*reversed(ALL))), before=both())


RECORDS = '[ledger.adr]\nsources = [{ path = "adr/*.md", items = "files" }]\n'


def records(*names: str) -> dict[str, str | bytes]:
    return {f"adr/{name}.md": f"# {title}\n" for name, _, title in (one.partition(": ") for one in names)}


def test_the_line_goes_into_a_document_that_is_still_there() -> None:
    before = records("1-lamp: Lamp", "2-door: Door", "3-roof: Roof")
    after = records("1-lamp: Lamp", "2-door: Door")

    one = rejects("LG205", after, RECORDS, before=before, key="3-roof")
    assert one.cure[0].startswith("restore it, or write into adr/1-lamp.md: ")


def test_the_word_on_a_file_that_is_gone_is_written_into_the_index() -> None:
    index = '[[report]]\npath = "log.md"\nledger = "adr"\nrows = { items = "table", key = "Nr" }\n'
    rows = "| Nr |\n|---|\n| 1-lamp |\n"
    before = {**records("1-lamp: Lamp", "2-door: Door"), "log.md": f"{rows}| 2-door |\n"}
    after = {**records("1-lamp: Lamp"), "log.md": rows}

    one = rejects("LG205", after, RECORDS + index, before=before)
    assert one.cure == ("restore it, or write into log.md: - 2-door dropped: REASON",)
    accepts({**after, "log.md": f"{rows}\n- 2-door dropped: nobody goes out\n"}, RECORDS + index, before=before)


def test_a_file_that_is_gone_is_restored_by_a_command_or_told_of_in_the_index(tmp_path: Path) -> None:
    index = (
        '[[report]]\npath = "adr/INDEX.md"\nledger = "adr"\nrows = { items = "table", key = "Nr" }\ncovers = "none"\n'
    )
    policy = RECORDS.replace('"adr/*.md"', '"adr/[0-9]*.md"') + index
    repository = Repository(tmp_path / "r")
    kept = records("1-lamp: Lamp", "2-door: Door")
    listed = "# Index\n\n| Nr |\n|---|\n| 1-lamp |\n"
    repository.save({"ledgergate.toml": policy, **kept, **records("3-roof: Roof"), "adr/INDEX.md": listed})
    repository.remove("adr/3-roof.md")

    (one,) = (one for one in verdict_on(repository).findings if one.code == "LG205")

    assert one.cure == (
        "restore it: git restore --staged --worktree --source=HEAD -- 'adr/3-roof.md'",
        "or write into adr/INDEX.md: - 3-roof dropped: REASON",
    )
    repository.write("adr/INDEX.md", f"{listed}\n- 3-roof dropped: nobody wants it\n")
    assert "LG205" not in [one.code for one in verdict_on(repository).findings]


def test_a_list_takes_no_line_about_what_is_gone_since_it_would_be_a_row() -> None:
    index = '[[report]]\npath = "log.md"\nledger = "adr"\nrows = { items = "list" }\n'
    before = {**records("1-lamp: Lamp", "2-door: Door"), "log.md": "- 1-lamp\n- 2-door\n"}
    after = {**records("1-lamp: Lamp"), "log.md": "- 1-lamp\n"}

    one = rejects("LG205", after, RECORDS + index, before=before)
    assert one.cure == ("restore it, or write into adr/1-lamp.md: - 2-door dropped: REASON",)


def test_an_item_that_moved_to_another_key_is_no_new_name_of_a_lost_one() -> None:
    before = records("1-lamp: Choose a lamp", "3-roof: Choose a roof", "4-door: Choose a door")
    after = records("1-lamp: Choose a lamp", "5-roof: Choose a roof")

    one = rejects("LG205", after, RECORDS, before=before, key="4-door")
    assert one.related == ()


def test_a_merge_within_the_branch_is_named_for_what_it_dropped_and_not_for_what_went_later(tmp_path: Path) -> None:
    listed = "# L\n\n### C-1 Search\n\n### C-2 Export\n\n"
    more = "### C-4 Login\n\n### C-5 Billing\n\n"
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "headings", level = 3 }]\nkey = \'^(?P<key>C-\\d+)\'\n'
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": policy, "x.md": listed}, "start")
    repository.branch("side")
    repository.save({"x.md": listed + more}, "theirs")
    repository.branch("topic", "main")
    repository.save({"mine.md": "mine\n"}, "mine")
    repository.merge("side", commit=False)
    repository.files({"x.md": listed + "### C-4 Login\n"})
    repository.stage()
    merge = repository.commit("merge")
    repository.save({"x.md": listed.replace("### C-2 Export\n", "")}, "later")

    said = [(one.key, one.message) for one in judged(repository, base="main", head="HEAD").findings]
    gone = "was in the ledger 'l' and is neither listed nor accounted for"
    assert said == [
        ("C-2", f"C-2 'Export' {gone}"),
        ("C-5", f"C-5 'Billing' {gone}: the merge {merge[:12]} dropped it"),
    ]
