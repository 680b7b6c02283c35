"""Relations that `init` does not see by chance: short numbers far away, words that always contradict, reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate
from proposing import proposed, table
from support import Repository

NAMES = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


# Short numbers: everybody counts from one.
def criteria(letter: str, *left_out: int, state: str = "met") -> str:
    rows = (f"{letter}{number} | the {name} lamp | {state}" for number, name in enumerate(NAMES, 1))
    return "# Plan\n" + table("ID | Title | Status", *(row for n, row in enumerate(rows, 1) if n not in left_out))


@pytest.mark.parametrize(("letter", "there"), [("L", []), ("LAMP-", ["b/coverage.md"])])
def test_a_letter_and_a_number_name_nothing_of_another_document(letter: str, there: list[str]) -> None:
    files = {"a/plan.md": criteria(letter), "b/coverage.md": criteria(letter, 3, state="open")}
    files["a/plan.md"] = files["a/plan.md"].replace("hazel lamp | met", "hazel lamp | open")
    files["b/coverage.md"] = files["b/coverage.md"].replace("amber lamp | open", "amber lamp | met")
    assert [report.path for draft in proposed(files).drafts for report in draft.reports] == there


def test_a_document_that_speaks_of_its_neighbours_is_no_ledger_of_them() -> None:
    files = {f"stories/LAMP-S0{number}.md": f"# LAMP-S0{number} - {name}\n" for number, name in enumerate(NAMES, 1)}
    needs = "# Needs\n" + table(
        "Story | Status", *(f"LAMP-S0{n} | {'done' if n % 2 else 'open'}" for n in (1, 2, 3, 5, 7))
    )
    assert [draft.read.items[0].document.path for draft in proposed(files | {"stories/README.md": needs}).drafts] == [
        "stories/README.md"
    ]
    files["stories/LAMP-S08.md"] += needs.replace("# Needs", "## Needs")
    assert proposed(files).drafts == ()


# A column that repeats a label.
def rules(severity: dict[str, str]) -> dict[str, str]:
    files = {
        f"docs/rules/R-{number:03}-{name}.md": f"# {name}\n\nSeverity: {severity.get(name, 'high')}\nStatus: Active\n"
        for number, name in enumerate(NAMES, 1)
    }
    rows = (f"[R-{n:03}](R-{n:03}-{name}.md) | {'low' if n > 6 else 'high'}" for n, name in enumerate(NAMES, 1))
    return files | {"docs/rules/README.md": f"# Rules\n{table('Rule | Severity', *rows)}"}


def severities(files: dict[str, str]) -> list[tuple[str, str]]:
    return sorted((one.code, one.key) for one in proposed(files).findings if one.code != "LG310")


def test_a_word_that_one_side_never_means_is_no_slip() -> None:
    low = dict.fromkeys(NAMES[6:], "low")
    assert severities(rules(low)) == []
    assert severities(rules({**low, "coral": "low"})) == [("LG303", "R-003")]
    assert severities(rules({**low, **dict.fromkeys(NAMES[:3], "see below")})) == []


def test_a_status_that_is_called_by_a_longer_name_is_one() -> None:
    files = {
        f"rfcs/000{number}-{name}.md": f"# {name}\n\n- Owner: Ann\n- Current Status: {said}\n"
        for number, (name, said) in enumerate(zip(NAMES, ["Accepted"] * 5 + ["Draft"] * 3, strict=True), 1)
    }
    made = proposed(files)
    assert [(draft.ledger.name, [*draft.words["status"].values]) for draft in made.drafts] == [
        ("rfcs", ["accepted", "draft"])
    ]
    named = {path: text.replace("Current Status", "Current Owner") for path, text in files.items()}
    assert all("status" not in draft.words for draft in proposed(named).drafts)


def test_a_report_at_the_end_of_a_piece_of_work_is_no_ledger() -> None:
    text = criteria("LAMP-", state="done")
    assert [draft.ledger.name for draft in proposed({"docs/lamps.md": text}).drafts] == ["lamps"]
    for name in ("validation-report-9-4", "M7_COMPLETION_REPORT", "sprint-final-summary", "gap-analysis"):
        assert proposed({f"docs/{name}.md": text}).drafts == (), name


def test_a_row_is_an_item_of_one_ledger_and_its_words_are_that_one_s() -> None:
    first = table(
        "# | Item | Status", *(f"A-{number} | {name} roof | DONE" for number, name in enumerate(NAMES[:5], 1))
    )
    second = table("Item | Status | Note", *(f"{name} lamp | OPEN | it lights" for name in NAMES))
    made = proposed({"docs/backlog.md": f"# Backlog\n\n## Roofs\n{first}\n## Lamps\n{second}"})
    assert [len(draft.read.items) for draft in made.drafts] == [13]
    assert [(one.code, one.key) for one in made.findings] == []


# Links, where nothing else is sure.
ENTRIES = "# Wishes\n\n" + "".join(
    f"- WISH-{number} the {name} lamp, see [it](gone/{name}.md)\n" for number, name in enumerate(NAMES)
)


def test_where_no_ledger_is_sure_the_links_are_a_policy(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "wishes")
    repository.save({"docs/backlog.md": ENTRIES, "docs/start.md": "# Start\n\n[wishes](backlog.md)\n"})
    done = gate(repository, "init", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "the links of **/*.md" in done.stdout
    assert "docs/backlog.md:3: 8 entries: nothing says" in done.stdout
    assert "[ledger" not in (repository.path / "ledgergate.toml").read_text()


def test_an_index_whose_folders_hold_its_items_is_held_to_them() -> None:
    files = {f"tasks/done/{name}.md": f"# {name}\n" for name in NAMES[:4]}
    files["tasks/README.md"] = "# Tasks\n\n" + "".join(f"- [{name}](done/{name}.md)\n" for name in NAMES[:5])
    files |= {f"docs/adr/000{n}-{name}.md": f"# {name}\n\nStatus: Accepted\n" for n, name in enumerate(NAMES, 1)}
    links = [one.key for one in proposed(files).findings if one.code == "LG401"]
    assert links == ["done/ebony.md"]
