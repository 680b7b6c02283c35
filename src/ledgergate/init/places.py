"""What a family says twice: the number and the class in the path, and in the file; the words of its template."""

from __future__ import annotations

import posixpath

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, tried
from ledgergate.init.families import is_sample
from ledgergate.init.words import CHOICE, Words, readable, slug, stem
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.markdown import labels_of
from ledgergate.policy.model import Field, Key, LedgerPolicy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.model import Document

_AGREES = 0.9  # of the items' numbers stand in both places
_SORTED = 0.9  # of the items say the same class in both places
_STATED = 0.9
_UNNUMBERED = r"/^0+(?:\D|$)/"  # 0000 is what waits for a number
_LONGEST = 400  # characters of a pattern
_LEAST = 5
_CLASSES = 2
_MOST = 60  # classes
_NUMBER = expression(r"\d+")
_KEY = expression(r"\W{0,3}[^\W\d_]{0,12}[-_#]?\d+[a-z]?\W{0,3}\Z")  # a number, and neither a date nor a title
_SETTING = expression(r"(?m)^statuses: ?\[([^\]\n]{3,300})\]")
_COVERED = 0.98  # of what is written must be a word of the template's


def placed(survey: Survey, draft: Draft) -> Draft:
    """The draft with the fields that stand in two places."""
    if len(draft.read.items) < _LEAST or draft.ledger.sources[0].items != "files":
        return draft
    told = [(item.document.path, item.shown, dict(_stated(survey, item.document))) for item in draft.read.items]
    labels = {label for _, _, pairs in told for label in pairs}
    fields = dict(draft.ledger.fields)
    number = next((label for label in sorted(labels) if _is_number(label, told)), "")
    if number:
        fields["number"] = Field("number", (number,), kind="key")
    for label in sorted(labels - {number}):
        depth = _folder(label, told)
        if depth is not None and len(depth[1]) < _LONGEST:
            name = slug(skeleton(label)).replace("_", "-")
            pattern = "^" + "[^/]+/" * depth[0] + f"(?P<value>{depth[1]})"
            fields.setdefault(name, Field(name, (label,), source="folder", pattern=pattern, both=True))
            break
    if fields.keys() == draft.ledger.fields.keys():
        return draft
    ledger = draft.ledger.but(fields=fields)
    return draft.but(ledger=ledger, read=tried(survey, ledger, draft.words))


def _stated(survey: Survey, document: Document) -> Iterator[tuple[str, str]]:
    """The keys and texts of a YAML file, or of a page's front matter."""
    if document.path.endswith((".yaml", ".yml")):
        from ledgergate.ledgers.structured import scalars

        try:
            yield from ((label, said.text.strip()) for label, said in scalars(document))
        except NotChecked:
            return
        return
    matter = survey.documents.page(document).front_matter
    for entry in matter.entries if matter is not None else ():
        yield entry.key, entry.value.strip()


def _is_number(label: str, told: Sequence[tuple[str, str, Mapping[str, str]]]) -> bool:
    """Whether nearly all items state the number of their key under this label."""
    there = [(shown, pairs[label]) for _, shown, pairs in told if pairs.get(label)]
    if len(there) < _STATED * len(told) or not all(_KEY.match(said) for _, said in there):
        return False
    same = sum(_digits(shown) == _digits(said) != "" and len(said) < 24 for shown, said in there)
    return same >= _AGREES * len(there) and len({said for _, said in there}) >= _STATED * len(there)


def _digits(text: str) -> str:
    found = _NUMBER.search(key_skeleton(text))
    return found[0].lstrip("0") or "0" if found else ""


def _folder(label: str, told: Sequence[tuple[str, str, Mapping[str, str]]]) -> tuple[int, str] | None:
    """How deep the folder lies whose name nearly all items repeat under this label, and how those names are built.

    A folder whose name is nowhere a value of the label sorts by something else.
    """
    there = [(path.split("/")[:-1], pairs[label]) for path, _, pairs in told if pairs.get(label)]
    kinds = {said for _, said in there}
    if len(there) < _STATED * len(told) or not _CLASSES <= len(kinds) <= min(_MOST, len(there) // 2):
        return None
    for depth in range(min(len(parts) for parts, _ in there)):
        if sum(parts[depth] == said for parts, said in there) >= _SORTED * len(there):
            names = sorted({parts[depth] for parts, _ in there} & kinds)
            lead = posixpath.commonprefix(names)
            return depth, f"{readable(lead)}[^/]+" if len(lead) > 2 else f"(?:{'|'.join(map(readable, names))})(?=/|$)"
    return None


def twins(survey: Survey, draft: Draft) -> Iterator[Draft]:
    """A second ledger, of the numbers that items state: one is given once, whatever the folder is called."""
    label = draft.ledger.fields["number"].labels[0] if "number" in draft.ledger.fields else ""
    keys = [draft.ledger.key, *(source.key for source in draft.ledger.sources)]
    if label and not any(key is not None and key.pattern for key in keys):
        key = Key(f"label:{label}")
        sources = tuple(source.but(ignore=(*source.ignore, _UNNUMBERED)) for source in draft.ledger.sources)
        ledger = LedgerPolicy(f"{draft.ledger.name}-numbers", sources, key, conserve=False)
        yield Draft(ledger, tried(survey, ledger), f"the '{label}' of each, given once")


def declared(survey: Survey, folder: str, label: str) -> tuple[str, ...]:
    """The words of a template for a label, `status: draft | accepted | rejected`, or those of a tool's settings."""
    for path in survey.yaml:
        if label == "status" and path.startswith(f"{folder.split('/')[0]}/config."):
            document = survey.documents.document(path)
            found = _SETTING.search(document.data.decode("utf-8", "replace")) if document is not None else None
            if found:
                return tuple(one.strip(" \"'") for one in found[1].split(","))
    for path in survey.all:
        if path.startswith(folder) and path.endswith((".md", ".yaml", ".yml")) and is_sample(path):
            document = survey.documents.document(path) if survey.snapshot.entry(path) is not None else None
            for words in _offered(survey, document, label) if document is not None else ():
                return words
    return ()


def _offered(survey: Survey, document: Document, label: str) -> Iterator[tuple[str, ...]]:
    texts = [text for name, text in _stated(survey, document) if skeleton(name) == label]
    if not document.path.endswith((".yaml", ".yml")):
        for block in survey.documents.page(document).blocks[:12]:
            if block.kind in ("paragraph", "entry"):
                texts += [one.value_text for one in labels_of(block.content) if skeleton(one.name) == label]
    for text in texts:
        words = tuple(word for part in CHOICE.split(text.strip("[]{}<>`*_\"' ")) if (word := stem(part)))
        if len(words) > 2 and all(len(word) < 30 and len(word.split()) <= 3 for word in words):
            yield words


def within(words: Words, offered: Sequence[str]) -> tuple[Words, tuple[str, ...]]:
    """The words held to the template, and those written once that are none of it; all where many are not."""
    known = {skeleton(word): word for word in offered}
    total = sum(words.counts.values())
    ours = {key for key, text in words.values.items() if skeleton(text) in known}
    if not total or sum(words.counts[key] for key in ours) < _COVERED * total:
        return words, ()
    inside = {key: text for key, text in words.values.items() if key in ours or words.counts[key] > 1}
    strange = tuple(text for key, text in words.values.items() if key not in inside)
    return words.but(values={**inside, **{slug(key): text for key, text in known.items()}}), strange


def beside(paths: Sequence[str]) -> str:
    """The folder that all the paths lie in."""
    return posixpath.commonpath(paths) if len(paths) > 1 else posixpath.dirname(paths[0])
