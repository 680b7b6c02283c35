"""Files and folders that are items: many siblings with one way of being named."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import groupby
from pathlib import PurePosixPath

from ledgergate.called import INSIDE, NO_ITEMS, PLACES
from ledgergate.expressions import expression
from ledgergate.init.survey import is_sample
from ledgergate.lexicon import KNOWN
from ledgergate.policy.model import Key
from ledgergate.policy.writing import plain, readable
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterator, Sequence

    from ledgergate.init.survey import Survey

    Group = tuple[str, str, str, str]  # what kind of place names the item, where, its shape, the file's name or ending

LEAST = 3
_AFTER = r"(?P<key>\d+(?:\.\d+)*[a-z]?)(?![^\W_])"
_PARTS = r"(?P<key>\d+(?:[-.]\d+)*[a-z]?)(?![^\W_])"
_LETTERED = r"(?P<key>\d+(?:-?[a-z]$)?)(?![^\W_])"  # `021` and `021-a`, and no `021-a-new-lamp`
_FURTHER = expression(r"(?:[-_.](?:[a-z]{2}[-_][A-Z]{2}|zh|ja|ko|fr|de|es|pt|ru|it|nl|pl|cn|jp)|\.[A-Za-z][-\w]*)\Z")
_NUMBER = expression(r"(?:[A-Za-z]{1,12}[-_ ]?)?\d+(?:[-.]\d+)*(?=[A-Z]?[-_ .])")
_SERIAL = expression(r"\d+(?:[-.]\d+)*(?![^\W_])")
_PARTED = expression(r"[-.]")
_ONCE, _OWN, _TURNS = 1, 2, 3
_LEVELS = 4  # of folders below which one series may be spread
_TWICE = 0.05  # of a series' numbers may be given out twice in its folders
DOUBLE = 0.1  # of its items may have another one's number, however they are called
DAY = 7  # digits or more are a day's, which two may have
OVER = expression(r"(?i)(?:^|/)(archived?|done|completed?|closed|finished|shipped|erledigt)/")
_UNDATED = r"^(?:\d{4}-\d\d-\d\d[-_])?(?P<key>.+)"
_STORIES = 0.9  # of files called stories bear the numbers of an epic and of theirs, and words
_STORY = r"(?i)^(?:story[-_ ])?(?P<key>.+)"
_DEEP = 5  # folders that hold a data file of the same name before it counts as an item's
_KINDS = ("deep", "folder", "same", "file")  # the surest first


class Shape(Value):
    """How names are built: the glob of the name, what of it is the key, and what the key is written behind."""

    name: str
    glob: str
    pattern: str = ""
    prefix: str = ""


_SHAPES = (
    (r"\d{4}-\d\d-\d\d[-_]", Shape("dated", "[0-9]*")),
    (r"\d{1,3}[a-z]?-\d{1,3}[a-z]?-\D", Shape("story", "[0-9]*-[0-9]*-*")),
    (r"[0-9A-F]{2}\Z", Shape("pair", "[0-9A-F][0-9A-F]", "^(?P<key>[0-9A-F]{2})$")),
    (r"\d{2,}[a-z]?(?:[-_. ]|\Z)", Shape("number", "[0-9]*", r"^(?P<key>\d+[a-z]?)(?![^\W_])")),
)
_NUMBERS = frozenset(shape.name for _, shape in _SHAPES if shape.pattern)
_ALONE = frozenset(("named", "dated", "pair"))  # names that give no number out


class Family(Value):
    """Documents that are one ledger's items. `inside` is the file's name where the item is its folder."""

    name: str
    globs: tuple[str, ...]
    paths: tuple[str, ...]
    key: Key
    inside: str = ""
    place: bool = False
    exclude: tuple[str, ...] = ()


def no_item(path: str) -> bool:
    """Whether a file is called as indexes and notes about a folder are."""
    words = re.split(r"[^a-z0-9]+", posixpath.splitext(posixpath.basename(path))[0].casefold().strip("_-. "))
    return words[-1] in NO_ITEMS and not _NUMBER.match(posixpath.basename(path))


def accompanies(path: str, names: Some[str]) -> bool:
    """Whether a path is another one's in a further language, or under a further ending: `7-lamp.plan.md`."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    bare = _FURTHER.sub("", stem)
    return bare != stem and bare + ending in names


