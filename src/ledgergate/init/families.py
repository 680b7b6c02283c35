"""Files and folders that are items: many siblings with one way of being named."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise

from ledgergate.called import INSIDE, NO_ITEMS, PLACES
from ledgergate.expressions import expression
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
_AFTER = r"(?P<key>\d+(?:\.\d+)*[a-z]?)"
# At an end of the name: what has such a word in its middle is about samples, and is none.
_SAMPLE = expression(
    r"^[-_ .0]*(?:templates?|example|sample)(?:[-_ .]|$)|[-_ .](?:templates?|example|sample)$"
    r"|(?:^|[-_ .])(?:n{3,4}|x{3,4})(?:[-_ .]|$)",
    re.IGNORECASE,
)
_LANGUAGE = expression(r"[-_.](?:[a-z]{2}[-_][A-Z]{2}|zh|ja|ko|fr|de|es|pt|ru|it|nl|pl|cn|jp)\Z")
_NUMBERED = expression(r"(?:[A-Za-z]{1,8}-)?0*[1-9]\d*[-_ ]")
_DIGITS = expression(r"\d+")
_NUMBER = expression(r"(?:[A-Za-z]{1,12}[-_ ]?)?\d+(?:[-.]\d+)*(?=[-_ .])")
_LEVELS = 4  # of folders below which one series may be spread
_TWICE = 0.05  # of a series' numbers may be given out twice
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
    (r"\d{1,3}-\d{1,3}[a-z]?-\D", Shape("story", "[0-9]*-[0-9]*-*")),
    (r"[0-9A-F]{2}\Z", Shape("pair", "[0-9A-F][0-9A-F]", "^(?P<key>[0-9A-F]{2})$")),
    (r"\d{2,}[a-z]?(?:[-_. ]|\Z)", Shape("number", "[0-9]*", r"^(?P<key>\d+[a-z]?)(?![^\W_])")),
)


_NUMBERS = frozenset(shape.name for _, shape in _SHAPES if shape.pattern)


class Family(Value):
    """Documents that are one ledger's items. `inside` is the file's name where the item is its folder."""

    name: str
    globs: tuple[str, ...]
    paths: tuple[str, ...]
    key: Key
    inside: str = ""
    place: bool = False
    exclude: tuple[str, ...] = ()


def is_sample(path: str) -> bool:
    """Whether a path is called as templates and examples are; one with a number of its own is about them."""
    bare = posixpath.splitext(path)[0]
    return any(_SAMPLE.search(part) and not _NUMBERED.match(part) for part in bare.split("/"))


def no_item(path: str) -> bool:
    """Whether a file is called as indexes and notes about a folder are."""
    words = re.split(r"[^a-z0-9]+", posixpath.splitext(posixpath.basename(path))[0].casefold().strip("_-. "))
    return words[-1] in NO_ITEMS and not _NUMBER.match(posixpath.basename(path))


def translates(path: str, paths: Some[str]) -> bool:
    """Whether a path is another one's in a further language: `7-lamp.fr.md` beside `7-lamp.md`."""
    stem, ending = posixpath.splitext(path)
    bare = _LANGUAGE.sub("", stem)
    return bare != stem and bare + ending in paths


def shape_of(name: str) -> Shape:
    """The way in which a name is built."""
    for pattern, shape in _SHAPES:
        if re.match(pattern, name):
            return shape
    if led := re.match(r"([A-Za-z]{2,12}(?:[-_][A-Za-z]{2,12})?)[-_ ]?(?=\d)", name):
        head = led[0]
        return Shape(head, head + "[0-9]*", rf"^{readable(head)}{_AFTER}", head)
    return Shape("named", "*")


def families(survey: Survey) -> Iterator[Family]:
    """The families of the tree, each path in one of them at most."""
    groups: dict[Group, list[str]] = {}
    every = [*survey.markdown, *survey.yaml]
    homes = _homes(every)
    for path in every:
        no_member = _inside_another(path, homes) or is_sample(path) or translates(path, survey.present)
        if not no_member and (group := _group_of(path)):
            groups.setdefault(group, []).append(path)
    _join_spellings(groups)
    _join_states(groups)
    _join_series(groups)
    groups = {group: _without_notes(paths) for group, paths in groups.items()}
    used: set[str] = set()
    found: list[Family] = []
    for group in sorted(groups, key=_rank):
        family = _family(group, [path for path in groups[group] if _home(path) not in used])
        if family is not None:
            used.update(map(_home, family.paths))
            found.append(family)
    yield from (_apart_from(one, found) for one in found)


