"""One key, twice in a ledger."""

from __future__ import annotations

from judging import ALL, accepts, both, ledger, rejects

NUMBERS = """
[ledger.records]
sources = [{ path = "adr/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d{4})' } }]
"""


def test_a_key_that_stands_twice_is_refused_at_its_second_place() -> None:
    files = both(ledger(*ALL, ("C-2", "Another export", "B")))

    rejects("LG204", files, path="list.md", at=15, key="C-2", says="is listed twice", cure="list.md:7")


def test_two_files_with_one_number_are_refused() -> None:
    files: dict[str, str | bytes] = {"adr/0007-a.md": "# A\n", "adr/0007-b.md": "# B\n", "adr/0008-c.md": "# C\n"}

    rejects("LG204", files, NUMBERS, path="adr/0007-b.md", key="0007")


def test_a_ledger_may_say_that_its_keys_are_not_unique() -> None:
    accepts({"adr/0007-a.md": "# A\n", "adr/0007-b.md": "# B\n"}, NUMBERS + "unique = false\n")
