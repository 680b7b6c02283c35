"""Many findings in a few lines: how many of each rule, how many in each file, and where to begin."""

from __future__ import annotations

from ledgergate.output.wording import at, number, ordered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.model import Finding

_NAMED = 8


def overview(findings: Sequence[Finding]) -> Iterator[str]:
    """The lines of the overview; none without findings."""
    if not findings:
        return
    yield "by rule:"
    yield from _counts(f"{one.code} {one.rule}" for one in findings)
    yield "by file:"
    yield from _counts(one.place.path for one in findings)
    first = min(ordered(findings), key=_urgency)
    yield f"begin with {at(first.place)}: {first.code} {first.rule}"


def _counts(names: Iterable[str]) -> Iterator[str]:
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    listed = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    wide = len(str(listed[0][1]))
    yield from (f"  {count:>{wide}}  {name}" for name, count in listed[:_NAMED])
    rest = listed[_NAMED:]
    if rest:
        yield f"  {sum(count for _, count in rest):>{wide}}  in {number(len(rest), 'other')}"


def _urgency(one: Finding) -> tuple[bool, int]:
    """Blocking ones first; of those what others follow from: lines nobody read, then the ledgers, then the reports."""
    causes = ("LG206", "LG2", "LG9", "LG1", "LG5", "LG4", "LG3")
    rank = next((place for place, code in enumerate(causes) if one.code.startswith(code)), len(causes))
    return one.level != "block", rank
