"""Which files of the work tree a program may write without mixing its bytes into what a person has under way."""

from __future__ import annotations

import os
import stat

from ledgergate.git.index import meet
from ledgergate.git.states import Index, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.git.processes import Git

PARTLY = "is staged in part; stage the rest of it (git add) or take it out of the index (git restore --staged) first"


def refusals(git: Git, tip: str, paths: Sequence[str], *, staged: bool) -> dict[str, str]:
    """path -> why it must not be written. `tip` is HEAD's commit; with `staged` the index's text was judged."""
    why = dict(_not_plain(git.layout.top, paths))
    rest = [path for path in paths if path not in why]
    if rest:
        unmerged = git.run("ls-files", "-u", "-z", "--", *rest).decode("utf-8", "surrogateescape").split("\0")[:-1]
        why.update({line.partition("\t")[2]: "is in conflict; resolve it first" for line in unmerged})
        why.update(_partly_staged(git, tip, [path for path in rest if path not in why], staged=staged))
    return why


def _not_plain(top: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    root = os.path.realpath(os.fsencode(top))
    for path in paths:
        parts = path.encode("utf-8", "surrogateescape").split(b"/")
        where = os.path.join(root, *parts)
        try:
            mode = os.lstat(where).st_mode
        except OSError:
            yield path, "is not in the work tree"
            continue
        if stat.S_ISLNK(mode):
            yield path, "is a symbolic link"
        elif not stat.S_ISREG(mode):
            yield path, "is no regular file"
        elif os.path.realpath(os.path.dirname(where)) != os.path.dirname(where):
            yield path, "lies behind a symbolic link"


def _partly_staged(git: Git, tip: str, paths: Sequence[str], *, staged: bool) -> Iterator[tuple[str, str]]:
    index = Index(git, meet(git.layout))
    then = Tree(git, tip or git.layout.empty_tree)
    for path in paths:
        now, was = index.entry(path), then.entry(path)
        if now is None or (not staged and was is not None and now.oid == was.oid):
            continue
        ((_, blob),) = git.blobs([now.oid], git.limits.document)
        if as_on_disk(blob, blob, _disk(git.layout.top, path)) is None:
            yield path, "differs in the work tree from what is staged" if staged else PARTLY


def _disk(top: str, path: str) -> bytes:
    with open(os.path.join(os.fsencode(top), path.encode("utf-8", "surrogateescape")), "rb") as file:
        return file.read()


def as_on_disk(new: bytes, blob: bytes, disk: bytes) -> bytes | None:
    """A new text of a blob as it belongs on the disk; None where the disk holds another text than the blob.

    Git may check a file out with CRLF and record it with LF: such a file agrees.
    """
    if disk == blob:
        return new
    converted = b"\r" not in blob and disk == blob.replace(b"\n", b"\r\n")
    return new.replace(b"\n", b"\r\n") if converted else None
