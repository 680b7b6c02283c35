"""Families become drafts: where their status stands, which words it uses, what lies beside it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import chain

from ledgergate.called import STATUS, STATUS_ABROAD, UNFILLED
from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, given, leave_out, read_again, tried, without
from ledgergate.init.families import DAY, OVER, Family, families, number_of, state_of
from ledgergate.init.parts import beside, promised
from ledgergate.init.places import declared, placed
from ledgergate.init.survey import PAST
from ledgergate.init.words import Words, collect, held, known_share, stem
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import KNOWN, LESS, alike, is_done, meaning
from ledgergate.markdown import labels_of
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source
from ledgergate.policy.writing import plain, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.model import Item, Ledger

_STATED = 0.9  # of the items must state a field for it to be one that they need
_FEW = 7  # numbered items, one of which may lack it, where the words are such as people use
_MOSTLY = 0.6  # of them for it to be one that is compared where it stands
_SEVERAL = 10  # at least, of them
_SURE = 0.8  # of their words are such that people use for a status
_OFFERED = 0.98  # of what is written must be a word of the template's for the others to be slips
_SHORT = 400  # bytes
_MOVED = expression(
    rb"(?i)\b(?:moved|merged|renamed|redirect(?:ed)?|verschoben)\s+(?:to|in|into|nach)\b[^\n]{0,80}(?:\]\(|`|\[)"
)
_FULL = expression(r"^([A-Z]{2,8}[- ]?)([0-9A-F]+[a-z]?)(?![^\W_])")
_TEMPLATE = expression(r"<[^<>@:/]{2,200}>\Z")  # no address
_OVER = frozenset(("done", "dropped"))
_FOLDERS = 2  # called as states are
_DRIFTED = 0.25  # of the items must say what their folder says, which is called as they say it
_NEARLY = 0.8  # of them give a folder a word that it is not called by, or say what the tool's settings offer
_FIRST = 20  # documents of a family
_TOP = 20  # blocks of a document
# What a file's name holds, or ends with, that is about another one with the same number.
_COMPANION = expression(
    r"(?i)[-_ ](?:(?:errat(?:um|a)|addendum|amendment|appendix)(?=[-_. ])[^/]*"
    r"|(?:review|retro(?:spective)?|summary|report|notes?|hand-?off|mini-?plan|guide|checklist|fixtures|tests|best-practices)"
    r"\.\w+)\Z"
)
_IN_NAME = expression(r"(?:^|[^\w'])([^\W\d_]+)$")
_ASKED = {f"label{number}": Field(f"label{number}", (label,), kind="text") for number, label in enumerate(STATUS)}
_ASKED["codes"] = Field("codes", source="codes", kind="text")


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each family that reads; whether it is worth proposing is for its reports to show."""
    taken: set[str] = set()
    for family in families(survey):
        try:
            draft = _draft(survey, family)
        except NotChecked as error:
            survey.unread.append(error.message)
            continue
        draft = _told_beside(survey, family, draft)
        if family.inside:
            every = b"\n".join(map(survey.raw, draft.paths))
            draft = draft.but(unfilled=next((text for text in UNFILLED if text.encode() in every), ""))
        if draft.holds:
            yield placed(survey, given(draft, taken))
        elif draft.read.unread:
            leave_out(survey, draft, f"{len(draft.read.unread)} of them cannot be read: {draft.read.unread[0].why}")


