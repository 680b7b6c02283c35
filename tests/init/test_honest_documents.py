"""What stands in honest documents and is no drift: `init` proposes a policy that finds nothing wrong in it."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.init import Proposal


def proposed(files: dict[str, str]) -> Proposal:
    """What is proposed, held to a policy that loads."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return made


def codes(made: Proposal) -> list[str]:
    return sorted(one.code for one in made.findings)


def keys(made: Proposal) -> list[str]:
    return sorted(item.shown for draft in made.drafts for item in draft.read.items)


def words(made: Proposal) -> set[str]:
    return {text for draft in made.drafts for one in draft.words.values() for text in one.values.values()}


def records(*states: str, folder: str = "docs/adr") -> dict[str, str]:
    """A decision record for each state."""
    return {
        f"{folder}/{number:04}-part-{number}.md": f"# {number:04} Part {number}\n\n- **Status:** {state}\n"
        for number, state in enumerate(states, 1)
    }


def test_two_documents_of_one_name_are_two_ledgers() -> None:
    rows = "".join(f"| {{0}}-{number} | {'Done' if number < 3 else 'Pending'} |\n" for number in range(1, 5))
    text = f"# Tasks\n\n| Task | Status |\n|---|---|\n{rows}\nDone: 2, Pending: 2\n"
    made = proposed({f"{side}/roadmap.md": text.format(side) for side in ("north", "south")})
    assert [draft.ledger.name for draft in made.drafts] == ["roadmap", "roadmap-2"]
    assert codes(made) == []


def test_a_banner_that_says_when_something_was_merged_is_no_tombstone() -> None:
    text = "# Part\n\n> **STATUS: COMPLETE** | Merged: 2026-02-02, see [notes](notes.md)\n"
    made = proposed({f"specs/00{number}-x/spec.md": text for number in range(1, 5)})
    assert len(keys(made)) == 4


@pytest.mark.parametrize("note", ["(limit 5 → 30)", "(by hand -> ADR-0003)", "— moves Unit → Tenant"])
def test_an_arrow_in_a_note_says_nothing_of_the_status(note: str) -> None:
    made = proposed(records("Accepted", "Accepted", f"Accepted {note}", f"Accepted {note}", "Proposed → Accepted"))
    assert words(made) == {"Accepted"}
    assert codes(made) == []


def test_a_status_of_several_words_is_one_phrase() -> None:
    made = proposed(records("Draft", "Draft", "Ready for Review", "Ready for Review", "Draft for the next release"))
    assert words(made) == {"Draft", "Ready for Review"}


def test_sub_numbers_are_items_of_their_own() -> None:
    files = {
        f"core/cap-{name}.md": f"# {name}\n\n- **Status:** Final\n" for name in ("0045", "0046", "0046-01", "0046-02")
    }
    made = proposed({**files, "core/cap-0047.md": "# 0047\n\n- **Status:** Draft\n"})
    assert len(set(keys(made))) == 5
    assert codes(made) == []


@pytest.mark.parametrize(
    ("name", "kept"), [("seed-template-packs", True), ("idea-template", False), ("TEMPLATE", False)]
)
def test_a_template_is_called_so_from_end_to_end(name: str, *, kept: bool) -> None:
    files = {f"ideas/{one}.md": f"# {one}\n\n**Status:** open\n" for one in ("oak", "elm", "fir", name)}
    assert len(keys(proposed(files))) == 3 + kept


def test_the_words_of_a_second_place_are_known() -> None:
    files = {
        f"specs/00{number}-pot/spec.md": f"# Pot\n\n> **STATUS: COMPLETE**\n\n**Status**: {state}\n"
        for number, state in enumerate(["Complete", "Complete", "Complete", "Draft"], 1)
    }
    assert codes(proposed(files)) == ["LG203"]


def test_a_reference_with_the_same_headings_in_each_chapter_is_no_ledger() -> None:
    part = "".join(f"#### {name}\n- **Type:** Text\n\n" for name in ("Colour", "Height", "Weight"))
    assert proposed({"docs/guide.md": f"# Settings\n\n## Lamp\n\n{part}## Shade\n\n{part}"}).empty


def test_a_roadmap_of_two_phases_is_one_of_three() -> None:
    text = (
        "# Roadmap\n\n## Phases\n\n- [ ] **Phase 1: Barrel**\n- [x] **Phase 2: Pipe**\n\n"
        "## Progress\n\n| Phase | Status |\n|---|---|\n| 1. Barrel | Complete |\n| 2. Pipe | Complete |\n"
    )
    assert codes(proposed({".planning/ROADMAP.md": text})) == ["LG303"]


def test_constants_are_no_statuses_where_a_label_states_one() -> None:
    text = "# 規格\n\n**狀態**：Draft\n\n- `WIDTH_MAX = 640px`\n- `ROWS = 20`\n"
    made = proposed({f"specs/00{number}-x/spec.md": text for number in range(1, 5)})
    assert words(made) == {"Draft"}


