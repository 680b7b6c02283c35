"""Judges commits one after another, and none twice: what two of them share is read, parsed and judged once."""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.ends import Ends, Policies
from ledgergate.errors import LedgergateError, NoPolicy, NotChecked
from ledgergate.expressions import PATIENCE, Slow, unwatch, watch
from ledgergate.gate import refusals
from ledgergate.history.figures import Figures, figures
from ledgergate.history.objects import Objects
from ledgergate.history.then import Then
from ledgergate.model import Compared
from ledgergate.moments import Change
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.processes import Git
    from ledgergate.history.commits import Point
    from ledgergate.history.then import Asked
    from ledgergate.markdown import Page
    from ledgergate.model import Document
    from ledgergate.policy import Policy
    from ledgergate.request import Request
    from ledgergate.sides import Side

    Names = Mapping[str, Mapping[str, str]]  # ledger -> key -> title

_KINDS_KEPT = 4  # sets of questions that later commits are asked
_STATES_KEPT = 16  # for each of them, with the names of all items
NO_POLICY = "there is no policy in this commit"


class State(Value):
    """What is known of one tree: its figures, and the items that its ledgers hold. `lasting` says that the same commit
    will always be judged alike: nothing was missing that may be fetched, no pattern took too long."""

    figures: Figures
    names: Names = {}
    lasting: bool = True


class Held(Policies):
    """The policy that each state holds itself, or the given one. Nothing of the work tree has a say."""

    def both(self, change: Change) -> tuple[Policy, Policy | None]:
        return super().both(change) if self.is_given else (self.of(change.after), None)


class Judging:
    """One after another, a history's trees become figures."""

    def __init__(self, git: Git, request: Request) -> None:
        self._git = git
        self._request = request
        self.objects = Objects(git)
        self._read = Held(request, None)
        self._pages: dict[tuple[str, str], Page] = {}
        self._documents: dict[tuple[str, str], Document] = {}
        self._known: dict[Asked, dict[tuple[str, ...], State]] = {}

    def state(self, point: Point) -> State:
        """The tree of a commit, judged as on the day of the commit. Never raises for what the commit holds."""
        try:
            return self._recalled(point) or self._judged(point)
        except LedgergateError as error:
            return State(Figures(trouble=error.message), lasting=False)

    def _recalled(self, point: Point) -> State | None:
        for asked, known in reversed(self._known.items()):
            answers = asked.answers(self.objects, point.tree)
            found = known.get((*answers, "")) or known.get((*answers, point.day))
            if found is not None:
                return found
        return None

    def _judged(self, point: Point) -> State:
        there = Then(self.objects, point.commit.oid, point.tree, self._documents)
        change = Change(self._git, Compared("tree", None, there.name, "history"), there, heads=(there.name,))
        day = point.day
        watch()
        try:
            ends = Ends(change, self._read, None, reports=True, items=True, documents=Documents(there, self._pages))
            found = figures(ends.after, *refusals(self._request.but(today=day), change, ends))
            made = State(found, _names(ends.after), not (found.notes or ends.after.policy.plugins))
            self._keep_documents(ends.after)
            day = day if ends.after.policy.waivers or ends.after.policy.excuses else ""
        except Slow as slow:
            made = State(Figures(trouble=f"the pattern '{slow.said[:80]}' took more than {PATIENCE:g} s"), {}, False)
        except NotChecked as error:
            made = State(Figures(trouble=error.message), {}, False)
        except NoPolicy:
            made = State(Figures(trouble=NO_POLICY))
        except LedgergateError as error:
            first = error.mistakes[0] if error.mistakes else error.message
            made = State(Figures(trouble=f"its policy cannot be read: {first.strip()}"))
        finally:
            unwatch()
        self._remember(there.questions, (point.tree, day), made)
        return made

    def _remember(self, asked: Asked, key: tuple[str, str], made: State) -> None:
        tree, day = key
        known = self._known.pop(asked, {})
        answers = (*asked.answers(self.objects, tree), day)
        known[answers] = made
        self._known[asked] = known
        while len(known) > _STATES_KEPT:
            del known[next(iter(known))]
        while len(self._known) > _KINDS_KEPT:
            del self._known[next(iter(self._known))]

    def _keep_documents(self, side: Side) -> None:
        """Lets go of what this commit does not read: the next one is likely to read what this one does."""
        read = ((path, side.documents.known(path)) for path in side.documents.read_paths)
        self._documents = {(path, one.oid): one for path, one in read if one is not None and one.oid}
        for key in [key for key in self._pages if key not in self._documents]:
            del self._pages[key]


def _names(side: Side) -> Names:
    return {name: {item.key: item.title for item in ledger.items} for name, ledger in side.ledgers.items()}
