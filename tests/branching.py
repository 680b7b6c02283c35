"""One repository with a history that holds what a change can be made of, and names for its commits."""

from __future__ import annotations

from pathlib import Path

from ledgergate.moments.asked import Asked
from ledgergate.moments.push import look_push
from ledgergate.moments.repository import open_git
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.git.processes import Git
    from ledgergate.moments import Change

FILES: dict[str, str | bytes] = {"a": "1\n", "docs/b": "2\n", "docs/c/d": "3\n"}


class History:
    """Branches that left `main` at `base`, which has moved on to `moved` and to `main` since.

    `topic` is `old`, then `new`, and `caught` has merged `moved` into it. `side` has a commit of its own. `left` and
    `right` have merged each other's first commits (`crossed` is what `right` made of it), so that they have two merge
    bases. `held` is `old` with `main` merged into it, and `after` is a commit more.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repo = repo = Repository(folder / "repo")
        self.oids = {"empty": repo.git("hash-object", "-t", "tree", "/dev/null").decode()}
        self.oids["base"] = repo.save(FILES, "base")
        self._grow("topic", "base", old={"docs/b": "topic\n"}, new={"docs/n": "new\n"})
        self._grow("side", "base", side={"z": "side\n"})
        repo.checkout("main")
        self._save("moved", {"a": "moved\n"})
        self._save("main", {"docs/m": "main\n"})
        for name, start, other in (("caught", "new", "moved"), ("held", "old", "main")):
            repo.branch(name, self.oids[start])
            self.oids[name] = repo.merge(self.oids[other])
        self._grow("after", "held", after={"q": "q\n"})
        for name in ("left", "right"):
            repo.branch(name, self.oids["base"])
            self._save(f"{name}1", {f"docs/{name}": f"{name}\n"})
        for name, other in (("left", "right1"), ("right", "left1")):
            repo.checkout(name)
            self.oids["crossed"] = repo.merge(self.oids[other])
            self._save(name, {name: "more\n"})
        repo.checkout("main")
        self.names = {oid: name for name, oid in self.oids.items()}

    def _grow(self, branch: str, start: str, **commits: dict[str, str | bytes]) -> None:
        self.repo.branch(branch, self.oids[start])
        for name, files in commits.items():
            self._save(name, files)

    def _save(self, name: str, files: dict[str, str | bytes]) -> None:
        self.oids[name] = self.repo.save(files, f"docs: {name}")

    def place(self, name: str, *how: str) -> Repository:
        """A work tree of its own, in which something else can be checked out and staged."""
        path = self.folder / name
        self.repo.git("worktree", "add", "-q", *how[:-1], str(path), how[-1])
        return Repository(path, init=False)

    def named(self, oids: Iterable[str]) -> str:
        """The commits by their names here."""
        return " ".join(self.names.get(oid, oid) for oid in oids)

    def pushed(self, old: str, new: str, ref: str = "refs/heads/topic") -> Change:
        """What a server sees, whose default branch is `main`."""
        asked = Asked(cwd=str(self.repo.path), environment=scrubbed(self.folder))
        return look_push(asked, self.oids[old], self.oids[new], ref)

    def git(self, **more: str) -> Git:
        """Git as a check opens it."""
        return open_git(Asked(cwd=str(self.repo.path), environment=scrubbed(self.folder, **more)))


def crowd(repo: Repository, many: int) -> None:
    """Stages so many files with long names: from some size on an index is read in other ways."""
    blob = repo.blob("many")
    rows = [f"100644 {blob}\tmany/{one:04}-{'x' * 190}\n" for one in range(many)]
    repo.git("update-index", "--add", "--index-info", stdin="".join(rows).encode())
