"""Content of a package that was closed before is edited, deleted, or set back to open; metadata lines excepted.

**Why.** A closed package is the record of what was decided; later reports cite it. What changed since belongs in a
new package that names the old one.

**Rejected**: a task's text in a package whose status is "Complete" is rewritten; its status goes back to "Draft".

**Accepted**: its front matter or a label line at its head changes ("Superseded by"), a link's target is mended, a file
moves without an edit, a file is added.

**The fix.** Take the edit back and write it into a new package, or
first merge a waiver for it (`[[waiver]]`, with its reason and an expiry), in a change of its own.
"""

from __future__ import annotations

from ledgergate.documents import is_markdown
from ledgergate.expressions import expression
from ledgergate.model import Place
from ledgergate.rules.view import found
from ledgergate.truth.closed_packages import LABEL, closed_around
from ledgergate.truth.packages import PackageFolder, is_closed, labelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Changed, Finding
    from ledgergate.rules.view import View

_TARGET = expression(r"\]\([^()\s]*\)|(?<=\]: )\S+")


def check(view: View) -> Iterator[Finding]:
    if view.before is None:
        return
    before = view.before.documents
    rules = [rule for policy in (view.base, view.after.policy) if policy is not None for rule in policy.packages]
    moved = {(one.after.oid, one.path.rpartition("/")[2]) for one in view.entries if one.after and not one.before}
    closed: dict[str, PackageFolder | None] = {}
    for one in view.entries:
        if one.before is None or (one.after is None and (one.before.oid, one.path.rpartition("/")[2]) in moved):
            continue
        package = closed_around(before, rules, one.path, closed)
        if package is not None:
            yield from _offences(view, before, package, one)


def _offences(view: View, before: Documents, package: PackageFolder, one: Changed) -> Iterator[Finding]:
    cures = (
        "take it back, and write what is new into a package of its own",
        "or first merge a [[waiver]] for closed-package-rewritten, in a change of its own",
    )
    if one.after is None:
        message = f"the package {package.folder} is closed, and this change deletes '{one.path}'"
        yield found(Place(one.path, side="before"), message, *cures, key=package.folder)
        return
    if one.before is not None and one.before.oid == one.after.oid:
        return
    line = _first_difference(view, before, one)
    if line:
        message = f"the package {package.folder} is closed, and this change rewrites '{one.path}'"
        yield found(Place(one.path, line, 1, line), message, *cures, key=package.folder)
    elif package.spec is not None and one.path == package.spec.path:
        spec = view.after.documents.document(one.path)
        if spec is not None and not is_closed(
            view.after.documents, package.__class__(package.rule, package.folder, spec)
        ):
            said = next(labelled(view.after.documents, spec, package.rule.status_labels), None)
            place = spec.place(said.start, said.end) if said is not None else Place(one.path)
            yield found(
                place, f"the closed package {package.folder} is set back to an open status", *cures, key=package.folder
            )


def _first_difference(view: View, before: Documents, one: Changed) -> int:
    """The first line, from 1, whose content differs; 0 where only metadata and links do."""
    if not is_markdown(one.path):
        return 1
    then, now = before.document(one.path), view.after.documents.document(one.path)
    if then is None or now is None:
        return 1
    old, new = _content(then.data.decode("utf-8", "replace")), _content(now.data.decode("utf-8", "replace"))
    if [text for _, text in old] == [text for _, text in new]:
        return 0
    pairs = zip(old, new, strict=False)
    return next((at for (_, text), (at, other) in pairs if text != other), new[-1][0] if new else 1)


def _content(text: str) -> list[tuple[int, str]]:
    """(line, text) of what is neither blank nor metadata: front matter, labels above the first section, targets."""
    lines = text.splitlines()
    start = 0
    if lines and lines[0].lstrip("\ufeff").rstrip() == "---":
        start = next((at + 1 for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    made, head = [], True
    for at, line in enumerate(lines[start:], start + 1):
        head = head and not line.startswith("##")
        if line.strip() and not (head and LABEL.match(line)):
            made.append((at, _TARGET.sub("]()", line.rstrip())))
    return made
