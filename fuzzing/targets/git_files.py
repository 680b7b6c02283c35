"""Files of the git folder that are read without git: the configuration, HEAD, refs, packed refs, `.gitmodules`.

Where git reads them, it reads the same; where it does not, nothing is said.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from fuzzing.bundle import packed, unpacked
from fuzzing.target import Target, law
from ledgergate.errors import LedgergateError
from ledgergate.git.layout import head, locate
from ledgergate.truth.attributes import _sections
from support import Repository

_WORDS = (
    b"%%% config\n", b"%%% HEAD\n", b"%%% packed-refs\n", b"%%% refs/heads/main\n", b"%%% modules\n", b"ref: refs/heads/main\n",
    b"ref:\t", b"refs/heads/", b"[core]\n", b"[extensions]\n", b"\tobjectformat = sha256\n", b"refstorage = reftable\n",
    b"\trepositoryformatversion = 1\n", b"bare = true\n", b"[submodule \"a\"]\n", b"\tpath = apps\n", b"\turl = x\n", b"^",
    b"# pack-refs with: peeled fully-peeled sorted \n", b"; c\n", b"\\\n", b"\\\"", b'"', b" = ", b"path", b"PATH", b"1" * 40,
    b"[submodule.a]\n", b"[include]\n", b"1" * 64, b"\r\n", b"\xef\xbb\xbf", b"[submodule \"a\\\"b\"]", b"] path = q\n",
)  # fmt: skip
_NAMES = ("config", "HEAD", "packed-refs", "refs/heads/main", "refs/heads/other")


def holds(data: bytes) -> None:
    files = unpacked(data)
    _modules(files.get("modules", b""))
    where = _repository()
    for name in _NAMES:
        path = where.path / ".git" / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        elif path.exists():
            path.unlink()
    told = _git("rev-parse", "--show-object-format", "--is-bare-repository")
    try:
        layout = locate(str(where.path), _environment())
        at = head(layout)
    except LedgergateError:
        return
    if told is None or layout.reftable:
        return
    law(told.split(b"\n")[0] == {40: b"sha1", 64: b"sha256"}[layout.width], "the same kind of object id", told, layout)
    ref, oid = _git("symbolic-ref", "-q", "HEAD"), _git("rev-parse", "-q", "--verify", "HEAD")
    if at.oid and oid is not None:
        law(at.oid.encode() == oid, "HEAD is the same commit", at, oid)
    if at.ref and ref is not None:
        law(os.fsencode(at.ref) == ref, "HEAD is the same branch", at, ref)


def _modules(text: bytes) -> None:
    """Every path that git reads in `.gitmodules` is read."""
    if not text.strip() or b"\0" in text:
        return
    done = subprocess.run(["git", "config", "-f", "-", "-z", "--get-regexp", r"^submodule\..*\.path$"], input=text,
                          capture_output=True, env=_environment(), check=False)  # fmt: skip
    if done.returncode or b"include" in text.lower():
        return
    # Versions of git differ in what they make of tabs inside a value.
    paths = {" ".join(one.get("path", "").split()) for one in _sections(text.decode("utf-8", "replace")).values()}
    # Of a key that is said twice the last counts.
    said = dict(line.partition(b"\n")[::2] for line in done.stdout.split(b"\0")[:-1])
    for value in (one.decode("utf-8", "replace") for one in said.values()):
        law(" ".join(value.split()) in paths, "git's path of a submodule is read", value, paths)


def _git(*words: str) -> bytes | None:
    done = subprocess.run(["git", *words], cwd=_repository().path, capture_output=True, env=_environment(), check=False)
    return done.stdout.rstrip(b"\n") if done.returncode == 0 else None


@cache
def _environment() -> dict[str, str]:
    return _repository().environment()


@cache
def _repository() -> Repository:
    folder = tempfile.mkdtemp(prefix="ledgergate-fuzzing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Repository(Path(folder) / "files")
    made.save({"a.md": "a"}, "start")
    return made


def seeds() -> list[bytes]:
    where = _repository()
    oid = where.oid()
    config = (where.path / ".git/config").read_bytes()
    files = {"config": config, "HEAD": b"ref: refs/heads/main\n", "refs/heads/main": f"{oid}\n".encode()}
    modules = b'[submodule "a"]\n\tpath = apps/a\n\turl = ../a\n[submodule "b c"]\n\tpath = "apps/b c"\n'
    refs = b"# pack-refs with: peeled fully-peeled sorted \n%b refs/heads/main\n" % oid.encode()
    return [
        packed(files), packed({**files, "modules": modules}), packed({"config": config, "HEAD": f"{oid}\n".encode()}),
        packed({"config": config, "HEAD": b"ref: refs/heads/main\n", "packed-refs": refs}), packed({"modules": modules}),
    ]  # fmt: skip


TARGET = Target(holds, seeds, _WORDS)
