"""A part of a policy: a ledger with its words and reports, on trial with the readers that judge it, and as text."""

from __future__ import annotations

import posixpath
import re
from itertools import chain, count, product

from ledgergate.init.survey import LeftOut
from ledgergate.ledgers import read
from ledgergate.policy import writing
from ledgergate.policy.model import Key, LedgerPolicy, Policy, ReportPolicy, Rows, Source, Truth, Vocabulary
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.init.words import Words
    from ledgergate.model import Ledger

_HEAD = """\
#:schema ./ledgergate.schema.json
# For editors that know it: ledgergate schema > ledgergate.schema.json
# Written by `ledgergate init`; every binding is explicit, so change what is not meant.
# `ledgergate check --tree HEAD` judges everything, `ledgergate explain RULE` says why."""
_STRICT = '# "advise" in place of "block" lets a rule speak without refusing.\n[rules]\n"*" = "block"'
_ADVISED = """\
# Everything is advisory until the team tightens: write "block", or remove the line, and findings refuse.
[rules]
"*" = "advise\""""
_POSTURE = """\
# A change that calls itself read-only may not touch these.
[posture]
runtime = %s
[posture.read_only]
commit_types = ["docs"]"""
_LINKS = "# Relative links and references in these must lead somewhere.\nlinks = %s"
_KEYS = "# Keys that these cite must be those of items.\nkeys = %s"
_WHY = {  # a rule has a level of its own for some documents
    "title-differs": "most rows here repeat their item's title word for word.",
    "evidence-moved": "how a heading becomes an anchor depends on what shows the document.",
    "evidence-missing-path": "links there are written for something else than this tree.",
    "lookalike-items": "some items here bear one title, as a plan and what it is made for.",
    "row-repeated": "some of the tables there are views of the same items.",
    "unclassified": "some items here say nothing of their state.",
    "unknown-value": "some items here say their state in words of their own.",
    "not-understood": "some lines here speak of several items, or of more than is bound.",
    "binding-unread": "some of the tables there lack a column that the others have.",
    "wrong-total": "what is counted there is written otherwise.",
    "classified-twice": "a second state here is a note of how far something is.",
}
_UNFILLED = """\
# What a tool left to be written.
[[package]]
path = {0}
spec = {1}
placeholders = [{2}]
enforce = "always"
binds = false"""
READS = 0.9  # of what a binding governs must become items, or it is not proposed


class Held(Value):
    """Patterns of documents whose links are held, with or without their `anchors`, and of those held to the `keys` that
    they cite; `off` are single documents with rules that they are not held to."""

    globs: tuple[str, ...] = ()
    anchors: bool = True
    keys: tuple[str, ...] = ()
    off: tuple[tuple[str, str], ...] = ()


_NOTHING = Held()


class Draft(Value):
    """A ledger that may be proposed. `about` tells people what it is, `doubts` what they should look at; `titled` are
    the paths of reports that copy the items' titles. A `preset`'s ledger is written only where its sources had to be
    `placed`; `package` is the pattern of the `folder` that the preset's reports lie in. `unfilled` is a text that a
    tool left in some of the items' files."""

    ledger: LedgerPolicy
    read: Ledger
    about: str
    words: Mapping[str, Words] = {}
    reports: tuple[ReportPolicy, ...] = ()
    truths: tuple[Truth, ...] = ()
    doubts: tuple[str, ...] = ()
    place: bool = False
    titled: tuple[str, ...] = ()
    preset: str = ""
    placed: bool = False
    package: str = ""
    folder: str = ""
    unfilled: str = ""

    @property
    def policy(self) -> Policy:
        return policy_of(self.ledger, self.words, self.reports)

    @property
    def of_files(self) -> bool:
        return any(one.items == "files" for one in self.ledger.sources[:1])

    @property
    def key(self) -> Key:
        return self.ledger.key or Key()

    @property
    def keys(self) -> set[str]:
        return {item.key for item in self.read.items}

    @property
    def paths(self) -> set[str]:
        return {item.document.path for item in self.read.items}

    @property
    def homes(self) -> set[str]:
        """The folders that documents with items lie in."""
        return set(map(posixpath.dirname, self.paths))

    def called(self, name: str) -> Draft:
        """The same draft under another name, in everything that names it."""
        reports = tuple(report.but(ledger=name) for report in self.reports)
        truths = tuple(truth.but(ledger=name) for truth in self.truths)
        ledger, read = self.ledger.but(name=name), self.read.but(name=name)
        return self.but(ledger=ledger, read=read, reports=reports, truths=truths)

    def as_one(self, field: str, same: Mapping[str, str]) -> Draft:
        """The same draft with some of a field's words as others, in everything that speaks of them; it is to be read
        again."""

        def told(words: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(same.get(word, word) for word in words))

        truths = tuple(one.but(done=told(one.done)) if one.field == field else one for one in self.truths)
        reports = []
        for one in self.reports:
            if field in (rows := rows_of(one)).maps:
                own = {text: same.get(value, value) for text, value in rows.maps[field].items()}
                one = one.but(rows=rows.but(maps={**rows.maps, field: own}))
            if one.covers and field in one.covers:
                one = one.but(covers={**one.covers, field: told(one.covers[field])})
            reports.append(one)
        words = {**self.words, field: self.words[field].as_one(same)}
        return self.but(words=words, truths=truths, reports=tuple(reports))

    @property
    def holds(self) -> bool:
        """Whether nearly all that the binding governs is read."""
        found, lost = len(self.read.items), len(self.read.unread)
        return found > 0 and found >= READS * (found + lost)


