"""What would be written, as unified diffs."""

from __future__ import annotations

from difflib import unified_diff
from io import BytesIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.edits.replacing import Replacement


def diffs(files: Iterable[Replacement]) -> Iterator[str]:
    """The lines of each file's diff, with git's names for the sides."""
    for one in files:
        for line in unified_diff(_lines(one.old), _lines(one.new), f"a/{one.path}", f"b/{one.path}"):
            yield from (line,) if line.endswith("\n") else (f"{line}\n", "\\ No newline at end of file\n")


def _lines(data: bytes) -> list[str]:
    """Lines as git counts them: they end at a line feed and nothing else."""
    return [line.decode("utf-8", "backslashreplace") for line in BytesIO(data)]
