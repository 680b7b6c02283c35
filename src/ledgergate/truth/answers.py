"""The questions that a package must answer, and what its documents answer."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.ledgers.words import is_placeholder, lexicon, skeleton
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.markdown import Block, Inline, Page
    from ledgergate.model import Document, Place
    from ledgergate.policy.model import Policy
    from ledgergate.truth.packages import PackageFolder

_WORDS = expression(r"\w+")
_NUMBERED = expression(r"(?:q(?:uestion)?|frage)?\s?\d{0,3}\s")
_LABELLED = expression(r"\s*[\w/ ]{1,40}:\s+")
_OPEN = expression(
    r"\W*(?:tb[da]|to ?do|fixme|xxx|to be (?:decided|determined|defined|done)|noch offen)\b", re.IGNORECASE
)
_SIGNS = {"✅": "yes", "✔": "yes", "👍": "yes", "❌": "no", "✘": "no", "✖": "no", "⛔": "no"}
_VERDICTS = {
    "yes and no": "partly", "ja und nein": "partly", "not yet": "no", "noch nicht": "no", "not": "no", "nicht": "no",
    "yes": "yes", "ja": "yes", "no": "no", "nein": "no", "partly": "partly", "partially": "partly", "partial": "partly",
    "in part": "partly", "mostly": "partly", "almost": "partly", "conditionally": "partly", "teilweise": "partly",
    "zum teil": "partly", "bedingt": "partly", "weitgehend": "partly",
    # A yes with conditions is what a buyer hears of it.
    "conditionally yes": "yes", "conditional yes": "yes", "a conditional yes": "yes", "qualified yes": "yes",
    "a qualified yes": "yes", "bedingt ja": "yes", "bedingtes ja": "yes", "ein bedingtes ja": "yes",
}  # fmt: skip


_NOTHING = ("none", "nothing", "keine", "nichts")


class Point(Value):
    """One thing that an answer says: a list entry with all below it, a table's row, a paragraph. `listed` of the
    first two; `parts` are the spans of its texts.
    """

    start: int
    end: int
    listed: bool
    parts: tuple[tuple[int, int], ...]


class Answer(Value):
    """What stands under one question: `text` is "" where it is asked and nothing is said. `package` is the folder."""

    question: str
    asked: str
    text: str
    document: Document
    start: int
    end: int
    package: str
    points: tuple[Point, ...] = ()

    @property
    def place(self) -> Place:
        return self.document.place(self.start, self.end)

    @property
    def nothing(self) -> bool:
        """Whether it says that there is nothing to name: "None.", "Nothing blocks it.", "Keine"."""
        words = _WORDS.findall(self.text[:80].casefold())
        return bool(words) and (words[0] in ("nothing", "nichts") or (words[0] in _NOTHING and len(words) < 4))

    @property
    def given(self) -> bool:
        """Whether something is said: no template's own text, no TBD."""
        text = self.text.strip()
        bare = skeleton(text)
        if bare in _NOTHING:
            return True
        return bool(text) and not _OPEN.match(text) and not is_placeholder(text, lexicon(None))


def says(text: str) -> str:
    """The verdict that an answer opens a line with: "yes", "no", "partly", or "" where there is none."""
    for line in text.split("\n"):
        told = _verdict(line)
        if not told and (label := _LABELLED.match(line)) is not None:
            told = _verdict(line[label.end() :])
        if told:
            return told
    return ""


def _verdict(line: str) -> str:
    sign = _SIGNS.get(line.strip(" *_")[:1])
    if sign:
        return sign
    words = [word.casefold() for word in _WORDS.findall(line[:80])[:3]]
    return next((told for count in (3, 2, 1) if (told := _VERDICTS.get(" ".join(words[:count])))), "")


def wordings(asked: str) -> tuple[str, ...]:
    """The ways in which a question may be asked, ` | ` between them; the first is the one for messages."""
    return tuple(one.strip() for one in asked.split(" | "))


def answers(documents: Documents, policy: Policy, packages: Iterable[PackageFolder]) -> Iterator[Answer]:
    """Every place at which a question of a package's rule is asked, in the order of packages and questions."""
    for package in packages:
        if package.rule.questions:
            pages = [[documents.page(one) for one in some] for some in _documents(documents, policy, package)]
            for name, asked in package.rule.questions.items():
                yield from _asked(documents, package, name, asked, pages)


def _documents(documents: Documents, policy: Policy, package: PackageFolder) -> tuple[list[Document], list[Document]]:
    """The package's reports, and the documents that plan them: a plan may repeat a question without answering it."""
    from ledgergate.truth.artifacts import artifact_texts, planning

    plans = planning(documents, package)
    every = artifact_texts(documents, package)
    return [one for one in every if one.path not in plans], [one for one in every if one.path in plans]