def rows_of(report: ReportPolicy) -> Rows:
    """What binds a report's rows; of one without any nothing."""
    return report.rows or Rows(Source("", ""))


def with_source(report: ReportPolicy, **changes: object) -> ReportPolicy:
    """A report of rows with parts of their source changed."""
    rows = rows_of(report)
    return report.but(rows=rows.but(source=rows.source.but(**changes)))


def compares(report: ReportPolicy) -> bool:
    """Whether a report's rows state fields of their items."""
    rows = rows_of(report)
    return bool(rows.columns or rows.source.fields)


def read_again(survey: Survey, draft: Draft, words: Mapping[str, Words] | None = None, **changes: object) -> Draft:
    """The draft with these words, its own by default, and its ledger so changed."""
    ledger, words = draft.ledger.but(**changes), draft.words if words is None else words
    return draft.but(ledger=ledger, words=words, read=tried(survey, ledger, words))


def without(survey: Survey, sources: Iterable[Source], gone: Iterable[str]) -> tuple[Source, ...]:
    """The sources without these files; of a folder with nothing but a template none is read."""
    every = ((one, set(survey.documents.find(one.path)), {*one.exclude, *gone}) for one in sources)
    made = ((one, own - out, [path for path in sorted(out) if path in own or "*" in path]) for one, own, out in every)
    return tuple(one.but(exclude=tuple(mine)) for one, left, mine in made if left)


def leave_out(survey: Survey, draft: Draft, why: str) -> None:
    """Says that the draft is not proposed; files are told by their pattern."""
    source = draft.ledger.sources[0].path
    path = source if draft.of_files else next((one.document.path for one in draft.read.items), source)
    survey.left_out.append(LeftOut(path, 0, len(draft.read.items), draft.about, why))


def given(draft: Draft, taken: set[str]) -> Draft:
    """The draft under a name that no other has, which is taken then."""
    name = free_name(draft.ledger.name, taken)
    taken.add(name)
    return draft.called(name)


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the first one with a number behind it that is not taken."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def united(survey: Survey, every: Sequence[Draft]) -> Draft:
    """One draft of several, with the fields of the first one, in which the others call them as they do."""
    first, fields, words = every[0], dict(every[0].ledger.fields), dict(every[0].words)
    for one, name in product(every[1:], fields):
        if name in one.ledger.fields:
            labels = dict.fromkeys((*fields[name].labels, *one.ledger.fields[name].labels))
            fields[name] = fields[name].but(labels=tuple(labels))
        if name in words and name in one.words:
            words[name] = words[name].with_those_of(one.words[name])
    sources = tuple(source.but(key=source.key or one.ledger.key) for one in every for source in one.ledger.sources)
    ledger = first.ledger.but(sources=sources, key=None, fields=fields)
    about, doubts = "; ".join(one.about for one in every), tuple(doubt for one in every for doubt in one.doubts)
    return Draft(ledger, tried(survey, ledger, words), about, words, (), first.truths, doubts, first.place)


def policy_of(ledger: LedgerPolicy, words: Mapping[str, Words] = {}, reports: tuple[ReportPolicy, ...] = ()) -> Policy:
    """The policy that holds this one ledger."""
    vocabularies = {name: Vocabulary(name, dict(one.values), dict(one.aliases)) for name, one in words.items()}
    return Policy("draft", vocabularies=vocabularies, ledgers={ledger.name: ledger}, reports=reports)


def tried(survey: Survey, ledger: LedgerPolicy, words: Mapping[str, Words] = {}) -> Ledger:
    """What the readers find under this ledger's binding."""
    return read(survey.documents, policy_of(ledger, words), ledger.name, strict=False)


