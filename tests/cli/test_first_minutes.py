"""The page of refusals that are mended by their messages alone is what the commands print."""

from __future__ import annotations

import first_minutes


def test_following_the_messages_mends_each_case_and_the_page_shows_how() -> None:
    written = (first_minutes.ROOT / "docs/first-five-minutes.md").read_text(encoding="utf-8")
    assert written == first_minutes.page(), "python tests/first_minutes.py docs/first-five-minutes.md"


def test_five_refusals_and_ten_more_are_shown() -> None:
    assert len(first_minutes.CASES) == 15
