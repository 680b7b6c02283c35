"""What `init` takes for an index of items, how complete it takes it to be, and what of a row it compares."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")


def decision(number: int, name: str, **more: str) -> tuple[str, str]:
    labels = "".join(f"{label}: {value}\n" for label, value in {"status": "Accepted", **more}.items())
    return f"adr/ADR-{number:03}-{name}.md", f"---\ntitle: The {name} lamp\n{labels}---\n# Text\n"


def decisions(**more: str) -> dict[str, str]:
    return dict(decision(number, name, **more) for number, name in enumerate(LAMPS, 1))


def table(head: str, *rows: str) -> str:
    return (
        "# Index\n\n"
        + "\n".join([f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in rows)])
        + "\n"
    )


def linked(number: int, name: str, text: str = "") -> str:
    return f"[{text or f'ADR-{number:03}'}](ADR-{number:03}-{name}.md)"


def findings(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """The first check's findings about index and items: code, path, item."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return sorted((one.code, one.place.path, one.key) for one in made.findings)


def test_a_date_that_an_index_copies_is_compared() -> None:
    files = dict(decision(n, name, date=f"2026-03-{n:02}") for n, name in enumerate(LAMPS, 1))
    days = [f"2026-03-{n:02}" for n in range(1, 11)]
    rows = [f"{linked(n, name)} | Accepted | {day}" for (n, name), day in zip(enumerate(LAMPS, 1), days, strict=True)]
    files["adr/README.md"] = table("ID | Status | Date", *rows)
    assert findings(files) == []
    files["adr/README.md"] = table("ID | Status | Date", *rows[:-1], rows[-1].replace(days[-1], "2026-04-10"))
    assert findings(files) == [("LG303", "adr/README.md", "ADR-010")]


def test_a_class_of_few_words_is_compared_whatever_it_is_called_and_with_a_slip_among_them() -> None:
    kinds = ["Core", "Edge"] * 5
    files = dict(decision(n, name, area=kind) for (n, name), kind in zip(enumerate(LAMPS, 1), kinds, strict=True))
    rows = [
        f"{linked(n, name)} | Accepted | {kind}" for (n, name), kind in zip(enumerate(LAMPS, 1), kinds, strict=True)
    ]
    files["adr/README.md"] = table("ID | Status | Area", *rows)
    assert findings(files) == []
    files["adr/README.md"] = table("ID | Status | Area", *rows[:-1], rows[-1].replace("Edge", "Core"))
    assert findings(files) == [("LG303", "adr/README.md", "ADR-010")]


def test_a_class_that_an_index_always_calls_by_its_beginning_is_the_shorter_one() -> None:
    kinds = ["Standards", "Standards Track", "Process", "Standards Track", "Standards"] * 2
    files = dict(decision(n, name, type=kind) for (n, name), kind in zip(enumerate(LAMPS, 1), kinds, strict=True))
    rows = [
        f"{linked(n, name)} | Accepted | {kind.split()[0]}"
        for (n, name), kind in zip(enumerate(LAMPS, 1), kinds, strict=True)
    ]
    files["adr/README.md"] = table("ID | Status | Type", *rows)
    assert findings(files) == []
    files["adr/README.md"] = table("ID | Status | Type", *rows[:-1], rows[-1].replace("Standards", "Process"))
    assert findings(files) == [("LG303", "adr/README.md", "ADR-010")]


def test_names_of_people_and_keys_of_others_are_not_compared() -> None:
    files = dict(decision(n, name, author=f"{name} (@{name})", needs=f"ADR-{n}") for n, name in enumerate(LAMPS, 1))
    rows = [f"{linked(n, name)} | Accepted | {name} | ADR-{n}, ADR-1" for n, name in enumerate(LAMPS, 1)]
    files["adr/README.md"] = table("ID | Status | Author | Needs", *rows)
    assert findings(files) == []


def test_a_row_that_is_found_by_its_link_may_be_called_otherwise() -> None:
    files = decisions()
    rows = [f"{n} | {linked(n, name, f'The {name} lamp')} | Accepted" for n, name in enumerate(LAMPS, 1)]
    files["adr/README.md"] = table("No | Title | Status", *rows)
    assert findings(files) == []
    files["adr/README.md"] = table(
        "No | Title | Status", *rows[:-1], f"10 | {linked(10, 'jade', 'The green one')} | Accepted"
    )
    assert findings(files) == [("LG310", "adr/README.md", "ADR-010")]


def bullets(files: dict[str, str], *numbers: int) -> dict[str, str]:
    lines = "".join(f"- {linked(n, LAMPS[n - 1], f'ADR-{n:03}: The {LAMPS[n - 1]} lamp')}\n" for n in numbers)
    return {**files, "adr/README.md": f"# Decisions\n\n## Records\n\n{lines}"}


def test_a_list_up_to_one_of_the_numbers_was_complete_once() -> None:
    missing = [("LG301", "adr/README.md", f"ADR-{n:03}") for n in range(7, 11)]
    assert findings(bullets(decisions(), 1, 2, 3, 4, 5, 6)) == missing
    # A choice of them is no index.
    assert findings(bullets(decisions(), 1, 3, 5, 7, 10)) == []


