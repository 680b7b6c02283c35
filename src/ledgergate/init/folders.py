"""Families become drafts: where their status stands, which words it uses, what lies beside it."""

from __future__ import annotations

import posixpath
import re

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, free_name, tried
from ledgergate.init.families import INSIDE, families, is_sample, no_item, translates
from ledgergate.init.places import beside, declared, placed, within
from ledgergate.init.words import DONE, DROPPED, KNOWN, STATUS, Words, collect, is_done, slug
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source, Truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.init.families import Family
    from ledgergate.init.survey import Survey
    from ledgergate.model import Item, Ledger

_STATED = 0.9  # of the items must state a field for it to be one
_SHORT = 400  # bytes
_MOVED = expression(
    rb"(?i)\b(?:moved|merged|renamed|redirect(?:ed)?|verschoben)\s+(?:to|in|into|nach)\b[^\n]{0,80}(?:\]\(|`|\[)"
)
_FULL = expression(r"^([A-Z]{2,8}[- ]?)([0-9A-F]+[a-z]?)(?![^\W_])")
_BOX = expression(rb"(?m)^[ \t]{0,9}(?:[-*+]|\d{1,3}[.)]) \[([ xX])\] ")
_TEMPLATE = expression(r"<[^<>@:/]{2,200}>\Z")  # no address
_OVER = expression(r"(?i)(?:^|/)(archived?|done|completed?|closed|finished|shipped|erledigt)/")
_BOXED = 4  # done items with boxes, half of which have them all ticked
_IN_NAME = expression(r"(?:^|[^\w'])([^\W\d_]+)$")


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each family that reads; whether it is worth proposing is for its reports to show."""
    taken: set[str] = set()
    for family in families(survey):
        try:
            draft = _draft(survey, family, free_name(family.name, taken))
        except NotChecked as error:
            survey.unread.append(error.message)
            continue
        if draft is not None and draft.holds:
            taken.add(draft.ledger.name)
            yield placed(survey, draft)


def _draft(survey: Survey, family: Family, name: str) -> Draft | None:
    exclude = (*_others(survey, family), *(path for path in family.paths if _is_redirect(survey, path)))
    bare = LedgerPolicy(
        name, _filled(survey, (Source(one, "files", exclude=exclude) for one in family.globs)), family.key
    )
    labels = {f"label{number}": Field(f"label{number}", (label,), kind="text") for number, label in enumerate(STATUS)}
    asked = {**labels, "codes": Field("codes", source="codes", kind="text")}
    read = tried(survey, bare.but(fields=asked))
    full = _called_in_full(bare, read)
    if full is not bare:
        bare, read = full, tried(survey, full.but(fields=asked))
    bare, read = _without(survey, bare, read, asked, _samples(read, asked))
    bare, read = _without(survey, bare, read, asked, _twins(read, asked))
    found = _status(read)
    if found is None:
        other = _other_file(survey, family)
        return (_draft(survey, other, name) if other is not None else None) or _archived(survey, family, bare, read)
    field, words = found
    field, words = _named(read, field, words)
    offered = declared(survey, beside(family.paths), skeleton(field.labels[0])) if field.labels else ()
    words, strange = within(words, offered)
    if offered and words.values.keys() >= {slug(skeleton(word)) for word in offered}:
        field = field.but(exact=family.paths[0].endswith((".yaml", ".yml")))
    made, known = bare.but(fields={"status": field}), {"status": words}
    lost = [item for item in read.items if not _raw(item, asked)]
    read = tried(survey, made, known)
    doubts = tuple(f"'{word}' is written once as a status: a slip, or a value to add" for word in words.doubtful)
    doubts += tuple(f"'{word}' is no status that the template offers" for word in strange)
    what = f"{len(read.items)} {'folders' if family.inside else 'files'}, {len(read.items) - len(lost)} with a status"
    truths = _truths(survey, family, read, "status", tuple(key for key in words.values if is_done(key)))
    draft = Draft(made, read, what, known, (), truths, doubts, family.place)
    return _in_its_place(survey, draft) if field.labels and not field.both else draft


def _other_file(survey: Survey, family: Family) -> Family | None:
    """The family by a later file of its folders, where nearly all have one: the status may stand in that."""
    if family.inside not in INSIDE:
        return None
    for name in INSIDE[INSIDE.index(family.inside) + 1 :]:
        there = [path for folder in map(posixpath.dirname, family.paths) if (path := _named_in(survey, folder, name))]
        if len(there) >= _STATED * len(family.paths) and len({posixpath.basename(path) for path in there}) == 1:
            file = posixpath.basename(there[0])
            globs = tuple(f"{posixpath.dirname(glob)}/{file}" for glob in family.globs)
            made = family.but(globs=globs, paths=tuple(there), inside=file.casefold())
            bare = LedgerPolicy(family.name, tuple(Source(glob, "files") for glob in globs), key=family.key)
            asked = {
                f"label{number}": Field(f"label{number}", (label,), kind="text") for number, label in enumerate(STATUS)
            }
            if _status(tried(survey, bare.but(fields=asked))) is not None:
                return made
    return None


def _named_in(survey: Survey, folder: str, name: str) -> str:
    return next(
        (path for path in (f"{folder}/{name}", f"{folder}/{name.upper()[:-3]}.md") if path in survey.present), ""
    )


def _archived(survey: Survey, family: Family, bare: LedgerPolicy, read: Ledger) -> Draft:
    """Files without a status; those in a folder for what is over are done by their place."""
    what = f"{len(read.items)} {'folders' if family.inside else 'files'} without a status that could be read"
    words = {found[1].casefold() for glob in family.globs if (found := _OVER.search(glob))}
    planned = family.place or family.inside
    if len(words) != 1 or not planned or not all(map(_OVER.search, family.globs)):
        return Draft(bare, read, what, place=family.place)
    word = words.pop()
    field = Field("state", source="folder", pattern=rf"(?i)(?:^|/)(?P<value>{word})(?:/|$)", vocabulary="state")
    made, known = bare.but(fields={"state": field}), {"state": Words({word: word}, {word: len(read.items)})}
    read = tried(survey, made, known)
    what = f"{len(read.items)} {'folders' if family.inside else 'files'} in a folder called {word}"
    return Draft(made, read, what, known, (), _truths(survey, family, read, "state", (word,)), (), family.place)


def _others(survey: Survey, family: Family) -> tuple[str, ...]:
    """What the family's globs match and is none of it: templates, indexes, what cannot be read."""
    readable = {*survey.markdown, *survey.yaml}
    found = {path for glob in family.globs for path in survey.documents.find(glob)}.difference(family.paths)
    own = set(family.paths)
    gone = {path for path in found if path not in readable or is_sample(path) or translates(path, own)}
    gone |= {path for path in found if not family.inside and no_item(path)}
    return tuple(sorted({*family.exclude, *gone}))


