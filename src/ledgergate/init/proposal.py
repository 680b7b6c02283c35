"""The whole proposal: what was recognised, the policy that says so, and what it finds as things stand."""

from __future__ import annotations

import posixpath
from itertools import chain
from pathlib import PurePosixPath

from ledgergate.called import INSIDE
from ledgergate.errors import LedgergateError
from ledgergate.frameworks import runtime
from ledgergate.init import folders, sheets
from ledgergate.init.citing import citing
from ledgergate.init.columns import said_alike
from ledgergate.init.draft import Draft, given, leave_out, policy_text, read_again, rows_of, without
from ledgergate.init.indexes import indexed
from ledgergate.init.keeping import companions, covering, named_items, without_strays
from ledgergate.init.links import held
from ledgergate.init.meeting import INDEXES
from ledgergate.init.numbers import numbered, tasked
from ledgergate.init.presets import audited, fitted
from ledgergate.init.survey import LeftOut, Survey, broken, called_plans, mentioned
from ledgergate.init.titles import titled
from ledgergate.init.trying import first_check, habits, together, working
from ledgergate.policy.texts import glob_trouble
from ledgergate.reading import read_side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from ledgergate.git import Snapshot
    from ledgergate.model import Finding, Item
    from ledgergate.policy import Policy

_BOXES = frozenset(("LG204", "LG404", "LG407", "LG502"))  # what a preset may find beyond the inferred bindings
_DOUBLES = frozenset(("LG204", "LG208"))


