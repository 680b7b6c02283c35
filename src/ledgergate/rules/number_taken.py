"""A new or recommended package number or slug is already used, here or at the base.

**Why.** Branches, links and conversations name a spec by its number; two specs with one number cannot be told apart.

**Rejected**: `specs/345-export/` and `specs/345-import/`, or an audit that recommends
`343-something` while 343 exists, or a candidate whose package is completed.

**Accepted**: the next free number. A recommended spec may exist under its own name once it has been started. A package
may be renamed or renumbered; a number whose package a change removes stays taken for that change.

**The fix.** Take the number that the message offers.
"""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.git.names import quoted
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import labels_of
from ledgergate.model import Place
from ledgergate.reports import item_of
from ledgergate.rules.view import found
from ledgergate.truth.departed import departed
from ledgergate.truth.packages import is_closed, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Page
    from ledgergate.model import Document, Finding, Report
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.packages import PackageFolder

_NAME = expression(r"0*((?!0)\d+|0(?!\d))[-_](.+)\Z|0*((?!0)\d+|0)\Z")
_DATED = expression(r"\d{4}-\d{2}(?:-\d{2})?(?:\D|\Z)")
_CELL = expression(r"(?:specs?[ /]\s*)?#?0*(\d{1,6})(?:[-_]([a-z0-9][a-z0-9_-]*))?/?\Z", re.IGNORECASE)
_COLUMNS = frozenset(("spec", "number", "spec number", "package", "new spec", "nummer", "spec nummer", "paket"))
_NEW = 3  # a folder that came with the change and is not finished
_NUMBERS = frozenset(("number", "spec number", "nummer"))


def check(view: View) -> Iterator[Finding]:
    after = view.after
    held = [package for package in after.ask(packages) if package.rule.numbers]
    taken = {folder: _taken(after, folder) for folder in dict.fromkeys(posixpath.dirname(one.folder) for one in held)}
    standing = {folder: _standing(view, folder, held) if _repeats(names) else {} for folder, names in taken.items()}
    firsts = {folder: _firsts(names, standing[folder]) for folder, names in taken.items()}
    gone = {folder: _gone(view, folder) for folder in taken}
    told: set[str] = set()
    for package in held:
        names = taken[posixpath.dirname(package.folder)]
        if package.folder not in told:
            told.add(package.folder)
            left = gone[posixpath.dirname(package.folder)]
            parent = posixpath.dirname(package.folder)
            yield from _twice(package, names, firsts[parent], left, standing[parent])
            if not is_closed(after.documents, package):
                yield from _recommended(after, package, names, left)


def _gone(view: View, parent: str) -> dict[str, tuple[int, str]]:
    """The numbered folders that stood at the base and that this change removes."""
    if view.before is None:
        return {}
    names = departed(view.before.documents, view.after.documents, view.entries, parent)
    return {name: made for name in sorted(names) if (made := _split(name)) is not None}


def _split(name: str) -> tuple[int, str] | None:
    match = None if _DATED.match(name) else _NAME.match(name)
    return (int(match[1] or match[3]), match[2] or "") if match is not None else None


def _taken(reading: Side, parent: str) -> dict[str, tuple[int, str]]:
    """The numbered folders beside each other: name -> number and slug."""
    paths = reading.documents.find(f"{parent}/*/**" if parent else "*/**")
    skip = len(parent) + 1 if parent else 0
    names = dict.fromkeys(path[skip:].partition("/")[0] for path in paths if "/" in path[skip:])
    return {name: made for name in names if (made := _split(name)) is not None}


def _free(names: dict[str, tuple[int, str]]) -> int:
    return max((number for number, _ in names.values()), default=0) + 1


def _repeats(names: dict[str, tuple[int, str]]) -> bool:
    """Whether two of the folders have one number or one slug."""
    slugs = [slug for _, slug in names.values() if slug]
    return len({number for number, _ in names.values()}) < len(names) or len(set(slugs)) < len(slugs)


def _standing(view: View, parent: str, held: Sequence[PackageFolder]) -> dict[str, int]:
    """The folders by their right to a name: what stood at the base comes first, then what is finished."""
    before = _taken(view.before, parent) if view.before is not None else {}
    return {
        one.name: (0 if one.name in before else 2) + (not is_closed(view.after.documents, one))
        for one in held
        if posixpath.dirname(one.folder) == parent
    }


def _twice(
    package: PackageFolder,
    names: dict[str, tuple[int, str]],
    firsts: dict[str, str],
    gone: dict[str, tuple[int, str]],
    standing: dict[str, int],
) -> Iterator[Finding]:
    if package.name not in names:
        return
    number, slug = names[package.name]
    removed = next((name for name, (one, _) in gone.items() if one == number), package.name)
    others = (firsts[f"#{number}"], firsts.get(f"-{slug}", package.name), removed)
    for what, first in zip(("number", "slug", "number"), others, strict=True):
        if first != package.name:
            place = Place(package.spec.path if package.spec is not None else f"{package.folder}/{package.rule.spec}")
            told = f"{first}, which this change removes" if first in gone else first
            known = first in gone or standing.get(first, _NEW) < standing.get(package.name, _NEW)
            cures = _renaming(package, "" if known else first, what, _free({**names, **gone}))
            yield found(place, f"{package.name} has the {what} of {told}", *cures, key=package.folder)
            return


