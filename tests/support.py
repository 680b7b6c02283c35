"""The words that tests are written in: real repositories in temporary folders, under no setting of the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Protocol

    from ledgergate.moments import Change

    class Looks(Protocol):
        """The fixture that looks at a repository as a hook would."""

        def __call__(
            self, where: Repository | Path | str, /, *, env: dict[str, str] | None = None, **flags: Any
        ) -> Change: ...


_EPOCH = 1_700_000_000
# What git lays into a new repository: its settings, and no sample of a hook.
_TEMPLATE = Path(__file__).resolve().parent / "template"
EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
SUBMODULE_1 = "1" * 40
SUBMODULE_2 = "2" * 40


def scrubbed(home: Path | str, **more: str) -> dict[str, str]:
    """An environment in which git knows no configuration, no identity but ours, and no language."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        **more,
    }


class Repository:
    """One scratch repository. Every verb is a real git call; commits are a minute apart, whatever the clock says."""

    def __init__(
        self, path: Path | str, *, branch: str = "main", bare: bool = False, objects: str = "sha1", init: bool = True
    ) -> None:
        self.path = Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        self.ticks = 0
        if init:
            asked = ["-q", "-b", branch, f"--template={_TEMPLATE}", f"--object-format={objects}"]
            self.git("init", *asked, *(["--bare"] if bare else []), ".")

    def environment(self, **more: str) -> dict[str, str]:
        """What a hook of this repository would see, and nothing of the machine's own."""
        name, mail, date = "Ledgergate Tests", "tests@example.invalid", f"@{_EPOCH + 60 * self.ticks} +0000"
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", mail), ("DATE", date))
        }
        return scrubbed(self.path.parent, **identity, **more)

    def git(
        self, *args: str | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None, fails: bool = False
    ) -> bytes:
        """The output of `git ARGS` without its last line end. With `fails` an exit status other than 0 is expected."""
        done = subprocess.run(
            ["git", *args], cwd=self.path, input=stdin, capture_output=True, env=self.environment(**(env or {}))
        )
        said = done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")
        assert (done.returncode != 0) == fails, f"git {args} exited {done.returncode}: {said}"
        return done.stdout.removesuffix(b"\n")

    def write(self, path: str | bytes, content: str | bytes = "", *, executable: bool = False) -> None:
        """Writes a file of the work tree; `path` may be bytes that are no UTF-8."""
        target = os.path.join(os.fsencode(self.path), os.fsencode(path))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content)
        os.chmod(target, 0o755 if executable else 0o644)

    def files(self, content: Mapping[str, str | bytes]) -> None:
        for path, text in content.items():
            self.write(path, text)

    def remove(self, path: str | bytes) -> None:
        os.remove(os.path.join(os.fsencode(self.path), os.fsencode(path)))

    def link(self, path: str, target: str) -> None:
        """Makes `path` a symbolic link of the work tree that says `target`."""
        where = self.path / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.unlink(missing_ok=True)
        where.symlink_to(target)

    def stage(self, *paths: str) -> None:
        """Stages those paths, or everything."""
        self.git("-c", "core.protectNTFS=false", "--literal-pathspecs", "add", "-A", "--", *(paths or (".",)))

    def blob(self, content: str | bytes) -> str:
        """The object id of a blob with that content, which now exists."""
        body = content.encode() if isinstance(content, str) else content
        return self.git("hash-object", "-w", "--stdin", stdin=body).decode()

    def put(self, path: str | bytes, oid: str, mode: str = "100644") -> None:
        """Stages an entry straight into the index: submodules, links and names that no disk would hold."""
        record = f"{mode} {oid}\t".encode() + os.fsencode(path) + b"\0"
        self.git("update-index", "-z", "--index-info", stdin=record)

    def commit(self, message: str = "work", *, empty: bool = True) -> str:
        """Commits what is staged (without hooks) and returns the commit's object id."""
        self.ticks += 1
        self.git(
            *("-c", "core.hooksPath=/dev/null", "-c", "core.protectNTFS=false", "commit", "-q", "--no-verify"),
            *(["--allow-empty"] if empty else []),
            *("--allow-empty-message", "-m", message),
        )
        return self._tip() or self.oid()

    def save(self, content: Mapping[str, str | bytes], message: str = "work") -> str:
        """Writes files, stages everything and commits."""
        self.files(content)
        self.stage()
        return self.commit(message)

    def oid(self, revision: str = "HEAD") -> str:
        return self.git("rev-parse", "--verify", revision).decode()

    def _tip(self) -> str:
        """HEAD's object id as its files say it right after a commit, "" where they lie elsewhere."""
        git = self.path / ".git"
        try:
            said = (git / "HEAD").read_text().strip()
            return (git / said[5:]).read_text().strip() if said.startswith("ref: ") else said
        except OSError:
            return ""

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Makes a branch and switches to it."""
        self.git("checkout", "-q", "-b", name, start)

    def checkout(self, revision: str, *, detach: bool = False) -> None:
        self.git("checkout", "-q", *(["--detach"] if detach else []), revision)

    def merge(self, *revisions: str, commit: bool = True, ours: bool = False, fails: bool = False) -> str:
        """Merges with a merge commit; with `commit=False` the merge is left in progress. Returns HEAD's object id."""
        self.ticks += 1
        how = ["-s", "ours"] if ours else []
        stop = ["--no-edit"] if commit else ["--no-commit"]
        self.git("-c", "core.hooksPath=/dev/null", "merge", "-q", "--no-ff", *how, *stop, *revisions, fails=fails)
        return self.oid()

    def tree(self, *entries: tuple[str, str, str | bytes]) -> str:
        """A tree object of (mode, oid, name) exactly as given: unsorted, doubled or with names git would refuse."""
        body = b"".join(
            mode.encode() + b" " + os.fsencode(name) + b"\0" + bytes.fromhex(oid) for mode, oid, name in entries
        )
        return self.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=body).decode()

    def commit_tree(self, tree: str, *parents: str, message: str = "made") -> str:
        """A commit object of that tree; no ref and no index moves."""
        self.ticks += 1
        return self.git("commit-tree", *[word for one in parents for word in ("-p", one)], "-m", message, tree).decode()

    def clone(self, path: Path | str, *options: str) -> Repository:
        """A clone over git's own transport, so that `--depth` means something."""
        self.git("clone", "-q", *options, self.path.resolve().as_uri(), str(Path(path).resolve()))
        return Repository(path, init=False)
