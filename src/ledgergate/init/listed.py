"""Reports that are no tables: bullets that link to items, sections that are called as items are or bear their titles,
and maps of a YAML file whose keys are items."""

from __future__ import annotations

import posixpath
import re
from itertools import product
from pathlib import PurePosixPath

from ledgergate.expressions import expression
from ledgergate.init.keeping import rows_read, share_a_word
from ledgergate.init.records import collections, heading
from ledgergate.init.survey import is_sample
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.model import Item
from ledgergate.policy.model import Key, ReportPolicy, Rows, Source
from ledgergate.policy.writing import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.meeting import Meeting
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Entry, Page
    from ledgergate.reports import Index

_LEAST = 5
_LINKED = 0.9  # of a section's bullets must link to items
_NEARLY = 0.4  # of the items must have a bullet
_WHOLE = 0.85  # of the items are in a tracker that runs ahead of them
_MOST = 0.6  # of the sections must be called as items of the ledger are, unless they have them all
_STORY = r"^\d{1,3}[a-z]?-\d{1,3}[a-z]?-"
_TOP_KEY = expression(rb"(?m)^([A-Za-z_][\w-]*):[ \t]*(?:#.*)?\r?$")
_BODY = r"[0-9A-F][\w.]*"
_KEY = expression(rb"(?m)^[ \t]+[\"']?([^\s\"'#:-][^\s\"':]*)[\"']?:(?:\s|$)")
_FILE = expression(r"\W{0,4}([^/`\s]+\.md)\b")
_LARGEST = 1 << 20
_LED = expression(r"\W{0,4}(?P<lead>[^\W\d_]+[-_ #]?|(?=\d{3}))\d")
_TITLED = 3  # sections that bear titles of items


def lists(page: Page, usable: Iterable[int], meeting: Meeting) -> Iterator[tuple[int, ReportPolicy]]:
    """Sections whose outermost bullets link to the items of one ledger, most of them."""
    sections: dict[str, list[Entry]] = {}
    for block in page.blocks if usable else ():
        if block.kind == "entry" and block.depth == 1 and not block.quoted:
            sections.setdefault(heading(page, block), []).append(block)
    sections.pop("", None)
    total = sum(map(len, sections.values()))
    for number in sorted(usable):
        draft, index = meeting.drafts[number], meeting.indexes[number]
        enough = max(_LEAST, _NEARLY * len(index.items))
        if total < enough:
            continue  # however many of them link to its items
        linking = {name: entries for name, entries in sections.items() if _link(page, entries, index)}
        if len(linking) == 1 and not draft.key.pattern and next(iter(linking.values()))[0].ordered:
            continue  # one list that orders what has no numbers is a way through it
        if linking:
            key = _bullet_key([entry for entries in linking.values() for entry in entries], draft)
        else:
            linking, key = _naming(sections, draft)
        if sum(map(len, linking.values())) >= enough:
            source = Source("", "list", under=tuple(linking), key=key, depth=1)
            yield number, ReportPolicy(page.document.path, draft.ledger.name, Rows(source), covers={})


def sections(page: Page, usable: Iterable[int], meeting: Meeting) -> Iterator[tuple[int, ReportPolicy, bool]]:
    """Sections of one level whose headings begin with items' numbers behind the word that the ledger is called by, or
    with those alone and words of their titles, which makes it sure: chapters have numbers, too."""
    levels: dict[int, list[str]] = {}
    for one in page.headings if usable else ():
        levels.setdefault(one.level, []).append(one.content.text)
    for (level, texts), number in product(levels.items(), sorted(usable)):
        key, name, index = meeting.drafts[number].key, meeting.drafts[number].ledger.name, meeting.indexes[number]
        if not key.pattern:
            continue
        called = (re.split(r"s?(?:-|$)", name)[0], key.prefix.rstrip("-_ #").casefold())
        leads = {found["lead"] for text in texts if (found := _LED.match(text))}
        for lead in sorted(one for one in leads if one.rstrip("-_ #").casefold() in called):
            begins = rf"\W{{0,4}}{readable(lead)}"
            pattern = rf"^{begins}(?P<key>\d+(?:\.\d+)*[a-z]?)(?![^\W_])"
            keys = ((text, re.match(pattern, text)) for text in texts)
            told = [(text, key_skeleton(key.prefix + found["key"])) for text, found in keys if found]
            met = [(text, item) for text, one in told for item in index.alike(one)[:1]]
            if not lead and 2 * sum(share_a_word(text, item.title) for text, item in met) < len(met):
                continue
            known = len({item.key for _, item in met})
            ahead = known >= _WHOLE * len(index.items)  # a plan goes on
            if known >= max(_LEAST, _NEARLY * len(index.items), 0 if ahead else _MOST * len(told)):
                ignore = (f"/^(?!{begins}\\d)/",) if len(told) < len(texts) else ()
                rows = Rows(Source("", "headings", level, key=Key("text", pattern, key.prefix), ignore=ignore))
                yield number, ReportPolicy(page.document.path, name, rows, covers={}, extra_rows=ahead), not lead


