"""Task files that truths are told by, and the labels of packages: what is nearly called so where they read nothing.

A spec without tasks, or without a status yet, is honest: only what stands there under nearly the name is amiss.
"""

from __future__ import annotations

import posixpath

from ledgergate.coverage.binding import Binding, line_of
from ledgergate.truth.packages import labelled, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.sides import Side

_LIKE = 0.75


def truths(side: Side) -> Iterator[Binding]:
    for number, truth in enumerate(side.policy.truths):
        ledger = side.ledgers.get(truth.ledger)
        if ledger is None or truth.tasks in ("", "."):
            continue
        folders = dict.fromkeys(posixpath.dirname(item.document.path) for item in ledger.items)
        hits = sum(bool(side.documents.find(posixpath.join(folder, truth.tasks))) for folder in folders)
        line = line_of(side.policy, ("truth", number, "tasks"))
        made = Binding(f"truth[{number}].tasks", line, "truth", len(folders), hits, name=truth.tasks, things="folders")
        if not hits and line and folders:
            beside = [path for folder in folders for path in side.documents.find(posixpath.join(folder, "*"))]
            nearest = _near((truth.tasks,), [posixpath.basename(path) for path in beside])
            made = made.but(asked=bool(nearest), nearest=nearest)
        yield made
    yield from _labels(side)


def _labels(side: Side) -> Iterator[Binding]:
    """The label under which a package says its status."""
    for number, rule in enumerate(side.policy.packages):
        at = ("package", number, "status", "label")
        specs = [one.spec for one in side.ask(packages) if one.rule is rule and one.spec is not None]
        names = rule.status_labels
        hits = sum(any(True for _ in labelled(side.documents, spec, names)) for spec in specs)
        line = line_of(side.policy, at)
        made = Binding(
            f"package[{number}].status.label", line, "label", len(specs), hits, name=" or ".join(names), things="specs"
        )
        if not hits and line and specs:
            from ledgergate.markdown import labels_of

            pages = [side.documents.page(spec) for spec in specs]
            blocks = [block for page in pages for block in page.blocks if block.kind in ("paragraph", "entry")]
            nearest = _near(names, [label.name for block in blocks for label in labels_of(block.content)])
            made = made.but(asked=bool(nearest), nearest=nearest)
        yield made


def _near(names: tuple[str, ...], others: list[str]) -> str:
    from difflib import get_close_matches

    return next((near[0] for name in names if (near := get_close_matches(name, others, n=1, cutoff=_LIKE))), "")
