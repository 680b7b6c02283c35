"""Reads git's raw differences, and the one sentence that says which paths a change changes."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.names import require_sane, shown
from ledgergate.model import Changed, Entry
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgergate.git.index import IndexFile

ABSENT = "000000"
_UNMERGED_CURE = "Resolve the conflict and stage the result: git add -- PATH"


class Claim(Value):
    """A list of differences that git gave and that its objects have to bear out.

    From `commit` to the tree of the commit `oid`, or to the index where `oid` is "" (neither: to another state).
    """

    commit: str
    oid: str
    index_file: IndexFile | None
    found: Mapping[str, Changed]


def records(out: bytes) -> list[tuple[str, str]]:
    """(header, path) pairs of `--raw -z` output: the two alternate, whatever a path looks like."""
    words = out.decode("utf-8", "surrogateescape").split("\0")
    if len(words) % 2 == 0:
        raise NotChecked("git's list of differences breaks off, so nothing was checked.", "Run it again.")
    return list(zip(words[0:-1:2], words[1::2], strict=True))


def differences(out: bytes, where: str) -> dict[str, Changed]:
    """The differing paths. Raises NotChecked for unmerged paths and for trees that hold a name twice."""
    found: dict[str, Changed] = {}
    for header, path in records(out):
        words = header[1:].split(" ")
        if len(words) != 5 or header[0] != ":":
            raise NotChecked("git's list of differences makes no sense, so nothing was checked.", "Run it again.")
        old, new, before, after, status = words
        if status == "U":
            raise NotChecked(f"'{shown(path)}' is unmerged in the index, so nothing was checked.", _UNMERGED_CURE)
        if path in found:
            raise NotChecked(f"{where} holds '{shown(path)}' twice or out of order, so nothing was checked.")
        found[path] = Changed(
            path,
            None if old == ABSENT else Entry(path, old, before),
            None if new == ABSENT else Entry(path, new, after),
        )
    require_sane(found, where)
    return found


def listed_differences(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Changed]:
    """The same from two whole listings (path -> "mode oid"): what one of them has lost shows up as a difference."""
    paths = {path for path, _ in then.items() ^ now.items()}
    return {path: Changed(path, _entry(path, then), _entry(path, now)) for path in paths}


def _entry(path: str, listing: Mapping[str, str]) -> Entry | None:
    mode, _, oid = listing.get(path, "").partition(" ")
    return Entry(path, mode, oid) if mode else None


def changed(tip: Mapping[str, Changed], bases: Sequence[Mapping[str, Changed]]) -> tuple[Changed, ...]:
    """A path is changed when it differs from the tip and from any merge base; what equals the tip is excused.

    Of several bases the one counts that held a link or a submodule there: more lies below those than their path says.
    """
    chosen: dict[str, Changed] = {}
    for base in bases:
        for path, one in base.items():
            if path in tip and (path not in chosen or (_led(one) and not _led(chosen[path]))):
                chosen[path] = one
    return tuple(chosen[path] for path in sorted(chosen))


def common(parents: Sequence[Mapping[str, Changed]]) -> tuple[Changed, ...]:
    """What a merge itself adds: the paths that differ from every parent, as they differ from the first.

    What held a link or a submodule in one parent counts as such only where it did in each.
    """
    first, *others = parents
    shared = [path for path in sorted(first) if all(path in other for other in others)]
    every = ([parent[path] for parent in parents] for path in shared)
    return tuple(next((one for one in some if not _led(one)), some[0]) for some in every)


def _led(one: Changed) -> bool:
    """Whether a link or a submodule stood at the path."""
    return one.before is not None and one.before.mode in ("120000", "160000")


def undone(entries: Iterable[Changed]) -> dict[str, Entry | None]:
    """What each path was before, None where it was not."""
    return {one.path: one.before for one in entries}
