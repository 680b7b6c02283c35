"""Whose links the policy holds: documents that write them as readers follow them, in as few patterns as that takes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import chain
from pathlib import PurePosixPath

from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, Held
from ledgergate.init.survey import is_sample
from ledgergate.policy.model import Policy
from ledgergate.policy.texts import glob_trouble
from ledgergate.rules import evidence_moved
from ledgergate.rules.view import View
from ledgergate.sides import Side
from ledgergate.truth.cited import links
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ledgergate.init.survey import Survey

# An address of a website: from its root, or of a page without a suffix; LICENSE is a file.
_PAGE = expression(r"\A/|(?:\A|/)[^./]*[^./A-Z][^./]*\Z")
_FOLDER = expression(r"\.{1,2}/.*/\Z")  # a folder of the tree, from where the document stands
_TEXT = expression(r"(?i)\.(?:md|mediawiki|html?|png|svg|jpe?g|gif|pdf|csv|txt)\Z")
_TO_COME = expression(r"(?i)plan|roadmap|proposal|todo|design")  # what such a document links to may be to be written
_BLANK = expression(r"[{}<>$*…]|\.\.\.|(?:^|/)path/to/|[XN]{3}|\A(?i:url)\Z")  # what a form leaves to be filled in
_ODD = 0.15  # of a document's links may be written for something else
_MANY = 4  # documents with brackets that are no links
_DEEP = 12  # folders of a path, from its end, that are looked for in the tree
_LABEL = expression(rb"(?<!\])\[([^][\n]+)\]:[ \t]*[^\s]*[/.#]")  # defined, if in a line that Markdown reads as text
_LINES = expression(r":\d+(?:-\d+)?\Z")  # a place in a file, as editors write it
_ASTRAY = 0.4  # of the anchors may cite headings that are gone, where something else than a forge may show them


def held(survey: Survey, drafts: Sequence[Draft]) -> Held:
    """Patterns of documents whose links lead somewhere, or are dead for everybody who reads them; in those of single
    documents that are off they are written for something else.

    What one of a folder's documents does alone is a slip; what most of them do is their way. What another one keeps,
    and what an audit's preset speaks of, is no document of theirs; one in a hidden folder is, where it names what lies
    outside of it. Forms may be as dead as they are.
    """
    audits = tuple(f"{draft.folder}/" for draft in drafts if draft.folder)
    every = [one for one in survey.all if one.casefold().endswith(".md") and not one.startswith(audits)]
    mine, suffixes = set(survey.markdown), {posixpath.splitext(one)[1] for one in survey.all}
    alone = suffixes == {".md"}
    tree = Tree(survey.documents, Policy("draft"))  # one for all: it lists the tree once
    files = Counter(map(posixpath.dirname, survey.all))
    for home, count in list(files.items()):
        files.update({str(folder): count for folder in PurePosixPath(home).parents if home})
    names = Counter(map(posixpath.basename, chain(survey.all, files)))
    told = {
        path: _counted(survey, tree, path, suffixes, names)
        for path in every
        if path in mine or (path in survey.legible and path.startswith("."))
    }
    counts = {path: own for path, own in told.items() if path in mine or own["here"]}
    folders: dict[str, Counter[str]] = {}
    for path, own in counts.items():
        folders.setdefault(posixpath.dirname(path), Counter()).update(own)
    loose = sum(one["brackets"] > _ODD * one["links"] for one in counts.values()) > _MANY  # brackets are no links here
    judged: dict[str, bool | None] = {}
    for path in every:
        own, folder = told.get(path, Counter(dead=1)), posixpath.dirname(path)
        if path not in survey.legible:
            judged[path] = None
        elif path not in counts or is_sample(posixpath.basename(path) if path in mine else path):
            judged.update({path: False} if own["dead"] else {})  # with none, a pattern may take it or not
        elif own["local"] or own["anchors"]:
            # Of documents alone, what should lie in a folder that holds nothing else is kept elsewhere.
            away = alone and folder and files[folder] == 1 and own["dead"] == own["inside"] > 0
            judged[path] = not away and not (loose and own["brackets"]) and _meant(own, folders[folder])
    found = patterns(survey, judged)
    globs = tuple(one for one, good in found if good)
    off = tuple((one, "evidence-missing-path") for one, good in found if not good)
    if not alone and names.keys().isdisjoint(map(posixpath.basename, evidence_moved.RENDERERS)):
        return Held(globs, off=off)
    # What else shows documents may make other anchors of their headings, or further ones.
    view = View(Side(survey.documents, Policy("draft", links=globs)))
    most = _ASTRAY * sum(counts[path]["anchors"] for path in counts if judged.get(path))
    return Held(globs, anchors=sum(1 for _ in evidence_moved.check(view)) <= most, off=off)


def _meant(own: Counter[str], beside: Counter[str]) -> bool:
    """Whether a document's links are meant to lead somewhere in the tree, from where they stand. One blank is a slip,
    and a document of which more links are sure to be the tree's writes the others for it, too."""
    form = own["blank"] > 1 or own["blank"] == own["links"] or own["quoted"] == own["dead"] > 0
    if form or own["brackets"] > _ODD * own["links"]:
        return False
    most = max(_ODD * own["local"], own["rooted"])
    return own["odd"] <= most or (own["odd"] < 2 and beside["odd"] <= _ODD * beside["local"])


