"""Documents of many states that differ in a few paths: what was read of the first one is not read again."""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.git.globs import matcher
from ledgergate.model import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable
    from typing import Any, TypeVar

    from ledgergate.git import Snapshot
    from ledgergate.markdown import Page
    from ledgergate.policy.model import Policy

    S = TypeVar("S")
    T = TypeVar("T")


class Kept(Documents):
    """The documents of the first state, with what was read of them under one policy.

    An answer stands beside the thing that it was read from, which keeps that thing alive: its identity is the key.
    """

    keeps = True

    def __init__(self, snapshot: Snapshot, policy: Policy, pages: dict[tuple[str, str], Page]) -> None:
        super().__init__(snapshot, pages)
        self._policy = policy
        self._found: dict[str, list[str]] = {}
        self._tests: dict[str, Callable[[str], bool]] = {}
        self.answers: dict[tuple[Hashable, int, int], tuple[object, object, tuple[Any, ...]]] = {}
        self.wholes: dict[tuple[Hashable, int], tuple[object, tuple[Callable[[str], bool], ...], Any]] = {}

    def once(self, policy: Policy | None, name: Hashable, one: S, make: Callable[[S], Iterable[T]]) -> Iterable[T]:
        return self.answered(self, policy, name, one, make)

    def answered(
        self, documents: Documents, policy: Policy | None, name: Hashable, one: S, make: Callable[[S], Iterable[T]]
    ) -> Iterable[T]:
        """The answer, kept where it was read of the first state under its policy, whoever asks for it first.

        Where reading notes what cannot be parsed, it is to be noted of each state.
        """
        key = (name, id(policy), id(one))
        known = self.answers.get(key)
        if known is not None:
            return known[2]
        if not ((policy is None or policy is self._policy) and self._holds(one)):
            return make(one)
        before, made = len(documents.unreadable), tuple(make(one))
        if len(documents.unreadable) == before:
            self.answers[key] = (policy, one, made)
        return made

    def find(self, glob: str) -> list[str]:
        if glob not in self._found:
            self._found[glob] = super().find(glob)
        return self._found[glob]

    def unchanged(
        self, policy: Policy, name: Hashable, globs: Iterable[str], make: Callable[[], T], keep: Callable[[T], bool]
    ) -> T:
        made, tests = make(), tuple(map(self.tests, globs))
        if keep(made) and not any(test(path) for test in tests for path in self.unreadable):
            self.wholes[(name, id(policy))] = (policy, tests, made)
        return made

    def shed(self) -> None:
        """Keeps its pages: every mutant asks for them."""

    def documents_but(self, changed: Collection[str]) -> dict[str, Document]:
        """What was read, without the paths that changed, and without what is to be noted as unreadable each time."""
        found = dict(self._documents)
        for path in (*changed, *self.unreadable):
            found.pop(path, None)
        return found

    def tests(self, glob: str) -> Callable[[str], bool]:
        """What tells whether a path matches."""
        if glob not in self._tests:
            self._tests[glob] = matcher(glob)
        return self._tests[glob]

    def _holds(self, one: object) -> bool:
        """Whether this is a document of the first state, a thing in one of them, or the policy."""
        document = one if isinstance(one, Document) else getattr(one, "document", None)
        return one is self._policy or (document is not None and self._documents.get(document.path) is document)


class Differing(Documents):
    """The documents of a state that differs from the first one in the `changed` paths: only those are read."""

    keeps = True

    def __init__(self, snapshot: Snapshot, kept: Kept, changed: Collection[str]) -> None:
        super().__init__(snapshot, kept.pages)
        self._kept, self._changed = kept, changed
        self._documents = kept.documents_but(changed)

    def shed(self) -> None:
        """Keeps its pages: the rules ask for them, and whoever judges lets go of them."""

    def once(self, policy: Policy | None, name: Hashable, one: S, make: Callable[[S], Iterable[T]]) -> Iterable[T]:
        return self._kept.answered(self, policy, name, one, make)

    def find(self, glob: str) -> list[str]:
        """What the first state has there, the changed paths apart."""
        tests = self._kept.tests(glob)
        changed = [path for path in self._changed if tests(path)]
        found = self._kept.find(glob)
        if not changed:
            return list(found)
        there = set(found).difference(changed)
        return sorted(there.union(path for path in changed if self.snapshot.entry(path) is not None))

    def fetch(self, paths: Iterable[str]) -> None:
        """Reads what did not change for the first state, so that it is read once."""
        missing = [path for path in paths if path not in self._documents]
        same = [path for path in missing if path not in self._changed]
        if same:
            self._kept.fetch(same)
            kept = ((path, self._kept.known(path)) for path in same if path not in self._kept.unreadable)
            self._documents.update((path, document) for path, document in kept if document is not None)
        if missing:
            super().fetch(missing)

    def unchanged(
        self, policy: Policy, name: Hashable, globs: Iterable[str], make: Callable[[], T], keep: Callable[[T], bool]
    ) -> T:
        known = self._kept.wholes.get((name, id(policy)))
        if known is None or any(test(path) for test in known[1] for path in self._changed):
            return make()
        found: T = known[2]
        return found
