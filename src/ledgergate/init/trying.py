"""Drafts on trial: whether their policy loads, reads as it is written down, and what the rules say under it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from difflib import get_close_matches
from itertools import product

from ledgergate import policy as policies
from ledgergate.called import LISTED, MEASURES
from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError, Misused
from ledgergate.expressions import expression
from ledgergate.git.states import with_files
from ledgergate.init.draft import Draft, leave_out, policy_text, tried
from ledgergate.init.families import DOUBLE
from ledgergate.init.records import keyed
from ledgergate.init.words import unknown
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Policy
from ledgergate.reading import read_side
from ledgergate.rules import CATALOGUE, NAMES, run
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from ledgergate.init.survey import Survey
    from ledgergate.model import Finding, Unread

HOME = "ledgergate.toml"
_DOUBLE = "LG204"
_ITEMS = frozenset(("LG201", "LG202", "LG203", _DOUBLE))
# How many findings of a rule may be slips of the documents: more of them are the binding's own.
_SLIPS = {"unclassified": 1, "unknown-value": 1, "lookalike-items": 0, "row-repeated": 0}
_OF_REPORTS = {"not-understood": 1, "binding-unread": 0}  # in a document with items, what is not read may be one
_OFTEN = 50  # items, one of which may be a slip
_TWICE = "classified-twice"
_SEVERAL = expression(r"^this names \d+ keys")
_TORN = expression(r"^the row has \d+ cells| after a blank line is no row |^(?:a row|rows) that stands? in no table")
_OTHERS_TOO = 3  # items that say it first: it is one of their states
_FEW = 2  # documents that are named one by one
_HARDLY = 0.1  # of what a document says there are
_TROUBLED = 0.3  # of the items: more are no slips
_FILES = 0.5  # of files, which are items by their names
_ALONE = 0.05  # of rows and sections that nothing else speaks of may say nothing, or something odd, of their state
_LISTS = expression("|".join(LISTED), re.IGNORECASE)
_OTHERS = expression(r"^this names | is no item of ")  # what is unread for its key: of two, or of none
_NEAR = 0.8  # of a word's letters are another one's: a slip
_UNREAD = 0.1  # lines that look like items to no source's reader, of the items


def loaded(text: str) -> Policy:
    """The policy of this text. Raises Misused where it is none."""
    return policies.load({HOME: text.encode()}, NAMES)


def together(
    survey: Survey, drafts: Sequence[Draft], written: Callable[[Sequence[Draft]], str], before: Sequence[Draft] = ()
) -> list[Draft]:
    """The drafts whose policy loads with those before them: where it does not, halves are tried, and one that is alone
    then is left out."""
    try:
        loaded(written([*before, *drafts]))
    except Misused as error:
        half = len(drafts) // 2
        if half:
            return together(survey, drafts[half:], written, together(survey, drafts[:half], written, before))
        survey.unread += [f"[ledger.{draft.ledger.name}] is left out: {error.message}" for draft in drafts]
        return list(before)
    return [*before, *drafts]


def working(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that read as they are written down. What nothing restates, and nothing calls items, is left out where
    there are others: it is better than nothing at all."""
    reading = [one for draft in drafts if (one := works(survey, draft)) is not None]
    doubts = [(one, _unsure(one)) for one in reading]
    sure = [one for one, why in doubts if not why]
    for one, why in ((one, why) for one, why in doubts if sure and why):
        leave_out(survey, one, why)
    return sure or reading


