"""Rows that link into a document with several items: the anchor picks one of them, or none."""

from __future__ import annotations

import pytest

from judging import accepts, findings, rejects

POLICY = """
[vocabulary.bucket]
values = ["now", "later"]
[ledger.items]
sources = [{ path = "docs/list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket" }
[[report]]
path = "docs/report.md"
ledger = "items"
rows = { items = "table", key = "Item", columns = { Bucket = "bucket" } }
"""
LEDGER = (
    '# List\n\n## Open\n\n### C-1 One\n\n- Bucket: now\n\n#### More of one\n\n<a id="second"></a>\n\n'
    "### C-2 Two\n\n- Bucket: later\n\n### <a name='3rd'></a>C-3 Three\n\n- Bucket: now\n"
)


def files(first: str, second: str = "C-2", third: str = "C-3") -> dict[str, str | bytes]:
    rows = f"| {first} | now |\n| {second} | later |\n| {third} | now |\n"
    return {"docs/list.md": LEDGER, "docs/report.md": "| Item | Bucket |\n|---|---|\n" + rows}


@pytest.mark.parametrize(
    "link",
    [
        "list.md#c-1-one", "./list.md#C-1-One", "/docs/list.md#c-1-one", "../docs/list.md#more-of-one",
        "https://github.com/acme/product/blob/main/docs/list.md#c-1-one", "list.md", "list.md#open", "list.md#nowhere",
        "#c-1-one", "other.md#c-2-two",
    ],
)  # fmt: skip
def test_a_row_that_links_to_its_own_item_or_to_none(link: str) -> None:
    accepts(files(f"[C-1 One]({link})", "[C-2](list.md#second)", "[C-3](list.md#3rd)"), POLICY)


@pytest.mark.parametrize("anchor", ["c-2-two", "second"])
def test_a_row_that_links_to_another_item_of_the_page(anchor: str) -> None:
    rejects("LG311", files(f"[C-1](list.md#{anchor})"), POLICY, at=3, says="link leads to C-2", cure="list.md#c-1-one")


def test_a_row_without_a_key_is_the_item_of_its_anchor() -> None:
    told = findings(files("[the first](list.md#c-1-one)"), POLICY)
    assert [(one.code, one.key) for one in told] == [("LG310", "C-1")]  # it is C-1, under another title


def test_a_link_that_names_another_item_beside_the_key_is_no_dispute() -> None:
    accepts(files("C-1", "C-2", "C-3, after [C-1](list.md#c-1-one)"), POLICY)


def test_a_link_without_an_anchor_is_no_item_even_where_the_page_holds_one() -> None:
    one = "### C-1 One\n\n- Bucket: now\n"
    report = "| Item | Bucket |\n|---|---|\n| [C-1](list.md) | now |\n| [C-9](list.md#c-9) | now |\n"
    told = [(one.code, one.key) for one in findings({"docs/list.md": one, "docs/report.md": report}, POLICY)]
    assert told == [("LG302", "C-9")]


def test_rows_in_the_ledgers_own_page_link_by_their_anchor_alone() -> None:
    policy = POLICY.replace("docs/report.md", "docs/list.md")
    rows = "| [One](#c-1-one) | now |\n| [Two](#c-2-two) | {} |\n| C-3 | now |\n"
    index = f"\n## Index\n\n| Item | Bucket |\n|---|---|\n{rows}"
    accepts({"docs/list.md": LEDGER + index.format("later")}, policy)
    rejects("LG303", {"docs/list.md": LEDGER + index.format("now")}, policy, says="C-2")


def test_rows_of_a_table_are_named_by_the_anchor_in_them() -> None:
    policy = POLICY.replace('items = "headings", level = 3', 'items = "table", key = "Id"')
    rows = "".join(f'| <a id="n{n}"></a>C-{n} | {bucket} |\n' for n, bucket in ((1, "now"), (2, "later"), (3, "now")))
    given = files("[x](list.md#n1)", "[y](list.md#n2)", "[C-3](list.md#n3)")
    given["docs/list.md"] = "| Id | Bucket |\n|---|---|\n" + rows
    accepts(given, policy)
    given = files("[C-2](list.md#n1)")
    given["docs/list.md"] = "| Id | Bucket |\n|---|---|\n" + rows
    rejects("LG311", given, policy, says="link leads to 'C-1'")
