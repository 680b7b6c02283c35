"""Drafts on trial: whether their policy loads, reads as it is written down, and what the rules say under it."""

from __future__ import annotations

import posixpath
import re

from ledgergate import policy as policies
from ledgergate.called import LISTED, MEASURES, NAMED
from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError, Misused
from ledgergate.expressions import expression
from ledgergate.git.states import with_files
from ledgergate.init.draft import policy_text
from ledgergate.init.records import keyed
from ledgergate.init.survey import LeftOut
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Policy
from ledgergate.reading import read_side
from ledgergate.rules import CATALOGUE, NAMES, load
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Finding

HOME = "ledgergate.toml"
_DOUBLE = "LG204"
_ITEMS = frozenset(("LG201", "LG202", "LG203", _DOUBLE))
_TROUBLED = 0.3  # of the items: more are no slips
_FILES = 0.5  # of files, which are items by their names
_ALONE = 0.05  # of rows and sections that nothing else speaks of may say nothing, or something odd, of their state
_LISTS = expression("|".join(LISTED), re.IGNORECASE)
_ENOUGH = 15  # of them, before one may be a slip
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
    reading = [one for one in drafts if works(survey, one)]
    doubts = [_unsure(one) for one in reading]
    sure = [one for one, why in zip(reading, doubts, strict=True) if not why]
    for one, why in zip(reading, doubts, strict=True) if sure else ():
        if why:
            _leave_out(survey, one, why)
    return sure or reading


def _leave_out(survey: Survey, draft: Draft, why: str) -> None:
    path = next((one.document.path for one in draft.read.items), draft.ledger.sources[0].path)
    survey.left_out.append(LeftOut(path, 0, len(draft.read.items), draft.about, why))


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
    found = [(rule.code, one) for rule in CATALOGUE if rule.code in _ITEMS for one in load(rule).check(View(side))]
    troubled = {(one.place.path, one.place.line): one.message for _, one in found}
    unsure = [(one.place.path, one.place.line) for code, one in found if code != _DOUBLE]
    doubled = {one.key for code, one in found if code == _DOUBLE}
    items, why = len(draft.read.items), ""
    if len(unread) > max(1, _UNREAD * items):
        place = unread[0].document.place(unread[0].start)
        why = f"{len(unread)} lines beside them look like such items and are none, the first in line {place.line}"
    elif len(troubled) > max(1, (_TROUBLED if draft.ledger.sources[0].items != "files" else _FILES) * items):
        why = f"{len(troubled)} of them would be refused: {next(iter(troubled.values()))}"
    elif _alone(draft) and not _listed(draft) and len(unsure) > max(_slips(draft), _ALONE * items):
        why = f"{len(unsure)} of so few would be refused, and nothing restates them: {troubled[unsure[0]]}"
    elif 2 * len(doubled) >= items or (len(doubled) > max(1, _ALONE * items) and not _restated(draft)):
        why = f"{len(doubled)} of their names stand for several, as those of parts do: {', '.join(sorted(doubled)[:2])}"
    if why:
        _leave_out(survey, draft, why)
    return not why


def _unsure(draft: Draft) -> str:
    """Why it is not sure that what nothing restates is a ledger, if it is not."""
    if _alone(draft) and not _listed(draft) and not _called(draft):
        return "nothing restates them, and neither their keys nor a name says that they are items"
    return (
        "nothing restates them, and nothing says what state they are in" if _alone(draft) and not _sorted(draft) else ""
    )


def _alone(draft: Draft) -> bool:
    """Whether its own words are all that makes the draft a ledger: its items are no files, nothing restates them, no
    preset knows them. A table may be of other things than of what is planned."""
    return draft.ledger.sources[0].items != "files" and not (draft.preset or draft.reports)


def _listed(draft: Draft) -> bool:
    """Whether its document is called a list of items."""
    return _LISTS.search(posixpath.basename(draft.ledger.sources[0].path)) is not None


def _called(draft: Draft) -> bool:
    """Whether its items are called so: by keys of letters and numbers, by boxes, by the column that names them."""
    source = draft.ledger.sources[0]
    column = source.key.source.removeprefix("cell:") if source.key is not None else ""
    named = source.items == "tasks" or skeleton(column) in NAMED
    return named or keyed([item.shown for item in draft.read.items])


def _sorted(draft: Draft) -> bool:
    """Whether what sorts its items is a state of theirs, and no kind or measure."""
    first = next(iter(draft.ledger.fields.values()))
    return not first.labels or skeleton(first.labels[0]) not in MEASURES


def _slips(draft: Draft) -> int:
    """How many may be slips, however few they are: one of many sections that say what state they are in."""
    return int(draft.ledger.sources[0].items == "headings" and len(draft.read.items) >= _ENOUGH)


def _restated(draft: Draft) -> bool:
    return bool(draft.preset) or any(report.rows is not None for report in draft.reports)


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