def works(survey: Survey, draft: Draft) -> Draft | None:
    """The draft, where its part of the policy reads as it is written down, without what it reads on chance.

    The rules of items alone are asked: a binding under which many are refused is not what their authors meant.
    """
    try:
        side = read_side(survey.documents, loaded(policy_text([draft], (), False)))
        unread = [one for ledger in side.ledgers.values() for one in ledger.unread]
    except LedgergateError as error:
        survey.unread.append(f"[ledger.{draft.ledger.name}] is left out: {error.message}")
        return None
    found = [one for rule in CATALOGUE if rule.code in _ITEMS for one in run(rule, View(side))]
    troubled = {(one.place.path, one.place.line): one.message for one in found}
    unsure = [(one.place.path, one.place.line) for one in found if one.code != _DOUBLE]
    doubled = {one.key for one in found if one.code == _DOUBLE}
    items, why = len(draft.read.items), ""
    few = DOUBLE if draft.of_files and draft.key.pattern else _ALONE  # two files may get one number
    if len(unread) > max(1, _UNREAD * items):
        place = unread[0].document.place(unread[0].start)
        why = f"{len(unread)} lines beside them look like such items and are none, the first in line {place.line}"
    elif len(troubled) > max(1, (_FILES if draft.of_files else _TROUBLED) * items):
        why = f"{len(troubled)} of them would be refused: {next(iter(troubled.values()))}"
    elif _alone(draft) and not _listed(draft) and len(unsure) > _ALONE * items:
        why = f"{len(unsure)} of so few would be refused, and nothing restates them: {troubled[unsure[0]]}"
    elif 2 * len(doubled) >= items or (len(doubled) > max(1, few * items) and not (draft.preset or draft.reports)):
        why = f"{len(doubled)} of their names stand for several, as those of parts do: {', '.join(sorted(doubled)[:2])}"
    if why:
        leave_out(survey, draft, why)
        return None
    return draft if draft.preset or not (unread or found) else _fitted(survey, draft, unread, found)


def _fitted(survey: Survey, draft: Draft, unread: Sequence[Unread], found: Sequence[Finding]) -> Draft:
    """The draft without what its own rules say is of another kind: a folder or a section all of whose items they
    refuse, and lines that speak of two items or of none. What is odd about names that are no keys contradicts nothing:
    each section has its "Documentation", and the draft is as wide as they are."""
    codes, refused = {one.code for one in found}, {(one.place.path, one.key) for one in found if one.code != _DOUBLE}
    places = [(item.source, item.section, (item.document.path, item.shown) not in refused) for item in draft.read.items]
    numbers, sections = {at for at, _, sound in places if sound}, {text for _, text, sound in places if sound}
    lines = (one.document.text(one.start, one.end).strip() for one in unread if _OTHERS.search(one.why))
    ignore, sources = tuple(dict.fromkeys(lines)), []
    for number, source in enumerate(draft.ledger.sources):
        if source.items != "files":
            odd = dict.fromkeys(text for at, text, _ in places if at == number and text and text not in sections)
            source = source.but(not_under=(*source.not_under, *odd), ignore=(*source.ignore, *ignore))
        if number in numbers or source.items != "files" or draft.reports:
            sources.append(source)
    ledger, words = draft.ledger.but(sources=tuple(sources)), dict(draft.words)
    if draft.ledger.key is None and not keyed([item.shown for item in draft.read.items]):
        lacking = "LG201" in codes and any(text in sections for _, text, sound in places if not sound)
        fields = {name: field.but(required=field.required and not lacking) for name, field in ledger.fields.items()}
        # A row stands in one stage; sections of several stages are called alike.
        staged = sources[0].items != "headings" and any(field.source == "heading" for field in fields.values())
        ledger = ledger.but(fields=fields, unique=ledger.unique and (staged or _DOUBLE not in codes))
        for name, item in product(words, draft.read.items):
            own, known = unknown([item.stated(name)]), words[name].values.values()
            if own is not None and not any(get_close_matches(text, known, 1, _NEAR) for text in own.values.values()):
                words[name] = words[name].with_those_of(own)
    made = draft.but(ledger=ledger, words=words, read=tried(survey, ledger, words))
    return made if made.holds else draft


def _unsure(draft: Draft) -> str:
    """Why it is not sure that rows or sections are a ledger, if it is not."""
    own = draft.paths.issuperset(one.path for one in draft.reports)
    if draft.of_files or draft.preset or not own:
        return ""
    if not _listed(draft):
        return "no other document restates them, and theirs is not called a list of such"
    told = next((field.labels for field in draft.ledger.fields.values()), ())
    sorts = draft.reports or not told or skeleton(told[0]) not in MEASURES  # a state of theirs, and no kind or measure
    return "" if sorts else "nothing restates them, and nothing says what state they are in"


def _alone(draft: Draft) -> bool:
    """Whether its own words are all that makes the draft a ledger: its items are no files, nothing restates them, no
    preset knows them. A table may be of other things than of what is planned."""
    return not (draft.of_files or draft.preset or draft.reports)


def _listed(draft: Draft) -> bool:
    """Whether one of its documents is called a list of items."""
    return any(_LISTS.search(posixpath.basename(one.path)) for one in draft.ledger.sources)