def shape_of(name: str) -> Shape:
    """The way in which a name is built."""
    for pattern, shape in _SHAPES:
        if re.match(pattern, name):
            return shape
    if led := re.match(r"([A-Z](?=[-_]?\d\d)|[A-Za-z]{2,12}(?:[-_][A-Za-z]{2,12})?)[-_ ]?(?=\d)", name):
        head = led[0]
        return Shape(head, head + "[0-9]*", rf"^{readable(head)}{_AFTER}", head)
    return Shape("named", "*")


def families(survey: Survey) -> Iterator[Family]:
    """The families of the tree. What a pattern takes is its own, and the most special one takes first: no document is
    an item of two."""
    groups: dict[Group, list[str]] = {}
    every = [*survey.markdown, *survey.yaml]
    homes = _homes(every)
    for path in every:
        inside = any(str(folder) in homes for folder in PurePosixPath(_home(path)).parents)
        no_member = inside or is_sample(path) or accompanies(path, survey.names)
        if not no_member and (group := _group_of(path)):
            groups.setdefault(group, []).append(path)
    for group in _notes(groups):
        del groups[group]
    _join_spellings(groups)
    _join_states(groups)
    _join_series(groups)
    members = {path for paths in groups.values() for path in paths}
    used: set[str] = set()
    taken: dict[str, str] = {}  # by the first of the patterns
    for group in sorted(groups, key=lambda one: _rank(one, len(groups[one]))):
        family = _family(group, [path for path in groups[group] if path in members and _home(path) not in used])
        if family is not None:
            found = {path: glob for glob in family.globs for path in survey.documents.find(glob)}
            lists = set() if family.inside else set(filter(no_item, found))
            own = tuple(path for path in found if path in members and path not in lists and _home(path) not in used)
            theirs = {path if path in lists else taken.get(path, path) for path in found.keys() - own}
            yield family.but(paths=own, exclude=tuple(sorted(theirs)))
            used.update(map(_home, own))
            members.difference_update(own)
            taken.update((path, glob) for path, glob in found.items() if path not in taken)


def _join_spellings(groups: dict[Group, list[str]]) -> None:
    """What one folder spells in two ways is one group: `LAMP-7` and `lamp07`."""
    spelled: dict[Group, Group] = {}
    for group in sorted(groups, key=lambda one: -len(groups[one])):
        kind, folder, shape, ending = group
        first = spelled.setdefault((kind, folder, shape.strip("-_ ").casefold(), ending), group)
        if first is not group:
            groups[first] += groups.pop(group)


def _join_states(groups: dict[Group, list[str]]) -> None:
    """Folders called as states are and their parent hold one group: `rfcs/` and `rfcs/rejected/`. Of names without a
    number two such do, `todo/` and `done/`, and one of folders: `changes/x/` and `changes/archive/2026-01-02-x/`."""
    for group in [one for one in groups if one[0] == "folder" and one[2] in ("dated", "named")]:
        parent, name = posixpath.split(group[1])
        if (named := (group[0], parent, "named", group[3])) in groups and OVER.fullmatch(f"{name}/"):
            groups[named] += groups.pop(group)
    states = [group for group in groups if posixpath.dirname(group[1]) and state_of(group[1])]
    beside = Counter((kind, posixpath.dirname(folder), shape, ending) for kind, folder, shape, ending in states)
    for kind, folder, shape, ending in states:
        parent, name = posixpath.split(folder)
        one = kind, parent, shape, ending
        if name.casefold() not in PLACES if shape in _NUMBERS else beside[one] > 1:
            groups.setdefault(one, []).extend(groups.pop((kind, folder, shape, ending)))


