"""Each key of a policy, loosened and taken back: what is told of it, and that it still holds of the change itself."""

from __future__ import annotations

from functools import cache

import pytest

from judging import Tree
from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.policy.joining import join
from ledgergate.reading import read_side
from ledgergate.rules.policy_weakened import check
from ledgergate.rules.view import View
from loosening import EDITS, POLICY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.sides import Side

ENDING = ": the change loosens the policy that it is judged by"
ROWS = pytest.mark.parametrize(("old", "new", "told", "back"), EDITS)
# Runtime patterns are asked of either policy as they are; a word for open work and an item without a source are told
# and left to the later policy.
LATER = ("runtime = ", '"routes/**"', "!apps/", "open = ", '["Cost", "Speed"]', "items = [")


@cache
def loaded(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()})


def sided(text: str, end: str) -> Side:
    snapshot: Any = Tree({"ledgergate.toml": text}, end)
    return read_side(Documents(snapshot), loaded(text), strict=False)


def found(before: str, after: str) -> list[Finding]:
    base, head = sided(before, "before"), sided(after, "after")
    return list(check(View(head, (base,), pair=join(base.policy, head.policy))))


def shown(one: Finding) -> str:
    sign = {"before": "- ", "after": "+ "}[one.place.side]
    return sign + one.message.removesuffix(ENDING) + " (advice)" * (one.level == "advise")


@ROWS
def test_what_is_loosened_is_told_word_for_word(old: str, new: str, told: list[str], back: list[str]) -> None:
    assert POLICY.count(old) == 1
    other = POLICY.replace(old, new)
    assert [shown(one) for one in found(POLICY, other)] == told
    assert [shown(one) for one in found(other, POLICY)] == back


@ROWS
def test_a_finding_stands_at_the_line_that_says_so(old: str, new: str, told: list[str], back: list[str]) -> None:
    other = POLICY.replace(old, new)
    for before, after in ((POLICY, other), (other, POLICY)):
        losses = join(loaded(before), loaded(after)).losses
        for one, loss in zip(found(before, after), losses, strict=False):  # levels come last
            lines = (before if one.place.side == "before" else after).splitlines()
            below = [line for line in lines[max(loss.line, 1) - 1 :] if loss.text in line]
            assert one.place.line >= loss.line
            assert not below or below[0] == lines[one.place.line - 1]


@ROWS
def test_the_change_itself_is_held_to_what_it_loosens(old: str, new: str, told: list[str], back: list[str]) -> None:
    strict, loose = loaded(POLICY), loaded(POLICY.replace(old, new))
    for base, head in ((strict, loose), (loose, strict)):
        both = join(base, head)
        if not any(part in old for part in LATER):
            assert join(base, both.policy).losses == ()
            assert (both.policy == head) == (not both.losses)
