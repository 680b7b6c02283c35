"""Claims in reports need something beside them that can be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness import READINESS, edit, example, findings, line_of, told

RISK = "- The customer review workspace has no test of its own.\n"


def test_the_example_claims_nothing_without_a_citation(tmp_path: Path) -> None:
    assert told(example(tmp_path), "LG403") == []


@pytest.mark.parametrize(
    "text",
    [
        "The platform is production-ready.",
        "- The shell is merge-ready, and **all tests pass**.",
        "We ran it twice. The full suite is green, nothing else was touched.",
        "| What | State |\n|---|---|\n| Tests | full suite green |",
        "It is not small. It is production-ready, see `apps/platform/app/Gone.php`.",
    ],
)
def test_a_bare_claim_is_refused_at_its_line(tmp_path: Path, text: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, RISK, f"{RISK}\n{text}\n")

    (one,) = findings(repository, "LG403")

    last = text.split("\n")[-1]
    assert (one.place.path, one.place.line) == (READINESS, line_of(repository, READINESS, last))


@pytest.mark.parametrize(
    "text",
    [
        "The shell is not production-ready, and it isn't merge-ready.",
        "Once all tests pass we look again. When is it production-ready?",
        "It will be production-ready if the full suite is green.",
        'The word "production-ready" is not used here; „production-ready“ neither.',
        "> The platform is production-ready.",
        "The label `production-ready` is free.",
        "The export is production-ready: `apps/platform/tests/Feature/ReviewPackExportTest.php`.",
        "All tests pass in https://ci.example.invalid/runs/7.",
        "| Question | Answer |\n|---|---|\n| production-ready | no |",
        "- [ ] all tests pass",
        "Ohne Beleg ist nichts merge-ready.",
    ],
)
def test_what_claims_nothing_or_shows_it_passes(tmp_path: Path, text: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, RISK, f"{RISK}\n{text}\n")

    assert told(repository, "LG403") == []
