"""What a campaign is pointed at."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Target(NamedTuple):
    """A law over bytes: `holds` raises for an input that breaks it, and returns for every other one.

    `seeds` are inputs to begin with. `words` are pieces of the input's grammar, which mutations put in. `binary` inputs
    are changed byte by byte, the others mostly line by line. `work` is the law without its oracle, for the law on time:
    None where time is not measured.
    """

    holds: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[bytes] = ()
    binary: bool = False
    work: Callable[[bytes], object] | None = None
    decoded: Callable[[bytes], object] | None = None


class Broken(AssertionError):
    """A law that does not hold: what was found, for people."""


def law(holds: object, says: str, *facts: object) -> None:
    """Raises Broken where a law does not hold."""
    if not holds:
        raise Broken(": ".join([says, *(repr(one)[:600] for one in facts)]))
