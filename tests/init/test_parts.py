"""What `init` takes for the parts of something, and where it holds the whole to them."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

ENDED = ("Done", "Done", "Done", "Open")


def milestones(*states: str) -> str:
    return "# Roadmap\n" + "".join(
        f"\n## M-{number} Lamps of floor {number}\n\nStatus: {state}\n" for number, state in enumerate(states, 1)
    )


def stories(*states: str, where: str = "M-{}") -> str:
    """Three stories of each milestone, in the states given."""
    rows = (
        f"| S-{3 * number + part + 1} | Lamp {number}{part} | {where.format(number + 1)} | {state} |\n"
        for number, told in enumerate(states)
        for part, state in enumerate(told.split())
    )
    return "# Backlog\n\n| ID | Story | Milestone | Status |\n|---|---|---|---|\n" + "".join(rows)


def boxes(*states: str) -> str:
    """The same as boxes with keys, and a table that says where they belong and what became of them."""
    told = [(number + 1, state) for number, every in enumerate(states) for state in every.split()]
    lines = "".join(
        f"- [{'x' if s == 'Done' else ' '}] **LAMP-{n:02}**: Lamp {n}\n" for n, (_, s) in enumerate(told, 1)
    )
    rows = "".join(f"| LAMP-{n:02} | M-{whole} | {state} |\n" for n, (whole, state) in enumerate(told, 1))
    return f"# Requirements\n\n{lines}\n| Requirement | Milestone | Status |\n|---|---|---|\n{rows}"


def findings(files: dict[str, str]) -> tuple[str, list[tuple[str, str, str]]]:
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return made.text, sorted(
        (one.code, one.place.path, one.key) for one in made.findings if one.code in ("LG404", "LG407")
    )


@pytest.mark.parametrize("parts", [stories, boxes])
def test_what_is_done_has_its_parts_done_where_that_is_so_mostly(parts) -> None:  # type: ignore[no-untyped-def]
    done = "Done Done Done"
    files = {"docs/roadmap.md": milestones(*ENDED), "docs/backlog.md": parts(done, done, done, "Open Done Open")}
    text, found = findings(files)
    assert "child_parent" in text
    assert found == []
    files["docs/backlog.md"] = parts(done, "Done Open Done", done, "Open Done Open")
    assert findings(files)[1] == [("LG404", "docs/roadmap.md", "M-2")]


def test_parts_that_most_of_what_is_done_leaves_open_are_not_kept() -> None:
    files = {"docs/roadmap.md": milestones(*ENDED)}
    files["docs/backlog.md"] = stories("Open Open Done", "Done Open Done", "Done Done Done", "Open Done Open")
    text, found = findings(files)
    assert "child_parent" not in text
    assert found == []


def test_a_column_that_names_something_else_is_no_whole() -> None:
    files = {"docs/roadmap.md": milestones(*ENDED)}
    files["docs/backlog.md"] = stories("Done Done Done", "Done Done Done", "Open Done Done", where="Floor {}")
    assert "child_parent" not in findings(files)[0]


def test_a_part_that_was_put_off_keeps_nothing_open() -> None:
    done = "Done Done Done"
    files = {"docs/roadmap.md": milestones(*ENDED)}
    files["docs/backlog.md"] = stories(done, done, "Done Deferred Done", "Deferred Done Open")
    text, found = findings(files)
    assert "child_parent" in text
    assert found == []


@pytest.mark.parametrize("later", ["🚀 Next steps", "📈 MEJORAS FUTURAS", "Nächste Schritte (2027)", "今後の予定"])
def test_boxes_of_what_comes_after_an_item_are_none_of_its_own(later: str) -> None:
    def lamp(last: str, head: str) -> str:
        own = f"- [x] wire\n- [x] hang\n- [{last}] light\n"
        return f"# Lamp\n\nStatus: Done\n\n{own}\n## {head}\n\n### Lamps\n\n- [ ] paint\n- [ ] dim\n"

    def files(last: str, head: str) -> dict[str, str]:
        done = {f"docs/stories/S-{n:02}-lamp.md": "# Lamp\n\nStatus: Done\n\n- [x] wire\n" for n in range(1, 5)}
        return {**done, "docs/stories/S-05-lamp.md": lamp(last, head)}

    assert findings(files("x", later))[1] == []
    assert findings(files(" ", later))[1] == [("LG404", "docs/stories/S-05-lamp.md", "S-05")]
    assert findings(files("x", "Steps"))[1] == [("LG404", "docs/stories/S-05-lamp.md", "S-05")]


def test_numbers_that_count_rows_name_no_items_of_a_ledger_that_is_called_otherwise() -> None:
    def files(column: str) -> dict[str, str]:
        rows = (f"| G-{n} | {n % 4 + 1} | Lamp | {'Open' if n % 4 == 3 else 'Done'} |\n" for n in range(12))
        states = (f"| {number} | Floor {number} | {state} |\n" for number, state in enumerate(ENDED, 1))
        phases = "# Phases\n\n| # | Floor | Status |\n|---|---|---|\n" + "".join(states)
        gaps = f"# Backlog\n\n| ID | {column} | Gap | Status |\n|---|---|---|---|\n" + "".join(rows)
        return {"docs/phases-roadmap.md": phases, "docs/backlog.md": gaps}

    assert "child_parent" in findings(files("Phase"))[0]
    assert "child_parent" not in findings(files("Hours"))[0]


LAMPS = ("amber", "coral", "denim", "ebony", "green", "henna", "ivory", "jade")


def told_done(below: str, left: int = 8, only: int = 8) -> dict[str, str]:
    """Stories that are done, the first `left` of which leave a box open `below` their tasks; `only` have such boxes."""
    boxes = "\n## Tasks\n\n- [x] cut the {lamp} lamp\n- [x] hang the {lamp} lamp\n"
    return {
        f"docs/stories/{n}-{lamp}.md": f"# {lamp}\n\nStatus: Done\n"
        + boxes.format(lamp=lamp)
        + (f"\n{below}\n\n- [{' ' if n <= left else 'x'}] think of the {lamp} wall\n" if n <= only else "")
        for n, lamp in enumerate(LAMPS, 1)
    }


@pytest.mark.parametrize(
    "below", ["## Next Steps", "### Mejoras futuras (opcionales)", "## Phase 3 (optional)", "## Improvements Checklist"]
)
def test_what_is_for_later_is_asked_of_nothing_that_is_done(below: str) -> None:
    text, found = findings(told_done(below, left=2, only=2))
    assert f'except_under = ["{below.strip("# ")}"]' in text
    assert found == []
    for honest in ("## Improvements of the Lamp", "## Future Enhancement: Shades", "## Checks"):
        assert len(findings(told_done(honest, left=2, only=2))[1]) == 2


def test_a_heading_that_most_leave_open_is_asked_for_unless_it_says_that_it_is_for_later() -> None:
    for below in ("## Tests", "## API (future-proof)", "## Improvements", "## Zukünftige Mandanten anlegen"):
        assert len(findings(told_done(below, left=6))[1]) == 6


@pytest.mark.parametrize("said", ["({}: no glass)", "— {}", "({})", "- {}: no glass"])
def test_a_box_that_was_dropped_in_its_own_words_is_not_open_work(said: str) -> None:
    files = told_done("## Checks", left=1)
    path, text = next(iter(files.items()))
    off = said.format("skipped")
    files[path] = text.replace("wall", f"wall {off}")
    assert findings(files)[1] == []
    for honest in ("(skipped ones)", "that was skipped", "OBSOLETE: glass", "- cancelled orders", "(deferred: glass)"):
        assert len(findings({**files, path: text.replace("wall", f"wall {honest}")})[1]) == 1
