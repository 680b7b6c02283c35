"""Which documents `init` holds to the keys that they cite."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.cli.proposals import told as said
from ledgergate.git.states import of_files
from ledgergate.init import Proposal, propose
from ledgergate.rules import NAMES

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")
HELD = 'keys = ["**/*.md"]'


def proposed(notes: dict[str, str], kind: str = "ADR") -> Proposal:
    """Ten decisions, each of which a note cites, and further notes."""
    files = {f"docs/adr/{kind}-{n:03}-{name}.md": f"# {name}\n\nStatus: Done\n" for n, name in enumerate(LAMPS, 1)}
    files |= {f"docs/notes/{name}.md": f"As {kind}-{n:03} says.\n" for n, name in enumerate(LAMPS, 1)}
    return propose(of_files({path: text.encode() for path, text in {**files, **notes}.items()}))


def without(path: str, notes: dict[str, str]) -> Proposal:
    """The same with one decision less."""
    files = {f"docs/adr/ADR-{n:03}-{name}.md": f"# {name}\n\nStatus: Done\n" for n, name in enumerate(LAMPS, 1)}
    files |= {f"docs/notes/{name}.md": f"As ADR-{n:03} says.\n" for n, name in enumerate(LAMPS, 1)}
    del files[path]
    return propose(of_files({path: text.encode() for path, text in {**files, **notes}.items()}))


def told(made: Proposal) -> list[tuple[str, str]]:
    return [(one.place.path, one.key) for one in made.findings if one.code == "LG206"]


def test_numbers_that_stand_for_files_wherever_they_are_written_are_held_to_them() -> None:
    assert told(made := proposed({})) == []
    assert HELD in made.text
    assert "the keys of items that **/*.md cite\n" in said(made)
    assert said(made.but(looked=False)).endswith("The first check could not look.\n")

    more = {f"docs/more/{name}.md": "As ADR-003 says.\n" for name in LAMPS}
    made = without("docs/adr/ADR-004-denim.md", more)  # it may be still to come
    assert told(made) == []
    assert "docs/more/*.md" in made.keys
    assert "docs/notes/*.md" not in made.keys


def test_days_are_no_numbers_and_what_cannot_be_read_is_cited_by_nobody() -> None:
    files = {
        f"docs/adr/ADR-2026-04-{n // 3 + 10}-{name}.md": f"# {name}\n\nStatus: Done\n"
        for n, name in enumerate(LAMPS, 1)
    }
    files |= {
        f"docs/notes/{name}.md": f"As ADR-2026-04-{n // 3 + 10}-{name} says.\n" for n, name in enumerate(LAMPS, 1)
    }
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    assert "keys = [" not in made.text
    assert len(made.drafts) == 1

    made = proposed({"docs/broken.md": "\0ADR-001\n"})
    assert [one.message for one in made.findings] == []
    assert HELD not in made.text


@pytest.mark.parametrize("text", ["RFC-2119 says what MUST means.\n", "The next one is RFC-011.\n"])
def test_a_document_with_numbers_of_something_else_is_not(text: str) -> None:
    made = proposed({"docs/notes/words.md": text}, "RFC")
    assert told(made) == []
    assert "keys = [" in made.text
    assert HELD not in made.text


def test_where_most_numbers_stand_for_no_file_none_is_held_to_one() -> None:
    files = {f"docs/sprints/sprint-{n}.md": f"# Sprint {n}\n\nStatus: Done\n" for n in (3, 9, 40)}
    files |= {f"docs/notes/{name}.md": f"In sprint-{n}, after sprint-40.\n" for n, name in enumerate(LAMPS, 10)}
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    assert "sprint" in made.text
    assert "keys = [" not in made.text


@pytest.mark.parametrize("key", ["C{n}", "P{n}"])
def test_a_letter_and_a_number_stand_for_other_things_too(key: str) -> None:
    files = {f"docs/adr/{key.format(n=n)}-{name}.md": f"# {name}\n\nStatus: Done\n" for n, name in enumerate(LAMPS, 1)}
    files |= {f"docs/notes/{name}.md": f"As {key.format(n=n)} says.\n" for n, name in enumerate(LAMPS, 1)}
    assert "keys = [" not in propose(of_files({path: text.encode() for path, text in files.items()})).text


def test_an_audit_whose_preset_asks_for_runtime_paths_is_looked_at_under_its_policy() -> None:
    names = {n: f"HB-{n} Thing {n}" for n in range(1, 8)}
    heads = "".join(f"### {name}\n\n- **Bucket**: A\n- **Boundary**: /platform\n\n" for name in names.values())
    rows = "| Candidate | Bucket | Boundary |\n|---|---|---|\n"
    rows += "".join(f"| HB-{n} | A | /platform |\n" for n in names)
    made = proposed(
        {
            "docs/product/spec-candidates.md": f"# Candidates\n\n{heads}",
            "specs/7-audit/candidate-reconciliation.md": f"# R\n\n{rows}",
            "specs/7-audit/roadmap-reconciliation.md": "# R\n\n| Theme | State |\n|---|---|\n| Roof | Roadmap only |\n",
            **{f"app/{name}.py": "x\n" for name in "abc"},
        }
    )
    assert "[posture]" in made.text
    assert HELD in made.text
    assert [one for one in made.unread if "first check" in one] == []