def _join_series(groups: dict[Group, list[str]]) -> None:
    """Folders of one tree are one group where their numbers were given out in turn."""
    for depth in range(_LEVELS):
        trees: dict[Group, list[Group]] = {}
        for group in groups:
            kind, folder, shape, ending = group
            if shape not in _ALONE and (depth or shape in _NUMBERS):
                trees.setdefault((kind, "/".join(folder.split("/")[:depth]), shape, ending), []).append(group)
        for (kind, tree, shape, ending), some in trees.items():
            folders = [folder for _, folder, _, _ in some]
            alike = shape not in _NUMBERS and len({*map(_is_place, folders)}) == 1
            needed = _ONCE if alike else _OWN if _is_place(tree) else _TURNS
            if len(some) > 1 and _given_out([groups[one] for one in some]) >= needed:
                home = posixpath.commonpath([f"/{folder}" for folder in folders])[1:]
                largest = max(some, key=lambda one: len(groups[one]))
                paths = [path for one in some for path in groups.pop(one)]
                group = kind, home, shape, ending
                groups[largest if group in groups or not home else group] = paths


def _given_out(parts: Sequence[Sequence[str]]) -> int:
    """How much tells that numbers were given out to all parts in turn: hardly one is of two parts, each part has some
    of its own, and they lead from each part to others and back. What counts for itself has the first ones, or the last
    ones, for itself."""
    homes: dict[tuple[int, ...], set[int]] = {}
    for at, part in enumerate(parts):
        for found in filter(None, (_SERIAL.search(posixpath.basename(_home(path))) for path in part)):
            homes.setdefault(tuple(map(int, _PARTED.split(found[0]))), set()).add(at)
    runs = [at for at, _ in groupby(min(some) for _, some in sorted(homes.items()) if len(some) == 1)]
    once = sum(map(len, homes.values())) - len(homes) <= max(1, _TWICE * len(homes))
    own = once and len({*runs}) == len(parts)
    turns = own and len(runs) > len(parts) + 1 and min(runs.count(runs[0]), runs.count(runs[-1])) > 1
    return once * _ONCE + own + turns


def _notes(groups: dict[Group, list[str]]) -> list[Group]:
    """The folders all of whose numbers files above them have: notes to these, or translations."""
    numbers = {group: {*map(number_of, paths)} for group, paths in groups.items()}
    above = (
        (group, [numbers.get((group[0], str(one), *group[2:])) for one in PurePosixPath(group[1]).parents])
        for group in groups
        if "" not in numbers[group]
    )
    return [group for group, some in above if any(one and numbers[group] <= one for one in some)]


def number_of(path: str) -> str:
    """What a file's name begins with up to the end of its number; "" where it has none."""
    found = _NUMBER.match(posixpath.basename(path))
    return found[0] if found else ""


def _is_place(folder: str) -> bool:
    """Whether a folder, or one above it, is called as those for one kind of item are."""
    return not PLACES.isdisjoint(folder.casefold().split("/"))


def state_of(folder: str) -> str:
    """What a folder is called, in lower case, where that is a word for a state."""
    name = posixpath.basename(folder).casefold()
    return name if re.sub(r"[\W_]+", " ", name) in KNOWN else ""


def _homes(paths: Sequence[str]) -> set[str]:
    """The folders that are items: what lies deeper in them is a part of theirs."""
    by_parent: dict[str, set[str]] = {}
    for folder, name in map(posixpath.split, paths):
        if folder and name.casefold() in INSIDE[:4]:
            by_parent.setdefault(OVER.sub("/", posixpath.dirname(folder) + "/"), set()).add(folder)
    return {folder for folders in by_parent.values() if len(folders) >= LEAST for folder in folders}


def _home(path: str) -> str:
    """What stands for an item: a folder that holds a file called as such files are, else the file."""
    folder, name = posixpath.split(path)
    return folder if name.casefold() in INSIDE and folder else path


def _group_of(path: str) -> Group | None:
    """What the path is one of; one way of naming in several folders of one tree is one group."""
    folder, file = posixpath.split(path)
    stem, ending = posixpath.splitext(file)
    parent, name = posixpath.split(folder)
    if ending in (".yaml", ".yml"):
        return ("deep", path.split("/")[0], "named", file) if folder else None
    if file.casefold() in INSIDE:
        return ("folder", parent, shape_of(name).name, file) if folder else None
    shape = shape_of(stem)
    if folder and stem == name and shape.pattern:
        return "same", parent, shape.name, ending
    return ("file", folder, shape.name, ending) if not no_item(file) else None


