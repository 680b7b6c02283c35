"""A row whose link leads to another item than its key says."""

from __future__ import annotations

import pytest

from judging import accepts, findings, rejects

POLICY = """
[ledger.records]
sources = [{ path = "adr/*/README.md", items = "files", key = { from = "folder" }, title = { from = "heading" } }]
[[report]]
path = "README.md"
ledger = "records"
rows = { items = "table", key = "No", title = "Title" }
"""


def index(*rows: tuple[str, str]) -> dict[str, str | bytes]:
    lines = "".join(f"| {key} | {title} |\n" for key, title in rows)
    return {
        "adr/0007/README.md": "# Seven\n",
        "adr/0008/README.md": "# Eight\n",
        "README.md": "| No | Title |\n|---|---|\n" + lines,
    }


def test_a_link_that_was_copied_from_the_row_above_is_refused() -> None:
    files = index(("0007", "[Seven](adr/0007)"), ("0008", "[Eight](adr/0007)"))

    rejects("LG311", files, POLICY, path="README.md", at=4, key="0008", cure="adr/0008/README.md")


def test_a_disputed_row_is_one_finding_and_not_four() -> None:
    files = index(("0007", "[Seven](adr/0007)"), ("0008", "[Eight](adr/0007)"))

    assert [one.code for one in findings(files, POLICY)] == ["LG311"]


@pytest.mark.parametrize(
    "target",
    ["adr/0008", "./adr/0008/", "adr/0008/README.md#context", "/adr/0008", "adr/%30008/README.md",
     "https://github.com/acme/product/blob/main/adr/0008/README.md"],
)  # fmt: skip
def test_the_ways_to_link_an_item(target: str) -> None:
    accepts(index(("0007", "[Seven](adr/0007)"), ("0008", f"[Eight]({target})")), POLICY)


def test_a_link_to_something_else_is_no_dispute() -> None:
    files = index(("[0007](#top)", "Seven"), ("0008", "Eight, after [Seven](adr/0007)"))

    assert "LG311" not in [one.code for one in findings(files, POLICY)]
