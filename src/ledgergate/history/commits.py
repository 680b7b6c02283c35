"""The commits of the first-parent history that touched some paths."""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked
from ledgergate.git.processes import program
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.git.processes import Git


class Commit(Value):
    """A commit: `date` is the committer's, as ISO 8601."""

    oid: str
    date: str
    subject: str


def touching(git: Git, tip: str, globs: Iterable[str], most: int) -> tuple[list[Commit], bool]:
    """The last `most` commits up to `tip` that changed what matches these globs, oldest first; whether there are more.

    Along first parents, as a branch's readers see it: a merge stands for all that it brought.
    """
    paths = [f":(top,glob){glob}" for glob in dict.fromkeys(globs)]
    text = _answer(git, [
        "rev-list", "--first-parent", f"--max-count={most + 1}", "--encoding=UTF-8", "--format=%H%x00%cI%x00%s", tip,
        "--", *paths,
    ])  # fmt: skip
    parts = (line.split("\0", 2) for line in text.split("\n") if "\0" in line)
    found = [Commit(*one) for one in parts if len(one) == 3]
    return found[:most][::-1], len(found) > most


def _answer(git: Git, words: list[str]) -> str:
    # Importing it starts the git that it finds, and in a relative folder of PATH that may be the repository's own.
    os.environ.setdefault("GIT_PYTHON_GIT_EXECUTABLE", program(os.environ))
    try:
        import git as library  # it starts git when it is imported, and takes long to do so
    except ModuleNotFoundError:
        raise NotChecked("GitPython is not installed", "install ledgergate again, with what it needs") from None
    except ImportError:
        raise NotChecked("git does not run", "install git 2.30 or newer") from None
    told = {name: value for name, value in git.environment.items() if name != "PATH"}
    settings = ["--no-replace-objects", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.commitGraph=false"]
    try:
        # Not Git(folder): it takes `$NAME` in a folder's name for a variable.
        said = library.Git().execute(
            [program(os.environ), "-C", git.layout.top, *settings, *words], env=told, strip_newline_in_stdout=True
        )
    except library.GitCommandNotFound:
        raise NotChecked("git is not installed", "install git 2.30 or newer") from None
    except library.GitCommandError as error:
        raise NotChecked(f"git {words[0]} failed: {str(error.stderr).strip()[:300]}", "git fsck") from None
    return said if isinstance(said, str) else ""
