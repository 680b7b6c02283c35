"""Keys that stand for other things than before: what moved to another key, and what another thing took the key of."""

from __future__ import annotations

from collections import Counter

from ledgergate.expressions import expression
from ledgergate.ledgers.identity import keyed, name_of, titled
from ledgergate.ledgers.likeness import Likeness, akin, words
from ledgergate.ledgers.running import bare, counted_anew, number, stem
from ledgergate.ledgers.words import is_placeholder, lexicon, title_skeleton, undecorated
from ledgergate.shapes import TREE
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.model import Item, Ledger
    from ledgergate.policy.model import Source

_DIGITS = expression(r"\d+")
_NO_NUMBER = expression(r"[^\d]*(?:0+|9{3,})?[^\d]*\Z")  # a draft's key until it gets its number
_LATIN = expression(r"[A-Za-zÀ-ɏ]")
_FREE = frozenset(("reserved", "reserviert", "free", "frei", "unused", "vacant", "placeholder", "example", "beispiel"))
_SAME = 0.75  # how much of its letters a title keeps that is worded a little otherwise
_BULK = 3  # titles that change at once: whoever translates a ledger, or words all of it anew, changes most of them
_ENOUGH = 6  # different words that an item says besides its title, to be known by them
_BEGINNING = 5  # letters
_FAR = 20_000  # bytes of an item that are compared


class Moved(Value):
    """An item that stands under another key. `taken` is what stands under its old one now. `sure` is False where the
    number may only count, or a file was renamed with its number and kept the words of its name."""

    was: Item
    now: Item
    taken: Item | None
    sure: bool


class Replaced(Value):
    """A key under which another thing stands, while the one that stood there is nowhere.

    `arrived`: what stands there now stood under another key before, so that it is none of its rewordings. `sure` is
    False where the number may only count.
    """

    was: Item
    now: Item
    arrived: bool
    sure: bool


