"""Drafts on trial: whether their policy loads, reads as it is written down, and what the rules say under it."""

from __future__ import annotations

import posixpath

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError, Misused
from ledgergate.expressions import expression
from ledgergate.git.states import with_files
from ledgergate.init.survey import PAST, LeftOut
from ledgergate.init.writing import policy_text
from ledgergate.policy.model import Policy
from ledgergate.policy.texts import glob_trouble
from ledgergate.reading import read_side
from ledgergate.rules import CATALOGUE, NAMES, load
from ledgergate.rules.view import View
from ledgergate.sides import Side
from ledgergate.truth.cited import links
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Finding

HOME = "ledgergate.toml"
_ITEMS = frozenset(("LG201", "LG202", "LG203", "LG204"))
_TROUBLED = 0.2  # of the items: more are no slips
_FILES = 0.5  # of files, which are items by their names
_LINKS = 3
_MOST_PLANS = 40  # that are named one by one: a policy is read by people
_FILE = expression(r"\.(?:md|mediawiki|html?|png|svg|pdf|csv)\Z")
_MANY_LINKS = 10  # links in items' files, which are asked together
_LEADS = 0.85  # of a document's links must lead somewhere: else they are written for a website's paths
_UNREAD = 0.1  # lines that look like items to no source's reader, of the items


def loaded(text: str) -> Policy:
    """The policy of this text. Raises Misused where it is none."""
    return policies.load({HOME: text.encode()}, NAMES)


def together(survey: Survey, drafts: Sequence[Draft], written: Callable[[Sequence[Draft]], str]) -> list[Draft]:
    """The drafts whose policy loads: each does alone, and those that do not go with the ones before are left out."""
    if not _mistake(written(drafts)):
        return list(drafts)
    made: list[Draft] = []
    for draft in drafts:
        if why := _mistake(written([*made, draft])):
            survey.unread.append(f"[ledger.{draft.ledger.name}] is left out: {why}")
        else:
            made.append(draft)
    return made


def _mistake(text: str) -> str:
    try:
        loaded(text)
    except Misused as error:
        return error.message
    return ""


def works(survey: Survey, draft: Draft) -> bool:
    """Whether the draft's part of the policy reads as it is written down.

    The rules of items alone are asked: a binding under which many are refused is not what their authors meant.
    """
    try:
        side = read_side(survey.documents, loaded(policy_text([draft], (), False)))
        unread = [one for ledger in side.ledgers.values() for one in ledger.unread]
    except LedgergateError as error:
        survey.unread.append(f"[ledger.{draft.ledger.name}] is left out: {error.message}")
        return False
    found = (one for rule in CATALOGUE if rule.code in _ITEMS for one in load(rule).check(View(side)))
    troubled = {(one.place.path, one.place.line): one.message for one in found}
    items, why = len(draft.read.items), ""
    if len(unread) > max(1, _UNREAD * items):
        place = unread[0].document.place(unread[0].start)
        why = f"{len(unread)} lines beside them look like such items and are none, the first in line {place.line}"
    elif len(troubled) > max(1, (_TROUBLED if draft.ledger.sources[0].items != "files" else _FILES) * items):
        why = f"{len(troubled)} of them would be refused: {next(iter(troubled.values()))}"
    if why:
        survey.left_out.append(LeftOut(draft.read.items[0].document.path, 0, items, draft.about, why))
    return not why


def first_check(survey: Survey, text: str) -> Iterator[Finding]:
    """What the rules that need no change say of the snapshot with this policy in it."""
    documents = Documents(with_files(survey.snapshot, {HOME: text.encode()}), survey.pages)
    policy = loaded(text)
    view = View(read_side(documents, policy))
    for rule in CATALOGUE:
        for one in load(rule).check(view) if "change" not in rule.needs else ():
            level = policies.level(policy, rule.name, rule.code, one.place.path, rule.level)
            if level != "off":
                yield one.but(code=rule.code, rule=rule.name, level=level)


def held(survey: Survey, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The paths, and the globs of items' files, whose links the policy should hold, in order."""
    wanted = {path for draft in drafts for path in _documents(draft)}
    single = [path for path in sorted(wanted) if _holds(survey, [path], _LINKS)]
    globs: list[str] = []
    for draft in drafts:
        files = [source.path for source in draft.ledger.sources if source.items == "files"]
        asked = [glob for glob in files if survey.documents.find(glob)]
        if asked and all(path.casefold().endswith(".md") for path in asked) and _holds(survey, asked, _MANY_LINKS):
            globs += asked
    under = {path for glob in globs for path in survey.documents.find(glob)}
    known = tuple(f"{draft.folder}/" for draft in drafts if draft.folder)  # an audit's, of which its preset speaks
    plans = [path for path in survey.markdown if survey.planned(path) and path not in under | wanted]
    loose = [
        one for one in plans if one.endswith(".md") and not (PAST.search(one) or (known and one.startswith(known)))
    ]
    single = [path for path in single if path not in under]
    wholes = sorted({*single, *_gathered(survey, [one for one in loose if _holds(survey, [one], 1)])})
    # Names with a backslash are no paths of a policy, and one with brackets may be the pattern of another.
    return tuple(
        one for one in dict.fromkeys((*wholes, *globs)) if not glob_trouble(one) and survey.documents.find(one)
    )


def _gathered(survey: Survey, paths: Sequence[str]) -> set[str]:
    """The paths, as one pattern where they are all the documents of a folder, or the same one of several folders."""
    found, left = set[str](), set(paths)
    for path in paths:
        folder, name = posixpath.split(path)
        ways = (f"{folder}/*.md", f"{posixpath.dirname(folder)}/*/{name}") if posixpath.dirname(folder) else ()
        for glob in ways if path in left else ():
            there = set(survey.documents.find(glob))
            if len(there & left) >= _LINKS and all(one in left or not _has_links(survey, one) for one in there):
                found.add(glob)
                left -= there
    return {*found, *sorted(left)[:_MOST_PLANS]}


def _has_links(survey: Survey, path: str) -> bool:
    document = survey.documents.document(path)
    return document is not None and b"](" in document.data


def _documents(draft: Draft) -> set[str]:
    paths = {report.path for report in draft.reports}
    if any(source.items != "files" for source in draft.ledger.sources):
        paths |= {item.document.path for item in draft.read.items}
    return {path for path in paths if path.casefold().endswith(".md")}


def _holds(survey: Survey, paths: Sequence[str], least: int) -> bool:
    """Whether nearly all links of these documents lead somewhere, those aside that a website's paths explain as little.

    A link to a document, with its suffix, is meant for one; another may be a page's address somewhere else, or a file
    of code that a plan wants, and one that leads from the root is how people write them there.
    """
    policy = Policy("draft", links=tuple(paths))
    tree, total, undefined, local, dead = Tree(survey.documents, policy), 0, 0, 0, 0
    for _, link, one in links(Side(survey.documents, policy)):
        total += 1
        undefined += link.kind == "undefined"
        found = tree.find(one) if link.kind != "undefined" and one.path else None
        local += found is not None
        meant = least == 1 and _FILE.search(one.path) and not survey.snapshot.exists(one.path)
        dead += found == () and not meant
    if least == _MANY_LINKS and (undefined or local < least):
        return False  # brackets that are no links: formulas, footnotes of other readers
    return local > 0 and total >= least and undefined <= (1 - _LEADS) * total and dead <= (1 - _LEADS) * local
