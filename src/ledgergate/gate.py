"""The gate: look at a change, read what it governs, judge it by the rules, weigh what they found."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.errors import LedgergateError, Misused
from ledgergate.ledgers.shelf import Shelf
from ledgergate.model import Compared, Examined, NotRun, Partition, Verdict
from ledgergate.reading import read_all, same_sources
from ledgergate.repository import look
from ledgergate.repository.globs import literal_folder
from ledgergate.request import Request
from ledgergate.rules import CATALOGUE, NAMES, load, named
from ledgergate.rules.view import View
from ledgergate.weighing import weigh

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.markdown import Page
    from ledgergate.model import Finding, Ledger, Posture, Report
    from ledgergate.policy import Policy
    from ledgergate.repository import Change, Snapshot
    from ledgergate.repository.runtime import Touched
    from ledgergate.rules import Rule
    from ledgergate.rules.view import Reading


def judge(request: Request) -> Verdict:
    """The verdict on one change. Raises Misused (exit 2) and NotChecked (exit 3) where there can be none."""
    chosen = _chosen(request)
    change = look(request.asked)
    try:
        after, before = _policies(request, change)
        # One listing of all that is governed costs one git process; asking place by place costs one each.
        change.after.prefetch(*map(literal_folder, policies.governed(after)))
        pages: dict[tuple[str, str], Page] = {}
        shelves = Shelf(change.after, pages), Shelf(change.before, pages) if change.before is not None else None
        return _judged(request, chosen, change, after, before, shelves)
    finally:
        change.close()


def _judged(request: Request, chosen: tuple[Rule, ...], change: Change, policy: Policy, base: Policy | None,
            shelves: tuple[Shelf, Shelf | None]) -> Verdict:  # fmt: skip
    shelf, shelf_before = shelves
    announced = _posture(change, policy, base, shelf, shelf_before)
    reading = read_all(shelf, policy, reports=any(rule.duty == "report-drift" for rule in chosen))
    before = _before(reading, base, shelf_before, chosen)
    patterns = _patterns(policy, base)
    view = View(reading, before, change.entries, announced, _touched(change, patterns), policy.runtime.kinds)
    runs, not_run = _applicable(chosen, view, change)
    findings = [one for rule in runs for one in _findings(rule, view)]
    old = _standing(runs, change, policy, shelf_before) if findings and change.before is not None else None
    weighed = weigh(findings, reading, policy, base, old, request, change)
    return Verdict(
        _compared(change, announced), _examined(change, reading, shelf), weighed, _partitions(reading, before),
        not_run, _notices(change, base), _summary(reading), exit_zero=request.exit_zero,
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


def _policies(request: Request, change: Change) -> tuple[Policy, Policy | None]:
    """The policy that the change leaves behind, and the one that it starts from, where there is one."""
    if request.policy_file:
        given = _from_file(request.policy_file)
        return given, given
    after = _policy_of(change.after, request)
    start = change.tip or change.before
    if start is None:
        return after, None
    if all(start.entry(home) == change.after.entry(home) for home in policies.HOMES):
        return after, after
    try:
        return after, _policy_of(start, request)
    except Misused:
        # A base without a policy, or with a broken one, protects nothing: the change brings the first that counts.
        return after, None


def _policy_of(snapshot: Snapshot, request: Request) -> Policy:
    most = request.asked.limits.policy
    snapshot.prefetch(*policies.HOMES)
    there = [home for home in policies.HOMES if snapshot.entry(home) is not None]
    documents = snapshot.read(there)
    return policies.load({path: document.data for path, document in documents.items()}, NAMES, most)


def _from_file(path: str) -> Policy:
    try:
        with open(path, "rb") as file:
            return policies.load({path: file.read(policies.LIMIT + 1)}, NAMES)
    except OSError as error:
        raise Misused(f"the policy {path} cannot be read: {error.strerror}", "name a file with --policy") from None


def _posture(change: Change, policy: Policy, base: Policy | None, shelf: Shelf, before: Shelf | None) -> Posture:
    """The posture under either policy: a change may not loosen the one that it starts from."""
    from ledgergate.truth.posture import posture

    sides = [one for one in (before, shelf) if one is not None]
    made = posture(policy, sides, change.entries, change.branch)
    if not made.read_only and base is not None and base is not policy:
        earlier = posture(base, sides, change.entries, change.branch)
        return earlier if earlier.read_only else made
    return made


def _patterns(policy: Policy, base: Policy | None) -> list[tuple[str, ...]]:
    every = [policy.runtime.patterns, base.runtime.patterns if base is not None else ()]
    return [one for number, one in enumerate(every) if one and one not in every[:number]]


def _touched(change: Change, patterns: list[tuple[str, ...]]) -> Callable[[], tuple[Touched, ...]]:
    """What asks for the runtime paths of the change, when a rule wants them: their patterns cost a library."""

    def touched() -> tuple[Touched, ...]:
        from ledgergate.repository.patterns import Patterns
        from ledgergate.repository.runtime import touched as found

        seen: dict[str, Touched] = {}
        for some in patterns:
            for one in found(change, Patterns(some)):
                seen.setdefault(one.path, one)
        return tuple(seen.values())

    return touched


def _before(after: Reading, base: Policy | None, shelf: Shelf | None, chosen: Iterable[Rule]) -> Reading | None:
    """The ledgers that the change starts from, under the policy of that time: a mended binding loses no item."""
    if shelf is None or not any(rule.name == "item-vanished" for rule in chosen):
        return None
    if base is after.policy and same_sources(after, shelf):
        return after
    return read_all(shelf, base or after.policy, reports=False, strict=False)


def _cites(policy: Policy) -> bool:
    """Whether the policy holds links or fields to lead somewhere."""
    fields = [field for ledger in policy.ledgers.values() for field in ledger.fields.values()]
    fields += [
        field for ledger in policy.ledgers.values() for source in ledger.sources for field in source.fields.values()
    ]
    return bool(policy.links) or any(field.kind == "evidence" for field in fields)


def _applicable(chosen: Iterable[Rule], view: View, change: Change) -> tuple[list[Rule], tuple[NotRun, ...]]:
    policy = view.after.policy
    has = {
        "ledgers": bool(policy.ledgers),
        "reports": bool(policy.reports),
        "counts": any(report.counts for report in policy.reports),
        "invariants": bool(policy.invariants),
        "packages": bool(policy.packages),
        "citations": _cites(policy),
        "evidence": bool(policy.evidence),
        "claims": any(package.claims for package in policy.packages),
        "numbers": any(package.numbers for package in policy.packages),
        "truths": bool(policy.truths or policy.packages or policy.evidence),
        "artifacts": any(package.requires for package in policy.packages),
        "questions": any(package.questions for package in policy.packages),
        "posture": view.posture.read_only,
        "change": change.before is not None,
    }
    runs, skipped = [], []
    for rule in chosen:
        if (
            "change" in rule.needs
            and not has["change"]
            and (rule.duty != "read-only-posture" or policy.runtime.patterns)
        ):
            skipped.append(NotRun(rule.name, "no base to compare with"))
        elif all(has.get(need, True) for need in rule.needs):
            runs.append(rule)
    return runs, tuple(skipped)


def _findings(rule: Rule, view: View) -> Iterator[Finding]:
    for one in load(rule).check(view):
        yield one.but(code=rule.code, rule=rule.name, level=rule.level)


def _standing(runs: Iterable[Rule], change: Change, policy: Policy, shelf: Shelf | None) -> list[Finding] | None:
    """What the state rules find in the snapshot that the change starts from, under the policy it leaves behind."""
    if shelf is None:
        return None
    try:
        view = View(read_all(shelf, policy, reports=True, strict=False), None)
        return [one for rule in runs if "change" not in rule.needs for one in _findings(rule, view)]
    except LedgergateError:
        # A base that cannot be read excuses nothing.
        return []


def _compared(change: Change, announced: Posture) -> Compared:
    return change.compared.but(posture=announced)


def _examined(change: Change, reading: Reading, shelf: Shelf) -> Examined:
    items = {name: len(ledger.items) for name, ledger in reading.ledgers.items()}
    rows = sum(len(report.rows or ()) for report in reading.reports)
    read: tuple[Ledger | Report, ...] = (*reading.ledgers.values(), *reading.reports)
    left_out = sum(one.ignored for one in read)
    cited = 0
    if _cites(reading.policy):
        from ledgergate.rules.cited import count

        cited = count(reading)
    return Examined(len(change.entries), len(shelf.read_paths), items, rows, cited, ignored=left_out)


def _partitions(reading: Reading, before: Reading | None) -> tuple[Partition, ...]:
    from ledgergate.reading import partition

    return tuple(made for name in reading.ledgers if (made := partition(reading, before, name)) is not None)


def _summary(reading: Reading) -> tuple[str, ...]:
    from ledgergate.summary import summary

    return summary(reading)


def _notices(change: Change, base: Policy | None) -> tuple[str, ...]:
    first = (
        ("the change brings the first policy: nothing protected its base",)
        if change.before is not None and base is None
        else ()
    )
    return (*change.compared.notes, *first)
