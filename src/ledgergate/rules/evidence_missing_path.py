"""A cited path, spec or link target is not in the judged tree.

**Why.** A claim lives from what it cites. A file that was moved, or that only lies in somebody's folder, ignored or not
yet added, shows nothing to a reader of the repository.

**Rejected**

    - **Evidence**: `apps/platform/tests/Feature/ScopeTest.php`

while the tree has `TenantScopeTest.php`; a link without a target, `[the test]()`.

**Accepted**: a path, a link, a glob (`tests/Feature/*Test.php`), `path:16-19`, `path#anchor`, `Spec 343`,
`specs/343-*`.

**The fix.** Cite what is there, or add the file; where one file alone has the name, `ledgergate fix` cites that one.
Only fields of `kind = "evidence"` and the links of `documents.links` are judged; a route, a class or a command in
code is none, and "no `x.php` exists" cites nothing. A link that leads above the root is dead where it would lead to a
file without the steps too many; `../../issues` means the forge, and others what lies beside the checkout. A picture
in a folder of which the tree has nothing and that a tracked `.gitignore` without exceptions names is drawn by a
build. URLs, commits and pull requests are not looked up.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from ledgergate.documents import is_page
from ledgergate.expressions import expression
from ledgergate.git.globs import is_glob
from ledgergate.git.names import quoted
from ledgergate.ledgers.likeness import akin
from ledgergate.model import Edit, Fix, Place, Related
from ledgergate.moments.mending import mending
from ledgergate.rules.view import found
from ledgergate.truth.cited import evidence, links
from ledgergate.truth.evidence import Tree, ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.likeness import Likeness
    from ledgergate.model import Finding, Link
    from ledgergate.rules.view import View
    from ledgergate.truth.citations import Citation


# Names that many folders have: a file of such a name elsewhere is another file.
_COMMON = frozenset((
    "readme", "index", "main", "init", "__init__", "app", "config", "test", "tests", "spec", "plan", "tasks", "notes",
    "changelog", "license", "package", "setup",
))  # fmt: skip
_MOST = 2000  # names of one folder among which a near one is looked for


_OBJECT = expression(r"[A-Za-z_]\w*(?:\.\w+)+\Z")  # [`run`][package.api.run]: a documentation builder defines it


def check(view: View) -> Iterator[Finding]:
    after = view.after
    tree = Tree(after.documents, after.policy)
    near = _Near(tree)
    told: set[tuple[str, int]] = set()
    linked = list(links(after))
    of_fields = evidence(after)
    targets = [one for _, link, one in linked if link.kind != "undefined"]
    tree.prepare([*targets, *(one for _, one in of_fields)])
    for _, link, one in linked:
        told.add((one.document.path, one.start))
        if link.kind == "undefined":
            if not _OBJECT.match(link.target):
                yield _undefined(link, one)
        elif link.kind in ("inline", "image") and not link.target:
            if _is_meant(link, one):
                yield _targetless(link, one)
        elif one.path and tree.find(one) == () and not (link.kind == "image" and _is_built(view, tree, one)):
            led = "nowhere" if ways(one) else "above the root of the repository"
            yield _missing(view, tree, near, one, f"the link to '{one.text}' leads {led}", one.text)
    for key, one in of_fields:
        if (one.document.path, one.start) not in told and tree.find(one) == ():
            yield _missing(view, tree, near, one, f"{key} cites '{one.text}', which is not in the tree", key)


def _is_built(view: View, tree: Tree, one: Citation) -> bool:
    """Whether a build draws the picture; what the change takes away was drawn by nobody else."""
    meant = ways(one)
    return any(map(tree.is_built, meant)) and not any(each.path in meant for each in view.entries)


def _undefined(link: Link, one: Citation) -> Finding:
    label = link.target
    return found(
        one.place, f"the reference [{link.text}][{label}] has no definition", f"[{label}]: PATH", key=label
    )  # fmt: skip


def _targetless(link: Link, one: Citation) -> Finding:
    return found(one.place, f"the link [{link.text}]() has no target", f"[{link.text}](PATH)", key=link.text)


def _is_meant(link: Link, one: Citation) -> bool:
    """Whether it is a link: in code that nobody marked as such, `[x]()` is a call or the head of a closure."""
    data = one.document.data
    before, after = data[max(0, link.start - 1) : link.start], data[link.end : link.end + 20].lstrip(b" ")
    called = before.isalnum() or before in (b"_", b")", b"]") or after.startswith((b"{", b"(", b"->", b"mutable"))
    return not called and any(map(str.isalpha, link.text))


def _missing(view: View, tree: Tree, near: _Near, one: Citation, message: str, key: str) -> Finding:
    if one.kind == "spec":
        there = ", ".join(sorted(tree.specs(), key=int)[-5:])
        return found(one.place, message, f"cite a spec that is there, as {there}", key=key)
    meant = ways(one)
    deleted = next((path for path in meant if any(each.path == path for each in view.entries)), "")
    if deleted and view.change is not None:
        now = _moved_to(view, deleted)
        said = f"the change moves it to '{now}'" if now else "the change deletes it"
        there = f"cite {_written(one, now)}" if now else "cite what is there"
        cures = [f"restore it: {mending(view.change, deleted, back=True)}", f"or {there}"]
        related = (Related(Place(deleted, side="before"), said),)
        return found(one.place, message, *cures, key=key, related=related, fix=_moved(tree, one, now))
    close = near.nearest(tuple(meant)) if meant else tree.above(one)
    cures = [f"cite {_written(one, close)}"] if close else []
    cures += [f"add the file: git add {quoted(meant[0])}"] if meant else []
    return found(one.place, message, *cures, key=key, fix=_moved(tree, one, "" if meant else close))


def _moved_to(view: View, path: str) -> str:
    """Where the change puts the file, bytes and all, if there is one such place. What lies on a disk has no object."""
    old = next((one.before for one in view.entries if one.path == path), None)
    new = [one for one in view.entries if one.before is None]
    same = [one.path for one in new if one.after is not None and old is not None and one.after.oid == old.oid]
    named = [one.path for one in new if posixpath.basename(one.path) == posixpath.basename(path)]
    if not same and view.before is not None and len(named) == 1 and is_page(path):
        was, now = view.before.documents.document(path), view.after.documents.document(named[0])
        same = named if was is not None and now is not None and was.data == now.data else []
    return same[0] if len(same) == 1 else ""


def _written(one: Citation, path: str) -> str:
    """The path as the citation's own document writes it: from its folder, or from the root."""
    if one.path.startswith("/"):
        return f"/{path}"
    if one.kind == "link" or one.path.startswith(("./", "../")):
        return posixpath.relpath(path, posixpath.dirname(one.document.path) or ".")
    return path


