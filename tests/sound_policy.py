"""A sound policy that tests of mistakes add to, and what the reader says of the sum."""

from __future__ import annotations

import pytest

from ledgergate import policy
from ledgergate.errors import Misused

RULES = frozenset({"unclassified", "LG201", "lookalike-items", "LG208", "evidence-missing-path", "LG401"})
SOUND = """\
[posture]
runtime = ["apps/**"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""
WAIVER = 'reason = "r"\nowner = "o"\nexpires = 2027-01-31\n'


def told(text: str, origin: str = "ledgergate.toml") -> tuple[str, ...]:
    """The mistakes of a policy that has some."""
    with pytest.raises(Misused) as refused:
        policy.load({origin: text.encode()}, rules=RULES)
    return refused.value.mistakes
