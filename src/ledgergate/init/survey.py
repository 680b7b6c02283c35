"""What is there to look at: the tracked paths without vendored and generated ones, and their documents."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate, chain, pairwise

from ledgergate.called import FOREIGN, HIDDEN_PLANS, PLACES, PLANS, STANDARDS
from ledgergate.documents import MEDIAWIKI, Documents
from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.init.records import label_names
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import Page, row_like_lines
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Iterator, Set

    from ledgergate.git import Snapshot

# A document that bears its day, or its month, tells how things stood then.
OF_A_DAY = expression(r"(?:\A|[^\d])20\d\d(?:-?[01]\d-?[0-3]\d|[-_][01]\d)(?!\d)[^/]*\Z")
# What looks at one piece of work, at its end, counts its own findings.
LOOKED_BACK = expression(
    r"(?i)(?:^|[-_./])(?:review|retro(?:spective)?|post-?mortem|hand-?off|handover|minutes|report|summary|analysis)s?"
    r"(?:[-_ ][^/.]*)?\.\w+$"
)
# A folder for what was, and what lies below the first level of a planner's own: records of work that is done.
PAST = expression(r"(?i)(?:^|/)(?:archived?|history|legacy|old|deprecated)[^/]*/|^\.planning/[^/]+/")
_SKILLS = 20  # of one folder: a collection that was copied
# At an end of the name: what has such a word in its middle is about samples, and is none.
_SAMPLE = expression(
    r"^[-_ .0]*(?:templates?|example|sample)(?:[-_ .]|$)|[-_ .](?:templates?|example|sample)$"
    r"|(?:^|[-_ .])(?:n{3,4}|x{3,4})(?:[-_ .]|$)",
    re.IGNORECASE,
)
_NUMBERED = expression(r"(?:[A-Za-z]{1,8}-)?0*[1-9]\d*[-_ ]")
_PLANNING = expression("|".join(PLANS), re.IGNORECASE)
_CALLED = expression(rf"(?:^|[\W\d_])(?:{'|'.join(PLANS)})|^(?:{'|'.join(PLACES)})$", re.IGNORECASE)
_HIDDEN = expression(r"^\.[^/]+/")  # a tool's folder of plans says nothing of a document in it
_KEY = expression(rb"(?<![\w/.-])([A-Z]{2,8})-(\d{1,4})(?![\w-])")
_LETTERS = expression(r"[-_ \d]")  # behind a key's letters
_NO_KEYS = {one.encode() for one in STANDARDS}
_KEYS = 5  # of one form, in two documents
_FOLDER = 3  # documents of one have a line of their own
_MOST_DOCUMENTS = 20_000
_LARGEST = 4 << 20
_NEARLY = 0.8


class LeftOut(Value):
    """`count` records at a place, or in many, that no binding governs: `what` they are, and `why` none does."""

    path: str
    line: int
    count: int
    what: str
    why: str

    @property
    def told(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}: {self.why}" if place else f"{self.what}: {self.why}"


def _kits(paths: Iterable[str]) -> tuple[str, ...]:
    """Folders of so many skills for a tool that nobody wrote them here, with what lies beside them."""
    homes = (posixpath.dirname(posixpath.dirname(path)) for path in paths if path.endswith("/SKILL.md"))
    return tuple(f"{home}/" for home, count in Counter(homes).items() if home and count >= _SKILLS)


class _Documents(Documents):
    def shed(self) -> None:
        """Keeps its pages: each draft asks for them again."""


class Survey:
    """The documents of one snapshot. `unread` says which could not be read, and why."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.pages: dict[tuple[str, str], Page] = {}  # shared with what looks at the same blobs
        self.documents = _Documents(snapshot, self.pages)
        self.all = snapshot.paths()
        kits = _kits(self.all)
        self.paths = [path for path in self.all if _own(path) and not path.startswith(kits)]
        self.unread: list[str] = []
        self.left_out: list[LeftOut] = []
        self.maps: dict[str, list[tuple[str, list[str]]]] = {}  # of YAML files: the top-level keys, and those below
        self.counting: dict[str, str] = {}  # of documents: their texts with a number in them
        self.governed: set[str] = set()  # by a policy that stands
        self._linked: dict[str, set[str]] = {}
        self._labels: dict[str, set[str]] = {}
        self.markdown, self.yaml = (
            self.readable([path for path in self.paths if path.casefold().endswith(endings)][:_MOST_DOCUMENTS])
            for endings in ((".md", *MEDIAWIKI), (".yaml", ".yml"))
        )
        self.present = frozenset(self.all)
        self.names = frozenset(map(posixpath.basename, self.all))

    def page(self, path: str) -> Page | None:
        document = self.documents.document(path)
        return self.documents.page(document) if document is not None else None

    def may_say(self, path: str, name: str) -> bool:
        """Whether a document may say something under a name: of a page that has no such label it is known at once."""
        asked = path not in self._labels and not path.endswith((".yaml", ".yml"))
        page = self.page(path) if asked else None
        if page is not None:
            self._labels[path] = {skeleton(one) for one in label_names(page)}
        return skeleton(name) in self._labels.get(path, (skeleton(name),))

    def raw(self, path: str) -> bytes:
        """What a document holds; nothing where it is not there."""
        document = self.documents.document(path)
        return document.data if document is not None else b""

    def read(self, paths: Iterable[str]) -> Iterator[Page]:
        """The pages of those of these paths that are there."""
        return (page for path in paths if (page := self.page(path)) is not None)

    def planned(self, path: str) -> bool:
        """Whether a document, or the folder that it lies in, is called as plans are."""
        return _PLANNING.search("/".join(_HIDDEN.sub("", path).split("/")[-2:])) is not None

    def linking(self, wanted: set[str]) -> list[str]:
        """The documents that link to nearly all of these paths."""
        return [path for path in self.markdown if len(self._targets(path) & wanted) >= _NEARLY * len(wanted)]

    def _targets(self, path: str) -> set[str]:
        """The paths that a document's table cells and entries link to."""
        if path not in self._linked:
            page, folder = self.page(path), posixpath.dirname(path)
            blocks = page.blocks if page is not None else []
            cells = (cell for block in blocks if block.kind == "table" for row in block.rows for cell in row.cells)
            entries = (block.content for block in blocks if block.kind == "entry")
            targets = {target_path(link.target) for text in chain(cells, entries) for link in text.links}
            self._linked[path] = {posixpath.normpath(posixpath.join(folder, target)) for target in targets if target}
        return self._linked[path]

    @cached_property
    def legible(self) -> frozenset[str]:
        """The Markdown files of the whole tree that can be read, hidden ones and those of tools among them."""
        mine = set(self.markdown)
        rest = [one for one in self.all if one.casefold().endswith(".md") and one not in mine]
        return frozenset((*mine, *self.readable(rest)))

    def readable(self, paths: list[str]) -> list[str]:
        """What can be read of these; halves are tried where something is in the way, so that one file costs little."""
        try:
            if len(paths) == 1:
                self.snapshot.read(paths, most=_LARGEST)
            self.documents.fetch(paths)
        except NotChecked as error:
            half = len(paths) // 2
            if half:
                return [*self.readable(paths[:half]), *self.readable(paths[half:])]
            self.unread.append(error.message)
            return []
        refused = self.documents.unreadable
        self.unread.extend(refused[path].message for path in paths if path in refused)
        return [path for path in paths if path not in refused]


