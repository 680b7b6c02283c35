"""Presets whose names lie in the tree: they stand in for what was inferred, where they read it just so."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from ledgergate.errors import LedgergateError, NotChecked
from ledgergate.init.draft import Draft, compares, free_name, rows_of, tried
from ledgergate.init.keeping import COVERS, rows_read
from ledgergate.init.numbers import tried as counted
from ledgergate.init.records import Collection, Record, cell_key, collections, is_sample, key_pattern
from ledgergate.init.trying import loaded
from ledgergate.init.words import Words, unknown
from ledgergate.ledgers import read
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import is_done
from ledgergate.policy.model import Key, LedgerPolicy, Policy, ReportPolicy, Source, Total, Truth
from ledgergate.policy.presets import names
from ledgergate.policy.presets import text as preset_text
from ledgergate.policy.writing import slug, sources_lines
from ledgergate.reports import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page
    from ledgergate.model import Item, Ledger

_LEAST = 3
_PARTS = 2  # documents of an audit's folder, by whose names it is known
_NAMED = 0.6  # of a collection's records are rows of the audit
_SECOND = 2  # level of headings, below a document's title
_FOLDER = "{package}/"
_BETWEEN = 0.2  # of a table's rows may name the part that those below them are of
_NEAR = 0.1  # of the items may be more, or fewer, than a document counts: something was added and forgotten there


def audited(survey: Survey) -> list[Draft]:
    """The ledgers of a preset whose reports lie in one folder, read wherever the rows of those reports are at home."""
    for name in names():
        bare = _loaded(f'preset = "{name}"\n[[package]]\npath = "no/such/*"\n{_bare_ledgers(name)}')
        own = (one for one in bare.reports if one.rows and one.path.startswith(_FOLDER))
        parts = {one.path.removeprefix(_FOLDER) for one in own}
        folders = Counter(posixpath.dirname(path) for path in survey.markdown if posixpath.basename(path) in parts)
        found = [folder for folder, count in folders.items() if count >= _PARTS and folder]
        if found:
            return _of_audit(survey, name, max(found), bare)
    return []


def _of_audit(survey: Survey, name: str, folder: str, bare: Policy) -> list[Draft]:
    """Sources for each ledger that the documents of the audit restate."""
    rows: dict[str, set[str]] = {}
    for report in bare.reports:
        page = survey.page(f"{folder}/{posixpath.basename(report.path)}") if report.rows else None
        if page is not None:
            wanted = {skeleton(one) for one in rows_of(report).source.columns}
            rows.setdefault(report.ledger, set()).update(_cells(page, wanted))
    sources = {ledger: tuple(_homes(survey, folder, known)) for ledger, known in rows.items()}
    return list(_drafts(survey, name, folder, sources))


def _drafts(survey: Survey, name: str, folder: str, sources: Mapping[str, tuple[Source, ...]]) -> Iterator[Draft]:
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
    for table, heads in page.tables(skeleton):
        for place, head in enumerate(heads):
            if head in wanted:
                yield from (skeleton(row.cells[place].text) for row in table.rows if len(row.cells) > place)


def _homes(survey: Survey, folder: str, known: set[str]) -> Iterator[Source]:
    """Where the records stand that the rows speak of: sections before tables, and each of them once."""
    left = set(known)
    for page in survey.read(path for path in survey.markdown if not path.startswith(f"{folder}/")):
        for one in collections(page):
            groups = (group for group in one.groups if not is_sample(group[0].above))
            mine = one.only(group for group in groups if len(_known(group, left)) >= _NAMED * len(group))
            if len(mine.records) >= _LEAST:
                left -= {text for record in mine.records for text in _called(record.text)}
                yield _source(page.document.path, one, mine, known)


def _known(records: Iterable[Record], known: set[str]) -> list[str]:
    return [one.text for one in records if _called(one.text) & known]


def _called(text: str) -> set[str]:
    """What a record may be called elsewhere: its text, its key, its text without the key."""
    found = re.match(r"\W*([A-Z][\w-]*\d[\w.-]*)\W+(.*)", text)
    return {skeleton(text), *(skeleton(found[1]), skeleton(found[2]))} if found else {skeleton(text)}


def _source(path: str, every: Collection, mine: Collection, known: set[str]) -> Source:
    others = [group for group in every.groups if group not in mine.groups]
    under = tuple(dict.fromkeys(group[0].home for group in mine.groups if others and group[0].home))
    named = _known(mine.records, known)
    pattern = key_pattern(named) if mine.items == "headings" else ""
    # Beside headings with keys one without, of which the audit says nothing, is no item.
    strange = [one for one in mine.texts if pattern and one not in named and not re.search(pattern, one)]
    key = cell_key(mine.column, mine.texts) if mine.items == "table" else Key(pattern=pattern) if pattern else None
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
        if not any(pairs.values()) and _told(policy, there):
            there = {one: found for one, found in there.items() if found.items}
            parts = {one.children for one in policy.truths} - {one.ledger for one in policy.reports}
            paths = {item.document.path for one, found in there.items() if one not in parts for item in found.items}
            rest = [one for one in drafts if paths.isdisjoint(one.paths)]
            if not any(one.of_files for one in drafts if one not in rest):
                own = _written(survey, policy, there) if policy.reports else _bare(name, policy, there)
                return [*own, *(one.called(free_name(one.ledger.name, policy.ledgers)) for one in rest)]
    return drafts


def _told(policy: Policy, there: Mapping[str, Ledger]) -> bool:
    """Whether a preset, however few items it finds, reads them all and the state of those that have one: its names are
    no chance then."""
    fields = {one: [name for name, field in policy.ledgers[one].fields.items() if field.vocabulary] for one in there}
    read = [item.value(name) for one, found in there.items() for name in fields[one][:1] for item in found.items]
    return bool(read) and all(read) and not any(found.unread for one, found in there.items() if fields[one])


def _bare(name: str, policy: Policy, there: Mapping[str, Ledger]) -> Iterator[Draft]:
    """The ledgers as the preset's own."""
    for ledger, found in there.items():
        about = f"{len(found.items)} {ledger}, as the preset {name} reads them"
        yield Draft(_there(policy.ledgers[ledger], found), found, about, preset=name, placed=True)


