"""Which changes reach a runtime path: by name, through a link or a submodule, as an alias, by the merge."""

from __future__ import annotations

from ledgergate.model import Changed
from ledgergate.repository.change import Judged
from ledgergate.repository.names import folded
from ledgergate.repository.snapshot import LINK, SUBMODULE
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.repository.change import Change
    from ledgergate.repository.patterns import Patterns
    from ledgergate.repository.snapshot import Snapshot

_HOPS = 40


class Touched(Value):
    """A changed path that reaches the runtime. `why` is "path", "link", "submodule", "alias", "collision" or "merge".

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
    if merge and entries is None:
        found.update((one.path, one) for one in _by_merge(change, patterns) if one.path not in found)
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
    return None if pattern is None else Touched(one.path, one, "alias", pattern, folded(one.path))


def _through_links(rest: list[Changed], after: Snapshot, patterns: Patterns) -> Iterator[Touched]:
    links = {path: entry for path, entry in after.links().items() if entry.mode == LINK}
    if not links:
        return
    spellings: dict[str, str] = {folded(path): path for path in links}
    for one in rest:
        if one.path in links:
            target = resolved(one.path, links.keys(), after)
            pattern = _reached(target, patterns)
            if pattern is not None:
                yield Touched(one.path, one, "link", pattern, target)
                continue
            hit = _written_through(one.path, target, after, patterns)
        else:
            hit = _collision(one.path, spellings, links.keys(), after, patterns)
        if hit is not None:
            yield Touched(one.path, one, "collision", *hit)


def _reached(target: str, patterns: Patterns) -> str | None:
    return (patterns.match(target) or patterns.match_below(target) or patterns.match_folded(target)) if target else None


def _collision(
    path: str, spellings: dict[str, str], links: Iterable[str], after: Snapshot, patterns: Patterns
) -> tuple[str, str] | None:
    """The runtime path that a checkout writes this file to, through a link that the disk takes for its folder."""
    flat = folded(path)
    cut = flat.find("/")
    while cut > 0:
        link = spellings.get(flat[:cut])
        if link is not None:
            target = f"{resolved(link, links, after)}{flat[cut:]}"
            pattern = _reached(target.lstrip("/"), patterns)
            if pattern is not None:
                return pattern, target
        cut = flat.find("/", cut + 1)
    return None


def _written_through(link: str, target: str, after: Snapshot, patterns: Patterns) -> tuple[str, str] | None:
    """The same for a new link: some file below a folder whose name the disk takes for the link's."""
    above = folded(link) + "/"
    for path in after.paths():
        if len(path) >= len(above) and path != link and folded(path).startswith(above):
            whole = f"{target}/{folded(path)[len(above) :]}"
            pattern = _reached(whole, patterns)
            if pattern is not None:
                return pattern, whole
    return None


def resolved(path: str, links: Iterable[str], after: Snapshot) -> str:
    """Where a link leads within the repository, links on the way followed; "" where it leaves or goes in circles."""
    known = set(links)
    waiting = path.split("/")[::-1]
    done: list[str] = []
    hops = 0
    while waiting:
        part = waiting.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not done:
                return ""
            done.pop()
            continue
        done.append(part)
        here = "/".join(done)
        if here in known:
            hops += 1
            target = after.target(here)
            if hops > _HOPS or target.startswith("/"):
                return ""
            done.pop()
            waiting += target.split("/")[::-1]
    return "/".join(done)


def _by_merge(change: Change, patterns: Patterns) -> Iterator[Touched]:
    """What only the merge would write: the base renamed a folder that the branch edits."""
    result = change.merge_result
    if result is None:
        return
    judged = Judged(result.git, oid=result.name)
    own = {one.path for one in change.entries}
    for path, one in judged.read(judged.start(change.tip_oid), change.tip_oid).items():
        pattern = patterns.match(path) if path not in own else None
        if pattern is not None:
            yield Touched(path, one, "merge", pattern)
