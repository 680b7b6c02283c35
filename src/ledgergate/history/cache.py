"""What was worked out of commits, kept in the git directory for the next run; the gate knows nothing of it.

A file that is damaged, too large, a link, somebody else's, or of another version counts as none. What it holds is
numbers and short texts, which are looked at one by one before they are believed, and only `history` shows them.
"""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256

from ledgergate.history.figures import Figures
from ledgergate.history.moves import Move
from ledgergate.memory import program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ledgergate.history.commits import Point

_FOLDER, _FILE = "ledgergate", "history.json"
_LARGEST = 64 << 20
_MOST = 50_000  # states
_LONGEST = 2000  # characters of one text
_NUMBERS = ("drifted", "dead", "waived", "blocking", "advisory")


class Cache:
    """The figures of trees, and the moves between them, by this program under one policy.

    What does not last, such as that an object was missing, is known for this run alone.
    """

    def __init__(self, git_dir: str = "", texts: Mapping[str, bytes] | None = None) -> None:
        """Nothing is read and nothing is written where `git_dir` is ""."""
        self._folder = os.path.join(git_dir, _FOLDER) if git_dir else ""
        held = b"own" if texts is None else b"".join(sha256(one).digest() for _, one in sorted(texts.items()))
        self._salt = sha256(f"{program()} {_sources()}".encode() + held).digest()
        self._states: dict[str, Any] = {}
        self._moves: dict[str, Any] = {}
        self._passing: dict[str, Any] = {}
        self._changed = False
        if self._folder:
            self._read()

    def figures(self, point: Point) -> Figures | None:
        key = self._key(point)
        return _figures(self._states.get(key) or self._passing.get(key))

    def moves(self, before: Point, after: Point) -> dict[str, Move] | None:
        """What came and went between two commits, where that is known."""
        pair = self._pair(before, after)
        return _moves(self._moves.get(pair) or self._passing.get(pair))

    def put(self, point: Point, figures: Figures, *, lasting: bool) -> None:
        known = {name: getattr(figures, name) for name in Figures.__fields__}  # type: ignore[attr-defined]  # set by the metaclass
        (self._states if lasting else self._passing)[self._key(point)] = {**known, "notes": list(figures.notes)}
        self._changed |= lasting

    def put_moves(self, before: Point, after: Point, moves: Mapping[str, Move], *, lasting: bool) -> None:
        known = {name: [one.added, one.closed] for name, one in moves.items()}
        (self._moves if lasting else self._passing)[self._pair(before, after)] = known
        self._changed |= lasting

    def contents(self) -> tuple[dict[str, Any], ...]:
        """All that is known, for another process."""
        return self._states, self._moves, self._passing

    def absorb(self, contents: tuple[dict[str, Any], ...]) -> None:
        """Takes in what another process has worked out."""
        for own, more in zip(self.contents(), contents, strict=True):
            own.update(more)
        self._changed |= any(contents[:2])

    def save(self) -> None:
        """Writes all of it at once, or nothing where that cannot be done."""
        if not (self._changed and self._folder):
            return
        if len(self._states) > _MOST:
            self._states = dict(list(self._states.items())[-_MOST:])
            self._moves = dict(list(self._moves.items())[-_MOST:])
        text = json.dumps({"states": self._states, "moves": self._moves}).encode()
        self._changed = not self._replace(sha256(text).hexdigest().encode() + b"\n" + text)

    def _key(self, point: Point) -> str:
        """Waivers lapse, so a tree is judged as on the commit's day."""
        return sha256(self._salt + f"{point.tree} {point.day}".encode()).hexdigest()[:40]

    def _pair(self, before: Point, after: Point) -> str:
        return sha256(f"{self._key(before)} {self._key(after)}".encode()).hexdigest()[:40]

    def _read(self) -> None:
        try:
            with open(os.path.join(self._folder, _FILE), "rb", opener=_unblocked) as file:
                about = os.fstat(file.fileno())
                if not (_is_own(about) and stat.S_ISREG(about.st_mode) and about.st_size <= _LARGEST):
                    return
                digest, _, text = file.read(_LARGEST + 1).partition(b"\n")
            if sha256(text).hexdigest().encode() != digest:
                return
            found = json.loads(text)
        except (OSError, ValueError, RecursionError):
            return
        for name, into in (("states", self._states), ("moves", self._moves)):
            some = found.get(name) if isinstance(found, dict) else None
            into.update(some if isinstance(some, dict) else {})

    def _replace(self, content: bytes) -> bool:
        part = os.path.join(self._folder, f"{_FILE}.{os.getpid()}")
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            there = os.lstat(self._folder)
            if not (stat.S_ISDIR(there.st_mode) and _is_own(there)):
                return False
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
            os.replace(part, os.path.join(self._folder, _FILE))
        except OSError:
            _remove(part)
            return False
        return True


def _sources() -> tuple[int, int]:
    """How many modules this program has, and when the last one was written: a checkout changes under one version."""
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    files = [os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names if name.endswith(".py")]
    return len(files), max(os.stat(one).st_mtime_ns for one in files)


def _is_own(about: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)


def _unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return


def _figures(said: Any) -> Figures | None:
    """The figures of a record, None where it is none."""
    if not isinstance(said, dict) or set(said) != set(Figures.__fields__):  # type: ignore[attr-defined]  # set by the metaclass
        return None
    numbers = {name: said.get(name, 0) for name in _NUMBERS}
    items, by, found = (said.get(name, {}) for name in ("items", "by", "findings"))
    answers, trouble, notes = said.get("answers", {}), said.get("trouble", ""), said.get("notes", [])
    sound = (
        all(map(_is_count, numbers.values()))
        and _maps(items, lambda one: one is None or _is_count(one))
        and _maps(by, lambda one: one is None or _maps(one, _is_count))
        and _maps(found, _is_count)
        and _maps(answers, _is_text)
        and _is_text(trouble)
        and isinstance(notes, list)
        and all(map(_is_text, notes))
    )
    if not sound:
        return None
    return Figures(items, by, found, **numbers, answers=answers, trouble=trouble, notes=tuple(notes))


def _moves(said: Any) -> dict[str, Move] | None:
    if not _maps(said, lambda one: isinstance(one, list) and len(one) == 2 and all(map(_is_count, one))):
        return None
    return {name: Move(*one) for name, one in said.items()}


def _maps(said: Any, sound: Any) -> bool:
    return isinstance(said, dict) and all(_is_text(name) and sound(one) for name, one in said.items())


def _is_count(said: Any) -> bool:
    return type(said) is int and 0 <= said < 1 << 31


def _is_text(said: Any) -> bool:
    return isinstance(said, str) and len(said) <= _LONGEST
