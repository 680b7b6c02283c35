"""A page's records become a draft: which of them belong together, what sorts them, and where they stand."""

from __future__ import annotations

import re

from ledgergate.called import BESIDE, CITES, CLASSES, ITEMS, STATES, STATUS
from ledgergate.init.draft import Draft, tried
from ledgergate.init.records import CALLED, TAILS, cell_key, is_sample, key_pattern, keyed
from ledgergate.init.trying import citing
from ledgergate.init.words import (
    Words,
    collect,
    known_share,
    legend,
    named,
    plain,
    readable,
    slug,
    sorts,
)
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source
from ledgergate.reports.counted import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.init.records import Collection, Record
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page

LEAST = 4
STATED = 0.9  # of a group's records must say what sorts them
_PLANNED = 0.75  # in a document that is called as plans are
_SURE = 0.9  # of the words in a column that is not called a status must be a status's
_FIELDS = 4
_MOST = 16  # headings that are one vocabulary
_SECTIONS = 3
_BEFORE = r"^\W*[A-Z]\S*\d\S*\W+(?P<title>.+?)\s*[(\[][^()\[\]]*[)\]]\W*$"  # between the key and the brackets
_SUMS = ("Σ", "∑")
_IDENTIFIES = 0.9  # of the records have a key of their own
_NAMES = 0.97  # or a name
_UNNAMED = 1000  # the place of a column that is not called as classes are


def drafted(survey: Survey, page: Page, every: Collection, *, planned: bool = True) -> Draft | str:
    """The draft of those of the page's records that say what sorts them; where too few do, why not.

    In a plan some may lack it. Elsewhere sections must call it a status, or the words must be those of one.
    """
    stated = _PLANNED if planned else STATED
    mine, classes = sorted_by(every.only(group for group in every.groups if not is_sample(group[0].above)), stated)
    if len(mine.records) < LEAST or not (planned or _speaks_for_itself(every, classes)):
        return ""
    fields, words = _fields(classes) if classes or every.items == "table" else by_heading(mine)
    where = _where(every, mine)
    mine, ignore = _without_strangers(mine, [name for name, _ in classes])
    if not fields:
        return _unsorted(mine)
    if where is None:
        return "others of their kind stand under the same headings and say nothing of it"
    if not _identified(mine):
        texts = {skeleton(record.text) for record in mine.records}
        return f"they have {len(texts)} names for {len(mine.records)}"
    words = {name: legend(page, one) for name, one in words.items()}
    sums = tuple(
        dict.fromkeys(one.text for one in mine.records if skeleton(one.text) in ALL or one.text.strip("*_ ") in _SUMS)
    )
    own = _in_brackets(mine, fields)
    title = Key("text", _BEFORE) if own else _before_tail(classes)
    source = _source(page, mine, where).but(ignore=(*ignore, *sums), fields=own, title=title)
    ledger = LedgerPolicy(named(page.document.path), (source,), _key(mine), fields=fields)
    read = tried(survey, ledger, words)
    told = [name if name not in TAILS else "a status at the end" for name, _ in classes] or ["the heading above"]
    draft = Draft(ledger, read, f"{len(read.items)} {CALLED[mine.items]} with {', '.join(told)}", words)
    if not draft.holds:
        return f"beside them stand {len(read.unread)} like them that the reader does not understand"
    names = dict.fromkeys(name for record in mine.records for name in record.said if skeleton(name) in CITES)
    return citing(survey, draft, names) if mine.items == "table" else draft


def _speaks_for_itself(every: Collection, classes: Sequence[tuple[str, Words]]) -> bool:
    """Whether records outside of a plan are items all the same: the parts of a reference have types, too."""
    if not classes:
        return False
    name, words = classes[0]
    called = every.items == "headings" and skeleton(name) in STATES
    return called or known_share(words) >= _SURE


def _unsorted(every: Collection) -> str:
    """Why no class was found: too many words, or no name that is one's."""
    for name in dict.fromkeys(name for record in every.records for name in record.said if name not in TAILS):
        said = [record.said[name] for record in every.records if record.said.get(name)]
        if (_place(name, "") is not None and len(said) > 1) and collect(said) is None:
            different = len({skeleton(one) for one in said})
            return f"the words of '{name}' differ in {different} of {len(said)}"
        if _place(name, "") is not None and said and len(said) < STATED * len(every.records):
            return f"{len(said)} of {len(every.records)} have a '{name}'"
    return "nothing says what state they are in" if keyed([record.text for record in every.records]) else ""


def _without_strangers(every: Collection, names: Sequence[str]) -> tuple[Collection, tuple[str, ...]]:
    """The headings without those that state nothing and have no key where their neighbours do, and their texts."""
    strange = [one for one in every.records if every.items == "headings" and not any(map(one.said.get, names))]
    rest = [one.text for one in every.records if one not in strange]
    pattern = key_pattern(rest) if strange and names else ""
    if not pattern or any(re.search(pattern, one.text) for one in strange):
        return every, ()
    groups = (tuple(one for one in group if one not in strange) for group in every.groups)
    return every.only(group for group in groups if group), tuple(one.text for one in strange)