def _is_redirect(survey: Survey, path: str) -> bool:
    """A few lines that only say where their item went."""
    document = survey.documents.document(path)
    return document is not None and len(document.data) < _SHORT and _MOVED.search(document.data) is not None


def _called_in_full(ledger: LedgerPolicy, read: Ledger) -> LedgerPolicy:
    """Numbers as the documents' own titles write them: `ADR-0015`, where the file is called 0015."""
    key = ledger.key
    if key is None or not key.pattern or key.prefix:
        return ledger
    found = [_FULL.match(item.document.text(item.start, item.end)) for item in read.items]
    heads = [one[1] for one, item in zip(found, read.items, strict=True) if one and _same(one[2], item.shown)]
    head = max(dict.fromkeys(heads), key=heads.count, default="")
    told = [one[2].casefold() for one in found if one]
    if head and len(set(told)) == len(read.items) > len({item.key for item in read.items}):
        # Files that share a number are told apart by their headings alone.
        return ledger.but(key=Key("heading", rf"^{re.escape(head)}(?P<key>\d+[a-z]?)(?![^\W_])", head))
    if not head or heads.count(head) < 0.8 * len(read.items):
        return ledger
    return ledger.but(key=key.but(prefix=head))


def _same(one: str, other: str) -> bool:
    return one.casefold().lstrip("0") == other.casefold().lstrip("0")


def _samples(read: Ledger, asked: Mapping[str, Field]) -> list[str]:
    """Files whose status is a placeholder in pointed brackets, or whose title is: a template under an item's name."""
    said = {item.document.path: (_raw(item, asked), item.title) for item in read.items}
    return sorted(path for path, texts in said.items() if any(_TEMPLATE.match(text.strip()) for text in texts))


def _twins(read: Ledger, asked: Mapping[str, Field]) -> list[str]:
    """Files that share an item's number and state nothing: its notes, its research."""
    stating = {item.key for item in read.items if _raw(item, asked)}
    return sorted(item.document.path for item in read.items if not _raw(item, asked) and item.key in stating)


def _without(
    survey: Survey, ledger: LedgerPolicy, read: Ledger, asked: Mapping[str, Field], gone: list[str]
) -> tuple[LedgerPolicy, Ledger]:
    if not gone:
        return ledger, read
    sources = (source.but(exclude=(*source.exclude, *gone)) for source in ledger.sources)
    ledger = ledger.but(sources=_filled(survey, sources))
    return ledger, tried(survey, ledger.but(fields=asked))


