"""The index: what is read of its bytes without git is what git reads, or it is left to git.

The hash at its end is made right, so that git looks at all the rest.
"""

from __future__ import annotations

import atexit
import hashlib
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from fuzzing.target import Target, law
from ledgergate.git.entries import Entries
from support import SUBMODULE_1, Repository

_WORDS = (
    b"TREE", b"EOIE", b"IEOT", b"link", b"sdir", b"UNTR", b"REUC", b"FSMN", b"DIRC\0\0\0\2", b"DIRC\0\0\0\3", b"DIRC\0\0\0\4",
    b"\0\0\x81\xa4", b"\0\0\x81\xed", b"\0\0\xa0\0", b"\0\0\xe0\0", b"\0\0\0\0", b"\x40\0", b"\x20\0", b"\x10\0", b"\0\0\0\1",
    b"\xff\xff\xff\xff", b"\0" * 8, b"a/b", b"-1 0\n", b"1 0\n",
)  # fmt: skip


def holds(data: bytes) -> None:
    body = b"DIRC" + (data[4:-20] if len(data) > 32 else data)  # without these signs nobody reads on
    content = body + hashlib.sha1(body).digest()  # noqa: S324  # git's own
    made = Entries(content, 40)
    every = made.all()
    trees, links, below = made.trees(), made.links(), Entries(content, 40).below(["docs", "a.md", "z", ""])
    if every is None:
        return
    for path, what in (links or {}).items():
        law(every.get(path) == what, "a link is an entry", path, what)
    for path, what in (below or {}).items():
        law(every.get(path) == what, "what lies below is an entry", path, what)
    said = _gits(content)
    law(said is not None, "what git refuses is not read", sorted(every)[:5], trees)
    if len(every) == _count(said or b""):  # git lists a path for each stage, and those intended to be added
        law(_told(said or b"") == every, "git reads the same", every)


def _count(said: bytes) -> int:
    return said.count(b"\0")


def _told(said: bytes) -> dict[str, str]:
    found = {}
    for line in said.split(b"\0")[:-1]:
        what, _, path = line.partition(b"\t")
        found[path.decode("utf-8", "surrogateescape")] = what.decode()[:-2]
    return found


def _gits(content: bytes) -> bytes | None:
    """What git lists of an index; None where it refuses to read it."""
    where = _repository()
    (where.path / ".git/index").write_bytes(content)
    done = subprocess.run(
        ["git", "ls-files", "-s", "-z"], cwd=where.path, capture_output=True, env=_environment(), check=False
    )
    return done.stdout if done.returncode == 0 else None


@cache
def _environment() -> dict[str, str]:
    return _repository().environment()


@cache
def _repository() -> Repository:
    folder = tempfile.TemporaryDirectory(prefix="ledgergate-fuzzing-")
    atexit.register(folder.cleanup)
    made = Repository(Path(folder.name) / "index")
    made.git("config", "advice.sparseIndexExpanded", "false")
    return made


def seeds() -> list[bytes]:
    """Indexes that git wrote: flat, deep, with links, submodules, long names, flags of version 3, and version 4."""
    where, found = _repository(), []

    def keep() -> None:
        found.append((where.path / ".git/index").read_bytes())

    where.files({"a.md": "a", "docs/b.md": "b", "docs/deep/c.md": "c", "z/y/x.md": "x"})
    where.stage()
    keep()
    where.git("write-tree")
    keep()
    where.put("docs/led", where.blob("a.md"), "120000")
    where.put("sub", SUBMODULE_1, "160000")
    where.put(b"docs/\xff name", where.blob("x"), "100755")
    keep()
    where.put(("long/" * 900) + "x", where.blob("x"))
    keep()
    where.git("rm", "-q", "--cached", ("long/" * 900) + "x")
    where.write("new.md", "n")
    where.git("add", "-N", "new.md")
    keep()
    where.git("update-index", "--index-version", "4")
    keep()
    where.git("update-index", "--index-version", "2", "--skip-worktree", "a.md")
    keep()
    return [one for one in found if len(one) < 10_000]


TARGET = Target(holds, seeds, _WORDS, binary=True, work=lambda data: Entries(data, 40).all())
