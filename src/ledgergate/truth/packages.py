"""The spec packages of a tree: their folders, whether they are closed, what posture they declare."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import Plain
from ledgergate.ledgers.headings import labels
from ledgergate.ledgers.words import skeleton
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.model import Document
    from ledgergate.policy.model import Package, Policy, ReadOnly
    from ledgergate.sides import Side

_NUMBER = expression(r"(\d+)(?=\D|\Z)")


class PackageFolder(Value):
    """One package folder: its rule, its folder and its spec document, where it has one."""

    rule: Package
    folder: str
    spec: Document | None

    @property
    def name(self) -> str:
        return posixpath.basename(self.folder)

    @property
    def number(self) -> str:
        match = _NUMBER.match(self.name)
        return match[1] if match else ""


def folders(documents: Documents, rule: Package) -> list[str]:
    """The folders that a package rule matches; a folder is there when a file stands below it."""
    depth = rule.path.strip("/").count("/") + 1
    paths = documents.find(rule.path.strip("/") + "/**")
    # `**` stands for no component, too: a file beside the folders is no package.
    inside = (path.split("/") for path in paths if path.count("/") >= depth)
    return list(dict.fromkeys("/".join(parts[:depth]) for parts in inside))


def packages(side: Side) -> tuple[PackageFolder, ...]:
    """Every package of a side's rules, with its spec; ask the side for it."""
    return tuple(packages_in(side.documents, side.policy))


def packages_in(documents: Documents, policy: Policy) -> Iterator[PackageFolder]:
    """The same of a state that is read under another policy."""
    for rule in policy.packages:
        there = folders(documents, rule)
        documents.fetch(
            [f"{folder}/{rule.spec}" for folder in there if documents.snapshot.entry(f"{folder}/{rule.spec}")]
        )
        for folder in there:
            path = f"{folder}/{rule.spec}"
            yield PackageFolder(rule, folder, documents.document(path) if documents.snapshot.entry(path) else None)


def labelled(documents: Documents, document: Document, names: tuple[str, ...]) -> Iterator[Said]:
    """What the document says under a label, or in its front matter, in order; it is read as far as it is asked."""
    return iter(documents.once(None, ("labelled", names), document, lambda one: _labelled(documents, one, names)))


def _labelled(documents: Documents, document: Document, names: tuple[str, ...]) -> Iterator[Said]:
    page = documents.page(document)
    wanted = frozenset(map(skeleton, names))
    if page.front_matter is not None:
        known = (entry for entry in page.front_matter.entries if skeleton(entry.key) in wanted)
        yield from (Plain(entry.value, entry.start, entry.end) for entry in known)
    yield from (value for _, value in labels(page.blocks, wanted))


def is_closed(documents: Documents, package: PackageFolder) -> bool:
    """Whether the package's status is one of its closed ones; notes behind the status do not matter."""
    said = status(documents, package)
    return said is not None and says_one_of(said.text, package.rule.closed)


def status(documents: Documents, package: PackageFolder) -> Said | None:
    """The package's status as its spec states it first."""
    return next(labelled(documents, package.spec, package.rule.status_labels), None) if package.spec else None


def says_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether a status is one of these words, with a note behind it or not."""
    known = set(map(skeleton, words))
    return any(skeleton(stem) in known for stem in _stems(text))


def _stems(text: str) -> list[str]:
    return [text, re.split(r"[(\[,;:–—]|\s-\s|\s\d|\s(?:on|in|at|am|by)\s", text, maxsplit=1)[0]]


def declared(rules: ReadOnly, text: str) -> bool | None:
    """What a posture line says: True for read-only, False for open, None for a word that is neither."""
    bare = skeleton(text)
    if any(bare == word or bare.startswith(word + " ") for word in map(skeleton, rules.words)):
        return True
    if any(bare == word or bare.startswith(word + " ") for word in map(skeleton, rules.open_words)):
        return False
    return None
