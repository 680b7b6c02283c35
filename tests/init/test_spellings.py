"""One family whose files are spelled in several ways, and its index, which may spell them in one more."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.init import Proposal

NAMED = {1: "LAMP-01", 2: "LAMP-02", 3: "LAMP-03", 4: "lamp04", 5: "lamp05", 6: "lamp-6"}
TITLES = ["Amber", "Beige", "Coral", "Denim", "Ebony", "Flint"]


def proposed(status: str = "Final", title: str = "Flint", folder: str = "lamps/") -> Proposal:
    """An index that says of the sixth that it has this title and status; it is Flint, and final."""
    rows = ["| ID | Title | Status |", "|---|---|---|"]
    files = {}
    for number, named in NAMED.items():
        said = ("Final", TITLES[number - 1]) if number < 6 else (status, title)
        rows.append(f"| LAMP {number:02} | {said[1]} | {said[0]} |")
        where = folder if number < 6 else "lamps/"
        text = f"```\nlamp: {number}\ntitle: {TITLES[number - 1]}\nstatus: Final\n```\n\n## Summary\n\nx\n"
        files[f"{where}{named}.md"] = text
    files["README.md"] = "# Lamps\n\n" + "\n".join(rows) + "\n"
    return propose(of_files({path: text.encode() for path, text in files.items()}))


def told(made: Proposal) -> list[tuple[str, str]]:
    return [(one.code, one.key) for one in made.findings]


def test_spellings_of_one_folder_are_one_ledger_with_all_its_rows() -> None:
    made = proposed()
    policy = policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    (ledger,) = policy.ledgers.values()
    assert [one.path for one in ledger.sources] == [
        "lamps/LAMP-[0-9]*.md", "lamps/lamp[0-9]*.md", "lamps/lamp-[0-9]*.md"
    ]  # fmt: skip
    assert [len(draft.read.items) for draft in made.drafts] == [6]
    assert told(made) == []


def test_what_the_index_says_otherwise_is_found_under_the_number() -> None:
    assert told(proposed(status="Draft")) == [("LG303", "LAMP-6")]
    assert told(proposed(title="Flour")) == [("LG310", "LAMP-6")]


def test_another_spelling_in_another_folder_is_none_of_the_family() -> None:
    assert [len(draft.read.items) for draft in proposed(folder="docs/adr/").drafts] == [5]
