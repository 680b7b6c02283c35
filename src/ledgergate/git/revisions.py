"""Turns what people call a revision into one full object id, and finds merge bases."""

from __future__ import annotations

import re

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.git.layout import head, ref_oid
from ledgergate.git.names import shown
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ledgergate.git.processes import Git

_HEX = expression(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_ZERO = expression(r"0{40}(?:0{24})?\Z")
_SUFFIX = expression(r"(?:[~^].*|@\{.*)\Z", re.DOTALL)
_FOLDERS = ("refs/heads/", "refs/tags/", "refs/remotes/")
AGAIN = "Run it again."
HISTORY = "Fetch the history: git fetch --unshallow"


class Revision(Value):
    """One commit and the full ref name that told it, "" where it was an object id or an expression."""

    oid: str
    ref: str = ""


def is_zero(name: str) -> bool:
    """Whether this is how git writes "no object" for a ref that is made or deleted."""
    return _ZERO.match(name) is not None


def resolve(git: Git, name: str) -> Revision:
    """The commit that `name` means. Full ref names come first; a name with two meanings is refused."""
    if not name or any(ord(c) < 32 for c in name):
        raise NotChecked(f"'{shown(name)}' cannot be a revision.", "Give a branch, a tag or an object id.")
    if name in ("HEAD", "@"):
        return head_revision(git)
    suffix = _SUFFIX.search(name)
    plain = name[: suffix.start()] if suffix else name
    ref = _full_name(git, plain) if plain and plain not in ("HEAD", "@") else ""
    oid = peeled(git, (ref or plain) + (suffix[0] if suffix else ""))
    if not oid and suffix and suffix[0].startswith("@"):
        oid = peeled(git, name)  # an upstream is found by its branch's short name alone
    if not oid:
        raise NotChecked(f"'{shown(name)}' is no commit of this repository.", "Fetch it, or correct the name.")
    return Revision(oid, "" if suffix else ref)


def peeled(git: Git, expression: str) -> str:
    """The commit that an exact expression peels to, "" where there is none."""
    said = git.run(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{expression}^{{commit}}", accept=(0, 1, 128)
    )
    return said.decode("ascii", "replace").strip()


def head_revision(git: Git) -> Revision:
    """HEAD's commit and branch, told by files where they tell it and by git where not; "" before the first commit."""
    at = head(git.layout)
    if at.oid:
        return Revision(at.oid, at.ref)
    oid = peeled(git, "HEAD")
    ref = at.ref or git.run("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).decode("utf-8", "surrogateescape").strip()
    return Revision(oid, ref)


def refs(git: Git, *names: str) -> dict[str, str]:
    """The objects of those full ref names that exist."""
    found = {}
    for line in git.lines("for-each-ref", "--format=%(objectname) %(refname)", *names):
        oid, _, ref = line.partition(" ")
        if ref in names:
            found[ref] = oid
    require_all(git, names, found)
    return found


def require_all(git: Git, names: Iterable[str], found: Collection[str]) -> None:
    """Raises NotChecked where git's list of refs lacks one that the repository's files hold."""
    for name in names:
        if name not in found and ref_oid(git.layout, name) and peeled(git, name):
            raise NotChecked(f"git does not list the ref '{shown(name)}', which exists, so nothing was checked.", AGAIN)


def _full_name(git: Git, name: str) -> str:
    """The full name of the one ref that `name` can mean, "" where it names none."""
    if name.startswith("refs/"):
        return name
    found = refs(git, *[folder + name for folder in _FOLDERS], f"refs/{name}", f"refs/remotes/{name}/HEAD")
    if not found:
        return ""
    if len(set(found.values())) > 1 or (_HEX.match(name) and set(found.values()) != {name}):
        names = ", ".join(shown(ref) for ref in sorted(found))
        raise NotChecked(f"'{shown(name)}' is ambiguous: {names}.", f"Name it in full: {shown(min(found))}")
    return next(iter(found))


def merge_bases(git: Git, one: str, other: str) -> list[str]:
    """All best common ancestors of two commits. Raises NotChecked where there is none."""
    if one == other:
        return [one]
    found = sorted(git.lines("merge-base", "--all", one, other, accept=(0, 1)))
    if not found:
        raise no_merge_base(git, one, other)
    # Of two bases a lost one goes unnoticed. Where the branch holds its base there is just that one.
    if found != [one] and found != sorted(git.lines("merge-base", "--all", other, one, accept=(0, 1))):
        raise NotChecked("git names other merge bases when it is asked again, so nothing was checked.", AGAIN)
    return found


def no_merge_base(git: Git, one: str, other: str) -> NotChecked:
    if git.layout.shallow:
        return NotChecked(
            f"{one[:12]} and {other[:12]} have no common ancestor in this shallow clone, so nothing was checked.",
            HISTORY,
        )
    return NotChecked(
        f"{one[:12]} and {other[:12]} have no common ancestor, so there is nothing to compare with.",
        "Compare with a base that the branch grew from: --base REF",
    )
