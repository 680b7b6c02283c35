"""The preset while parts of an audit are missing: one finding says what is missing, and nothing is refused for it."""

from __future__ import annotations

from pathlib import Path

from audit import LEDGER
from readiness import READINESS, edit, example, findings, small, told, verdict_on

PRESET = Path(__file__).resolve().parent / "readiness_policies" / "with-preset.toml"
THEMES = """
[ledger.themes]
sources = [{ path = "docs/roadmap.md", items = "headings", level = 2 }]
"""
BARE = f"""preset = "productization-readiness"
[posture]
runtime = ["apps/**"]
[ledger.candidates]
sources = [{{ path = "docs/candidates.md", items = "headings", level = 2 }}]
{THEMES}"""
PARTS = {
    "docs__candidates_md": "# Candidates\n\n## Exports\n\n- **Bucket**: A\n- **Boundary**: /platform\n",
    "docs__roadmap_md": "# Roadmap\n\n## Portal\n\n- **State**: Roadmap only\n",
}


def test_without_an_audits_folder_one_finding_says_that_nothing_states_the_areas(tmp_path: Path) -> None:
    (one,) = findings(small(tmp_path, BARE, **PARTS))

    assert (one.code, one.place.path, one.key) == ("LG201", "ledgergate.toml", "areas")
    assert one.message == "the 9 items of 'areas' have no readiness and no boundary: no report states them"
    assert "[[package]]" in one.cure[0]


def test_before_the_audits_folder_is_made_the_finding_names_the_folder(tmp_path: Path) -> None:
    (one,) = findings(small(tmp_path, BARE + '[[package]]\npath = "specs/345-*"\n', **PARTS))

    assert (one.code, one.place.path) == ("LG312", "ledgergate.toml")
    assert "specs/345-*" in one.message


def test_while_the_audit_is_written_what_is_missing_is_told_and_no_area(tmp_path: Path) -> None:
    policy = BARE + '[[package]]\npath = "specs/345-*"\n'
    spec = "# Audit\n\n**Status**: Draft\n**Runtime posture**: Read-only\n"

    found = told(small(tmp_path, policy, **PARTS, **{"specs__345-audit__spec_md": spec}))

    assert {code for code, _, _ in found} == {"LG307", "LG501"}
    assert ("LG307", "specs/345-audit/platform-readiness-report.md", 1) in found


def test_without_candidates_the_rest_is_checked(tmp_path: Path) -> None:
    policy = BARE.split("[ledger.candidates]")[0] + THEMES
    parts = {"docs__roadmap_md": PARTS["docs__roadmap_md"].replace("Roadmap only", "Soon")}

    found = told(small(tmp_path, policy, **parts))

    assert ("LG202", "docs/roadmap.md", 5) in found
    assert len(found) == 2


def test_an_area_without_a_row_is_still_missed_and_one_without_a_state_refused(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("ledgergate.toml", PRESET.read_bytes())
    edit(
        repository,
        READINESS,
        "| Customer Review Workspace | 3 - Partially implemented |",
        "| Customer Review Workspace | |",
    )

    assert [one.code for one in findings(repository, "LG201")] == ["LG201"]


def test_an_area_that_leaves_the_policy_and_the_reports_together_is_missed(tmp_path: Path) -> None:
    repository = example(tmp_path)
    for path in (READINESS, READINESS.replace("platform-readiness-report", "app-boundary-map")):
        text = (repository.path / path).read_text(encoding="utf-8")
        kept = [line for line in text.split("\n") if not line.startswith("| Test and browser confidence |")]
        repository.write(path, "\n".join(kept))
    edit(repository, "ledgergate.toml", ', "Test and browser confidence"', "")

    found = verdict_on(repository).findings

    assert {"LG205", "LG901"} <= {one.code for one in found}
    assert any("Test and browser confidence" in one.message for one in found if one.code == "LG205")


def test_a_staged_line_with_a_blank_at_its_end_is_refused_under_every_policy(tmp_path: Path) -> None:
    for number, policy in enumerate((None, PRESET)):
        repository = example(tmp_path / str(number))
        if policy is not None:
            repository.write("ledgergate.toml", policy.read_bytes())
            repository.stage()
            repository.commit("Take the preset")
        edit(repository, LEDGER, "# Spec candidates\n", "# Spec candidates \n")
        assert [one.code for one in findings(repository, "LG105")] == ["LG105"]