def policy_text(drafts: Sequence[Draft], patterns: Sequence[str], strict: bool, links: Held = _NOTHING) -> str:
    """The policy; equal proposals give equal bytes."""
    presets = sorted({draft.preset for draft in drafts if draft.preset})
    packages = sorted({draft.package for draft in drafts if draft.package})
    parts = [
        _HEAD,
        *(f"preset = {writing.quoted(preset)}" for preset in presets),
        _STRICT if strict else _ADVISED,
        *_paths(drafts, links),
        *([_POSTURE % writing.listed(patterns)] if patterns else []),
        *(f"[[package]]\npath = {writing.quoted(package)}" for package in packages),
        *bindings(drafts),
        *(_UNFILLED.format(*map(writing.quoted, one)) for draft in drafts for one in _left(draft)),
        *_documents(links),
    ]
    return "\n\n".join(parts) + "\n"


def _left(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """The folders of a draft's items, the file in them, and what a tool left there."""
    paths = (posixpath.split(source.path) for source in draft.ledger.sources if draft.unfilled)
    yield from ((folder, name, draft.unfilled) for folder, name in paths)


def _documents(links: Held) -> Iterator[str]:
    told = ((_LINKS, links.globs), (_KEYS, links.keys))
    lines = [form % writing.listed(globs) for form, globs in told if globs]
    if lines:
        yield "\n".join(["[documents]", *lines])


def _paths(drafts: Sequence[Draft], links: Held) -> Iterator[str]:
    """Levels of single documents: what is off unless named, and what depends on how they are shown."""
    globs = {*links.globs, *(source.path for draft in drafts for source in draft.ledger.sources)}
    advised = ((path, "title-differs", '"advise"') for draft in drafts for path in draft.titled)
    off = ((path, rule, '"off"') for path, rule in links.off)
    levels = {one: {"evidence-moved": '"off"'} for one in (links.globs if not links.anchors else ())}
    for path, rule, said in sorted((*advised, *off), key=lambda one: one[0]):
        levels[path] = {**levels.pop(path, {}), rule: said}
    # A path that is no glob of the policy's is written as one that matches it alone.
    lines = [
        f"{writing.bare(one if one in globs else re.sub(r'[*?[]', '?', one))} = {writing.table(told)}"
        for one, told in levels.items()
    ]
    comments = [f"# {rule}: {why}" for rule, why in _WHY.items() if any(rule in told for told in levels.values())]
    if lines:
        yield "\n".join([*comments, "[rules.paths]", *lines])


def bindings(drafts: Sequence[Draft], taken: Container[str] = ()) -> Iterator[str]:
    """The ledgers and their reports, part by part. A vocabulary has its field's name, where one ledger alone has that
    field and no preset may; else, and where that name is `taken`, it is called after the ledger, too."""
    fields = [field for draft in drafts for field in draft.words if not any(one.preset for one in drafts)]
    alone = {field for field in fields if fields.count(field) == 1 and field not in taken}
    for draft in drafts:
        own = {field: field if field in alone else f"{draft.ledger.name}-{field}" for field in draft.words}
        yield from ("\n".join(part) for part in _ledger(draft, {} if draft.preset else own))


def _ledger(draft: Draft, own: Mapping[str, str]) -> Iterator[Iterable[str]]:
    ledger = draft.ledger
    head = [f"# {_comment(draft.about)}", f"[ledger.{writing.bare(ledger.name)}]"]
    if not draft.preset:
        yield from _vocabularies(draft, own)
        yield [*head, *writing.ledger_lines(ledger, own)]
    elif draft.placed:
        yield [*head, *writing.sources_lines(ledger.sources)]
    for report in draft.reports:
        yield writing.report_lines(report, own)
    for truth in draft.truths:
        left = (
            f"its {truth.children} should be, too" if truth.children else f"the boxes in {truth.tasks} should be ticked"
        )
        yield [f"# {', '.join(truth.done)}: {left}", *writing.truth_lines(truth)]


def _vocabularies(draft: Draft, own: Mapping[str, str]) -> Iterator[Iterable[str]]:
    for field, words in draft.words.items():
        seen = ", ".join(f"{words.values[key]} {count}" for key, count in words.seen)
        comments = [f"# {_comment(one)}" for one in ([seen] if seen else []) + list(draft.doubts)]
        told = (("values", words.values), ("aliases", words.aliases))
        tables = (f"{name} = {writing.texts(one)}" for name, one in told if one)
        yield [*comments, f"[vocabulary.{writing.bare(own[field])}]", *tables]


def _comment(text: str) -> str:
    """A comment stays on its line, whatever the documents hold."""
    return "".join(one if one.isprintable() else " " for one in text)[:300]
