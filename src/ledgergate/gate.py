"""The gate: look at a change, read what it governs, judge it by the rules, weigh what they found."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate import protection
from ledgergate.applicable import applicable, cites
from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError, Misused
from ledgergate.model import Compared, Examined, Partition, Verdict
from ledgergate.moments import look
from ledgergate.reading import read_all, read_names, sources
from ledgergate.request import Request
from ledgergate.rules import CATALOGUE, NAMES, load, named
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.git import Snapshot
    from ledgergate.markdown import Page
    from ledgergate.model import Entry, Finding, Ledger, Posture, Report
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.recollection import Recollection
    from ledgergate.rules import Rule
    from ledgergate.sides import Side
    from ledgergate.truth.runtime import Touched
    from ledgergate.weighing import Base

    Loader = Callable[[dict[str, bytes], frozenset[str], int], Policy]


def judge(request: Request) -> Verdict:
    """The verdict on one change. Raises Misused (exit 2) and NotChecked (exit 3) where there can be none."""
    return judge_change(request, look(request.asked))


def judge_change(request: Request, change: Change, recalled: Recollection | None = None) -> Verdict:
    """The same for a change that is at hand, which is closed at the end: one ref of a push.

    `recalled` is what is remembered of the states at hand; it spares their reading.
    """
    try:
        chosen = _chosen(request)
        if change.idle:
            return Verdict(change.compared, Examined(), notices=(change.idle,))
        if change.compared.moment != "staged":
            _ = change.entries  # they take both listings, and what is asked before them would be listed twice
        read = _reader(request, policies.load if recalled is None else recalled.load)
        after, before = _policies(request, change, read)
        # One listing of all that is governed costs one git process; asking place by place costs one each.
        places = protection.places(after)
        change.after.prefetch(*places)
        change.confirm(*places)
        pages: dict[tuple[str, str], Page] = {}
        both_documents = (
            Documents(change.after, pages),
            Documents(change.before, pages) if change.before is not None else None,
        )
        verdict = _judged(request, chosen, change, (after, before, read), both_documents, recalled)
        change.prove()
        return verdict
    finally:
        change.close()


def _judged(request: Request, chosen: tuple[Rule, ...], change: Change,
            ends: tuple[Policy, Policy | None, Callable[[Snapshot], Policy]],
            both_documents: tuple[Documents, Documents | None], recalled: Recollection | None) -> Verdict:  # fmt: skip
    (policy, base, read), (documents, documents_before) = ends, both_documents
    reading = read_all(documents, policy, reports=any(rule.duty == "report-drift" for rule in chosen))
    announced = protection.announced(change, policy, base, documents, documents_before)
    before = _before(reading, base, documents_before, chosen, recalled)
    if recalled is not None:
        recalled.saw(reading, before)
    touched = protection.runtime(change, policy, base, documents, documents_before)
    view = View(
        reading, before, change.entries, announced, _once(touched), policy.runtime.kinds, base,
        protection.starting(change, read), change, documents_before, touched, request.message,
    )  # fmt: skip
    runs, not_run = applicable(chosen, view, change)
    findings = [one for rule in runs for one in _findings(rule, view)]
    findings, records = _without_records(findings, view)
    findings += protection.held(runs, _findings, findings, (policy, base), both_documents)
    told, more = _weighed(findings, view, request, runs)
    return Verdict(
        _compared(change, announced), _examined(change, reading, documents), told, _partitions(reading, before),
        not_run, _notices(change, base), (*_summary(reading), *records, *more), exit_zero=request.exit_zero,
        lasting=not (policy.waivers or announced.read_only or change.looked_back or request.policy_file),
    )  # fmt: skip


def _chosen(request: Request) -> tuple[Rule, ...]:
    """The rules that the request asks for; an unknown word is a mistake, not an empty choice."""
    for word in (*request.rules, *request.ignore):
        if not any(_meant(word, rule) for rule in CATALOGUE):
            from difflib import get_close_matches

            near = get_close_matches(word.casefold(), sorted(NAMES), n=1)
            raise Misused(
                f"no rule is called '{word}'", f"did you mean {near[0]}?" if near else "`ledgergate rules` lists them"
            )
    return tuple(
        rule
        for rule in CATALOGUE
        if (not request.duties or rule.duty in request.duties)
        and (not request.rules or any(_meant(word, rule) for word in request.rules))
        and not any(_meant(word, rule) for word in request.ignore)
    )


def _meant(word: str, rule: Rule) -> bool:
    exact = named(word)
    return exact is rule or (exact is None and word.upper().startswith("LG") and rule.code.startswith(word.upper()))


def _policies(request: Request, change: Change, read: Callable[[Snapshot], Policy]) -> tuple[Policy, Policy | None]:
    """The policy that the change leaves behind, and the one that it starts from, where there is one."""
    if request.policy_file:
        given = _from_file(request.policy_file, request.asked.limits.policy)
        return given, given
    return protection.both_ends(change, read)


def _reader(request: Request, loaded: Loader) -> Callable[[Snapshot], Policy]:
    """What reads the policy of a snapshot. Equal bytes make one policy: the two ends then compare at a glance."""
    known: dict[tuple[Entry, ...], Policy] = {}

    def read(snapshot: Snapshot) -> Policy:
        snapshot.prefetch(*policies.HOMES)
        homes = tuple([entry for home in policies.HOMES if (entry := snapshot.entry(home)) is not None])
        if homes not in known:
            documents = snapshot.read([home.path for home in homes])
            given = {path: document.data for path, document in documents.items()}
            known[homes] = loaded(given, NAMES, request.asked.limits.policy)
        return known[homes]

    return read


def _without_records(findings: list[Finding], view: View) -> tuple[list[Finding], tuple[str, ...]]:
    if not findings or not view.after.policy.packages:
        return findings, ()
    from ledgergate.weighing.records import kept

    return kept(findings, view)


def _once(touched: Callable[[None], tuple[Touched, ...]]) -> Callable[[], tuple[Touched, ...]]:
    """The same question, answered once for all rules that ask it."""
    kept: list[tuple[Touched, ...]] = []

    def asked() -> tuple[Touched, ...]:
        if not kept:
            kept.append(touched(None))
        return kept[0]

    return asked


def _from_file(path: str, most: int) -> Policy:
    try:
        with open(path, "rb") as file:
            return policies.load({path: file.read(most + 1)}, NAMES, most)
    except OSError as error:
        raise Misused(f"the policy {path} cannot be read: {error.strerror}", "name a file with --policy") from None


def _before(after: Side, base: Policy | None, documents: Documents | None, chosen: Iterable[Rule],
            recalled: Recollection | None) -> Side | None:  # fmt: skip
    """The ledgers that the change starts from, under the policy of that time: a mended binding loses no item."""
    if documents is None or not any(rule.name == "item-vanished" for rule in chosen):
        return None
    if base is after.policy and sources(after.documents, base) == sources(documents, base):
        return after  # nothing was lost
    policy = base or after.policy
    known = recalled.before(documents, policy, after) if recalled is not None else None
    return known or read_names(documents, policy)


def _findings(rule: Rule, view: View) -> Iterator[Finding]:
    for one in load(rule).check(view):
        yield one.but(code=rule.code, rule=rule.name, level=rule.level if one.level == "block" else one.level)


def _weighed(findings: list[Finding], view: View, request: Request, runs: Iterable[Rule]
             ) -> tuple[tuple[Finding, ...], tuple[str, ...]]:  # fmt: skip
    """The findings that count, and what is told of the others. Most changes have none, and nothing to weigh."""
    if not (findings or view.after.policy.waivers or request.new_only):
        return (), ()
    from ledgergate.weighing import weigh

    weighed = weigh(findings, view, _base(findings, view, runs), request, runs)
    return weighed.findings, weighed.summary


def _base(findings: list[Finding], view: View, runs: Iterable[Rule]) -> Base:
    """What findings are weighed against; states before are judged only where there is something to weigh.

    In a merge a finding is the merge's own only if it is new to every parent, and to every merge base of a range.
    """
    from ledgergate.weighing import Base

    documents = view.before_documents
    if documents is None or not findings or view.change is None:
        return Base(view.base, () if documents is not None else None)
    both_documents = [documents, *(Documents(one) for one in view.change.further())]
    return Base(view.base, tuple((one, _standing(runs, view.after.policy, one)) for one in both_documents))


def _standing(runs: Iterable[Rule], policy: Policy, documents: Documents) -> tuple[Finding, ...]:
    """What the state rules find in the snapshot that the change starts from, under the policy it leaves behind."""
    try:
        view = View(read_all(documents, policy, reports=True, strict=False), None)
        return tuple(one for rule in runs if "change" not in rule.needs for one in _findings(rule, view))
    except LedgergateError:
        # A base that cannot be read excuses nothing.
        return ()


def _compared(change: Change, announced: Posture) -> Compared:
    return change.compared.but(posture=announced)


def _examined(change: Change, reading: Side, documents: Documents) -> Examined:
    items = {name: len(ledger.items) for name, ledger in reading.ledgers.items()}
    rows = sum(len(report.rows or ()) for report in reading.reports)
    read: tuple[Ledger | Report, ...] = (*reading.ledgers.values(), *reading.reports)
    left_out = sum(one.ignored for one in read)
    cited = 0
    if cites(reading.policy):
        from ledgergate.truth.cited import count

        cited = count(reading)
    return Examined(len(change.entries), len(documents.read_paths), items, rows, cited, _totals(reading), left_out)


def _totals(reading: Side) -> int:
    """How many stated numbers were held against what they count."""
    if not any(rules.totals for rules in reading.policy.reports):
        return 0
    from ledgergate.rules.wrong_total import count

    return count(reading)


def _partitions(reading: Side, before: Side | None) -> tuple[Partition, ...]:
    from ledgergate.reading import partition

    return tuple(made for name in reading.ledgers if (made := partition(reading, before, name)) is not None)


def _summary(reading: Side) -> tuple[str, ...]:
    from ledgergate.summary import summary

    return summary(reading)


def _notices(change: Change, base: Policy | None) -> tuple[str, ...]:
    first = (
        ("the change brings the first policy: nothing protected its base",)
        if change.before is not None and base is None
        else ()
    )
    return (*change.compared.notes, *first)