def test_rows_that_count_themselves_restate_no_records() -> None:
    rows = "".join(f"| {number} | Bread {number} rises | VERIFIED |\n" for number in range(1, 6))
    files = records("Accepted", "Accepted", "Accepted", "Proposed", "Accepted")
    made = proposed({**files, "docs/bake.md": f"# Bake\n\n| # | Truth | Status |\n|---|---|---|\n{rows}"})
    assert words(made) == {"Accepted", "Proposed"}
    assert codes(made) == []


def test_what_is_left_is_not_held_against_what_is_done() -> None:
    rows = "".join(f"| G-{number} | {'done' if number < 3 else 'backlog'} |\n" for number in range(1, 7))
    made = proposed({"roadmap.md": f"# Garden\n\n4 of 6 items left.\n\n| Item | Status |\n|---|---|\n{rows}"})
    assert len(keys(made)) == 6
    assert codes(made) == []


def test_a_count_in_a_heading_is_no_part_of_the_policy() -> None:
    files = {f"plans/0000{number}-dish.md": f"# Dish {number}\n\nstatus: `cooking`\n" for number in range(1, 5)}
    rows = "".join(f"| [0000{number}](0000{number}-dish.md) | cooking |\n" for number in range(1, 5))
    other = "| Plan | Status |\n|---|---|\n| none | - |\n| never | - |\n| no | - |\n"
    text = f"# Plans\n\n## On the stove (4) - cooking\n\n| Plan | Status |\n|---|---|\n{rows}\n## Past\n\n{other}"
    made = proposed({**files, "plans/STATUS.md": text})
    assert "On the stove" in made.text
    assert "(4)" not in made.text


def test_a_list_under_a_heading_for_each_status_is_one_index() -> None:
    files = {f"proposals/000{number}-plan.md": f"# Plan {number}\n" for number in range(1, 7)}
    bullets = [f"* [Plan {number}](proposals/000{number}-plan.md)\n" for number in range(1, 7)]
    text = f"# Plans\n\n## Accepted\n\n{''.join(bullets[:3])}\n## Rejected\n\n{''.join(bullets[3:])}"
    made = proposed({**files, "README.md": text})
    assert [report.path for draft in made.drafts for report in draft.reports] == ["README.md"]


STORIES = {f"{epic}-{number}-loaf": "done" for epic in (1, 2) for number in (1, 2, 3)}


@pytest.mark.parametrize("home", ["stories", "stories/epic-{epic}"])
def test_a_tracker_runs_ahead_of_stories_wherever_they_lie(home: str) -> None:
    files = {
        f"{home.format(epic=name[0])}/{name}.md": f"# {name}\n\nStatus: {'review' if name == '2-2-loaf' else 'done'}\n"
        for name in STORIES
    }
    ahead = {f"3-{number}-loaf": "backlog" for number in range(1, 7)}
    rows = "".join(f"  {name}: {state}\n" for name, state in {"epic-1": "done", **STORIES, **ahead}.items())
    made = proposed({**files, "stories/sprint-status.yaml": f"development_status:\n{rows}"})
    assert len(made.drafts) == 1
    assert codes(made) == ["LG303"]


def test_files_that_share_a_number_are_told_apart_by_their_headings() -> None:
    files = {f"docs/adr/00{number}-a.md": f"# ADR-00{number}: A\n\n**Status:** Accepted\n" for number in (1, 2, 4)}
    for letter in "ab":
        files[f"docs/adr/003-{letter}.md"] = f"# ADR-003{letter}: {letter}\n\n**Status:** Accepted\n"
    made = proposed(files)
    assert len(set(keys(made))) == 5
    assert codes(made) == []


def test_details_of_shipped_phases_were_moved_away_and_a_parked_one_has_no_row() -> None:
    boxes = "".join(f"- [x] **Phase {number}: Row**\n" for number in range(1, 6))
    heads = "".join(f"### Phase {number}: Row\n\nPlans:\n- [x] 0{number}-01-PLAN.md\n\n" for number in range(3, 6))
    rows = "".join(f"| {number}. Row | 1/1 | Complete |\n" for number in range(1, 6))
    made = proposed(
        {
            ".planning/ROADMAP.md": f"# Roadmap\n\n## Phases\n\n{boxes}\n## Phase Details\n\n{heads}"
            f"## Progress\n\n| Phase | Plans Complete | Status |\n|---|---|---|\n{rows}\n"
            "## Backlog\n\n### Phase 999.1: Bees\n\n**Goal**: bees\n"
        }
    )
    assert "details" in [draft.ledger.name for draft in made.drafts]
    assert codes(made) == []


