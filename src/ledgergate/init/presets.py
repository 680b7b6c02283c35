"""Presets whose names lie in the tree: they stand in for what was inferred, where they read it just so."""

from __future__ import annotations

import posixpath
import re

from ledgergate.errors import LedgergateError
from ledgergate.init.choosing import KEYS
from ledgergate.init.draft import Draft, free_name
from ledgergate.init.records import cell_key, collections, is_sample, key_pattern
from ledgergate.init.trying import loaded
from ledgergate.init.words import slug
from ledgergate.ledgers import read
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Key, Source
from ledgergate.policy.presets import names
from ledgergate.policy.presets import text as preset_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.init.records import Collection
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page
    from ledgergate.model import Ledger
    from ledgergate.policy.model import Policy

_LEAST = 3
_PARTS = 2  # documents of an audit's folder, by whose names it is known
_NAMED = 0.6  # of a collection's records are rows of the audit
_FOLDER = "{package}/"


def audited(survey: Survey) -> list[Draft]:
    """The ledgers of a preset whose reports lie in one folder, read wherever the rows of those reports are at home."""
    for name in names():
        bare = _loaded(f'preset = "{name}"\n[[package]]\npath = "no/such/*"\n{_bare_ledgers(name)}')
        parts = {one.path.removeprefix(_FOLDER): one for one in bare.reports if one.path.startswith(_FOLDER)}
        folders: dict[str, int] = {}
        for path in survey.markdown:
            if posixpath.basename(path) in parts and parts[posixpath.basename(path)].rows is not None:
                folders[posixpath.dirname(path)] = folders.get(posixpath.dirname(path), 0) + 1
        found = [folder for folder, count in folders.items() if count >= _PARTS and folder]
        if found:
            return _of_audit(survey, name, max(found), bare)
    return []


def _of_audit(survey: Survey, name: str, folder: str, bare: Policy) -> list[Draft]:
    """Sources for each ledger that the documents of the audit restate."""
    rows: dict[str, set[str]] = {}
    for report in bare.reports:
        page = survey.page(f"{folder}/{posixpath.basename(report.path)}") if report.rows is not None else None
        if page is not None and report.rows is not None:
            wanted = {skeleton(one) for one in report.rows.source.columns}
            rows.setdefault(report.ledger, set()).update(_cells(page, wanted))
    sources = {ledger: tuple(_homes(survey, folder, known)) for ledger, known in rows.items()}
    return list(_drafts(survey, name, folder, sources))


def _drafts(survey: Survey, name: str, folder: str, sources: Mapping[str, tuple[Source, ...]]) -> Iterator[Draft]:
    from ledgergate.policy.writing import sources_lines

    package = _pattern(folder)
    text = [f'preset = "{name}"', "[[package]]", f'path = "{package}"']
    for ledger, placed in sources.items():
        text += [f"[ledger.{ledger}]", *sources_lines(placed)] if placed else []
    policy = _loaded("\n".join(text))
    for ledger, placed in sources.items():
        if ledger in policy.ledgers:
            found = read(survey.documents, policy, ledger, strict=False)
            about = f"{len(found.items)} {ledger} of the audit in {package}"
            rules = policy.ledgers[ledger]
            yield Draft(rules, found, about, preset=name, placed=bool(placed), package=package, folder=folder)


def _cells(page: Page, wanted: set[str]) -> Iterator[str]:
    for block in page.blocks:
        if block.kind == "table":
            for place, head in enumerate(block.header.cells):
                if skeleton(head.text) in wanted:
                    yield from (skeleton(row.cells[place].text) for row in block.rows if len(row.cells) > place)


def _homes(survey: Survey, folder: str, known: set[str]) -> Iterator[Source]:
    """Where the records stand that the rows speak of: sections before tables, and each of them once."""
    left = set(known)
    for path in survey.markdown:
        page = survey.page(path) if not path.startswith(f"{folder}/") else None
        for one in collections(page, KEYS) if page is not None else ():
            groups = [
                group for group in one.groups if not is_sample(group[0].above) and _names(one.only([group]), left)
            ]
            mine = one.only(groups)
            if len(mine.records) >= _LEAST:
                left -= {text for record in mine.records for text in _called(record.text)}
                yield _source(path, one, mine, known)


def _names(every: Collection, known: set[str]) -> bool:
    named = sum(bool(_called(record.text) & known) for record in every.records)
    return named >= max(1, _NAMED * len(every.records))


