"""Tree objects, read one by one through the `cat-file` that serves a check: two of them compared, a listing hashed."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.digest import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.git.processes import Git

TREE = "040000"
_LARGEST = 64 << 20
_AT_ONCE = 16  # pairs of trees, which are asked for together
Step = tuple[str, str, str]  # path, "mode oid" before and after, "" where it is not there


def root_of(git: Git, commit: str) -> str:
    """The tree of a commit, or the one that a merge made; "" for the empty tree, which stands for no commit."""
    if commit == git.layout.empty_tree:
        return ""
    kind, raw = next(iter(git.blobs([commit], _LARGEST)))
    if kind == "tree":
        return commit
    if kind != "commit" or not raw.startswith(b"tree "):
        raise NotChecked(f"The commit {commit[:12]} cannot be read: {kind}.", "git fsck")
    return raw[len(b"tree ") : raw.index(b"\n")].decode("ascii", "replace")


def entries(git: Git, oids: Iterable[str]) -> dict[str, dict[str, str]]:
    """oid -> name -> "mode oid" of those trees, modes as git normalises them; nothing of "", which is no tree."""
    empty = ("", git.layout.empty_tree)
    found: dict[str, dict[str, str]] = {oid: {} for oid in empty}
    wanted = [oid for oid in dict.fromkeys(oids) if oid not in empty]
    for oid, (kind, raw) in zip(wanted, git.blobs(wanted, _LARGEST), strict=False):
        if kind != "tree":
            raise NotChecked(f"The tree {oid[:12]} cannot be read: {kind}.", "git fsck")
        found[oid] = _parsed(raw, len(oid) // 2)
    return found


def _parsed(raw: bytes, size: int) -> dict[str, str]:
    found, at, count = {}, 0, 0
    while at < len(raw):
        count += 1
        blank = raw.index(b" ", at)
        end = raw.index(b"\0", blank)
        name = raw[blank + 1 : end].decode("utf-8", "surrogateescape")
        found[name] = f"{_mode(int(raw[at:blank], 8))} {raw[end + 1 : end + 1 + size].hex()}"
        at = end + 1 + size
    if len(found) != count:
        raise NotChecked("A tree contains a name twice, so nothing was checked.", "Repair the tree.")
    return found


def _mode(mode: int) -> str:
    kind = mode & 0o170000
    if kind == 0o100000:
        return "100755" if mode & 0o100 else "100644"
    return {0o040000: TREE, 0o120000: "120000"}.get(kind, "160000")


def steps(git: Git, folder: str, one: str, other: str) -> Iterator[Step]:
    """What differs between two trees below `folder` ("" or with a slash at its end), in no order; "" is no tree."""
    waiting = [(folder, one, other)]
    while waiting:
        some = waiting[-_AT_ONCE:]
        del waiting[-_AT_ONCE:]
        read = entries(git, [oid for _, *sides in some for oid in sides])
        for above, then, now in some:
            for path, old, new in _beside(above, read[then], read[now]):
                was, is_now = old.startswith(TREE), new.startswith(TREE)
                if was or is_now:
                    waiting.append((f"{path}/", old[7:] if was else "", new[7:] if is_now else ""))
                if (old and not was) or (new and not is_now):
                    yield path, "" if was else old, "" if is_now else new


def _beside(above: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Step]:
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name):
            yield above + name, before.get(name, ""), after.get(name, "")


def at_path(git: Git, root: str, path: str) -> str:
    """ "mode oid" of what a tree holds at the path, "" where there is nothing."""
    what = f"{TREE} {root}"
    for part in path.split("/") if path else ():
        what = entries(git, [what[7:]])[what[7:]].get(part, "") if what.startswith(TREE) else ""
    return what


def hashed(listing: Mapping[str, str], width: int) -> str:
    """The object id of the tree that holds just these entries (path -> "mode oid")."""
    below: dict[str, dict[str, str]] = {}
    rows = []
    for path, what in listing.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = what
        else:
            rows.append((name.encode("utf-8", "surrogateescape"), what))
    for name, inside in below.items():
        # A folder is sorted as if its name ended in a slash.
        rows.append((name.encode("utf-8", "surrogateescape") + b"/", f"{TREE} {hashed(inside, width)}"))
    body = b"".join(
        what[:6].removeprefix("0").encode() + b" " + name.removesuffix(b"/") + b"\0" + bytes.fromhex(what[7:])
        for name, what in sorted(rows)
    )
    return digest(b"tree %d\0" % len(body) + body, width).hex()
