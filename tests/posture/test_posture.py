"""What puts a change under the read-only posture, and that no change takes itself out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from refusals import refused
from small_team import AUDIT, FILES, OLD, POLICY, judged, staged, team, told

EVIL = {"apps/main.py": "evil\n"}
RUNTIME = ("LG101", "apps/main.py", 1)


def test_a_branch_named_after_an_audit_may_not_touch_the_runtime(tmp_path: Path) -> None:
    assert told(staged(team(tmp_path / "r"), EVIL)) == [RUNTIME]


def test_a_feature_branch_may(tmp_path: Path) -> None:
    assert told(staged(team(tmp_path / "r", "feature"), EVIL)) == []


@pytest.mark.parametrize(
    "change",
    [
        {AUDIT: "# Audit\n\n**Status**: Draft\n**Runtime posture**: open\n"},
        {AUDIT: "# Audit\n\n**Status**: Draft\n"},
        {AUDIT: "# Audit\n\n**Status**: Complete\n**Runtime posture**: Read-only\n"},
        {"ledgergate.toml": POLICY.replace("declared = true\n", "")},
        {"ledgergate.toml": POLICY.replace('"apps/**"', '"other/**"')},
        {"ledgergate.toml": POLICY + '[rules]\nruntime-path-changed = "off"\n'},
    ],
    ids=["flipped", "deleted", "closed", "undeclared", "pattern gone", "rule off"],
)
def test_a_change_that_loosens_the_posture_is_still_under_it(tmp_path: Path, change: dict[str, str | bytes]) -> None:
    assert RUNTIME in told(staged(team(tmp_path / "r"), {**EVIL, **change}))


@pytest.mark.parametrize(
    "line", ["**Runtime posture**: red-onyl", "**Runtime posture**: Read-only\n**Runtime posture**: open"]
)
def test_a_posture_that_is_misspelt_or_doubled_is_no_verdict(tmp_path: Path, line: str) -> None:
    with refused(
        NotChecked,
        ("specs/007-audit/spec.md:4 declares its runtime posture twice, differently", "keep one of the lines"),
        (
            "specs/007-audit/spec.md:4: 'red-onyl' is no known runtime posture",
            "begin it with one of: read-only, read only, open",
        ),
    ):
        staged(team(tmp_path / "r"), {**EVIL, AUDIT: f"# Audit\n\n**Status**: Draft\n{line}\n"})


def test_a_removed_policy_judges_its_own_removal(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.remove("ledgergate.toml")
    assert set(told(staged(repository, EVIL))) >= {RUNTIME, ("LG903", "ledgergate.toml", 1)}


def test_without_a_branch_every_open_declaration_counts(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save(EVIL, "work")
    assert told(judged(repository, base="main", head="HEAD").findings) == []
    repository.checkout("main")
    oid = repository.oid("feature")
    repository.git("branch", "-q", "-D", "feature")
    assert told(judged(repository, base="main", head=oid).findings) == [RUNTIME]


def test_a_name_that_git_would_not_give_is_no_branch(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    oid = repository.save(EVIL, "work")
    repository.git("update-ref", "refs/heads/--output=x", oid)
    repository.git("symbolic-ref", "HEAD", "refs/heads/--output=x")
    repository.git("branch", "-q", "-D", "feature")
    assert told(judged(repository, base="main", head="--output=x").findings) == [RUNTIME]


def test_an_amend_does_not_hide_an_earlier_commit(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.save(EVIL, "work")
    found = staged(repository, {"docs/guide.md": "short\n"})
    assert told(found) == [RUNTIME]
    assert "an earlier commit of this branch did" in found[0].message


def test_the_first_policy_is_used_and_said_so(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.git("rm", "-q", "ledgergate.toml")
    repository.commit("no policy")
    repository.files({"ledgergate.toml": FILES["ledgergate.toml"]})
    repository.stage()
    verdict = judged(repository)
    assert verdict.exit_code == 0
    assert any("first policy" in one for one in verdict.notices)


def test_a_link_and_a_moved_folder_reach_the_runtime(tmp_path: Path) -> None:
    repository = team(tmp_path / "r")
    repository.link("docs/a", "../apps")
    repository.save({"docs/A/main.py": "x\n", "docs/guide.md": FILES["docs/guide.md"].replace("guide 3", "evil")})
    repository.checkout("main")
    repository.git("mv", "docs/guide.md", "apps/guide.md")
    repository.commit("the guide runs now")
    found = {(code, path) for code, path, _ in told(judged(repository, base="main", head="007-audit").findings)}
    assert found >= {("LG102", "docs/A/main.py"), ("LG102", "apps/guide.md")}


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("apps/** filter=x", ["LG102"]),
        ("*.py -text", ["LG102"]),
        ("docs/** -text", []),
        ("*.py linguist-generated", []),
    ],
)
def test_an_attribute_of_runtime_files_is_a_runtime_change(tmp_path: Path, line: str, codes: list[str]) -> None:
    assert [one for one, _, _ in told(staged(team(tmp_path / "r"), {".gitattributes": line + "\n"}))] == codes


@pytest.mark.parametrize("place", ["source", "ledger"])
def test_a_row_that_the_change_itself_leaves_out_is_still_one(tmp_path: Path, place: str) -> None:
    line = 'sources = [{ path = "docs/ledger.md", items = "table", key = "ID" }]'
    assert line in POLICY
    ignored = line.replace('" }]', '", ignore = ["C-3"] }]') if place == "source" else f'{line}\nignore = ["C-3"]'
    ledger = FILES["docs/ledger.md"] + "| C-3 | Export |  |\n"
    repository = team(tmp_path / "r", "feature")
    found = staged(repository, {"ledgergate.toml": POLICY.replace(line, ignored), "docs/ledger.md": ledger})
    assert told(found) == [("LG201", "docs/ledger.md", 7)]
    assert [code for code, _, _ in told(found, "advise")] == ["LG901"]
    repository.commit("agreed on")
    assert staged(repository, {"docs/guide.md": "short\n"}) == ()


def test_a_word_that_the_change_itself_adds_clears_no_row(tmp_path: Path) -> None:
    wider = POLICY.replace('later = "Do later"', 'later = "Do later", someday = "Some day"')
    row, report = "| C-3 | Export | someday |\n", WIDER_REPORT
    repository = team(tmp_path / "r", "feature")
    found = staged(
        repository,
        {"ledgergate.toml": wider, "docs/ledger.md": FILES["docs/ledger.md"] + row, "docs/report.md": report},
    )
    assert told(found) == [("LG202", "docs/ledger.md", 7)]
    assert told(found, "advise") == [("LG901", "ledgergate.toml", 10)]
    repository.commit("merged by those who answer for it")
    assert staged(repository, {"docs/guide.md": "short\n"}) == ()


WIDER_REPORT = FILES["docs/report.md"] + "| someday | 1 |\n"


def test_a_waiver_that_was_merged_first_lets_a_closed_package_be_mended(tmp_path: Path) -> None:
    repository = team(tmp_path / "team", "topic")
    waiver = f'rule = "closed-package-rewritten"\npath = "{OLD}"\nreason = "a wrong number"\nowner = "us"\n'
    repository.write("ledgergate.toml", f"{POLICY}\n[[waiver]]\n{waiver}expires = 2199-01-01\n")
    repository.stage()
    repository.commit("waiver")
    found = staged(repository, {OLD: str(FILES[OLD]).replace("It syncs", "It now syncs")})
    assert [(one.code, one.waived_by) for one in found] == [("LG103", "us until 2199-01-01: a wrong number")]
