"""Files replaced all or none, so that a crash at any point leaves what the next run can finish.

First a journal with the old and the new bytes is written into the git folder; the rename that gives it its name is the
moment from which on the new set counts. Then each file gets its new bytes beside it and is renamed over. The journal
goes last. A run that finds a journal finishes it (`finish`); where a file is neither old nor new any more somebody has
edited it since, and it is left alone.
"""

from __future__ import annotations

import json
import os
import stat
from base64 import b64decode, b64encode
from contextlib import suppress

from ledgergate.errors import NotChecked, room_for
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_FOLDER, _JOURNAL = "ledgergate", "fix.json"


class Replacement(Value):
    """One file's old and new bytes. `path` is relative to the root of the work tree, with slashes."""

    path: str
    old: bytes
    new: bytes


class Room(Value):
    """Where files are replaced: the root of the work tree, and the git folder that keeps the journal."""

    top: str
    git_dir: str

    def file(self, path: str) -> bytes:
        """Where a file is, whatever this locale says of the names of files."""
        return os.path.join(os.fsencode(self.top), path.encode("utf-8", "surrogateescape"))

    @property
    def journal(self) -> str:
        return os.path.join(self.git_dir, _FOLDER, _JOURNAL)


def replace(room: Room, files: Sequence[Replacement]) -> None:
    """Replace these files, all or none. Raises NotChecked, with everything as it was, where one cannot be replaced."""
    if not files:
        return
    with _Lock(room):
        if interrupted(room):
            raise NotChecked("An interrupted `ledgergate fix` has to be finished first.", "Run it again.")
        for one in files:
            _require_unchanged(room, one)
        try:
            token = os.urandom(6).hex()
            _keep_journal(room, files, token)
        except OSError as error:
            raise _unwritten(error) from None
        try:
            for one in files:
                _prepare(room, one, token)
            for one in files:
                _require_unchanged(room, one)
                os.replace(_beside(room, one, token), room.file(one.path))
        except (OSError, NotChecked) as error:
            _put_back(room, files, token)
            if isinstance(error, NotChecked):
                raise
            raise _unwritten(error) from None
        try:
            _forget_journal(room)
        except OSError as error:
            raise _unfinished(error) from None


def interrupted(room: Room) -> bool:
    """Whether an earlier run was stopped while it replaced files."""
    return os.path.exists(room.journal)


def finish(room: Room) -> tuple[list[str], list[str]]:
    """Finish what an earlier run began: the files that are as it wanted them, and those that were edited since."""
    if not interrupted(room):
        return [], []
    with _Lock(room):
        journal = _read_journal(room)
        if journal is None:
            _forget_journal(room)
            return [], []
        token, files = journal
        now = [_bytes_of(room, one.path) for one in files]
        edited = [one.path for one, data in zip(files, now, strict=True) if data not in (one.old, one.new)]
        try:
            for one, data in zip(files, now, strict=True):
                if data == one.old and not edited:
                    _prepare(room, one, token)
                    os.replace(_beside(room, one, token), room.file(one.path))
                else:
                    _discard(_beside(room, one, token))
            _forget_journal(room)
        except OSError as error:
            raise _unfinished(error) from None
        return ([] if edited else [one.path for one in files]), edited


def _require_unchanged(room: Room, one: Replacement) -> None:
    if _bytes_of(room, one.path) != one.old:
        raise NotChecked(f"'{one.path}' was edited while it was being fixed: nothing was written.", "Run it again.")


def _bytes_of(room: Room, path: str) -> bytes | None:
    """A regular file's bytes; None for anything else, and for what is not there."""
    where = room.file(path)
    try:
        if not stat.S_ISREG(os.lstat(where).st_mode):
            return None
        with open(where, "rb") as file:
            return file.read()
    except OSError:
        return None


def _beside(room: Room, one: Replacement, token: str) -> bytes:
    """In the same folder, so that renaming never crosses file systems."""
    folder, name = os.path.split(room.file(one.path))
    return os.path.join(folder, b"." + name[:100] + b"." + token.encode() + b".ledgergate")


def _prepare(room: Room, one: Replacement, token: str) -> None:
    """The new bytes beside the file, with its mode."""
    beside = _beside(room, one, token)
    _write(beside, one.new)
    os.chmod(beside, stat.S_IMODE(os.stat(room.file(one.path)).st_mode))


def _write(where: str | bytes, data: bytes) -> None:
    with open(where, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _unwritten(error: OSError) -> NotChecked:
    cure = room_for(error, "Make the files writable.")
    return NotChecked(f"Nothing was written: {error.strerror or error}.", cure)


def _unfinished(error: OSError) -> NotChecked:
    cure = room_for(error, "Make the files writable.")
    return NotChecked(
        f"What was begun is not finished: {error.strerror or error}.",
        f"{cure} Then run `ledgergate fix` again: it finishes what was begun.",
    )


def _put_back(room: Room, files: Sequence[Replacement], token: str) -> None:
    """Raises NotChecked where not even that can be done: the journal stays, and the next run finishes it."""
    try:
        _undo(room, files, token)
    except OSError as error:
        raise _unfinished(error) from None


def _undo(room: Room, files: Sequence[Replacement], token: str) -> None:
    """Put back what was replaced. What cannot be put back is left to the journal, and to the next run."""
    for one in files:
        if _bytes_of(room, one.path) == one.new != one.old:
            _prepare(room, one.but(new=one.old), token)
            os.replace(_beside(room, one, token), room.file(one.path))
        _discard(_beside(room, one, token))
    _forget_journal(room)


def _discard(where: str | bytes) -> None:
    with suppress(FileNotFoundError):
        os.unlink(where)


def _keep_journal(room: Room, files: Sequence[Replacement], token: str) -> None:
    told = [{"path": one.path, "old": _text(one.old), "new": _text(one.new)} for one in files]
    body = json.dumps({"version": 1, "token": token, "files": told}).encode("ascii")
    try:
        _write(room.journal + ".new", body)
        os.replace(room.journal + ".new", room.journal)
    except OSError:
        _discard(room.journal + ".new")
        raise


def _read_journal(room: Room) -> tuple[str, list[Replacement]] | None:
    """The token and the files of the journal; None for one that nobody can read: it was never given its name by us."""
    try:
        with open(room.journal, "rb") as file:
            told: dict[str, Any] = json.loads(file.read())
        files = [Replacement(one["path"], b64decode(one["old"]), b64decode(one["new"])) for one in told["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    sane = told.get("version") == 1 and str(told.get("token", "")).isalnum()
    inside = all(part not in ("", ".", "..", ".git") for one in files for part in one.path.split("/"))
    return (str(told["token"]), files) if sane and inside else None


def _forget_journal(room: Room) -> None:
    _discard(room.journal)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


class _Lock:
    """One run at a time; the system lets go of the lock of a run that died."""

    def __init__(self, room: Room) -> None:
        folder = os.path.dirname(room.journal)
        try:
            os.makedirs(folder, exist_ok=True)
            self._fd = os.open(os.path.join(folder, "fix.lock"), os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise NotChecked(f"Nothing was written: the git folder cannot be: {error.strerror}.") from None

    def __enter__(self) -> None:
        try:
            _lock(self._fd)
        except OSError:
            os.close(self._fd)
            raise NotChecked(
                "Another `ledgergate fix` is at work here.", "Run it again when that one is done."
            ) from None

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)


def _lock(fd: int) -> None:
    """Raises OSError where another run has it. Windows locks a byte, which need not be there."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # of Windows alone
        return
    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
