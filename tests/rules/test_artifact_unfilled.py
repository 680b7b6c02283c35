"""A document that cannot hold a placeholder is not taken apart for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledgergate.rules.artifact_unfilled import _is_undecided, may_be_undecided
from ledgergate.truth.artifacts import written
from pages import page
from readiness import findings
from support import Repository

WORDS = st.sampled_from(["TBD", "todo", "To be\n decided", "fix", "me", "xx", "x", "T", "BD", "to", " be ", "defined"])
SIGNS = st.sampled_from(
    ["*", "**", "_", "`", "~~", "\\", "&#66;", "<b>", "[", "](u)", "][r]", "[^1]", "|", "-", ": ", "\n", "\n\n", "é"]
)


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.one_of(WORDS, SIGNS), max_size=8))
@example(["T", "[", "BD", "](u)"])
@example(["T", "&#66;", "D"])
@example(["- **Owner**: ", "to", " be ", "defined"])
def test_where_a_placeholder_is_found_it_was_thought_possible(parts: list[str]) -> None:
    read = page("# Title\n\n" + "".join(parts) + "\n\n[r]: u\n\n[^1]: note\n")
    contents = [*(heading.content for heading in read.headings), *written(read)]
    if any(_is_undecided(content) for content in contents):
        assert may_be_undecided(read.document.data)


def test_a_plain_document_holds_none() -> None:
    assert not may_be_undecided(b"# Plan\n\n- [x] T001 Do *what* is asked, to the `letter`.\n")
    assert may_be_undecided(b"# Plan\n\nT.B.D.\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A link lapses after [NEEDS CLARIFICATION: how many\ndays?] it was made.", "how many days?]'"),
        ("A link lapses, [NEEDS CLARIFICATION when is not known.", "'[NEEDS CLARIFICATION' is"),
    ],
)
def test_a_marker_is_shown_with_the_bracket_that_closes_it(text: str, shown: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    spec = f"# Sharing\n\n**Status**: Complete\n\n{text}\n"
    repository.save({"ledgergate.toml": 'preset = "spec-kit"\n', "specs/001-a/spec.md": spec})

    (one,) = findings(repository, "LG502")

    assert one.place.line == 5
    assert shown in one.message
