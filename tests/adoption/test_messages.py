"""The page of messages shows what the rules say now."""

from __future__ import annotations

from pathlib import Path

import pytest

import messages

PAGE = Path(__file__).resolve().parents[2] / "docs/messages.md"


@pytest.mark.parametrize("code", messages.codes())
def test_the_page_shows_the_messages_as_they_are_printed(code: str) -> None:
    section = messages.section(code)
    assert f"{section}\n## " in PAGE.read_text(encoding="utf-8") + "\n## ", "python tests/messages.py docs/messages.md"


def test_each_situation_is_one_in_which_the_rule_finds_something() -> None:
    assert "```text\n\n```" not in PAGE.read_text(encoding="utf-8")
