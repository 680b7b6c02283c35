"""Numbers that documents state of a ledger: bound where most of them, as things stand, say what is there."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.init.records import heading
from ledgergate.init.words import known_share
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import is_done
from ledgergate.policy.model import ReportPolicy, Total
from ledgergate.policy.writing import readable
from ledgergate.reports import Index
from ledgergate.reports import read as read_report
from ledgergate.reports.bound import Asked, Bound, bound
from ledgergate.reports.statements import texts
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Table

_LEAST = 3
_NEAR = 0.8  # of one number is the other
_MANY = 10  # items, before a lone number that names them and is nearly right is theirs
_SURE = 5  # a lone number as large as this that is right is hardly so by chance
_RIGHT = 0.5  # of a family of numbers must be right
_STATES = 0.5  # of the words that a number may stand before
_LONGEST = 500  # characters of a regular expression in a policy
_END = r"(?![\dA-Za-z.%/+-])"
# What is left is counted by such a sentence, too, and is the other part.
_DONE = r"(?!\w)(?! (?:are |still |is )*(?:left|open|remaining|remain|pending|outstanding|missing|to (?:go|do)))"
_DIGIT = expression(r"\d")
_COUNT = r"(?!0\d)\d{1,3}"  # a padded number is a key
_NAMES = expression(rf"(?<![\w*-])([A-Z]{{2,5}})[ -]?{_COUNT}{_END}")
# "Total tasks: 26", "All 26 tasks", or the first number of a row that begins so: the boxes of their document. "Plans: 3
# plans", "Plans: 2/3 done", "Phase 1: Roof (12 tasks)": those of their section. All of them, or those that have keys.
_TOTAL = r"(?i:\btotal tasks?\W{1,6}|\btotal\W{1,6}(?=\d+ tasks\b)|^total(?: \| )+|\ball (?=\d+ tasks$))"
_TASKS = _TOTAL + r"(?P<count>\d+)(?![\d/%.+-])(?: tasks)?"
_PLANS = r"(?i:\bplans\W{1,6}|^phase \d.*[(\[])(?P<count>\d+) (?i:plans?\b|tasks?[)\]]$)"
_BOXES = Total(pattern=_TASKS, counts="boxes", file=".", optional=True)
_OWN_BOXES = Total(pattern=_PLANS, counts="boxes", optional=True)
_TICKED = _OWN_BOXES.but(pattern=r"(?i:\bplans\W{1,6})(?P<count>\d+)/(?P<of>\d+)")
_KEYS = r"\[[ xX]\] [*~]*(?P<key>[A-Z]{1,4}-?\d+[a-z]?|\d+(?:\.\d+)*-\d+)(?![^\W_])"
_KEYED, _OWN_KEYS = (one.but(counts="keys", keys=_KEYS) for one in (_BOXES, _OWN_BOXES))


class Tried(Value):
    """A binding, and what it finds as things stand: how many numbers, how many of them right, the largest right one."""

    total: Total
    found: int = 0
    right: int = 0
    largest: int = 0
    lost: int = 0  # numbers for which nothing can be counted
    near: int = 0  # numbers that name what they count and are nearly right
    most: int = 0  # the largest one of all

    @property
    def holds(self) -> bool:
        if self.lost:
            return False
        if self.near == self.found > 0:
            return True
        if self.found < _LEAST:
            return self.found == self.right > 0 and (self.found > 1 or self.largest >= _SURE)
        return self.right >= max(2, _RIGHT * self.found)


def numbered(survey: Survey, draft: Draft) -> Draft:
    """The draft with reports that hold the numbers that its documents state."""
    made: list[ReportPolicy] = []
    for path in sorted(_documents(survey, draft)):
        bare = ReportPolicy(path, draft.ledger.name)
        totals = (total for total in _candidates(survey, draft, path) if _stated(survey, path, total.pattern))
        kept = tuple(total for total in totals if tried(survey, draft, bare, total).holds)
        made += [bare.but(totals=kept, covers={})] if kept else []
    return draft.but(reports=(*draft.reports, *made))


def tasked(survey: Survey, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts with reports that hold the numbers of boxes: of documents of tasks beside items, and of plans."""
    looked: set[str] = set()
    for draft in drafts:
        made: list[ReportPolicy] = []
        for one in draft.ledger.sources:
            home, several = posixpath.dirname(one.path), one.items == "files"
            path = f"{home}/tasks.md" if several else one.path
            # A folder for each item, or a document that holds them.
            if path not in looked and ("*" in home) is several and path.endswith(".md") and survey.documents.find(path):
                bare = ReportPolicy(path, draft.ledger.name)
                totals = tuple(_of_boxes(survey, draft, bare))
                made += [bare.but(totals=totals, covers={})] if totals else []
                looked.add(path)
        yield draft.but(reports=(*draft.reports, *made))


def _of_boxes(survey: Survey, draft: Draft, report: ReportPolicy) -> Iterator[Total]:
    """The totals of boxes that documents hold; what they state of their sections holds together."""
    whole, plans, ticked = (
        max((tried(survey, draft, report, total) for total in some), key=lambda one: one.right)
        for some in ((_KEYED, _BOXES), (_OWN_KEYS, _OWN_BOXES), (_TICKED,))
    )
    parts = plans.but(**{name: getattr(plans, name) + getattr(ticked, name) for name in ("found", "right", "lost")})
    yield from [whole.total] if whole.holds else []
    yield from (one.total for one in (plans, ticked) if parts.holds and one.found)


