"""A folder of a state as a state of its own: what lies below it, by paths that begin there."""

from __future__ import annotations

from ledgergate.git.snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledgergate.model import Changed


class Below(Snapshot):
    """What lies below a folder of `under`. Its links that lead out of the folder lead nowhere that it knows."""

    is_part = True

    def __init__(self, under: Snapshot, folder: str) -> None:
        super().__init__(under.name, side=under.side, limits=under.limits)
        self._under = under
        self._folder = folder

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        """Counted as asked of the whole, so that what is remembered of it knows what it rests on."""
        begin = len(self._folder) + 1
        found: dict[str, str] = {}
        for prefix in prefixes:
            place = f"{self._folder}/{prefix}".removesuffix("/")
            found.update((path[begin:], f"{one.mode} {one.oid}") for path, one in self._under.under(place).items())
        found.pop("", None)  # a file, a link or a submodule in the folder's place
        return found

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        return self._under._contents(oids, most)

    def exists(self, path: str) -> bool:
        """As for any state; a path that people write from the repository's own root is there, too."""
        return super().exists(path) or self._under.exists(path)


def below(folder: str, entries: tuple[Changed, ...]) -> tuple[Changed, ...]:
    """The entries below a folder, by paths that begin there."""
    prefix = folder + "/"
    return tuple(_moved(one, len(prefix)) for one in entries if one.path.startswith(prefix))


def _moved(one: Changed, cut: int) -> Changed:
    before, after = (entry and entry.but(path=entry.path[cut:]) for entry in (one.before, one.after))
    return one.but(path=one.path[cut:], before=before, after=after)
