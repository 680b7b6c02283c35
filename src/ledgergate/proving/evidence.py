"""Mutants of what shows that something is true: cited files, anchors, evidence that a condition asks for, claims."""

from __future__ import annotations

import posixpath

from ledgergate.documents import is_page
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.spelling import UNKNOWN, sample
from ledgergate.rules.evidence_required import claimants
from ledgergate.truth.cited import evidence, links
from ledgergate.truth.evidence import Tree
from ledgergate.truth.likened import likened
from ledgergate.truth.packages import packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Stated
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation

_ON_PURPOSE = ("__init__.py", "py.typed", ".gitkeep", ".keep")  # files that are empty wherever they stand


def citations(side: Side) -> Iterator[Mutant]:
    """Each path that is cited, gone or empty, once for each path; each anchor that is cited, under another name."""
    tree = Tree(side.documents, side.policy)
    shown = [one for _, one in evidence(side)]
    every = [*shown, *([one for _, link, one in links(side) if link.kind != "undefined"] if side.policy.links else [])]
    tree.prepare(every)
    yield from _removed(side, tree, every)
    yield from _emptied(side, tree, shown)
    yield from _unanchored(tree, every)


def _removed(side: Side, tree: Tree, every: list[Citation]) -> Iterator[Mutant]:
    seen: set[str] = set()
    for one in every:
        found = tree.find(one) or ()
        for path in found[:1]:
            if path not in seen and side.snapshot.entry(path) is not None:
                seen.add(path)
                yield Mutant("evidence-removed", path, {path: None}, equivalent=_others(one) * (len(found) > 1))


def _others(one: Citation) -> str:
    return f"{one.document.path} cites '{one.text}', and other paths that it names are left"


def _emptied(side: Side, tree: Tree, shown: list[Citation]) -> Iterator[Mutant]:
    """What a field of evidence cites, without a byte. A link to an empty page leads where it says."""
    seen: set[str] = set()
    for one in shown:
        found = tree.find(one) or ()
        path = found[0] if found else ""
        document = tree.document(path) if path and path not in seen else None
        if document is not None and document.data and posixpath.basename(path) not in _ON_PURPOSE:
            seen.add(path)
            yield Mutant("evidence-emptied", path, {path: b""}, equivalent=_others(one) * (len(found) > 1))


def _unanchored(tree: Tree, every: list[Citation]) -> Iterator[Mutant]:
    """Each anchor of a page, as it is cited, with letters behind it that no heading has."""
    seen: set[tuple[str, int]] = set()
    for one in every:
        found = tree.find(one) or ()
        sign = b"#" + one.anchor.encode()
        at = one.document.data.find(sign, one.start, one.end) if one.anchor and len(found) == 1 else -1
        if at >= 0 and is_page(found[0]) and (one.document.path, at) not in seen:
            seen.add((one.document.path, at))
            end = at + len(sign)
            edit = replaced(one.document, (end, end, b"-" + UNKNOWN.lower().encode()))
            yield Mutant("anchor-broken", f"{one.document.path}:{one.document.line_of(at)} #{one.anchor}", edit)


def required(side: Side) -> Iterator[Mutant]:
    """All that an item or a row cites where a condition asks for evidence, taken out."""
    seen: set[tuple[tuple[str, int], ...]] = set()
    for rule in side.policy.evidence:
        for subject, said in claimants(side, rule) if rule.needs or not (rule.forbids or rule.refutes) else ():
            spans = _spans(side, said)
            places = tuple((path, start) for path, some in spans.items() for start, _ in some)
            if places and places not in seen:
                seen.add(places)
                files = {path: data for path, some in spans.items() for data in _blanked(side, path, some)}
                one = subject.row or subject.item
                what = f"{subject.path} {one.shown if one is not None else ''}"
                yield Mutant("evidence-blanked", what, files, ledger=subject.ledger)


def _spans(side: Side, said: list[Stated]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for one in said:
        if one.end > one.start and (one.start, one.end) not in found.setdefault(one.document.path, []):
            found[one.document.path].append((one.start, one.end))
    return found


def _blanked(side: Side, path: str, spans: list[tuple[int, int]]) -> Iterator[bytes | None]:
    document = side.documents.document(path)
    if document is not None:
        yield from replaced(document, *((start, end, b"") for start, end in spans)).values()


def claims(side: Side) -> Iterator[Mutant]:
    """Each claim of a package's rule, at the end of each report that lies in such a package, with nothing beside it."""
    seen: set[tuple[str, str]] = set()
    for package in side.ask(packages):
        for report in side.reports:
            below = report.path.startswith(package.folder + "/") and report.document.data.endswith(b"\n")
            if not (below and side.policy.reports[report.spec].claims and is_page(report.path)):
                continue
            for claim in package.rule.claims:
                text = sample(claim, likened(claim).search)
                if text and (report.path, claim) not in seen:
                    seen.add((report.path, claim))
                    end = len(report.document.data)
                    edit = replaced(report.document, (end, end, f"\nThis is it: {text}.\n".encode()))
                    yield Mutant("claim-unshown", f"{report.path} '{text}'", edit)
