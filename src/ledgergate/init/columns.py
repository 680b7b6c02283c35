"""Columns that restate a field of the ledger, with the words that the report alone uses for it."""

from __future__ import annotations

import posixpath
from collections import Counter

from ledgergate.called import STATUS
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, read_again, rows_of, with_source
from ledgergate.init.keeping import restated, restates
from ledgergate.init.records import TAILS
from ledgergate.init.words import Words, collect, stem, unknown
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import KNOWN, LESS, SIGNS, alike, is_done, meaning
from ledgergate.policy.model import Field, ReportPolicy
from ledgergate.policy.writing import plain, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.init.keeping import Said
    from ledgergate.init.survey import Survey

_AGREES = 0.65  # of the rows must say what their item says
_DRIFTED = 0.25  # of them where the words are the same ones
_DISTINCT = 3  # words, before they are the same ones by no chance
_FEW = 0.1
_STATED = 0.5  # of the items: not each has a layer
# A column with one of these before its name says how things stood, or are to stand.
_THEN = frozenset(("original", "previous", "initial", "former", "prior", "old", "expected", "target", "planned"))
_DATE = expression(r"\W{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
_COUNT = expression(r"\d{1,4}(?: [^\W\d_]+){0,2}(?: \(.*)?\Z")  # "3 (of the roof)", "5 story points"
_NAMES = 0.5
_SORTS = 0.85  # of the rows stand under the word of their item, where headings are words of a field


def with_fields(
    survey: Survey, draft: Draft, report: ReportPolicy, columns: Sequence[str], *, sure: bool = False
) -> tuple[Draft, ReportPolicy]:
    """The report with those of its columns that restate a field of the ledger. Where it is `sure` whose rows they are,
    any words that people use for a state do, however far the two have drifted."""
    for field in draft.words:
        labels = {field, *map(skeleton, draft.ledger.fields[field].labels)}
        same = [name for name in columns if skeleton(name) in labels]
        ends = (*STATUS, "value") if field == "status" else ()
        heads = {name: skeleton(name).split() or [""] for name in columns}
        other = [name for name, said in heads.items() if said[-1] in ends and said[0] not in _THEN]
        tails = [name for name in columns if name in TAILS and field == "status"]
        for column in dict.fromkeys([*same, *other, *tails]):
            called = column in same or (sure and column not in TAILS)  # where any note may stand
            bound = _with_field(survey, draft, report, column, field, called=called, sure=sure)
            if bound is not None:
                draft, report = bound
                break
    return draft, report


def with_others(
    survey: Survey, draft: Draft, report: ReportPolicy, columns: Sequence[str]
) -> tuple[Draft, ReportPolicy]:
    """The report with further columns that are called as a label of most items and mostly say what it says: a word
    of few (Type, Layer, Track), or a date."""
    for column in columns if draft.of_files else ():
        name, rows = plain(column), rows_of(report)
        key = rows.source.key is not None and rows.source.key.source == f"cell:{column}"
        bound = key or column in rows.columns or name in draft.ledger.fields
        made = _labelled(survey, draft, Field(name, (column,))) if not bound else None
        if made is None:
            continue
        there = report.but(rows=rows.but(columns={**rows.columns, column: name}))
        said = restated(survey, made, there)
        told = _told(made, there, name, said)
        if name in made.words and (same := _as_one(told, made.words[name])):
            made = read_again(survey, made.as_one(name, same))
            told = [(word, same.get(value, value)) for word, value in told]
        other = len({value for _, value in told}) < 2 or sum(one == value for one, value in told) < _AGREES * len(told)
        if other or (name in made.words and _apart(told)):
            continue  # what one of the two always says of it is no slip
        if name in made.words:
            words = [word for word, _ in told]
            more = {word: word for word in words if words.count(word) > 1} | _lone_words(said, name)
            made = _having(survey, made, made.ledger.fields[name], made.words[name].with_those_of(Words(more, {})))
        draft, report = made, there
    return draft, report


def _apart(told: Sequence[tuple[str, str]]) -> bool:
    """Whether rows contradict their items in one word, mostly and time and again: it stands for no value."""
    for side in (0, 1):
        met, wrong = (Counter(one[side] for one in said) for said in (told, [one for one in told if one[0] != one[1]]))
        if any(count >= _DISTINCT and 2 * count > met[word] for word, count in wrong.most_common(1)):
            return True
    return False


def _having(survey: Survey, draft: Draft, field: Field, words: Words | None) -> Draft:
    """The draft with one more field, read again."""
    known = {**draft.words, field.name: words} if words is not None else draft.words
    return read_again(survey, draft, known, fields={**draft.ledger.fields, field.name: field})


def _labelled(survey: Survey, draft: Draft, field: Field) -> Draft | None:
    """The draft with a further label as a field, where most items state it: a date, or one of few words."""
    every = draft.read.items
    if sum(survey.may_say(item.document.path, field.labels[0]) for item in every) < _STATED * len(every):
        return None
    bare = _having(survey, draft, field, None)
    said = [one.raw for item in bare.read.items if (one := item.stated(field.name)) is not None and one.raw]
    several = sum("," in one for one in said) > _FEW * len(said)  # words of one in any order are no value to compare
    if several or len(said) < _STATED * len(bare.read.items):
        return None
    if sum(_DATE.match(one) is not None for one in said) >= _AGREES * len(said):
        return bare
    counts = (one.casefold().removeprefix(field.labels[0].casefold()).lstrip() for one in said)  # a Sprint: "Sprint 3"
    if sum(_COUNT.match(one) is not None for one in counts) >= (1 - _FEW) * len(said):
        return _having(survey, draft, field.but(pattern=r"(?P<value>\d+)"), None)
    words = collect(said)
    # People have addresses and others' keys numbers.
    other = any({"@", "<"} & set(one) for one in said)
    if other or words is None or len(words.values) < 2 or any(map(str.isdigit, "".join(words.values))):
        return None
    return _having(survey, draft, field.but(vocabulary=field.name), words)


def _with_field(
    survey: Survey, draft: Draft, report: ReportPolicy, column: str, field: str, *, called: bool, sure: bool
) -> tuple[Draft, ReportPolicy] | None:
    """The column bound, or the end of a heading, with the report's own words for the field; None where it mostly says
    something else. It may be `called` as the field is, and it may be `sure` whose rows they are."""
    words, rows = draft.words[field], rows_of(report)
    if column in TAILS:
        ends = Field(field, source="text", vocabulary=field, pattern=TAILS[column])
        rows = rows.but(source=rows.source.but(fields={**rows.source.fields, field: ends}))
    else:
        rows = rows.but(columns={**rows.columns, column: field})
    there = report.but(rows=rows)
    pairs = restated(survey, draft, there)
    told = _told(draft, there, field, pairs)
    own, added = _own_words(told, words, boxes=draft.ledger.fields[field].source == "checkbox")
    # Words of its own vocabulary say the same thing, and in an index under the field's own name any do, however far the
    # two have drifted from each other; words that are in none contradict nothing, as long as they are the fewer.
    said = {word for word, _ in told}
    strange, chance = not said <= words.values.keys(), not sure and len(said) < _DISTINCT - called
    enough = _AGREES if strange or chance else _DRIFTED
    clear = [(own.get(word, word), value) for word, value in told if word not in added.values()]
    few = 2 * len(clear) <= len(told) or sum(word == value for word, value in clear) < enough * len(clear)
    names = {item.key for _, item in pairs if item is not None}
    called = called and all(map(skeleton, added.values()))  # signs may be of another kind
    index = (called or not strange) and restates(draft, report.path, names, alike=called)
    known = sum(word not in added or word.replace("-", " ") in KNOWN for word, _ in told)
    states = sure and known >= _AGREES * len(told)
    stray = column in TAILS and 2 * len(told) < len(pairs)
    if not told or stray or (few and not ((index or states) and _comparable(draft, field, told, own))):
        return None
    added = {**_said_twice(pairs, field, words), **_lone_words(pairs, field), **added}
    more = words.with_those_of(Words(added, dict.fromkeys(added, 0)))
    maps = {**rows.maps, field: own} if own else rows.maps
    return draft.but(words={**draft.words, field: more}), report.but(rows=rows.but(maps=maps))


def _comparable(draft: Draft, field: str, told: Sequence[tuple[str, str]], own: Mapping[str, str]) -> bool:
    """Whether most of what rows say is what items say, too, or contradicts it: else the two are sorted by different
    things. "Active" says nothing of what is "Accepted", "Proposed" does."""
    borne, rows = Counter(item.value(field) for item in draft.read.items), Counter(word for word, _ in told)
    same = (
        2 * borne[own.get(word, word)] >= rows[word]
        or meaning(word.replace("-", " ")) not in ("", "in progress")
        or bool(meaning(value.replace("-", " ")))
        or is_done(value)
        for word, value in told
    )
    return 2 * sum(same) >= len(told)


def under_headings(survey: Survey, draft: Draft, report: ReportPolicy) -> ReportPolicy:
    """The report with the field that the headings above its rows restate: an index with a section for each status."""
    rows = rows_of(report)
    for field in draft.words if rows.source.items != "yaml" else ():
        if field in rows.columns.values() or draft.ledger.fields[field].both:
            continue
        known = draft.words[field].values
        above = Field(field, source="heading", vocabulary=field)
        made = with_source(report, fields={field: above})
        told = _told(draft, made, field, restated(survey, draft, made))
        # "Accepted Records" stands above what is accepted.
        begun = ((word, value) for word, _ in told if word not in known for value in sorted(known, key=len))
        means = {word: value for word, value in begun if word.startswith(f"{value}-")}
        if means:
            made = with_source(report, fields={field: above.but(map=means)})
            told = [(means.get(word, word), value) for word, value in told]
        heads = {word for word, _ in told}
        # Headings that are all words of the field say what stands below them, however much of it has moved on; not
        # where they are groups: all that is final stands under "Accepted".
        places = {value: [word for word, other in told if other == value] for value in {value for _, value in told}}
        groups = any(len(set(words)) == 1 < len(words) and value not in words for value, words in places.items())
        named = len(heads) > 2 and heads <= known.keys() and not groups
        enough = _NAMES if named else _SORTS
        if len(heads) > 1 and sum(word == value for word, value in told) >= enough * len(told):
            return made
    return report


def _said_twice(said: Said, field: str, words: Words) -> dict[str, str]:
    """Words that no vocabulary has and that a row and its item both say: written once in each they are no slips."""
    pairs = ((row.stated(field), item.stated(field)) for row, item in said if item is not None)
    both = ((stem(one.raw), stem(other.raw)) for one, other in pairs if one is not None and other is not None)
    agreed = {slug(skeleton(one)): one for one, other in both if one and skeleton(one) == skeleton(other)}
    return {word: text for word, text in agreed.items() if word and word not in words.values}


def _lone_words(said: Said, field: str) -> dict[str, str]:
    """Words of rows that name no item: what was given up before there was one."""
    found = unknown(row.stated(field) for row, item in said if item is None)
    return dict(found.values) if found is not None else {}


def _told(draft: Draft, report: ReportPolicy, field: str, said: Said) -> list[tuple[str, str]]:
    """What rows say of the field, with what their items say. A sign for a word is the item's state in its own folder;
    elsewhere it may be of what that document is about, which says nothing then."""
    pairs = ((row.stated(field), item) for row, item in said if item is not None)
    told = [(one, item) for one, item in pairs if one is not None and one.raw and item.value(field)]
    homes = set(map(posixpath.dirname, draft.homes)) if draft.key.source == "folder" else draft.homes
    known = draft.words[field].values if field in draft.words else {}
    signs = any(stem(one.raw) and not skeleton(one.raw) and skeleton(known.get(one.value, "word")) for one, _ in told)
    if signs and posixpath.dirname(report.path) not in homes:
        return []
    words = ((one.value or slug(skeleton(stem(one.raw))) or stem(one.raw), item.value(field)) for one, item in told)
    return [one for one in words if one[0]]


def said_alike(survey: Survey, draft: Draft) -> Draft:
    """The draft with those of its words as one that are one to its reports."""
    for field, words in draft.words.items():
        bound = [one for one in draft.reports if field in rows_of(one).columns.values()]
        told = [pair for one in bound for pair in _told(draft, one, field, restated(survey, draft, one))]
        if same := _as_one(told, words):
            draft = read_again(survey, draft.as_one(field, same))
    return draft


def _as_one(told: Sequence[tuple[str, str]], words: Words) -> dict[str, str]:
    """Values that rows never say with the one that they always say in their place: both for done, or it is what the
    value begins with, which tells less and nothing else. Of two words for done that rows have, the one which they say
    of more that is called the other than of what is called so, with that."""
    met: dict[str, list[str]] = {}
    for word, value in told:
        met.setdefault(value, []).append(word)
    rows, same = {word for word, _ in told}, {}
    for value, (word, *more) in met.items():
        if value not in rows and {word} == {word, *more} and {value, word} <= words.values.keys():
            begun = more and value.startswith(f"{word}-") and LESS.isdisjoint(value.split("-"))
            if begun or (len(more) > 1 and is_done(words.values[value]) and is_done(word)):
                same[value] = word
    counts, ends = Counter(told), {word for word, text in words.values.items() if is_done(word) and is_done(text)}
    for (word, value), count in counts.items():
        often = count >= _DISTINCT and count > counts[word, word] + counts[value, word]
        if often and value in rows - same.keys() and {word, value} <= ends:
            same[word] = value
    return same


def _own_words(
    told: list[tuple[str, str]], words: Words, *, boxes: bool = False
) -> tuple[dict[str, str], dict[str, str]]:
    """Words that the report alone uses: those that always stand for one of the ledger's, and those that do not. What
    does not say that all is done leaves a box open."""
    if boxes:
        return {word: "done" if is_done(word) else "open" for word, _ in told}, {}
    met: dict[str, list[str]] = {}
    said = {word for word, _ in told}
    for word, value in told:
        if word not in words.values:
            met.setdefault(word, []).append(value)
    own: dict[str, str] = {}
    for word, values in sorted(met.items(), key=lambda one: -len(one[1])):
        most = max(dict.fromkeys(values), key=values.count)
        # Not where the report has the ledger's own word, too: it tells the two apart; two signs are two things, and one
        # that people use for a state stands for no other.
        other = not skeleton(word) and any(value == most and not skeleton(one) for one, value in own.items())
        sense, state = SIGNS.get(word, ""), meaning(most.replace("-", " "))
        enough = sense == state if sense and state else len(values) > 1
        often = enough and not other and most not in said and alike(word, most)
        often = often and values.count(most) >= 0.8 * len(values)
        if means := words.means(skeleton(word) or word) or (most if often else ""):
            own[word] = means
        elif is_done(word) and (done := [value for value in values if is_done(value)]):
            own[word] = max(dict.fromkeys(done), key=done.count)
        elif word.startswith(f"{most}-"):
            own[word] = most  # with a note behind it
    return own, {slug(word): word for word in met if word not in own}
