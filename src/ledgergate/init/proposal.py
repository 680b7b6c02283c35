"""The whole proposal: what was recognised, the policy that says so, and what it finds as things stand."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError
from ledgergate.git.states import with_files
from ledgergate.init import folders, roadmaps, sheets
from ledgergate.init.covering import covering
from ledgergate.init.draft import tried
from ledgergate.init.indexes import indexed
from ledgergate.init.keeping import named_items
from ledgergate.init.linked import held
from ledgergate.init.numbers import numbered
from ledgergate.init.places import twins
from ledgergate.init.runtimes import runtime
from ledgergate.init.survey import Survey
from ledgergate.init.titles import titled
from ledgergate.init.writing import policy_text
from ledgergate.model import Finding
from ledgergate.reading import read_side
from ledgergate.rules import CATALOGUE, NAMES, load
from ledgergate.rules.view import View
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.git import Snapshot
    from ledgergate.init.draft import Draft
    from ledgergate.model import Item
    from ledgergate.policy import Policy

HOME = "ledgergate.toml"


class Proposal(Value):
    """`text` is the policy's; `recognised` says what the runtime paths were told by, `unread` what was passed over."""

    text: str
    drafts: tuple[Draft, ...]
    patterns: tuple[str, ...]
    recognised: tuple[str, ...]
    unread: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        return not self.drafts and not self.patterns


def propose(snapshot: Snapshot, *, strict: bool = False) -> Proposal:
    """What this snapshot's documents ask for. Nothing is written, and the policy loads."""
    survey = Survey(snapshot)
    drafts = [
        draft for draft in titled(survey, [numbered(survey, one) for one in _drafts(survey)]) if _works(survey, draft)
    ]
    patterns, recognised = runtime(survey)
    text = _fitting(survey, drafts, patterns, strict)
    policy = policies.load({HOME: text.encode()}, NAMES)
    try:
        findings = tuple(_first_check(snapshot, policy, text))
    except LedgergateError as error:
        findings = ()
        survey.unread.append(f"the first check could not look: {error.message}")
    return Proposal(text, tuple(drafts), patterns, recognised, tuple(survey.unread), findings)


def _fitting(survey: Survey, drafts: list[Draft], patterns: tuple[str, ...], strict: bool) -> str:
    """The policy's text; ledgers that make it larger than a policy may be are left out, the last ones first."""
    text = policy_text(drafts, patterns, strict, held(survey, drafts))
    while len(text.encode()) > policies.LIMIT and drafts:
        gone = drafts.pop()
        survey.unread.append(f"[ledger.{gone.ledger.name}] is left out: the policy would be too large")
        text = policy_text(drafts, patterns, strict, held(survey, drafts))
    return text


def _drafts(survey: Survey) -> list[Draft]:
    found = indexed(survey, list(folders.drafts(survey)))
    kept = [covering(survey, _without_companions(survey, draft)) for draft in found if _worth(draft)]
    kept = [one for draft in kept for one in (draft, *twins(survey, draft))]
    used = {path for draft in kept for path in _paths(draft)}
    taken = {draft.ledger.name for draft in kept}
    for draft in roadmaps.phased(survey, used):
        if draft.holds and draft.ledger.name not in taken:
            taken.add(draft.ledger.name)
            used.update(_paths(draft))
            kept.append(draft)
    kept.extend(indexed(survey, list(sheets.drafts(survey, taken, used))))
    return kept or list(roadmaps.boxed(survey, taken, used))


def _worth(draft: Draft) -> bool:
    """A family is proposed for its status, its place or a report that restates all of it."""
    key = draft.ledger.key
    numbered = key is None or bool(key.pattern)
    restated = any(report.covers is not None for report in draft.reports)
    if draft.words:
        return True
    return (draft.place and (numbered or key is None or key.source == "folder")) or (numbered and restated)


def _paths(draft: Draft) -> Iterator[str]:
    yield from (item.document.path for item in draft.read.items)
    yield from (report.path for report in draft.reports)


def _without_companions(survey: Survey, draft: Draft) -> Draft:
    """Leaves out files that state no status and that no complete report knows: notes beside items, redirects."""
    complete = [number for number, report in enumerate(draft.reports) if report.covers is not None]
    if not draft.words or not complete:
        return draft
    known = {item.key for number in complete for item in named_items(survey, draft, number)}
    gone = {item.document.path for item in draft.read.items if item.key not in known and not _states(item)}
    if not gone:
        return draft
    sources = tuple(source.but(exclude=(*source.exclude, *sorted(gone))) for source in draft.ledger.sources)
    ledger = draft.ledger.but(sources=sources)
    doubts = (*draft.doubts, f"{len(gone)} files without a status and without a row are left out")
    return draft.but(ledger=ledger, read=tried(survey, ledger, draft.words), doubts=doubts)


def _states(item: Item) -> bool:
    stated = item.stated("status")
    return stated is not None and stated.kind in ("value", "placeholder")


def _works(survey: Survey, draft: Draft) -> bool:
    """Whether the draft's part of the policy reads as it is written down."""
    try:
        text = policy_text([draft], (), False)
        read_side(Documents(survey.snapshot), policies.load({HOME: text.encode()}, NAMES))
    except LedgergateError as error:
        survey.unread.append(f"[ledger.{draft.ledger.name}] is left out: {error.message}")
        return False
    return True


def _first_check(snapshot: Snapshot, policy: Policy, text: str) -> Iterator[Finding]:
    """What the rules that need no change say of the snapshot with the policy in it."""
    documents = Documents(with_files(snapshot, {HOME: text.encode()}))
    view = View(read_side(documents, policy))
    for rule in CATALOGUE:
        if "change" in rule.needs:
            continue
        for one in load(rule).check(view):
            level = policies.level(policy, rule.name, rule.code, one.place.path, rule.level)
            if level != "off":
                yield one.but(code=rule.code, rule=rule.name, level=level)


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Findings by rule, the most frequent first."""
    by: dict[str, int] = {}
    for one in findings:
        by[f"{one.code} {one.rule}"] = by.get(f"{one.code} {one.rule}", 0) + 1
    return dict(sorted(by.items(), key=lambda one: (-one[1], one[0])))
