"""Many rows of one table whose titles all differ, and long lines of numbers: the work grows as the text does."""

from __future__ import annotations

import pytest

from judging import ALL, findings, ledger, rejects, table
from ledgergate.ledgers import dispositions
from steps import lines_run


def _steps(count: int) -> int:
    """What it takes to say that every row of a report has another title than its item."""
    items = tuple((f"C-{at}", f"Candidate {at}", "A") for at in range(1, count + 1))

    def told(text: str) -> None:
        found = findings({"list.md": ledger(*items), "report.md": text})
        assert sum(one.code == "LG310" and one.fix is not None for one in found) == count

    return lines_run(told, table(*((key, "Old name", bucket) for key, _, bucket in items)))


def test_four_times_the_titles_take_four_times_the_steps() -> None:
    """A table from some size on is kept as numbers, and to walk it makes each row anew."""
    assert _steps(400) <= 5 * _steps(100)


def test_a_title_is_mended_in_its_own_row_of_its_own_table() -> None:
    files: dict[str, str | bytes] = {
        "list.md": ledger(*ALL),
        "report.md": table(
            ALL[0], more="\nMore:\n\n" + table(ALL[1], ("C-3", "An old name", "B")).partition("\n\n")[2]
        ),
    }
    one = rejects("LG310", files)
    assert one.fix is not None
    (edit,) = one.fix.edits
    text = str(files["report.md"])
    assert (text[edit.start : edit.end], edit.text) == ("An old name", "Tenant search")


@pytest.mark.parametrize("words", ["C-7 and C-8 ", "7 und 8 ", "# 7, "])
def test_each_number_of_a_long_line_is_looked_at_once(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    whole = dispositions._WORD

    class Counting:
        def __getattr__(self, verb: str) -> object:
            def asked(text: str) -> object:
                looked.append(len(text))
                return getattr(whole, verb)(text)

            return asked

    monkeypatch.setattr(dispositions, "_WORD", Counting())
    line = words * 500
    assert list(dispositions._numbers(line))
    assert sum(looked) <= 2 * len(line)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ("7 and 8", ["7", "8"]),
        ("in 36 of them", []),
        ("the 7 others", []),
        ("C-7, 9", ["7"]),
        ("#12 with 3", ["12"]),
        ("and 7", ["7"]),
    ],
)
def test_a_number_counts_as_a_key_where_no_word_stands_before_it(names: str, keys: list[str]) -> None:
    assert list(dispositions._numbers(names)) == keys