def _rank(group: Group, size: int) -> tuple[bool, int, int, str, int]:
    """What is named alike goes first; folders that hold the same file are of one kind, though few bear a number."""
    kind, folder, shape, ending = group
    order = INSIDE.index(ending.casefold()) if ending.casefold() in INSIDE else 0
    return kind == "file" and shape == "named", _KINDS.index(kind), order, folder, -size


def _family(group: Group, paths: list[str]) -> Family | None:
    kind, folder, shape, file = group
    if len(paths) < (_DEEP if kind == "deep" else LEAST):
        return None
    if kind == "deep":
        return Family(folder, (f"{folder}/**/{file}",), tuple(paths), Key("folder"), file, _is_place(folder))
    homes = [posixpath.splitext(path)[0] if kind == "file" else posixpath.dirname(path) for path in paths]
    names = [posixpath.basename(home) for home in homes]
    folders = list(_alike(sorted({*map(posixpath.dirname, homes)}), shape))
    spelled = [shape for shape, _ in Counter(map(shape_of, names)).most_common()]
    built = spelled[0]
    within = {"folder": f"/{file}", "same": f"/{built.glob}{file}"}.get(kind, file)
    ways = dict.fromkeys(one.glob for one in spelled)
    ways = dict.fromkeys("*") if "*" in ways else ways  # which takes all of them
    globs = tuple(posixpath.join(one, glob) + within for one in folders for glob in ways)
    if built.prefix and len(spelled) > 1:  # `LAMP-7` and `lamp07`
        built = built.but(pattern=rf"(?i)^{readable(built.prefix.strip('-_ '))}[-_ ]?{_AFTER}")
    key = _key(built, names, "folder" if kind == "folder" else "file")
    bare = {re.sub(_UNDATED, r"\g<key>", name) for name in names}
    if {"dated", "named"} == {one.name for one in spelled} and len(names) - len(bare) <= max(1, DOUBLE * len(names)):
        key = Key("folder", _UNDATED)
    lead = built.prefix.strip("-_ ")
    name = plain(lead if len(lead) > 1 else posixpath.basename(folder))
    inside = {"folder": file, "same": "."}.get(kind, "")
    return Family(name, globs, tuple(paths), key, inside, any(map(_is_place, folders)))


def _alike(folders: list[str], shape: str) -> Iterator[str]:
    """The folders; many in one place that are named alike are one pattern, so that what is new in it is read, too."""
    parents: dict[str, list[str]] = {}
    for one in folders:
        parents.setdefault(posixpath.dirname(one), []).append(one)
    for parent, own in parents.items():
        shapes = {shape_of(posixpath.basename(one)) for one in own}
        alike = len(shapes) == 1 and len(own) > (0 if shape == "story" else LEAST)
        yield from [posixpath.join(parent, one.glob) for one in shapes if alike and one.pattern] or own


def _key(built: Shape, names: Sequence[str], source: str) -> Key:
    """The number where it names one item each, or nearly: few are given out twice, or fewer than half by names that
    do not end alike, as an item's further documents do; else the whole name."""
    bare = [re.sub(_STORY, r"\g<key>", name) for name in names]
    if bare != names and sum(shape_of(name).name == "story" for name in bare) >= _STORIES * len(bare):
        return Key(source, _STORY)  # a tracker writes `94-1-lamp` of what is called `story-94-1-lamp`
    counts: Counter[str] = Counter()
    pattern = ""
    lead = built.pattern.split("(?P<key>")[0]
    for one in (built.pattern, lead + _PARTS, lead + _LETTERED) if lead else ():
        mine = Counter(match["key"].lstrip("0") for name in names if (match := re.search(one, name)))
        least = len(names) if one == lead + _LETTERED else len(counts) + 1  # words begin with a letter, too
        if mine.total() == len(names) and len(mine) > len(counts) and len(mine) >= least:
            counts, pattern = mine, one
    twice = len(names) - len(counts)
    ends = {re.split(r"[-_. ]+", name)[-1] for name in names}
    few = twice <= DOUBLE * len(names) or (2 * twice < len(counts) and 2 * len(ends) > len(names))
    few = few and max(map(len, counts), default=DAY) < DAY
    return Key(source, pattern, built.prefix) if pattern and (few or not twice) else Key(source)
