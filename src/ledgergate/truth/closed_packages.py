"""Packages that are closed: which of them a path lies in, and which of its lines may change all the same."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.policy import matches
from ledgergate.truth.packages import PackageFolder, is_closed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.documents import Documents
    from ledgergate.policy.model import Package

LABEL = expression(r"\s*(?:[-*+]\s+)?(?:\*\*|__)?[\w][\w /-]{0,60}?(?:\*\*|__)?\s*:")  # begins a line of metadata


def closed_around(
    before: Documents, rules: Sequence[Package], path: str, closed: dict[str, PackageFolder | None]
) -> PackageFolder | None:
    """The closed package that the path lies in, as it was before the change."""
    parts = path.split("/")
    for rule in rules:
        glob = rule.path.strip("/")
        folder = "/".join(parts[: glob.count("/") + 1])
        if folder == path or not matches(glob, folder):
            continue
        if folder not in closed:
            document = before.document(f"{folder}/{rule.spec}")
            package = PackageFolder(rule, folder, document)
            closed[folder] = package if is_closed(before, package) else None
        if closed[folder] is not None:
            return closed[folder]
    return None


def is_metadata(lines: Iterable[str]) -> bool:
    """Whether these lines, of which a part of a document is made, may be metadata alone: blanks and labels."""
    return all(not line.strip() or LABEL.match(line) for line in lines)
