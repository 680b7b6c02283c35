"""Whose links the policy holds: documents that write them as readers follow them, in as few patterns as that takes."""

from __future__ import annotations

import posixpath
from collections import Counter

from ledgergate.expressions import expression
from ledgergate.init.families import is_sample
from ledgergate.init.survey import PAST
from ledgergate.policy.model import Policy
from ledgergate.policy.texts import glob_trouble
from ledgergate.sides import Side
from ledgergate.truth.cited import links
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey

_FILE = expression(r"(?i)\.(?:md|mediawiki|html?|png|svg|jpe?g|gif|pdf|csv|txt)\Z")
_PAGE = expression(r"\A/|(?:\A|/)[^./]+\Z")  # an address of a website: from its root, or of a page without a suffix
_BLANK = expression(r"[{}<>$*…]|\.\.\.|(?:^|/)path/to/|[XN]{3}")  # what a form leaves to be filled in
_ODD = 0.15  # of a document's links may be written for something else
_MANY = 4  # documents, most of which have dead links: written for another place
_HABIT = 0.85  # of them lead somewhere from the root alone: so they are written there
_ELSEWHERE = Counter(links=1, local=1, dead=1)  # of what another one keeps nothing is known


def held(survey: Survey, drafts: Sequence[Draft]) -> dict[str, bool]:
    """Patterns of documents whose links lead somewhere, or are dead for everybody who reads them; False for those of
    single documents among them that are written for something else.

    What one of a folder's documents does alone is a slip; what most of them do is their way. What another one keeps,
    and what an audit's preset speaks of, is no document of theirs; forms and what is past may be as dead as they are.
    """
    audits = tuple(f"{draft.folder}/" for draft in drafts if draft.folder)
    every = [one for one in survey.all if one.casefold().endswith(".md") and not one.startswith(audits)]
    mine, suffixes = set(survey.markdown), {posixpath.splitext(one)[1] for one in survey.all}
    tree = Tree(survey.documents, Policy("draft"))  # one for all: it lists the tree once
    counts = {path: _counted(survey, tree, path, suffixes) for path in every if path in mine}
    folders: dict[str, Counter[str]] = {}
    for path, own in counts.items():
        folders.setdefault(posixpath.dirname(path), Counter()).update(own)
    loose = sum(one["brackets"] > _ODD * one["links"] for one in counts.values()) > _MANY  # brackets are no links here
    judged: dict[str, bool] = {}
    for path in every:
        own = counts.get(path, _ELSEWHERE)
        if own["local"] and (path not in counts or PAST.search(path) or is_sample(path)):
            judged[path] = not own["dead"]
        elif own["local"]:
            judged[path] = not (loose and own["brackets"]) and _meant(own, folders[posixpath.dirname(path)])
    # Names with a backslash are no paths of a policy, and one with brackets may be the pattern of another.
    found = dict(sorted(_globs("", judged)))
    return {one: good for one, good in found.items() if not glob_trouble(one) and survey.documents.find(one)}


def _meant(own: Counter[str], beside: Counter[str]) -> bool:
    """Whether a document's links are meant to lead somewhere in the tree, from where they stand.

    Where nothing beside it tells that a folder's files are kept, one of its own links must lead to some.
    """
    local, among = own["local"], beside["documents"]
    away = 2 * beside["rooted"] >= beside["local"] or (among > _MANY and 2 * beside["troubled"] > among)
    lonely = among == beside["deep"] == 1 and own["dead"] == local
    if away or lonely or own["blank"] or own["brackets"] > _ODD * own["links"]:
        return False
    slips = own["odd"] < 2 and max(beside["odd"], beside["rooted"]) <= _ODD * beside["local"]
    return slips or (own["odd"] <= _ODD * local and own["rooted"] < _HABIT * local)


def _globs(folder: str, judged: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
    """The patterns of a folder's documents, where any are held: all in it, those right in it, or one by one."""
    good, bad = ([(path, one) for path, one in judged.items() if one is held] for held in (True, False))
    direct = {path: one for path, one in judged.items() if posixpath.dirname(path) == folder}
    aside = [(path, False) for path, one in direct.items() if not one]
    if len(good) < 2:
        yield from good
    elif len(bad) <= _ODD * len(judged) and len(direct) < len(judged):
        yield from ((posixpath.join(folder, "**/*.md"), True), *bad)
    else:
        most = len(direct) - len(aside) > max(1, len(aside))
        yield from (
            ((posixpath.join(folder, "*.md"), True), *aside) if most else (one for one in direct.items() if one[1])
        )
        below: dict[str, dict[str, bool]] = {}
        for path in judged.keys() - direct.keys():
            below.setdefault(path[len(folder) :].strip("/").split("/")[0], {})[path] = judged[path]
        for name, inside in below.items():
            yield from _globs(posixpath.join(folder, name), inside)


def _counted(survey: Survey, tree: Tree, path: str, suffixes: set[str]) -> Counter[str]:
    """Of a document's links, all and the local ones, those that are dead, and of those the ones that are written for
    something else than the tree, from its root, as a blank or for files kept elsewhere, or that are no links.

    Brackets may be no links, paths a website's; a plan wants code that is not there yet, and a form has blanks.
    """
    policy, beside = Policy("draft", links=(path,)), posixpath.dirname(path)
    counts: Counter[str] = Counter()
    for _, link, one in links(Side(survey.documents, policy)):
        undefined = link.kind == "undefined"
        found = tree.find(one) if one.path and not undefined else None
        counts.update(links=1, local=undefined or found is not None)
        if undefined:
            counts.update(dead=1, brackets=1, blank=_BLANK.search(one.path) is not None)
        elif found == ():
            odd = _PAGE.search(one.path) or (survey.planned(path) and not _FILE.search(one.path))
            blank = _BLANK.search(one.path) or posixpath.splitext(one.path)[1] not in {"", *suffixes}
            counts.update(dead=1, odd=bool(odd), blank=bool(blank), rooted=_rooted(survey, one.path, beside))
    if counts["local"]:
        counts.update(documents=1, troubled=counts["dead"] > 0, deep=bool(beside))
    return counts


def _rooted(survey: Survey, path: str, beside: str) -> bool:
    """Whether a path is written from the root: it begins with a folder there that is not beside the document."""
    first, inside, _ = path.partition("/")
    away = bool(beside and inside) and not path.startswith(".")
    return away and survey.snapshot.exists(first) and not survey.snapshot.exists(f"{beside}/{first}")
