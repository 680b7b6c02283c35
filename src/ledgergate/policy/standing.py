"""Which of a policy's bindings still find their place, and where what they named lies now."""

from __future__ import annotations

from ledgergate.policy.languages import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.policy.model import LedgerPolicy, Package, Policy, ReportPolicy, Source, Total


class Standing:
    """What the bindings of an earlier policy still find. Where nobody looked, all of them stand."""

    def path(self, glob: str) -> bool:
        return bool(glob)

    def source(self, ledger: str, number: int) -> bool:
        """Whether the source, as it was bound, still reads an item."""
        return (ledger, number) is not None

    def section(self, ledger: str, number: int, name: str) -> bool:
        return self.source(ledger, number) and bool(name)

    def field(self, ledger: str, number: int | None, name: str) -> bool:
        """Whether some item, of one source or of any, states the field where it was bound."""
        return bool(ledger or number) and bool(name)

    def rows(self, report: int) -> bool:
        return report >= 0

    def column(self, report: int, field: str) -> bool:
        return self.rows(report) and bool(field)

    def total(self, report: int, total: Total) -> bool:
        return self.rows(report) and total is not None

    def word(self, vocabulary: str, word: str) -> bool:
        """Whether something is written in this word."""
        return bool(vocabulary) and bool(word)


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
    new = [one for one in head.sources if not any(own.path == one.path for own in ledger.sources)]
    sources: list[Source] = []
    for one in ledger.sources:
        kept = there(one.path) or not new
        sources += [one] if kept else [one.but(path=other.path) for other in new if other.items == one.items] or [one]
    return ledger.but(sources=tuple(dict.fromkeys(sources)) if len(set(map(id, sources))) < len(sources) else
                      tuple(sources))  # fmt: skip


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
