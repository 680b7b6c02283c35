"""Demands of two policies: whether one of them asks for as much as another, as far as that can be told."""

from __future__ import annotations

from ledgergate.policy.languages import covers
from ledgergate.policy.model import Evidence, Invariant, Truth
from ledgergate.policy.strictness import Loosened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from ledgergate.policy.model import Policy, Total

    Where = Mapping[str, tuple[str, ...]]

# What each kind of demand is compared by; a field that is missing here fails a test.
COMPARED: dict[type, tuple[str, ...]] = {
    Invariant: ("when", "then", "none", "reason", "line", "every", "never"),
    Evidence: ("ledger", "when", "field", "needs", "forbids", "refutes", "report", "reason", "line"),
    Truth: (
        "ledger", "field", "done", "tasks", "except_under", "except_boxes", "package_status", "children",
        "child_field", "child_parent", "open", "line",
    ),
}  # fmt: skip


def wider(where: Where, other: Where) -> bool:
    """Whether `other` selects at least what `where` does: no condition more, and of each at least the values."""
    return all(set(where.get(field, ())) <= set(values) and field in where for field, values in other.items())


def _all_of(where: Where, other: Where) -> bool:
    """Whether what must not be, or must be named, is at least as much; {} names nothing here."""
    return not where or (bool(other) and wider(where, other))


def _invariant(one: Invariant, other: Invariant) -> bool:
    then = all(field in other.then and set(other.then[field]) <= set(values) for field, values in one.then.items())
    parts = ((one.none, other.none), (one.every, other.every), (one.never, other.never))
    return then and wider(one.when, other.when) and all(_all_of(*pair) for pair in parts)


def _evidence(one: Evidence, other: Evidence) -> bool:
    about = (one.ledger, one.report, one.field) == (other.ledger, other.report, other.field)
    needs = all(
        kind in other.needs and all(covers(globs, glob) for glob in other.needs[kind])
        for kind, globs in one.needs.items()
    )
    refuted = not one.refutes or (all(
        kind in one.refutes and all(covers(globs, glob) for glob in one.refutes[kind])
        for kind, globs in other.refutes.items()
    ) and bool(other.refutes))  # fmt: skip
    return about and needs and refuted and wider(one.when, other.when) and set(one.forbids) <= set(other.forbids)


def _truth(one: Truth, other: Truth) -> bool:
    names = ("tasks", "children", "child_field", "child_parent")
    kept = all(getattr(one, name) in ("", getattr(other, name)) for name in names)
    about = (one.ledger, one.field) == (other.ledger, other.field)
    boxes = other.except_boxes in ("", one.except_boxes) and set(other.except_under) <= set(one.except_under)
    return about and kept and boxes and set(one.done) <= set(other.done) and one.package_status <= other.package_status


_PARTS: tuple[tuple[str, Callable[[Any, Any], bool]], ...] = (
    ("invariants", _invariant),
    ("evidence", _evidence),
    ("truths", _truth),
)


def demands(base: Policy, head: Policy) -> tuple[dict[str, Any], list[Loosened]]:
    """The demands of both, and those of the first that the second does not make."""
    values: dict[str, Any] = {}
    told: list[Loosened] = []
    for part, as_much in _PARTS:
        after = getattr(head, part)
        lost = []
        for one in getattr(base, part):
            same = [other for other in after if as_much(one, other)]
            if not same:
                lost.append(one)
                reason = getattr(one, "reason", "")
                said = f" ('{reason}')" if reason else ""
                told.append(Loosened(f"one of the {part} of the policy is gone{said}", reason, one.line))
            elif part == "truths":
                told += _open_words(one, same)
        values[part] = (*after, *lost)
    return values, told


def _open_words(one: Truth, others: Iterable[Truth]) -> Iterator[Loosened]:
    known = [word for other in others for word in other.open]
    for word in one.open:
        if word not in known:
            yield Loosened(f"a truth of the policy no longer calls '{word}' open", word, one.line, advice=True)


def demands_as_much(one: Total, other: Total) -> bool:
    """Whether `other` binds the total as `one` does, or more strictly."""
    same = one.but(line=0, optional=False, every=False) == other.but(line=0, optional=False, every=False)
    return same and other.optional <= one.optional and other.every >= one.every