def _draft(survey: Survey, family: Family) -> Draft:
    """The family as a ledger, without what is none of it, and with the status that its items state."""
    gone = (*family.exclude, *(path for path in family.paths if _is_redirect(survey, path)))
    homes = {one: _holder(family, posixpath.dirname(one)) for one in family.globs}
    over = {home for home in homes.values() if OVER.search(f"{home}/") or is_done(state_of(home))}
    above = {posixpath.dirname(one) for one in over if family.inside}
    # A folder of what is left to do is empty at times; where all are that, nothing would tell that they were moved.
    left = {one for one, home in homes.items() if home not in over and (state_of(home) or home in above)}
    left = left if len(left) < len(homes) else set()
    sources = [Source(one, "files", exclude=tuple(sorted(gone)), optional=one in left) for one in family.globs]
    bare, asked = LedgerPolicy(family.name, without(survey, sources, []), family.key), _asked(survey, family)
    read = tried(survey, bare.but(fields=asked))
    none = _no_items(read, family)
    key = _in_full(family.key, [item for item in read.items if item.document.path not in none])
    told = bare.but(key=key, sources=without(survey, bare.sources, none))
    bare, read = told, read if told == bare else tried(survey, told.but(fields=asked))
    stated = sum(bool(_raw(item)) for item in read.items) or "none"
    about = f"{len(read.items)} {'folders' if family.inside else 'files'}, {stated} with a status"
    found = _status(read, asked, numbered=bool(key.pattern))
    if found is None:
        return _archived(survey, family, Draft(bare, read, about, place=family.place))
    field, words = _placed(read, *_named(read, *found))
    home, label = posixpath.commonpath(family.paths), skeleton((*field.labels, "")[0])
    offered, every = declared(survey, home, label) if label else ((), False)
    raws = [skeleton(_raw(item)).replace(" ", "") for item in read.items] if every else []
    if raws and sum(map(raws.count, {skeleton(one).replace(" ", "") for one in offered})) >= _NEARLY * len(raws):
        words = Words({slug(skeleton(one)): one for one in offered}, words.counts)
    words = held(words, offered, _OFFERED)
    field = field.but(exact=bool(offered) and family.paths[0].endswith((".yaml", ".yml")))
    made, known = bare.but(fields={"status": field}), {"status": words}
    read = tried(survey, made, known)
    if twice := _said_twice(read, words):
        known = {"status": words.as_one(twice)}
        read = tried(survey, made, known)
    doubts = tuple(f"'{word}' is written once as a status: a slip, or a value to add" for word in words.doubtful)
    said = known["status"].values
    if family.inside and not any(map(is_done, said)) and any(beside(path) in survey.present for path in family.paths):
        # Nobody has called an item done yet, whatever its tasks say.
        said = {**said, "complete": "Complete"}
        known = {"status": known["status"].but(values=said)}
    truths = promised(survey, family, read, "status", tuple(filter(is_done, said)))
    return Draft(made, read, about, known, (), truths, doubts, family.place)


def _told_beside(survey: Survey, family: Family, draft: Draft) -> Draft:
    """The draft; where its folders' own files say no status, read from another file that nearly all of them have and
    that says it: what was implemented beside what was specified."""
    homes = {posixpath.dirname(path) for path in family.paths}
    if draft.ledger.fields or family.inside in ("", "."):
        return draft
    names = Counter(name for folder, name in map(posixpath.split, survey.markdown) if folder in homes)
    for name in sorted(one for one, count in names.items() if count >= _STATED * len(homes) and one != family.inside):
        globs = tuple(posixpath.join(posixpath.dirname(one), name) for one in family.globs)
        paths = tuple(path for path in (f"{home}/{name}" for home in sorted(homes)) if path in survey.present)
        other = _draft(survey, family.but(globs=globs, paths=paths, inside=name, exclude=()))
        if any(field.required for field in other.ledger.fields.values()) and other.holds:
            return other
    return draft


def _holder(family: Family, folder: str) -> str:
    """What an item lies in, whose file is in this folder."""
    return posixpath.dirname(folder) if family.inside not in ("", ".") else folder


def _is_redirect(survey: Survey, path: str) -> bool:
    """A few lines that only say where their item went."""
    text = survey.raw(path)
    return len(text) < _SHORT and _MOVED.search(text) is not None


def _no_items(read: Ledger, family: Family) -> list[str]:
    """Templates under an item's name, whose status or title is a blank in pointed brackets, and files that state
    nothing and share the number of one that does, or that is called by it alone: its notes, its research; and what is
    called its erratum or its review, whatever that states. A folder of its own is no note."""
    items = {one.document.path: one for one in read.items}
    blank = {
        path for path, one in items.items() if any(_TEMPLATE.match(text.strip()) for text in (_raw(one), one.title))
    }
    whole = {path for path in items if posixpath.basename(path).startswith(f"{number_of(path)}.")}
    told = {path for path, one in items.items() if path in whole or (_raw(one) and path not in blank)}
    known = {items[path].key for path in told} if len(told) >= _MOSTLY * len(items) else set()
    numbers = {number_of(path) for path in told}
    if len(items) < 2 * len(told) and len(numbers) >= _STATED * len(told):  # they tell items apart
        known |= numbers
    rest = {path: one for path, one in items.items() if path not in told and not family.inside}
    notes = {path for path, one in rest.items() if one.key in known or any(map(known.issuperset, _numbers(path)))}
    own = {path: number for path in items if not family.inside and (number := _serial(path).casefold())}
    plain = {number for path, number in own.items() if not _COMPANION.search(path)}
    notes |= {path for path, number in own.items() if number in plain and _COMPANION.search(path)}
    return sorted(blank | notes)