def _join_spellings(groups: dict[Group, list[str]]) -> None:
    """What one folder spells in two ways is one group: `LAMP-7` and `lamp07`."""
    spelled: dict[tuple[str, ...], Group] = {}
    for group in sorted(groups, key=lambda one: -len(groups[one])):
        kind, _, shape, ending = group
        for folder in {*map(posixpath.dirname, groups[group])}:
            first = spelled.setdefault((kind, shape.strip("-_ ").casefold(), ending, folder), group)
            if first is not group:
                groups[first] += groups.pop(group)
                break


def _join_states(groups: dict[Group, list[str]]) -> None:
    """Folders called as states are and their parent hold one group: `rfcs/` and `rfcs/rejected/`."""
    for kind, folder, shape, ending in list(groups):
        parent, name = posixpath.split(folder)
        if parent and shape in _NUMBERS and state_of(folder) and name.casefold() not in PLACES:
            groups.setdefault((kind, parent, shape, ending), []).extend(groups.pop((kind, folder, shape, ending)))


def _join_series(groups: dict[Group, list[str]]) -> None:
    """Folders of one tree are one group where their numbers were given out in turn: hardly one stands in two of them,
    and the folders alternate as the numbers go up. Series that count for themselves begin with the same ones."""
    for depth in range(_LEVELS):
        trees: dict[Group, list[Group]] = {}
        for group in groups:
            kind, folder, shape, ending = group
            if shape == "number":
                trees.setdefault((kind, "/".join(folder.split("/")[:depth]), shape, ending), []).append(group)
        for tree, some in trees.items():
            if len(some) > 1 and _in_turn([groups[one] for one in some]):
                kind, _, shape, ending = tree
                home = posixpath.commonpath([f"/{folder}" for _, folder, _, _ in some])[1:]
                home = home or max(some, key=lambda one: len(groups[one]))[1]
                groups[kind, home, shape, ending] = [path for one in some for path in groups.pop(one)]


def _in_turn(parts: Sequence[Sequence[str]]) -> bool:
    """Whether numbers lead from one part to another and back, and nearly each is of one part alone."""
    names = ((posixpath.basename(_home(path)), at) for at, part in enumerate(parts) for path in part)
    told = sorted({(int(found[0]), at) for name, at in names if (found := _DIGITS.match(name))})
    changes = sum(one[1] != other[1] for one, other in pairwise(told))
    return len(told) <= (1 + _TWICE) * len({number for number, _ in told}) and changes > len(parts)


def _without_notes(paths: list[str]) -> list[str]:
    """The paths but those of a folder all of whose numbers files above it have: notes to these, or translations."""
    numbers: dict[str, set[str]] = {}
    for path in paths:
        numbers.setdefault(posixpath.dirname(path), set()).add(number_of(path))
    above = {one: [own for other, own in numbers.items() if one.startswith(f"{other}/")] for one in numbers}
    notes = {one for one, own in numbers.items() if "" not in own and any(map(own.issubset, above[one]))}
    return [path for path in paths if posixpath.dirname(path) not in notes]


def number_of(path: str) -> str:
    """What a file's name begins with up to the end of its number; "" where it has none."""
    found = _NUMBER.match(posixpath.basename(path))
    return found[0] if found else ""


def state_of(folder: str) -> str:
    """What a folder is called, in lower case, where that is a word for a state."""
    name = posixpath.basename(folder).casefold()
    return name if re.sub(r"[\W_]+", " ", name) in KNOWN else ""


def _apart_from(family: Family, every: Sequence[Family]) -> Family:
    """The family without what its globs take of the others: `docs/*.md` beside `docs/[0-9]*.md`."""
    own = {(posixpath.dirname(glob), posixpath.splitext(glob)[1]) for glob in family.globs if "/*." in f"/{glob}"}
    theirs = [glob for one in every if one is not family for glob in one.globs]
    taken = [glob for glob in theirs if (posixpath.dirname(glob), posixpath.splitext(glob)[1]) in own]
    return family.but(exclude=tuple(taken))


