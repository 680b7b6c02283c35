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
        "Die Plattform ist produktionsreif.",
        "Wir haben zweimal gemessen: alle Tests sind grün.",
        "- [x] all tests pass",
        "We verified that all tests pass, and confirmed it twice.",
        "The export is finished when nobody asks. All tests pass.",
        "Alles läuft, und die Oberfläche ist verkaufsfertig.",
        "The suite is green, says `make test`, with exit code 0.",
        "All tests are passing.",
        "All 214 browser tests passed.",
        "The test suite passes.",
        "Since Monday the tests are all green.",
        "The platform is production ready and merge ready.",
        "The platform is merge – ready.",
        "The platform is production\u2011ready.",
        "Alle Tests laufen durch, die Testsuite ist grün.",
        "We do not claim that it is fast, but it is production-ready.",
        "It is not static. It is production-ready.",
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
        "Die Plattform ist nicht produktionsreif, und keine Oberfläche ist verkaufsfertig.",
        "Sobald alle Tests grün sind, sehen wir weiter. Wann ist sie produktionsreif?",
        "Sie soll bis März produktionsreif werden, wenn alle Tests grün sind.",
        "Das Wort „produktionsreif“ fällt hier nicht, und »verkaufsfertig« auch nicht.",
        "Ob die Suite green ist, weiß niemand. Man kann sie verkaufsfertig nennen.",
        "Produktionsreif: nein",
        "Merge-ready means that two people have read it.",
        "**Production-ready when:** the alerts are routed.",
        "- Keep the suite green before each commit.",
        "Run `make test` to confirm that the suite is green.",
        "Verify that all tests pass; ensure that it is merge-ready.",
        "Each story can be merge-ready by itself.",
        "The full suite was green in `136cf0f`.",
        "All tests pass, see `ReviewPackExportTest.php:test_it_exports`.",
        "~~The platform is production-ready.~~ It never was.",
        "The platform is neither merge-ready nor production-ready.",
        "```\nThe platform is production-ready.\n```",
        "<!-- The platform is production-ready. -->",
        "No screen is production-ready yet, nor merge-ready.",
        "The goal is a production-ready export.",
        "We do not claim that the platform is production-ready.",
        "Nobody says that the exports of this platform are production ready.",
        "It cannot be called production-ready.",
        "It is not true that the whole platform is production-ready.",
        "The export is far from being production-ready.",
        "We don't think that any part of it is merge-ready.",
        "It is too early to say that the new platform is production-ready.",
        "The claim that it is production-ready is false.",
        "Wir behaupten nicht, dass die Plattform für Kunden produktionsreif ist.",
        "Niemand sagt, dass die Plattform für alle Kunden produktionsreif ist.",
        "Es stimmt nicht, dass die ganze Plattform schon produktionsreif ist.",
        "The tests passed to the runner are listed in the plan.",
        "Not all tests are passing.",
        "No tests passed.",
    ],
)
def test_what_claims_nothing_or_shows_it_passes(tmp_path: Path, text: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, RISK, f"{RISK}\n{text}\n")

    assert told(repository, "LG403") == []