def _stated(survey: Survey, path: str, pattern: str) -> bool:
    """Whether one of a document's texts may hold what a pattern of numbers finds: most hold none of most."""
    if path not in survey.counting:
        every = (text for page in survey.read([path]) for block in page.blocks for text, _ in texts(block))
        survey.counting[path] = "\n".join(dict.fromkeys(filter(_DIGIT.search, every)))
    return re.search(pattern, survey.counting[path]) is not None


def tried(survey: Survey, draft: Draft, report: ReportPolicy, total: Total) -> Tried:
    """What one total finds in a report's document."""
    found = list(_bound(survey, draft, report.but(totals=(total,)), total))
    agreed = [one for one in found if not one.why and (one.right or _whole(one.stated) == _whole(one.expected) != "")]
    numbers = [int(number) for one in agreed for number in re.findall(r"\d+", one.stated)]
    lost = sum(bool(one.why) for one in found)
    own = readable(draft.ledger.name.replace("-", " ").rstrip("s"))
    named = total.file == "linked" or re.search(rf"\b{re.escape(own)}s?\b", total.pattern) is not None
    named = total.file == "." or (named and total.counts != "keys")
    near = sum(not one.why and _nearly(one.stated, one.expected) for one in found) if named else 0
    most = max((int(number) for one in found for number in re.findall(r"\d+", one.stated)), default=0)
    return Tried(total, len(found), len(agreed), max(numbers, default=0), lost, near, most)


def _nearly(stated: str, expected: str) -> bool:
    """Whether `9/26` was `11/28`, or 82 was 92, before something was added and forgotten here."""
    numbers = (map(int, re.findall(r"\d+", text)) for text in (stated, expected))
    pairs = list(zip(*numbers, strict=False))
    enough = len(pairs) > 1 or (bool(pairs) and min(pairs[0]) >= _MANY)
    return enough and all(_NEAR * max(one) <= min(one) for one in pairs)


def _whole(text: str) -> str:
    """The m of `n/m`: where it is right, the number is about the same things, whatever n says."""
    found = re.search(r"/\s*(\d+)", text)
    return found[1] if found else ""


def _bound(survey: Survey, draft: Draft, rules: ReportPolicy, total: Total) -> Iterator[Bound]:
    policy = draft.but(reports=(rules,)).policy
    index = Index(draft.read)
    for report in read_report(survey.documents, policy, 0):
        asked = Asked(survey.documents, policy, report, {draft.ledger.name: draft.read}, index, total)
        yield from (one for one in bound(asked) if one.end > one.start)


def _documents(survey: Survey, draft: Draft) -> set[str]:
    """The draft's reports, the document that holds its items, and those that link to nearly all of them."""
    paths = {report.path for report in draft.reports if report.path.casefold().endswith(".md")}
    return paths | (set(survey.linking(draft.paths)) - draft.paths if draft.of_files else draft.paths)


def _candidates(survey: Survey, draft: Draft, path: str) -> Iterator[Total]:
    for field, words in draft.words.items():
        values = [text for text in words.values.values() if re.search(r"\w", text)]
        either = "|".join(readable(text) for text in sorted(values, key=len, reverse=True))
        group = f"(?P<{field}>{either})"
        if values and field.isidentifier() and len(group) < _LONGEST - 100:
            yield Total(pattern=rf"{group}\W{{0,6}}: ?\W{{0,4}}(?P<count>\d+)(?![\d/%.+-])")
            yield Total(pattern=rf"{group} [(\[](?P<count>\d+)(?: [^\W\d_]+)?[)\]]")
            if known_share(words) >= _STATES:  # "17 E2E specs" are no tasks of a type
                yield Total(pattern=rf"(?<![\w/.-])(?P<count>\d+) (?i:{group})(?!\w)")
        done = tuple(key for key in words.values if is_done(key))
        if done:
            own = re.sub(r"\W", "", draft.ledger.name)
            nouns = r"(?:tasks?|items?|stories|specs?|phases?|done|complete|completed|implemented)"
            for between, noun in (("/", own), ("/", nouns), (" of ", nouns)):
                yield Total(pattern=rf"(?P<count>\d+){between}(?P<of>\d+) {noun}{_DONE}", where={field: done})
    own = readable(draft.ledger.name.replace("-", " ").rstrip("s"))
    for nouns in (f"{own}s?", "total|items|entries"):
        yield Total(pattern=rf"(?<!\w)(?i:(?:total )?(?:{nouns}))\W{{0,4}}: ?\W{{0,4}}(?P<count>\d+)(?![\d/%.+-])")
    if draft.of_files:
        yield from _linked(survey, path)


def _linked(survey: Survey, path: str) -> Iterator[Total]:
    """Numbers beside a link: how many requirements the linked document has, how many of its boxes are ticked."""
    tables = [(page, one) for page in survey.read([path]) for one, _ in page.tables(skeleton) if _links(one)]
    under = tuple(dict.fromkeys(home for page, table in tables if (home := heading(page, table))))
    cells = (cell for _, table in tables for row in table.rows for cell in row.cells)
    names = [found[1] for cell in cells for found in _NAMES.finditer(cell.text)]
    for name in sorted({name for name in names if names.count(name) >= _LEAST}):
        keys = rf"\*\*({name}-\d+[a-z]?)\*\*"
        pattern = rf"(?<![\w-]){name}[ -]?(?P<count>{_COUNT}){_END}"
        yield Total(pattern=pattern, counts="keys", keys=keys, file="linked", under=under)
    yield Total(pattern=r"(?<![\d/])(?P<count>\d+)/(?P<of>\d+)(?![\d/])", counts="boxes", file="linked", under=under)


def _links(table: Table) -> bool:
    return 2 * sum(any(cell.links for cell in row.cells) for row in table.rows) >= len(table.rows)
