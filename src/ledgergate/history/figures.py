"""What one commit's documents come to, in numbers: the very findings and partitions of a check of its tree."""

from __future__ import annotations

from collections import Counter

from ledgergate.reading import partition
from ledgergate.rules import CATALOGUE
from ledgergate.truth.answers import answers, says
from ledgergate.truth.packages import packages
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Finding, Ledger, Unchecked
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer
    from ledgergate.truth.packages import PackageFolder

UNCLASSIFIED = "unclassified"
# What a document states and the ledger or the tree contradicts; a binding that reads nothing states nothing.
DRIFT = frozenset(
    rule.code for rule in CATALOGUE if rule.code.startswith("LG3") and rule.name != "binding-unread"
) | {"LG404", "LG407"}  # fmt: skip
DEAD = frozenset(rule.code for rule in CATALOGUE if rule.name in ("evidence-missing-path", "evidence-moved"))


class Figures(Value):
    """The figures of one tree under one policy.

    `items` is how many items a ledger holds, `by` how many of each value; a ledger of which not all could be read has
    no number, which is None. `findings` counts those that no waiver covers, by rule. `answers` are the last package's
    answers to its questions. `trouble` says why the tree could not be judged, "" where it was; there are no numbers
    then. `notes` say what could not be looked at although the rest was judged.
    """

    items: Mapping[str, int | None] = {}
    by: Mapping[str, Mapping[str, int] | None] = {}
    findings: Mapping[str, int] = {}
    drifted: int = 0
    dead: int = 0
    waived: int = 0
    blocking: int = 0
    advisory: int = 0
    answers: Mapping[str, str] = {}
    trouble: str = ""
    notes: tuple[str, ...] = ()

    @property
    def unclassified(self) -> int | None:
        """Items in no class, of all ledgers; None where a ledger could not be read whole."""
        known = [None if one is None else one.get(UNCLASSIFIED, 0) for one in self.by.values()]
        return None if self.trouble or None in known else sum(one for one in known if one is not None)

    @property
    def exit_code(self) -> int:
        """That of a check of the tree."""
        return 3 if self.trouble else 1 if self.blocking else 3 if self.notes else 0


def figures(side: Side, findings: Iterable[Finding], unchecked: Iterable[Unchecked]) -> Figures:
    """The figures of a side that was judged."""
    found = list(findings)
    open_ones = [one for one in found if one.waived_by is None]
    by_code = Counter(one.code for one in open_ones)
    whole = {name: _is_whole(side, ledger) for name, ledger in side.ledgers.items()}
    return Figures(
        {name: len(ledger.items) if whole[name] else None for name, ledger in side.ledgers.items()},
        dict(_partitions(side, whole)),
        dict(sorted(Counter(one.rule for one in open_ones).items())),
        sum(by_code[code] for code in DRIFT),
        sum(by_code[code] for code in DEAD),
        len(found) - len(open_ones),
        sum(one.level == "block" for one in open_ones),
        sum(one.level != "block" for one in open_ones),
        dict(_answered(side)),
        notes=tuple(dict.fromkeys(one.message for one in unchecked)),
    )


def _is_whole(side: Side, ledger: Ledger) -> bool:
    """Whether every document that the ledger reads could be read: of another one no number is known."""
    lost = side.documents.lost
    sources = side.policy.ledgers[ledger.name].sources if lost else ()
    read = (source.path + "**" if source.path.endswith("/") else source.path for source in sources)
    return not ledger.partial and not any(path in lost for glob in read for path in side.documents.find(glob))


def _partitions(side: Side, whole: Mapping[str, bool]) -> Iterator[tuple[str, Mapping[str, int] | None]]:
    for name in side.ledgers:
        made = partition(side, None, name)
        if made is not None:
            yield name, made.by if whole[name] else None


def _answered(side: Side) -> Iterator[tuple[str, str]]:
    """Each question with the answer of the last package that asks it."""
    asking = [one for one in side.ask(packages) if one.rule.questions]
    for one in sorted(asking, key=_place):
        given = {said.question: said for said in answers(side.documents, side.policy, [one]) if said.given}
        for question in one.rule.questions:
            yield question, _short(given.get(question))


def _place(package: PackageFolder) -> tuple[int, str, str]:
    """Where a package stands among others: by its number, however many digits that has."""
    number = package.number.lstrip("0")
    return len(number), number, package.folder


def _short(answer: Answer | None) -> str:
    if answer is None:
        return "open"
    return says(answer.text) or ("nothing" if answer.nothing else "answered")
