"""Files and folders that are items: many siblings with one way of being named."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.init.words import plain, readable
from ledgergate.policy.model import Key
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.init.survey import Survey

LEAST = 3
PLACES = frozenset((
    "specs", "spec", "adr", "adrs", "decisions", "rfc", "rfcs", "proposals", "kep", "keps", "changes", "backlog",
    "tasks", "stories", "epics", "features", "requirements", "cips", "eips", "fips", "enhancements",
))  # fmt: skip
INSIDE = ("spec.md", "proposal.md", "requirements.md", "kep.yaml", "readme.md", "design.md", "index.md", "plan.md")
# At an end of the name: what has such a word in its middle is about samples, and is none.
_SAMPLE = expression(
    r"^[-_ .0]*(?:templates?|example|sample)(?:[-_ .]|$)|[-_ .](?:templates?|example|sample)$"
    r"|(?:^|[-_ .])(?:n{3,4}|x{3,4})(?:[-_ .]|$)",
    re.IGNORECASE,
)
_LANGUAGE = expression(r"[-_.](?:[a-z]{2}[-_][A-Z]{2}|zh|ja|ko|fr|de|es|pt|ru|it|nl|pl|cn|jp)\Z")
_NUMBERED = expression(r"(?:[A-Za-z]{1,8}-)?0*[1-9]\d*[-_ ]")
_SERIES = expression(r"((?:^|/)[A-Za-z]+[-_])\d+\Z")
_NO_ITEMS = frozenset((
    "readme", "index", "status", "changelog", "contributing", "license", "template", "glossary", "roadmap",
    "summary", "backlog", "overview",
))  # fmt: skip
_DEEP = 5  # folders that hold a data file of the same name before it counts as an item's


class Shape(Value):
    """How names are built: the glob of the name, what of it is the key, and what the key is written behind."""

    name: str
    glob: str
    pattern: str = ""
    prefix: str = ""


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
    return words[-1] in _NO_ITEMS and not any(map(str.isdigit, words[0]))


def shape_of(name: str) -> Shape:
    """The way in which a name is built."""
    if re.match(r"\d{4}-\d\d-\d\d[-_]", name):
        return Shape("dated", "[0-9]*")
    if re.match(r"\d{1,3}-\d{1,3}[a-z]?-\D", name):
        return Shape("story", "[0-9]*-[0-9]*-*")
    if re.match(r"[0-9A-F]{2}\Z", name):
        return Shape("pair", "[0-9A-F][0-9A-F]", "^(?P<key>[0-9A-F]{2})$")
    if re.match(r"\d{2,}[a-z]?(?:[-_. ]|\Z)", name):
        return Shape("number", "[0-9]*", r"^(?P<key>\d+[a-z]?)(?![^\W_])")
    led = re.match(r"([A-Za-z]{2,12}(?:[-_][A-Za-z]{2,12})?)([-_ ])\d", name)
    if led:
        head = led[1] + led[2]
        return Shape(head.casefold(), head + "[0-9]*", rf"^{readable(head)}(?P<key>\d+(?:\.\d+)*[a-z]?)", head)
    return Shape("named", "*")


def families(survey: Survey) -> Iterator[Family]:
    """The families of the tree, each path in one of them at most."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    homes = _homes(survey)
    for path in [*survey.markdown, *survey.yaml]:
        if not _inside_another(path, homes):
            for one in _groups_of(path):
                groups.setdefault(one, []).append(path)
    groups = {group: _untranslated(paths) for group, paths in groups.items()}
    used: set[str] = set()
    found: list[Family] = []
    for group, paths, folders in sorted(_merged(groups), key=lambda one: _rank(one[0])):
        family = _family(group, [path for path in paths if _home(path) not in used], folders)
        if family is not None:
            used.update(map(_home, family.paths))
            found.append(family)
    yield from (_apart_from(one, found) for one in found)


def _untranslated(paths: list[str]) -> list[str]:
    there = set(paths)
    return [path for path in paths if not translates(path, there)]


