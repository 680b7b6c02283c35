"""A placeholder, a template's own text, an empty required section or label is left in a closed package.

**Why.** A template that nobody filled in looks like a document from a distance.

**Rejected**

    **Status**: Complete
    ## Risks
    TBD

**Accepted**

    ## Risks
    A readiness state may flatter; each needs code, a test and a guide.

**The fix.** Write what belongs there, or remove it. What counts as a template's text is listed in the package's
`placeholders`, what must have text in `sections`, what must be stated in `labels`. Text in code and in quotes is
nobody's placeholder.
"""

from __future__ import annotations

import re

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.words import is_placeholder, lexicon, skeleton
from ledgergate.markdown import labels_of
from ledgergate.model import Place
from ledgergate.rules.view import found
from ledgergate.truth.artifacts import artifact_texts, enforced, paths, texts, written
from ledgergate.truth.packages import labelled, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.documents import Documents
    from ledgergate.markdown import Heading, Inline, Page
    from ledgergate.model import Finding
    from ledgergate.rules.view import View
    from ledgergate.truth.packages import PackageFolder

_TEMPLATES = ("[FEATURE NAME]", "[###-feature-name]", "[DATE]", "$ARGUMENTS", "[NEEDS CLARIFICATION:")
_UNDECIDED = frozenset(("tbd", "tba", "todo", "fixme", "xxx", "to be decided", "to be determined", "to be defined"))
_MAYBE = expression("|".join(sorted(_UNDECIDED)))
_LETTERS = expression("|".join(r"[\W_]*".join(one.replace(" ", "")) for one in sorted(_UNDECIDED)).encode(), re.I)
_REWORDED = (b"&", b"<", b"~", b"](", b"][", b"[^")  # these put letters between the letters of what is read


def check(view: View) -> Iterator[Finding]:
    documents, seen = view.after.documents, set()
    for package in view.after.ask(packages):
        if not enforced(documents, package):
            continue
        lists = frozenset(paths(documents, package, package.rule.checklists))
        words = package.rule.placeholders or _TEMPLATES
        for document in artifact_texts(documents, package):
            if document.path not in seen and document.path not in lists and document.data.strip():
                marks = [_pattern(word) for word in words if _may_stand(word, document.data)]
                yield from _unfilled(documents.page(document), marks)
            seen.add(document.path)
        yield from _sections(documents, package)
        yield from _labels(documents, package)


def _may_stand(word: str, data: bytes) -> bool:
    """Whether a text can be found in the document at all; of a regular expression, and of blanks, nobody knows."""
    return word.startswith("/") or "  " in word or word.encode() in data


def _pattern(word: str) -> re.Pattern[str]:
    written = len(word) > 2 and word.startswith("/") and word.endswith("/")
    return regex(word[1:-1] if written else re.escape(word), said=word)


def _unfilled(page: Page, marks: list[re.Pattern[str]]) -> Iterator[Finding]:
    place = page.document.place
    wanted = marks or may_be_undecided(page.document.data)
    for content in (*(heading.content for heading in page.headings), *written(page)) if wanted else ():
        bare = _without_code(content) if marks else ""
        match = next((one for mark in marks if (one := mark.search(bare)) is not None), None)
        if match is not None:
            said = f"'{_whole(match)}' is a template's own text"
            yield found(place(content.start, content.end), said, "write what belongs there")
        elif _is_undecided(content):
            yield found(place(content.start, content.end), "a placeholder is left here", "write what belongs there")
    empty = not any(content.text for content in written(page)) and not any(one.kind == "fence" for one in page.blocks)
    if empty and page.front_matter is None:
        yield found(
            Place(page.document.path),
            "the document contains headings and nothing else",
            "write it",
            key=page.document.path,
        )


def _whole(match: re.Match[str]) -> str:
    """What was found, up to the bracket that closes it: people look for the whole of it."""
    opened = match[0].count("[") > match[0].count("]")
    end = match.string.find("]", match.end()) + 1 if opened else 0
    return " ".join(match.string[match.start() : end or match.end()].split())[:60]


def may_be_undecided(data: bytes) -> bool:
    """Whether a placeholder can stand in the document at all, told without taking it apart."""
    return not data.isascii() or any(sign in data for sign in _REWORDED) or _LETTERS.search(data) is not None


def _is_undecided(content: Inline) -> bool:
    said = skeleton(content.text)
    if said in _UNDECIDED:
        return True
    # Labels are dear, and none of them says what the whole does not.
    return _MAYBE.search(said) is not None and any(skeleton(one.value_text) in _UNDECIDED for one in labels_of(content))


def _without_code(content: Inline) -> str:
    """The text as written, code spans and what is struck through as blanks."""
    raw = bytearray(content.tape.data[content.start : content.end])
    for _, start, end in content.codes:
        raw[start - content.start : end - content.start] = b" " * (end - start)
    return raw.decode("utf-8", "replace")


def _sections(documents: Documents, package: PackageFolder) -> Iterator[Finding]:
    for name, wanted in package.rule.sections.items():
        for path in paths(documents, package, (name,)):
            document = documents.document(path)
            if document is not None:
                for title in wanted:
                    yield from _section(documents.page(document), title)


def _labels(documents: Documents, package: PackageFolder) -> Iterator[Finding]:
    for name, wanted in package.rule.labels.items():
        for document in texts(documents, paths(documents, package, (name,))):
            for label in wanted:
                called = tuple(one.strip() for one in label.split("|"))
                said = list(labelled(documents, document, called))
                told = any(skeleton(one.text) in _UNDECIDED for one in said)  # as a placeholder, above
                if not told and not any(_is_stated(one.text) for one in said):
                    shown = next((one for one in said if one.end > one.start), None)
                    place = document.place(shown.start, shown.end) if shown is not None else Place(document.path)
                    key = f"{package.folder} {called[0]}"
                    yield found(place, f"'{called[0]}' is not stated here", f"**{called[0]}**: ...", key=key)


def _is_stated(text: str) -> bool:
    return bool(text.strip()) and not is_placeholder(text, lexicon(None))


def _section(page: Page, wanted: str) -> Iterator[Finding]:
    title, *others = wanted.split(" | ") if not wanted.startswith("/") else [wanted]
    there = [heading for heading in page.headings if any(_called(heading, one) for one in (title, *others))]
    if not there:
        yield found(Place(page.document.path), f"the section '{title}' is missing", f"## {title}", key=title)
    elif not any(_holds_text(page, heading) for heading in there):
        content = there[0].content
        place = page.document.place(content.start, content.end)
        yield found(place, f"the section '{title}' is empty", "write it", key=title)


def _called(heading: Heading, title: str) -> bool:
    if len(title) > 2 and title.startswith("/") and title.endswith("/"):
        return regex(title[1:-1]).search(heading.content.text) is not None
    return names(heading.content.text, (title,))


def _holds_text(page: Page, heading: Heading) -> bool:
    return any(
        (block.kind in ("paragraph", "entry") and block.content.text)
        or (block.kind == "table" and block.rows)
        or block.kind == "fence"
        for block in page.section(heading)
    )