def _numbers(path: str) -> Iterator[set[str]]:
    """The number that a file's name begins with, which is no day, and its parts: `0058-0071-left.md` is about two."""
    if number := _serial(path):
        yield {number}
    if "-" in (number := number_of(path)):
        yield {*number.split("-")}


def _serial(path: str) -> str:
    """The number that a file's name begins with; "" where that is a day."""
    number = number_of(path)
    return number if sum(map(str.isdigit, number)) < DAY else ""


def _in_full(key: Key, items: Sequence[Item]) -> Key:
    """Numbers as the documents' own titles write them: `ADR-0015`, where the file is called 0015."""
    if not key.pattern or key.prefix:
        return key
    found = [_FULL.match(item.document.text(item.start, item.end)) for item in items]
    heads = [one[1] for one, item in zip(found, items, strict=True) if one and _bare(one[2]) == _bare(item.shown)]
    head = max(dict.fromkeys(heads), key=heads.count, default="")
    told = {one[2].casefold() for one in found if one}
    if head and len(told) == len(items) > len({item.key for item in items}):
        # Files that share a number are told apart by their headings alone.
        return Key("heading", rf"^{re.escape(head)}(?P<key>\d+[a-z]?)(?![^\W_])", head)
    return key.but(prefix=head) if head and heads.count(head) >= 0.8 * len(items) else key


def _bare(number: str) -> str:
    return number.casefold().lstrip("0")


def _raw(item: Item) -> str:
    """What an item states under a label: code may say anything."""
    return next((said[0].raw for name, said in item.fields.items() if said and said[0].raw and name != "codes"), "")


def _asked(survey: Survey, family: Family) -> dict[str, Field]:
    """What a status may be called, a longer name that most of the first documents have among them: "Current Status"."""
    met: dict[str, int] = {}
    pages = [page for path in family.paths[:_FIRST] if (page := survey.page(path)) is not None]
    for page in pages:
        own = (block.content for block in page.blocks[:_TOP] if block.kind in ("paragraph", "entry"))
        for name in {skeleton(label.name) for content in own for label in labels_of(content)}:
            met[name] = met.get(name, 0) + (len(name.split()) == 2 and name.split()[1] in STATUS)
    longer = sorted(name for name, count in met.items() if 2 * count > len(pages))
    return _ASKED | {name: Field(plain(name), (name,), kind="text") for name in longer}


def _status(read: Ledger, asked: Mapping[str, Field], *, numbered: bool) -> tuple[Field, Words] | None:
    """The label, or the badge line, that nearly all items state their status by; where none is, those of one language
    and of another that do so together."""
    said = {
        name: {
            at: raws
            for at, item in enumerate(read.items)
            if (raws := [o.raw for o in item.fields.get(name, ()) if o.raw])
        }
        for name in asked
    }
    found = []
    for names in [*((name,) for name in said), _together(said)]:
        items = {at: raws for name in names for at, raws in said[name].items()}
        most = len(items) >= _STATED * len(read.items)
        needed = most or (numbered and len(items) + 1 == len(read.items) >= _FEW)
        kept = needed or len(items) >= max(_SEVERAL, _MOSTLY * len(read.items))
        words = collect(chain.from_iterable(items.values())) if kept else None
        sure = most and "codes" not in names  # code may say anything
        if words is not None and (sure or known_share(words) >= _SURE):
            labels = tuple(chain.from_iterable(asked[one].labels for one in names))
            field = Field("status", labels, source=asked[names[0]].source, vocabulary="status", required=needed)
            found.append((len(items), field, words))
    return max(found, key=lambda one: one[0])[1:] if found else None


def _said_twice(read: Ledger, words: Words) -> dict[str, str]:
    """Values of more words with the one whose words they hold, where an item says both: "Implementation complete"."""
    found: dict[str, str] = {}
    for item in read.items:
        stated = (one for one in item.fields.get("status", ()) if one.value)
        said = {one.value: {words.means(word) or word for word in skeleton(stem(one.raw)).split()} for one in stated}
        pairs = ((one, other) for one in said for other in said if said[one] < said[other])
        found.update((other, one) for one, other in pairs if LESS.isdisjoint(said[other]))
    return {key: value for key, value in found.items() if value not in found}


def _together(said: Mapping[str, Mapping[int, object]]) -> tuple[str, ...]:
    """Words for "status" of which no item has two, the most frequent ones first."""
    names: list[str] = []
    covered: set[int] = set()
    words = [one for one, asked in _ASKED.items() if STATUS_ABROAD.issuperset(asked.labels) and asked.labels]
    for name in sorted(words, key=lambda one: -len(said[one])):
        if said[name] and covered.isdisjoint(said[name]):
            covered.update(said[name])
            names.append(name)
    return tuple(names)


