"""Written exceptions: what they clear, until when, and what is said of those that do not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate, line_of, verdict
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

POLICY = """
[posture]
runtime = ["apps/**"]
read_only.branches = ["audit"]
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "docs/*.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""
LIST, TOML = "docs/list.md", "ledgergate.toml"
TODAY = "2027-01-10"


def waiver(rule: str = "unclassified", expires: str = "2027-06-30", **scope: str) -> str:
    words = "".join(f'{name} = "{value}"\n' for name, value in scope.items())
    why = 'reason = "the desk decides in June"\nowner = "platform"\n'
    return f'[[waiver]]\nrule = "{rule}"\n{words}{why}expires = {expires}\n'


def listed(**buckets: str) -> str:
    items = (f"### {key.replace('_', '-')} Item\n\n- **Bucket**: {bucket}\n" for key, bucket in buckets.items())
    return "\n".join(["# Candidates\n", *items])


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "team")


def start(team: Repository, *waivers: str, text: str = listed(C_1="TBD", C_2="A")) -> Repository:
    team.save({TOML: POLICY + "".join(waivers), LIST: text})
    return team


def told(team: Repository, *words: str) -> dict[str, Any]:
    team.stage()
    return verdict(team, "--staged", "--today", TODAY, *words)


def faults(said: dict[str, Any]) -> list[tuple[str, str]]:
    """Level and sentence of each finding on a waiver; all of them stand in the policy."""
    found = [one for one in said["findings"] if one["code"] == "LG902"]
    assert {one["path"] for one in found} <= {TOML}
    return [(one["level"], one["message"]) for one in found]


@pytest.mark.parametrize(
    "scope", [{"key": "C-1"}, {"path": LIST}, {"path": "docs/**"}, {"path": LIST, "key": "C-1"}, {}]
)
@pytest.mark.parametrize("rule", ["unclassified", "LG201"])
def test_a_waiver_clears_what_it_names(team: Repository, rule: str, scope: dict[str, str]) -> None:
    said = told(start(team, waiver(rule, **scope)))

    assert said["verdict"] == {"exit_code": 0, "blocking": 0, "advisory": 0, "waived": 1}
    (one,) = said["findings"]
    assert (one["key"], one["waived_by"]) == ("C-1", "platform until 2027-06-30: the desk decides in June")
    assert said["summary"] == [
        f"waived: 1 finding by 1 waiver; the next lapses on 2027-06-30 ({rule}, platform)",
    ]


@pytest.mark.parametrize("scope", [{"key": "C-2"}, {"path": "docs/other.md"}, {"key": "C-1", "path": "docs/other.md"}])
def test_a_waiver_clears_nothing_else(team: Repository, scope: dict[str, str]) -> None:
    team.write("docs/other.md", listed(C_9="B"))
    said = told(start(team, waiver(**scope)))

    assert [(one["key"], one["level"]) for one in said["findings"] if one["code"] == "LG201"] == [("C-1", "block")]
    assert said["verdict"]["waived"] == 0


def test_a_waived_finding_is_listed_with_owner_and_date(team: Repository) -> None:
    start(team, waiver(key="C-1"))

    for name in ("text", "markdown"):
        done = gate(team, "check", "--staged", "--today", TODAY, "--format", name)
        assert done.returncode == 0
        assert "platform until 2027" in done.stdout.replace("\\", "")
        assert "1 waived" in done.stdout


def test_the_last_day_still_holds_and_the_next_does_not(team: Repository) -> None:
    start(team, waiver(expires=TODAY, key="C-1"))

    assert told(team)["verdict"]["exit_code"] == 0
    late = verdict(team, "--staged", "--today", "2027-01-11")
    assert late["verdict"]["exit_code"] == 1
    assert {one["code"] for one in late["findings"]} == {"LG201", "LG902"}


