"""What is timed, by name: each takes the bench and yields the lines of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from benchmarks.rows import candidates, commits, documents, items, past, proposals, scale

if TYPE_CHECKING:
    from benchmarks.bench import Bench

ROWS: dict[str, Callable[[Bench], Iterator[str]]] = {
    "hook": commits.hook,
    "posture": commits.posture,
    "nothing": commits.nothing,
    "paths": commits.paths,
    "history": commits.history,
    "documents": documents.documents,
    "candidates": candidates.candidates,
    "items": items.items,
    "packages": items.packages,
    "past": past.past,
    "proposals": proposals.proposals,
    "scale": scale.scale,
}
