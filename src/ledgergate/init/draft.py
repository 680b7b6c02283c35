"""A part of a policy: a ledger with its words and reports, on trial with the readers that judge it, and as text."""

from __future__ import annotations

import re
from itertools import chain, count

from ledgergate.ledgers import read
from ledgergate.policy.model import LedgerPolicy, Policy
from ledgergate.policy.writing import (
    bare,
    ledger_lines,
    listed,
    quoted,
    report_lines,
    sources_lines,
    table,
    truth_lines,
)
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.init.words import Words
    from ledgergate.model import Ledger
    from ledgergate.policy.model import ReportPolicy, Truth

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
_LINKS = "# Relative links and references in these must lead somewhere.\n[documents]\nlinks = %s"
READS = 0.9  # of what a binding governs must become items, or it is not proposed


class Draft(Value):
    """A ledger that may be proposed. `about` tells people what it is, `doubts` what they should look at; `titled` are
    the paths of reports that copy the items' titles. A `preset`'s ledger is written only where its sources had to be
    `placed`; `package` is the pattern of
    the `folder` that the preset's reports lie in."""

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

    @property
    def policy(self) -> Policy:
        return policy_of(self.ledger, self.words, self.reports)

    def called(self, name: str) -> Draft:
        """The same draft under another name, in everything that names it."""
        reports = tuple(report.but(ledger=name) for report in self.reports)
        truths = tuple(truth.but(ledger=name) for truth in self.truths)
        ledger, read = self.ledger.but(name=name), self.read.but(name=name)
        return self.but(ledger=ledger, read=read, reports=reports, truths=truths)

    @property
    def holds(self) -> bool:
        """Whether nearly all that the binding governs is read."""
        found, lost = len(self.read.items), len(self.read.unread)
        return found > 0 and found >= READS * (found + lost)


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the first one with a number behind it that is not taken."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def policy_of(ledger: LedgerPolicy, words: Mapping[str, Words] = {}, reports: tuple[ReportPolicy, ...] = ()) -> Policy:
    """The policy that holds this one ledger."""
    vocabularies = {name: one.vocabulary(name) for name, one in words.items()}
    return Policy("draft", vocabularies=vocabularies, ledgers={ledger.name: ledger}, reports=reports)


def tried(survey: Survey, ledger: LedgerPolicy, words: Mapping[str, Words] = {}) -> Ledger:
    """What the readers find under this ledger's binding."""
    return read(survey.documents, policy_of(ledger, words), ledger.name, strict=False)


def policy_text(drafts: Sequence[Draft], patterns: Sequence[str], strict: bool, links: Mapping[str, bool] = {}) -> str:
    """The policy; equal proposals give equal bytes."""
    presets = sorted({draft.preset for draft in drafts if draft.preset})
    packages = sorted({draft.package for draft in drafts if draft.package})
    parts = [
        _HEAD,
        *(f"preset = {quoted(preset)}" for preset in presets),
        _STRICT if strict else _ADVISED,
        *_paths(drafts, links),
        *([_POSTURE % listed(patterns)] if patterns else []),
        *(f"[[package]]\npath = {quoted(package)}" for package in packages),
        *bindings(drafts),
        *([_LINKS % listed([one for one, meant in links.items() if meant])] if links else []),
    ]
    return "\n\n".join(parts) + "\n"


def _paths(drafts: Sequence[Draft], links: Mapping[str, bool]) -> Iterator[str]:
    """Levels of single documents: what is off unless named, and what depends on how they are shown."""
    titled = {path for draft in drafts for path in draft.titled}
    globs = {*links, *(source.path for draft in drafts for source in draft.ledger.sources)}
    lines = ["# title-differs: most rows here repeat their item's title word for word."] if titled else []
    if links:
        lines.append("# evidence-moved: how a heading becomes an anchor depends on what shows the document.")
    if not all(links.values()):
        lines.append("# evidence-missing-path: links there are written for something else than this tree.")
    # The last one that matches counts, and patterns sort before the paths of single documents.
    for path in sorted({*titled, *links}, key=lambda one: (not links.get(one, False), one)):
        levels = {"title-differs": '"advise"'} if path in titled else {}
        levels |= {"evidence-moved" if links[path] else "evidence-missing-path": '"off"'} if path in links else {}
        # A path that is no glob of the policy's is written as one that matches it alone.
        glob = path if path in globs else re.sub(r"[*?\[]", "?", path)
        lines += [*(["[rules.paths]"] if "[rules.paths]" not in lines else []), f"{bare(glob)} = {table(levels)}"]
    if lines:
        yield "\n".join(lines)


def bindings(drafts: Sequence[Draft], taken: Container[str] = ()) -> Iterator[str]:
    """The ledgers and their reports, part by part; a vocabulary whose name is `taken` is called after the ledger."""
    names = vocabulary_names(drafts, taken)
    for draft in drafts:
        own = {field: name for (home, field), name in names.items() if home == draft.ledger.name}
        yield from ("\n".join(part) for part in _ledger(draft, own))


def vocabulary_names(drafts: Iterable[Draft], taken: Container[str] = ()) -> dict[tuple[str, str], str]:
    """(ledger, field) -> the vocabulary's name: the field's, where one ledger alone has it, and no preset may."""
    drafts = list(drafts)
    preset = any(draft.preset for draft in drafts)
    every = [(draft.ledger.name, field) for draft in drafts if not draft.preset for field in draft.words]
    fields = [field for _, field in every]
    alone = {field for field in fields if fields.count(field) == 1 and not preset and field not in taken}
    return {(ledger, field): field if field in alone else f"{ledger}-{field}" for ledger, field in every}


def _ledger(draft: Draft, own: Mapping[str, str]) -> Iterator[Iterable[str]]:
    ledger = draft.ledger
    head = [f"# {_comment(draft.about)}", f"[ledger.{bare(ledger.name)}]"]
    if not draft.preset:
        yield from _vocabularies(draft, own)
        yield [*head, *ledger_lines(ledger, own)]
    elif draft.placed:
        yield [*head, *sources_lines(ledger.sources)]
    for report in draft.reports:
        yield report_lines(report, own)
    for truth in draft.truths:
        yield [f"# {', '.join(truth.done)}: the boxes in {truth.tasks} should be ticked", *truth_lines(truth)]


def _vocabularies(draft: Draft, own: Mapping[str, str]) -> Iterator[Iterable[str]]:
    for field, words in draft.words.items():
        seen = ", ".join(f"{words.values[key]} {count}" for key, count in words.seen)
        comments = [f"# {_comment(one)}" for one in ([seen] if seen else []) + list(draft.doubts)]
        values = table({key: quoted(text) for key, text in words.values.items()})
        yield [*comments, f"[vocabulary.{bare(own[field])}]", f"values = {values}"]


def _comment(text: str) -> str:
    """A comment stays on its line, whatever the documents hold."""
    return "".join(one if one.isprintable() else " " for one in text)[:300]
