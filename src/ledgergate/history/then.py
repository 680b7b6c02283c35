"""A commit's tree that remembers what was asked of it: a later commit that answers alike is not judged again."""

from __future__ import annotations

from ledgergate.git.snapshot import WHOLE
from ledgergate.git.states import Tree
from ledgergate.policy import HOMES
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ledgergate.history.objects import Objects
    from ledgergate.model import Document


class Asked(Value):
    """What a verdict on one tree followed from: what lies at `places`, whether anything is at `there`, and, with
    `names`, what the files of the whole tree are called."""

    places: tuple[str, ...]
    there: tuple[str, ...] = ()
    names: bool = False

    def answers(self, objects: Objects, root: str) -> tuple[str, ...]:
        """What a tree answers to it: equal answers make equal verdicts."""
        found = [objects.at(root, place) for place in self.places]
        found += ["there" if objects.at(root, place) else "" for place in self.there]
        return (*found, objects.shape(root) if self.names else "")


class Then(Tree):
    """A state of the past, listed from trees that many commits share; no git is started for it."""

    def __init__(self, objects: Objects, oid: str, root: str, shared: Mapping[tuple[str, str], Document] = {}) -> None:
        """`shared` are documents of other commits, by path and object."""
        super().__init__(objects.git, oid)
        self._objects = objects
        self._shared = shared
        self._root = root
        self._there: set[str] = set()
        self._names = False

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for prefix in prefixes:
            found.update(self._objects.below(self._root, prefix))
        return found

    def prefetch(self, *prefixes: str) -> None:
        """Nothing: a hint saves listings, which cost nothing here, and is no question."""

    def exists(self, path: str) -> bool:
        place = "" if path in ("", ".") else path.rstrip("/")
        self._there.add(place)
        return place == WHOLE or bool(self._objects.at(self._root, place))

    def paths(self) -> list[str]:
        self._names = True
        self._list([WHOLE])
        return list(self._below(WHOLE))

    def read(self, paths: Iterable[str], *, most: int = 0) -> dict[str, Document]:
        wanted = tuple(paths)
        self._list(wanted)
        for path in wanted:
            known = self._shared.get((path, self._known.get(path, "")[7:]))
            if known is not None and path not in self._documents:
                self._documents[path] = known
        return super().read(wanted, most=most)

    @property
    def questions(self) -> Asked:
        """All that was asked so far, and where a policy may lie."""
        places = {*self.asked, *HOMES}
        kept = (one for one in places if not _below_another(one, places))
        return Asked(tuple(sorted(kept)), tuple(sorted(self._there)), self._names)


def _below_another(path: str, places: set[str]) -> bool:
    return bool(path) and (WHOLE in places or any(path[:at] in places for at, sign in enumerate(path) if sign == "/"))
