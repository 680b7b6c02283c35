"""A change that loosens the policy, removes the gate, rewrites what is closed, or hides in a docs commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from small_team import FILES, HOOKS, OLD, POLICY, WORKFLOW, judged, staged, team, told
from support import Repository

CI = ".github/workflows/gate.yml"
PC = ".pre-commit-config.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["apps/**"]', '["apps/**", "!apps/legacy/**"]', "lets paths out"),
        ('["apps/**"]', '["apps/core/**"]', "is gone"),
        ('branches = ["docs/*"]\n', "", "'docs/*'"),
        ('commit_types = ["docs"]\n', "", "'docs:'"),
        ("whitespace = true\n", "", "whitespace"),
        (', required = true', "", "no longer required"),
        (POLICY[POLICY.index("[[report]]") : POLICY.index("[[package]]")], "", "no longer governed"),
        ('totals = { by = "bucket" }\n', 'optional = true\nrows = { items = "table", key = "ID" }\n', "a total"),
        ('{ by = "bucket" }', '{ by = "bucket", optional = true }', "a total"),
        ('[[package]]', '[rules]\nunclassified = "advise"\n[[package]]', "from block to advise"),
        ('closed = ["Complete"]', 'closed = ["Shut"]', "'Complete'"),
    ],
)  # fmt: skip
def test_each_loosened_thing_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in POLICY
    found = staged(team(tmp_path / "r", "feature"), {"ledgergate.toml": POLICY.replace(old, new)})
    assert {one.code for one in found} == {"LG901"}
    assert any(says in one.message for one in found), [one.message for one in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["apps/**"]', '["apps/**", "lib/**"]'),
        ('["apps/**"]', '["**"]'),
        ('"specs/*"', '"specs/**"'),
        ("# none", ""),
        ('{ by = "bucket" }', '{ by = "bucket", every = true }'),
    ],
)
def test_a_stricter_or_equal_policy_is_accepted(tmp_path: Path, old: str, new: str) -> None:
    found = staged(team(tmp_path / "r", "feature"), {"ledgergate.toml": POLICY.replace(old, new) + "# a note\n"})
    assert [one for one in found if one.code == "LG901"] == []


def test_what_the_base_has_tightened_meanwhile_is_not_the_branchs_doing(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save({"docs/guide.md": "short\n"})
    repository.checkout("main")
    repository.save({"ledgergate.toml": POLICY.replace('["apps/**"]', '["apps/**", "lib/**"]')})
    assert told(judged(repository, base="main", head="feature").findings) == []


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (CI, WORKFLOW.replace("ledgergate check", "true"), "removes the step"),
        (CI, WORKFLOW.replace("ledgergate check", "ledgergate check || true"), "||"),
        (CI, WORKFLOW.replace("ledgergate check", "ledgergate check --exit-zero"), "--exit-zero"),
        (CI, WORKFLOW.replace("ledgergate check", "echo ledgergate check"), "removes the step"),
        (CI, WORKFLOW.replace("    steps", "    if: false\n    steps"), "if: false"),
        (CI, WORKFLOW.replace("    steps", "    continue-on-error: true\n    steps"), "continue-on-error"),
        (CI, WORKFLOW.replace("[pull_request]", "[workflow_dispatch]"), "not on pull_request"),
        (PC, "repos: []\n", "removes the hook"),
        (PC, HOOKS + "        stages: [manual]\n", "stages: manual"),
        (PC, HOOKS + "        exclude: .*\n", "exclude"),
        (PC, HOOKS + "        args: [--exit-zero]\n", "--exit-zero"),
        (PC, HOOKS.replace("id: ledgergate", "id: other"), "removes the hook"),
    ],
)
def test_a_change_that_switches_the_gate_off_is_refused(tmp_path: Path, path: str, text: str, says: str) -> None:
    found = staged(team(tmp_path / "r", "feature"), {path: text})
    assert [(one.code, one.place.path) for one in found] == [("LG903", path)]
    assert says in found[0].message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PC, HOOKS.replace("v1", "v2")),
        (
            CI,
            WORKFLOW.replace(
                "- run: ledgergate check", "- run: |\n          pip install .\n          ledgergate check -q"
            ),
        ),
        (CI, WORKFLOW.replace("[pull_request]", "[pull_request, push]")),
    ],
)
def test_a_gate_that_goes_on_running_is_accepted(tmp_path: Path, path: str, text: str) -> None:
    assert told(staged(team(tmp_path / "r", "feature"), {path: text})) == []


def test_a_step_may_move_to_another_workflow(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.remove(CI)
    assert staged(repository, {".github/workflows/all.yml": WORKFLOW}) == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("It syncs", "It exports", 7), ("Complete", "Draft", 3), ("## What", "## Why", 5)],
)
def test_a_closed_package_is_not_rewritten(tmp_path: Path, old: str, new: str, line: int) -> None:
    found = staged(team(tmp_path / "r", "feature"), {OLD: FILES[OLD].replace(old, new)})
    assert told(found) == [("LG103", OLD, line)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Complete", "Complete (2027-01-02)"),
        ("notes.md", "../notes.md"),
        ("Complete\n", "Complete\n**Superseded by**: 009\n"),
    ],
)
def test_its_metadata_and_links_may_change(tmp_path: Path, old: str, new: str) -> None:
    assert staged(team(tmp_path / "r", "feature"), {OLD: FILES[OLD].replace(old, new)}) == ()


def test_a_deleted_file_of_a_closed_package_is_told_and_a_moved_one_is_not(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.git("mv", OLD, "specs/old.md")
    assert told(staged(repository, {})) != []
    repository.git("reset", "-q", "--hard")
    repository.git("mv", "specs/001-old", "specs/101-old")
    assert staged(repository, {}) == ()


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("docs: tidy", ["LG104"]),
        ("Docs(guide)!: tidy", ["LG104"]),
        ("fixup! docs: tidy", ["LG104"]),
        ("\ufeffdocs: tidy", ["LG104"]),
        (":memo: docs: tidy", ["LG104"]),
        ("\U0001f4dd docs(guide): tidy", ["LG104"]),
        ("\u270f\ufe0f docs: tidy", ["LG104"]),
        ("[ABC-12] docs: tidy", ["LG104"]),
        ("ABC-12: docs: tidy", ["LG104"]),
        ("#12 - docs: tidy", ["LG104"]),
        ("fixup! \U0001f4dd (#12) docs: tidy", ["LG104"]),
        ("[docs] fix: it", []),
        (":bug: fix: the docs: page", []),
        ("ABC-12 the docs: page", []),
        ("release-1: docs", []),
        ("fix: it", []),
        ("docs", []),
    ],
)
def test_a_docs_commit_touches_no_runtime(tmp_path: Path, message: str, codes: list[str]) -> None:
    assert [one.code for one in staged(team(tmp_path / "r", "feature"), {"apps/main.py": "evil\n"}, message)] == codes


def test_of_a_range_only_what_is_left_counts_unless_each_commit_does(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save({"apps/main.py": "evil\n"}, "docs: tidy")
    assert told(judged(repository, base="main").findings) == [("LG104", "apps/main.py", 1)]
    repository.save({"apps/main.py": FILES["apps/main.py"]}, "fix: take it back")
    assert told(judged(repository, base="main").findings) == []
    repository.save({"ledgergate.toml": POLICY.replace("declared = true", "declared = true\neach_commit = true")})
    assert told(judged(repository, base="main").findings) == [("LG104", "apps/main.py", 1)]


def test_a_blank_at_an_end_is_told_on_governed_documents_alone(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    report = FILES["docs/report.md"].replace("# Report", "# Report ")
    assert told(staged(repository, {"docs/report.md": report, "docs/guide.md": "x \n"})) == [
        ("LG105", "docs/report.md", 1)
    ]
    repository.commit("work")
    assert told(judged(repository, base="main").findings) == [("LG105", "docs/report.md", 1)]


def committing(repository: Repository) -> list[tuple[str, str]]:
    """What the hook of `git commit` says of what is staged."""
    environment = repository.environment(GIT_INDEX_FILE=str(repository.path / ".git" / "index"))
    found = judge(Request(Asked(cwd=str(repository.path), environment=environment))).findings
    return [(one.code, one.level) for one in found]


def test_a_policy_that_changes_alone_may_be_proposed_by_a_commit(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.files({"ledgergate.toml": POLICY.replace(", required = true", ""), "README.md": "# Us\n"})
    repository.stage()
    assert committing(repository) == [("LG901", "advise")]
    repository.commit("require no bucket")
    assert told(judged(repository, base="main", head="feature").findings) == [("LG901", "ledgergate.toml", 13)]


@pytest.mark.parametrize("path", ["docs/ledger.md", "apps/main.py"])
def test_a_policy_that_changes_with_what_it_governs_may_not(tmp_path: Path, path: str) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.files({"ledgergate.toml": POLICY.replace(", required = true", ""), path: FILES[path] + "\n"})
    repository.stage()
    assert ("LG901", "block") in committing(repository)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/report.md", POLICY[POLICY.index("[[report]]") : POLICY.index("[[package]]")], ""),
        ("apps/main.py", '["apps/**"]', '["lib/**"]'),
    ],
)
def test_a_policy_that_lets_go_of_what_changes_with_it_may_not(tmp_path: Path, path: str, old: str, new: str) -> None:
    repository = team(tmp_path / "r", "feature")
    assert old in POLICY
    repository.files({"ledgergate.toml": POLICY.replace(old, new), path: FILES[path] + "\n"})
    repository.stage()
    assert ("LG901", "block") in committing(repository)
    assert ("LG901", "advise") not in committing(repository)
