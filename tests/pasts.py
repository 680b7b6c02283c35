"""Real repositories whose commits have names, and what a change says of itself in those names.

Each commit adds a file that is called as it is, and a merge holds the files of all its parents: names alone tell what
differs between two commits. One past serves a whole module of tests; each situation gives it the refs that it needs.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ledgergate.moments import Asked
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.moments import Change

_REMOTES = ("origin", "up", "other")


def full(name: str) -> str:
    """`main`, `origin/main` and `tags/v1` as git calls them in full."""
    if name == "HEAD" or name.startswith("refs/"):
        return name
    first = name.partition("/")[0]
    folder = "refs/remotes/" if first in _REMOTES else "refs/" if first == "tags" else "refs/heads/"
    return folder + name


class Past(Repository):
    """A repository with a line of `story` for each commit: its name, its parents, and `+file` for what it rewrites."""

    def __init__(self, path: Path | str, *story: str, objects: str = "sha1") -> None:
        super().__init__(path, objects=objects)
        self.names: dict[str, str] = {}
        said, states = [], dict[str, dict[str, str]]()
        for number, line in enumerate(story, 1):
            name, *words = line.split()
            parents = [word for word in words if not word.startswith("+")]
            state = {path: text for one in reversed(parents) for path, text in states[one].items()}
            states[name] = state | {name: name} | {word[1:]: name for word in words if word.startswith("+")}
            said.append(
                f"commit refs/made/{name}\ncommitter T <t@example.invalid> {1_700_000_000 + number * 60} +0000\n"
            )
            said.append(f"data <<.\n{name}\n.\n")
            said += [f"{'merge' if at else 'from'} refs/made/{one}\n" for at, one in enumerate(parents)]
            said.append("deleteall\n")
            said += [f"M 100644 inline {path}\ndata <<.\n{text}\n.\n" for path, text in states[name].items()]
        self.git("fast-import", "--quiet", stdin="".join(said).encode())
        for line in self.git("for-each-ref", "--format=%(objectname) %(refname:lstrip=2)").decode().splitlines():
            oid, name = line.split()
            self.names[name] = oid
        self.only("")

    def __getitem__(self, name: str) -> str:
        """The object id of the commit of that name; zeros and object ids stand for themselves."""
        return self.names.get(name, name)

    def only(self, refs: str) -> None:
        """Makes these the only refs: `main=one` at a commit, `origin/HEAD>origin/main` at another ref. HEAD is main's
        where nothing is said of it, whatever it was before.
        """
        shutil.rmtree(self.path / ".git/refs")
        (self.path / ".git/refs/heads").mkdir(parents=True)
        for name in ("packed-refs", "MERGE_HEAD"):
            (self.path / ".git" / name).unlink(missing_ok=True)
        at = {name: self[commit] for name, is_at, commit in (word.partition("=") for word in refs.split()) if is_at}
        self.write(".git/HEAD", at.pop("HEAD", "ref: refs/heads/main") + "\n")
        lines = [f"update {full(name)} {oid}\n" for name, oid in at.items()]
        self.git("update-ref", "--no-deref", "--stdin", stdin="".join(lines).encode())
        for word in refs.split():
            name, is_pointer, target = word.partition(">")
            if is_pointer:
                self.git("symbolic-ref", full(name), full(target))

    def asked(self, *, env: dict[str, str] | None = None, **flags: Any) -> Asked:
        """What a hook in this repository asks; `@name` in a variable is the commit of that name."""
        told = {name: self.spelled(said) for name, said in (env or {}).items()}
        return Asked(environment=scrubbed(self.path.parent, **told), cwd=str(self.path), **flags)

    def spelled(self, text: str) -> str:
        return re.sub(r"@([a-z]\w*)", lambda found: self[found[1]], text)

    def told(self, change: Change) -> str:
        """All that a change says of where it begins and ends, in one line."""
        names = {oid: name for name, oid in self.names.items()}

        def called(*oids: str) -> str:
            return " ".join(names.get(oid, oid) for oid in oids if oid) or "-"

        compared = change.compared
        assert (compared.before, compared.after) == (change.bases[0] if change.bases else None, change.after.name)
        line = f"{compared.moment}: {called(change.tip_oid)}...{called(compared.after)} from {called(*change.bases)}"
        line += f" by {compared.source} on {change.branch or '-'}"
        if change.heads != (compared.after,):
            line += f", heads {called(*change.heads)}"
        if change.net is not None:
            line += f", left {called(change.net.tip)} at {called(*change.net.bases)}"
        if change.onto is None:
            line += ", merged into nothing"
        else:
            assert change.onto is change.net or (change.onto.tip, change.onto.bases) == (change.tip_oid, change.bases)
        line += ", brought" if change.brought else ""
        line += f", also {called(*change.also)}" if change.also else ""
        line += "".join(f"; {note}" for note in (*compared.notes, change.idle) if note)
        change.close()
        return line
