"""What a fix promises, over the example broken in every way, and over random documents.

What it mends is gone, nothing is new, a second run has nothing to do, each byte outside of its edits stays, and a crash
at any write leaves the old set or the new one. LEDGERGATE_FIXES=1000 asks for as many random documents, and every way
in which the tests break the example.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, event, given, settings

from audit import BREAKAGES, audited, edit
from breaking import BREAKS
from broken import SITUATIONS, broken
from edits.drifted import Drift, drifts
from fixing import disk, fix, repository, standing
from ledgergate.edits import planning, replacing
from ledgergate.edits.replacing import Room

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ledgergate.cli.fix import Fixed
    from ledgergate.model import Document, Edit
    from support import Repository

FIXES = int(os.environ.get("LEDGERGATE_FIXES", "10"))
_OPEN = [case for case in BREAKS if not case.closed]  # the others need the audit closed first
_SOME = _OPEN if FIXES >= 100 else _OPEN[9::24]
_NAMES = BREAKAGES if FIXES >= 100 else ("row-deleted",)


class _Crash(BaseException):
    """The machine stops here."""


def promised(where: Repository) -> Fixed:
    """Runs `fix`, and holds it to all that it promises; what it wrote is put back in the middle once."""
    before, files = standing(where), disk(where)
    planned = fix(where, write=False)
    assert disk(where) == files, "a look writes nothing"
    with mock.patch("ledgergate.fixing.changed", _checked):
        done = fix(where)
    assert [one.new for one in done.files] == [one.new for one in planned.files]
    after, now = standing(where), disk(where)
    stood, left = (Counter(one.fingerprint for one in some) for some in (before, after))
    mended = Counter(one.fingerprint for one in done.mended.fixed)
    assert not left - stood, f"new: {[one.message for one in after if one.fingerprint in left - stood]}"
    assert not (mended & stood) & (left - (stood - mended)), "what is mended is gone"
    assert {path for path in now if files.get(path) != now[path]} == {one.path for one in done.files}
    assert not fix(where).files, "a second run has nothing to do"
    assert disk(where) == now
    _interrupted(where, done, files, now)
    return done


def _checked(documents: Mapping[str, Document], edits: Mapping[str, Iterable[Edit]]) -> dict[str, bytes]:
    """Every byte that no edit speaks of is where it was, between the same neighbours."""
    made = planning.changed(documents, edits)
    for path, new in made.items():
        old, at, rest = documents[path].data, 0, new
        for one in sorted(edits[path], key=lambda each: (each.start, each.end)):
            kept = old[at : one.start]
            assert rest.startswith(kept)
            rest = rest[len(kept) :]
            written = one.text.encode()
            lines = written.replace(b"\n", b"\r\n")
            assert rest.startswith((written, lines))
            rest = rest[len(written if rest.startswith(written) else lines) :]
            at = one.end
        assert rest == old[at:]
    return made


def _interrupted(where: Repository, done: Fixed, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """The same files replaced once more, with a crash at each call that writes; then the next run."""
    room = Room(str(where.path), str(where.path / ".git"))
    at = 1
    while done.files:
        for path, data in old.items():
            if new.get(path) != data:
                (where.path / path).write_bytes(data)
        crashed = _crashes(room, done, at)
        replacing.finish(room)
        assert disk(where) in (old, new)
        if not crashed:
            assert disk(where) == new
            return
        at += 1


def _crashes(room: Room, done: Fixed, at: int) -> bool:
    count = 0

    def counted(real: Any) -> Any:
        def call(*words: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                raise _Crash
            return real(*words, **named)

        return call

    with mock.patch.multiple(
        "os", replace=counted(os.replace), fsync=counted(lambda _: None), chmod=counted(os.chmod),
        unlink=counted(os.unlink),
    ):  # fmt: skip
        try:
            replacing.replace(room, done.files)
        except _Crash:
            return True
    return False


@pytest.fixture(scope="module")
def shared() -> Iterator[Repository]:
    """One repository for all random documents: they lie in its work tree, over an empty commit."""
    with tempfile.TemporaryDirectory() as folder:
        yield repository(Path(folder), {"other.md": "# Other\n"})


@settings(
    max_examples=FIXES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=FIXES < 100,
    print_blob=False,
)  # fmt: skip
@given(drift=drifts())
def test_random_documents_are_mended_as_promised(shared: Repository, drift: Drift) -> None:
    shared.files({"ledgergate.toml": drift.policy, "list.md": drift.ledger, "report.md": drift.report})
    done = promised(shared)
    event(f"{len(done.mended.fixed)} mended, {len(done.mended.left)} left")


@pytest.mark.parametrize("case", _SOME, ids=lambda case: case.name)
def test_the_example_is_mended_as_promised(tmp_path: Path, case: Any) -> None:
    where = audited(tmp_path / "product")
    for path, old, new in case.edits:
        edit(where, path, old, new)
    promised(where)


@pytest.mark.parametrize("name", _NAMES)
def test_the_example_under_an_audit_is_mended_as_promised(tmp_path: Path, name: str) -> None:
    where = audited(tmp_path / "product")
    BREAKAGES[name](where)
    promised(where)


@pytest.mark.parametrize("situation", SITUATIONS if FIXES >= 100 else ("a tree",))
def test_every_moment_is_mended_as_promised(tmp_path: Path, situation: str) -> None:
    promised(broken(tmp_path / "team", situation).repository)