def _there(rules: LedgerPolicy, found: Ledger) -> LedgerPolicy:
    """A ledger without the sources that find nothing."""
    read = sorted({item.source for item in found.items})
    return rules.but(sources=tuple(rules.sources[at] for at in read))


def _elsewhere(survey: Survey, rules: LedgerPolicy) -> LedgerPolicy:
    """A ledger with those other sections of its documents in which further items stand, written as these are."""
    known = {item.key for item in tried(survey, rules).items}
    sources = []
    for source in rules.sources:
        wide = tried(survey, rules.but(sources=(source.but(under=()),))).items if source.under else ()
        more = [item for item in wide if item.key not in known]
        homes = dict.fromkeys(_home(survey, item) for item in more)
        there = len({item.key for item in more}) == len(more) >= _LEAST and "" not in homes
        sources.append(source.but(under=(*source.under, *homes)) if there else source)
    return rules.but(sources=tuple(sources))


def _home(survey: Survey, item: Item) -> str:
    """The heading of the second level above an item."""
    pages = survey.read([item.document.path])
    above = [one for page in pages for one in page.headings if one.level == _SECOND and one.start < item.start]
    return above[-1].content.text if above else ""


def _written(survey: Survey, policy: Policy, there: Mapping[str, Ledger]) -> list[Draft]:
    """The ledgers that a preset's reports and truths speak of here, written out: how much of them there is differs."""
    made: dict[str, Draft] = {}
    for ledger, found in there.items():
        rules = _elsewhere(survey, _there(policy.ledgers[ledger], found))
        worded = {name: field for name, field in rules.fields.items() if field.vocabulary}
        words = {name: Words(policy.vocabularies[field.vocabulary].values, {}) for name, field in worded.items()}
        rules = rules.but(fields={**rules.fields, **{name: one.but(vocabulary=name) for name, one in worded.items()}})
        draft = Draft(rules, tried(survey, rules, words), f"{len(found.items)} {ledger} of a roadmap", words)
        made[ledger] = draft.but(reports=tuple(_restating(survey, policy, draft)))
    read = (one for one in policy.truths if {one.ledger, one.children} <= made.keys())
    truths = tuple(one for one in read if _kept(one, made[one.children]))
    used = {name for one in truths for name in (one.ledger, one.children)}
    kept = [draft for name, draft in made.items() if draft.reports or name in used]
    # A policy may be tried with those before it alone.
    return [*kept[:-1], *(draft.but(truths=truths) for draft in kept[-1:])]


