"""A page: one document as blocks with exact byte spans."""

from __future__ import annotations

from bisect import bisect_left

from ledgergate import errors
from ledgergate.expressions import expression
from ledgergate.markdown.blocks import Heading
from ledgergate.markdown.walk import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgergate.markdown.accounts import Account
    from ledgergate.markdown.blocks import AnyBlock, FrontMatter, Table
    from ledgergate.markdown.boxes import Box
    from ledgergate.markdown.definitions import Definition
    from ledgergate.markdown.spans import Spans
    from ledgergate.markdown.walk import Hidden
    from ledgergate.model import Document

_LONE_RETURN = expression("\r(?!\n)")
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OPENINGS = (b"---", b"+++")


class Page:
    """The blocks of one document in document order; what is derived from them is worked out on demand."""

    __slots__ = (
        "_accounts", "_anchors", "_boxes", "_definitions", "_ends", "_folded", "_heads", "_starts", "_tables",
        "blocks", "document", "front_matter", "headings", "tape",
    )  # fmt: skip

    def __init__(
        self, document: Document, blocks: list[AnyBlock], tape: Spans, front_matter: FrontMatter | None
    ) -> None:
        self.document = document
        self.blocks = blocks
        self.tape = tape
        self.front_matter = front_matter
        self.headings = [block for block in blocks if type(block) is Heading]
        self._heads: tuple[list[int], list[tuple[Heading, ...]]] | None = None
        self._ends: dict[int, int] | None = None
        self._starts: list[int] | None = None
        self._tables: dict[Callable[[str], str], list[tuple[Table, list[str]]]] = {}
        self._anchors: Mapping[str, int] | None = None
        self._folded: dict[str, int] | None = None
        self._boxes: tuple[tuple[str, ...], list[Box]] | None = None
        self._definitions: Mapping[str, Definition] | None = None
        self._accounts: tuple[Account, ...] | None = None

    def above(self, block: AnyBlock) -> tuple[Heading, ...]:
        """The headings that `block` stands under, outermost first; for a heading those above it.

        Headings in quotes belong to what is quoted and head nothing here.
        """
        if self._heads is None:
            self._heads = _chains(self.headings)
        starts, chains = self._heads
        at = bisect_left(starts, block.start)
        if type(block) is Heading:
            if not block.quoted:
                return chains[at][:-1]
            rank = block.level
            return tuple([one for one in (chains[at - 1] if at else ()) if one.level < rank])
        return chains[at - 1] if at else ()

    def section(self, heading: Heading) -> Sequence[AnyBlock]:
        """The blocks under `heading`, up to the next heading of its rank or higher."""
        start, end = self.extent(heading)
        return self.blocks[self.place(start) : self.place(end)]

    def place(self, start: int) -> int:
        """The place of the first block that does not begin before this byte."""
        if self._starts is None:
            self._starts = [block.start for block in self.blocks]
        return bisect_left(self._starts, start)

    def tables(self, bare: Callable[[str], str]) -> Sequence[tuple[Table, list[str]]]:
        """Every table with the names of its columns, made `bare` as who asks compares them."""
        if bare not in self._tables:
            tables = [block for block in self.blocks if block.kind == "table"]
            self._tables[bare] = [(one, [bare(cell.text) for cell in one.header.cells]) for one in tables]
        return self._tables[bare]

    def extent(self, heading: Heading) -> tuple[int, int]:
        """The bytes under `heading`: from its end to the next heading of its rank or higher."""
        if self._ends is None:
            self._ends = _ends(self.headings)
        return heading.end, self._ends.get(heading.start, len(self.document.data))

    def anchors(self) -> Mapping[str, int]:
        """Every fragment that a link to this page may name, with the offset that it leads to."""
        if self._anchors is None:
            from ledgergate.markdown.anchors import anchors

            self._anchors = anchors(self.document.data, self.headings)
        return self._anchors

    def anchor(self, fragment: str) -> int | None:
        """The offset that a fragment leads to, whatever its case; None where it leads nowhere."""
        from ledgergate.markdown.anchors import folded

        if self._folded is None:
            self._folded = {}
            for name, offset in self.anchors().items():
                self._folded.setdefault(folded(name), offset)
        return self._folded.get(folded(fragment.removeprefix("user-content-")))

    def may_have_anchor(self, fragment: str) -> bool:
        """Whether a fragment leads somewhere for a service that puts other signs between a heading's words."""
        from ledgergate.markdown.anchors import bare

        return bare(fragment) in set(map(bare, self.anchors()))

    def boxes(self, closed: tuple[str, ...] = ()) -> list[Box]:
        """Every task box, in document order; `closed` are marks that make a box of whatever they are."""
        if self._boxes is None or self._boxes[0] != closed:
            from ledgergate.markdown.boxes import boxes

            found = boxes(self.document, self.blocks, closed)
            if any(one.block.kind == "table" for one in found):
                from ledgergate.markdown.choices import answered

                found = list(answered(found, closed))
            self._boxes = closed, found
        return self._boxes[1]

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """Link reference definitions by their normalised label; of equal labels the first counts."""
        if self._definitions is None:
            from ledgergate.markdown.definitions import definitions

            self._definitions = definitions(self.document.data, self.accounts())
        return self._definitions

    def accounts(self) -> tuple[Account, ...]:
        """Every byte's block: spans without gaps or overlaps, in order."""
        if self._accounts is None:
            from ledgergate.markdown.accounts import accounts

            self._accounts = tuple(accounts(self.document.data, self.blocks))
        return self._accounts


