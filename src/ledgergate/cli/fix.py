"""`ledgergate fix`: write what follows from the ledger, show it, or say whether there is something to write."""

from __future__ import annotations

import os

from ledgergate.edits.replacing import Replacement, Room, finish, interrupted, replace
from ledgergate.edits.showing import diffs
from ledgergate.errors import Misused
from ledgergate.fixing import mend
from ledgergate.git.layout import inside
from ledgergate.git.writable import as_on_disk, refusals
from ledgergate.moments.repository import open_git, standing
from ledgergate.output import encode
from ledgergate.output.encode import defused, terminal
from ledgergate.output.wording import at, number
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgergate.fixing import Mended
    from ledgergate.git.layout import Layout
    from ledgergate.moments import Asked
    from ledgergate.request import Request

_ENDS = "\r\n"


class Fixed(Value):
    """What a run did, or would do: the files, what was mended and what not, and what an earlier run had left.

    `finished` and `edited` are the files of a run that was interrupted: finished now, or edited since and left alone.
    """

    files: tuple[Replacement, ...]
    mended: Mended
    finished: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    pending: bool = False

    @property
    def writes(self) -> bool:
        return bool(self.files or self.finished or self.pending)


def fix(request: Request, paths: Sequence[str], *, write: bool, confirm: Callable[[str], bool] | None = None) -> Fixed:
    """Mend what may be mended; with `write` on the disk. Raises NotChecked, with nothing written, where that fails.

    `confirm` puts a question to the author; without it what only an author knows is left open.
    """
    git = open_git(request.asked)
    try:
        room = Room(git.layout.top, git.layout.git_dir)
        finished, edited = finish(room) if write else ([], [])
        tip, staged = standing(git).oid, request.asked.staged
        within = _within(git.layout, request.asked, paths)
        mended = mend(request, lambda some: refusals(git, tip, some, staged=staged), within, confirm)
        files = tuple(_replacement(room, path, mended) for path in sorted(mended.texts))
        if write:
            replace(room, files)
        return Fixed(files, mended, tuple(finished), tuple(edited), not write and interrupted(room))
    finally:
        git.close()


def _replacement(room: Room, path: str, mended: Mended) -> Replacement:
    """What is on the disk, which agrees with what was judged, and what belongs there."""
    with open(room.file(path), "rb") as file:
        disk = file.read()
    new = as_on_disk(mended.texts[path], mended.before[path], disk)
    if new is None:  # edited since it was judged: replacing it will say so
        return Replacement(path, mended.before[path], mended.texts[path])
    return Replacement(path, disk, new)


def _within(layout: Layout, asked: Asked, paths: Sequence[str]) -> Callable[[str], bool]:
    """Whether a file is one of those that were named, or lies in a folder that was. Raises Misused for one outside."""
    wanted = []
    for path in paths:
        whole = os.path.abspath(os.path.join(asked.cwd, path))
        folder = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
        near = inside(folder, os.path.realpath(layout.top))
        if near is None:
            raise Misused(f"'{path}' lies outside of this repository", "name a file or a folder of it")
        wanted.append(near)
    return lambda path: not wanted or any(one in ("", path) or path.startswith(f"{one}/") for one in wanted)


def as_text(fixed: Fixed, *, wrote: bool) -> str:
    return "".join(f"{defused(terminal(line))}\n" for line in _lines(fixed, wrote=wrote))


def _lines(fixed: Fixed, *, wrote: bool) -> Iterator[str]:
    mended = fixed.mended
    yield from (f"{path}: finished what an interrupted `ledgergate fix` had begun" for path in fixed.finished)
    yield from (f"{path}: edited since a `ledgergate fix` was interrupted, left as it is" for path in fixed.edited)
    if fixed.pending:
        yield "a `ledgergate fix` was interrupted here; the next one that writes finishes it"
    for file in fixed.files:
        yield f"{file.path}: {number(mended.counts.get(file.path, 0), 'finding')} {'fixed' if wrote else 'to fix'}"
    for one in mended.fixed:
        yield f"  {at(one.place)}: {one.code} {one.rule}: {one.fix.title if one.fix is not None else ''}"
    yield from (f"left to you: {word}" for word in mended.open)
    for left in mended.left:
        yield f"{at(left.finding.place)}: {left.finding.code} {left.finding.rule} is left: {left.why}"
    if not fixed.writes:
        yield "nothing to fix"


def as_diff(fixed: Fixed, *, terminals: bool) -> str:
    """What would be written, as `git apply` takes it; on a terminal without what would steer it."""
    lines = diffs(fixed.files)
    return "".join(f"{terminal(line.rstrip(_ENDS))}\n" for line in lines) if terminals else "".join(lines)


def as_json(fixed: Fixed) -> str:
    """Version 1: `written`, the files with their edits, and `left`, what is not mended or for the author to write."""
    mended = fixed.mended
    left = [
        {"path": one.finding.place.path, "line": one.finding.place.line, "code": one.finding.code,
         "rule": one.finding.rule, "key": one.finding.key, "why": one.why}
        for one in mended.left
    ]  # fmt: skip
    written = [{"path": one.path, "edits": _edits(mended, one.path)} for one in fixed.files]
    return encode.json({"version": 1, "written": written, "left": left, "open": list(mended.open)})


def _edits(mended: Mended, path: str) -> list[Mapping[str, object]]:
    return [
        {"code": one.code, "rule": one.rule, "key": one.key, "line": one.place.line, "title": one.fix.title}
        for one in mended.fixed
        if one.fix is not None and any(edit.path == path for edit in one.fix.edits)
    ]
