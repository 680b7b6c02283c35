"""A policy that stops referring, or asks for fewer keys, is looser; one that begins to is not."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.policy.joining import join

POLICY = """
[ledger.epics]
key = '^(?P<key>E-\\d+)'
sources = [{ path = "epics.md", items = "list" }]
[ledger.stories]
sources = [{ path = "stories.md", items = "table", key = "Story" }]
fields.epic = { label = "Epic", kind = "refers", ledger = "epics" }
[documents]
keys = ["docs/**"]
"""


def told(before: str, after: str) -> list[str]:
    base, head = (policies.load({"ledgergate.toml": text.encode()}) for text in (before, after))
    return [one.what for one in join(base, head).losses]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('keys = ["docs/**"]', 'keys = ["docs/a.md"]', "the keys of no item in 'docs/**'"),
        ('[documents]\nkeys = ["docs/**"]', "", "the keys of no item in 'docs/**'"),
        (', kind = "refers", ledger = "epics"', "", "no longer read as refers"),
        (', ledger = "epics"', "", "no longer refers to items of 'epics'"),
    ],
)
def test_what_is_no_longer_asked_is_told(old: str, new: str, says: str) -> None:
    weaker = POLICY.replace(old, new)
    assert any(says in one for one in told(POLICY, weaker))
    assert told(weaker, POLICY) == []


def test_more_documents_are_no_loosening() -> None:
    assert told(POLICY, POLICY.replace("docs/**", "**")) == []
