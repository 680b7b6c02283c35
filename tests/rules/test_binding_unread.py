"""Bindings that read nothing: renamed in the documents, misspelt in the policy, left out."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, rejects, table

OPTIONAL = POLICY.replace(", required = true", "").replace('totals = { by = "bucket" }\n', "")


def told(files: dict[str, str | bytes], policy: str) -> list[tuple[str, str, int]]:
    return [(one.code, one.place.path, one.place.line) for one in findings(files, policy) if one.code == "LG312"]


def test_a_column_that_the_table_calls_otherwise_is_told_with_the_nearest_header() -> None:
    files = both(report_md=table(*ALL).replace("| Bucket |", "| Buckets |"))

    one = rejects("LG312", files, path="report.md", at=3, says="nearest: 'Buckets'", cure="bind 'Buckets'")

    assert "ledgergate.toml:14" in one.cure[0]


def test_a_column_that_the_policy_misspells_is_told() -> None:
    rejects("LG312", both(), POLICY.replace("{ Bucket = ", "{ Bukcet = "), path="report.md", at=3, says="'Bucket'")


def test_one_of_two_tables_lacks_the_column() -> None:
    second = "\n## More\n\n| Candidate | Title | Klasse |\n|---|---|---|\n| C-3 | Tenant search | B |\n"
    files = both(report_md=table(*ALL[:2], more=second))

    rejects("LG312", files, OPTIONAL, path="report.md", at=10, says="no such column")


def test_a_table_under_a_section_that_is_left_out_may_lack_it() -> None:
    second = "\n## More\n\n| Candidate | Title | Klasse |\n|---|---|---|\n| C-3 | Tenant search | B |\n"
    policy = OPTIONAL.replace('title = "Title", columns', 'title = "Title", not_under = "More", columns')

    assert told(both(report_md=table(*ALL, more=second)), policy) == []


def test_further_names_of_one_field_are_one_binding() -> None:
    policy = POLICY.replace('{ Bucket = "bucket" }', '{ Bucket = "bucket", Klasse = "bucket", Stufe = "bucket" }')

    accepts(both(), policy)
    accepts(both(report_md=table(*ALL).replace("| Bucket |", "| Klasse |")), policy)


def test_extra_and_reordered_columns_change_nothing() -> None:
    rows = "".join(f"| {bucket} | x | {title} | {key} |\n" for key, title, bucket in ALL)

    accepts(both(report_md="# R\n\n| Bucket | Note | Title | Candidate |\n|---|---|---|---|\n" + rows))


def test_a_label_that_was_renamed_everywhere_is_told_where_a_report_restates_it() -> None:
    files = both(ledger(*ALL).replace("**Bucket**", "**Stage**"))

    one = rejects("LG312", files, OPTIONAL, path="ledgergate.toml", at=9, says="reads 0 of 3 items")

    assert "nearest: 'Stage'" in one.message, "its words are the bucket's"


@pytest.mark.parametrize("count", [1, 3])
def test_few_items_without_what_is_required_are_told_one_by_one(count: int) -> None:
    items = [(key, title, "") for key, title, _ in ALL[:count]]

    assert told(both(ledger(*items)), POLICY) == []


def test_many_items_without_a_required_label_are_a_label_that_nothing_has() -> None:
    many = [(f"C-{number}", f"Part {number}", "A") for number in range(1, 9)]
    files = both(ledger(*many).replace("**Bucket**", "**Klasse**"), table(*many))

    rejects("LG312", files, at=9, says="fields.bucket reads 0 of 8 items", cure="bind 'Klasse'")


def test_a_selection_may_say_what_the_ledger_does_not() -> None:
    policy = OPTIONAL.replace("[rules]", 'covers = "none"\n[rules]')
    silent = ledger(*((key, title, "") for key, title, _ in ALL))

    accepts(both(silent), policy)
    rejects("LG312", both(silent), OPTIONAL, at=9, says="report.md restates it")
    rejects("LG312", both(ledger(*ALL).replace("**Bucket**", "**Stage**")), policy, says="nearest: 'Stage'")


LANE = OPTIONAL.replace("[[report]]", 'fields.lane = { label = "Lane", values = "lane" }\n[[report]]', 1).replace(
    "[rules]",
    '[[invariant]]\nwhen = { lane = "core" }\nthen = { bucket = "A" }\nreason = "core is now"\n[rules]',
).replace("[ledger", '[vocabulary]\nlane.values = ["core", "site"]\n[ledger', 1)  # fmt: skip


def test_a_lane_that_no_item_has_yet_is_no_finding() -> None:
    accepts(both(), LANE)


@pytest.mark.parametrize("label", ["Lanes", "Track"])
def test_a_label_in_an_invariant_that_was_renamed_is_told(label: str) -> None:
    files = both(ledger(*ALL).replace("- **Bucket**: A", f"- **Bucket**: A\n- **{label}**: core"))

    rejects("LG312", files, LANE, path="ledgergate.toml", says=f"nearest: '{label}'")


def test_a_report_that_may_give_the_value_is_asked_in_place_of_the_ledger() -> None:
    policy = OPTIONAL.replace("[rules]", 'classifies = "bucket"\n[rules]')
    files = both(ledger(*((key, title, "") for key, title, _ in ALL)))

    accepts(files, policy)
    rejects("LG312", {**files, "report.md": table(*ALL).replace("| Bucket |", "| Class |")}, policy, path="report.md")


def test_an_optional_column_of_evidence_may_be_in_one_table_alone() -> None:
    policy = OPTIONAL.replace(
        '{ Bucket = "bucket" }', '{ Bucket = "bucket" }, fields.proof = { label = "Proof", kind = "evidence" }'
    )
    second = "\n| Candidate | Title | Bucket | Proof |\n|---|---|---|---|\n| C-3 | Tenant search | B | `report.md` |\n"

    accepts(both(report_md=table(*ALL[:2], more=second)), policy)
    rejects("LG312", both(), policy, path="report.md", at=3, says="'Proof'")


def test_rows_of_a_list_whose_label_was_renamed() -> None:
    policy = OPTIONAL.replace(
        'items = "table", key = "Candidate", title = "Title"', "items = \"list\", key = '^(?P<key>C-\\d+)'"
    )
    rows = "".join(f"- {key} {title}\n  - **Bucket**: {bucket}\n" for key, title, bucket in ALL)

    accepts(both(report_md="# R\n\n" + rows), policy)
    rejects("LG312", both(report_md="# R\n\n" + rows.replace("Bucket", "Stage")), policy, at=3, says="no row")


PRESET = 'preset = "adr"\n'


def test_a_presets_own_parts_need_not_be_there() -> None:
    files: dict[str, str | bytes] = {"docs/adr/0001-x.md": "# 1. X\n\n## Status\n\nAccepted\n"}

    assert told(files, PRESET) == []
