"""What the policy that a change starts from still protects: both policies' runtime, required fields, vocabularies."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.errors import LedgergateError, Misused
from ledgergate.git.globs import literal_folder
from ledgergate.reading import read_all
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.git import Snapshot
    from ledgergate.git.patterns import Patterns
    from ledgergate.model import Changed, Finding, Posture
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Field, LedgerPolicy
    from ledgergate.rules import Rule
    from ledgergate.truth.runtime import Touched

HELD = ("unclassified", "unknown-value")


def both_ends(change: Change, read: Callable[[Snapshot], Policy]) -> tuple[Policy, Policy | None]:
    """The policy that the change leaves behind, and the one that it starts from, where there is one.

    A change that takes the policy away is judged by the one that it takes away.
    """
    try:
        # First the state that is at hand: git may still be at work on the difference to the other.
        made = read(change.after)
    except Misused:
        base = _starting(change, read)
        if base is not None and change.after.entry(base.origin) is None and _is_shared_only(change.after):
            return base, base
        raise
    start = change.tip or change.before
    if start is not None:
        start.prefetch(*places(made))  # with the base's policy, so that one listing serves both
    return made, _starting(change, read)


def places(policy: Policy) -> set[str]:
    """Where the policy's documents lie, and where a policy does: what a check lists of a state."""
    lies_in_a_state = policy.origin in policies.HOMES
    governed = set(policies.governed(policy)) - (set() if lies_in_a_state else {policy.origin})
    return {*map(literal_folder, governed), *policies.HOMES}


def _starting(change: Change, read: Callable[[Snapshot], Policy]) -> Policy | None:
    start = change.tip or change.before
    return None if start is None else _or_none(read, start)


def _is_shared_only(after: Snapshot) -> bool:
    """Whether only pyproject.toml is left, which may hold no policy."""
    return not any(after.entry(home) for home in policies.HOMES if home != "pyproject.toml")


def _or_none(read: Callable[[Snapshot], Policy], snapshot: Snapshot) -> Policy | None:
    try:
        return read(snapshot)
    except Misused:
        # A base without a policy, or with a broken one, protects nothing: the change brings the first that counts.
        return None


def starting(change: Change, read: Callable[[Snapshot], Policy]) -> Callable[[], Policy | None]:
    """What asks for the policy of the merge base, where that is another commit than the base's tip."""

    def started() -> Policy | None:
        before = change.before
        return None if before is None or change.tip is before else _or_none(read, before)

    return started


def announced(
    change: Change, policy: Policy, base: Policy | None, documents: Documents, before: Documents | None
) -> Posture:
    """The posture under either policy: a change may not loosen the one that it starts from."""
    from ledgergate.truth.posture import posture

    sides = [one for one in (before, documents) if one is not None]
    made = posture(policy, sides, change)
    if not made.read_only and base is not None and base is not policy:
        earlier = posture(base, sides, change)
        return earlier if earlier.read_only else made
    return made


def runtime(change: Change, policy: Policy, base: Policy | None, documents: Documents, before: Documents | None
            ) -> Callable[[Sequence[Changed] | None], tuple[Touched, ...]]:  # fmt: skip
    """What asks for the runtime paths among some entries, of the whole change without them: patterns cost a library."""

    def touched(entries: Sequence[Changed] | None = None) -> tuple[Touched, ...]:
        from ledgergate.git.patterns import Patterns
        from ledgergate.truth.runtime import touched as found

        seen: dict[str, Touched] = {}
        for some in _patterns(policy, base):
            patterns = Patterns(some)
            for one in found(change, patterns, entries):
                seen.setdefault(one.path, one)
            if entries is None:
                for one in _besides(change, patterns, documents, before):
                    seen.setdefault(one.path, one)
        return tuple(seen[path] for path in sorted(seen))

    return touched


def _besides(change: Change, patterns: Patterns, documents: Documents, before: Documents | None) -> Iterator[Touched]:
    """What attributes reach, and what earlier commits of the branch did: an amend must not hide them."""
    from ledgergate.moments.branch import branch_entries
    from ledgergate.truth.attributes import by_attributes
    from ledgergate.truth.runtime import touched as found

    if before is not None:
        yield from by_attributes(change, patterns, before, documents)
    earlier = branch_entries(change)
    for one in found(change, patterns, earlier) if earlier else ():
        yield one if one.detail else one.but(detail="an earlier commit of this branch did")


def _patterns(policy: Policy, base: Policy | None) -> list[tuple[str, ...]]:
    every = [policy.runtime.patterns, base.runtime.patterns if base is not None else ()]
    return [one for number, one in enumerate(every) if one and one not in every[:number]]


def joined(policy: Policy, base: Policy) -> Policy:
    """The policy of the head with the required fields and the vocabularies of the base; what only the head leaves out
    counts as an item."""
    ledgers = {
        name: _held(ledger, base.ledgers[name]) if name in base.ledgers else ledger
        for name, ledger in policy.ledgers.items()
    }
    return policy.but(ledgers=ledgers, vocabularies={**policy.vocabularies, **base.vocabularies})


def _held(ledger: LedgerPolicy, earlier: LedgerPolicy) -> LedgerPolicy:
    fields = {name: _strict(rule, earlier.fields.get(name)) for name, rule in ledger.fields.items()}
    fields.update({name: rule for name, rule in earlier.fields.items() if name not in fields and rule.required})
    known = {one.path: one.ignore for one in earlier.sources}
    sources = tuple(
        source.but(
            fields={name: _strict(rule, earlier.fields.get(name)) for name, rule in source.fields.items()},
            ignore=_both(source.ignore, known.get(source.path, source.ignore)),
        )
        for source in ledger.sources
    )
    return ledger.but(fields=fields, sources=sources, ignore=_both(ledger.ignore, earlier.ignore))


def _both(now: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in now if text in then)


def _strict(rule: Field, earlier: Field | None) -> Field:
    if earlier is None:
        return rule
    same_words = {"map": earlier.map} if rule.labels == earlier.labels else {}
    return rule.but(
        required=rule.required or earlier.required,
        vocabulary=earlier.vocabulary or rule.vocabulary,
        default=earlier.default,
        **same_words,
    )


def held(rules: Iterable[Rule], run: Callable[[Rule, View], Iterator[Finding]], told: Iterable[Finding],
         ends: tuple[Policy, Policy | None], both_documents: tuple[Documents, Documents | None],
         ) -> Iterator[Finding]:  # fmt: skip
    """What the base's required fields and vocabularies still refuse, apart from what they refused before the change."""
    (policy, base), (documents, before) = ends, both_documents
    chosen = [rule for rule in rules if rule.name in HELD]
    if base is None or before is None or not chosen or _same(policy, base):
        return
    strict = joined(policy, base)
    if strict == policy:
        return
    known = {(one.code, one.message) for one in told}
    try:
        old = View(read_all(before, base, strict=False), None)
        known |= {(one.code, one.message) for rule in chosen for one in run(rule, old)}
    except LedgergateError:
        pass  # a base that cannot be read excuses nothing
    now = View(read_all(documents, strict, strict=False), None)
    for rule in chosen:
        for one in run(rule, now):
            if (one.code, one.message) not in known:
                message = f"{one.message}, by the policy that the change starts from"
                yield one.but(message=message, cure=(*one.cure, "or change the policy first, in a change of its own"))


def _same(policy: Policy, base: Policy) -> bool:
    return policy is base or (policy.ledgers == base.ledgers and policy.vocabularies == base.vocabularies)
