"""The ends of a change as sides: the state that it leaves behind and those that it starts from, with their policies."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.errors import Misused
from ledgergate.git.globs import literal_folder
from ledgergate.policy.model import OWN_HOMES
from ledgergate.reading import read_all, read_names, sources
from ledgergate.rules import NAMES
from ledgergate.rules.view import Joined
from ledgergate.sides import Contents, Side, unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.git import Snapshot
    from ledgergate.model import Entry
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.recollection import Recollection
    from ledgergate.request import Request

    Loader = Callable[[dict[str, bytes], frozenset[str], int], Policy]


class Policies:
    """Reads the policy that a state holds. Equal bytes make one policy: the two ends then compare at a glance."""

    def __init__(self, request: Request, recalled: Recollection | None) -> None:
        self._load: Loader = policies.load if recalled is None else recalled.load
        self._given = request.policy_file
        self._texts = request.texts
        self._limit = request.asked.limits.policy
        self._known: dict[tuple[Entry, ...], Policy] = {}

    def both(self, change: Change) -> tuple[Policy, Policy | None]:
        """The policy that the change leaves behind, and the one that it starts from, where there is one."""
        if self.is_given:
            given = self._of_all()
            return given, given
        try:
            # First the state that is at hand: git may still be at work on the difference to the other.
            made = self.of(change.after)
        except Misused:
            base = self._starting(change)
            if base is not None and change.after.entry(base.origin) is None and _is_shared_only(change.after):
                return base, base  # a change that takes the policy away is judged by the one that it takes away
            from ledgergate.own_policy import require_tracked

            require_tracked(change)
            raise
        for start in change.starts[:1]:
            start.prefetch(*places(made))  # with the base's policy, so that one listing serves both
        base = self._starting(change)
        came = base is not made and any(self.held(one) is made for one in change.starts[1:])
        return made, made if came else base  # what came from the default branch is no change of the policy

    @property
    def is_given(self) -> bool:
        """Whether one policy is given for every state."""
        return bool(self._given) or self._texts is not None

    def _of_all(self) -> Policy:
        """The policy that is given for every state."""
        if self._texts is None:
            return _from_file(self._given, self._limit)
        if () not in self._known:
            self._known[()] = policies.load(dict(self._texts), NAMES, self._limit)
        return self._known[()]

    def of(self, state: Snapshot) -> Policy:
        """The policy of a state. Raises Misused where there is none, or one with mistakes."""
        known = OWN_HOMES if state.is_part else policies.HOMES  # a folder's pyproject.toml is that project's own
        state.prefetch(*known)
        homes = tuple([entry for home in known if (entry := state.entry(home)) is not None])
        if homes not in self._known:
            documents = state.read([home.path for home in homes])
            given = {path: document.data for path, document in documents.items()}
            self._known[homes] = self._load(given, NAMES, self._limit)
        return self._known[homes]

    def held(self, state: Snapshot) -> Policy | None:
        """The same, None where there is none that can be read: such a base protects nothing."""
        try:
            return self.of(state)
        except Misused:
            return None

    def _starting(self, change: Change) -> Policy | None:
        return next((self.held(start) for start in change.starts), None)


def _from_file(path: str, most: int) -> Policy:
    try:
        with open(path, "rb") as file:
            return policies.load({path: file.read(most + 1)}, NAMES, most)
    except OSError as error:
        raise Misused(f"the policy {path} cannot be read: {error.strerror}", "name a file with --policy") from None


def _is_shared_only(after: Snapshot) -> bool:
    """Whether only pyproject.toml is left, which may hold no policy."""
    return not any(after.entry(home) for home in policies.HOMES if home != "pyproject.toml")


def places(policy: Policy) -> set[str]:
    """Where the policy's documents lie, and where a policy does: what a check lists of a state."""
    lies_in_a_state = policy.origin in policies.HOMES
    governed = set(policies.governed(policy)) - (set() if lies_in_a_state else {policy.origin})
    return {*map(literal_folder, governed), *policies.HOMES}


class Ends:
    """Both ends of a change. `is_first`: there is a base, and no policy in it."""

    def __init__(
        self, change: Change, read: Policies, recalled: Recollection | None, *, reports: bool, items: bool,
        documents: Documents | None = None, befores: tuple[Side, ...] = (),
    ) -> None:  # fmt: skip
        """With `reports` what restates ledgers is read of the later end, with `items` ledgers of the earlier ones.

        Whoever judges many changes of one state gives the later end's `documents`, and the sides of that state.
        """
        policy, base = read.both(change)
        # One listing of all that is governed costs one git process; asking place by place costs one each.
        change.after.prefetch(*places(policy))
        change.confirm(*places(policy))
        documents = documents or Documents(change.after)
        pages = documents.pages
        self._recalled = recalled
        self._read, self._pages = read, pages
        self.after = Side(documents, policy, lambda side: read_all(side, reports=reports, patient=True), held=read.held)
        self.is_first = change.before is not None and base is None
        states = (change.before, *change.further()) if change.before is not None else ()
        reader = self._names if items else unread
        self.joined = tuple(self._joined(change)) if items and states else ()
        self.befores = befores or tuple(
            Side(Documents(one, pages), base or policy, reader, held=read.held) for one in states
        )

    def _joined(self, change: Change) -> Iterator[Joined]:
        """Every parent of a merge that the change adds, with what the merge made of it."""
        if not any(one.conserve for one in self.after.policy.ledgers.values()):
            return
        for merge in change.merges():
            result = self.beside(change.starting_at(merge.oid), lambda side: read_all(side, strict=False))
            for oid in merge.parents:
                parent = self.beside(change.starting_at(oid), self._names)
                if parent is not None and result is not None:
                    yield Joined(parent, result, merge.oid)

    def beside(self, state: Snapshot, reader: Callable[[Side], Contents]) -> Side | None:
        """Another state under the policy that it holds, where it holds one that can be read."""
        policy = self.after.policy if self._read.is_given else self._read.held(state)
        return None if policy is None else Side(Documents(state, self._pages), policy, reader, held=self._read.held)

    def _names(self, before: Side) -> Contents:
        """The ledgers that the change starts from, under the policy of that time: a mended binding loses no item."""
        after = self.after
        if before.policy is after.policy and sources(after) == sources(before):
            return after.read()  # nothing was lost
        known = self._recalled.before(before, after) if self._recalled is not None else None
        return known or read_names(before)
