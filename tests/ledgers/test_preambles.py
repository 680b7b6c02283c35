"""Proposals whose preamble stands in a fence or in `<pre>`."""

from __future__ import annotations

import pytest

from judging import reading

POLICY = """
[vocabulary.status]
values = ["Draft", "Final"]
[ledger.proposals]
sources = [{ path = "p/*", items = "files", exclude = ["template.md"] }]
key = { from = "file", pattern = '(?P<key>\\d+)$', prefix = "P-" }
fields.status = { label = "Status", values = "status", required = true }
"""
LINES = "P: 7\nTitle: Bump the sequence\nStatus: Final\n"


def only(text: str, name: str = "p/p-0007.md") -> tuple[str, str]:
    """The title and the status of the one proposal."""
    (item,) = reading({name: text, "p/template.md": "# T\n"}, POLICY).ledgers["proposals"].items
    return item.title, item.value("status")


@pytest.mark.parametrize(
    "text",
    [
        f"## Preamble\n\n```\n{LINES}```\n\n## Summary\n\nWords.\n",
        f"```text\n{LINES}```\n\n## Abstract\n",
        f"~~~\r\n{LINES}~~~\r\n",
        f"<pre>\n  {LINES}</pre>\n\n==Abstract==\n",
        f"'''NOTICE: unfinished.'''\n\n<pre>\n{LINES}</pre>\n",
        f"```\n{LINES}Discussion: one\n  and another\nVersion 1.2\n```\n",
        "<PRE>P: 7\nTitle: Bump the sequence\nStatus: Final</PRE>\n",
    ],
)
def test_a_preamble_in_code_is_read(text: str) -> None:
    assert only(text) == ("Bump the sequence", "Final")


def test_a_mediawiki_file_is_read_as_far_as_its_preamble() -> None:
    assert only(f"<pre>\n{LINES}</pre>\n\n==Abstract==\n", "p/p-0007.mediawiki") == ("Bump the sequence", "Final")


@pytest.mark.parametrize(
    "text",
    [
        f"# P\n\nAn example of one:\n\n```\n{LINES}```\n",
        "# P\n\n```\nint main() {\nStatus: Final\n}\n```\n",
        "# P\n\n```\nStatus: Final\n```\n",
        "# P\n\n```\nA: 1\nStatus: Final\nwords\nwords\nwords\n```\n",
    ],
)
def test_code_that_is_no_preamble_says_nothing(text: str) -> None:
    assert only(text)[1] == ""


def test_a_value_of_a_preamble_has_its_place() -> None:
    (item,) = reading({"p/p-1.md": f"# P\n\n```\n{LINES}```\n"}, POLICY).ledgers["proposals"].items
    stated = item.stated("status")

    assert stated is not None
    assert (stated.place.line, stated.place.column, stated.raw) == (6, 9, "Final")


def test_a_section_does_not_restate_what_front_matter_states() -> None:
    front = "---\nstatus: Final\n---\n\n"
    column = "## Columns\n\n- **Status**: badge, coloured\n"
    reads = reading({"p/p-0007.md": front + column, "p/template.md": "# T\n"}, POLICY)
    assert [one.raw for one in reads.ledgers["proposals"].items[0].fields["status"]] == ["Final"]
    twice = reading({"p/p-0007.md": front + "**Status**: Draft\n\n" + column}, POLICY)
    assert [one.raw for one in twice.ledgers["proposals"].items[0].fields["status"]] == ["Final", "Draft"]
