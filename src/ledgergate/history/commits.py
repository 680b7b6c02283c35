"""The commits of a history: a branch's along first parents, those that tags name, those that touched some paths."""

from __future__ import annotations

import os
from datetime import datetime, timezone

from ledgergate.errors import NotChecked
from ledgergate.git.processes import program
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.git.processes import Git

_FORMAT = "--format=%H%x00%T%x00%P%x00%cI%x00%s"
_AT_ONCE = 500  # commits that one command line names


class Commit(Value):
    """A commit: `date` is the committer's, as ISO 8601."""

    oid: str
    date: str
    subject: str


class Point(Value):
    """A commit of a history, with its tree and its parents; `names` are the tags that name it."""

    commit: Commit
    tree: str
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The committer's day in UTC, as an ISO date; "" where the date is none that a calendar knows."""
        try:
            said = datetime.fromisoformat(self.commit.date.replace("Z", "+00:00"))
            return said.astimezone(timezone.utc).date().isoformat()
        except (ValueError, OverflowError):
            return ""


def line(git: Git, tip: str, *, without: str = "", most: int = 0) -> list[Point]:
    """The commits up to `tip` along first parents, oldest first, without those of `without`; the last `most` of them.

    A merge stands for all that it brought.
    """
    some = [f"--max-count={most}"] if most else []
    some += [tip, *([f"^{without}"] if without else [])]
    text = _answer(git, ["rev-list", "--first-parent", "--encoding=UTF-8", _FORMAT, *some, "--"])
    return list(_points(text))[::-1]


def tagged(git: Git) -> list[Point]:
    """The commits that tags name, in the order of their days, each once with the names of all its tags."""
    text = _answer(git, [
        "for-each-ref", "refs/tags",
        "--format=%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)",
    ])  # fmt: skip
    names: dict[str, tuple[str, ...]] = {}
    for said in text.split("\n"):
        ref, *told = said.split("\0")
        oid = dict(zip(told[::2], told[1::2], strict=False)).get("commit")
        if oid:
            names[oid] = (*names.get(oid, ()), ref[len("refs/tags/") :])
    found = [point.but(names=names[point.commit.oid]) for point in named(git, list(names))]
    return sorted(found, key=lambda one: (one.day, one.commit.date, one.commit.oid))


def named(git: Git, oids: Sequence[str]) -> Iterator[Point]:
    """The commits of these object ids."""
    for at in range(0, len(oids), _AT_ONCE):
        some = oids[at : at + _AT_ONCE]
        yield from _points(_answer(git, ["rev-list", "--no-walk", "--encoding=UTF-8", _FORMAT, *some, "--"]))


def _points(text: str) -> Iterator[Point]:
    for said in text.split("\n"):
        parts = said.split("\0", 4)
        if len(parts) == 5:
            oid, tree, parents, date, subject = parts
            yield Point(Commit(oid, date, subject), tree, tuple(parents.split()))


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
