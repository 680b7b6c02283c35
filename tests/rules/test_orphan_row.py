"""A row that names nothing in the ledger."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, reading, rejects, table
from ledgergate.errors import Unreadable
from ledgergate.model import Document
from ledgergate.rules.orphan_row import check
from ledgergate.rules.view import View


def test_a_row_that_was_renamed_names_nothing() -> None:
    files = both(report_md=table(*ALL, ("C-4", "Export of review", "B")))

    rejects("LG302", files, path="report.md", at=8, key="C-4", cure="did you mean C-2")


def test_rows_that_name_no_item_may_be_welcome() -> None:
    policy = POLICY.replace("totals =", "extra_rows = true\ntotals =")

    accepts(both(report_md=table(*ALL, ("X-9", "Something else", "A"))), policy)


@pytest.mark.parametrize("key", ["c-3", "`C-3`", "**C-3**", "[C-3]", "C-03", "C-3 (formerly 47)", "C-3 Tenant search"])
def test_a_key_is_known_however_it_is_written(key: str) -> None:
    accepts(both(report_md=table(*ALL[:2], (key, "Tenant search", "B"))))


def test_a_row_of_dashes_names_nothing_and_is_none() -> None:
    accepts(both(report_md=table(*ALL, ("—", "—", "—"))))


def test_a_key_that_nobody_has_is_not_excused_by_a_title_beside_it() -> None:
    files = both(report_md=table(*ALL[:2], ("C-9", "Tenant search", "B")))

    rejects("LG302", files, path="report.md", at=7, key="C-9")


@pytest.mark.parametrize("key", ["new", "–", "3rd", "no number yet"])
def test_where_no_key_is_written_the_title_beside_it_names_the_item(key: str) -> None:
    accepts(both(report_md=table(*ALL[:2], (key, "Tenant search", "B"))))


def test_two_hundred_rows_are_offered_the_nearest_item_and_the_others_are_told() -> None:
    more = tuple((f"X-{number}", f"Tenant searches {number}", "B") for number in range(1, 203))
    told = [one for one in findings(both(report_md=table(*ALL, *more))) if one.code == "LG302"]

    assert [one.key for one in told] == [key for key, _, _ in more]
    assert [one.cure for one in told[:200]] == [("did you mean C-3 'Tenant search'?",)] * 200
    assert [one.cure for one in told[200:]] == [("remove the row, or add the item to the ledger",)] * 2
    assert [one.related == () for one in told] == [False] * 200 + [True] * 2


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("list.md", b"### C-9 Audit\n", ["X-8"]),
        ("list.md", b"### C-99 Audit\n", ["X-8"]),
        ("list.md", b"### Audit\n", ["C-9", "X-8"]),
        ("other.md", b"### C-9 Audit\n", ["C-9", "X-8"]),
        ("list.md/C-9.md", b"", ["C-9", "X-8"]),
    ],
)
def test_a_row_whose_key_stands_in_a_document_of_the_ledger_that_cannot_be_read_is_told_there(
    path: str, text: bytes, keys: list[str]
) -> None:
    after = reading(both(report_md=table(*ALL, ("C-9", "Audit", "B"), ("X-8", "Odd row", "B"))))
    after.documents.note(Unreadable(Document(path, text), 0, "cannot be read", "mend it"))

    assert [one.key for one in check(View(after))] == keys


def test_so_is_one_whose_key_is_in_the_name_of_such_a_file() -> None:
    policy = POLICY.replace('"list.md", items = "headings", level = 3', '"adr/*.md", items = "files"').replace(
        "key = '^(?P<key>C-\\d+)\\b'", "key = { from = \"file\", pattern = '^(?P<key>C-\\d+)' }"
    )
    files: dict[str, str | bytes] = {
        "adr/C-1.md": "# PSA handoff\n\n- **Bucket**: A\n",
        "report.md": table(ALL[0], ("C-9", "Audit", "B")),
    }
    after = reading(files, policy)
    after.ledgers, after.reports  # noqa: B018  # read before a file of it turns out to be none
    assert [one.key for one in check(View(after))] == ["C-9"]
    after.documents.note(Unreadable(Document("adr/C-9.md", b""), 0, "cannot be read", "mend it"))
    assert [one.key for one in check(View(after))] == []