def _asked(
    documents: Documents, package: PackageFolder, name: str, asked: str, pages: list[list[Page]]
) -> list[Answer]:
    every = wordings(asked)
    for wanted in (*every, name):
        for some in pages:
            found = [
                Answer(name, every[0], text, page.document, start, end, package.folder, points)
                for page in some
                for text, start, end, points in _places(documents, page, _bare(wanted))
            ]
            if found:
                return found
    return []


def _places(documents: Documents, page: Page, wanted: str) -> Iterable[tuple[str, int, int, tuple[Point, ...]]]:
    """Where a page asks it, and what it says there."""
    return documents.once(None, ("asked", wanted), page.document, lambda _: _found(page, wanted))


def _bare(text: str) -> str:
    return skeleton(text).rstrip("? ")


def _is(text: str, wanted: str) -> bool:
    bare = _bare(text)
    return bare == wanted or (bare.endswith(" " + wanted) and bool(_NUMBERED.fullmatch(bare[: -len(wanted)])))


def _found(page: Page, wanted: str) -> Iterator[tuple[str, int, int, tuple[Point, ...]]]:
    for number, block in enumerate(page.blocks):
        if block.quoted:
            continue
        if block.kind == "heading":
            if _is(block.content.text, wanted):
                below = list(page.section(block))
                said = [text for one in below if (text := _text(one))]
                yield "\n".join(said), block.content.start, block.content.end, tuple(_points(below))
        elif block.kind in ("paragraph", "entry"):
            yield from _in_prose(page.blocks, number, block.content, wanted)
        elif block.kind == "table":
            for row in block.rows:
                if row.cells and _is(row.cells[0].text, wanted):
                    rest = [cell for cell in row.cells[1:] if cell.text]
                    start, end = row.cells[0].start, row.cells[-1].end
                    parts = tuple((cell.start, cell.end) for cell in rest)
                    points = (Point(parts[0][0], end, False, parts),) if parts else ()
                    yield "\n".join(cell.text for cell in rest), start, end, points


def _in_prose(
    blocks: list[Block], number: int, content: Inline, wanted: str
) -> Iterator[tuple[str, int, int, tuple[Point, ...]]]:
    """`**Is it sellable?** No`, `Sellable: no`, or the question alone with its answer in what follows."""
    text = content.text
    for end in [at.end() for at in re.finditer(r"[?:](?=\s|$)", text[:300])]:
        if _is(text[: end - 1], wanted):
            rest = text[end:].strip(" *_:–—-\n")
            below = [] if rest else list(_following(blocks, number))
            points = (Point(content.start, content.end, False, ((content.start, content.end),)),) if rest else ()
            said = rest or "\n".join(one for block in below if (one := _text(block)))
            yield said, content.start, content.end, points or tuple(_points(below))
            return


def _following(blocks: list[Block], number: int) -> Iterator[Block]:
    """The block behind a question, the whole list where that is one, or what is nested in the question's entry."""
    asked, first = blocks[number], next(iter(blocks[number + 1 :]), None)
    if first is None or first.kind == "heading":
        return
    yield first
    nested = asked.kind == "entry" and first.start < asked.end
    for block in blocks[number + 2 :] if nested or (first.kind == "entry" and asked.kind != "entry") else ():
        if block.kind == "heading" or (block.start >= asked.end if nested else block.depth == 0):
            return
        yield block


def _points(blocks: list[Block]) -> Iterator[Point]:
    whole: Block | None = None
    parts: list[tuple[int, int]] = []
    for block in blocks:
        if whole is not None and block.start >= whole.end:
            yield Point(whole.start, whole.end, True, tuple(parts))
            whole, parts = None, []
        if block.kind == "table":
            for row in block.rows:
                yield Point(row.start, row.end, True, tuple((cell.start, cell.end) for cell in row.cells))
        elif block.kind == "entry" or (block.kind == "paragraph" and whole is not None):
            whole = whole or block
            parts.append((block.content.start, block.content.end))
        elif block.kind == "paragraph":
            yield Point(block.start, block.end, False, ((block.content.start, block.content.end),))
    if whole is not None:
        yield Point(whole.start, whole.end, True, tuple(parts))


def _text(block: Block) -> str:
    """What a reader sees of a block; nothing of comments and headings."""
    if block.kind in ("paragraph", "entry"):
        return str(block.content.text)
    if block.kind == "table":
        return "\n".join(cell.text for row in block.rows for cell in row.cells)
    return "code" if block.kind == "fence" and block.text_end > block.text_start else ""
