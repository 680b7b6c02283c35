"""The present state, read once, against which each mutant is judged by the gate itself."""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.ends import Ends, Policies
from ledgergate.errors import LedgergateError
from ledgergate.expressions import unwatch, watch
from ledgergate.gate import judge_ends
from ledgergate.git.states import Overlay
from ledgergate.model import Changed, Entry
from ledgergate.moments import look
from ledgergate.moments.imagined import Imagined
from ledgergate.proving.hints import RULES
from ledgergate.reading import read_names, read_side
from ledgergate.sides import Side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Page
    from ledgergate.model import Verdict
    from ledgergate.proving.mutant import Mutant
    from ledgergate.request import Request

_UNASKED = ("whitespace-error",)  # it asks git about two states that git has


class Answer(Value):
    """What the gate says of a mutant: the rules that refuse it, or what keeps it from being judged."""

    rules: tuple[str, ...] = ()
    why: str = ""


def _answer(verdict: Verdict) -> Answer:
    new = [one for one in verdict.blocking if one.introduced is not False]
    stopped = ("exit 3",) if verdict.unchecked and not new else ()
    why = new[0].message if new else verdict.unchecked[0].message if stopped else ""
    return Answer((*dict.fromkeys(one.rule for one in new), *stopped), why)


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
            self.side = read_side(Documents(self._state, self._pages), policy, strict=False)
        finally:
            unwatch()
        names = self._change.branch_names()
        self._branch = names[0] if names else ""
        earlier = Overlay(self._state, {}, name=self._state.name, side="before")
        self._earlier = Side(Documents(earlier, self._pages), policy, read_names, held=self._policies.held)
        self._count = 0

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
            said = _answer(judge_ends(request.but(rules=likely), change, ends))
            if said.rules:
                return said
        return _answer(judge_ends(request, change, ends))

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