def test_two_lists_under_the_same_keys_are_two_lists() -> None:
    cases = ["Open it with a key", "Open it with a code", "Lock it at night", "Ring the bell"]
    works = ["Dig the posts", "Order timber", "Hang both wings", "Paint all sides"]
    heads = "".join(f"### GATE-00{number}: {one}\n\n**Status**: PASS\n\n" for number, one in enumerate(cases, 1))
    rows = "".join(f"| GATE-00{number} | {one} |\n" for number, one in enumerate(works, 1))
    made = proposed({"tests/cases.md": f"# Cases\n\n{heads}", "plans/gate.md": f"| ID | Work |\n|---|---|\n{rows}"})
    assert [report.path for draft in made.drafts for report in draft.reports] == []
    restated = "".join(f"| GATE-00{number} | {one} |\n" for number, one in enumerate(cases, 1))
    made = proposed({"tests/cases.md": f"# Cases\n\n{heads}", "plans/gate.md": f"| ID | Case |\n|---|---|\n{restated}"})
    assert [report.path for draft in made.drafts for report in draft.reports] == ["plans/gate.md"]


PARTS = ("Sign in", "Sign out", "Rename", "Create", "Refund", "Ship", "Cancel")
GROUPED = "| Resource | Status |\n|---|---|\n| **Accounts** | |\n" + "".join(
    f"| {name} | {'Open' if name == 'Ship' else 'Done'} |\n" for name in PARTS
)


def test_a_small_table_with_a_row_that_groups_others_is_no_ledger_where_nothing_else_says_so() -> None:
    assert not proposed({"docs/audit-trail.md": f"# What is audited\n\n{GROUPED}"}).drafts
    assert codes(proposed({"docs/backlog.md": f"# Backlog\n\n{GROUPED}"})) == []


def test_a_summary_beside_a_story_under_its_number_is_no_story_that_the_tracker_lacks() -> None:
    names = ["1-1-sign-in", "1-2-sign-out", "1-3-rename", "2-1-orders", "2-2-refunds", "2-3-shipping"]
    stories = {f"stories/{name}.md": f"# {name}\n\nStatus: done\n" for name in names}
    notes = {
        f"stories/{name}.md": f"# {name}\n\nStatus: done\n\n- [ ] Next\n" for name in ("1-2-phase1-summary", "2-1-plan")
    }
    tracker = "development_status:\n" + "".join(f"  {name}: done\n" for name in names)
    forgotten = {"stories/2-4-returns.md": "# 2-4-returns\n\nStatus: done\n"}

    honest = proposed({**stories, **notes, "stories/sprint-status.yaml": tracker})
    assert keys(honest) == sorted(names)
    assert codes(honest) == []
    assert codes(proposed({**stories, **notes, **forgotten, "stories/sprint-status.yaml": tracker})) == ["LG301"]


def test_parts_that_every_phase_has_are_no_items_of_a_roadmap() -> None:
    own = iter(PARTS * 3)
    phases = "".join(
        f"## Phase {number}: {PARTS[number]}\n\n"
        + "".join(f"### {next(own)} in {number}\n\nWords.\n\n" for _ in range(6))
        + "### Backend\n\nWords.\n\n### Frontend\n\nWords.\n\n"
        for number in (1, 2, 3)
    )
    assert codes(proposed({"EDGE_ROADMAP.md": f"# Edge cases\n\n{phases}"})) == []


def test_files_under_one_number_beside_others_of_theirs_are_no_ledger() -> None:
    files: dict[str, str] = {}
    for number, name in enumerate(("core", "store", "search"), 1):
        at = f".planning/phases/0{number}-{name}/0{number}"
        files |= {f"{at}-0{plan}-PLAN.md": f"# Plan {plan}\n\nWords.\n" for plan in (1, 2, 3)}
        files[f"{at}-VERIFICATION.md"] = "---\nstatus: passed\n---\n\n# Verification\n\n**Status:** PASSED\n"
        files[f"{at}-RESEARCH.md"] = "# Research\n\nWords.\n"
        files[f"{at}-CONTEXT.md"] = "# Context\n\n**Status:** Ready for planning\n"
    assert codes(proposed(files)) == []


def test_a_ticked_number_is_no_total_of_what_a_tick_stands_for() -> None:
    sections = "".join(f"### C{number} {name} ✅\n\nWords.\n\n" for number, name in enumerate(PARTS, 1))
    rows = "".join(f"| C{number} {name} | ✅ |\n" for number, name in enumerate(PARTS, 1))
    counted = "".join(f"| {name} | ✅ {4 if name == 'Ship' else 7}    | ✅ |\n" for name in PARTS)
    tables = f"| Part | Status |\n|---|---|\n{rows}\n## Skills\n\n| Skill | Rules | Valid |\n|---|---|---|\n{counted}"
    made = proposed({"docs/verdict.md": f"# Verdict\n\n{sections}", "docs/gate.md": f"# Gate\n\n{tables}"})
    assert made.drafts
    assert codes(made) == []
