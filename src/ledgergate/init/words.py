"""The words that documents use for a status: found in what is written, counted, and told from slips of the pen."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import groupby
from unicodedata import category

from ledgergate import lexicon
from ledgergate.called import STATUS
from ledgergate.expressions import expression
from ledgergate.init.records import heading
from ledgergate.ledgers.words import PLACEHOLDERS, skeleton
from ledgergate.markdown import Block, Page, labels_of
from ledgergate.policy.writing import plain, slug
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ledgergate.model import Stated


_SORTS = 0.8  # of the headings must be classes
_ARROW = expression(r"(?:(?<!\s)\s+)?(?:→|⇒|->|=>)\s*")
_CUT = expression(
    r"(?:(?<!\s)\s+)?[(\[<|;,—–\n+（［；，。]|\s-\s|[.:](?:\s|$)|\s\d"
    r"|\s(?:by|in|on|since|as|with|via|from|until|at|per|after|see|durch|von|am|im|seit|bis|mit|siehe|par|por|przez|door)\s"
    r"|\sfor\s(?!\w+\Z)",  # "Ready for Review" is one phrase
    re.IGNORECASE,
)
# An arrow in brackets, or in words behind a dash, is a note's.
_NOTE = expression(r"\s(?:[(\[][^)\]]*|[—–] [^→⇒>]*[^\W\d_][^→⇒>]*)(?:→|⇒|->|=>)")
_END = expression(r"[.;](?=\s)")  # of a sentence: an arrow in the next one leads from no status to another
_LEAD = expression(r"^[^\w]+")
_TEMPLATE = expression(r"[{<\[][^\s\]}>]{2,80}[ A-Z_]{0,80}[\]}>](?!\()")  # a template's own text
_STATES = frozenset(("todo", "offen"))  # placeholders elsewhere, and what a status column says of open work
_NO_WORD = expression(r"^[^\w]+|[^\w)]+$")
_MOSTLY = 0.7  # of what is written are words that people use for a status
_MANY = 100  # documents; in that many a word written once is more likely a slip than a class
_LEGEND = expression(
    r"(?i)legend|leyenda|legenda|selite|elinkaari|values|definition|key\b|meaning|status|zustand|legende|estado|situa|définition|bedeutung"
)
CHOICE = expression(r"(?:(?<!\s)\s+)?(?:\||/|,|\bor\b)\s*")
_NUMBER = expression(r"[^\w]*\d[\d.,/% ]*\Z")
_TERMS = 2
_DECIDES = 3  # terms of a legend that may be all the words there are
_COVERED = 0.8  # of what is written must be its words
_LONGEST = 3  # words of a term
_MOST_TERMS = 16


class Words(Value):
    """Values by key with the text as people write it, how often each stands, and what was left out. `aliases` are
    further texts for a value; `signs` those that stand before one value's words alone, whether it needs them or not."""

    values: Mapping[str, str]
    counts: Mapping[str, int]
    doubtful: tuple[str, ...] = ()
    aliases: Mapping[str, str] = {}
    signs: Mapping[str, str] = {}

    @property
    def seen(self) -> list[tuple[str, int]]:
        """The keys with how often each stands, those that stand anywhere."""
        return [(key, count) for key, count in self.counts.items() if key in self.values and count]

    def means(self, word: str) -> str:
        """The key of the one value that a word, without case and signs, or a sign, stands for; else ""."""
        told = {_word(text): key for text, key in self.aliases.items()}
        told.update((_word(text), key) for key, text in self.values.items())
        group = next((one for one in lexicon.SAME if word in one), ())
        keys = [key for text, key in told.items() if text in group]
        return told.get(word) or self.signs.get(word) or (keys[0] if len(set(keys)) == 1 else "")

    def as_one(self, same: Mapping[str, str]) -> Words:
        """The words with some of the values as aliases of others."""
        counts: Counter[str] = Counter()
        for key, count in self.counts.items():
            counts[same.get(key, key)] += count
        values = {key: text for key, text in self.values.items() if key not in same}
        further = {**self.aliases, **{self.values[key]: key for key in same}}
        led = ({text: same.get(key, key) for text, key in one.items()} for one in (further, self.signs))
        return Words(values, counts, self.doubtful, *_fitting(values, *led))

    def with_those_of(self, other: Words) -> Words:
        """Both together: the values of this one first, what is counted added up."""
        counts = {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in (*self.counts, *other.counts)}
        further = {key: self.means(_word(text)) for key, text in other.values.items() if key not in self.values}
        both = Words(
            {**other.values, **self.values},
            counts,
            (*self.doubtful, *other.doubtful),
            {**other.aliases, **self.aliases},
            {**other.signs, **self.signs},
        )
        return both.as_one({key: value for key, value in further.items() if value})


