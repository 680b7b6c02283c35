"""A file that the package must contain is absent or empty.

**Why.** An audit without its boundary map has not drawn the boundaries, whatever its other pages say.

**Rejected**: `requires = ["spec.md", "checklists/requirements.md"]`, and the folder has no `checklists/`.

**Accepted**: both files, with something written in them.

**The fix.** Write the file, or take it out of the package's `requires`.
"""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.rules.view import found
from ledgergate.truth.artifacts import paths, texts
from ledgergate.truth.packages import packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Finding
    from ledgergate.rules.view import View

_EMPTY = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)


def check(view: View) -> Iterator[Finding]:
    documents, told = view.after.documents, set()
    for package in view.after.ask(packages):
        for name in package.rule.requires:
            wanted = f"{package.folder}/{name}"
            there = paths(documents, package, (name,))
            if wanted in told or any(not _is_empty(documents, path) for path in there):
                continue
            told.add(wanted)
            what = "is empty" if there else "is not in the tree"
            yield found(
                Place(there[0]) if there else Place(wanted, side="before"),
                f"{package.name} must contain {name}, which {what}",
                f"write {wanted}, or take it out of `requires` of {package.rule.path} in the policy",
                key=wanted,
            )


def _is_empty(documents: Documents, path: str) -> bool:
    entry = documents.snapshot.entry(path)
    if entry is not None and entry.oid in _EMPTY:
        return True
    return any(not document.data.strip(b"\xef\xbb\xbf \t\r\n") for document in texts(documents, [path]))