def _homes(paths: Sequence[str]) -> set[str]:
    """The folders that are items: what lies deeper in them is a part of theirs."""
    by_parent: dict[str, set[str]] = {}
    for folder, name in map(posixpath.split, paths):
        if folder and name.casefold() in INSIDE[:4]:
            by_parent.setdefault(posixpath.dirname(folder), set()).add(folder)
    return {folder for folders in by_parent.values() if len(folders) >= LEAST for folder in folders}


def _inside_another(path: str, homes: set[str]) -> bool:
    folder = posixpath.dirname(_home(path))
    while folder and folder not in homes:
        folder = posixpath.dirname(folder)
    return bool(folder)


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
    if shape.prefix:
        folder = folder.split("/")[0]
    elif shape.name == "story" and shape_of(name).pattern:
        folder = parent  # a folder per epic
    return ("file", folder, shape.name, ending) if not no_item(file) else None


def _rank(group: Group) -> tuple[int, int, str]:
    kind, folder, _, ending = group
    order = INSIDE.index(ending.casefold()) if ending.casefold() in INSIDE else 0
    return _KINDS.index(kind), order, folder


def _family(group: Group, paths: list[str]) -> Family | None:
    kind, folder, shape, file = group
    planned = not PLACES.isdisjoint(part.casefold() for part in folder.split("/"))
    if len(paths) < (_DEEP if kind == "deep" else LEAST):
        return None
    if kind == "deep":
        return Family(folder, (f"{folder}/**/{file}",), tuple(paths), Key("folder"), file, planned)
    homes = [posixpath.splitext(path)[0] if kind == "file" else posixpath.dirname(path) for path in paths]
    names = [posixpath.basename(home) for home in homes]
    folders = _alike(sorted({*map(posixpath.dirname, homes)}), shape)
    spelled = [shape for shape, _ in Counter(map(shape_of, names)).most_common()]
    built = spelled[0]
    within = {"folder": f"/{file}", "same": f"/{built.glob}{file}"}.get(kind, file)
    globs = tuple(
        posixpath.join(one, glob) + within for one in folders for glob in dict.fromkeys(o.glob for o in spelled)
    )
    if built.prefix and len(spelled) > 1:  # `LAMP-7` and `lamp07`
        built = built.but(pattern=rf"(?i)^{readable(built.prefix.strip('-_ '))}[-_ ]?{_AFTER}")
    key = _key(built, names, "folder" if kind == "folder" else "file")
    name = plain(built.prefix.strip("-_ ") or posixpath.basename(folder))
    return Family(name, globs, tuple(paths), key, {"folder": file, "same": "."}.get(kind, ""), planned)


def _alike(folders: list[str], shape: str) -> list[str]:
    """The folders; many in one place that are named alike are one pattern, so that what is new in it is read, too."""
    parents = {posixpath.dirname(one) for one in folders}
    shapes = {shape_of(posixpath.basename(one)) for one in folders}
    few = len(folders) <= (0 if shape == "story" else LEAST)
    if few or len(parents) > 1 or len(shapes) > 1 or not next(iter(shapes)).pattern:
        return folders
    return [posixpath.join(parents.pop(), shapes.pop().glob)]


def _key(built: Shape, names: Sequence[str], source: str) -> Key:
    """The number where it names one item each, else the whole name."""
    found = _keys(built.pattern, names) if built.pattern else []
    if len(found) < len(names):
        return Key(source)
    parted = built.pattern.replace(r"(?P<key>\d+", r"(?P<key>\d+(?:-\d+)*(?![^\W_])").replace(r"(?:\.\d+)*[a-z]?", "")
    twice = len(found) - len(set(found))
    if twice and built.prefix and len(set(_keys(parted, names))) == len(names):
        return Key(source, parted, built.prefix)
    few = twice <= min(0.2 * len(found), max(2, 0.1 * len(found)))
    return Key(source, built.pattern, built.prefix) if few else Key(source)


def _keys(pattern: str, names: Sequence[str]) -> list[str]:
    return [match["key"].lstrip("0") for name in names if (match := re.search(pattern, name))]