def translates(path: str, paths: Some[str]) -> bool:
    """Whether a path is another one's in a further language: `7-lamp.fr.md` beside `7-lamp.md`."""
    stem, ending = posixpath.splitext(path)
    bare = _LANGUAGE.sub("", stem)
    return bare != stem and bare + ending in paths


def _apart_from(family: Family, every: Sequence[Family]) -> Family:
    """The family without what its globs take of the others: `docs/*.md` beside `docs/[0-9]*.md`."""
    own = {(posixpath.dirname(glob), posixpath.splitext(glob)[1]) for glob in family.globs if "/*." in f"/{glob}"}
    theirs = [glob for one in every if one is not family for glob in one.globs]
    taken = [glob for glob in theirs if (posixpath.dirname(glob), posixpath.splitext(glob)[1]) in own]
    return family.but(exclude=(*family.exclude, *taken)) if taken else family


def _homes(survey: Survey) -> set[str]:
    """The folders that are items: what lies deeper in them is a part of theirs."""
    by_parent: dict[str, set[str]] = {}
    for folder, name in map(posixpath.split, [*survey.markdown, *survey.yaml]):
        if folder and name.casefold() in INSIDE[:4]:
            by_parent.setdefault(posixpath.dirname(folder), set()).add(folder)
    return {folder for folders in by_parent.values() if len(folders) >= LEAST for folder in folders}


def _inside_another(path: str, homes: set[str]) -> bool:
    folder, name = posixpath.split(path)
    if folder in homes and name.casefold() in INSIDE:
        folder = posixpath.dirname(folder)
    while folder and folder not in homes:
        folder = posixpath.dirname(folder)
    return bool(folder)


def _home(path: str) -> str:
    """What stands for an item: a folder that holds a file called as such files are, else the file."""
    folder, name = posixpath.split(path)
    return folder if name.casefold() in INSIDE and folder else path


def _groups_of(path: str) -> Iterator[tuple[str, str, str, str]]:
    folder, file = posixpath.split(path)
    stem, ending = posixpath.splitext(file)
    if ending in (".yaml", ".yml"):
        if folder:
            yield "deep", path.split("/")[0], "named", file
    elif file.casefold() in INSIDE:
        if folder:
            yield "folder", posixpath.dirname(folder), shape_of(posixpath.basename(folder)).name, file
    elif folder and stem == posixpath.basename(folder) and shape_of(stem).pattern:
        yield "same", posixpath.dirname(folder), shape_of(stem).name, ending
    elif not no_item(file) and not is_sample(file):
        yield "file", folder, shape_of(stem).name, ending


def _merged(groups: dict[tuple[str, str, str, str], list[str]]) -> Iterator[
    tuple[tuple[str, str, str, str], list[str], list[str]]
]:  # fmt: skip
    """Groups with the folders that they lie in; one way of naming in several folders of one tree is one group."""
    made: dict[tuple[str, str, str, str], tuple[list[str], list[str]]] = {}
    for (kind, folder, shape, ending), paths in sorted(groups.items()):
        led = shape.endswith(("-", "_", " "))
        top = folder.split("/")[0] if led and folder else folder
        if kind == "file" and shape == "story":
            folder = top = _SERIES.sub(r"\1[0-9]*", folder)  # a folder per epic: what is new in it is read, too
        all_paths, folders = made.setdefault((kind, top, shape, ending), ([], []))
        all_paths.extend(paths)
        folders.append(folder)
    for (kind, top, shape, ending), (paths, folders) in made.items():
        if kind == "file" or len(folders) == 1:
            yield (kind, top, shape, ending), paths, folders
        else:
            yield from _apart((kind, top, shape, ending), paths, folders)


def _apart(
    group: tuple[str, str, str, str], paths: list[str], folders: list[str]
) -> Iterator[tuple[tuple[str, str, str, str], list[str], list[str]]]:
    """Folders that give no name twice together; another edition of the same things is a group of its own."""
    by_folder = {one: [path for path in paths if _parent(path) == one] for one in folders}
    joined: list[str] = []
    names: set[str] = set()
    for folder, mine in sorted(by_folder.items(), key=lambda one: -len(one[1])):
        own = {posixpath.basename(posixpath.dirname(path)) for path in mine}
        if names.isdisjoint(own):
            joined.append(folder)
            names |= own
        else:
            yield (group[0], folder, *group[2:]), mine, [folder]
    yield group, [path for one in joined for path in by_folder[one]], joined