def read(document: Document) -> Page:
    """Read a Markdown document. Raises `Unreadable` where its bytes are no UTF-8 text."""
    data = document.data
    text = decoded(document)
    skipped, front_matter = opening(data)
    if text.count("\r") != text.count("\r\n"):
        # the parser loses text after some returns that no line feed follows
        text = _LONE_RETURN.sub("\n", text)
    if skipped:
        # line ends in place of what is no Markdown keep every offset as it is
        text = "\n" * skipped + text[len(data[:skipped].decode()) :]
    blocks, tape = _walked(document, text, skipped)
    if front_matter is not None:
        blocks.insert(0, front_matter)
    return Page(document, blocks, tape, front_matter)


def opening(data: bytes) -> tuple[int, FrontMatter | None]:
    """Where the text begins, behind a byte order mark and front matter, and that."""
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    front_matter = None
    if data.startswith(_OPENINGS, skipped):
        from ledgergate.markdown.front_matter import front_matter_of

        front_matter = front_matter_of(data, skipped)
        skipped = front_matter.end if front_matter else skipped
    return skipped, front_matter


def nothing_of(document: Document) -> Page:
    """The page of a document that cannot be parsed: no block."""
    return Page(document, *walk(b"", ""), None)


def _walked(document: Document, text: str, skipped: int) -> tuple[list[AnyBlock], Spans]:
    from ledgergate.markdown.plain import masked, plain_tables

    plain: dict[int, Hidden] = {one.start: one for one in plain_tables(document.data, skipped)}
    try:
        if plain:
            blocks, tape = walk(document.data, masked(text, plain.values()), plain)
            if not plain:
                return blocks, tape
        return walk(document.data, text)
    except BaseException as stop:
        # the parser's panics are no Exception, and their class cannot be imported
        if type(stop).__name__ != "PanicException":
            raise
        raise errors.Unreadable(
            document, -1, f"stops the Markdown parser: {stop}",
            "Upgrade pyromark (newer versions need Python 3.11), or rewrite a link definition that has no target.",
        ) from None  # fmt: skip


def decoded(document: Document) -> str:
    """The text of a document. Raises `Unreadable` where its bytes are no UTF-8 text."""
    data = document.data
    for mark, name in _WIDE_BOMS:
        if data.startswith(mark):
            raise errors.Unreadable(document, -1, f"is {name}, not UTF-8", "Save it as UTF-8.")
    nul = data.find(b"\0")
    if nul >= 0:
        raise errors.Unreadable(
            document, nul, "contains a NUL byte, so it is no text",
            "Remove the byte, or save the file as UTF-8 text.",
        )  # fmt: skip
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise errors.Unreadable(document, error.start, "is not valid UTF-8", "Save the file as UTF-8.") from None


def _chains(headings: list[Heading]) -> tuple[list[int], list[tuple[Heading, ...]]]:
    """For each heading that is not quoted: its start, and the chain of headings that ends in it."""
    starts: list[int] = []
    chains: list[tuple[Heading, ...]] = []
    chain: tuple[Heading, ...] = ()
    for heading in headings:
        if not heading.quoted:
            chain = (*(one for one in chain if one.level < heading.level), heading)
            starts.append(heading.start)
            chains.append(chain)
    return starts, chains


def _ends(headings: list[Heading]) -> dict[int, int]:
    """Where each heading begins -> where the next of its rank or higher does, quoted ones and others apart."""
    ends: dict[int, int] = {}
    opened: dict[bool, list[Heading]] = {False: [], True: []}
    for heading in headings:
        above = opened[heading.quoted]
        while above and above[-1].level >= heading.level:
            ends[above.pop().start] = heading.start
        above.append(heading)
    return ends
