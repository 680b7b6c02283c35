"""Stable terms of the product, written otherwise or replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import LEDGER
from readiness import READINESS, closed, edit, example, findings, line_of, small, told

POLICY = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
dispositions = { under = ["Closed"] }
ignore = ["Closed"]
[documents]
terms = { "Review pack" = ["Prüfpaket", "report bundle"], "Customer Review Workspace" = [], "GitHub" = [] }
"""


def says(folder: Path, text: str) -> list[str]:
    repository = small(folder, POLICY, list_md=f"# List\n\n## One\n\n{text}\n")
    return [one.message for one in findings(repository, "LG506")]


@pytest.mark.parametrize(
    "text",
    [
        "Review pack, review packs, Review Packs, a review pack's cover, REVIEW PACK.",
        "A review-pack export, and the Review-Pack-Export in German.",
        "`reviewpack`, `Prüfpaket`, [text](reviewpack.md), ReviewPack and ReviewPackExporter are code.",
        "Customer Review Workspace, CUSTOMER REVIEW WORKSPACE, the Customer Review\nWorkspace.",
        "The review pack (Prüfpaket in German) is ready.",
        'They call it "Prüfpaket", or „report bundle“.',
        "> Das Prüfpaket ist fertig.",
        "```\nPrüfpaket\n```",
        "Preview pack, reviewed pack, review back, a reviewer packs, review: pack.",
        "The pack is under review. GitHub, github.com and https://github.com/x, @github.",
        "~~Prüfpaket~~",
        "Run github init, the tag #review-pack, and the package reviewpack.",
        "Customer reviews in the workspace, and a customer's review.",
        "| What |\n|---|\n| review pack |",
    ],
)
def test_a_term_as_sentences_and_titles_need_it_passes(tmp_path: Path, text: str) -> None:
    assert says(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The Reviewpack is ready.", "'Reviewpack' is another spelling of the term 'Review pack'"),
        ("All Reviewpacks are ready.", "'Reviewpack' is another spelling of the term 'Review pack'"),
        ("The Reveiw pack is ready.", "'Reveiw pack' is another spelling of the term 'Review pack'"),
        ("See Github for it.", "'Github' is another spelling of the term 'GitHub'"),
        (
            "The customer review workspace is ready.",
            "'customer review workspace' is another spelling of the term 'Customer Review Workspace'",
        ),
        (
            "The Customer Review Worksapce is ready.",
            "'Customer Review Worksapce' is another spelling of the term 'Customer Review Workspace'",
        ),
        ("Das Prüfpaket ist fertig.", "'Prüfpaket' stands for the term 'Review pack'"),
        ("| What |\n|---|\n| two report bundles |", "'report bundles' stands for the term 'Review pack'"),
    ],
)
def test_another_spelling_or_word_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert says(tmp_path, text) == [message]


def test_the_example_is_clean_and_a_translation_is_refused_at_its_line(tmp_path: Path) -> None:
    repository = example(tmp_path)
    assert told(repository, "LG506") == []

    edit(
        repository,
        READINESS,
        "- The public site has no test",
        "- Ein Prüfpaket hat kein Deckblatt.\n- The public site has no test",
    )

    assert told(repository, "LG506") == [("LG506", READINESS, line_of(repository, READINESS, "Deckblatt"))]


def test_what_is_closed_is_not_judged(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    edit(repository, READINESS, "- The public site has no test", "- Ein Prüfpaket hat kein Deckblatt.")
    edit(repository, LEDGER, "The inbox shows the same list, sooner.", "Das Prüfpaket zeigt es.")

    assert told(repository, "LG506") == []