class Proposal(Value):
    """`text` is the policy's; `recognised` says what the runtime paths were told by, `unread` what was passed over;
    `links` are the patterns of documents whose links are held, `keys` of those held to the keys that they cite. The
    first check has `looked`, or could not."""

    text: str
    drafts: tuple[Draft, ...]
    patterns: tuple[str, ...]
    recognised: tuple[str, ...]
    unread: tuple[str, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    links: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    looked: bool = True

    @property
    def empty(self) -> bool:
        """Whether it would hold nothing. Links alone are worth a policy where documents plan, however they do it."""
        return not (self.drafts or self.patterns or (self.links and self.left_out))


def propose(
    snapshot: Snapshot, *, strict: bool = False, standing: Policy | None = None, step: Callable[[str], object] = len
) -> Proposal:
    """What this snapshot's documents ask for, beyond what a `standing` policy reads. Nothing is written; it loads.

    `step` is told what is being looked at.
    """
    step("reading the tracked documents")
    survey = Survey(snapshot)
    step(f"profiling {len(survey.markdown)} documents")
    patterns, recognised = runtime(survey.paths)
    # The preset of an audit asks for a posture; a policy that stands has one preset at most, and keeps it.
    audit = audited(survey) if patterns and standing is None else []
    drafts = titled(survey, [numbered(survey, one) for one in _drafts(survey, audit)])
    step(f"trying {len(drafts)} ledgers")
    drafts = [_outside(draft, audit) for draft in working(survey, drafts)]
    if standing is not None:
        drafts = list(uncovered(survey, standing, drafts))
    else:
        drafts = [*audit, *drafts] if audit else _preferred(survey, drafts, fitted(survey, drafts))
    drafts = list(tasked(survey, [without_strays(survey, draft) for draft in drafts]))
    step("checking the proposal")
    links = held(survey, drafts)
    drafts = together(survey, drafts, lambda some: policy_text(some, patterns, strict, links))
    findings: tuple[Finding, ...] = ()
    looked = True
    try:
        if standing is None:
            links = links.but(keys=citing(survey, drafts, policy_text(drafts, patterns, strict, links)))
        every = tuple(first_check(survey, policy_text(drafts, patterns, strict, links)))
        told = (one for one in habits(drafts, every) if not glob_trouble(one[0]))  # no policy can name all paths
        links = links.but(off=tuple(dict.fromkeys((*links.off, *told))))
        off = {(path, rule) for one, rule in links.off for path in (one, *survey.documents.find(one))}
        findings = tuple(one for one in every if (one.place.path, one.rule) not in off)
    except LedgergateError as error:
        looked = False
        survey.unread.append(f"the first check could not look: {error.message}")
    text, unread = policy_text(drafts, patterns, strict, links), tuple(dict.fromkeys(survey.unread))
    passed = _left_out(survey, drafts)
    return Proposal(
        text, tuple(drafts), patterns, recognised, unread, findings, passed, links.globs, links.keys, looked
    )


def _outside(draft: Draft, audit: Sequence[Draft]) -> Draft:
    """The draft without reports in the folder of an audit, whose preset knows what its documents say."""
    heads = tuple(one.package.removesuffix("*") for one in audit)
    return draft.but(reports=tuple(one for one in draft.reports if not one.path.startswith(heads)))


def _preferred(survey: Survey, own: list[Draft], preset: list[Draft]) -> list[Draft]:
    """The preset's drafts where its rules find nothing that the inferred ones do not, open boxes aside.

    What a preset reads in place of a table or a list says more than that one.
    """
    if preset == own:
        return own
    sources = [one.ledger.sources for one in own]
    new = (one for one in preset if one.preset or one.ledger.sources not in sources)
    read = set().union(*(draft.paths for draft in new))
    ours = [one for one in own if one.of_files or read.isdisjoint(_paths(one))]
    known = set().union(*(draft.paths for draft in ours))
    try:
        texts = (policy_text(drafts, (), False) for drafts in (ours, preset))
        # Which of two with one key is told depends on which is read first.
        mine, theirs = (
            {(one.code, one.place.path if one.code != "LG204" else "") for one in first_check(survey, text)}
            for text in texts
        )
    except LedgergateError:
        return own
    # Two that have one number, or one name, are two items to the one and two packages to the other.
    sure = _BOXES | ({"LG505"} if any(code in _DOUBLES for code, _ in mine) else set())
    more = (code in sure or (path not in known and code < "LG500") for code, path in theirs - mine)
    return preset if mine <= theirs and all(more) else own


def uncovered(survey: Survey, standing: Policy, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of what no ledger of the standing policy reads, without reports that it has.

    A document that restates one of its own ledgers is left out: how its rows name the items, its authors know.
    """
    side = read_side(survey.documents, standing)
    read = {item.document.path for ledger in side.ledgers.values() for item in ledger.items}
    reports = {report.path for report in side.reports}
    survey.governed = read | reports
    taken = set(standing.ledgers)
    for draft in drafts:
        missing = tuple(one for one in draft.reports if one.path not in reports)
        if 2 * len(draft.paths & read) < len(draft.paths):
            yield given(draft, taken).but(reports=missing)
            continue
        for path in dict.fromkeys(one.path for one in missing):
            what = f"it restates {len(draft.read.items)} items that the policy reads"
            survey.left_out.append(LeftOut(path, 0, len(draft.read.items), what, "no [[report]] binds it"))


def _drafts(survey: Survey, audit: Sequence[Draft]) -> list[Draft]:
    every = indexed(survey, list(folders.drafts(survey)))
    found = [said_alike(survey, draft) for draft in every if _worth(draft)]
    for draft in (one for one in every if not _worth(one)):
        some = ", ".join(dict.fromkeys(report.path for report in draft.reports))
        if some or draft.key.pattern or draft.ledger.fields:
            leave_out(survey, draft, f"{some} lists some of them" if some else "no index lists them")
    kept = [_without_archive(survey, covering(survey, _without_companions(survey, draft))) for draft in found]
    # What was taken for an item first, and lies beside one, is no plan of its own. Documents that say nothing of their
    # state, and of which an index says no more than that they are there, may each hold one.
    stating = [draft for draft in (*audit, *found, *kept) if draft.words or draft.place or draft.preset]
    used = set().union(*map(_paths, stating))
    used.update(report.path for draft in (*found, *kept) for report in draft.reports)
    # So does what lies in the folder of an audit, or of an item.
    own = (draft.homes for draft in kept if draft.key.source == "folder")
    homes = {draft.folder for draft in audit}.union(*own)
    used.update(path for path in survey.markdown if not homes.isdisjoint(map(str, PurePosixPath(path).parents)))
    taken = {draft.ledger.name for draft in (*audit, *kept)}
    kept.extend(said_alike(survey, draft) for draft in indexed(survey, list(sheets.drafts(survey, taken, used))))
    return kept or _preferred(survey, [], fitted(survey, [])) or list(sheets.boxed(survey, taken, used))


def _worth(draft: Draft) -> bool:
    """A family is proposed for its status, its place or a report that restates all of it."""
    key = draft.ledger.key
    restated = any(report.covers is not None for report in draft.reports)
    placed = draft.place and (key is None or bool(key.pattern) or key.source == "folder")
    compared = {name for report in draft.reports for name in rows_of(report).columns.values()}
    stated = any(
        one.required or one.source == "folder" or one.name in compared
        for one in draft.ledger.fields.values()
        if one.vocabulary
    )
    return stated or placed or restated


def _paths(draft: Draft) -> set[str]:
    return draft.paths | {report.path for report in draft.reports}


def _without_companions(survey: Survey, draft: Draft) -> Draft:
    """Leaves out files that no complete report knows and that have neither a number nor a status, or the number of
    one that it knows: redirects, and notes beside items (`7-parser-summary.md` beside `7-parser.md`)."""
    complete = [report for report in draft.reports if report.covers is not None]
    status = draft.ledger.fields.get("status")
    if not complete:
        return draft
    known = {key for report in complete for key in named_items(survey, draft, report)}
    beside = companions(draft, known)
    unknown = (item for item in draft.read.items if item.key not in known)
    stated = status is not None and status.required
    gone = {item.document.path for item in unknown if item.key in beside or (stated and not _stands(item))}
    why = f"{len(gone)} files without a row are left out: they have neither number nor status, or another's number"
    return _without(survey, draft, gone, why)


def _without_archive(survey: Survey, draft: Draft) -> Draft:
    """Leaves out folders of which no row of a complete report knows a file, and that have an index of their own."""
    complete = [report for report in draft.reports if report.covers is not None] if len(draft.homes) > 1 else []
    named = (named_items(survey, draft, report).values() for report in complete)
    known = {posixpath.dirname(item.document.path) for item in chain.from_iterable(named)}
    indexes = {f"{home}/{name}.md" for home in draft.homes - known if known for name in INDEXES}
    gone: set[str] = set()
    for index in indexes & survey.present - draft.paths:
        own = {path for path in draft.paths if posixpath.dirname(path) == posixpath.dirname(index)}
        text = survey.raw(index)
        gone |= own if 2 * sum(posixpath.basename(path).encode() in text for path in own) > len(own) else set()
    return _without(survey, draft, gone, f"{len(gone)} files are left out: their folder has an index of its own")


def _without(survey: Survey, draft: Draft, gone: Set[str], why: str) -> Draft:
    sources = without(survey, draft.ledger.sources, gone)
    left = gone and sources
    return read_again(survey, draft, sources=sources).but(doubts=(*draft.doubts, why)) if left else draft


def _stands(item: Item) -> bool:
    """Whether a file has a number of its own, or says its status."""
    stated = item.stated("status")
    return any(map(str.isdigit, item.key)) or (stated is not None and stated.kind in ("value", "placeholder"))


def _left_out(survey: Survey, drafts: Sequence[Draft]) -> tuple[LeftOut, ...]:
    """Everything that was left out and is governed by no draft, what is worth most first."""
    read = survey.governed.union(*(draft.paths for draft in drafts))
    restating = {report.path for draft in drafts for report in draft.reports}
    sources = (source.path for draft in drafts if draft.of_files for source in draft.ledger.sources)
    told, found = read | restating | set(chain.from_iterable(map(survey.documents.find, sources))), []
    for one in (one for one in survey.left_out if one.path not in restating):
        paths = survey.documents.find(one.path) if one.path not in survey.present else []
        if not paths or 2 * sum(path in read for path in paths) < len(paths):
            found.append(one)
            told.update(paths or [one.path])
    found += broken(survey, read)
    found += mentioned(survey, set().union(*(draft.keys for draft in drafts)))
    found = sorted(dict.fromkeys(found), key=lambda one: (-one.count, one.path, one.line))
    homes = {posixpath.dirname(path) for path in read if posixpath.basename(path).casefold() in INSIDE}
    return (*found, *called_plans(survey, told, homes))