def _kept(truth: Truth, children: Draft) -> bool:
    """Whether the parts are read, and one of them has been done: a column that was never filled in says nothing."""
    said = {item.value(truth.child_field) for item in children.read.items}
    return not children.read.unread and not said.isdisjoint(truth.done)


def _restating(survey: Survey, policy: Policy, draft: Draft) -> Iterator[ReportPolicy]:
    """The preset's reports of a ledger, as far as they are some here, and what a document counts of it as it counts
    another one's, completed_phases beside completed_plans."""
    index, ledger = Index(draft.read), draft.ledger.name
    told = {item.value(name) for item in draft.read.items for name in draft.words}
    for report in policy.reports:
        own = report.ledger == ledger
        counters = (one.but(at=one.at.replace(report.ledger, ledger)) for one in report.totals if one.at)
        # Boxes that nobody ticks are no state of theirs that a counter could miss.
        every = report.totals if own else [one for one in counters if all(map(told.intersection, one.where.values()))]
        totals = tuple(one for one in every if _finds(survey, draft, report, one))
        made = report.but(ledger=ledger, totals=totals, optional=False)
        if report.rows is None or not own:
            yield from [made.but(rows=None)] if totals else ()
            continue
        read = rows_read(survey, draft, made)
        said = [(row, index.bind(row)) for one in read for row in one.rows or ()]
        kept = bool(said)
        if not compares(report):
            # It is held to nothing else than the items that it has, or their numbers.
            named = [item.key for _, item in said if item is not None]
            lines = sum(len(one.unread) for one in read)  # between the rows
            once = len(named) == len({*named}) and lines <= _BETWEEN * len(said)
            kept = once and (bool(totals) if report.totals else len(named) >= COVERS * len(draft.read.items))
            made = made if report.totals else made.but(covers={})
        if kept:
            yield _with_words(made, said)


def _with_words(report: ReportPolicy, said: Sequence[tuple[Item, Item | None]]) -> ReportPolicy:
    """The report with the words that its rows have beyond the preset's: what does not say that all is done is open."""
    rows = rows_of(report)
    for field, known in rows.maps.items():
        words = unknown(row.stated(field) for row, _ in said)
        done, left = (next((one for text, one in known.items() if is_done(text) is over), "") for over in (True, False))
        found = words.values.items() if words else ()
        more = {text: done if is_done(key) else left for key, text in found if re.search(r"[^\W\d_]", text)}  # no day
        rows = rows.but(maps={**rows.maps, field: {**known, **more}})
    return report.but(rows=rows)


def _finds(survey: Survey, draft: Draft, report: ReportPolicy, total: Total) -> bool:
    """Whether a number is about what stands here: right, or of no more than there is; one in the front matter, where
    the number of all beside it is nearly right, else it goes over one milestone, or over more than stand here."""
    report, most = report.but(ledger=draft.ledger.name, optional=False), len(draft.read.items)
    try:
        made = counted(survey, draft, report, total)
        every = total.but(at=total.at.replace("completed", "total"), where={})
        whole = counted(survey, draft, report, every) if total.at else made
    except NotChecked as error:
        survey.unread.append(error.message)
        return False
    near = abs(whole.most - most) <= _NEAR * most if total.at and whole.found else made.most <= most
    return made.right > 0 or (made.found > 0 and near)


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