class Changes(Value):
    """`reworded` are keys of which so many have other titles at once that the ledger was worded anew."""

    moved: tuple[Moved, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    reworded: tuple[Replaced, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moved or self.replaced or self.reworded)


def changes(before: Ledger, later: Ledger, sources: Sequence[Source] = ()) -> Changes:
    """What stands under another key than before, and under which keys another thing stands.

    Numbers that only count are no names: where they were counted anew, nothing has moved.
    """
    was, now = _once(before.items), _once(later.items)
    others = {key: item for key, item in was.items() if _stands_no_more(item, now)}
    if not others:
        return Changes()
    found, shared = _Found(was, now), _shared_names(before.items)
    moved: list[Moved] = []
    replaced: list[Replaced] = []
    for key, item in others.items():
        there, other = now.get(key), found.again(item)
        held = found.stood.get(_plain(there)) if there is not None else None
        arrived = held is not None and held.key in others  # a title that still stands where it stood has not moved
        if other is not None and (there is None or arrived or not _kindred(item.title, there.title)):
            moved.append(Moved(item, other, there, _is_sure(item, other, sources)))
        elif there is None or other is not None or found.stands(item):
            continue
        elif arrived or not _same_thing(item, there, sources, shared):
            replaced.append(Replaced(item, there, arrived, arrived or not _only_counts(item, sources)))
    new = [one for one in replaced if not one.arrived]
    both = len(was.keys() & now.keys())
    worded = sum(key in now and _plain(now[key]) not in found.stood for key in others)
    anew = worded >= max(_BULK, both / 2) or worded == both > 1
    return Changes(
        tuple(_really(moved, before, later, now)),
        tuple(one for one in replaced if one.arrived or not anew),
        tuple(new) if anew else (),
    )


def _stands_no_more(item: Item, now: Mapping[str, Item]) -> bool:
    """Whether its key is gone, or stands for another title."""
    there = now.get(item.key)
    return there is None or (there.title != item.title and _plain(there) != _plain(item))


def _once(items: Sequence[Item]) -> dict[str, Item]:
    """The items with a key and a title of their own, by key; what two share names neither."""
    count = Counter(item.key for item in items)
    return {item.key: item for item in items if count[item.key] == 1 and titled(item) and keyed(item)}


def _plain(item: Item) -> str:
    return title_skeleton(undecorated(item.title))


class _Found:
    """Where the titles of before stand now: `stood` are those of before, each once."""

    def __init__(self, was: Mapping[str, Item], now: Mapping[str, Item]) -> None:
        self.stood = _titles(was.values())
        self._stands = _titles(now.values())
        self._borne = set(map(_plain, now.values()))
        self._new = [item for title, item in self._stands.items() if title not in self.stood]
        self._like: Likeness | None = None

    def stands(self, was: Item) -> bool:
        """Whether some item bears its title."""
        return _plain(was) in self._borne

    def again(self, was: Item) -> Item | None:
        """The item that bears its title under another key, or nearly its title where that one is new."""
        title = _plain(was)
        if self.stood.get(title) is not was:
            return None
        other = self._stands.get(title)
        if other is None and self._new:
            self._like = self._like or Likeness(map(_plain, self._new))
            near = self._like.likeliest(title, _SAME)
            other = self._new[near] if near is not None else None
        return other if other is not None and other.key != was.key else None


def _titles(items: Iterable[Item]) -> dict[str, Item]:
    every = [(_plain(item), item) for item in items]
    count = Counter(title for title, _ in every)
    return {title: item for title, item in every if title and count[title] == 1}


def _really(moved: list[Moved], before: Ledger, later: Ledger, now: Mapping[str, Item]) -> Iterator[Moved]:
    """Those that were not counted anew, have not got their first number, and not the form of all keys with them."""
    if not moved or counted_anew([(one.was.key, one.now.key) for one in moved], before.items, later.items):
        return
    left = {stem(key) for key in now}
    for one in moved:
        old, new = one.was.key, one.now.key
        formed = number(old) == number(new) != () and stem(old) not in left
        numbered = _NO_NUMBER.match(old) is not None and _NO_NUMBER.match(new) is None
        if not formed and not numbered:
            yield one


def _is_sure(was: Item, now: Item, sources: Sequence[Source]) -> bool:
    if not _is_file(was, sources) or not _is_file(now, sources):
        return not _only_counts(was, sources)
    then, there = was.document.path, now.document.path
    return then == there or _DIGITS.sub("", then) != _DIGITS.sub("", there)


def _only_counts(item: Item, sources: Sequence[Source]) -> bool:
    """Whether its key is a number alone, in a document: it may be a phase's, or a row's."""
    return bare(item.key) and not _is_file(item, sources)


def _is_file(item: Item, sources: Sequence[Source]) -> bool:
    return item.source < len(sources) and sources[item.source].shape.reads == TREE


def _shared_names(items: Iterable[Item]) -> frozenset[str]:
    """What files are called besides their numbers, where several are called so: no name of one of them."""
    count = Counter(_unnumbered(path) for path in {item.document.path for item in items})
    return frozenset(name for name, many in count.items() if many > 1)


def _unnumbered(path: str) -> str:
    return _DIGITS.sub("", name_of(path)).casefold()


def _same_thing(was: Item, now: Item, sources: Sequence[Source], shared: frozenset[str] = frozenset()) -> bool:
    """Whether one key stands for one thing by two titles: akin ones, of two scripts, or with all else as it was."""
    if _is_free(was.title) or _kindred(was.title, now.title):
        return True
    if bool(_LATIN.search(was.title)) != bool(_LATIN.search(now.title)) or _leads(was) == _leads(now) != "":
        return True
    path = was.document.path
    if _is_file(was, sources) and path == now.document.path and _LATIN.search(name_of(path)):
        return _unnumbered(path) not in shared or _says_alike(was, now)
    return _says_alike(was, now)


def _says_alike(was: Item, now: Item) -> bool:
    said = _said_besides(was)
    return len(said) >= _ENOUGH and len(said & _said_besides(now)) >= 0.8 * len(said)


def _kindred(one: str, other: str) -> bool:
    """Whether two titles share a word or the beginning of one, as a word does with its plural and its translation."""
    return akin(one, other) or not _beginnings(one).isdisjoint(_beginnings(other))


def _beginnings(title: str) -> set[str]:
    return {word[:_BEGINNING] for word in words(title) if len(word) >= _BEGINNING and not word.isdigit()}


def _is_free(title: str) -> bool:
    """Whether the title says that nothing stands under the key yet."""
    return title_skeleton(title) in _FREE or is_placeholder(title, lexicon(None))


def _leads(item: Item) -> str:
    return item.links[0].target if item.links else ""


def _said_besides(item: Item) -> set[str]:
    """The words of an item's own lines without those of its title."""
    data = item.document.data
    start = data.rfind(b"\n", 0, item.start) + 1
    end = min(max(item.end, item.body_end), start + _FAR)
    found = words(data[start:end].decode("utf-8", "ignore"))
    return {word for word in found if len(word) > 2 and not word.isdigit()}.difference(words(item.title))
