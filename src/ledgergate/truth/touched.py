"""Which changes reach a runtime path: by name, through a link or a submodule, as an alias, by the merge."""

from __future__ import annotations

from itertools import chain

from ledgergate.git.comparison import Comparison
from ledgergate.git.links import Links
from ledgergate.git.names import folded
from ledgergate.git.snapshot import LINK, SUBMODULE
from ledgergate.model import Changed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.git.patterns import Patterns
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.moments.change import Change


class Touched(Value):
    """A changed path that reaches the runtime.

    `why` is "path", "link", "led", "submodule", "alias", "collision" or "merge".

    `detail` is the other path that takes part: a link's target, the runtime path that an alias is on some disk.
    """

    path: str
    changed: Changed
    why: str
    pattern: str
    detail: str = ""


def touched(
    change: Change, patterns: Patterns, entries: Iterable[Changed] | None = None, *, merge: bool = True
) -> tuple[Touched, ...]:
    """What of `entries` (those of the change without it) is a runtime change, each path once, sorted by path."""
    chosen = change.entries if entries is None else tuple(entries)
    found = {one.path: hit for one in chosen if (hit := _by_itself(one, patterns)) is not None}
    rest = [one for one in chosen if one.path not in found and one.after is not None]
    if rest:
        found.update((one.path, one) for one in _through_links(rest, change.after, patterns))
    if merge:
        found.update((one.path, one) for one in _by_merge(change, patterns, chosen) if one.path not in found)
    return tuple(found[path] for path in sorted(found))


def _by_itself(one: Changed, patterns: Patterns) -> Touched | None:
    pattern = patterns.match(one.path)
    if pattern is not None:
        return Touched(one.path, one, "path", pattern)
    modes = {entry.mode for entry in (one.before, one.after) if entry is not None}
    for mode, why in ((SUBMODULE, "submodule"), (LINK, "link")):
        pattern = patterns.match_below(one.path) if mode in modes else None
        if pattern is not None:
            return Touched(one.path, one, why, pattern)
    pattern = patterns.match_folded(one.path)
    if pattern is None and modes & {LINK, SUBMODULE}:
        pattern = patterns.match_folded(one.path, below=True)
    return None if pattern is None else Touched(one.path, one, "alias", pattern, folded(one.path))


def _through_links(rest: list[Changed], after: Snapshot, patterns: Patterns) -> Iterator[Touched]:
    if not _may_lead(rest, after):
        return
    links = Links(after)
    for one in rest if links else ():
        ways = [(links.leads(one.path), "link")] if one.path in links else []
        written = links.beneath(one.path) if ways else links.through(one.path)
        for target, why in chain(ways, ((where, "collision") for where in written)):
            pattern = _reached(target, patterns)
            if pattern is not None:
                yield Touched(one.path, one, why, pattern, target)
                break


def _may_lead(rest: list[Changed], after: Snapshot) -> bool:
    """Whether a link has a say in what is written: one of the paths themselves, or one that stands for a folder."""
    leads = any(one.after is not None and one.after.mode == LINK for one in rest)
    return leads or after.may_lead([one.path for one in rest])


def _reached(target: str, patterns: Patterns) -> str | None:
    if not target:
        return None
    exact = patterns.match(target) or patterns.match_below(target)
    return exact or patterns.match_folded(target) or patterns.match_folded(target, below=True)


def _by_merge(change: Change, patterns: Patterns, entries: Iterable[Changed]) -> Iterator[Touched]:
    """What only the merge would write: the base renamed a folder that the branch edits."""
    result = change.merge_result
    if result is None or change.onto is None:
        return
    comparison = Comparison(result.git, oid=result.name)
    own = {one.path for one in entries}
    for path, one in comparison.read(comparison.start(change.onto.tip), change.onto.tip).items():
        pattern = patterns.match(path) if path not in own else None
        if pattern is not None:
            yield Touched(path, one, "merge", pattern)
