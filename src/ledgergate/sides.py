"""A side: one state of the repository read under one policy. It is made once and asked by all."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from ledgergate.documents import Documents
    from ledgergate.errors import NotChecked
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Ledger, Report
    from ledgergate.policy.model import Policy

    T = TypeVar("T")


class Contents(Value):
    """What a side's policy governs. `absent` are reports that it asks for and the state lacks: the report's number in
    the policy, and the path. `folders` are those of the packages that bind reports. `missed` says in which sources of
    ledgers nothing was found."""

    ledgers: Mapping[str, Ledger] = {}
    reports: tuple[Report, ...] = ()
    absent: tuple[tuple[int, str], ...] = ()
    folders: tuple[str, ...] = ()
    missed: tuple[NotChecked, ...] = ()


_NOTHING = Contents()


def unread(_: Side) -> Contents:
    """Reads nothing: for questions that ask no ledger and no report."""
    return _NOTHING


class Side:
    """One state under one policy. Its ledgers and reports are read by `reader` when somebody first asks for one.

    What else is worked out of a side is a question: a function of the side, which `ask` calls once. `held` tells the
    policy that the state itself holds, which may be another one than the side is read under.
    """

    __slots__ = ("_answers", "_contents", "_held", "_reader", "documents", "policy")

    def __init__(
        self,
        documents: Documents,
        policy: Policy,
        reader: Callable[[Side], Contents] = unread,
        held: Callable[[Snapshot], Policy | None] | None = None,
    ) -> None:
        self.documents = documents
        self.policy = policy
        self._reader = reader
        self._held = held
        self._contents: Contents | None = None
        self._answers: dict[tuple[Any, ...], Any] = {}

    def read(self) -> Contents:
        """What the policy governs here. Raises what the reader raises."""
        if self._contents is None:
            self._contents = self._reader(self)
        return self._contents

    @property
    def snapshot(self) -> Snapshot:
        return self.documents.snapshot

    @property
    def ledgers(self) -> Mapping[str, Ledger]:
        return self.read().ledgers

    @property
    def reports(self) -> tuple[Report, ...]:
        return self.read().reports

    @property
    def absent(self) -> tuple[tuple[int, str], ...]:
        return self.read().absent

    @property
    def folders(self) -> tuple[str, ...]:
        return self.read().folders

    @property
    def own_policy(self) -> Policy | None:
        """The policy that the state itself holds; None where it holds none that can be read."""
        return self.policy if self._held is None else self._held(self.documents.snapshot)

    def ask(self, question: Callable[..., T], *more: object) -> T:
        """The answer to `question(side, *more)`, worked out when it is first asked. `more` must be hashable."""
        key = (question, *more)
        if key not in self._answers:
            self._answers[key] = question(self, *more)
        answer: T = self._answers[key]
        return answer
