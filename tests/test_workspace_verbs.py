"""Verbs that show something, in a repository whose folders have policies of their own."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from audit import environment
from ledgergate.cli import main
from ledgergate.cli.state import alone
from ledgergate.output.schemas import SCHEMAS, schema
from support import Repository
from test_workspaces import ROOT, report, service, table

LIST = "services/billing/docs/list.md"
BILLING = ("--workspace", "services/billing")
ALONE = (
    "this is the root's policy alone; services/billing, services/search have policies of their own"
    ": --workspace services/billing\n"
)
PLANS = """
[ledger.plans]
sources = [{ path = "docs/plans.md", items = "table", key = "Key" }]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("made") / "team")
    plans = {"ledgergate.toml": ROOT + PLANS, "docs/plans.md": "| Key |\n|---|\n| P-1 |\n"}
    made.save({**plans, **service("billing"), **service("search", **{"docs/list.md": table(C_7="now", C_8="later")})})
    made.save({LIST: table(C_1="now", C_2="now")}, "raise C-2")
    return made


@pytest.fixture
def team(made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A copy for each test; what runs in this process sees the environment of nobody."""
    told = environment(made)
    for name in set(os.environ) - set(told):
        monkeypatch.delenv(name)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(made.path, tmp_path / "team", symlinks=True)
    return Repository(tmp_path / "team", init=False)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Gate:
    """The command line in this process; `at` is the folder of the repository in which it is run."""

    def __init__(self, captured: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._captured, self._monkeypatch = captured, monkeypatch

    def __call__(self, team: Repository, *words: str, at: str = "") -> Ran:
        self._monkeypatch.chdir(Path(team.path, at))
        self._captured.readouterr()
        code = main(words)
        return Ran(code, *self._captured.readouterr())

    def answers(self, team: Repository, verb: str, *words: str, at: str = "") -> Any:
        code, out, err = self(team, verb, *words, "--format", "json", at=at)
        assert code == 0, err
        made = json.loads(out)
        if verb in SCHEMAS:
            jsonschema.validate(made, schema(verb))
        return made


@pytest.fixture
def gate(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(capsys, monkeypatch)


def test_items_of_a_workspace_stand_at_the_repositorys_paths(team: Repository, gate: Gate) -> None:
    made = gate.answers(team, "items", *BILLING)

    assert [(one["key"], one["path"], one["line"]) for one in made["items"]] == [("C-1", LIST, 3), ("C-2", LIST, 4)]
    assert made["partition"]["by"] == {"now": 2}


def test_a_path_is_asked_for_as_it_is_shown(team: Repository, gate: Gate) -> None:
    assert len(gate.answers(team, "items", *BILLING, "--where", f"path={LIST}")["items"]) == 2
    assert not gate.answers(team, "items", *BILLING, "--where", "path=docs/list.md")["items"]


def test_a_line_that_nobody_reads_is_told_with_its_folder(team: Repository, gate: Gate) -> None:
    team.save({LIST: table(C_1="now", C_2="now") + "\n- C-9\n"})

    (one,) = gate.answers(team, "items", *BILLING)["unread"]
    assert (one["path"], one["line"]) == (LIST, 6)


@pytest.mark.parametrize(
    ("at", "words", "keys"),
    [
        ("services/billing", (), ["C-1", "C-2"]),
        ("services/search/docs", (), ["C-7", "C-8"]),
        ("services/search", BILLING, ["C-1", "C-2"]),
        ("services", (), ["P-1"]),
        ("docs", (), ["P-1"]),
        ("services/billing", ("--workspace", "."), ["P-1"]),
        ("", ("--workspace", "./services/search/"), ["C-7", "C-8"]),
    ],
)
def test_whoever_stands_in_a_workspace_asks_it_and_whoever_names_one_that_one(
    team: Repository, gate: Gate, at: str, words: tuple[str, ...], keys: list[str]
) -> None:
    assert [one["key"] for one in gate.answers(team, "items", *words, at=at)["items"]] == keys


def test_a_folder_is_no_workspace_because_its_name_begins_like_one(team: Repository, gate: Gate) -> None:
    team.files({"services/billing-old/readme.md": "Old.\n"})

    assert [one["key"] for one in gate.answers(team, "items", at="services/billing-old")["items"]] == ["P-1"]


@pytest.mark.parametrize("verb", [("items",), ("coverage",), ("why", "P-1")])
def test_at_the_root_it_is_said_that_there_are_others(team: Repository, gate: Gate, verb: tuple[str, ...]) -> None:
    assert gate(team, *verb).err == ALONE
    assert gate(team, *verb, "--staged").err == ALONE


def test_nothing_is_said_where_there_are_none(team: Repository, gate: Gate) -> None:
    team.save({"ledgergate.toml": PLANS})

    assert gate(team, "items").err == ""
    assert gate(team, "items", at="services/billing").err == ""
    asked = gate(team, "items", "--workspace", "services/billing").err
    assert asked == "there is no workspace 'services/billing'\nthe policy has no workspace\n"


def test_a_name_with_a_blank_is_offered_as_a_shell_reads_it() -> None:
    assert alone(("the shop", "web")).endswith("have policies of their own: --workspace 'the shop'")


@pytest.mark.parametrize("verb", [("items",), ("coverage",), ("why", "C-1"), ("report",)])
def test_a_folder_that_is_none_is_refused_with_the_nearest(team: Repository, gate: Gate, verb: tuple[str, ...]) -> None:
    done = gate(team, *verb, "--workspace", "services/biling")

    assert (done.code, done.out) == (2, "")
    assert done.err == "there is no workspace 'services/biling'\ndid you mean services/billing?\n"


def test_what_is_wrong_in_a_workspace_is_told_by_its_name(team: Repository, gate: Gate) -> None:
    done = gate(team, "items", "candidate", *BILLING)
    assert done.err == "services/billing: there is no ledger 'candidate'\ndid you mean candidates?\n"

    team.save({"services/billing/ledgergate.toml": "[ledger.candidates]\nsource = []\n"})
    done = gate(team, "coverage", *BILLING)
    assert done.code == 2
    assert "services/billing/ledgergate.toml:2: " in done.err


def test_a_root_without_a_ledger_leads_to_those_that_have_one(team: Repository, gate: Gate) -> None:
    team.save({"ledgergate.toml": ROOT})

    done = gate(team, "items")
    assert done.err == (
        "the root's policy has no ledger\nlook into a workspace: --workspace services/billing\n"
    )  # fmt: skip


def test_coverage_of_a_workspace(team: Repository, gate: Gate) -> None:
    made = gate.answers(team, "coverage", *BILLING)

    assert [one["path"] for one in made["documents"]] == [LIST, "services/billing/docs/report.md"]
    assert made == gate.answers(team, "coverage", at="services/billing/app")
    assert f"{LIST}:5: read by nobody" not in gate(team, "coverage", "-v", *BILLING).out


def test_why_follows_an_item_through_the_policies_of_its_own_folder(team: Repository, gate: Gate) -> None:
    made = gate.answers(team, "why", "C-2", *BILLING)

    places = {one["path"] for name in ("places", "fields", "reports") for one in made[name]}
    assert places == {LIST, "services/billing/docs/report.md"}
    assert "(services/billing/ledgergate.toml:" in made["places"][0]["binding"]
    events = [(one["what"], one["field"], one["before"], one["after"], one["path"]) for one in made["history"]]
    assert events == [("came", None, None, None, LIST), ("changed", "bucket", "later", "now", LIST)]


def test_why_shows_the_findings_of_the_workspace_alone(team: Repository, gate: Gate) -> None:
    team.save({"services/search/docs/report.md": report(1, 1, C_1="now", C_2="later")})

    (one, *more) = gate.answers(team, "why", "C-2", *BILLING)["findings"]
    assert (one["code"], one["path"], one["line"]) == ("LG303", "services/billing/docs/report.md", 4)
    assert not more


def test_the_page_of_a_workspace(team: Repository, gate: Gate) -> None:
    team.git("remote", "add", "origin", "https://github.com/team/product.git")

    made = gate.answers(team, "report", *BILLING)

    assert made["product"] == "team/product: services/billing"
    assert made["state"]["policy"] == "services/billing/ledgergate.toml"
    assert [one["name"] for one in made["ledgers"]] == ["candidates"]
    assert {one["path"] for one in made["coverage"]["documents"]} == {LIST, "services/billing/docs/report.md"}
    entry = made["ledgers"][0]["entries"][0]["at"]
    oid = team.oid()
    assert entry["url"] == f"https://github.com/team/product/blob/{oid}/{LIST}?plain=1#L3"
    found = [(one["code"], one["at"]["path"], one["at"]["line"]) for one in made["findings"]]
    assert ("LG303", "services/billing/docs/report.md", 4) in found
    assert made["history"]["notes"] == ["A workspace's past is not charted: charts are of the root's policy."]


def test_the_page_of_a_workspace_since_a_base(team: Repository, gate: Gate) -> None:
    made = gate.answers(team, "report", *BILLING, "--base", "HEAD~1")

    assert {one["old"] for one in made["findings"]} == {False}
    assert made["state"]["since"] == team.oid("HEAD~1")


def test_the_page_of_the_root_names_the_others(team: Repository, gate: Gate) -> None:
    assert ALONE.rstrip("\n") in gate.answers(team, "report")["notices"]


def test_a_policy_that_is_given_is_the_roots(team: Repository, gate: Gate, tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text(PLANS, encoding="utf-8")

    made = gate.answers(team, "report", "--policy", str(given), at="services/billing")
    assert [one["name"] for one in made["ledgers"]] == ["plans"]
    done = gate(team, "report", "--policy", str(given), *BILLING)
    assert (done.code, done.err.splitlines()[-1]) == (2, "give one of --policy and --workspace")


@pytest.mark.parametrize("verb", [("history",), ("truth",), ("prove", "--each", "1"), ("init", "--update")])
def test_the_others_say_that_they_look_at_the_roots_policy_alone(
    team: Repository, gate: Gate, verb: tuple[str, ...]
) -> None:
    told = ALONE.replace(": --workspace services/billing", "")

    assert told in gate(team, *verb, at="services/billing").err
    team.save({"ledgergate.toml": PLANS})
    assert "alone" not in gate(team, *verb).err


def test_replay_judges_workspaces_as_the_gate_does(team: Repository, gate: Gate) -> None:
    made = gate.answers(team, "replay")

    assert made["merges"][-1]["introduced"] == {"row-contradicts-ledger": 1, "wrong-total": 2}