def test_a_lapsed_waiver_is_refused_at_its_line_and_hides_nothing(team: Repository) -> None:
    said = told(start(team, waiver(expires="2026-12-31", key="C-1")))

    assert faults(said) == [("block", "the waiver of unclassified for C-1 (platform) lapsed on 2026-12-31")]
    (one,) = (one for one in said["findings"] if one["code"] == "LG902")
    assert (one["line"], one["quote"], one["introduced"]) == (line_of(team, TOML, "[[waiver]]"), "[[waiver]]", False)
    assert one["related"][0]["path"] == LIST
    assert said["verdict"]["blocking"] == 2


def test_a_lapsed_waiver_of_nothing_is_advice(team: Repository) -> None:
    said = told(start(team, waiver(expires="2026-12-31", key="C-2")))

    assert faults(said) == [
        ("advise", "the waiver of unclassified for C-2 (platform) lapsed on 2026-12-31 and hides nothing")
    ]


def test_a_waiver_that_lapses_within_a_fortnight_is_advice(team: Repository) -> None:
    said = told(start(team, waiver(expires="2027-01-24", key="C-1")))

    assert said["verdict"]["exit_code"] == 0
    assert faults(said) == [
        ("advise", "the waiver of unclassified for C-1 (platform) lapses in 14 days, on 2027-01-24")
    ]
    assert faults(verdict(team, "--staged", "--today", "2027-01-09")) == []


def test_a_waiver_without_path_and_key_that_hides_several_is_too_wide(team: Repository) -> None:
    said = told(start(team, waiver(), text=listed(C_1="TBD", C_2="")))

    assert said["verdict"]["exit_code"] == 0
    assert faults(said) == [
        ("advise", "the waiver of unclassified (platform) names neither a path nor a key and hides 2 findings")
    ]


def test_a_waiver_whose_finding_was_mended_is_advice(team: Repository) -> None:
    said = told(start(team, waiver(key="C-2")))

    assert ("advise", "the waiver of unclassified for C-2 (platform) hides nothing") in faults(said)


@pytest.mark.parametrize(
    ("scope", "what"), [({"path": "docs/gone.md"}, "the path docs/gone.md"), ({"key": "C-11"}, "the key C-11")]
)
def test_a_waiver_that_names_nothing_is_refused(team: Repository, scope: dict[str, str], what: str) -> None:
    said = told(start(team, waiver(**scope), text=listed(C_1="A", C_2="A")))

    ((level, message),) = faults(said)
    assert (level, said["verdict"]["exit_code"]) == ("block", 1)
    assert message.endswith(f"names {what}, which is not there")


def test_a_mistyped_key_is_offered_the_nearest(team: Repository) -> None:
    said = told(start(team, waiver(key="C1"), text=listed(C_1="A")))

    assert said["findings"][0]["cure"][0] == 'key = "C-1"'


def test_another_number_of_the_series_is_not_offered(team: Repository) -> None:
    said = told(start(team, waiver(key="C-11"), text=listed(C_1="A")))

    assert not any(cure.startswith("key =") for cure in said["findings"][0]["cure"])


def test_a_rule_that_did_not_run_makes_no_waiver_idle(team: Repository) -> None:
    start(team, waiver(key="C-2"))

    assert faults(told(team, "--rule", "LG202", "--rule", "LG902")) == []
    assert faults(told(team, "--ignore", "LG902")) == []


def test_a_waiver_does_not_clear_the_change_that_brings_it(team: Repository) -> None:
    start(team, text=listed(C_1="A"))
    team.write(TOML, POLICY + waiver(key="C-2"))
    team.write(LIST, listed(C_1="A", C_2="TBD"))

    said = told(team)

    assert (said["verdict"]["exit_code"], said["verdict"]["waived"]) == (1, 0)
    assert faults(said) == [
        (
            "block",
            "the waiver of unclassified for C-2 (platform) came with this change and would hide 1 finding of it",
        )
    ]
    assert {one["code"] for one in said["findings"] if one["introduced"]} == {"LG201", "LG902"}


