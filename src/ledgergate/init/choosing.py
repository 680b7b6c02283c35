"""A page's records become a draft: which of them belong together, what sorts them, and where they stand."""

from __future__ import annotations

import re

from ledgergate.called import BESIDE, CLASSES, ITEMS, STATES, STATUS
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, tried
from ledgergate.init.records import CALLED, TAILS, Collection, cell_key, is_sample, key_pattern, keyed
from ledgergate.init.words import Words, collect, known_share, legend, named, sorts, unknown
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source
from ledgergate.policy.writing import plain, readable, slug
from ledgergate.reports.counted import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page
    from ledgergate.model import Ledger

_LEAST = 4
_STATED = 0.9  # of a group's records must say what sorts them
_PLANNED = 0.75  # in a document that is called as plans are
_SURE = 0.9  # of the words in a column that is not called a status must be a status's
_FIELDS = 4
_SEVERAL = 2  # columns beside the one of keys
_MOST = 16  # headings that are one vocabulary
_SECTIONS = 3
_BEFORE = r"^\W*[A-Z]\S*\d\S*\W+(?P<title>.+?)\s*[(\[][^()\[\]]*[)\]]\W*$"  # between the key and the brackets
_NUMBERED = expression(r"\W*(?:[^\W\d_]+[ _-])?\S*\d")  # in the first word, or behind it
_SUMS = ("Σ", "∑")
_IDENTIFIES = 0.9  # of the records have a key of their own
_NAMES = 0.97  # or a name
_UNNAMED = 1000  # the place of a column that is not called as classes are


def drafted(survey: Survey, page: Page, every: Collection, *, planned: bool = True) -> Draft | str:
    """The draft of those of the page's records that say what sorts them; where too few do, why not.

    In a plan some may lack it. Elsewhere sections must call it a status, or the words must be those of one.
    """
    shown = every.only(group for group in every.groups if not is_sample(group[0].above))
    mine, classes = _sorted_by(shown, _PLANNED if planned else _STATED)
    if len(mine.records) < _LEAST or not (planned or _speaks_for_itself(every, classes)):
        return ""
    fields, words = _fields(classes) if classes or every.items == "table" else by_heading(mine)
    at = where(every, mine)
    mine, strange = _without_strangers(mine, [name for name, _ in classes])
    if not fields:
        return _unsorted(mine)
    if at is None:
        return "others of their kind stand under the same headings and say nothing of it"
    if not _identified(mine):
        return f"they have {len(set(map(skeleton, mine.texts)))} names for {len(mine.records)}"
    words = {name: legend(page, one) for name, one in words.items()}
    sums = (one.text for one in mine.records if skeleton(one.text) in ALL or one.text.strip("*_ ") in _SUMS)
    own = _in_brackets(mine, fields)
    title = Key("text", _BEFORE) if own else _before_tail(classes)
    ignore = tuple(dict.fromkeys([*strange, *sums, *_between(mine)]))
    path, depth = page.document.path, int(mine.items in ("list", "tasks"))
    cell = cell_key(mine.column, mine.texts) if mine.items == "table" else None
    source = Source(path, mine.items, mine.level, *at, cell, title, ignore=ignore, pattern=mine.pattern, depth=depth)
    pattern = mine.pattern or (key_pattern(mine.texts) if mine.items == "headings" else "")
    key = Key(pattern=pattern) if pattern else None
    ledger = LedgerPolicy(named(path), (source.but(fields=own),), key, fields=fields)
    read = tried(survey, ledger, words)
    more = {name: _with_more(read, name, one) for name, one in words.items()}
    read, words = (read, words) if more == words else (tried(survey, ledger, more), more)
    told = [name if name not in TAILS else "a status at the end" for name, _ in classes] or ["the heading above"]
    draft = Draft(ledger, read, f"{len(read.items)} {CALLED[mine.items]} with {', '.join(told)}", words)
    if not draft.holds:
        return f"beside them stand {len(read.unread)} like them that the reader does not understand"
    return draft


def _with_more(read: Ledger, field: str, words: Words) -> Words:
    """The words with those that several records bear which the binding reads beside the ones it came of."""
    found = unknown(item.stated(field) for item in read.items)
    more = {key: text for key, text in found.values.items() if found.counts[key] > 1} if found is not None else {}
    return words.with_those_of(Words(more, {key: found.counts[key] for key in more})) if found and more else words