def sorted_by(every: Collection, stated: float) -> tuple[Collection, list[tuple[str, Words]]]:
    """The groups most of whose records say one of few words under a name, and those names, a status first."""
    names = dict.fromkeys(name for record in every.records for name in record.said)
    ranked = [(place, name) for name in names if (place := _place(name, every.items)) is not None]
    found: dict[str, tuple[list[tuple[Record, ...]], Words]] = {}
    for place, name in sorted(ranked, key=lambda one: one[0]):
        groups = [group for group in every.groups if _states(group, name, stated)]
        words = collect([record.said[name] for group in groups for record in group if record.said.get(name)])
        least = sum(map(len, groups)) >= LEAST
        if words is not None and least and (place < _UNNAMED or known_share(words) >= _SURE):
            found[name] = groups, words
    if not found:
        return every, []
    first = next(iter(found))
    mine = every.only(found[first][0])
    rest = [(name, words) for name, (groups, words) in found.items() if all(group in groups for group in mine.groups)]
    return mine, [one for one in rest if one[0] == first or (_place(one[0], every.items) or 0) < _UNNAMED]


def _place(name: str, items: str) -> int | None:
    """How surely a name is that of a class: its place among those that are. A column may be one by its words alone."""
    if name in TAILS:
        return _UNNAMED
    said = skeleton(name)
    if said in CLASSES:
        return CLASSES.index(said)
    if (said.split() or [""])[-1] in STATUS:  # "Impl. status"
        return len(STATUS)
    return _UNNAMED if items == "table" else None


def _states(group: Sequence[Record], name: str, stated: float) -> bool:
    """Whether nearly all of a group's records state this."""
    return sum(bool(record.said.get(name)) for record in group) >= stated * len(group)


def _identified(collection: Collection) -> bool:
    """Whether the records are told apart by what they are called; one that stands twice in full is a double."""
    records = collection.records
    texts = {skeleton(record.text) for record in records}
    whole = {(skeleton(record.text), tuple(record.said.items())) for record in records}
    strict = keyed([record.text for record in records])
    return len(texts) >= (_IDENTIFIES if strict else _NAMES) * len(whole) and len(texts) >= 0.6 * len(records)


def _where(every: Collection, mine: Collection) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The headings of these groups, and those of the others; None where they do not differ."""
    others = [group for group in every.groups if group not in mine.groups]
    if not others:
        return (), ()
    own = dict.fromkeys(group[0].home for group in mine.groups)
    theirs = dict.fromkeys(group[0].home for group in others)
    above = {text for group in mine.groups for text in group[0].above}
    if "" in own or not own.keys().isdisjoint(theirs) or any(set(group[0].above) & own.keys() for group in others):
        return None
    return tuple(own), tuple(text for text in theirs if text and text not in above)


def _fields(classes: Sequence[tuple[str, Words]]) -> tuple[dict[str, Field], dict[str, Words]]:
    fields: dict[str, Field] = {}
    words: dict[str, Words] = {}
    for name, found in [one for one in classes[:_FIELDS] if one is classes[0] or skeleton(one[0]) in BESIDE]:
        field = plain(name, "status") if name not in TAILS else "status"
        if name in TAILS:
            # A single word is a mark: a heading without it says that it is not there yet.
            several = len(found.values) > 1
            fields[field] = Field(field, source="text", pattern=TAILS[name], vocabulary=field, required=several)
            words[field] = found
        elif field not in fields:
            fields[field] = Field(field, (name,), vocabulary=field, required=not fields)
            words[field] = found
    return fields, words


def by_heading(collection: Collection) -> tuple[dict[str, Field], dict[str, Words]]:
    """The heading above as the bucket, where those headings are classes and the rows are called items."""
    homes = [group[0].home for group in collection.groups]
    table = collection.items == "table" and skeleton(collection.column) not in ITEMS
    if table or len(homes) < _SECTIONS or len(set(homes)) < _SECTIONS or not sorts(set(homes)):
        return {}, {}
    return bucket(homes)


def _before_tail(classes: Sequence[tuple[str, Words]]) -> Key | None:
    """The title of headings that end in their status: what stands before it."""
    tail = classes[0][0] if classes else ""
    return Key("text", rf"^(?P<title>.+?){TAILS[tail].replace('?P<value>', '?:')}") if tail in TAILS else None


def _in_brackets(mine: Collection, fields: dict[str, Field]) -> dict[str, Field]:
    """The fields that entries state behind their text: `C-1 Lamp (Bucket: now)`."""
    found: dict[str, Field] = {}
    for name, field in fields.items() if mine.items in ("list", "tasks") else ():
        pattern = rf"[(\[]{readable(field.labels[0])}: ?(?P<value>[^)\]]+)[)\]]" if field.labels else ""
        if pattern and 2 * sum(re.search(pattern, one.text) is not None for one in mine.records) > len(mine.records):
            found[name] = field.but(labels=(), source="text", pattern=pattern)
    return found


def bucket(headings: Sequence[str]) -> tuple[dict[str, Field], dict[str, Words]]:
    """A field with the headings as its vocabulary; as plain text where there are too many for one."""
    texts = dict.fromkeys(text.strip() for text in headings)
    keys = [slug(skeleton(text)) for text in texts]
    if len(texts) > _MOST or len(set(keys)) < len(keys):
        return {"bucket": Field("bucket", source="heading", kind="text")}, {}
    words = Words(dict(zip(keys, texts, strict=True)), dict.fromkeys(keys, 0))
    return {"bucket": Field("bucket", source="heading", vocabulary="bucket", required=True)}, {"bucket": words}


def _source(page: Page, mine: Collection, where: tuple[tuple[str, ...], tuple[str, ...]]) -> Source:
    depth = 1 if mine.items in ("list", "tasks") else 0
    key = cell_key(mine.column, [one.text for one in mine.records]) if mine.items == "table" else None
    path = page.document.path
    return Source(path, mine.items, mine.level, *where, key=key, pattern=mine.pattern, depth=depth)


def _key(mine: Collection) -> Key | None:
    pattern = mine.pattern or (key_pattern([one.text for one in mine.records]) if mine.items == "headings" else "")
    return Key(pattern=pattern) if pattern else None