def _renaming(package: PackageFolder, twin: str, what: str, free: int) -> Iterator[str]:
    """How to move the package; its twin instead, where nothing tells which of them is the newer one."""
    parent = posixpath.dirname(package.folder)
    for name in (package.name, twin) if twin else (package.name,):
        old = posixpath.join(parent, name)
        wide = next((at for at, mark in enumerate(name) if not mark.isdecimal()), len(name))
        slug = name[wide:] if what == "number" else "-NEW"
        new = posixpath.join(parent, f"{free:0{wide}}{slug}" if what == "number" else f"{name[:wide]}{slug}")
        where = f"take a free number, from {free} on" if what == "number" else "take a slug of its own"
        where = f"if {name} is the newer one, {where}" if twin else where
        yield f"{where}: git mv {quoted(old)} {quoted(new)}"


def _firsts(names: dict[str, tuple[int, str]], standing: dict[str, int]) -> dict[str, str]:
    """The folder that each number and each slug belongs to: what stood before, then what is finished, then by name."""
    firsts: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (standing.get(name, _NEW), name)):
        number, slug = names[name]
        firsts.setdefault(f"#{number}", name)
        if slug:
            firsts.setdefault(f"-{slug}", name)
    return firsts


def _recommended(
    reading: Side, package: PackageFolder, names: dict[str, tuple[int, str]], gone: dict[str, tuple[int, str]]
) -> Iterator[Finding]:
    """What a selection in an open package wants to be specified next."""
    seen: set[str] = set()
    for report in reading.reports:
        selects = reading.policy.reports[report.spec].covers is None
        if selects and report.path.startswith(package.folder + "/"):
            if report.path not in seen:
                yield from _in_report(reading, report.document, package, names, gone)
            seen.add(report.path)
            yield from _completed(reading, report, package, names)


def _completed(
    reading: Side, report: Report, package: PackageFolder, names: dict[str, tuple[int, str]]
) -> Iterator[Finding]:
    """Rows whose item has a finished package of its own name, whatever number they give it."""
    done = {slug: name for name, (_, slug) in names.items() if slug and _is_done(reading, name, package)}
    for row in report.rows or () if done else ():
        item = item_of(reading, report, row)
        if item is not None and (slug := "-".join(re.findall(r"[^\W_]+", item.title.casefold()))) in done:
            message = f"{item.label} is recommended, but {done[slug]} is its package and is completed"
            yield found(row.place, message, "recommend what is not done yet", key=item.shown)


def _in_report(
    reading: Side,
    document: Document,
    package: PackageFolder,
    names: dict[str, tuple[int, str]],
    gone: dict[str, tuple[int, str]],
) -> Iterator[Finding]:
    page = reading.documents.page(document)
    wanted: dict[int, str] = {}
    asked = list(_wanted(page))
    numbers = {number for number, *_, labelled in asked if not labelled}
    for number, slug, start, end, labelled in asked:
        slug = slug or wanted.get(number, "")
        by = [name for name, (one, other) in names.items() if one == number or (slug and other == slug)]
        key = f"{number}-{slug}" if slug else str(number)
        if by and not any(names[name] == (number, slug) and not _is_done(reading, name, package) for name in by):
            yield _offence(
                document, f"{key} is recommended, but {by[0]} is already there", _next(names, numbers), start, end, key
            )
        elif before := [name for name, (one, _) in gone.items() if one == number and not by]:
            message = f"{key} is recommended, but {before[0]}, which this change removes, had the number"
            yield _offence(document, message, _next({**names, **gone}, numbers), start, end, key)
        elif not labelled and wanted.get(number, slug) != slug:
            yield _offence(document, f"{number} is recommended twice", _next(names, numbers), start, end, key)
        wanted.setdefault(number, slug)


def _next(names: dict[str, tuple[int, str]], recommended: set[int]) -> int:
    """The first number behind those of the packages that no recommendation has."""
    first = _free(names)
    return next(number for number in range(first, first + len(recommended) + 1) if number not in recommended)


def _offence(document: Document, message: str, free: int, start: int, end: int, key: str) -> Finding:
    return found(document.place(start, end), message, f"take a free number, from {free} on", key=key)


def _is_done(reading: Side, name: str, beside: PackageFolder) -> bool:
    folder = posixpath.join(posixpath.dirname(beside.folder), name)
    there = [one for one in reading.ask(packages) if one.folder == folder]
    return any(is_closed(reading.documents, one) for one in there)


def _wanted(page: Page) -> Iterator[tuple[int, str, int, int, bool]]:
    """Number, slug and span of each spec that a table's column or a label names; whether it was a label."""
    for block in page.blocks:
        if block.kind == "table":
            header = [skeleton(cell.text) for cell in block.header.cells]
            at = next((index for index, name in enumerate(header) if name in _COLUMNS), -1)
            for row in block.rows if at >= 0 else ():
                cell = row.cells[at]
                match = _CELL.match(cell.text.strip())
                if match is not None:
                    yield int(match[1]), (match[2] or "").lower(), cell.start, cell.end, False
        elif block.kind in ("paragraph", "entry"):
            for label in labels_of(block.content):
                match = (
                    re.match(r"#?0*(\d{1,6})(?![\w.%])", label.value_text.strip())
                    if skeleton(label.name) in _NUMBERS
                    else None
                )
                if match is not None:
                    yield int(match[1]), "", label.value_start, label.value_end, True
