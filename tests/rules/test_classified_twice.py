"""Two different values for one field."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, rejects, table

STAGES = """
[vocabulary.stage]
values = ["Stage 1", "Stage 2"]
[ledger.proposals]
sources = [{ path = "*.md", items = "table", key = "Proposal" }]
fields.stage = { from = "heading", values = "stage", required = true }
"""


def stage(name: str, *titles: str) -> str:
    return f"# {name}\n\n| Proposal |\n|---|\n" + "".join(f"| {title} |\n" for title in titles)


def test_two_buckets_in_one_item_are_refused_at_the_second() -> None:
    files = both(ledger(*ALL, more="- **Bucket**: A\n"))

    rejects("LG203", files, path="list.md", at=15, key="C-3", says="two values for its bucket")


def test_one_cell_that_names_two_buckets_is_refused() -> None:
    rejects("LG203", both(ledger(*ALL[:2], ("C-3", "Tenant search", "A / B"))), at=13, key="C-3")


def test_the_same_bucket_said_twice_is_one() -> None:
    accepts(both(ledger(*ALL, more="- **Bucket**: B - Later\n")))


def test_one_proposal_under_two_stages_is_refused_where_it_stands_again() -> None:
    files: dict[str, str | bytes] = {"a.md": stage("Stage 1", "Maps", "Sets"), "b.md": stage("Stage 2", "Maps")}

    rejects("LG203", files, STAGES, path="b.md", at=5, key="Maps", says="Stage 1 and Stage 2")


def test_names_that_may_stand_twice_are_several_items_and_keys_are_one() -> None:
    policy = STAGES + "unique = false\n"
    for name in ("Maps", "Documentation of it", "Evidence of 7 runs"):
        accepts({"a.md": stage("Stage 1", name, "Sets"), "b.md": stage("Stage 2", name)}, policy)
    rejects(
        "LG203",
        {"a.md": stage("Stage 1", "M-1"), "b.md": stage("Stage 2", "M-1")},
        policy,
        path="b.md",
        at=5,
        key="M-1",
    )


def test_a_status_in_the_file_name_and_in_the_file_must_agree() -> None:
    policy = """
[vocabulary.status]
values = ["Ready", "Done"]
[ledger.items]
sources = [{ path = "items/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d+)' } }]
fields.status = { from = "file", pattern = '-(?P<status>\\w+)$', label = "Status", values = "status" }
"""
    rejects("LG203", {"items/7-Done.md": "# Seven\n\n**Status:** Ready\n"}, policy, path="items/7-Done.md", at=3)
    accepts({"items/7-Done.md": "# Seven\n\n**Status:** ✅ Done (in May)\n"}, policy)


def test_two_buckets_in_one_cell_of_a_report_are_refused_there_and_not_compared() -> None:
    files = both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "B, C")))

    rejects("LG203", files, path="report.md", at=7, key="C-3", says="two values for its bucket")
    assert [one.code for one in findings(files)] == ["LG203"]


def test_two_ranks_in_a_report_that_classifies_are_refused() -> None:
    policy = POLICY.replace("required = true", "").replace("[[report]]", "[[report]]\nclassifies = true")
    bare = "# Candidates\n\n### C-1 PSA handoff\n\n### C-2 Export of reviews\n"
    files = both(bare, table(ALL[0], ("C-2", "Export of reviews", "A + C")))

    rejects("LG203", files, policy, path="report.md", at=6, key="C-2")


def test_two_columns_of_one_field_must_agree() -> None:
    policy = POLICY.replace("{ Bucket =", '{ Class = "bucket", Bucket =')
    report = (
        "| Candidate | Bucket | Class |\n|---|---|---|\n| C-1 | A | Now critical |\n| C-2 | B | C |\n| C-3 | B | b |\n"
    )

    rejects("LG203", both(report_md=report), policy, path="report.md", at=4, key="C-2")


def test_a_row_must_say_what_its_heading_says() -> None:
    field = 'fields.bucket = { from = "heading", both = true, label = "Bucket", values = "bucket" }'
    policy = POLICY.replace('columns = { Bucket = "bucket" }', field)
    rows = "| Candidate | Bucket |\n|---|---|\n"
    report = f"## Now critical\n\n{rows}| C-1 | A |\n\n## Later\n\n{rows}| C-2 | B |\n| C-3 | A |\n"

    told = rejects("LG203", both(report_md=report), policy, path="report.md", at=12, key="C-3", says="Now critical")
    assert told.cure == ("keep one of B (Later) and A (Now critical)",)
    assert not [one for one in findings(both(report_md=report), policy) if one.code == "LG303"]


PURPOSE = """
[ledger.l]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.purpose = { LABEL, kind = "KIND" }
"""


@pytest.mark.parametrize("kind", ["text", "key"])
def test_a_label_that_stands_twice_with_two_texts_is_refused(kind: str) -> None:
    policy = PURPOSE.replace("LABEL", 'label = "Purpose"').replace("KIND", kind)

    rejects("LG203", {"list.md": "## Yard\n\n- Purpose: clean.\n- Purpose: no goats.\n"}, policy, at=4, key="Yard")
    accepts({"list.md": "## Yard\n\n- Purpose: clean.\n- Purpose: *Clean*\n"}, policy)


def test_texts_in_two_languages_and_evidence_may_differ() -> None:
    two = PURPOSE.replace("LABEL", 'label = ["Purpose", "Zweck"]').replace("KIND", "text")
    accepts({"list.md": "## Yard\n\n- Purpose: clean.\n- Zweck: sauber.\n"}, two)
    evidence = PURPOSE.replace("LABEL", 'label = "Purpose"').replace("KIND", "evidence")
    accepts({"list.md": "## Yard\n\n- Purpose: `a.md`\n- Purpose: `b.md`\n"}, evidence)


def test_a_heading_that_names_two_values_classifies_nothing() -> None:
    rejects("LG203", {"a.md": stage("Stage 1 / Stage 2", "Maps")}, STAGES, at=5, key="Maps")
    mapped = STAGES.replace("required", 'map = { "Stage 1 / Stage 2" = "Stage 1" }, required')
    accepts({"a.md": stage("Stage 1 / Stage 2", "Maps")}, mapped)
