"""A part of a policy on trial: a ledger with its words and reports, read by the readers that will judge it."""

from __future__ import annotations

from itertools import chain, count

from ledgergate.ledgers import read
from ledgergate.policy.model import LedgerPolicy, Policy
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from ledgergate.init.survey import Survey
    from ledgergate.init.words import Words
    from ledgergate.model import Ledger
    from ledgergate.policy.model import ReportPolicy, Truth

READS = 0.9  # of what a binding governs must become items, or it is not proposed


class Draft(Value):
    """A ledger that may be proposed. `about` tells people what it is, `doubts` what they should look at; `titled` are
    the paths of reports that copy the items' titles. A `preset`'s ledger is written only where its sources had to be
    `placed`; `package` is the pattern of
    the `folder` that the preset's reports lie in."""

    ledger: LedgerPolicy
    read: Ledger
    about: str
    words: Mapping[str, Words] = {}
    reports: tuple[ReportPolicy, ...] = ()
    truths: tuple[Truth, ...] = ()
    doubts: tuple[str, ...] = ()
    place: bool = False
    titled: tuple[str, ...] = ()
    preset: str = ""
    placed: bool = False
    package: str = ""
    folder: str = ""

    @property
    def policy(self) -> Policy:
        return policy_of(self.ledger, self.words, self.reports)

    def called(self, name: str) -> Draft:
        """The same draft under another name, in everything that names it."""
        reports = tuple(report.but(ledger=name) for report in self.reports)
        truths = tuple(truth.but(ledger=name) for truth in self.truths)
        ledger, read = self.ledger.but(name=name), self.read.but(name=name)
        return self.but(ledger=ledger, read=read, reports=reports, truths=truths)

    @property
    def holds(self) -> bool:
        """Whether nearly all that the binding governs is read."""
        found, lost = len(self.read.items), len(self.read.unread)
        return found > 0 and found >= READS * (found + lost)


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the first one with a number behind it that is not taken."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def policy_of(ledger: LedgerPolicy, words: Mapping[str, Words] = {}, reports: tuple[ReportPolicy, ...] = ()) -> Policy:
    """The policy that holds this one ledger."""
    vocabularies = {name: one.vocabulary(name) for name, one in words.items()}
    return Policy("draft", vocabularies=vocabularies, ledgers={ledger.name: ledger}, reports=reports)


def tried(survey: Survey, ledger: LedgerPolicy, words: Mapping[str, Words] = {}) -> Ledger:
    """What the readers find under this ledger's binding."""
    return read(survey.documents, policy_of(ledger, words), ledger.name, strict=False)