def _word(text: str) -> str:
    """What is compared of a text, a sign where it is nothing else."""
    return skeleton(text) or text


def _fitting(values: Mapping[str, str], *texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The texts of these values that are no value's own."""
    own = set(map(_word, values.values()))
    return ({text: key for text, key in one.items() if key in values and _word(text) not in own} for one in texts)


def stem(text: str) -> str:
    """The part of a cell that is the value: without emoji, notes, dates and what it was before."""
    first = _NOTE.search(text, 1)
    told = text[: first.start()] if first and "](" not in text else text  # an arrow in a note is the note's
    if not re.search(r"\w", told):
        return told.strip().replace("\ufe0f", "") if any(category(one) == "So" for one in told) else ""
    arrow = _ARROW.search(told)
    end = _END.search(told, 1, arrow.start()) if arrow else None
    last = _LEAD.sub("", _ARROW.split(told[: end.start()] if end else told)[-1].strip())
    cut = _CUT.search(last, 1)
    return _NO_WORD.sub("", " ".join((last[: cut.start()] if cut else last).split()))


def collect(raws: Iterable[str]) -> Words | None:
    """The words in use, or None where what is written does not look like a vocabulary."""
    texts: dict[str, Counter[str]] = {}
    leads: dict[str, set[str]] = {}
    for raw in raws:
        shown = stem(raw) if raw.count("|") < 2 and not _TEMPLATE.search(raw) else ""
        key = _word(shown)
        if key and (key not in PLACEHOLDERS or key in _STATES):
            texts.setdefault(key, Counter())[shown] += 1
            leads.setdefault(raw.lstrip(" *_`")[:1] if not _ARROW.search(raw) else "", set()).add(key)
    counts = {key: sum(forms.values()) for key, forms in texts.items()}
    same = _same(counts)
    words = ((sign, {same.get(key, key) for key in keys if key != sign}) for sign, keys in leads.items())
    signs = {sign: keys.pop() for sign, keys in words if len(keys) == 1 and sign and category(sign) == "So"}
    signs = {sign: key for sign, key in signs.items() if counts[key] >= counts.get(sign, 0)}  # else it says more
    same.update((sign, key) for sign, key in signs.items() if sign in counts)
    for key, other in same.items():
        counts[other] += counts.pop(key)
    total = sum(counts.values())
    if not total or not _few(counts, total):
        return None
    doubtful = {key for key in counts if _doubtful(key, counts, total)}
    kept = sorted((key for key in counts if key not in doubtful), key=lambda key: -counts[key])
    shown_as = {key: max(forms, key=lambda form: forms[form]) for key, forms in texts.items()}
    values = {slug(key): shown_as[key] for key in kept}
    told = ({shown_as.get(key, key): slug(other) for key, other in one.items()} for one in (same, signs))
    slips = tuple(next(iter(texts[key])) for key in sorted(doubtful))
    by_slug = {slug(key): counts[key] for key in kept}
    return Words(values, by_slug, slips, *_fitting(values, *told)) if values else None


def unknown(stated: Iterable[Stated | None]) -> Words | None:
    """The words in use that no vocabulary has."""
    return collect(one.raw for one in stated if one is not None and one.kind == "unknown")


def _same(counts: Mapping[str, int]) -> dict[str, str]:
    """Synonyms with the most frequent one of them, and `done # as agreed`, which no reader takes for a note."""
    same: dict[str, str] = {}
    for group in lexicon.SAME:
        met = sorted((key for key in counts if key in group), key=lambda key: -counts[key])
        same.update(dict.fromkeys(met[1:], *met[:1]))
    noted = ((key, key.split(" # ")[0]) for key in counts if " # " in key)
    return same | {key: same.get(word, word) for key, word in noted if word in counts}


def _few(counts: Mapping[str, int], total: int) -> bool:
    """Few words, short ones, and most of them written more than once."""
    if sum(map(_long, counts)) > max(1, total // 50):
        return False
    known = sum(count for key, count in counts.items() if _known(key)) >= _MOSTLY * total
    return len(counts) <= (12 if known else min(16, max(2, total // 2)))


def _long(key: str) -> bool:
    return len(key.split()) > 5 or len(key) > 40


def _known(key: str) -> bool:
    return bool(set(key.split()) & lexicon.KNOWN) or key.replace(" ", "") in lexicon.KNOWN


def _doubtful(key: str, counts: Mapping[str, int], total: int) -> bool:
    """Whether a word that is written once is a slip: nearly one of these words, or one of many others."""
    if counts[key] > 1 or (_known(key) and len(key) <= 40):
        return False
    from difflib import get_close_matches

    # What begins or ends otherwise is another word, or another form of it: "unblocked", "implementada".
    form = (key[0], key[-1], len(key.split()))
    often = [one for one, count in counts.items() if count > 2 and (one[0], one[-1], len(one.split())) == form]
    return (len(counts) > 2 and (total >= _MANY or _long(key))) or bool(get_close_matches(key, often, 1, 0.8))


def known_share(words: Words) -> float:
    """How many of what is written are words, or signs, that people use for a status."""
    known = {key for key, text in words.values.items() if not re.search(r"\w", text) or _known(skeleton(text))}
    return sum(count for key, count in words.counts.items() if key in known) / max(1, sum(words.counts.values()))


def is_bucket(text: str) -> bool:
    """Whether a heading is one of the words that things are sorted by."""
    bare = skeleton(stem(text))
    return bool(bare) and len(bare.split()) <= 3 and (bare in lexicon.BUCKETS or set(bare.split()) <= lexicon.BUCKETS)


def sorts(headings: Collection[str]) -> bool:
    """Whether headings sort what is below them: by a stage, a class, or the state that those things are in."""
    sorting = lexicon.STAGES | lexicon.BUCKETS
    classes = sum(is_bucket(text) or not sorting.isdisjoint(skeleton(text).split()) for text in headings)
    return classes >= _SORTS * len(headings)


def named(path: str) -> str:
    """A ledger's name out of its document's."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    folder = posixpath.basename(posixpath.dirname(path))
    return plain(folder if stem.casefold() in ("readme", "index") and folder else stem)


def legend(page: Page, words: Words) -> Words:
    """The words with those that the page's legend puts beside them; its own alone, where those are nearly all.

    A list or table that does not call itself a legend may explain some of the words.
    """
    for terms, called in _explained(page):
        words = held(words, terms, _COVERED if called else None, 0.5) if len(terms) <= _MOST_TERMS else words
    return words


def held(words: Words, terms: Iterable[str], covered: float | None, used: float = 0) -> Words:
    """The words with the terms among which they are explained or offered; held to those alone, where so many of what is
    written are theirs and so many of them are in use. A form may be older than a word that several bear; a legend that
    most of the words stand in is not."""
    bare = {_word(term): term for term in terms}
    offered = {key for key, text in words.values.items() if _word(text) in bare}
    further = {text: key for text, key in words.aliases.items() if _word(text) in bare}
    # Synonyms of which a legend offers two are two values.
    values = {**words.values, **{slug(_word(text)): text for text, key in further.items() if key in offered}}
    own = {key: words.counts.get(key, 0) for key in (*offered, *further.values())}
    known = set(map(_word, (*values.values(), *words.aliases)))
    total, enough = sum(words.counts.values()), max(2, used * len(bare)) if used else 1
    told = own if covered else len(own) >= enough
    if covered and sum(map(bool, own.values())) >= enough and sum(own.values()) >= covered * total:
        most = total if used else 1
        strange = [key for key in values if key not in own and 0 < words.counts.get(key, 0) <= most]
        words = words.but(doubtful=(*words.doubtful, *map(values.pop, strange)))
    values.update((slug(key), text) for key, text in bare.items() if told and key not in known)
    return Words(values, words.counts, words.doubtful, *_fitting(values, words.aliases, words.signs))


def _explained(page: Page) -> Iterator[tuple[list[str], bool]]:
    """The terms of each list, line or table that may be a legend, and whether it is called one."""
    for listed, some in groupby(page.blocks, lambda block: block.kind == "entry" and block.depth == 1):
        blocks = list(some)
        terms = list(map(_term, blocks)) if listed else []
        if len(terms) >= _TERMS and all(terms):
            yield terms, any(_headed(page, block) for block in blocks)
        for block in blocks if not listed else ():
            yield from ((terms, True) for terms in _offered(page, block) if terms)


def _offered(page: Page, block: Block) -> Iterator[list[str]]:
    """What a table explains row by row, a line under a label for a status, and a paragraph in code."""
    if block.kind == "table":
        said = [(row.cells[0].text, row.cells[1].text) for row in block.rows if len(row.cells) == 2]
        heads = [skeleton(cell.text) for cell in block.header.cells]
        if _headed(page, block) and len(heads) <= 3 and set(heads[1:]).isdisjoint(STATUS):
            yield _terms([row.cells[0].text for row in block.rows if row.cells], _TERMS)
    elif block.kind == "paragraph":
        said = [(one.name, one.value_text) for one in labels_of(block.content)]
        lead = block.content.text[:40]
        if ":" in lead and (found := _LEGEND.search(lead)) and found.start() < 20:
            yield _terms([code[0] for code in block.content.codes])
    else:
        return
    yield from (choices(value) for label, value in said if skeleton(label) in STATUS)


def choices(text: str) -> list[str]:
    """The words that a form offers: `draft | accepted | rejected`. A number is none: "planned (May, 2027)"."""
    terms = _terms(CHOICE.split(text.strip("[]{}<>`*_\"' ")))
    return terms if not any(map(str.isdigit, "".join(terms))) else []


def _terms(texts: Iterable[str], least: int = _DECIDES) -> list[str]:
    """The texts without what is around their words, where they are so many and each is short; else none."""
    terms = [stem(one) for one in texts]
    return terms if len(terms) >= least and all(map(_short, terms)) else []


def _headed(page: Page, block: Block) -> bool:
    heads = [skeleton(cell.text) for cell in block.header.cells] if block.kind == "table" else []
    return bool(set(heads[:1]) & set(STATUS)) or bool(_LEGEND.search(heading(page, block)))


def _term(block: Block) -> str:
    """What a list entry explains: its bold or code beginning, before a colon or a dash."""
    content = block.content  # type: ignore[union-attr]  # an entry
    for text, *_ in (*content.bolds[:1], *content.codes[:1]):
        said = stem(text.strip().rstrip(":："))
        behind = content.text.lstrip().removeprefix(text)  # a number there counts it, and explains nothing
        if behind != content.text.lstrip() and _short(said) and len(behind) > 2 and _NUMBER.match(behind) is None:
            return said
    return ""


def _short(text: str) -> bool:
    return 0 < len(text) < 30 and len(text.split()) <= _LONGEST
