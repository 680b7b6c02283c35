"""Which of a policy's bindings still find their place, and where what they named lies now."""

from __future__ import annotations

from ledgergate.policy.languages import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.policy.model import LedgerPolicy, Package, Policy, ReportPolicy, Source, Total


class Standing:
    """What the bindings of an earlier policy still find, by their numbers in it. Where nobody looked, all of them
    stand, and nothing is known that a new line could swallow."""

    def path(self, glob: str) -> bool:
        return True

    def source(self, ledger: str, number: int) -> bool:
        """Whether the source, as it was bound, still reads an item."""
        return True

    def section(self, ledger: str, number: int, name: str) -> bool:
        """Whether the source still reads an item under this heading."""
        return True

    def field(self, ledger: str, number: int | None, name: str) -> bool:
        """Whether some item, of one source or of any, states the field where it was bound."""
        return True

    def rows(self, report: int) -> bool:
        return True

    def column(self, report: int, field: str) -> bool:
        return True

    def total(self, report: int, total: Total) -> bool:
        return True

    def word(self, vocabulary: str, word: str) -> bool:
        """Whether something is written in this word."""
        return True

    def swallowed(self, ledger: str, ignored: str) -> bool:
        """Whether what is to be ignored could be an item: a pattern that takes a key of the ledger's form."""
        return False


def relocated(base: Policy, head: Policy, there: Callable[[str], bool]) -> Policy:
    """The earlier policy with each path under which nothing lies any more replaced by the later policy's."""
    return base.but(
        ledgers={
            name: _ledger(one, head.ledgers[name], there) if name in head.ledgers else one
            for name, one in base.ledgers.items()
        },
        reports=tuple(_reports(base, head, there)),
        packages=tuple(_packages(base, head, there)),
    )


def _ledger(ledger: LedgerPolicy, head: LedgerPolicy, there: Callable[[str], bool]) -> LedgerPolicy:
    known = {one.path for one in ledger.sources}
    new = [one for one in head.sources if one.path not in known]
    left = [one for one in ledger.sources if not there(one.path)]
    sources: list[Source] = []
    for one in ledger.sources:
        sources += _moved(one, [other for other in left if other.items == one.items], new) if one in left else [one]
    return ledger.but(sources=tuple(sources))


def _moved(one: Source, left: list[Source], new: list[Source]) -> list[Source]:
    """A source at its new place: several that moved keep their order; one alone may have been split."""
    places = [other.path for other in new if other.items == one.items]
    number = left.index(one)
    mine = places if len(left) == 1 else places[number : number + 1]
    return [one.but(path=path) for path in mine] or [one]


def _reports(base: Policy, head: Policy, there: Callable[[str], bool]) -> Iterator[ReportPolicy]:
    known = {(one.path, one.ledger) for one in base.reports}
    new = [one for one in head.reports if (one.path, one.ledger) not in known]
    for report in base.reports:
        if "{package}" in report.path or there(report.path):
            yield report
            continue
        moved = next((one for one in new if one.ledger == report.ledger), None)
        if moved is None:
            yield report
        else:
            new.remove(moved)
            yield report.but(path=moved.path)


def _packages(base: Policy, head: Policy, there: Callable[[str], bool]) -> Iterator[Package]:
    new = [one for one in head.packages if one.path not in {own.path for own in base.packages}]
    for package in base.packages:
        gone = bool(new) and not there(package.path.rstrip("/") + "/**")
        yield package.but(path=new.pop(0).path) if gone else package


def partner(path: str, others: Iterable[tuple[str, int]]) -> int | None:
    """The number of the glob that is `path`, or covers it."""
    listed = list(others)
    exact = next((number for other, number in listed if other == path), None)
    return exact if exact is not None else next((number for other, number in listed if covers([other], path)), None)
