"""A key goes on standing for one thing, or a line says what it stands for now."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, Tree, both, findings, ledger, reading, rejects, table
from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.reading import read_names
from ledgergate.rules.identity_changed import check
from ledgergate.rules.view import View
from ledgergate.sides import Side
from small_team import judged
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from ledgergate.model import Finding

Items = tuple[tuple[str, str, str], ...]
Files = dict[str, str | bytes]

TABLE = '[ledger.l]\nsources = [{ path = "x.md", items = "table", key = "ID" }]\n'
ADRS = """
[ledger.adrs]
sources = [{ path = "adr/*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d+)' }
"""
PLACED = POLICY.replace("\n[[report]]", 'dispositions = { path = "list.md", under = ["Closed"] }\n\n[[report]]', 1)


def changed(after: Files, before: Files, policy: str = POLICY) -> list[tuple[str, str]]:
    """The keys that stand for other things, and how seriously each is taken; nothing else is found in the ledger."""
    told = [one for one in findings(after, policy, before) if one.code.startswith("LG2")]
    assert {one.code for one in told} <= {"LG212"}, told
    return [(one.key, one.level) for one in told]


def items(now: Items, then: Items = ALL, more: str = "", policy: str = POLICY) -> list[tuple[str, str]]:
    return changed(both(ledger(*now, more=more), table(*now)), both(ledger(*then), table(*then)), policy)


def rows(*listed: tuple[str, str], more: str = "") -> Files:
    """A table of keys and titles."""
    return {"x.md": "| ID | Title |\n|---|---|\n" + "".join(f"| {key} | {title} |\n" for key, title in listed) + more}


def titled(start: int, *titles: str, form: str = "{}") -> tuple[tuple[str, str], ...]:
    return tuple((form.format(number), title) for number, title in enumerate(titles, start))


RENUMBERED = (*ALL[:2], ("C-30", "Tenant search", "B"))
RETITLED = (*ALL[:2], ("C-3", "Dark mode", "B"))
SWAPPED = (ALL[0], ("C-2", "Tenant search", "B"), ("C-3", "Export of reviews", "B"))


def test_an_item_under_another_number_is_told() -> None:
    files = both(ledger(*RENUMBERED), table(*RENUMBERED))

    one = rejects("LG212", files, before=both(), key="C-3", cure="write into list.md: - C-30 renamed from C-3")
    assert one.message == "'Tenant search' stood under C-3 and stands under C-30 now"
    assert [code.code for code in findings(files, before=both())] == ["LG212"]


def test_a_key_that_stands_for_another_thing_is_told() -> None:
    files = both(ledger(*RETITLED), table(*RETITLED))

    one = rejects("LG212", files, before=both(), key="C-3", cure="- C-3 renamed from Tenant search")
    assert one.message == "C-3 stood for 'Tenant search' and stands for 'Dark mode' now; 'Tenant search' stands nowhere"
    assert [(place.place.path, place.place.side) for place in one.related] == [("list.md", "before")]


def test_a_key_that_another_item_takes_is_told_once_where_its_own_item_is_now() -> None:
    taken = (*RETITLED, ("C-4", "Tenant search", "B"))

    assert items(taken) == [("C-3", "block")]
    says = "'Tenant search' stood under C-3 and stands under C-4 now; C-3 stands for 'Dark mode'"
    rejects("LG212", both(ledger(*taken), table(*taken)), before=both(), says=says)


def test_two_items_that_swap_their_keys_are_told() -> None:
    assert items(SWAPPED) == [("C-3", "block"), ("C-2", "block")]


def test_an_item_that_is_gone_under_cover_of_a_title_that_moved_is_told_once() -> None:
    after = both(ledger(ALL[0], ("C-3", "Export of reviews", "B")), table(ALL[0], ("C-3", "Export of reviews", "B")))

    told = findings(after, before=both())
    assert [(one.code, one.key) for one in told] == [("LG205", "C-3"), ("LG212", "C-2")]


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (RENUMBERED, "C-30 renamed from C-3"),
        (RENUMBERED, "C-3 umbenannt in C-30"),
        (RENUMBERED, "Tenant search: C-3 renamed to C-30"),
        (RETITLED, "C-3 renamed from Tenant search"),
        (RETITLED, "Tenant search dropped: no demand"),
        (RETITLED, "- ~~Tenant search~~ no demand"),
        ((*RETITLED, ("C-4", "Tenant search", "B")), "C-4 renamed from C-3"),
        (SWAPPED, "C-2 renamed from C-3\n- C-3 renamed from C-2"),
    ],
)
def test_a_line_that_says_so_accounts_for_it(now: Items, line: str) -> None:
    assert items(now, more=f"## Notes\n\n- {line}\n") == []


def test_every_fix_that_is_offered_mends_it() -> None:
    for now in (RENUMBERED, RETITLED, (*RETITLED, ("C-4", "Tenant search", "B"))):
        told = findings(both(ledger(*now), table(*now)), before=both())
        lines = [cure.partition("list.md: ")[2] for one in told for cure in one.cure if "list.md: " in cure]
        assert lines
        for line in lines:
            assert items(now, more=f"## Notes\n\n{line}\n") == [], line


def test_so_does_every_fix_for_files_and_bare_numbers() -> None:
    files = adrs("1-use-git", "2-use-postgres", "7-ship-weekly"), adrs("1-use-git", "9-use-postgres", "7-ship-weekly")
    three = (
        rows(("1", "Search"), ("2", "Export"), ("4", "Login")),
        rows(("1", "Search"), ("2", "Export"), ("7", "Login")),
    )
    for (before, after), policy in ((files, ADRS), (three, TABLE)):
        (one,) = findings(after, policy, before)
        path, _, line = one.cure[0].removeprefix("write into ").partition(": ")
        assert changed({**after, path: f"{after[path]!s}\n{line}\n"}, before, policy) == [], line


def test_the_place_for_such_lines_is_named() -> None:
    files = both(ledger(*RENUMBERED), table(*RENUMBERED))
    rejects("LG212", files, PLACED, before=both(), cure="write into list.md, under 'Closed': - C-30 renamed from C-3")
    assert items(RENUMBERED, more="## Closed\n\n- C-30 renamed from C-3\n", policy=PLACED) == []


def test_a_line_that_stood_there_before_says_nothing() -> None:
    more = "## Notes\n\n- C-30 renamed from C-3\n"
    before = both(ledger(*ALL, more=more))
    rejects("LG212", both(ledger(*RENUMBERED, more=more), table(*RENUMBERED)), before=before)


def test_the_old_key_in_a_field_for_further_names_accounts_for_it() -> None:
    policy = POLICY.replace("[[report]]", 'fields.also = { label = "Also", kind = "alias" }\n\n[[report]]', 1)
    assert items(RENUMBERED, policy=policy) == [("C-3", "block")]
    listed = ledger(*RENUMBERED).replace("C-30 Tenant search\n", "C-30 Tenant search\n\n- **Also**: C-3")
    assert changed(both(listed, table(*RENUMBERED)), both(), policy) == []


@pytest.mark.parametrize(
    "title",
    [
        "Search for tenants", "Tenant serach", "Search over all tenants and their users", "Tenant-wide search",
        "TENANT SEARCH ✅ Done", "Tenant search (was C-9)", "Tenants: search", "Suche über Tenants", "租户搜索",
        "Поиск по арендаторам",
    ],
)  # fmt: skip
def test_another_wording_is_the_same_thing(title: str) -> None:
    assert items((*ALL[:2], ("C-3", title, "B"))) == []


def test_the_same_words_below_another_title_are_the_same_thing() -> None:
    text = "\nWhoever serves many customers finds each of them by a part of the name, the domain or the number.\n"
    before, after = ledger(*ALL, more=text), ledger(*RETITLED, more=text)
    assert changed(both(after, table(*RETITLED)), both(before)) == []


def test_a_row_that_leads_where_it_led_is_the_same_thing() -> None:
    before, after = rows(("C-1", "[Search](a.md)"), ("C-2", "Export")), rows(("C-1", "[Fin](a.md)"), ("C-2", "Export"))
    assert changed(after, before, TABLE) == []
    elsewhere = rows(("C-1", "[Dark mode](b.md)"), ("C-2", "Export"))
    assert changed(elsewhere, before, TABLE) == [("C-1", "block")]


def test_a_title_that_another_item_bears_all_the_time_has_not_come_from_it() -> None:
    before = rows(("C-1", "Registration format"), ("C-2", "Vote registration format (updated)"), ("C-3", "Export"))
    after = rows(("C-1", "Vote registration format"), ("C-2", "Vote registration format (updated)"), ("C-3", "Export"))
    assert changed(after, before, TABLE) == []


@pytest.mark.parametrize("title", ["Reserved", "TBD", "???", "(frei)"])
def test_a_key_that_stood_for_nothing_may_stand_for_something(title: str) -> None:
    assert changed(rows(("C-1", "Search"), ("C-2", "Dark mode")), rows(("C-1", "Search"), ("C-2", title)), TABLE) == []


def test_a_small_ledger_that_is_worded_anew_is_advised_once() -> None:
    before, after = rows(("C-1", "Search"), ("C-2", "Export")), rows(("C-1", "Suche"), ("C-2", "Ausfuhr"))
    assert changed(after, before, TABLE) == [("C-2", "advise")]


def test_a_ledger_that_is_translated_or_worded_anew_is_advised_once() -> None:
    before = rows(*titled(1, "Search", "Export", "Dark mode", "Login", form="C-{}"))
    after = rows(*titled(1, "Suche", "Ausfuhr", "Nachtansicht", "Login", form="C-{}"))
    assert changed(after, before, TABLE) == [("C-2", "advise")]


LIST = "Search", "Export", "Dark mode", "Login", "Audit"


@pytest.mark.parametrize("form", ["{}", "#{}", "Phase {}", "1.{}", "C-{}", "ADR-{:03}"])
def test_what_is_counted_anew_behind_something_put_in_has_not_moved(form: str) -> None:
    before = rows(*titled(1, *LIST, form=form))
    assert changed(rows(*titled(1, "Search", "Billing", *LIST[1:], form=form)), before, TABLE) == []
    closed = "\n## Closed\n\nExport dropped: no demand\n"
    assert changed(rows(*titled(1, "Search", *LIST[2:], form=form), more=closed), before, TABLE) == []


@pytest.mark.parametrize("form", ["{}", "Phase {}", "1.{}"])
def test_rows_that_are_numbered_in_another_order_have_not_moved(form: str) -> None:
    assert changed(rows(*titled(1, *reversed(LIST), form=form)), rows(*titled(1, *LIST, form=form)), TABLE) == []


def test_bare_numbers_with_gaps_are_advice() -> None:
    then, now = titled(1, *LIST), (*titled(1, *LIST[:4]), ("9", "Audit"))
    assert changed(rows(*now), rows(*then), TABLE) == [("5", "advise")]
    apart = ("7", "Search"), ("3", "Export"), ("12", "Dark mode"), ("4", "Login"), ("5", "Audit")
    assert changed(rows(*apart), rows(*titled(1, *LIST)), TABLE) == [("1", "advise")]


def test_a_bare_number_with_another_title_is_advice_and_what_another_item_has_ousted_is_refused() -> None:
    assert changed(rows(*titled(1, *LIST[:4], "Billing")), rows(*titled(1, *LIST)), TABLE) == [("5", "advise")]
    ousted = rows(*titled(1, "Search", "Dark mode", "Login", "Audit", "Billing"))
    assert ("2", "block") in changed(ousted, rows(*titled(1, *LIST)), TABLE)


@pytest.mark.parametrize(
    ("old", "new"), [("{}", "ADR-{}"), ("ADR-{}", "{}"), ("C-{}", "CAND-{:04}"), ("{}", "{:03}"), ("C-{}", "C-0{}")]
)
def test_keys_that_all_have_another_form_have_not_moved(old: str, new: str) -> None:
    before, after = titled(3, *LIST, form=old), titled(3, *LIST, form=new)
    assert changed(rows(*after), rows(*before), TABLE) == []
    assert changed(rows(*after, more=""), rows(*reversed(before)), TABLE) == []


def test_one_key_alone_in_another_form_is_another_key() -> None:
    before = rows(*titled(3, *LIST, form="C-{}"))
    assert changed(rows(("D-3", "Search"), *titled(4, *LIST[1:], form="C-{}")), before, TABLE) == [("C-3", "block")]


@pytest.mark.parametrize("draft", ["C-XXX", "draft", "C-000", "C-999"])
def test_a_draft_gets_its_number(draft: str) -> None:
    assert changed(rows(("C-1", "Search"), ("C-2", "Export")), rows(("C-1", "Search"), (draft, "Export")), TABLE) == []


def test_of_two_items_with_one_key_or_one_title_nobody_can_say_which_moved() -> None:
    policy = TABLE + "unique = false\n"
    twice = rows(("C-1", "Search"), ("C-1", "Export"))
    assert changed(rows(("C-1", "Search"), ("C-2", "Export")), twice, policy) == []
    same = rows(("C-1", "Search"), ("C-2", "Search"), ("C-3", "Export"))
    assert changed(rows(("C-1", "Search"), ("C-2", "Dark mode"), ("C-3", "Export")), same, policy) == []


def adrs(*files: str) -> Files:
    """A file of each name, with a heading of the words in it."""
    return {f"adr/{name}.md": f"# {name.split('-', 1)[1].replace('-', ' ').capitalize()}\n" for name in files}


def test_files_that_move_together_have_not_moved() -> None:
    named = "use-postgres", "log-in-json", "ship-weekly"
    before, moved = ([f"{number:04}-{name}" for number, name in enumerate(named, start)] for start in (2, 3))
    for gap in ([], ["0021-go-home"]):
        after = adrs("0001-use-git", "0002-sign-releases", *moved, *gap)
        assert changed(after, adrs("0001-use-git", *before, *gap), ADRS) == []


def test_a_file_that_is_renamed_with_its_number_is_advice() -> None:
    before = adrs("0001-use-git", "0002-use-postgres", "0007-ship-weekly")
    assert changed(adrs("0001-use-git", "0009-use-postgres", "0007-ship-weekly"), before, ADRS) == [("0002", "advise")]


def test_another_file_with_the_number_is_another_thing() -> None:
    before = adrs("0001-use-git", "0002-use-postgres")
    assert changed(adrs("0001-use-git", "0002-go-serverless"), before, ADRS) == [("0002", "block")]


def test_a_file_that_has_another_heading_is_the_same_thing() -> None:
    before = adrs("0001-use-git", "0002-use-postgres")
    after: Files = {**before, "adr/0002-use-postgres.md": "# Where the accounts are kept\n"}
    assert changed(after, before, ADRS) == []


def test_a_ledger_that_is_not_kept_is_left_alone() -> None:
    policy = TABLE + "conserve = false\n"
    assert changed(rows(("C-2", "Search")), rows(("C-1", "Search")), policy) == []


def _told(repository: Repository, **flags: Any) -> list[tuple[str, str]]:
    found: tuple[Finding, ...] = judged(repository, **flags).findings
    return [(one.code, one.key) for one in found]


@pytest.fixture
def both_took_c4(tmp_path: Path) -> Repository:
    """Two branches that gave one key to two items; the merge is in the making, with a conflict."""
    start = titled(1, "Search", "Export", "Dark mode", form="C-{}")
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*start)}, "start")
    repository.branch("topic")
    repository.save(rows(*start, ("C-4", "Billing")), "mine")
    repository.checkout("main")
    repository.save(rows(*start, ("C-4", "Login")), "theirs")
    repository.checkout("topic")
    repository.merge("main", commit=False, fails=True)
    return repository


START = titled(1, "Search", "Export", "Dark mode", form="C-{}")


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ((("C-4", "Billing"), ("C-5", "Login")), []),
        ((("C-4", "Login"), ("C-5", "Billing")), []),
        ((("C-4", "Billing"),), [("LG212", "C-4")]),
        ((("C-4", "Login"),), [("LG212", "C-4")]),
    ],
)
def test_in_a_merge_each_side_may_keep_the_key_and_neither_item_may_be_lost(
    both_took_c4: Repository, result: tuple[tuple[str, str], ...], told: list[tuple[str, str]]
) -> None:
    both_took_c4.files(rows(*START, *result))
    both_took_c4.stage()
    assert _told(both_took_c4, staged=True) == told


def test_what_a_merge_within_the_branch_has_put_another_item_in_the_place_of_is_told(both_took_c4: Repository) -> None:
    both_took_c4.files(rows(*START, ("C-4", "Billing")))
    both_took_c4.stage()
    both_took_c4.commit("merge")
    assert _told(both_took_c4, base="main", head="HEAD") == [("LG212", "C-4")]


def test_so_is_what_such_a_merge_lost_of_a_branch_that_neither_end_holds(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("side")
    repository.save(rows(*START, ("C-4", "Login")), "theirs")
    repository.branch("topic", "main")
    repository.save(rows(*START, ("C-4", "Billing")), "mine")
    repository.merge("side", ours=True)
    assert _told(repository, base="main", head="HEAD") == [("LG212", "C-4")]
    repository.save(rows(*START, ("C-4", "Billing"), ("C-5", "Login")), "brought back")
    assert _told(repository, base="main", head="HEAD") == []


@pytest.mark.parametrize("known", [True, False])
def test_what_only_the_branch_knows_may_have_another_key(tmp_path: Path, known: bool) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("topic")
    repository.save(rows(*START, ("C-4", "Billing"), ("C-6", "Login")), "mine")
    if not known:
        repository.git("branch", "-q", "-D", "main")
    repository.files(rows(*START, ("C-5", "Billing"), ("C-6", "Quota")))
    repository.stage()
    assert _told(repository, staged=True) == ([] if known else [("LG212", "C-4"), ("LG212", "C-6")])


OWN = titled(4, "Billing", "Login", "Quota", form="C-{}")
REWORDED_OWN = titled(4, "Rechnung", "Zugang", "Menge", form="C-{}")


def test_what_only_the_branch_knows_may_be_worded_anew(tmp_path: Path) -> None:
    """Of what the default branch knows, too, one piece of advice is left."""
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("topic")
    repository.save(rows(*START, *OWN), "mine")
    for now, told in (
        ((*START, *REWORDED_OWN), []),
        ((START[0], ("C-2", "Ausfuhr"), START[2], *REWORDED_OWN), [("LG212", "C-2")]),
    ):
        repository.files(rows(*now))
        repository.stage()
        assert _told(repository, staged=True) == told


def test_what_a_merge_within_the_branch_worded_anew_is_told_and_what_it_moved_is_not(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("side")
    repository.save(rows(*START, *OWN, ("C-7", "Audit")), "theirs")
    repository.branch("topic", "main")
    repository.save({"mine.md": "mine\n"}, "mine")
    repository.merge("side", commit=False)
    repository.files(rows(*START, *REWORDED_OWN, ("C-70", "Audit")))
    repository.stage()
    repository.commit("merge")
    assert _told(repository, base="main", head="HEAD") == [("LG212", "C-4")]


def test_what_the_default_branch_knows_may_not(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("topic")
    repository.save(rows(*START, ("C-4", "Billing")), "mine")
    repository.files(rows(*START[:2], ("C-9", "Dark mode"), ("C-5", "Billing")))
    repository.stage()
    assert _told(repository, staged=True) == [("LG212", "C-3")]


def test_what_a_merge_brings_together_is_somebodys(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"ledgergate.toml": TABLE, **rows(*START)}, "start")
    repository.branch("side")
    repository.save(rows(*START, ("C-4", "Login")), "theirs")
    repository.branch("topic", "main")
    repository.save(rows(*START, ("C-4", "Billing")), "mine")
    repository.merge("side", ours=True, commit=False)
    repository.files(rows(*START, ("C-4", "Billing")))
    repository.stage()
    assert _told(repository, staged=True) == [("LG212", "C-4")]


def test_files_called_by_their_numbers_and_words_that_others_share_are_no_names() -> None:
    """What a file is called tells what it is where no other file is called so."""
    policy = """
[ledger.items]
sources = [{ path = "items/*.md", items = "files" }]
key = { from = "file", pattern = '^Item-(?P<key>\\d+)' }
title = { from = "heading", pattern = '^\\d+: (?P<title>.+)' }
"""
    other = "# 1: Dark mode\n\nA palette for the night, with contrast that readers of small type can bear.\n"
    for names, found in (
        (("Item-1-Prio-Done", "Item-2-Prio-Done"), [("1", "block")]),
        (("Item-1-tenant-search", "Item-2-export"), []),
    ):
        before: Files = {
            f"items/{name}.md": f"# {number}: {title}\n\n{text}\n"
            for number, (name, title, text) in enumerate(
                zip(
                    names,
                    ("Tenant search", "Export of reviews"),
                    ("Every query looks in one tenant.", "As a letter."),
                    strict=True,
                ),
                1,
            )
        }
        assert changed({**before, f"items/{names[0]}.md": other}, before, policy) == found


def test_a_merge_with_a_parent_that_does_not_know_the_ledger_yet_is_compared_with_the_other() -> None:
    after = reading(both(ledger(*RETITLED), table(*RETITLED)))
    known: Any = Tree(both(), "before")
    other: Any = Tree({}, "before")
    young = policies.load({"ledgergate.toml": b'[vocabulary.lane]\nvalues = ["now"]\n'})
    befores = (Side(Documents(known), after.policy, read_names), Side(Documents(other), young, read_names))
    assert [one.key for one in check(View(after, befores))] == ["C-3"]