def _parent(path: str) -> str:
    return posixpath.dirname(posixpath.dirname(path))


def _rank(group: tuple[str, str, str, str]) -> tuple[int, int, str]:
    kind, folder, _, ending = group
    order = INSIDE.index(ending.casefold()) if ending.casefold() in INSIDE else 0
    return {"deep": 0, "folder": 1, "same": 1, "file": 2}[kind], order, folder


def _family(group: tuple[str, str, str, str], paths: list[str], folders: list[str]) -> Family | None:
    kind, folder, shape, ending = group
    if len(paths) < (_DEEP if kind == "deep" else LEAST):
        return None
    if kind == "deep":
        return _deep(folder, ending, paths)
    names = [_named(path, kind) for path in paths]
    built = shape_of(names[0])
    glob = built.glob + {"folder": "/" + ending, "same": f"/{built.glob}{ending}"}.get(kind, ending)
    globs = tuple(f"{one}/{glob}" if one else glob for one in _alike(sorted(set(folders))))
    key = _key(built, names, "folder" if kind == "folder" else "file")
    inside = ending if kind == "folder" else "." if kind == "same" else ""
    return Family(
        _called(folder, shape), globs, tuple(paths), key, inside, _planned(folder), _exclude(paths, globs, kind)
    )


def _alike(folders: list[str]) -> list[str]:
    """The folders; many in one place that are named alike are one pattern, so that what is new in it is read, too."""
    parents = {posixpath.dirname(one) for one in folders}
    shapes = {shape_of(posixpath.basename(one)) for one in folders}
    if len(folders) <= LEAST or len(parents) > 1 or len(shapes) > 1 or not next(iter(shapes)).pattern:
        return folders
    return [posixpath.join(parents.pop(), shapes.pop().glob)]


def _deep(folder: str, file: str, paths: list[str]) -> Family:
    kept = tuple(path for path in paths if not is_sample(posixpath.dirname(path)))
    exclude = tuple(path for path in paths if path not in kept)
    return Family(folder, (f"{folder}/**/{file}",), kept, Key("folder"), file, _planned(folder), exclude)


def _named(path: str, kind: str) -> str:
    folder, file = posixpath.split(path)
    return posixpath.basename(folder) if kind == "folder" else posixpath.splitext(file)[0]


def _key(built: Shape, names: list[str], source: str) -> Key:
    """The number where it names one item each, else the whole name."""
    if not built.pattern:
        return Key(source)
    found = _keys(built.pattern, names)
    if len(found) < len(names):
        return Key(source)
    parted = built.pattern.replace(r"(?P<key>\d+", r"(?P<key>\d+(?:-\d+)*(?![^\W_])").replace(r"(?:\.\d+)*[a-z]?", "")
    more = _keys(parted, names) if len(set(found)) < len(found) and built.prefix else []
    if len(set(more)) == len(names):
        return Key(source, parted, built.prefix)
    twice = len(found) - len(set(found))
    few = twice <= min(0.2 * len(found), max(2, 0.1 * len(found)))
    return Key(source, built.pattern, built.prefix) if few else Key(source)


def _keys(pattern: str, names: Sequence[str]) -> list[str]:
    return [match["key"].lstrip("0") for name in names if (match := re.search(pattern, name))]


def _called(folder: str, shape: str) -> str:
    name = shape.strip("-_ ") if shape.endswith(("-", "_", " ")) else posixpath.basename(folder)
    return plain(name)


def _planned(folder: str) -> bool:
    return not PLACES.isdisjoint(part.casefold() for part in folder.split("/"))


def _exclude(paths: Iterable[str], globs: tuple[str, ...], kind: str) -> tuple[str, ...]:
    if kind != "folder" or not any(glob.split("/")[-2] == "*" for glob in globs if "/" in glob):
        return ()
    return tuple(path for path in paths if is_sample(posixpath.dirname(path)))
