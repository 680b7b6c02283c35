"""The present state, read once, against which each mutant is judged by the gate itself."""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.ends import Ends, Policies
from ledgergate.errors import LedgergateError
from ledgergate.expressions import unwatch, watch
from ledgergate.gate import refusals
from ledgergate.git.states import Overlay
from ledgergate.model import Changed, Entry
from ledgergate.moments import look
from ledgergate.moments.imagined import Imagined
from ledgergate.proving.hints import RULES
from ledgergate.reading import read_all, read_names
from ledgergate.sides import Side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Page
    from ledgergate.policy import Policy
    from ledgergate.proving.mutant import Mutant
    from ledgergate.request import Request

_UNASKED = ("whitespace-error",)  # it asks git about two states that git has


class Answer(Value):
    """What the gate says of a mutant: the rules that refuse it, or what keeps it from being judged."""

    rules: tuple[str, ...] = ()
    why: str = ""


class Present:
    """A state of the repository with its policy. `close` it when done; nothing is written."""

    def __init__(self, request: Request) -> None:
        """Reads the state that is asked for. Raises Misused without a policy, NotChecked where it cannot be read."""
        self._request = request.but(ignore=(*request.ignore, *_UNASKED))
        self._change = look(request.asked)
        try:
            self._open()
        except BaseException:
            self._change.close()
            raise

    def _open(self) -> None:
        self._policies = Policies(self._request, None)
        self._pages: dict[tuple[str, str], Page] = {}
        self._state = self._change.after
        policy = self._policies.of(self._state)
        watch()
        try:
            self.side = self._read(policy)
        finally:
            unwatch()
        names = self._change.branch_names()
        self._branch = names[0] if names else ""
        earlier = Overlay(self._state, {}, name=self._state.name, side="before")
        self._earlier = Side(Documents(earlier, self._pages), policy, read_names, held=self._policies.held)
        self._count = 0
        missed = (*self.side.read().missed, *self.side.documents.unreadable.values())
        self._unchecked = frozenset(one.message for one in missed)

    def _read(self, policy: Policy) -> Side:
        made = Side(Documents(self._state, self._pages), policy, lambda side: read_all(side, patient=True))
        made.read()
        return made

    def judged(self, mutant: Mutant) -> Answer:
        """What the gate says of the change from the present state to the mutant."""
        self._count += 1
        stamp = f"memory-{self._count}"
        watch()
        try:
            return self._judged(mutant, stamp)
        except LedgergateError as error:
            return Answer((f"exit {error.code}",), str(error))
        finally:
            unwatch()
            for key in [key for key in self._pages if key[1].startswith(stamp)]:
                del self._pages[key]

    def _judged(self, mutant: Mutant, stamp: str) -> Answer:
        changed = tuple(self._changed(mutant, stamp))
        entries = {one.path: one.after for one in changed}
        after = Overlay(self._state, mutant.files, entries=entries, name=self._state.name, stamp=stamp)
        git, before = self._change.git, self._earlier.snapshot
        change = Imagined(git, before, after, changed, mutant.branch or self._branch)
        ends = Ends(
            change, self._policies, None, reports=True, items=True, pages=self._pages, befores=(self._earlier,)
        )  # fmt: skip
        request = self._request.but(message=mutant.message)
        likely = RULES.get(mutant.kind, ())
        if likely:
            # Whoever is refused by some rules is refused by all: most mutants cost no more than these.
            said = self._answer(request.but(rules=likely), change, ends)
            if said.rules:
                return said
        return self._answer(request, change, ends)

    def _answer(self, request: Request, change: Imagined, ends: Ends) -> Answer:
        """What is found that the present state does not have, by rules; of what cannot be looked at, the first."""
        findings, unchecked = refusals(request, change, ends)
        new = [
            one for one in findings if one.level == "block" and one.waived_by is None and one.introduced is not False
        ]
        stopped = [one.message for one in unchecked if one.message not in self._unchecked]
        if new:
            return Answer(tuple(dict.fromkeys(one.rule for one in new)), new[0].message)
        return Answer(("exit 3",), stopped[0]) if stopped else Answer()

    def _changed(self, mutant: Mutant, stamp: str) -> Iterator[Changed]:
        """The paths that differ; bytes keep the mode that their path has."""
        made: dict[str, Entry | None] = dict(mutant.entries)
        for path, data in mutant.files.items():
            there = self._state.entry(path)
            mode = there.mode if there is not None else "100644"
            made[path] = None if data is None else Entry(path, mode, f"{stamp}:{path}")
        for path in sorted(made):
            yield Changed(path, self._state.entry(path), made[path])

    def close(self) -> None:
        self._change.close()

    def __enter__(self) -> Present:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
