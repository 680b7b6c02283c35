"""What a package must hold: its files, its ticks, its answers, its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness import AUDIT, CHECKLIST, READINESS, closed, edit, example, findings, line_of, small, told

RULES = ("LG501", "LG502", "LG503", "LG504")


def test_the_example_is_whole_whether_open_or_closed(tmp_path: Path) -> None:
    assert told(example(tmp_path / "open"), *RULES) == []
    assert told(closed(tmp_path / "closed"), *RULES) == []


def test_a_missing_artifact_is_refused_under_its_path(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.remove(CHECKLIST)

    (one,) = findings(repository, "LG501")

    assert (one.place.path, one.place.side, one.key) == (CHECKLIST, "before", CHECKLIST)
    assert "which is not in the tree" in one.message


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff\n"])
def test_an_empty_artifact_is_none(tmp_path: Path, text: str) -> None:
    repository = example(tmp_path)
    repository.write(f"{AUDIT}/plan.md", text)

    assert told(repository, "LG501") == [("LG501", f"{AUDIT}/plan.md", 1)]


def test_an_open_box_of_a_closed_audit_is_refused_at_its_line(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    edit(repository, CHECKLIST, "- [x] CHK004", "- [ ] CHK004")

    assert told(repository, "LG503") == [("LG503", CHECKLIST, line_of(repository, CHECKLIST, "CHK004"))]


@pytest.mark.parametrize("reason", [". N/A", ". N/A.", "", ". n/a -"])
def test_not_applicable_needs_a_reason(tmp_path: Path, reason: str) -> None:
    repository = closed(tmp_path)
    edit(repository, CHECKLIST, ". N/A: the audit changes no screen.", reason)

    assert told(repository, "LG503") == [("LG503", CHECKLIST, line_of(repository, CHECKLIST, "CHK011"))]


@pytest.mark.parametrize(
    "reason", [" (n/a, no screen changes)", "\n  - N/A: no screen changes", " - entfällt: keine Oberfläche"]
)
def test_a_reason_counts_wherever_it_stands(tmp_path: Path, reason: str) -> None:
    repository = closed(tmp_path)
    edit(repository, CHECKLIST, ". N/A: the audit changes no screen.", reason)

    assert told(repository, "LG503") == []


def test_an_open_box_of_an_open_audit_is_work(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, CHECKLIST, "- [x] CHK004", "- [ ] CHK004")

    assert told(repository, "LG503") == []


@pytest.mark.parametrize("answer", ["", "TBD", "_TBD_: ask sales", "[answer]", "…", "<!-- to do -->"])
def test_a_question_without_an_answer_is_refused_at_the_question(tmp_path: Path, answer: str) -> None:
    repository = closed(tmp_path)
    text = (repository.path / READINESS).read_text(encoding="utf-8")
    start = text.index("**Yes.** A tenant")
    end = text.index("### Is it sellable?")
    repository.write(READINESS, text[:start] + answer + "\n\n" + text[end:])

    (one,) = findings(repository, "LG504")

    assert (one.place.path, one.place.line) == (READINESS, line_of(repository, READINESS, "### Is it demoable?"))
    assert (one.key, one.message.endswith("'Is it demoable?' has no answer")) == ("demoable", True)


def test_a_question_that_nobody_asks_is_refused_in_the_report(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    edit(repository, READINESS, "### Is it sellable?", "### Money")

    (one,) = findings(repository, "LG504")

    assert (one.place.path, one.key) == (READINESS, "sellable")
    assert "is asked nowhere" in one.message


def test_an_answer_that_is_neither_yes_nor_no_decides_nothing(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, "**No.** Bucket A still", "Bucket A still")

    (one,) = findings(repository, "LG504")

    assert "says neither yes nor no" in one.message


@pytest.mark.parametrize(
    "asked",
    [
        "**Is it sellable?** No",
        "Is it sellable? No, not yet.",
        "- Sellable: no",
        "| Question | Answer |\n|---|---|\n| 3. Is it sellable? | No |",
        "## 3. Is it sellable\n\n> a quote\n\nNo.",
        "**Is it sellable?**\n\nNo.",
    ],
)
def test_questions_are_answered_in_many_forms(tmp_path: Path, asked: str) -> None:
    policy = """
