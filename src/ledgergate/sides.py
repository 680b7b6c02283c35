"""A side: one state of the repository read under one policy. It is made once and asked by all."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from ledgergate.documents import Documents
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Ledger, Report
    from ledgergate.policy.model import Policy

    T = TypeVar("T")


class Side:
    """One state under one policy, with the ledgers and reports that were read of it.

    `absent` are reports that the policy asks for and the state lacks: the report's number in the policy, and the path.
    `folders` are those of the packages that bind reports. What else is worked out of a side is a question: a function
    of the side, which `ask` calls once.
    """

    __slots__ = ("_answers", "absent", "documents", "folders", "ledgers", "policy", "reports")

    def __init__(
        self,
        documents: Documents,
        policy: Policy,
        ledgers: Mapping[str, Ledger] = {},
        reports: tuple[Report, ...] = (),
        absent: tuple[tuple[int, str], ...] = (),
        folders: tuple[str, ...] = (),
    ) -> None:
        self.documents = documents
        self.policy = policy
        self.ledgers = ledgers
        self.reports = reports
        self.absent = absent
        self.folders = folders
        self._answers: dict[tuple[Any, ...], Any] = {}

    @property
    def snapshot(self) -> Snapshot:
        return self.documents.snapshot

    def ask(self, question: Callable[..., T], *more: object) -> T:
        """The answer to `question(side, *more)`, worked out when it is first asked. `more` must be hashable."""
        key = (question, *more)
        if key not in self._answers:
            self._answers[key] = question(self, *more)
        answer: T = self._answers[key]
        return answer
