"""Documents whose links are worth holding: indexes and one-file ledgers nearly all of whose links lead somewhere."""

from __future__ import annotations

from ledgergate.policy.model import Policy
from ledgergate.sides import Side
from ledgergate.truth.cited import links
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey

_LEAST = 3
_MANY = 10  # links in items' files, which are asked together
_LEADS = 0.85  # of a document's links must lead somewhere: else they are written for a website's paths


def held(survey: Survey, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The paths, and the globs of items' files, whose links the policy should hold, in order."""
    wanted = {path for draft in drafts for path in _documents(draft)}
    single = [path for path in sorted(wanted) if _holds(survey, [path], _LEAST)]
    globs: list[str] = []
    for draft in drafts:
        files = [source.path for source in draft.ledger.sources if source.items == "files"]
        asked = [glob for glob in files if survey.documents.find(glob)]
        if asked and all(path.casefold().endswith(".md") for path in asked) and _holds(survey, asked, _MANY):
            globs += asked
    under = {path for glob in globs for path in survey.documents.find(glob)}
    return (*(path for path in single if path not in under), *dict.fromkeys(globs))


def _documents(draft: Draft) -> set[str]:
    paths = {report.path for report in draft.reports}
    if any(source.items != "files" for source in draft.ledger.sources):
        paths |= {item.document.path for item in draft.read.items}
    return {path for path in paths if path.casefold().endswith(".md")}


def _holds(survey: Survey, paths: Sequence[str], least: int) -> bool:
    policy = Policy("draft", links=tuple(paths))
    reading = Side(survey.documents, policy)
    tree, total, undefined, local, dead = Tree(survey.documents, policy), 0, 0, 0, 0
    for _, link, one in links(reading):
        total += 1
        undefined += link.kind == "undefined"
        found = tree.find(one) if link.kind != "undefined" and one.path else None
        local += found is not None
        dead += found == ()
    if least == _MANY and (undefined or local < least):
        return False  # brackets that are no links: formulas, footnotes of other readers
    return total >= least and undefined <= (1 - _LEADS) * total and dead <= (1 - _LEADS) * local
