"""Which state a path is restored from, so that a change no longer changes it."""

from __future__ import annotations

from ledgergate.git.names import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.git.comparison import Net
    from ledgergate.model import Changed, Entry
    from ledgergate.moments.change import Change


def mending(change: Change, path: str, *, back: bool = False) -> str:
    """A command that takes the path out of the change, "" where there is no state to take it from. `back` brings a file
    that is gone back to the disk, too.

    HEAD mends what is staged where HEAD holds what the base holds. Where an earlier commit of the branch changed the
    path, too, only the base's state does; in a range nothing else can. Before the first commit there is no state: what
    is staged can only be taken out of the index.
    """
    staged = change.after.name == "index"
    if staged and not _head(change):
        return "" if back else f"git reset -q -- {quoted(path)}"  # rm --cached refuses what was edited since
    source = next((name for oid, name in _sources(change, staged) if _mends(change, path, oid)), "")
    if not source:
        return ""
    where = "--staged" if staged and not back else "--staged --worktree"
    return f"git restore {where} --source={source} -- {quoted(path)}"


def _sources(change: Change, staged: bool) -> Iterator[tuple[str, str]]:
    """Commits, each with its name, the best known one first."""
    if staged:
        yield _head(change), "HEAD"
    net = change.net or change.onto
    others = (net.bases[0], net.tip) if net is not None else (*change.heads[1:], *change.bases[:1], change.tip_oid)
    none = ("", change.git.layout.empty_tree)
    yield from ((oid, oid[:12]) for oid in others if oid not in none and (staged or oid not in change.heads))


def _head(change: Change) -> str:
    """The commit that something is staged upon, "" where HEAD is none yet."""
    oid = change.heads[0] if change.heads else change.tip_oid
    return "" if oid == change.git.layout.empty_tree else oid


def _mends(change: Change, path: str, oid: str) -> bool:
    """Whether the path is none of the change's once it is what this commit holds."""
    net = change.net or change.onto
    if net is None:
        return True  # what equals any of its parents is no commit's own
    known = oid in (net.tip, *net.bases)
    entry = _held(net, oid, path, change) if known else change.starting_at(oid).entry(path)
    then = [_held(net, commit, path, change) for commit in net.bases]
    return entry == _held(net, net.tip, path, change) or all(one == entry for one in then)


def _held(net: Net, commit: str, path: str, change: Change) -> Entry | None:
    known: Changed | None = net.since(commit).get(path)
    return known.before if known is not None else change.after.entry(path)
