"""An item that was known before and is not accounted for."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, ledger, rejects, table


def test_an_item_that_is_gone_without_a_word_has_vanished() -> None:
    after = both(ledger(*ALL[:2]), table(*ALL[:2]))

    one = rejects("LG205", after, before=both(), key="C-3")
    assert one.place.path == "list.md"


@pytest.mark.parametrize(
    "words",
    [
        "C-3 merged into C-2.",
        "- C-3: superseded by C-2",
        "- ~~C-3 Tenant search~~ dropped: nobody asked",
        "| C-3 | rejected |",
        "C-3 wurde zusammengeführt mit C-2.",
    ],
)
def test_an_item_whose_end_is_written_down_has_not_vanished(words: str) -> None:
    accepts(both(ledger(*ALL[:2], more=f"## Closed\n\n{words}\n"), table(*ALL[:2])), before=both())


def test_words_about_another_item_do_not_account_for_it() -> None:
    after = both(ledger(*ALL[:2], more="## Closed\n\nC-33 merged into C-2.\n"), table(*ALL[:2]))

    rejects("LG205", after, before=both(), key="C-3")


def test_an_item_that_moved_within_its_ledger_is_still_known() -> None:
    accepts(both(ledger(*reversed(ALL))), before=both())
