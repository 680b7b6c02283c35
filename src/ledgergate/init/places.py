"""What a family says twice: the number and the class in the path, and in the file; the words of its template."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, read_again
from ledgergate.init.survey import is_sample
from ledgergate.init.words import choices
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.markdown import labels_of
from ledgergate.policy.model import Field
from ledgergate.policy.writing import readable, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.model import Document, Item

_AGREES = 0.9  # of the items' numbers, or classes, stand in both places
_NUMBERED = 0.8  # of them for numbers, which are no chance
_STATED = 0.9
_LONGEST = 400  # characters of a pattern
_LEAST = 5
_CLASSES = 2
_HEAD = 12  # blocks in which a document says what it is
_MOST = 60  # classes
_NUMBER = expression(r"\d+")
# A number, and neither a date nor a title; the words of the file's name may follow it.
_KEY = expression(r"\W{0,3}[^\W\d_]{0,12}[-_#]?(?P<value>\d+[a-z]?)(?P<name>-[^\W\d_][\w.-]*)?\W{0,3}\Z")
_HEADED = r"^(?:[^\W\d_]+[-_ #]?)?(?P<value>\d+[a-z]?)(?=[.:)]?\s*$|[.:)]\s|\s[—–|:-])"  # and no "3 ways to log"
_SETTING = expression(r"(?m)^statuses: ?\[([^\]\n]{3,300})\]")


def placed(survey: Survey, draft: Draft) -> Draft:
    """The draft with the fields that stand in two places."""
    if len(draft.read.items) < _LEAST or not draft.of_files:
        return draft
    told = [(item.document.path, item.shown, _said(survey, item)) for item in draft.read.items]
    fields = dict(draft.ledger.fields)
    labels = sorted({label for _, _, said in told for label in said}, reverse=True)  # a heading is none, and last
    every = {label: [(path, shown, said[label]) for path, shown, said in told if said.get(label)] for label in labels}
    common = {label: pairs for label, pairs in every.items() if len(pairs) >= _STATED * len(told)}
    number = next((label for label, pairs in common.items() if _is_number(pairs)), None)
    if number == "" and draft.key.source != "heading":
        fields["number"] = Field("number", source="heading", kind="key", pattern=_HEADED)
    elif number:
        named = any((found := _KEY.match(said)) and found["name"] for _, _, said in common[number])
        fields["number"] = Field("number", (number,), kind="key", pattern=r"(?P<value>\d+[a-z]?)" if named else "")
    for label, pairs in common.items():
        pattern = _folder([(path, said) for path, _, said in pairs]) if label != number else ""
        if pattern and len(pattern) < _LONGEST:
            name = slug(skeleton(label)).replace("_", "-")
            fields.setdefault(name, Field(name, (label,), source="folder", pattern=pattern, both=True))
            break
    return read_again(survey, draft, fields=fields) if fields != draft.ledger.fields else draft


def _said(survey: Survey, item: Item) -> dict[str, str]:
    """What a file says under its labels, and the number that its heading begins with under none."""
    found = re.match(_HEADED, item.document.text(item.start, item.end))
    return {"": found["value"] if found else "", **dict(_stated(survey, item.document))}


def _stated(survey: Survey, document: Document) -> Iterator[tuple[str, str]]:
    """The keys and texts of a YAML file, or of a page's front matter and first labels."""
    if document.path.endswith((".yaml", ".yml")):
        from ledgergate.ledgers.structured import scalars

        with suppress(NotChecked):
            yield from ((label, said.text.strip()) for label, said in scalars(document))
        return
    page = survey.documents.page(document)
    for block in page.blocks[:_HEAD]:
        for label in labels_of(block.content) if block.kind in ("paragraph", "entry") else ():
            yield label.name, label.value_text.strip()
    for entry in page.front_matter.entries if page.front_matter is not None else ():
        yield entry.key, entry.value.strip()


def _is_number(pairs: Sequence[tuple[str, str, str]]) -> bool:
    """Whether nearly all of these state the number of their key."""
    same = sum(_digits(shown) == _digits(said) != "" for _, shown, said in pairs)
    formed, different = sum(_KEY.match(said) is not None for _, _, said in pairs), len({said for _, _, said in pairs})
    return formed >= _AGREES * len(pairs) and min(same, different) >= _NUMBERED * len(pairs)


def _digits(text: str) -> str:
    found = _NUMBER.search(key_skeleton(text))
    return found[0].lstrip("0") or "0" if found else ""


def _folder(pairs: Sequence[tuple[str, str]]) -> str:
    """The folder whose name nearly all paths repeat in what is said, as a pattern.

    A folder whose name is nowhere said sorts by something else.
    """
    there = [(path.split("/")[:-1], said) for path, said in pairs]
    kinds = {said for _, said in there}
    for depth in range(min(len(parts) for parts, _ in there)):
        same = sum(parts[depth] == said for parts, said in there)
        if _CLASSES <= len(kinds) <= min(_MOST, len(there) // 2) and same >= _AGREES * len(there):
            names = sorted({parts[depth] for parts, _ in there} & kinds)
            lead = posixpath.commonprefix(names)
            name = f"{readable(lead)}[^/]+" if len(lead) > 2 else f"(?:{'|'.join(map(readable, names))})(?=/|$)"
            return "^" + "[^/]+/" * depth + f"(?P<value>{name})"
    return ""


def declared(survey: Survey, folder: str, label: str) -> tuple[tuple[str, ...], bool]:
    """The words of a template for a label, `status: draft | accepted | rejected`, or those of a tool's settings, which
    are all that the tool knows."""
    settings = f"{folder.split('/')[0]}/config."
    for path in (path for path in survey.yaml if label == "status" and path.startswith(settings)):
        if found := _SETTING.search(survey.raw(path).decode("utf-8", "replace")):
            return tuple(one.strip(" \"'") for one in found[1].split(",")), True
    for path in survey.all:
        if path.startswith(folder) and path.endswith((".md", ".yaml", ".yml")) and is_sample(path):
            document = survey.documents.document(path) if survey.snapshot.entry(path) is not None else None
            for name, text in _stated(survey, document) if document is not None else ():
                if skeleton(name) == label and (words := choices(text)):
                    return tuple(words), False
    return (), False
