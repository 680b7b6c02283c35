"""Two different values for one field."""

from __future__ import annotations

from judging import ALL, accepts, both, ledger, rejects

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