def _between(mine: Collection) -> list[str]:
    """Rows of which nothing but the first cell is filled: headings between the others."""
    few = mine.items != "table" or len(mine.names) < _SEVERAL
    return [] if few else [one.text for one in mine.records if not any(one.said.values())]


def _speaks_for_itself(every: Collection, classes: Sequence[tuple[str, Words]]) -> bool:
    """Whether records outside of a plan are items all the same: the parts of a reference have types, too."""
    called = every.items == "headings" and any(skeleton(name) in STATES for name, _ in classes[:1])
    return called or any(known_share(words) >= _SURE for _, words in classes[:1])


def _unsorted(every: Collection) -> str:
    """Why no class was found: too many words, or no name that is one's."""
    for name in every.names:
        said = every.saying(name) if name not in TAILS and _place(name, "") is not None else []
        if len(said) > 1 and collect(said) is None:
            return f"the words of '{name}' differ in {len({skeleton(one) for one in said})} of {len(said)}"
        if 0 < len(said) < _STATED * len(every.records):
            return f"{len(said)} of {len(every.records)} have a '{name}'"
    return "nothing says what state they are in" if keyed(every.texts) else ""


def _without_strangers(every: Collection, names: Sequence[str]) -> tuple[Collection, list[str]]:
    """The headings without those that state nothing and begin with no number where their neighbours do, and their
    texts."""
    strange = [one.text for one in every.records if every.items == "headings" and not any(map(one.said.get, names))]
    rest = [one.text for one in every.records if any(map(one.said.get, names))]
    numbered = sum(_NUMBERED.match(text) is not None for text in rest)
    if not strange or numbered < _STATED * max(1, len(rest)) or any(map(_NUMBERED.match, strange)):
        return every, []
    groups = (tuple(one for one in group if any(map(one.said.get, names))) for group in every.groups)
    return every.only(filter(None, groups)), strange


def _sorted_by(every: Collection, stated: float) -> tuple[Collection, list[tuple[str, Words]]]:
    """The groups most of whose records say one of few words under a name, and those names, a status first."""
    places = {name: place for name in every.names if (place := _place(name, every.items)) is not None}
    found: dict[str, tuple[Collection, Words]] = {}
    for name in sorted(places, key=lambda one: places[one]):
        stating = every.only(
            group for group in every.groups if sum(bool(one.said.get(name)) for one in group) >= stated * len(group)
        )
        words = collect(stating.saying(name)) if len(stating.records) >= _LEAST else None
        if words is not None and (places[name] < _UNNAMED or known_share(words) >= _SURE):
            found[name] = stating, words
    if not found:
        return every, []
    first, mine = next((name, stating) for name, (stating, _) in found.items())
    return mine, [
        (name, words)
        for name, (stating, words) in found.items()
        if name == first or (places[name] < _UNNAMED and all(group in stating.groups for group in mine.groups))
    ]


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


def _identified(mine: Collection) -> bool:
    """Whether the records are told apart by what they are called; one that stands twice in full is a double."""
    texts = len(set(map(skeleton, mine.texts)))
    whole = len({(skeleton(record.text), tuple(record.said.items())) for record in mine.records})
    return texts >= max((_IDENTIFIES if keyed(mine.texts) else _NAMES) * whole, 0.6 * len(mine.records))


def where(every: Collection, mine: Collection) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
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
    for name, found in classes[:_FIELDS]:
        field = plain(name, "status") if name not in TAILS else "status"
        made = Field(field, (name,), vocabulary=field, required=not fields)
        if name in TAILS:
            # A single word is a mark: a heading without it says that it is not there yet.
            made = made.but(labels=(), source="text", pattern=TAILS[name], required=len(found.values) > 1)
        if not fields or (skeleton(name) in BESIDE and field not in fields):
            fields[field], words[field] = made, found
    return fields, words


def by_heading(collection: Collection) -> tuple[dict[str, Field], dict[str, Words]]:
    """The heading above as the bucket, where those headings are classes and the rows are called items."""
    homes = [group[0].home for group in collection.groups]
    table = collection.items == "table" and skeleton(collection.column) not in ITEMS
    return ({}, {}) if table or len(set(homes)) < _SECTIONS or not sorts(set(homes)) else bucket(homes)


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
