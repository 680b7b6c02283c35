"""Repo truth in one value: what packages the tree holds, how far they are, who cites them, what is cited and absent."""

from __future__ import annotations

from ledgergate.truth.artifacts import boxes, paths, texts
from ledgergate.truth.cited import evidence
from ledgergate.truth.evidence import Tree
from ledgergate.truth.packages import declared, is_closed, labelled, packages
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.model import Document
    from ledgergate.sides import Side
    from ledgergate.truth.artifacts import Box
    from ledgergate.truth.citations import Citation
    from ledgergate.truth.packages import PackageFolder


class Count(Value):
    """Boxes: ticked, excused by N/A with a reason, and all of them."""

    ticked: int = 0
    excused: int = 0
    of: int = 0


class Standing(Value):
    """One package as the tree shows it. `status` and `posture` are as written, "" where nothing is.

    `read_only` is None where no posture is declared. `artifacts` are the required files that are there, in the
    policy's order, `required` how many are required. `cited_by` are keys of items, by the ledger that they are in.
    `stated` is what its documents say under the labels that its rule asks for.
    """

    folder: str
    number: str
    slug: str
    status: str
    closed: bool
    posture: str
    read_only: bool | None
    tasks: Count
    checklist: Count
    artifacts: tuple[str, ...]
    required: int
    cited_by: Mapping[str, tuple[str, ...]]
    stated: Mapping[str, str] = {}


class Absent(Value):
    """What an item cites and the tree does not hold."""

    key: str
    text: str
    path: str
    line: int


class Survey(Value):
    """Every package in the order of their folders, what is cited and absent, and what nothing looked up."""

    packages: tuple[Standing, ...]
    absent: tuple[Absent, ...]
    not_looked_up: int = 0


def survey(reading: Side) -> Survey:
    """The state of the tree that was read."""
    tree = Tree(reading.documents, reading.policy)
    cited = evidence(reading)
    tree.prepare([one for _, one in cited])
    there = _once(reading.ask(packages))
    by = _cited_by(tree, cited, there)
    of = {item.shown: name for name, ledger in reading.ledgers.items() for item in ledger.items}
    made = [_standing(reading, one, _by_ledger(by.get(folder, {}), of)) for folder, one in sorted(there.items())]
    absent = [_absent(key, one) for key, one in cited if tree.find(one) == ()]
    elsewhere = sum(one.kind == "elsewhere" for _, one in cited)
    return Survey(tuple(made), tuple(dict.fromkeys(absent)), elsewhere)


def _once(every: Iterable[PackageFolder]) -> dict[str, PackageFolder]:
    """Each folder by the rule that asks most of it."""
    made: dict[str, PackageFolder] = {}
    for one in every:
        known = made.get(one.folder)
        if known is None or len(one.rule.requires) > len(known.rule.requires):
            made[one.folder] = one
    return made


def _cited_by(
    tree: Tree, cited: list[tuple[str, Citation]], there: dict[str, PackageFolder]
) -> dict[str, dict[str, None]]:
    by: dict[str, dict[str, None]] = {}
    for key, one in cited:
        for path in tree.find(one) or ():
            parts = path.split("/")
            for count in range(1, len(parts) + 1):
                folder = "/".join(parts[:count])
                if folder in there:
                    by.setdefault(folder, {})[key] = None
    return by


def _by_ledger(keys: Iterable[str], of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for key in keys:
        name = of.get(key, "")
        made[name] = (*made.get(name, ()), key)
    return made


def _standing(reading: Side, package: PackageFolder, cited_by: Mapping[str, tuple[str, ...]]) -> Standing:
    documents, rule = reading.documents, package.rule
    status = _said(reading, package, rule.status_labels)
    posture = _said(reading, package, reading.policy.runtime.read_only.label)
    number = package.number
    slug = package.name[len(number) :].lstrip("-_ ") if number else package.name
    artifacts = tuple(name for name in rule.requires if paths(documents, package, (name,)))
    return Standing(
        package.folder, number, slug, status, is_closed(documents, package), posture,
        declared(reading.policy.runtime.read_only, posture) if posture else None,
        _count(reading, package, (rule.tasks,)), _count(reading, package, rule.checklists),
        artifacts, len(rule.requires), cited_by, _stated(reading, package),
    )  # fmt: skip


def _stated(reading: Side, package: PackageFolder) -> dict[str, str]:
    """Each label that the package's rule asks for, by its first name, with what its document says."""
    made: dict[str, str] = {}
    for name, wanted in package.rule.labels.items():
        for document in texts(reading.documents, paths(reading.documents, package, (name,))):
            for label in wanted:
                names = tuple(one.strip() for one in label.split("|"))
                made[names[0]] = _first(reading, document, names)
    return made


def _said(reading: Side, package: PackageFolder, labels: tuple[str, ...]) -> str:
    return _first(reading, package.spec, labels) if package.spec is not None else ""


def _first(reading: Side, document: Document, labels: tuple[str, ...]) -> str:
    said = next(labelled(reading.documents, document, labels), None)
    return " ".join(said.text.split()) if said is not None else ""


def _count(reading: Side, package: PackageFolder, names: tuple[str, ...]) -> Count:
    documents = reading.documents
    every: list[Box] = []
    for document in texts(documents, paths(documents, package, names)):
        every.extend(boxes(documents.page(document), closed=reading.policy.closed_boxes))
    return Count(sum(one.ticked for one in every), sum(one.excused for one in every), len(every))


def _absent(key: str, one: Citation) -> Absent:
    return Absent(key, one.text, one.document.path, one.document.line_of(one.start))