def test_a_waiver_may_come_with_a_change_for_what_stood_before(team: Repository) -> None:
    start(team)
    team.write(TOML, POLICY + waiver(key="C-1"))

    assert told(team)["verdict"] == {"exit_code": 0, "blocking": 0, "advisory": 0, "waived": 1}


def test_a_waiver_never_excuses_the_runtime_change_beside_it(team: Repository) -> None:
    start(team, text=listed(C_1="A"))
    team.branch("audit")
    team.write("apps/main.py", "1\n")
    team.write(TOML, POLICY + waiver("runtime-path-changed", path="apps/**"))

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert {one["code"] for one in said["findings"] if one["level"] == "block"} >= {"LG101", "LG902"}


def test_a_waiver_that_stood_before_excuses_the_runtime_change(team: Repository) -> None:
    start(team, waiver("runtime-path-changed", path="apps/**"), text=listed(C_1="A"))
    team.branch("audit")
    team.write("apps/main.py", "1\n")

    said = told(team)

    assert (said["verdict"]["exit_code"], said["verdict"]["waived"]) == (0, 1)


def test_a_change_cannot_give_a_lapsed_waiver_a_new_date_for_itself(team: Repository) -> None:
    start(team, waiver(expires="2026-12-31", key="C-2"), text=listed(C_1="A", C_2="A"))
    team.write(TOML, POLICY + waiver(expires="2027-12-31", key="C-2"))
    team.write(LIST, listed(C_1="A", C_2="TBD"))

    said = told(team)

    assert said["verdict"]["exit_code"] == 1
    assert [level for level, _ in faults(said)] == ["block"]


def test_a_change_of_its_own_renews_a_waiver(team: Repository) -> None:
    start(team, waiver(expires="2026-12-31", key="C-1"))
    team.write(TOML, POLICY + waiver(expires="2027-12-31", key="C-1"))

    said = told(team)

    assert (said["verdict"]["exit_code"], said["verdict"]["waived"]) == (0, 1)
    assert said["findings"][0]["waived_by"].startswith("platform until 2027-12-31")


def test_an_old_branch_is_told_to_rebase_when_the_base_has_a_newer_date(team: Repository) -> None:
    start(team, waiver(expires="2026-12-31", key="C-1"))
    team.branch("topic")
    team.save({"docs/other.md": listed(C_9="B")})
    team.checkout("main")
    team.save({TOML: POLICY + waiver(expires="2027-12-31", key="C-1")})

    said = verdict(team, "--base", "main", "--head", "topic", "--today", TODAY)

    assert faults(said) == [
        (
            "block",
            "the waiver of unclassified for C-1 (platform) lapsed on 2026-12-31; the base has one until 2027-12-31",
        )
    ]
    assert next(one for one in said["findings"] if one["code"] == "LG902")["cure"] == ["rebase this branch on its base"]


def test_advice_on_waivers_stays_advice_at_any_level(team: Repository) -> None:
    start(team, '[rules]\nwaiver-invalid = "block"\n', waiver(expires="2027-01-20", key="C-1"))

    said = told(team)

    assert [level for level, _ in faults(said)] == ["advise"]
    team.write(TOML, POLICY + '[rules]\nwaiver-invalid = "off"\n' + waiver(key="C-1"))


def test_new_only_leaves_old_waivers_alone(team: Repository) -> None:
    said = told(start(team, waiver(expires="2026-12-31", key="C-1")), "--new-only")

    assert (said["findings"], said["verdict"]["exit_code"]) == ([], 0)


def test_many_waived_findings_cost_no_more_than_their_number(team: Repository) -> None:
    text = "\n".join(["# Candidates\n", *(f"### C-{number} Item\n\n- **Bucket**: TBD\n" for number in range(3000))])
    said = told(start(team, waiver(path=LIST), text=text), "--rule", "LG201", "--rule", "LG902")

    assert (said["verdict"]["exit_code"], said["verdict"]["waived"]) == (0, 3000)