def _moved(tree: Tree, one: Citation, now: str = "") -> Fix | None:
    """The path where the file lies now: where the change moves it, or where one file alone has its name, and no name
    that many folders have.
    """
    name = posixpath.basename(one.path)
    if is_glob(one.path) or "." not in name.lstrip("."):
        return None
    if not now and posixpath.splitext(name)[0].casefold() in _COMMON:
        return None
    there = [now] if now else tree.called(name)
    before = b"](" if one.kind == "link" else b""
    old = before + one.path.encode("utf-8", "surrogateescape")
    written = one.document.data[one.start : one.end]
    if len(there) != 1 or written.count(old) != 1 or not there[0].isprintable() or " " in there[0]:
        return None
    at = one.start + written.index(old) + len(before)
    edit = Edit(one.document.path, at, at + len(old) - len(before), _written(one, there[0]))
    return Fix(f"cite {there[0]}", (edit,), safe=True)


class _Near:
    """The paths of the folders that hold what is missing; each folder is listed and taken apart once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._folders: dict[str, tuple[list[str], Likeness]] = {}
        self._called: dict[str, dict[str, list[str]]] = {}
        self.nearest = lru_cache(None)(self._nearest)  # many citations name the same

    def _nearest(self, paths: tuple[str, ...]) -> str:
        """The one file of that name in the closest folder that is there, else the path that is most like it."""
        for path in paths:
            folder = posixpath.dirname(path)
            while folder and not self._known(folder)[0]:
                folder = posixpath.dirname(folder)
            there, names = self._known(folder)
            name = posixpath.basename(path)
            same = self._called[folder].get(name, ())
            if len(same) == 1:
                return same[0]
            near = names.likeliest(path[len(folder) + 1 :], 0.6) if folder else None
            if near is not None and akin(_stem(path), _stem(there[near])):
                return there[near]
            above = self._above(folder, name)
            if above:
                return above
        return ""

    def _above(self, folder: str, name: str) -> str:
        """The file of that name right in one of the folders above."""
        while folder:
            folder = posixpath.dirname(folder)
            path = posixpath.join(folder, name)
            if self._tree.snapshot.entry(path) is not None:
                return path
        return ""

    def _known(self, folder: str) -> tuple[list[str], Likeness]:
        if folder not in self._folders:
            from ledgergate.ledgers.likeness import Likeness

            there = list(self._tree.snapshot.under(folder))[:_MOST] if folder else []
            self._folders[folder] = there, Likeness(path[len(folder) + 1 :] for path in there)
            called = self._called[folder] = {}
            for path in there:
                called.setdefault(posixpath.basename(path), []).append(path)
        return self._folders[folder]


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
