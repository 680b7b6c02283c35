"""Titles, sections, links and packages that the policy binds and nothing has."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, reading, rejects, table
from ledgergate.applicable import applicable
from ledgergate.coverage.bindings import bindings
from ledgergate.rules import CATALOGUE
from ledgergate.rules.view import View

FILES = """
[ledger.items]
sources = [{ path = "docs/*.md", items = "files" }]
key = { from = "file" }
title = '^Item \\d: (?P<title>.+)'
"""


def lg312(files: dict[str, str | bytes], policy: str) -> list[str]:
    """What the rule says, as a check judges it."""
    side = reading(files, policy)
    runs, _ = applicable(CATALOGUE, View(side))
    told = [one.message for one in findings(files, policy) if one.code == "LG312"]
    assert not told or "binding-unread" in {rule.name for rule in runs}
    return told


def test_a_title_that_no_heading_holds() -> None:
    (message,) = lg312({"docs/001.md": "# Part 1, Lamp\n", "docs/002.md": "# Part 2, Door\n"}, FILES)

    assert "ledger.items.title reads 0 of 2 items" in message


def test_a_title_that_one_heading_holds() -> None:
    assert lg312({"docs/001.md": "# Part 1, Lamp\n", "docs/002.md": "# Item 2: Door\n"}, FILES) == []


def test_a_title_that_says_what_the_key_says_is_one() -> None:
    policy = FILES.replace("title = '^Item \\d: (?P<title>.+)'", "title = '^(?P<title>.+)'")

    assert lg312({"docs/lamp.md": "# lamp\n"}, policy) == []


def test_the_title_column_of_a_report() -> None:
    files = both(report_md=table(*ALL).replace("| Title |", "| Titles |"))

    rejects("LG312", files, path="report.md", at=3, says="nearest: 'Titles'", key="Title")


SECTIONS = POLICY.replace("level = 3", 'level = 3, under = ["Open", "Parked"]')
OPEN = (
    "# L\n\n## Open\n\n### C-1 PSA handoff\n\n- **Bucket**: A\n\n## {}\n\n### C-2 Export of reviews\n\n**Bucket**: B\n"
)


def test_a_section_that_was_renamed_is_told_with_the_one_in_its_place() -> None:
    reported = {"report.md": table(*ALL[:2])}
    accepts({"list.md": OPEN.format("Parked"), **reported}, SECTIONS)

    rejects("LG312", {"list.md": OPEN.format("Shelved"), **reported}, SECTIONS, says="nearest: 'Shelved'", at=7)


@pytest.mark.parametrize("more", ["", "\n## How to add one\n\nSome text.\n"])
def test_a_section_in_another_language_need_not_be_there(more: str) -> None:
    policy = SECTIONS.replace('"Parked"', '"Offen"')
    text = "# L\n\n## Open\n\n" + ledger(*ALL).removeprefix("# Candidates\n\n") + more

    accepts({"list.md": text, "report.md": table(*ALL)}, policy)


def test_a_section_where_tombstones_stand_is_in_nobodys_place() -> None:
    policy = SECTIONS.replace("[[report]]", 'dispositions = { path = "list.md", under = ["Closed"] }\n[[report]]', 1)

    assert lg312({"list.md": OPEN.format("Closed"), "report.md": table(ALL[0])}, policy) == []


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ('[documents]\nlinks = ["list.md", "guide/**/*.md"]\n', "guide/**/*.md"),
        ('[[package]]\npath = "specs/*"\n', "specs/*"),
    ],
)
def test_documents_and_folders_that_are_not_there(more: str, at: str) -> None:
    policy = POLICY.replace("[rules]", f"{more}[rules]")
    (message,) = lg312(both(), policy)

    assert f"matches '{at}'" in message
    assert lg312({**both(), "guide/a.md": "# A\n", "specs/1-a/spec.md": "# S\n"}, policy) == []


TWO = """
[vocabulary.status]
values = ["Draft", "Done"]
[ledger.specs]
sources = [{ path = "a/*/spec.md", items = "files" }, { path = "b/*.md", items = "files" }]
key = { from = "path" }
fields.status = { label = "Status", values = "status" }
[[truth]]
ledger = "specs"
field = "status"
done = "Done"
tasks = "tasks.md"
[[package]]
path = "a/*"
status = { label = "State", closed = ["Done"] }
"""
SPECS: dict[str, str | bytes] = {
    "a/1/spec.md": "# A\n\n**Status**: Draft\n**State**: Draft\n",
    "a/1/tasks.md": "- [ ] T\n",
    "b/2.md": "# B\n\n**Status**: Done\n",
}


@pytest.mark.parametrize(
    ("path", "text", "nearest"),
    [
        ("b/2.md", "# B\n\n**Statuses**: Done\n", "Statuses"),
        ("a/1/spec.md", "# A\n\n**Status**: Draft\n**States**: Draft\n", "States"),
    ],
)
def test_a_label_of_one_source_or_of_a_package_that_was_renamed(path: str, text: str, nearest: str) -> None:
    assert lg312(SPECS, TWO) == []
    (message,) = lg312({**SPECS, path: text}, TWO)

    assert f"nearest: '{nearest}'" in message


def test_a_source_and_a_package_may_be_without_a_status() -> None:
    assert lg312({**SPECS, "b/2.md": "# B\n", "a/1/spec.md": "# A\n\n**Status**: Draft\n"}, TWO) == []


def test_a_file_of_tasks_that_was_renamed_and_one_that_is_not_there_yet() -> None:
    without = {path: text for path, text in SPECS.items() if path != "a/1/tasks.md"}

    assert lg312(without, TWO) == []
    (message,) = lg312({**without, "a/1/task.md": "- [ ] T\n"}, TWO)
    assert "nearest: 'task.md'" in message


FOLDERS = """
[vocabulary.status]
values = ["Draft", "Done"]
[ledger.specs]
sources = [{ path = "specs/*/", items = "files", file = "spec.md" }]
key = { from = "folder" }
fields.status = { label = "State of it", values = "status" }
fields.area = { from = "folder", pattern = '^specs/(?P<area>[a-z]+)', label = "Area" }
"""
AREA: dict[str, str | bytes] = {"specs/a-1/spec.md": "# A\n\n**Area**: a\n", "specs/b-2/spec.md": "# B\n"}


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('file = "spec.md"', 'file = "plan.md"', "specs.sources[0].file reads 0 of 2 folders: 'plan.md'"),
        ('label = "Area"', 'label = "Areas"', "nearest: 'Area'"),
        ("^specs/", "^spec/", "specs.fields.area.from reads 0 of 2 items"),
    ],
)
def test_a_file_inside_and_the_two_places_of_a_field(right: str, wrong: str, says: str) -> None:
    assert lg312(AREA, FOLDERS) == []
    (message,) = lg312(AREA, FOLDERS.replace(right, wrong))

    assert says in message


def test_the_fields_own_name_is_no_label_where_it_has_another() -> None:
    files: dict[str, str | bytes] = {**AREA, "specs/b-2/spec.md": "# B\n\n**Status**: Draft\n"}
    policy = FOLDERS + '[[invariant]]\nwhen = { status = "Done" }\nthen = { area = "a" }\nreason = "so"\n'
    (message,) = lg312(files, policy)

    assert "nearest: 'Status'" in message


def test_every_binding_says_what_it_read() -> None:
    read = {one.where: (one.kind, one.line, one.tried, one.hits) for one in reading(both()).ask(bindings)}

    assert read == {
        "ledger.candidates.fields.bucket": ("label", 9, 3, 3),
        "report[0].rows.columns.Bucket": ("column", 14, 3, 3),
        "report[0].rows.title": ("title", 14, 3, 3),
    }
