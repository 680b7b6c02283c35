"""Lines with thousands of keys: what stands before each is not read each time."""

from __future__ import annotations

import pytest

from judging import both, findings, ledger
from ledgergate.ledgers import beginnings
from steps import lines_run


def test_what_is_before_a_key_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    whole = beginnings._MARKS

    class Counting:
        def sub(self, new: str, text: str) -> str:
            looked.append(len(text))
            return whole.sub(new, text)

    monkeypatch.setattr(beginnings, "_MARKS", Counting())
    line = "words and C-77 " * 4000
    findings(both(ledger(("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), more=line + "\n")))
    assert looked
    assert sum(looked) <= 12 * len(line)


def test_a_paragraph_with_a_key_on_each_line_takes_steps_as_it_has_lines() -> None:
    def told(text: str) -> None:
        found = findings(both(ledger(("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), more=text)))
        assert any(one.code == "LG206" for one in found)

    small, large = (lines_run(told, "**C-77**: here\n~~### C-78 *there*\n" * count) for count in (40, 160))
    assert large <= 5 * small


@pytest.mark.parametrize("ahead", ["[x] ", "<a id='x'></a> ", "1. ", "\U0001f680 "])
def test_a_key_behind_marks_still_begins_something(ahead: str) -> None:
    told = findings(both(ledger(("C-1", "PSA handoff", "A"), more=f"## {ahead}C-77 Something\n")))
    assert [one.key for one in told if one.code == "LG206"] == ["C-77"]


@pytest.mark.parametrize("ahead", ["\u200b" * 1200, "\u2605" * 1200, "\u200b " * 900])
def test_signs_without_end_before_a_key_hide_it_from_nobody(ahead: str) -> None:
    told = findings(both(ledger(("C-1", "PSA handoff", "A"), more=f"- {ahead}C-77 Something\n")))
    assert "LG206" in [one.code for one in told]
