"""Numbers that `init` takes for one series: over several folders, and with notes below its files."""

from __future__ import annotations

from proposing import proposed, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")
IN_TURN = ("paint", "wire") * 5


def ledgers(files: dict[str, str]) -> list[tuple[str, int]]:
    return sorted((draft.ledger.name, len(draft.read.items)) for draft in proposed(files).drafts)


def spread(*folders: str, numbers: range = range(1, 11)) -> dict[str, str]:
    """A document a number, each in the folder that is given for it."""
    return {
        f"{folder}/{number:04}-{name}.md": f"# LIP-{number:04}: The {name} lamp\n\nStatus: Draft\n\nText.\n"
        for folder, number, name in zip(folders, numbers, LAMPS, strict=False)
    }


def index(path: str, files: dict[str, str], *, left_out: int = 0) -> dict[str, str]:
    lines = "".join(f"- [{one[-12:-3]}]({one})\n" for one in sorted(files) if f"/{left_out:04}-" not in one)
    return {**files, path: f"# The lamps\n\n## All of them\n\n{lines}"}


def test_numbers_that_were_given_out_in_turn_are_one_ledger_whose_index_is_to_have_all() -> None:
    files = spread(*(f"lips/{kind}" for kind in IN_TURN))
    assert ledgers(files) == [("lips", 10)]
    assert told(index("README.md", files)) == []
    assert told(index("README.md", files, left_out=5)) == [("LG301", "LIP-0005")]


def test_the_folders_may_lie_side_by_side_at_the_root_and_at_several_levels() -> None:
    folders = ("lips/draft/paint", "lips/draft/wire", "lips/final", "lips/draft/wire", "lips/draft/paint") * 2
    assert ledgers(spread(*folders)) == [("lips", 10)]
    assert [count for _, count in ledgers(spread(*IN_TURN))] == [10]


def test_series_that_count_for_themselves_stay_apart() -> None:
    files = spread(*["guides/paint"] * 5) | spread(*["guides/wire"] * 5)
    assert [count for _, count in ledgers(files)] == [5, 5]
    ahead = spread(*["guides/paint"] * 5) | spread(*["guides/wire"] * 5, numbers=range(20, 25))
    assert [count for _, count in ledgers(ahead)] == [5, 5]


def test_a_number_that_two_folders_of_a_long_series_have_is_told() -> None:
    names = [f"{lamp}-{shape}" for lamp in LAMPS for shape in ("round", "flat")]
    files = {
        f"lips/{('paint', 'wire')[number % 2]}/{number:04}-{name}.md": f"# LIP-{number:04}: {name}\n\nStatus: Draft\n"
        for number, name in enumerate(names, 1)
    }
    assert told(files) == []
    files["lips/paint/0007-again.md"] = "# LIP-0007: again\n\nStatus: Draft\n"
    assert told(files) == [("LG204", "LIP-0007")]


# Rows that say more beside the key.
def rows(*said: str) -> str:
    return "# Index\n\n| LIP | Status |\n|---|---|\n" + "".join(f"| {one} | Draft |\n" for one in said)


def test_a_cell_that_begins_with_the_key_names_the_item() -> None:
    files = spread(*(f"lips/{kind}" for kind in IN_TURN))
    cells = [f"LIP-{number:04} ({kind.title()})" for number, kind in enumerate(IN_TURN, 1)]
    assert told({**files, "lips/README.md": rows(*cells)}) == []
    wrong = rows(*cells).replace("0003 (Paint) | Draft", "0003 (Paint) | Final")
    assert told({**files, "lips/README.md": wrong}) == [("LG303", "LIP-0003")]


# Notes.
def decisions() -> dict[str, str]:
    return {
        f"docs/adr/adr-{number:03}-{name}.md": f"# The {name} lamp\n\nStatus: Accepted\n"
        for number, name in enumerate(LAMPS, 1)
    }


def notes(*numbers: int) -> dict[str, str]:
    return {f"docs/adr/notes/adr-{number:03}-talk.md": "# What was said\n\nText.\n" for number in numbers}


def test_files_below_others_with_their_numbers_are_notes_to_them() -> None:
    assert ledgers(decisions() | notes(2, 3, 5)) == [("adr", 10)]
    assert told(decisions() | notes(2, 3, 5)) == []
    stated = {path: f"{text}\nStatus: Draft\n" for path, text in notes(11, 12, 13).items()}
    assert ledgers(decisions() | stated) == [("adr", 13)]


def test_a_row_without_a_number_speaks_of_what_has_none_yet() -> None:
    lines = "".join(f"| ADR-{number:03} | Accepted |\n" for number in range(1, 11))
    head = "# Decisions\n\n| ADR | Status |\n|---|---|\n"
    assert told(decisions() | {"docs/adr/README.md": f"{head}{lines}| to be written | Accepted |\n"}) == []
    gone = told(decisions() | {"docs/adr/README.md": f"{head}{lines}| ADR-011 | Accepted |\n"})
    assert [code for code, _ in gone] == ["LG302"]
