"""Fields that refer to items of a ledger name items that are there."""

from __future__ import annotations

import pytest

from judging import POLICY, accepts, both, ledger, reading, rejects
from ledgergate.errors import Misused

ITEMS = (("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), ("C-3", "Tenant search", "B"))
REFERS = POLICY.replace("[[report]]", 'fields.needs = { label = "Needs", kind = "refers" }\n[[report]]', 1)


def needs(text: str) -> dict[str, str | bytes]:
    return both(ledger(*ITEMS, more=f"- **Needs**: {text}\n"))


@pytest.mark.parametrize(
    "text",
    ["C-1", "C-1, C-2", "C-1 and C-2", "C-1 / C-2", "`c-01`", "[C-1](x.md)", "C-1 (once it is done)", "—", "none",
     "TBD", "PSA handoff", "PSA handoff, Export of reviews", "see C-2; it is nearly done"],
)  # fmt: skip
def test_a_field_may_name_items_by_key_or_title(text: str) -> None:
    accepts(needs(text), REFERS)


@pytest.mark.parametrize(
    ("text", "name"),
    [("C-9", "C-9"), ("C-1, C-9", "C-9"), ("C-1 and C-9 (new)", "C-9"), ("PSA handoff, Billing", "Billing"),
     ("X-1", "X-1")],
)  # fmt: skip
def test_a_name_of_nothing_is_told(text: str, name: str) -> None:
    rejects("LG302", needs(text), REFERS, path="list.md", at=15, says=f"C-3 'Tenant search' refers to '{name}'")


def test_the_nearest_item_is_offered() -> None:
    rejects("LG302", needs("PSA handof"), REFERS, cure="did you mean C-1 'PSA handoff'?")


def test_what_became_of_an_item_is_told_elsewhere() -> None:
    closed = REFERS.replace("fields.needs", 'dispositions = { path = "gone.md" }\nfields.needs')
    accepts({**needs("C-9"), "gone.md": "- C-9 merged into C-1\n"}, closed)


TWO = """
[ledger.epics]
key = '^(?P<key>E-\\d+)'
sources = [{ path = "epics.md", items = "list" }]
[ledger.stories]
sources = [{ path = "stories.md", items = "table", key = "Story" }]
fields.epic = { label = "Epic", kind = "refers", ledger = "epics" }
"""
STORIES = "| Story | Epic |\n|---|---|\n| one | E-1 |\n| two | E-1, E-{} |\n"


def test_a_field_may_refer_to_another_ledger() -> None:
    files: dict[str, str | bytes] = {"epics.md": "- E-1 a\n- E-2 b\n", "stories.md": STORIES.format(2)}
    accepts(files, TWO)
    rejects(
        "LG302", {**files, "stories.md": STORIES.format(7)}, TWO, path="stories.md", at=4, says="the ledger 'epics'"
    )


def test_a_reports_own_field_may_refer() -> None:
    rows = 'rows = { fields.after = { label = "After", kind = "refers" }, items'
    report = "# R\n\n| Candidate | Title | Bucket | After |\n|---|---|---|---|\n"
    report += "".join(
        f"| {key} | {title} | {bucket} | {after} |\n"
        for (key, title, bucket), after in zip(ITEMS, ("", "C-1", "C-8"), strict=True)
    )
    rejects(
        "LG302",
        {"list.md": ledger(*ITEMS), "report.md": report},
        POLICY.replace("rows = { items", rows),
        at=7,
        says="C-8",
    )


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ('{ label = "Needs", kind = "refers", ledger = "candidate" }', "candidates"),
        ('{ label = "Needs", ledger = "candidates" }', 'kind = "refers"'),
    ],
)
def test_a_field_that_refers_nowhere_is_a_mistake(field: str, says: str) -> None:
    with pytest.raises(Misused, match=says):
        reading(needs("C-1"), REFERS.replace('{ label = "Needs", kind = "refers" }', field))


KEYS = POLICY.replace("[rules]", '[documents]\nkeys = ["docs/**"]\n[rules]')


def mentions(text: str) -> dict[str, str | bytes]:
    return {**both(), "docs/a.md": text}


@pytest.mark.parametrize(
    "text",
    ["As C-9 shows, and C-9 again.\n", "# About C-9\n", "- done with C-9\n", "| a |\n|---|\n| after C-9 |\n", "(C-9)\n",
     "[C-9](x.md)\n", "**C-9**: a\n", "See C-9, unused code goes.\n", "| C-9 | Retired |\n|---|---|\n",
     "<!-- renumbered from C-9 -->\n\nAs C-9 shows.\n", "```\nformerly C-9\n```\n\nAs C-9 shows.\n",
     "The renamed part follows C-9.\n", "# C-9\n\nReserved seats are sold first.\n", "Originally a step of C-9.\n",
     "- C-9 (planned)\n", "As C-9: Reserved seats are sold first.\n", "| C-9 | Reserved names |\n|---|---|\n",
     "C-9, reserved by us\n", "| C-9 | Postponed |\n|---|---|\n",
     "[C-9](https://github.com/we/this/blob/main/C-9.md)\n", "[x](https://example.org) C-9 [y](https://example.org)\n"],
)  # fmt: skip
def test_a_key_of_no_item_is_told_where_the_policy_asks(text: str) -> None:
    rejects("LG206", mentions(text), KEYS, path="docs/a.md", says="C-9 names no item of candidates")
    accepts(mentions(text))


@pytest.mark.parametrize(
    "text",
    ["As C-1 shows.\n", "`C-9`\n", "```\nC-9\n```\n", "<!-- C-9 -->\n", "[x](C-9)\n", "[x](a/C-9.md)\n", "UTF-8\n",
     "<https://example.org/C-9>\n", "https://example.org/?q=C-9\n", "C-9 was merged into C-1\n", "ABC-9 and C-9-x\n",
     "C-1 (formerly known as C-9)\n", "**C-9** is *reserved*.\n", "## Closed\n\n- C-9\n", "[x]: C-9\n", "[C-9](https://example.org/pull/9)\n",
     "C-1, renumbered from C-9. C-9 is it.\n", "C-9 is reserved.\n",
     "Formerly *C-9*.\n", "- C-9 (reserved)\n", "| x |\n|---|\n| **C-9** | **reserved**: a |\n"],
)  # fmt: skip
def test_other_texts_are_no_keys_of_items(text: str) -> None:
    accepts(mentions(text), KEYS)


def test_a_key_that_the_ledger_ignores_may_be_named() -> None:
    accepts(mentions("C-9\n"), KEYS.replace("fields.bucket", 'ignore = ["C-9"]\nfields.bucket'))


def test_documents_of_keys_need_a_ledger_whose_keys_have_a_pattern() -> None:
    with pytest.raises(Misused, match="no ledger has a `key`"):
        reading(
            {"a.md": "- x\n"},
            '[ledger.l]\nsources = [{ path = "a.md", items = "list" }]\n[documents]\nkeys = ["a.md"]\n',
        )
