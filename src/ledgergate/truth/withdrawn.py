"""Documents out of which a change takes a line whose name it leaves nowhere in them: a quick look at their bytes."""

from __future__ import annotations

from ledgergate.documents import is_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.moments import Change
    from ledgergate.sides import Side

_MARKS = b"-*+|#>~_`[] \t"


def withdrawn(after: Side, before: Side, change: Change) -> tuple[str, ...]:
    """The paths of such documents among those in which ledgers and reports stand, as they are before; ask the side."""
    read = {item.document.path for ledger in after.ledgers.values() for item in ledger.items}
    read.update(report.path for report in after.reports)
    for ledger in after.policy.ledgers.values():
        globs = [source.path for source in ledger.sources if source.shape.name != "files"]
        globs += [ledger.dispositions.path] if ledger.dispositions is not None and ledger.dispositions.path else []
        read.update(path for glob in globs for path in before.documents.find(glob))
    paths = [one.path for one in change.entries if one.before is not None and one.path in read]
    some = [path for path in paths if is_text(path)]
    return tuple(path for path in some if any(True for _ in _names(path, after, before)))


def _names(path: str, after: Side, before: Side) -> Iterator[bytes]:
    """What the lines that are gone begin with, where it has a digit and stands nowhere in the document any more."""
    was, now = before.documents.document(path), after.documents.document(path)
    if was is None:
        return
    left = now.data if now is not None else b""
    kept = set(left.splitlines())
    for line in was.data.splitlines():
        if line not in kept:
            words = line.strip(_MARKS).split(None, 3)[:3]
            name = next((word.strip(_MARKS + b":.,;()") for word in words if any(48 <= one < 58 for one in word)), b"")
            if name and name not in left:
                yield name