def _called(text: str) -> set[str]:
    """What a record may be called elsewhere: its text, its key, its text without the key."""
    found = re.match(r"\W*([A-Z][\w-]*\d[\w.-]*)\W+(.*)", text)
    return {skeleton(text), *(skeleton(found[1]), skeleton(found[2]))} if found else {skeleton(text)}


def _source(path: str, every: Collection, mine: Collection, known: set[str]) -> Source:
    others = [group for group in every.groups if group not in mine.groups]
    under = tuple(dict.fromkeys(group[0].home for group in mine.groups)) if others else ()
    named = [one.text for one in mine.records if _called(one.text) & known]
    pattern = key_pattern(named) if mine.items == "headings" else ""
    # Beside headings with keys one without, of which the audit says nothing, is no item.
    strange = [
        one.text for one in mine.records if pattern and one.text not in named and not re.search(pattern, one.text)
    ]
    texts = [one.text for one in mine.records]
    key = cell_key(mine.column, texts) if mine.items == "table" else Key(pattern=pattern) if pattern else None
    under = tuple(filter(None, under))
    return Source(path, mine.items, mine.level, under, key=key, pattern=mine.pattern, ignore=tuple(strange))


def _pattern(folder: str) -> str:
    """The audit's folder as a pattern that lives on when its slug changes: its number stays."""
    parent, name = posixpath.split(folder)
    found = re.match(r"\d+-", name)
    return posixpath.join(parent, f"{found[0]}*" if found else name)


def fitted(survey: Survey, drafts: list[Draft]) -> list[Draft]:
    """The drafts; those that a preset reads with the same values, as a whole, are the preset's."""
    for name in names():
        try:
            policy = _loaded(f'preset = "{name}"')
            ledgers = {one: read(survey.documents, policy, one) for one in policy.ledgers}
        except LedgergateError:
            continue
        there = {one: found for one, found in ledgers.items() if found.items or found.unread}
        pairs = {one: next((draft for draft in drafts if _same(draft, found)), None) for one, found in there.items()}
        if pairs and all(pairs.values()) and sum(len(found.items) for found in there.values()) >= _LEAST:
            taken = {id(draft): one for one, draft in pairs.items()}
            return [_of(survey, draft, name, policy, taken.get(id(draft), ""), there) for draft in drafts]
    return drafts


def _same(draft: Draft, found: Ledger) -> bool:
    """Whether the preset reads these items, and says of each what the draft does."""
    mine = {item.document.path: item for item in draft.read.items}
    theirs = {item.document.path: item for item in found.items}
    if mine.keys() != theirs.keys() or found.unread or len(mine) != len(draft.read.items):
        return False
    fields = [name for name in draft.words if name in draft.ledger.fields]
    said = all(slug(mine[path].value(name)) == theirs[path].value(name) for path in mine for name in fields)
    return said and all(mine[path].key == theirs[path].key for path in mine)


def _of(survey: Survey, draft: Draft, name: str, policy: Policy, ledger: str, there: dict[str, Ledger]) -> Draft:
    if not ledger:
        return draft.called(free_name(draft.ledger.name, policy.ledgers))
    paths = {report.path for report in policy.reports}
    reports = tuple(report for report in draft.reports if report.path not in paths)
    truths = tuple(one for one in draft.truths if not any(other.ledger == ledger for other in policy.truths))
    made = draft.but(reports=reports, truths=truths).called(ledger)
    # What it reads is written out all the same: a policy shows what it governs.
    rules = policy.ledgers[ledger]
    rules = rules.but(sources=tuple(one for one in rules.sources if survey.documents.find(one.path)))
    return made.but(ledger=rules, read=there[ledger], preset=name, placed=True)


def _loaded(text: str) -> Policy:
    posture = '\n[posture]\nruntime = ["/no/such"]\n'
    return loaded(text + posture)


def _bare_ledgers(name: str) -> str:
    """Sources for the ledgers that have none: without any the preset's reports of them would be left out."""
    text = preset_text(name).decode()
    every = dict.fromkeys(re.findall(r"(?m)^\[ledger\.([\w-]+)\.fields\]", text))
    bare = [one for one in every if not re.search(rf"(?m)^\[ledger\.{one}\]", text)]
    source = 'sources = [{ path = "no/such.md", items = "headings", level = 3 }]'
    return "\n".join(f"[ledger.{one}]\n{source}" for one in bare)