def first_check(survey: Survey, text: str) -> Iterator[Finding]:
    """What the rules that need no change say of the snapshot with this policy in it."""
    documents = Documents(with_files(survey.snapshot, {HOME: text.encode()}), survey.pages)
    policy = loaded(text)
    view = View(read_side(documents, policy))
    for rule in CATALOGUE:
        for one in run(rule, view) if "change" not in rule.needs else ():
            level = policies.level(policy, rule.name, rule.code, one.place.path, rule.level)
            if level != "off":
                yield one.but(level=level)


def habits(drafts: Sequence[Draft], findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Patterns of documents, with a rule that tells of more there than slips, as things stand.

    These rules hold documents to what the binding says of them. What they tell at its birth is true where it is one
    slip; of more, nine of ten were the binding's own in 250 repositories that nobody had seen before.
    """
    for rule, slips in _SLIPS.items():
        told = Counter(one.place.path for one in findings if one.rule == rule)
        for draft in drafts:
            own = sum(told.pop(path) for path in draft.paths & told.keys())
            if own > max(slips, len(draft.read.items) // (_OFTEN if slips else 2 * _OFTEN)):
                yield from ((source.path, rule) for source in draft.ledger.sources)
        yield from ((path, rule) for path, count in told.items() if count > slips)
    items = set().union(*(draft.paths for draft in drafts))
    # A row that is torn is the document's own.
    torn = {one.place.path for one in findings if _TORN.search(one.message)}
    beside = Counter((one.place.path, one.rule) for one in findings if one.place.path not in items | torn)
    yield from (place for place, count in beside.items() if count > _OF_REPORTS.get(place[1], count))
    # A tenth of the items, and more than one: the binding reads a part of what stands there.
    unread = Counter(one.place.path for one in findings if one.rule == "not-understood" and one.place.path not in torn)
    most = ((path, max(1, len(draft.read.items) // 10)) for draft in drafts for path in draft.paths)
    yield from ((path, "not-understood") for path, some in most if unread[path] > some)
    yield from ((one.place.path, one.rule) for one in findings if _is_of_lines(one, items))
    twice = {one.place.path for one in findings if one.rule == _TWICE}
    for draft in drafts:
        noted = sorted(twice & set(_noted(draft)))
        everywhere = (source.path for source in draft.ledger.sources)
        yield from ((path, _TWICE) for path in (everywhere if len(noted) > _FEW else noted))
    # Of documents of one pattern, in which hardly any is like what a total counts, it counts another thing.
    total = (one for one in findings if one.rule == "wrong-total" and one.stated.isdecimal())
    paths = {report.path for draft in drafts for report in draft.reports}
    yield from ((one.place.path, one.rule) for one in total if one.place.path not in paths and _far(one))


def _far(one: Finding) -> bool:
    """Whether hardly any of what a number counts is there."""
    there = int(one.stated) - one.gap
    return f"write {there}" in one.cure and there <= _HARDLY * int(one.stated)


def _is_of_lines(one: Finding, items: Set[str]) -> bool:
    """Whether a finding tells of words for a state that are no slip of others, or of a line that names several items,
    outside of the documents with items: there what is not read may be one."""
    slip = " " not in one.stated.partition("=")[2] or any(cure.startswith("did you mean ") for cure in one.cure)
    several = _SEVERAL.search(one.message) is not None and one.place.path not in items
    return (one.rule == "unknown-value" and not slip) or several


def _noted(draft: Draft) -> Iterator[str]:
    """Documents that state two values of which the other one is no state of further items: where most that state two
    differ, it is a note of how far something is; where one states three, they are of its parts. A folder's word is no
    note."""
    fields = draft.ledger.fields
    own = [name for name in draft.words if name in fields and fields[name].source != "folder"]
    firsts, agree, told = Counter[str](), 0, list[tuple[str, str]]()
    for item, name in product(draft.read.items, own):
        said = [one.value for one in item.fields.get(name, ()) if one.kind == "value" and not one.inherited]
        firsts.update(said[:1])
        other = next((value for value in said if value != said[0]), "")
        agree += not other and len(said) > 1
        told += [(item.document.path, other if len(said) == 2 else "")] if other else []  # more are of its parts
    yield from (path for path, other in told if not other or (agree < len(told) and firsts[other] < _OTHERS_TOO))
