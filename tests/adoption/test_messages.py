"""The page of messages shows what the rules say now."""

from __future__ import annotations

from pathlib import Path

import pytest

import messages

PAGE = Path(__file__).resolve().parents[2] / "docs/messages.md"


@pytest.mark.parametrize("code", messages.codes())
def test_the_page_shows_the_message_as_it_is_printed(code: str) -> None:
    shown = f"## {code}\n\n```text\n{messages.message(code)}```\n"
    assert shown in PAGE.read_text(encoding="utf-8"), "python tests/messages.py docs/messages.md"