def _named(read: Ledger, field: Field, words: Words) -> tuple[Field, Words]:
    """The status out of the files' own names, where nearly all of them end in one."""
    ends = [_IN_NAME.search(posixpath.splitext(posixpath.basename(item.document.path))[0]) for item in read.items]
    said = [found[1] for found in ends if found is not None and found[1].casefold() in KNOWN]
    own = collect(said) if len(said) >= _STATED * len(read.items) and field.labels else None
    if own is None:
        return field, words
    more = {key: text for key, text in words.values.items() if words.counts[key] > 1}
    both = field.but(source="file", pattern=r"(?P<value>[^\W\d_]+)$", both=True)
    return both, own.with_those_of(words.but(values=more)).but(counts={**words.counts, **own.counts})


def _placed(read: Ledger, field: Field, words: Words) -> tuple[Field, Words]:
    """The status out of the folders, too, where several are called as states are and most items say theirs."""
    homes = {item.document.path: state_of(posixpath.dirname(item.document.path)) for item in read.items}
    met: dict[str, list[str]] = {word: [] for word in homes.values() if word}
    for item in read.items:
        said = skeleton(stem(_raw(item)))
        if homes[item.document.path] and said:
            met[homes[item.document.path]].append(words.means(said) or slug(said))
    # A folder that is called as one of the words says that word, however many of its items have moved on; another one
    # what nearly all in it say.
    means = {word: words.means(word) or word for word in met}
    for word, told in met.items():
        most = max(dict.fromkeys(told), key=told.count, default=word)
        if means[word] not in told:  # what is over was once of one state or another
            own = told.count(most) >= _NEARLY * len(told) and alike(word, most) and not PAST.search(f"{word}/")
            # What is open may be ready or under way.
            others = {meaning(one.replace("-", " ")) for one in told if one != most}
            coarse = meaning(word.replace("-", " ")) not in _OVER and not others <= _OVER
            means[word] = most if own and not coarse else ""
    known = {word: told for word, told in met.items() if means[word] and told}
    agree = sum(told.count(means[word]) for word, told in known.items())
    if field.source != "label" or len(known) < _FOLDERS or agree < _DRIFTED * sum(map(len, known.values())):
        return field, words
    # Where all that differs is no folder's word, it says more than these can: superseded among what was accepted; not
    # where it says of work that it is left to do.
    apart = {one: meaning(one.replace("-", " ")) for word, told in known.items() for one in told if one != means[word]}
    if apart and apart.keys().isdisjoint(means.values()) and not {"open", "in progress"}.issuperset(apart.values()):
        return field, words
    every = sorted(word for word in met if means[word])
    pattern = rf"(?i)(?:^|/)(?P<value>{'|'.join(map(re.escape, every))})$"
    map_ = {word: means[word] for word in every if means[word] != word}
    more = {word: word for word in every if word not in map_ and word not in words.values}
    both = field.but(source="folder", pattern=pattern, both=True, map={**field.map, **map_})
    return both, words.but(values={**words.values, **more})


def _archived(survey: Survey, family: Family, draft: Draft) -> Draft:
    """Files without a status; where all lie in folders called as states are, or for what is over, by their place."""
    called = {one: found[1].casefold() if (found := OVER.search(f"{one}/")) else state_of(one) for one in draft.homes}
    every = sorted({*called.values()} - {""})
    # What is left lies above what is over.
    left = {posixpath.basename(_holder(family, one)) for one, name in called.items() if not name}
    if not every or not (family.place or family.inside) or len(left) > family.place:
        return draft
    over = "|".join(map(re.escape, every))
    above = [rf"{re.escape(one)}(?!/(?:{over})(?:/|$))" for one in left]
    pattern = rf"(?i)(?:^|/)(?P<value>{'|'.join((over, *above))})(?:/|$)"
    field = Field("state", source="folder", pattern=pattern, vocabulary="state")
    words = {"state": Words({"open" if one in left else slug(one): one for one in (*left, *every)}, {})}
    made = read_again(survey, draft, words, fields={"state": field})
    names = ", ".join((*left, *every))
    about = f"{len(made.read.items)} {'folders' if family.inside else 'files'} in folders called {names}"
    done = tuple(slug(one) for one in every if is_done(one) or OVER.search(f"{one}/"))
    return made.but(about=about, truths=promised(survey, family, made.read, "state", done))
