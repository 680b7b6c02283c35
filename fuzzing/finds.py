"""What a campaign found: each kind of failure once, with the input, and how often it came."""

from __future__ import annotations

import json
import traceback
from pathlib import Path

_KEPT = 3  # inputs of a kind, the shortest ones


class Finds:
    """Failures by where they were raised, each with its shortest inputs in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = {}
        self._sizes: dict[str, list[int]] = {}

    def add(self, error: BaseException, data: bytes) -> str:
        """Keeps a failure; its name."""
        name = _name(error)
        self.counts[name] = self.counts.get(name, 0) + 1
        sizes = self._sizes.setdefault(name, [])
        if len(sizes) < _KEPT or len(data) < min(sizes):
            sizes.append(len(data))
            self.folder.mkdir(parents=True, exist_ok=True)
            stem = "".join(one if one.isalnum() or one in "-_." else "_" for one in name)[:120]
            (self.folder / f"{stem}-{len(sizes)}").write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (self.folder / f"{stem}-{len(sizes)}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
        return name


def _name(error: BaseException) -> str:
    """The kind of an error: its type, and the deepest line of the project that it passed."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if _is_ours(one.filename)]
    at = frames[-1] if frames else None
    where = f"{Path(at.filename).stem}.{at.name}.{at.lineno}" if at is not None else "elsewhere"
    said = str(error).partition(":")[0][:60] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {where} {said}".strip()


def _is_ours(file: str) -> bool:
    return ("ledgergate" in file or "/fuzzing/" in file) and not file.endswith("fuzzing/target.py")


def log(file: Path, **facts: object) -> None:
    """A line about a campaign, at the end of the log."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "a", encoding="utf-8") as opened:
        opened.write(json.dumps(facts) + "\n")