def entitled(page: Page, meeting: Meeting) -> Iterator[tuple[int, ReportPolicy, Sequence[str]]]:
    """Sections that bear the titles of files which are items, most of those under one heading, and what they say of
    them. What is a section itself may be another plan's."""
    path, known = page.document.path, sum(bool(meeting.titled(one.content.text)) for one in page.headings)
    for every in collections(page, "headings") if known >= _TITLED else ():
        # One word stands for other things, too, and what stands for an item of two ledgers for none.
        told = ((one, meeting.titled(one.text)) for one in every.records)
        named = {one.at: some if len(some) == 1 and " " in title_skeleton(one.text) else set() for one, some in told}
        for number in sorted(set().union(*named.values())):
            groups = [one for one in every.groups if 2 * sum(number in named[each.at] for each in one) >= len(one)]
            mine, draft = every.only(groups), meeting.drafts[number]
            bearing = sum(number in named[one.at] for one in mine.records)
            if draft.of_files and path not in draft.paths and bearing >= _TITLED:
                under = tuple(dict.fromkeys(one[0].home for one in groups if len(groups) < len(every.groups)))
                rows = Rows(Source("", "headings", every.level, () if "" in under else under))
                yield number, ReportPolicy(path, draft.ledger.name, rows, covers={}), mine.names


def _naming(sections: Mapping[str, list[Entry]], draft: Draft) -> tuple[dict[str, list[Entry]], Key]:
    """The sections nearly all of whose bullets begin with the name of an item's file, and the key in that name."""
    own = draft.key.pattern.removeprefix("^")
    names = set(map(posixpath.basename, draft.paths)) if draft.of_files else set()
    found = {}
    for name, entries in sections.items():
        here = [entry for entry in entries if not entry.content.links]  # a link says which file it is
        told = [_FILE.match(entry.content.text) for entry in here]
        if sum(one is not None and one[1] in names for one in told) >= _LINKED * len(entries):
            found[name] = entries
    return found, Key("text", rf"^\W{{0,4}}{own or '(?P<key>[^/`]+)[.]md'}", draft.key.prefix)


def _bullet_key(entries: Sequence[Entry], draft: Draft) -> Key:
    """The key that bullets begin with, where all of them do; else what their links lead to."""
    if draft.key.prefix and draft.key.pattern:
        pattern = f"^(?P<key>{re.escape(draft.key.prefix)}{_BODY}): "
        if all(re.match(pattern, entry.content.text) for entry in entries):
            return Key("text", pattern)
    return Key("link")


def _link(page: Page, entries: Sequence[Entry], index: Index) -> bool:
    """Whether nearly all entries link to the ledger's items; most sections are given up at their first ones."""
    missed = 0
    for entry in entries:
        content = entry.content
        row = Item("", "", "", page.document, content.start, content.end, {}, content.links[:1])
        missed += index.by_link(row) is None
        if len(entries) - missed < _LINKED * len(entries):
            return False
    return True


def maps(survey: Survey, draft: Draft) -> Iterator[ReportPolicy]:
    """Top-level maps of YAML files most of whose fitting keys are this ledger's."""
    keys = draft.keys
    pattern = _STORY if sum(re.match(_STORY, key) is not None for key in keys) >= 0.9 * len(keys) else ""
    homes = {str(one) for home in draft.homes for one in (PurePosixPath(home), *PurePosixPath(home).parents)} - {"."}
    for path in survey.yaml:
        if not (pattern or survey.planned(path) or posixpath.dirname(path) in homes):
            continue  # what runs them lists them, too
        if path not in survey.maps:
            text = survey.raw(path) if not is_sample(path) else b""
            survey.maps[path] = list(_maps(text)) if len(text) <= _LARGEST else []
        for at, names in survey.maps[path]:
            if sum(name in keys for name in names) < (_LEAST if pattern else min(0.6 * len(names), _WHOLE * len(keys))):
                continue  # looked at before the file is parsed: most are no trackers
            rows = Rows(Source("", "yaml", at=at, pattern=pattern))
            report = ReportPolicy(path, draft.ledger.name, rows, covers={}, extra_rows=True)
            if rows_read(survey, draft, report) or path not in survey.documents.unreadable:
                yield report
            else:
                survey.unread.append(survey.documents.unreadable[path].message)


def _maps(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The top-level keys of a YAML file with the keys right below each, roughly."""
    starts = list(_TOP_KEY.finditer(data))
    for number, found in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        names = [key_skeleton(one[1].decode("utf-8", "replace")) for one in _KEY.finditer(data, found.end(), end)]
        if len(names) >= _LEAST:
            yield found[1].decode(), names