def is_sample(path: str) -> bool:
    """Whether a path is called as templates and examples are; one with a number of its own is about them."""
    bare = posixpath.splitext(path)[0]
    return any(_SAMPLE.search(part) and not _NUMBERED.match(part) for part in bare.split("/"))


def _own(path: str) -> bool:
    folders = posixpath.dirname(path).split("/")
    hidden = [one for one in path.split("/") if one.startswith(".") and one not in HIDDEN_PLANS]
    return not hidden and FOREIGN.isdisjoint((*folders, *map("/".join, pairwise(folders)))) and path.isprintable()


def broken(survey: Survey, governed: Some[str]) -> Iterator[LeftOut]:
    """Lines that look like a table's and are none: their delimiter row is missing or has another width."""
    why = "they make no table; is the row of dashes as wide as the others?"
    for page in survey.read(path for path in survey.markdown if path not in governed):
        for block in page.blocks:
            lines = list(row_like_lines(page, block)) if block.kind == "paragraph" else []
            if len(lines) > 2:
                document = page.document
                line, count = document.line_of(lines[0][0]), len(lines)
                yield LeftOut(document.path, line, count, f"{count} lines that look like rows", why)


def mentioned(survey: Survey, keys: Some[str]) -> Iterator[LeftOut]:
    """Keys of one form in several documents, of which no ledger has any."""
    known = {_LETTERS.split(key.upper())[0].encode() for key in keys} | _NO_KEYS
    numbers, paths = defaultdict[bytes, set[bytes]](set), defaultdict[bytes, set[str]](set)
    for path in survey.markdown:
        for lead, number in dict.fromkeys(_KEY.findall(survey.raw(path))):
            numbers[lead].add(number)
            paths[lead].add(path)
    for lead, found in numbers.items():
        if len(found) >= _KEYS and len(paths[lead]) > 1 and lead not in known:
            first = min(found, key=lambda one: (int(one), one))  # of 0 and 00 always the same
            what = f"{len(found)} keys like {lead.decode()}-{first.decode()} in {len(paths[lead])} documents"
            yield LeftOut("", 0, len(found), what, "no collection has them as its key")


def called_plans(survey: Survey, governed: Set[str], homes: Set[str]) -> Iterator[LeftOut]:
    """Documents that are called as plans are, or lie in folders so called, of which nothing was told: one line for all
    in the highest of these. What lies beside an item is a part of it."""
    found = defaultdict[str, list[str]](list)
    for path in (one for one in survey.markdown if one not in governed and not is_sample(one)):
        parents = list(accumulate(path.split("/"), posixpath.join))
        named = next((one for one in parents if _CALLED.search(posixpath.basename(one))), "")
        if named and homes.isdisjoint(parents):
            found[named if named != path else posixpath.dirname(path)].append(path)
    some = {folder: len(paths) for folder, paths in found.items() if folder and len(paths) >= _FOLDER}
    told = [(folder, count, "") for folder, count in sorted(some.items(), key=lambda one: (-one[1], one[0]))]
    if lone := [path for folder, paths in found.items() if folder not in some for path in paths]:
        told.append(("", len(lone), f", {', '.join(lone[:3])}{' among them' if len(lone) > 3 else ''}"))
    for folder, count, named in told:
        what = f"{count} {'document' if count == 1 else 'documents'} called as plans are{named}"
        yield LeftOut(folder, 0, count, what, "no ledger and no report reads them")