def test_an_index_may_lie_beside_the_folder_of_its_items() -> None:
    rows = [f"[ADR-{n:03}](../adr/ADR-{n:03}-{name}.md) | The {name} lamp" for n, name in enumerate(LAMPS, 1)]
    files = {**decisions(), "log/INDEX.md": table("ID | Title", *rows)}
    assert findings(files) == []
    files |= dict([decision(11, "khaki")])
    assert findings(files) == [("LG301", "log/INDEX.md", "ADR-011")]
    # A document of its own that says something of each of them is none.
    files["log/map.md"] = files.pop("log/INDEX.md")
    assert findings(files) == []


def backlog(count: int, stated: int) -> dict[str, str]:
    rows = [f"FEAT-{n} | Lamp {n} | {'Done' if n % 3 else 'Open'}" for n in range(1, count + 1)]
    return {"docs/features.md": f"{table('ID | Feature | Status', *rows)}\n- Total features: {stated}\n"}


def test_a_number_that_names_what_it_counts_was_right_once() -> None:
    assert findings(backlog(20, 20)) == []
    assert [one[0] for one in findings(backlog(20, 18))] == ["LG305"]
    assert findings(backlog(20, 7)) == []
    assert findings(backlog(8, 7)) == []


def test_a_log_in_two_languages_has_one_status() -> None:
    half = {path: text.replace("status:", "estado:") for path, text in list(decisions().items())[5:]}
    made = propose(of_files({path: text.encode() for path, text in {**decisions(), **half}.items()}))
    field = made.drafts[0].ledger.fields["status"]
    assert {one.casefold() for one in field.labels} == {"status", "estado"}
    assert made.drafts[0].words["status"].counts == {"accepted": 10}
    # Progress is another thing than status.
    other = {path: text.replace("status:", "progress:") for path, text in list(decisions().items())[5:]}
    mixed = propose(of_files({path: text.encode() for path, text in {**decisions(), **other}.items()}))
    assert all("status" not in draft.ledger.fields for draft in mixed.drafts)


def boxed(ticked: int) -> dict[str, str]:
    """Ten done tasks with two boxes each; in the first `ticked` of them both are."""
    return {
        f"backlog/tasks/task-{n} - {name}.md": f"---\nstatus: Done\n---\n# {name}\n\n"
        + f"- [{'x' if n <= ticked else ' '}] a\n" * 2
        for n, name in enumerate(LAMPS, 1)
    }


def test_boxes_are_kept_where_two_of_what_is_done_have_them_ticked() -> None:
    assert [one[0] for one in findings(boxed(2))] == ["LG404"] * 8
    assert findings(boxed(1)) == findings(boxed(0)) == []


def stories(*written: int) -> dict[str, str]:
    """Ten stories, of which a tool's tracker has some, in other states than they are in."""
    files = {
        f"docs/stories/1-{n}-{name}.md": f"# Story 1.{n}\n\nStatus: {'done' if n % 2 else 'review'}\n"
        for n, name in enumerate(LAMPS, 1)
    }
    rows = "".join(f"  1-{n}-{LAMPS[n - 1]}: {('done', 'review', 'drafted')[n % 3]}\n" for n in written)
    words = {
        f"docs/stories/2-{n}-{name}.md": f"# Story 2.{n}\n\nStatus: drafted\n" for n, name in enumerate(LAMPS[:2], 1)
    }
    return {**files, **words, "docs/sprint-status.yaml": f"development_status:\n  epic-1: done\n{rows}"}


def test_a_tracker_is_to_have_every_story_however_few_it_has_and_however_they_differ() -> None:
    told = findings(stories(1, 2, 3, 4, 5, 6))
    assert [one for one in told if one[0] == "LG301"] == [
        ("LG301", "docs/sprint-status.yaml", key)
        for key in ("1-10-jade", "1-7-grey", "1-8-hazel", "1-9-ivory", "2-1-amber", "2-2-beige")
    ]
    differ = [key for code, _, key in told if code == "LG303"]
    assert differ == ["1-1-amber", "1-2-beige", "1-5-ebony", "1-6-fawn"]


def test_a_document_that_bears_its_day_is_no_ledger() -> None:
    text = table(
        "ID | Requirement | Status", *(f"REQ-{n} | Lamp {n} | {'Done' if n % 2 else 'Open'}" for n in range(1, 9))
    ).encode()
    assert [len(one.read.items) for one in propose(of_files({"docs/requirements.md": text})).drafts] == [8]
    assert propose(of_files({"docs/requirements-2026-01-27.md": text})).drafts == ()