[[package]]
path = "specs/*"
requires = ["report.md"]
enforce = "always"
questions.sellable = "Is it sellable?"
"""
    repository = small(tmp_path, policy, specs__1__report_md=f"# Report\n\n{asked}\n")

    assert told(repository) == []
    repository.write("specs/1/report.md", "# Report\n\nNothing is said of money.\n")
    assert told(repository) == [("LG504", "specs/1/report.md", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Spec\n\nTBD\n", 3),
        ("# Spec\n\n- **Owner**: TBD\n", 3),
        ("# [FEATURE NAME]\n\nText.\n", 1),
        ("# Spec\n\nIt may [NEEDS CLARIFICATION: what?] do.\n", 3),
        ("# Spec\n\n| a | b |\n|---|---|\n| one | TBD |\n", 5),
        ("# Spec\n\n## Scope\n", 1),
    ],
)
def test_what_a_template_left_is_refused_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    policy = '[[package]]\npath = "specs/*"\nrequires = ["spec.md"]\nenforce = "always"\n'
    repository = small(tmp_path, policy, specs__1__spec_md=text)

    assert told(repository) == [("LG502", "specs/1/spec.md", line)]


@pytest.mark.parametrize(
    "text",
    [
        "# Spec\n\nThe word `TBD` stands in code, and TBD inside a sentence.\n",
        "# Spec\n\n- [x] No [NEEDS CLARIFICATION] markers remain\n",
        "# Spec\n\n> TBD\n\nQuoted.\n",
        "# Spec\n\n```\n[FEATURE NAME]\n```\n",
    ],
)
def test_what_only_looks_like_a_template_passes(tmp_path: Path, text: str) -> None:
    policy = '[[package]]\npath = "specs/*"\nrequires = ["spec.md"]\nenforce = "always"\n'
    assert told(small(tmp_path, policy, specs__1__spec_md=text)) == []


def test_a_required_section_must_be_there_and_hold_text(tmp_path: Path) -> None:
    policy = '[[package]]\npath = "specs/*"\nenforce = "always"\nsections = { "spec.md" = ["Scope", "Risks"] }\n'
    repository = small(
        tmp_path, policy, specs__1__spec_md="# Spec\n\n## Scope\n\n<!-- what is in -->\n\n## More\n\nText.\n"
    )

    assert [(one.place.line, one.message) for one in findings(repository)] == [
        (1, "the section 'Risks' is missing"),
        (3, "the section 'Scope' is empty"),
    ]
    repository.write("specs/1/spec.md", "# Spec\n\n## Scope\n\nAll.\n\n## Risks (known)\n\n- one\n")
    assert told(repository) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("**Decision**: TBD", 5), ("**Decision**:", 1), ("", 1), ("| Field | Value |\n|---|---|\n| Decision | - |", 7)],
)
def test_a_label_that_is_not_stated_is_refused_where_it_stands(tmp_path: Path, text: str, line: int) -> None:
    policy = '[[package]]\npath = "specs/*"\nlabels."spec.md" = ["Decision | Entscheidung"]\n'
    repository = small(tmp_path, policy)
    repository.files({"specs/1-a/spec.md": f"# A\n\n**Status**: Done\n\n{text}\n"})

    (one,) = findings(repository, "LG502")

    said = "a placeholder is left here" if "TBD" in text else "'Decision' is not stated here"
    assert (one.message, one.place.line) == (said, line)


@pytest.mark.parametrize(
    "text",
    [
        "**Decision**: do it", "- **Entscheidung**: machen", "## Decision\n\nDo it, as documents only.",
        "| Field | Value |\n|---|---|\n| Decision | do it |", "Decision: approve",
    ],
)  # fmt: skip
def test_a_label_may_be_stated_in_many_forms(tmp_path: Path, text: str) -> None:
    policy = '[[package]]\npath = "specs/*"\nlabels."spec.md" = ["Decision | Entscheidung"]\n'
    repository = small(tmp_path, policy)
    repository.files({"specs/1-a/spec.md": f"# A\n\n**Status**: Done\n\n{text}\n"})

    assert told(repository, "LG502") == []
