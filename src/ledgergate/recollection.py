"""What a hook recalls of states that it has read: what a policy's bytes said, and which items ledgers held.

Both follow from bytes alone: the same policy file makes the same policy, and the same documents under the same policy
hold the same items. So they are kept by those bytes (a policy's own, documents by their objects), in the same place and
under the same conditions as a clean verdict, and a state that is not known is read. Of the state before a change only
names are asked, and only as long as none of them is gone and no title is another one: what is gone must be shown, and
is read.
"""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.ledgers.conservation import aliases, gone, retitled
from ledgergate.memory import kept_at, program, read, write
from ledgergate.model import Document, Item, Ledger, Stated
from ledgergate.policy import model
from ledgergate.reading import sources
from ledgergate.sides import Contents, Side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.request import Request

_BOTH_ENDS = 2  # as many states, and policies, as one change has: where a commit is given up, the next starts there
_MOST_NAMES = 200_000  # of items, in both states


class Recollection:
    """The memory of one work tree: read when it is first asked, written when something new was read."""

    def __init__(self, request: Request, change: Change) -> None:
        self._path = kept_at(request.asked, change, "states")
        self._record: tuple[Any, ...] | None = None
        self._policies: list[tuple[Policy, Any]] = []  # of this run, each with the documents that it was read from
        self._seen: tuple[Side, ...] = ()

    def load(self, documents: dict[str, bytes], rules: frozenset[str], limit: int) -> Policy:
        """The policy of these documents, as `policy.load` reads it."""
        key = (documents, limit)
        closed = next((one for given, one in self._known(2) if given == key), None)
        made = policies.load(documents, rules, limit) if closed is None else _policy(closed)
        self._policies.append((made, key))
        return made

    def before(self, side: Side, after: Side) -> Contents | None:
        """The items of the state before a change, where it is known and nothing of it is gone; they have no place."""
        key = self._state(side)
        found = next((one for given, one in self._known(3) if given == key), None) if key else None
        if found is None:
            return None
        read = Contents({name: _ledger(name, items) for name, items in found.items()})
        recalled = Side(side.documents, side.policy, lambda _: read)
        if any(_differs(recalled, after, name) for name in read.ledgers):
            return None
        return read

    def saw(self, *sides: Side) -> None:
        """What was read, the state that is judged first."""
        self._seen = sides

    def keep(self) -> None:
        """Remembers the policies and the items of what was read, once the verdict stands."""
        if not self._path:
            return
        states = _first([(key, _names(one)) for one in self._seen if (key := self._state(one))])
        known = _first([(key, _closed(made)) for made, key in self._policies if not made.waivers])  # no dates
        record = (program(), "states", known, states)
        if record != self._record and sum(len(items) for _, held in states for items in held.values()) <= _MOST_NAMES:
            write(self._path, record)

    def _known(self, part: int) -> Any:
        """What is remembered as this part of the record; a record of another program is none."""
        if self._record is None and self._path:
            found = read(self._path)
            self._record = found if found is not None and found[:2] == (program(), "states") else ((), "", (), ())
        return self._record[part] if self._record is not None else ()

    def _state(self, side: Side) -> Any:
        """What decides which items the ledgers of a state hold: the policy's bytes, and every document that is read."""
        given = next((key for made, key in self._policies if made is side.policy), None)
        return given and (given, sources(side))


def _first(pairs: list[Any]) -> tuple[Any, ...]:
    kept: list[Any] = []
    for pair in pairs:
        if len(kept) < _BOTH_ENDS and all(pair[0] != one[0] for one in kept):
            kept.append(pair)
    return tuple(kept)


def _differs(recalled: Side, after: Side, name: str) -> bool:
    """Whether the items of a ledger must be read as they were: one is gone, or may be another one now."""
    return name not in after.ledgers or bool(gone(recalled, after, name)) or retitled(recalled, after, name)


def _names(read: Side) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """The key and the title of each item, and what its fields for further names say, which few have."""
    return {
        name: tuple([(one.key, one.title, tuple(aliases(one, read, name))) for one in held.items])
        for name, held in read.ledgers.items()
    }


def _ledger(name: str, items: tuple[tuple[Any, ...], ...]) -> Ledger:
    nowhere = Document("", b"", "before")
    return Ledger(name, tuple([_item(nowhere, *one) for one in items]))


def _item(nowhere: Document, key: str, title: str, given: tuple[tuple[str, str], ...]) -> Item:
    said = {field: tuple(Stated(field, value, value, "value", nowhere, 0, 0) for name, value in given if name == field)
            for field, _ in given}  # fmt: skip
    return Item(key, key, title, nowhere, 0, 0, said)


def _policy(closed: Any) -> Policy:
    made: Policy = _opened(closed)
    return made


def _closed(one: Any) -> Any:
    """A value as plain data that can be written down: a list that begins with its class's name."""
    if isinstance(one, Value):
        kind, values = one.__reduce__()
        return [kind.__name__, *map(_closed, values)]
    if isinstance(one, tuple):
        return tuple(map(_closed, one))
    if isinstance(one, dict):
        return {name: _closed(value) for name, value in one.items()}
    return one


def _opened(one: Any) -> Any:
    kind = type(one)
    if kind is str or kind is int or kind is bool or one is None:
        return one
    if kind is list:
        return getattr(model, one[0])(*map(_opened, one[1:]))
    if kind is dict:
        return {name: _opened(value) for name, value in one.items()}
    return tuple(map(_opened, one))
