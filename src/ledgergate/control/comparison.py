"""The gates of two trees compared: each one of before is looked for in the tree of after, and must still answer."""

from __future__ import annotations

from ledgergate.control import HOOKS, is_hook
from ledgergate.control.gates import DUTIES
from ledgergate.control.reading import gates
from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.control.gates import Gate

    State = Callable[[str], tuple[bytes, bool]]  # what lies at a path, and whether it is executable
    Where = tuple[str, Gate]


_WHEN = expression(r"say when it runs$| are chosen$|^not on (?:push|merge_group)$")


class Difference(Value):
    """What a change does to a gate: at which path and line of which side, and whether it can only be looked at."""

    path: str
    line: int
    says: str
    side: str = "after"
    advice: bool = False


def changed(paths: list[str], before: State, after: State) -> Iterator[Difference]:
    """What a change of these paths does to the gates of the tree before."""
    # A step that runs the hooks is a gate where the gate was one of them.
    hooked = any(_gates(before, path, False) for path in HOOKS)
    then = [(path, gate) for path in paths for gate in _gates(before, path, hooked)]
    if then:
        yield from differences(then, [(path, gate) for path in paths for gate in _gates(after, path, hooked)])


def _gates(state: State, path: str, hooked: bool) -> list[Gate]:
    content, executable = state(path)
    return (
        gates(path, content, executable=executable, hooked=hooked, other=lambda one: state(one)[0]) if content else []
    )


def differences(then: list[Where], now: list[Where]) -> Iterator[Difference]:
    """Each gate of before is looked for at its own path first, then elsewhere; each of after serves once."""
    left = list(now)
    for path, gate in then:
        alike = sorted((one for one in left if _stands_for(one, (path, gate))), key=lambda one: _far(one, path, gate))
        if not alike:
            if not _is_split(path, gate, left):
                yield Difference(path, gate.line, f"removes {gate.name}", "before")
            continue
        chosen = alike[0]
        if gate.duty == chosen[1].duty:
            left.remove(chosen)
        stays = chosen[0] == path and chosen[1].name == gate.name
        if path.partition("/")[0] != chosen[0].partition("/")[0]:
            # Another service says in its own words when it runs.
            chosen = chosen[0], chosen[1].but(skips=frozenset(x for x in chosen[1].skips if not _WHEN.search(x)))
        yield from _between(gate, chosen, stays)


def _stands_for(one: Where, before: Where) -> bool:
    """Whether a gate can take the place of an earlier one: both at a commit or both at a service."""
    return is_hook(one[0]) == is_hook(before[0]) and one[1].duty in ("", before[1].duty)


def _is_split(path: str, gate: Gate, left: list[Where]) -> bool:
    duties = {other.duty for where, other in left if is_hook(where) == is_hook(path)}
    return gate.duty == "" and duties.issuperset(DUTIES[:3])


def _far(one: Where, path: str, gate: Gate) -> tuple[bool, bool, int, int]:
    where, other = one
    return where != path, other.name != gate.name, len(other.skips - gate.skips), len(other.given - gate.given)


def _between(gate: Gate, chosen: Where, stays: bool) -> Iterator[Difference]:
    where, other = chosen
    lists = {name for name, _ in other.keeps}
    lost = {f"{name}, '{one}' is gone" for name, one in gate.keeps - other.keeps if name in lists}
    new = sorted((other.skips - gate.skips) | lost)
    if new:
        yield Difference(where, other.line, f"makes {gate.name} skip or say yes: {'; '.join(new)}"[:600])
    given = other.given - gate.given
    if not any(one.startswith("repo: ") for one in gate.given):
        given = frozenset(one for one in given if not one.startswith("repo: "))
    if not stays:
        given = frozenset(one for one in given if one.startswith("repo: "))
    if given:
        yield Difference(where, other.line, f"changes what {gate.name} does: {'; '.join(sorted(given))}"[:600])
    known = {line for line, _ in gate.earlier}
    added = [one for one in dict.fromkeys(other.earlier) if one[0] and one[0] not in known]
    for line, why in added:
        if why:
            yield Difference(where, other.line, f"puts '{line[:120]}' before {gate.name}: {why}")
    if stays and added and not any(why for _, why in added):
        lines = "; ".join(line for line, _ in added)[:300]
        yield Difference(where, other.line, f"changes what runs before {gate.name}: {lines}", advice=True)
