"""Excuses: a comment in a document that waives what is wrong with one line, where the policy lets documents do so."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate, verdict
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LIST, TOML = "docs/list.md", "ledgergate.toml"
TODAY = "2027-01-10"
SHUT = """
[posture]
runtime = ["apps/**"]
read_only.branches = ["audit"]
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "table", key = "Key" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/report.md"
ledger = "candidates"
optional = true
rows = { items = "headings", level = 3, columns = { Bucket = "bucket" } }
covers = "none"
"""
OPEN = SHUT + "[documents]\nexcuses = true\nlinks = ['docs/**']\n"
SAID = "platform until 2027-06-30: the desk decides in June"


def excuse(rule: str = "LG202", until: str = "2027-06-30", owner: str = "platform") -> str:
    return f"<!-- ledgergate: allow {rule} until {until}, {owner}: the desk decides in June -->"


def table(**rows: str) -> str:
    lines = [f"| {key.replace('_', '-')} | {bucket} |" for key, bucket in rows.items()]
    return "\n".join(["# Candidates\n", "| Key | Bucket |", "|---|---|", *lines, ""])


STANDING = table(C_1="Z", C_2="A")
EXCUSED = table(C_1=f"Z {excuse()}", C_2="A")


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "team")


def told(team: Repository, *words: str) -> dict[str, Any]:
    team.stage()
    return verdict(team, "--staged", "--today", TODAY, *words)


def faults(said: dict[str, Any]) -> list[tuple[str, int, str, str]]:
    return [
        (one["path"], one["line"], one["level"], one["message"]) for one in said["findings"] if one["code"] == "LG902"
    ]


def test_what_stood_before_is_excused_by_a_comment_that_comes_now(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: STANDING})
    team.files({LIST: EXCUSED})

    said = told(team)

    assert said["verdict"] == {"exit_code": 0, "blocking": 0, "advisory": 0, "waived": 1}
    assert [(one["code"], one["key"], one["waived_by"]) for one in said["findings"]] == [("LG202", "C-1", SAID)]
    assert said["summary"] == [
        "waived: 1 finding by 1 excuse; the next lapses on 2027-06-30 (LG202, platform)",
    ]


@pytest.mark.parametrize("rule", ["LG202", "lg202", "unknown-value"])
def test_it_names_its_rule_as_a_waiver_does(team: Repository, rule: str) -> None:
    team.save({TOML: OPEN, LIST: STANDING})
    team.files({LIST: table(C_1=f"Z {excuse(rule)}", C_2="A")})

    assert told(team)["verdict"]["waived"] == 1


def test_what_a_change_brings_cannot_be_excused_by_it(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: table(C_1="A", C_2="A")})
    team.files({LIST: EXCUSED})

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert {one["code"]: one["waived_by"] for one in said["findings"]} == {"LG202": None, "LG902": None}
    assert faults(said) == [
        (
            LIST,
            5,
            "block",
            "the excuse of LG202 in line 5 (platform) came with this change and would hide 1 finding of it",
        )
    ]


def test_an_excuse_that_moves_to_another_line_is_a_new_one(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: EXCUSED})
    team.files({LIST: table(C_1="A", C_2=f"Z {excuse()}")})

    assert told(team)["verdict"]["exit_code"] == 1


def test_an_excuse_stays_with_its_line_when_lines_above_it_come_and_go(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: EXCUSED})
    team.files({LIST: f"A paragraph more.\n\n{EXCUSED}"})

    said = told(team)

    assert (said["verdict"]["exit_code"], said["verdict"]["waived"], faults(said)) == (0, 1, [])


def test_a_comment_with_a_line_to_itself_excuses_the_next_line_that_says_something(team: Repository) -> None:
    team.save(
        {TOML: OPEN, LIST: f"{table(C_1='A')}\n{excuse('LG401')}\n\nSee [the plan](gone.md).\n\nAnd [that](gone.md).\n"}
    )

    said = told(team)

    assert [(one["line"], one["waived_by"]) for one in said["findings"]] == [(9, SAID), (11, None)]


@pytest.mark.parametrize(
    "line",
    [
        f"- See [the plan](gone.md). {excuse('LG401')}",
        f"> See [the plan](gone.md). {excuse('LG401')}",
        f"> {excuse('LG401')}\n> See [the plan](gone.md).",
        f"### See [the plan](gone.md) {excuse('LG401')}",
        f"{excuse('LG401')}\n### See [the plan](gone.md)",
        "<!-- ledgergate: allow LG401\n  until 2027-06-30, platform:\n  the desk decides in June -->\n[It](gone.md).",
        f"{excuse('LG202')}\n{excuse('LG401')}\nSee [the plan](gone.md).",
    ],
)
def test_wherever_a_comment_can_stand(team: Repository, line: str) -> None:
    team.save({TOML: OPEN, LIST: f"{table(C_1='A')}\n{line}\n"})

    assert [one["waived_by"] for one in told(team)["findings"] if one["code"] == "LG401"] == [SAID]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ('items = "headings", level = 3', f"### C-1 Export\n\n- **Bucket**: Z {excuse()}\n"),
        ('items = "headings", level = 3', f"### C-1 Export\n\nBucket: Z {excuse()}\n"),
        ('items = "list"', f"- C-1 Export\n  - Bucket: Z {excuse()}\n"),
    ],
)
def test_whatever_form_an_item_has(team: Repository, items: str, text: str) -> None:
    policy = OPEN.replace('items = "table", key = "Key"', items)
    team.save({TOML: policy, LIST: f"# Candidates\n\n{text}"})

    said = told(team)

    assert [(one["code"], one["waived_by"]) for one in said["findings"]] == [("LG202", SAID)]


@pytest.mark.parametrize("line", [f"`{excuse('LG401')}`", f"```\n{excuse('LG401')}\n```", f"    {excuse('LG401')}"])
def test_code_that_shows_an_excuse_is_none(team: Repository, line: str) -> None:
    team.save({TOML: OPEN, LIST: f"{table(C_1='A')}\n{line}\n\nSee [the plan](gone.md).\n"})

    said = told(team)

    assert [one["waived_by"] for one in said["findings"]] == [None]


def test_an_excuse_changes_nothing_of_what_its_line_says(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: table(C_1="A", C_2="B")})
    team.files({LIST: table(C_1=f"A {excuse()}", C_2="B")})

    said = told(team)

    assert said["verdict"]["exit_code"] == 0
    assert said["partition"]["candidates"]["by"] == {"A": 1, "B": 1}
    assert faults(said) == [(LIST, 5, "advise", "the excuse of LG202 in line 5 (platform) hides nothing")]


def test_an_excuse_that_has_lapsed_hides_nothing_any_more(team: Repository) -> None:
    lapsed = table(C_1=f"Z {excuse(until='2027-01-09')}")
    team.save({TOML: OPEN, LIST: lapsed})

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert faults(said) == [(LIST, 5, "block", "the excuse of LG202 in line 5 (platform) lapsed on 2027-01-09")]


def test_a_later_day_does_not_come_with_the_change_that_needs_it(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: table(C_1=f"A {excuse(until='2027-01-09')}")})
    team.files({LIST: table(C_1=f"Z {excuse(until='2027-06-30')}")})

    assert told(team)["verdict"]["exit_code"] == 1


@pytest.mark.parametrize(
    "words",
    [
        "LG202",
        "LG202 until June, platform: it waits",
        "LG202 until 2027-02-30, platform: it waits",
        "LG202 until 2027-01-31",
        "LG202 until 2027-01-31, platform:",
        "until 2027-01-31, platform: it waits",
    ],
)
def test_an_excuse_without_day_owner_or_reason_is_refused_and_says_how_to_write_it(
    team: Repository, words: str
) -> None:
    team.save({TOML: OPEN, LIST: STANDING})
    team.files({LIST: table(C_1=f"Z <!-- ledgergate: allow {words} -->", C_2="A")})

    said = told(team)

    (one,) = faults(said)
    assert one == (LIST, 5, "block", f"this excuse cannot be read: '{words}'")
    assert "<!-- ledgergate: allow LG401 until 2027-01-31, owner: reason -->" in str(said["findings"])


def test_a_rule_that_there_is_not(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: table(C_1=f"Z {excuse('unknown-values')}")})

    said = told(team)

    assert [one[3] for one in faults(said)] == ["this excuse names no rule: unknown-values"]
    assert "write unknown-value" in str(said["findings"])


@pytest.mark.parametrize("rule", ["LG101", "policy-weakened", "LG903", "docs-commit-touches-runtime"])
def test_no_document_excuses_a_runtime_path_or_the_gate(team: Repository, rule: str) -> None:
    team.save({TOML: OPEN, LIST: table(C_1=f"A {excuse(rule)}")})

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert "no line of a document can excuse" in faults(said)[0][3]


def test_without_the_policys_word_an_excuse_counts_for_nothing_and_its_writer_is_told(team: Repository) -> None:
    team.save({TOML: SHUT, LIST: EXCUSED})

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert faults(said) == [(LIST, 5, "advise", "this excuse counts for nothing: the policy allows none in documents")]


def test_the_permission_cannot_come_with_its_use(team: Repository) -> None:
    team.save({TOML: SHUT, LIST: STANDING})
    team.files({TOML: OPEN, LIST: EXCUSED})

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert {one["code"]: one["waived_by"] for one in said["findings"]} == {"LG202": None, "LG901": None, "LG902": None}
    assert "lets documents excuse their own lines" in str(said["findings"])


def test_turning_excuses_off_is_no_loosening(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: table(C_1="A")})
    team.files({TOML: OPEN.replace("excuses = true", "excuses = false")})

    assert told(team)["verdict"]["exit_code"] == 0


def test_a_verdict_that_rests_on_an_excuse_is_made_again_on_the_day_after(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: EXCUSED})

    assert gate(team, "check", "--staged", "--today", "2027-06-30").returncode == 0
    assert gate(team, "check", "--staged", "--today", "2027-07-01").returncode == 1


def test_services_hear_that_it_stands_in_the_source(team: Repository) -> None:
    team.save({TOML: OPEN, LIST: EXCUSED})

    ran = gate(team, "check", "--staged", "--today", TODAY, "--format", "sarif")

    assert '"inSource"' in ran.stdout
    assert "the desk decides in June" in ran.stdout
