"""What a cell, a label or a line of front matter states, with all that people write around a value."""

from __future__ import annotations

import pytest

from judging import reading
from ledgergate.ledgers.words import classify, lexicon
from ledgergate.policy.model import Vocabulary

STATUS = {name: name for name in ("Draft", "Accepted", "Implemented", "Final", "Superseded", "In Review")}
KNOWN = lexicon(Vocabulary("status", STATUS, {"完了": "Final", "angenommen": "Accepted"}))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Final", "Final"), ("FINAL.", "Final"), ("**Final**", "Final"), ("`Final`", "Final"), ("✅ Final", "Final"),
        ("Final 🎉", "Final"), ("Final!", "Final"), ("Final (since May)", "Final"), ("Final [1]", "Final"),
        ("Final 2024-05-01", "Final"), ("Final, 2024-05-01", "Final"), ("Final in v2", "Final"),
        ("Final <!-- was Draft -->", "Final"), ("<!-- Draft or Final --> Final", "Final"), ("Final<br>2024", "Final"),
        ("Final\n2025", "Final"), ("Final – waiting", "Final"), ("Final; see RFC", "Final"), ("Final: done", "Final"),
        ("Final and measured", "Final"), ("Final, but not shipped", "Final"), ("Draft (not Final)", "Draft"),
        ("Superseded by 044", "Superseded"), ("Superseded by [044](044.md)", "Superseded"),
        ("Angenommen durch den Rat", "Accepted"), ("Angenommen am 3. Mai", "Accepted"),
        ("Superseded przez ADR-7", "Superseded"), ("Superseded por la 7", "Superseded"),
        ("Superseded par le 7", "Superseded"), ("Superseded door ADR-7", "Superseded"),
        ("Accepted → Implemented", "Implemented"), ("Draft -> Accepted -> Final (2025)", "Final"),
        ("Draft ⇒ Final", "Final"), ("完了", "Final"), ("✅ 完了（2026年）", "Final"), ("Final：済", "Final"),
        ("INREVIEW", "In Review"), ("in_review", "In Review"), ("In-Review (2)", "In Review"),
    ],
)  # fmt: skip
def test_the_stem_is_the_value(text: str, value: str) -> None:
    assert classify(text, KNOWN) == ((value,), "value")


@pytest.mark.parametrize(
    "text",
    ["TBD", "tba", "?", "0/?", "?/12", "–", "—", "...", "…", "n/a", "[status]", "<status>", "Draft | Accepted | Final",
     "noch offen", "TBD (ask)", "____"],
)  # fmt: skip
def test_a_placeholder_is_none(text: str) -> None:
    assert classify(text, KNOWN) == ((), "placeholder")


@pytest.mark.parametrize(
    "text",
    ["imlpemented", "Not Final", "Drafted", "Finalised", "Ｆinal", "Fіnal", "Fi\u200bnal", "Status", "Finale Fassung"],
)
def test_what_is_not_in_the_vocabulary_is_no_value(text: str) -> None:
    assert classify(text, KNOWN) == ((), "unknown")


def test_two_values_are_two() -> None:
    assert classify("Accepted / Implemented", KNOWN) == (("Accepted", "Implemented"), "value")
    assert classify("Draft and Final", KNOWN) == (("Draft", "Final"), "value")


def test_a_struck_value_is_none() -> None:
    policy = '[vocabulary.status]\nvalues = ["Draft", "Final"]\n[ledger.l]\nkey = "^(?P<key>C-1)"\n'
    policy += (
        'sources = [{ path = "x.md", items = "headings" }]\nfields.status = { label = "Status", values = "status" }\n'
    )

    (item,) = reading({"x.md": "## C-1 a\n\n**Status**: ~~Draft~~ Final\n"}, policy).ledgers["l"].items
    assert [said.value for said in item.fields["status"]] == ["Final"]
