"""Whose links the policy holds: documents that write them as readers follow them, in as few patterns as that takes."""

from __future__ import annotations

import posixpath

from ledgergate.expressions import expression
from ledgergate.init.families import is_sample
from ledgergate.init.survey import PAST
from ledgergate.policy.model import Policy
from ledgergate.policy.texts import glob_trouble
from ledgergate.sides import Side
from ledgergate.truth.cited import links
from ledgergate.truth.evidence import Tree
from ledgergate.value import Value

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


class Counts(Value):
    """Of a document's links, all and the local ones, those that are dead, and of those the ones that are written for
    something else than the tree, from its root, as a blank or for files kept elsewhere, or that are no links."""

    links: int
    every: int
    dead: int = 0
    odd: int = 0
    rooted: int = 0
    blank: int = 0
    brackets: int = 0


class Folder(Value):
    """Of a folder's documents, how many have local links and how many a dead one; and of their links the same sums."""

    documents: int = 0
    dead: int = 0
    every: int = 0
    odd: int = 0
    rooted: int = 0

    def with_one(self, own: Counts) -> Folder:
        mine = (1, own.dead > 0, own.every, own.odd, own.rooted)
        have = (self.documents, self.dead, self.every, self.odd, self.rooted)
        return Folder(*(one + more for one, more in zip(have, mine, strict=True)))


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
    folders: dict[str, Folder] = {}
    for path, own in counts.items():
        folder = posixpath.dirname(path)
        folders[folder] = folders.get(folder, Folder()).with_one(own) if own.every else folders.get(folder, Folder())
    loose = sum(one.brackets > _ODD * one.links for one in counts.values()) > _MANY  # brackets are no links here
    judged: dict[str, bool] = {}
    for path in every:
        if path not in counts or counts[path].every:
            own = counts.get(path, Counts(1, 1, 1))
            aside = path not in counts or PAST.search(path) or is_sample(path)
            folder = posixpath.dirname(path)
            # Where nothing beside it tells that a folder's files are kept, most of its own links must lead to some.
            alone = folder and folders[folder].documents == 1 and 2 * own.dead > own.every if not aside else False
            meant = not (aside or alone or (loose and own.brackets)) and _meant(own, folders[folder])
            judged[path] = not own.dead if aside else meant
    # Names with a backslash are no paths of a policy, and one with brackets may be the pattern of another.
    found = dict(sorted(_globs("", judged)))
    return {one: good for one, good in found.items() if not glob_trouble(one) and survey.documents.find(one)}


def _meant(own: Counts, beside: Folder) -> bool:
    """Whether a document's links are meant to lead somewhere in the tree, from where they stand."""
    if own.blank or own.brackets > _ODD * own.links:
        return False
    if 2 * beside.rooted >= beside.every or (beside.documents > _MANY and 2 * beside.dead > beside.documents):
        return False
    slips = own.odd < 2 and beside.odd <= _ODD * beside.every and beside.rooted <= _ODD * beside.every
    return slips or (own.odd <= _ODD * own.every and own.rooted < _HABIT * own.every)


def _globs(folder: str, judged: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
    """The patterns of a folder's documents, where any are held: all in it, those right in it, or one by one."""
    good, bad = ([path for path, one in judged.items() if one is held] for held in (True, False))
    direct = {path: one for path, one in judged.items() if posixpath.dirname(path) == folder}
    if len(good) < 2:
        yield from ((path, True) for path in good)
    elif len(bad) <= _ODD * len(judged) and len(direct) < len(judged):
        yield from ((posixpath.join(folder, "**/*.md"), True), *((path, False) for path in bad))
    else:
        aside = [(path, False) for path, one in direct.items() if not one]
        if len(direct) - len(aside) > max(1, len(aside)):
            yield from ((posixpath.join(folder, "*.md"), True), *aside)
        else:
            yield from ((path, True) for path, one in direct.items() if one)
        depth = len(folder) + 1 if folder else 0
        below: dict[str, dict[str, bool]] = {}
        for path, one in judged.items():
            if path not in direct:
                below.setdefault(path[depth:].split("/")[0], {})[path] = one
        for name, inside in below.items():
            yield from _globs(posixpath.join(folder, name), inside)


def _counted(survey: Survey, tree: Tree, path: str, suffixes: set[str]) -> Counts:
    """Brackets may be no links, paths a website's; a plan wants code that is not there yet, and a form has blanks."""
    policy, beside = Policy("draft", links=(path,)), posixpath.dirname(path)
    total = every = dead = odd = rooted = blank = brackets = 0
    for _, link, one in links(Side(survey.documents, policy)):
        undefined = link.kind == "undefined"
        found = tree.find(one) if one.path and not undefined else None
        total += 1
        every += undefined or found is not None
        if undefined or found == ():
            planned = survey.planned(path) and not _FILE.search(one.path)
            dead += 1
            brackets += undefined
            rooted += not undefined and _rooted(survey, one.path, beside)
            odd += not undefined and (planned or _PAGE.search(one.path) is not None)
            blank += _BLANK.search(one.path) is not None
            blank += not undefined and posixpath.splitext(one.path)[1] not in {"", *suffixes}
    return Counts(total, every, dead, odd, rooted, blank, brackets)


def _rooted(survey: Survey, path: str, beside: str) -> bool:
    """Whether a path is written from the root: it begins with a folder there that is not beside the document."""
    first, inside, _ = path.partition("/")
    away = bool(beside and inside) and not path.startswith(".")
    return away and survey.snapshot.exists(first) and not survey.snapshot.exists(f"{beside}/{first}")