def test_one_column_tells_the_rows_of_all_tables_of_an_index() -> None:
    names = [
        *((f"{n:03}", name) for n, name in enumerate(LAMPS, 1)),
        ("011", "khaki"),
        ("011b", "lilac"),
        ("012", "mauve"),
    ]
    files = {f"adr/{n}-{name}.md": f"# ADR-{n}: The {name} lamp\n\nStatus: Accepted\n" for n, name in names}
    rows = [f"{n} | [The {name} lamp]({n}-{name}.md) | Accepted" for n, name in names]
    parts = [table("No | Title | Status", *some).removeprefix("# Index\n\n") for some in (rows[:10], rows[10:])]
    files["adr/README.md"] = f"# Index\n\n## Before\n\n{parts[0]}\n## Since\n\n{parts[1]}"
    assert findings(files) == []


def log(*, named: int, known: int = 10, head: str = "ADR | May it be lit?", mark: str = "(for long)") -> dict[str, str]:
    """Ten decisions in one document, and above them a table of some of them."""
    rows = "\n".join(f"| ADR-{number:03} | no {number} |" for number in range(11 - known, named + 1))
    parts = "".join(
        f"## ADR-{number:03}: The {name} lamp\n\nText.\n\nStatus: Active{mark}\n\n"
        for number, name in enumerate(LAMPS, 1)
    )
    return {"docs/decision-log.md": f"# Decisions\n\n## At a glance\n\n| {head} |\n|---|---|\n{rows}\n\n{parts}"}


def test_a_table_above_the_items_of_its_own_document_is_to_have_all_of_them() -> None:
    assert findings(log(named=10)) == []
    assert [(code, key) for code, _, key in findings(log(named=9))] == [("LG301", "ADR-010")]
    assert [key for _, _, key in findings(log(named=7))] == ["ADR-008", "ADR-009", "ADR-010"]


def test_a_table_of_some_of_a_documents_items_is_no_index_of_them() -> None:
    assert findings(log(named=10, known=6)) == []


def test_brackets_of_another_width_are_brackets() -> None:
    marks = ["（長期決策）", "（資安政策）", "（已知限制）", "（架構禁令）", "（行為規則）"]
    text = log(named=10, mark="@")["docs/decision-log.md"]
    for mark in marks * 2:
        text = text.replace("@", mark, 1)
    made = propose(of_files({"docs/decision-log.md": text.encode()}))
    assert [list(draft.words["status"].values) for draft in made.drafts] == [["active"]]


def test_numbers_under_a_label_of_the_items_are_compared_however_they_are_written() -> None:
    files = dict(decision(n, name, Sprint=f"{n // 2} (of the roof)", Ref=f"#{n}") for n, name in enumerate(LAMPS, 1))
    rows = [f"{linked(n, name)} | Accepted | Sprint {n // 2} | #{90 + n}" for n, name in enumerate(LAMPS, 1)]
    files["adr/README.md"] = table("ID | Status | Sprint | Ref", *rows)
    assert findings(files) == []
    files["adr/README.md"] = table("ID | Status | Sprint | Ref", *rows[:-1], rows[-1].replace("Sprint 5", "Sprint 6"))
    assert findings(files) == [("LG303", "adr/README.md", "ADR-010")]
    others = [row.replace("Sprint", "9") for row in rows]
    files["adr/README.md"] = table("ID | Status | Sprint | Ref", *others)
    assert findings(files) == []


def lamps(*statuses: str) -> dict[str, str]:
    return {
        f"docs/stories/1-{n}-{LAMPS[n]}.md": f"# Story 1.{n}: The {LAMPS[n]} lamp\n\nStatus: {said}\n\nHang it.\n"
        for n, said in enumerate(statuses, 1)
    }


def epic(*said: str, title: str = "Story 1.{0}: The {1} lamp") -> dict[str, str]:
    """An epic with a section for each of its stories, and others that are none."""
    parts = "".join(
        f"### {title.format(n, LAMPS[n])}\n\n{text}\n\nAs a painter I want light.\n\n" for n, text in enumerate(said, 1)
    )
    return {"docs/epic-1.md": f"# Lamps\n\n## Overview\n\n### Why\n\nStatus: ready\n\n## Stories\n\n{parts}"}


def test_sections_that_bear_the_titles_of_items_restate_their_status() -> None:
    files = lamps(*["done"] * 5, "ready")
    assert findings(files | epic(*["Status: done"] * 5, "Status: ready")) == []
    late = files | epic("**Status:** Backlog", *["**Status:** done"] * 4, "**Status:** ready")
    assert findings(late) == [("LG303", "docs/epic-1.md", "1-1-beige")]
    never = files | epic(*["**Status:** Backlog"] * 6)
    assert [code for code, _, _ in findings(never)] == ["LG303"] * 6


def test_sections_that_say_no_state_or_bear_other_titles_are_no_report_of_the_items() -> None:
    files = lamps(*["done"] * 5, "ready")
    assert findings(files | epic(*["Lamps of 40 watts."] * 6)) == []
    assert findings(files | epic(*(f"Status: what we agreed on day {n}" for n in range(6)))) == []
    assert findings(files | epic(*["Status: Backlog"] * 6, title="Part {0}: About the {1} wall")) == []
