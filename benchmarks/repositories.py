"""Repositories of any size, made by git fast-import: a commit, what is staged on top of it, and a history below."""

from __future__ import annotations

import os
import subprocess
import traceback
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

Files = Iterable[tuple[str, str]]

_STAGED = "refs/benchmarks/staged"


def made(
    folder: Path, files: Files, staged: Files = (), *, branch: str = "main", history: int = 0,
    commits: Iterable[Files] = (),
) -> Path:  # fmt: skip
    """A repository at the commit of `files`, whose index holds `staged` besides; the work tree is left empty.

    With `history` there are that many commits on top, each of one document, as a branch's own; or those of `commits`.
    """
    # In a process of its own: a child's peak is at least its parent's size, and the peaks of others are measured here.
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            each = chain(([note(one)] for one in range(history)), commits)
            _make(folder, files, staged, branch, each)
            status = 0
        except Exception:  # noqa: BLE001  # the copy of this process must end here, whatever happens
            traceback.print_exc()
        finally:
            os._exit(status)
    if os.waitpid(pid, 0)[1]:
        raise OSError(f"the repository {folder.name} could not be made")
    return folder


def _make(folder: Path, files: Files, staged: Files, branch: str, history: Iterable[Files]) -> None:
    folder.mkdir(parents=True)
    _git(folder, "init", "-q", "-b", branch)
    stream = chain(
        _commit(f"refs/heads/{branch}", "base", files),
        chain.from_iterable(
            _commit(f"refs/heads/{branch}", f"docs: note {at}", some) for at, some in enumerate(history)
        ),
        _commit(_STAGED, "staged", staged, parent=f"refs/heads/{branch}"),
    )
    _fed(folder, stream)
    # The hook of a commit meets an index with a whole cache of trees, as reading a tree leaves it.
    _git(folder, "read-tree", _STAGED)


def written(folder: Path, *paths: str) -> Path:
    """The same with those paths, or everything, in the work tree: for peers that read it."""
    _git(folder, "checkout-index", "-q", "-f", *(paths or ("-a",)))
    return folder


def note(number: int) -> tuple[str, str]:
    """A small document that no policy governs."""
    return f"docs/notes/{number % 50:02}/note-{number}.md", f"# Note {number}\n\nOne more line.\n"


def runtime(count: int) -> Iterator[tuple[str, str]]:
    """Files of a product: 97 parts, a dozen files in a folder."""
    for number in range(count):
        part, place = number % 97, number // 97
        yield f"apps/part{part}/folder{place // 12}/file{place}.php", f"<?php // {number}\n"


def _fed(folder: Path, stream: Iterable[bytes]) -> None:
    process = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE, env=_environment())
    if process.stdin is None:
        raise ValueError("fast-import was started without a pipe")
    with process.stdin as pipe:
        pipe.writelines(stream)
    if process.wait():
        raise OSError(f"git fast-import exited {process.returncode}")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, env=_environment())


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def _commit(ref: str, message: str, files: Files, parent: str = "") -> Iterator[bytes]:
    yield f"commit {ref}\ncommitter B <b@example.invalid> 1700000000 +0000\n".encode()
    yield f"data {len(message)}\n{message}\n".encode()
    if parent:
        yield f"from {parent}\n".encode()
    for path, text in files:
        body = text.encode()
        yield f"M 100644 inline {path}\ndata {len(body)}\n".encode() + body + b"\n"
