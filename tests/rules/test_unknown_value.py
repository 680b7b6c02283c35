"""A value that is not in its vocabulary."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, ledger, rejects, table


def test_a_bucket_that_nobody_declared_is_refused() -> None:
    rejects(
        "LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", "Z"))), path="list.md", at=13, key="C-3", says="'Z'"
    )


def test_a_misspelled_value_is_offered_the_nearest() -> None:
    rejects("LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", "Latr"))), cure="did you mean B?")


def test_a_report_speaks_the_same_vocabulary() -> None:
    rejects("LG202", both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "Z"))), path="report.md", at=7)


@pytest.mark.parametrize("word", ["\u0412", "B\u200b", "\uff22"])
def test_a_lookalike_of_a_value_is_another_value(word: str) -> None:
    rejects("LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", word))), key="C-3")


TWO_LEDGERS = """
[vocabulary.boat-state]
values = { afloat = "Afloat", docked = "Docked" }
[ledger.boats]
sources = [{ path = "boats.md", items = "table", key = "Boat" }]
fields.status = { label = "Status", values = "boat-state", required = true }
[vocabulary.sail-state]
values = { sewn = "Sewn", torn = "Torn" }
[ledger.sails]
sources = [{ path = "sails.md", items = "table", key = "Sail" }]
fields.status = { label = "Status", values = "sail-state", required = true }
"""


def test_the_words_that_are_offered_are_those_of_the_items_own_ledger() -> None:
    boats = "| Boat | Status |\n|---|---|\n| B-1 | Afloat |\n"
    sails = "| Sail | Status |\n|---|---|\n| S-1 | Sewn |\n| S-2 | Patched |\n"
    one = rejects("LG202", {"boats.md": boats, "sails.md": sails}, TWO_LEDGERS, path="sails.md", at=4)
    assert one.cure == (
        "write one of sewn, torn",
        "or, if it is a word of its own, add it in the policy to vocabulary.sail-state.values",
    )


def test_a_sign_is_given_a_meaning_and_is_no_word() -> None:
    files = both(ledger(*ALL[:2], ("C-3", "Tenant search", "\u2666")))
    rejects("LG202", files, cure='vocabulary.bucket.aliases = { "\u2666" = "\u2026" }')


BOXES = """
[vocabulary.status]
values = ["open", "done"]
[ledger.tasks]
sources = [{ path = "tasks.md", items = "tasks" }]
fields.status = { from = "checkbox", values = "status" }
"""


def test_a_box_whose_state_is_no_word_of_the_policy_is_for_the_policy_to_map() -> None:
    text = "- [ ] Export\n- [x] Search\n"
    one = rejects("LG202", {"tasks.md": text}, BOXES, at=2)
    assert one.cure == ('say in the policy what it means: map = { checked = "…" } in the field status',)
    accepts({"tasks.md": text}, BOXES.replace('"checkbox"', '"checkbox", map = { checked = "done" }'))


def test_a_word_that_stands_beside_a_box_is_for_its_author() -> None:
    both_say = BOXES.replace('"checkbox"', '"checkbox", label = "Status", both = true, map = { checked = "done" }')
    one = rejects("LG202", {"tasks.md": "- [x] Search\n  - Status: dome\n"}, both_say)
    assert one.cure[0] == "did you mean done?"


COLUMNS = """
[vocabulary.status]
values = { to-do = "To Do", under-way = "Under Way" }
[ledger.tasks]
sources = [{ path = "tasks.md", items = "table", key = "Task" }]
fields.status = { label = "Status", values = "status", required = true }
"""


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (("To Do", "to-do", "Under Way"), "To Do, Under Way"),
        (("to-do", "to-do", "Under Way"), "to-do, under-way"),
        ((), "To Do, Under Way"),
    ],
)
@pytest.mark.parametrize(("said", "code"), [("Later", "LG202"), ("", "LG201")])
def test_values_are_offered_as_the_documents_write_them(
    others: tuple[str, ...], words: str, said: str, code: str
) -> None:
    rows = "".join(f"| T-{number} | {word} |\n" for number, word in enumerate((*others, said), start=1))
    rejects(code, {"tasks.md": f"| Task | Status |\n|---|---|\n{rows}"}, COLUMNS, cure=f"write one of {words}")


def test_a_texts_meaning_is_not_offered_for_a_key() -> None:
    policy = COLUMNS.replace('under-way = "Under Way"', 'now = "Somebody is at it"')
    rejects("LG202", {"tasks.md": "| Task | Status |\n|---|---|\n| T-1 | x |\n"}, policy, cure="one of to-do, now")


def test_the_nearest_is_offered_as_the_documents_write_it() -> None:
    rows = "| T-1 | Under Way |\n| T-2 | Under Wy |\n"
    rejects("LG202", {"tasks.md": f"| Task | Status |\n|---|---|\n{rows}"}, COLUMNS, cure="did you mean Under Way?")