def _filled(survey: Survey, sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources that have an item: of a folder with nothing but a template none is read."""
    return tuple(one for one in sources if not set(one.exclude).issuperset(survey.documents.find(one.path)))


def _raw(item: Item, asked: object) -> str:
    return next((said[0].raw for said in item.fields.values() if said and said[0].raw), "")


def _status(read: Ledger) -> tuple[Field, Words] | None:
    """The label, or the badge line, that nearly all items state their status by."""
    items = read.items
    best: tuple[float, Field, Words] | None = None
    for number, label in enumerate((*STATUS, "")):
        name = f"label{number}" if label else "codes"
        there = [said for item in items if (said := [one.raw for one in item.fields.get(name, ()) if one.raw])]
        raws = [raw for said in there for raw in said]
        words = collect(raws) if len(there) >= _STATED * len(items) else None
        if words is not None and (best is None or len(there) > best[0]):
            field = Field("status", (label,)) if label else Field("status", source="codes")
            best = float(len(there)), field.but(vocabulary="status", required=True), words
    return best[1:] if best is not None else None


def _named(read: Ledger, field: Field, words: Words) -> tuple[Field, Words]:
    """The status out of the files' own names, where nearly all of them end in one."""
    ends = [_IN_NAME.search(posixpath.splitext(posixpath.basename(item.document.path))[0]) for item in read.items]
    said = [found[1] for found in ends if found is not None and found[1].casefold() in KNOWN]
    own = collect(said) if len(said) >= _STATED * len(read.items) and field.labels else None
    if own is None:
        return field, words
    # The body's further words mean what the names of the files that use them say.
    map_ = _learned(read, ends, words, own)
    more = {key: text for key, text in words.values.items() if text not in map_ and words.counts[key] > 1}
    values = {**own.values, **more}
    both = field.but(source="file", pattern=r"(?P<value>[^\W\d_]+)$", both=True, map=map_)
    return both, own.but(values=values, counts={**words.counts, **own.counts})


def _in_its_place(survey: Survey, draft: Draft) -> Draft:
    """The draft with a folder for what is done as a second place of the status of the files that lie in it.

    Not where something was given up: an archive holds that, too.
    """
    words, field = draft.words["status"], draft.ledger.fields["status"]
    done = [key for key in words.values if is_done(key)]
    sources = []
    for source in draft.ledger.sources:
        folder = found[1].casefold() if (found := _OVER.search(source.path)) else ""
        inside = set(survey.documents.find(source.path))
        said = [item.value("status") for item in draft.read.items if item.document.path in inside]
        given_up = any(DROPPED & set(re.split(r"[\W_]+", value)) for value in said)
        if folder in DONE and done and said and not given_up:
            texts = {words.values[key]: done[0] for key in done[1:]} | {folder: done[0]}
            pattern = rf"(?i)(?:^|/)(?P<value>{folder})(?:/|$)"
            source = source.but(fields={"status": field.but(source="folder", pattern=pattern, both=True, map=texts)})
        sources.append(source)
    ledger = draft.ledger.but(sources=tuple(sources))
    return draft.but(ledger=ledger, read=tried(survey, ledger, draft.words))


def _learned(read: Ledger, ends: list[re.Match[str] | None], words: Words, own: Words) -> dict[str, str]:
    met: dict[str, list[str]] = {}
    for item, end in zip(read.items, ends, strict=True):
        said = next((one for one in item.fields.values() if one), None)
        if said and end is not None:
            for key, text in words.values.items():
                if skeleton(said[0].raw).startswith(skeleton(text)):
                    met.setdefault(key, []).append(skeleton(end[1]))
    found = {}
    for key, others in met.items():
        same = [value for value in own.values if {key, value} <= DONE]
        other = same[0] if same else max(dict.fromkeys(others), key=others.count)
        if key not in own.values and key in KNOWN and (same or others.count(other) >= 0.8 * len(others)):
            found[words.values[key]] = other
    return found


def _truths(survey: Survey, family: Family, read: Ledger, field: str, done: tuple[str, ...]) -> tuple[Truth, ...]:
    """A done word promises that the boxes are ticked, those of the tasks beside the item or its own, where they are
    kept at all: in most of what is done, or of what has any."""
    tasks = "tasks.md" if family.inside and any(_beside(path) in survey.present for path in family.paths) else "."
    paths = [item.document.path for item in read.items]
    marks = [_marks(survey, path if tasks == "." else _beside(path)) for path in paths]
    ended = [one for one, item in zip(marks, read.items, strict=True) if item.value(field) in done and one]
    whole = [one for one in ended if b" " not in one]
    ticked = sum(len(one) - one.count(b" ") for one in ended)
    open_ = [one for one in ended if b" " in one]
    # One of three ticked in most of them is a choice that a form offers.
    choices = 2 * sum(len(one) - one.count(b" ") == 1 and len(one) > 2 for one in open_) > len(open_)
    half = 2 * sum(map(bool, marks)) >= len(paths) and 2 * ticked >= sum(map(len, ended)) and not choices
    many = half or 2 * len(whole) >= max(_BOXED, len(ended))
    return (Truth(read.name, field, done, tasks=tasks),) if done and many else ()


def _beside(path: str) -> str:
    return f"{posixpath.dirname(path)}/tasks.md"


def _marks(survey: Survey, path: str) -> list[bytes]:
    """The marks of a document's boxes."""
    document = survey.documents.document(path) if path in survey.present else None
    return [found[1] for found in _BOX.finditer(document.data)] if document is not None else []
