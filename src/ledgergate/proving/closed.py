"""Mutants of what is settled: closed packages written again, and lines that say what became of an item taken out."""

from __future__ import annotations

from ledgergate.ledgers.conservation import disposed
from ledgergate.ledgers.targets import formed
from ledgergate.ledgers.tombstones import key_pattern
from ledgergate.ledgers.words import key_skeleton
from ledgergate.proving.mutant import Mutant, line_end, line_start, replaced
from ledgergate.truth.artifacts import artifact_texts
from ledgergate.truth.packages import is_closed, packages, status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.sides import Side

_OPEN = b"Open again"
_MORE = b"\nOne more sentence than was decided.\n"


def rewritten(side: Side) -> Iterator[Mutant]:
    """Each text of a closed package with a sentence more, and its status set back."""
    for package in side.ask(packages):
        if not is_closed(side.documents, package):
            continue
        for document in artifact_texts(side.documents, package):
            end = len(document.data)
            yield Mutant("package-rewritten", document.path, replaced(document, (end, end, _MORE)))
        said = status(side.documents, package)
        if said is not None and package.spec is not None and said.end > said.start:
            edit = replaced(package.spec, (said.start, said.end, _OPEN))
            yield Mutant("package-reopened", package.folder, edit)


def tombstones(side: Side) -> Iterator[Mutant]:
    """Each line that says what became of an item which is gone, taken out of its document."""
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        if rules.dispositions is None or not rules.dispositions.path:
            continue  # elsewhere any sentence may tell it, and only a reader knows which ones do
        pattern = key_pattern(rules) or formed(ledger.items)
        listed = {key for one in side.ledgers.values() for item in one.items for key in (item.key, *item.others)}
        for line in disposed(side, name).lines if pattern is not None else ():
            found = pattern.search(line.names[:200]) if pattern is not None else None
            if found is None or line.document is None:
                continue
            key = found.groupdict().get("key") or found[0]
            if key_skeleton(key) not in listed and found.start() <= 6:
                start = line.document.line_starts[line.number - 1]
                edit = replaced(line.document, (line_start(line.document, start), line_end(line.document, start), b""))
                left = (edit[line.document.path] or b"").decode("utf-8", "replace").casefold()
                why = f"{line.document.path} still names {key}" * (key.casefold() in left)
                yield Mutant("tombstone-removed", f"{name} {key}", edit, ledger=name, equivalent=why)
