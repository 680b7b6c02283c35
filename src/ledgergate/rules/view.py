"""What the rules look at, a side and what it is compared with, and how a rule says what it found."""

from __future__ import annotations

from ledgergate.model import Finding, Posture
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Changed, Fix, Place, Related, Stated
    from ledgergate.moments import Change
    from ledgergate.policy.joining import Pair
    from ledgergate.policy.model import Policy, Waiver
    from ledgergate.sides import Side
    from ledgergate.truth.excuses import Excuse


class WaiverUse(Value):
    """What became of one waiver in this check.

    `day` is today, `until` the last day that it holds for this change. `hid` is what it covers, `refused` what it
    covers and may not clear, because the change brings both. `renewed` is the later date that the base has, "" without
    one. `judged` tells that its rule ran, `lasting` that the rule looks at states, not at changes.
    """

    waiver: Waiver
    day: str
    until: str
    hid: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    renewed: str = ""
    brought: bool = False
    judged: bool = True
    lasting: bool = True


class Joined(Value):
    """One parent of a merge within the change, and what that merge, the commit `oid`, made."""

    parent: Side
    result: Side
    oid: str


class View(Value):
    """A side, and what it is compared with.

    `befores` are the states that the change starts from, each under the policy that the change must still satisfy:
    first the one that documents are compared with, then a merge's other parents and other merge bases. There is none
    without a base. `message` is the subject of the commit being made. `waivers` come last, once the other rules have
    been weighed, and with them `void`, the excuses in documents that do not hold. `joined` are the parents of merges
    within the change: what those held may be in neither end. `pair` is there where the base's policy is another one:
    what both demand, and what the later one no longer does.
    """

    after: Side
    befores: tuple[Side, ...] = ()
    change: Change | None = None
    posture: Posture = Posture()
    message: str = ""
    waivers: tuple[WaiverUse, ...] = ()
    void: tuple[Excuse, ...] = ()
    joined: tuple[Joined, ...] = ()
    pair: Pair | None = None

    @property
    def before(self) -> Side | None:
        """The state that documents are compared with."""
        return self.befores[0] if self.befores else None

    @property
    def base(self) -> Policy | None:
        """The policy that the change must still satisfy."""
        return self.befores[0].policy if self.befores else None

    @property
    def entries(self) -> tuple[Changed, ...]:
        """The changed paths."""
        return self.change.entries if self.change is not None else ()


def found(
    place: Place, message: str, *cure: str, key: str = "", related: tuple[Related, ...] = (), fix: Fix | None = None,
    stated: str = "", gap: int = 0,
) -> Finding:  # fmt: skip
    """A finding without what the gate adds: its rule, level and fingerprint.

    A rule about values or numbers gives the text as `stated`, so that another wrong one is another finding, and for
    numbers the `gap`, so that one that grows is the change's.
    """
    if any("\n" in one.message for one in related):
        related = tuple([one.but(message=_joined(one.message)) for one in related])
    return Finding("", "", place, _joined(message), cure, key, related, fix=fix, stated=stated, gap=gap)


def _joined(message: str) -> str:
    """One line: what is quoted, a word of the policy or its reason, may stand on several."""
    return message.replace("\n", " ")


def gap(stated: str, expected: str) -> int:
    """How far a number is off; 0 for what is no plain number."""
    return abs(int(stated) - int(expected)) if stated.isdecimal() and expected.isdecimal() else 0


def shown_value(policy: Policy, stated: Stated) -> str:
    """A stated value as messages name it: its key with its text, or what was written."""
    vocabulary = _vocabulary(policy, stated)
    text = vocabulary.get(stated.value, "") if stated.kind == "value" else ""
    if text and text.casefold() != stated.value.casefold():
        return f"{stated.value} ({text})"
    return stated.value or " ".join(stated.raw.split())[:80] or "nothing"


def _vocabulary(policy: Policy, stated: Stated) -> Mapping[str, str]:
    """The words of the field. Where ledgers have fields of one name, those of the one that knows the value."""
    found = [policy.vocabularies[stated.field].values] if stated.field in policy.vocabularies else []
    named = [rules.fields[stated.field].vocabulary for rules in policy.ledgers.values() if stated.field in rules.fields]
    found = [policy.vocabularies[name].values for name in named if name in policy.vocabularies] + found
    return next((values for values in found if stated.value in values), found[0] if found else {})
