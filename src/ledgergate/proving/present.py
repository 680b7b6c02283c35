"""The present state, read once, against which each mutant is judged by the gate itself."""

from __future__ import annotations

from ledgergate.edits.planning import changed, together
from ledgergate.ends import Ends, Policies
from ledgergate.errors import LedgergateError
from ledgergate.expressions import unwatch, watch
from ledgergate.gate import refusals
from ledgergate.git.states import Overlay
from ledgergate.model import Changed, Entry
from ledgergate.moments import look
from ledgergate.moments.imagined import Imagined
from ledgergate.own_policy import own_policy
from ledgergate.proving.differing import Differing, Kept
from ledgergate.proving.hints import RULES
from ledgergate.reading import read_all, read_names
from ledgergate.sides import Side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Page
    from ledgergate.model import Document
    from ledgergate.policy import Policy
    from ledgergate.proving.mutant import Mutant
    from ledgergate.request import Request

_ROUNDS = 4  # of fixes that follow from fixes
_UNASKED = ("whitespace-error",)  # it asks git about two states that git has


class Answer(Value):
    """What the gate says of a mutant: the rules that refuse it, or what keeps it from being judged.

    Of one that passes, `advised` are the rules that only advise against it, and `stands` names the finding of the
    present state that the broken line has already: the gate is red there, whatever the line says.
    """

    rules: tuple[str, ...] = ()
    why: str = ""
    advised: tuple[str, ...] = ()
    stands: str = ""


_FEW = 2  # lines: a longer edit breaks more than a line that is red already


def _edited_lines(before: Document, after: Document) -> range:
    """The lines that differ, counting from 1, where these are few."""
    old, new = before.data.split(b"\n"), after.data.split(b"\n")
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    pairs = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    last = len(new) - same
    return range(first + 1, last + 1) if 0 < last - first <= _FEW else range(0)


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
        policy = own_policy(self._policies.of, self._change)
        watch()
        try:
            self.side = self._read(policy)
        finally:
            unwatch()
        names = self._change.branch_names()
        self._branch = names[0] if names else ""
        earlier = Overlay(self._state, {}, name=self._state.name, side="before")
        self._earlier = Side(Kept(earlier, policy, self._pages), policy, read_names, held=self._policies.held)
        self._count = 0
        missed = (*self.side.read().missed, *self.side.documents.unreadable.values())
        self._unchecked = frozenset(one.message for one in missed)

    def _read(self, policy: Policy) -> Side:
        self._kept = Kept(self._state, policy, self._pages)
        made = Side(self._kept, policy, lambda side: read_all(side, patient=True))
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
        differing = tuple(self._changed(mutant, stamp))
        entries = {one.path: one.after for one in differing}
        after = Overlay(self._state, mutant.files, entries=entries, name=self._state.name, stamp=stamp)
        git, before = self._change.git, self._earlier.snapshot
        change = Imagined(git, before, after, differing, mutant.branch or self._branch)
        documents = Differing(after, self._kept, entries)
        ends = Ends(
            change, self._policies, None, reports=True, items=True, documents=documents, befores=(self._earlier,)
        )  # fmt: skip
        request = self._request.but(message=mutant.message)
        likely = RULES.get(mutant.kind, ())
        if mutant.kind == "item-added":
            return self._answered(request, change, ends, mutant, stamp)
        if likely:
            # Whoever is refused by some rules is refused by all: most mutants cost no more than these.
            said = self._answer(request.but(rules=likely), change, ends, mutant)
            if said.rules:
                return said
        said = self._answer(request, change, ends, mutant)
        if said.rules or mutant.honest:
            return said
        return said.but(stands=self._stands(request, change, ends, mutant))

    def _stands(self, request: Request, change: Imagined, ends: Ends, mutant: Mutant) -> str:
        """The finding that a kind's own rules have at the broken line in the present state, too."""
        before, after = self._earlier.documents, ends.after.documents
        findings = refusals(request.but(rules=RULES.get(mutant.kind, ())), change, ends)[0]
        for one in findings:
            here = one.introduced is False and one.level == "block" and one.waived_by is None
            if here and one.place.path in mutant.files:
                then, now = before.document(one.place.path), after.document(one.place.path)
                if then is not None and now is not None and one.place.line in _edited_lines(then, now):
                    return f"{one.rule} refuses {one.place.path}:{one.place.line} already"
        return ""

    def _answered(self, request: Request, change: Imagined, ends: Ends, mutant: Mutant, stamp: str) -> Answer:
        """The answer once the gate's own safe fixes are made: who adds an item lets it set the numbers that follow."""
        said = self._answer(request, change, ends, mutant)
        fixes = [one for one in refusals(request, change, ends)[0] if one.fix is not None and one.fix.safe]
        _, edits = together(fixes if said.rules else ())
        documents = {path: ends.after.documents.document(path) for path in edits}
        new = changed({path: one for path, one in documents.items() if one is not None}, edits)
        left = stamp.count("+") < _ROUNDS and bool(new)
        return self._judged(mutant.but(files={**mutant.files, **new}), stamp + "+") if left else said

    def _answer(self, request: Request, change: Imagined, ends: Ends, mutant: Mutant) -> Answer:
        """What is found that the present state does not have, by rules; of what cannot be looked at, the first.

        What a waiver that lapses hid stood before, and so it is no finding of the change; that it lapsed is told.
        """
        findings, unchecked = refusals(request, change, ends)
        new = [
            one for one in findings
            if one.level == "block" and one.waived_by is None
            and (one.introduced is not False or (one.rule == "waiver-invalid" and mutant.kind == "waiver-lapsed"))
        ]  # fmt: skip
        stopped = [one.message for one in unchecked if one.message not in self._unchecked]
        if new:
            return Answer(tuple(dict.fromkeys(one.rule for one in new)), new[0].message)
        if stopped:
            return Answer(("exit 3",), stopped[0])
        told = (one.rule for one in findings if one.level == "advise" and one.introduced is True)
        return Answer(advised=tuple(dict.fromkeys(told)))

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