def patterns(survey: Survey, judged: Mapping[str, bool | None]) -> list[tuple[str, bool]]:
    """Patterns that take the documents that are held, and single ones among them that are not. Names with a backslash
    are no paths of a policy, and one with brackets may be the pattern of another."""
    return sorted(one for one in _globs("", judged) if not glob_trouble(one[0]) and survey.documents.find(one[0]))


def _globs(folder: str, judged: Mapping[str, bool | None]) -> Iterator[tuple[str, bool]]:
    """The patterns of a folder's documents, where any are held: all in it, those right in it, or one by one. None is
    one that cannot be read: a pattern that takes it would be no policy to check with."""
    good, bad = ([path for path, one in judged.items() if bool(one) is held] for held in (True, False))
    direct = {path: one for path, one in judged.items() if posixpath.dirname(path) == folder}
    if len(good) < (2 if folder or bad else 1):
        yield from ((path, True) for path in good)
    elif len(bad) <= _ODD * len(judged) and (not folder or len(direct) < len(judged)) and None not in judged.values():
        yield from ((posixpath.join(folder, "**/*.md"), True), *((path, False) for path in bad))
    else:
        aside = [(path, False) for path, one in direct.items() if not one]
        if len(direct) - len(aside) > max(1, len(aside)) and None not in direct.values():
            yield from ((posixpath.join(folder, "*.md"), True), *aside)
        else:
            yield from ((path, True) for path, one in direct.items() if one)
        depth = len(folder) + 1 if folder else 0
        below: dict[str, dict[str, bool | None]] = {}
        for path, one in judged.items():
            if path not in direct:
                below.setdefault(path[depth:].split("/")[0], {})[path] = one
        for name, inside in below.items():
            yield from _globs(posixpath.join(folder, name), inside)


def _counted(survey: Survey, tree: Tree, path: str, suffixes: Set[str], names: Counter[str]) -> Counter[str]:
    """How many links a document has, and how many of them are local and dead. Of these, how many are written for
    something else: brackets that are no links, an address of a website or code that a plan wants (odd), a form's
    blank or of a kind that the tree has not (pictures: where it has documents alone). How many lead to what should
    lie in the document's own folder (inside), and name what lies elsewhere in this tree (here): what bears a name
    that lies once in it, or lies there from one folder higher or deeper, was moved. How many are quoted from another
    document.
    """
    policy, folder, top = Policy("draft", links=(path,)), posixpath.dirname(path), path.split("/")[0]
    labels = {found.decode(errors="replace") for found in _LABEL.findall(survey.raw(path))}
    plan = _TO_COME.search("/".join(path.split("/")[-2:])) is not None
    counts: Counter[str] = Counter()
    for _, link, one in links(Side(survey.documents, policy)):
        undefined = link.kind == "undefined"
        found = tree.find(one) if one.path and not undefined else None
        gone = found == ()
        known, rooted = _rooted(survey, one.path, folder) if gone else (False, False)
        name, near = posixpath.basename(posixpath.normpath(one.path)), (posixpath.dirname(folder), f"{folder}/_")
        step = any(survey.snapshot.exists(posixpath.normpath(posixpath.join(at, one.path))) for at in near)
        suffix = posixpath.splitext(_LINES.sub("", one.path))[1]
        page = one.anchor and not suffix  # a heading of what has no suffix: a website's page
        moved = gone and not page and not one.path.startswith("/") and (names[name] == 1 or step)
        strange = suffix not in {"", *suffixes} and (link.kind != "image" or suffixes == {".md"})
        blank = gone and (strange or _BLANK.search(one.path) is not None)
        elsewhere = blank or _PAGE.search(one.path) is not None or (plan and not _TEXT.search(one.path))
        counts.update(
            links=1,
            anchors=bool(one.anchor and (found or not one.path)),
            local=undefined or found is not None,
            dead=undefined or gone,
            brackets=undefined and link.target not in labels,
            odd=gone and not rooted and not moved and _FOLDER.match(link.target) is None and elsewhere,
            inside=undefined or (gone and not rooted and not moved and not one.path.startswith("..")),
            rooted=gone and (rooted or moved),
            blank=blank,
            quoted=gone and path.startswith(".") and _is_quoted(survey, tree, one.path, top),
            here=known or bool(found and found[0].split("/")[0] != top),
        )
    return counts


def _is_quoted(survey: Survey, tree: Tree, path: str, top: str) -> bool:
    """Whether a dead link of a document in this hidden folder is another document's: it leads somewhere from a folder
    outside of it, and not from the root, from which the author may have meant to write."""
    meant = posixpath.normpath(path)
    meant = re.sub(r"\A(?:\.\./)+", "", meant)
    rooted = "/" in meant and survey.snapshot.exists(meant)
    there = (one for one in tree.called(posixpath.basename(meant)) if not one.startswith(f"{top}/"))
    return not rooted and any(one.endswith(f"/{meant}") for one in there)


def _rooted(survey: Survey, path: str, folder: str) -> tuple[bool, bool]:
    """Whether a path that leads nowhere ends in one of the tree, whole or without what stands before it; and whether
    it is written from the root at least: it begins with what is there, and not beside its document."""
    parts, exists = posixpath.normpath(path).rsplit("/", _DEEP), survey.snapshot.exists
    known = any(exists("/".join(parts[n:])) for n in range(len(parts) - 1))
    first = parts[0] or (parts[1] if len(parts) > 2 else "")
    return known, known or (bool(folder and first) and exists(first) and not exists(f"{folder}/{first}"))
