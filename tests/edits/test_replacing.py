"""Several files are replaced all or none, whatever happens in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledgergate.edits.replacing import Replacement, Room, finish, interrupted, replace
from ledgergate.errors import NotChecked

FILES = {"a.md": (b"old a\n", b"new a\n"), "docs/\xe4 b.md": (b"old b\r\n", b"new b"), "c.md": (b"", b"\xff c\n")}
CALLS = ("replace", "fsync", "chmod", "unlink", "urandom")
_PROGRAM = """
import json, os, sys
sys.path[:0] = {path!r}
from ledgergate.edits.replacing import Replacement, Room, replace
from ledgergate.errors import NotChecked
top, at, how = sys.argv[1], int(sys.argv[2]), sys.argv[3]
count = 0
def counted(real):
    def call(*args, **named):
        global count
        count += 1
        if count == at or (count == at + 1 and how == "after") or (count > at and how == "full"):
            if how in ("fails", "full"):
                raise OSError(28, "No space left on device")
            os._exit(9)
        return real(*args, **named)
    return call
for name in {calls!r}:
    setattr(os, name, counted(getattr(os, name)))
files = [Replacement(path, bytes.fromhex(old), bytes.fromhex(new)) for path, old, new in json.loads(sys.argv[4])]
try:
    replace(Room(top, os.path.join(top, ".git")), files)
except NotChecked as error:
    sys.exit(3)
"""


def _room(folder: Path) -> Room:
    for path, (old, _) in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(old)
        (folder / path).chmod(0o755 if path == "a.md" else 0o640)
    (folder / ".git").mkdir(exist_ok=True)
    return Room(str(folder), str(folder / ".git"))


def _wanted() -> list[Replacement]:
    return [Replacement(path, old, new) for path, (old, new) in FILES.items()]


def _there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def _old() -> dict[str, bytes]:
    return {path: old for path, (old, _) in FILES.items()}


def _new() -> dict[str, bytes]:
    return {path: new for path, (_, new) in FILES.items()}


def _run(folder: Path, at: int, how: str) -> int:
    import ledgergate

    program = _PROGRAM.format(path=[str(Path(ledgergate.__file__).parents[1])], calls=CALLS)
    told = json.dumps([[one.path, one.old.hex(), one.new.hex()] for one in _wanted()])
    return subprocess.run([sys.executable, "-c", program, str(folder), str(at), how, told]).returncode


def test_the_new_bytes_stand_in_every_file_and_modes_stay(tmp_path: Path) -> None:
    room = _room(tmp_path)
    replace(room, _wanted())
    assert _there(tmp_path) == _new()
    assert os.stat(tmp_path / "a.md").st_mode & 0o777 == 0o755
    assert os.stat(tmp_path / "c.md").st_mode & 0o777 == 0o640
    assert not interrupted(room)


def test_a_process_that_dies_at_any_call_leaves_a_set_that_the_next_run_completes(tmp_path: Path) -> None:
    seen = set()
    for at in range(1, 40):
        folder = tmp_path / str(at)
        folder.mkdir()
        room = _room(folder)
        code = _run(folder, at, "dies")
        if code == 0:
            break
        if not interrupted(room):
            assert _there(folder) in (_old(), _new())
        finish(room)
        assert _there(folder) in (_old(), _new()), at
        assert not interrupted(room)
        assert os.stat(folder / "a.md").st_mode & 0o777 == 0o755
        seen.add(_there(folder) == _new())
    assert code == 0
    assert seen == {True, False}
    assert at > 10


def test_a_call_that_fails_at_any_point_leaves_everything_as_it_was(tmp_path: Path) -> None:
    for at in range(1, 40):
        folder = tmp_path / str(at)
        folder.mkdir()
        room = _room(folder)
        code = _run(folder, at, "fails")
        assert code in (0, 3), at
        if code == 0 and not interrupted(room):
            break
        finish(room)
        assert _there(folder) in (_old(), _new()), at
    assert _there(folder) == _new()


def test_a_disk_that_stays_full_leaves_a_set_that_the_next_run_completes(tmp_path: Path) -> None:
    for at in range(1, 40):
        folder = tmp_path / str(at)
        folder.mkdir()
        room = _room(folder)
        code = _run(folder, at, "full")
        assert code in (0, 3), at
        if not interrupted(room):
            assert _there(folder) in (_old(), _new()), at
        finish(room)
        assert _there(folder) in (_old(), _new()), at
        if code == 0:
            break
    assert _there(folder) == _new()


def test_a_file_that_somebody_edited_after_the_crash_is_left_alone(tmp_path: Path) -> None:
    for at in range(1, 40):
        folder = tmp_path / str(at)
        folder.mkdir()
        room = _room(folder)
        _run(folder, at, "dies")
        if interrupted(room) and _there(folder)["a.md"] == b"new a\n":
            break
    with pytest.raises(NotChecked, match="finished first"):
        replace(room, _wanted())
    (folder / "c.md").write_bytes(b"mine")
    assert finish(room) == ([], ["c.md"])
    assert (folder / "c.md").read_bytes() == b"mine"
    assert set(_there(folder)) == set(FILES)


def test_a_file_that_was_edited_since_it_was_judged_stops_everything(tmp_path: Path) -> None:
    room = _room(tmp_path)
    (tmp_path / "c.md").write_bytes(b"mine")
    with pytest.raises(NotChecked, match=r"c\.md"):
        replace(room, _wanted())
    assert _there(tmp_path) == {**_old(), "c.md": b"mine"}


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", ".git/config", "/etc/out.md", ""])
def test_a_journal_leads_nowhere_outside_of_the_work_tree(tmp_path: Path, path: str) -> None:
    top = tmp_path / "top"
    top.mkdir()
    room = _room(top)
    (tmp_path / "out.md").write_bytes(b"old")
    (top / ".git/ledgergate").mkdir()
    told = {"version": 1, "token": "ab12", "files": [{"path": path, "old": "b2xk", "new": "bmV3"}]}
    (top / ".git/ledgergate/fix.json").write_text(json.dumps(told))
    assert finish(room) == ([], [])
    assert (tmp_path / "out.md").read_bytes() == b"old"
    assert not interrupted(room)
