"""What a shape finds before anything is decided: a thing with its own text, its labelled values and where it stands."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.ledgers.words import skeleton
from ledgergate.model import Unread
from ledgergate.policy import matches
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from ledgergate.markdown import Block, Page
    from ledgergate.model import Document, Link
    from ledgergate.policy.model import Source

    class Said(Protocol):
        """Text at a place: a cell, a heading's content, a labelled value, a scalar of a YAML file."""

        @property
        def start(self) -> int: ...
        @property
        def end(self) -> int: ...
        @property
        def text(self) -> str: ...
        @property
        def links(self) -> tuple[Link, ...]: ...
        @property
        def codes(self) -> Sequence[tuple[str, int, int]]: ...
        @property
        def all_struck(self) -> bool: ...

    Fields = list[tuple[str, "Plain"]]
    Entry = tuple["Plain", Fields, int, int]  # of a structured document: the key, the fields, where it stands


class Plain(Value):
    """Text at a place that holds no markup."""

    text: str
    start: int
    end: int
    links: tuple[Link, ...] = ()
    codes: tuple[tuple[str, int, int], ...] = ()
    all_struck: bool = False


class Titled(Plain):
    """What stands behind a colon in a heading: a value where it is a word of the field's vocabulary, a title else."""


class CandidateNode(Value):
    """One thing that may be an item. `labelled` maps a label's skeleton to what is said under it, in order.

    `above` holds the texts of the headings that it stands under, outermost first. `start` to `end` is where a
    message should point, `body_end` where the thing ends. `checked` is a task box's state, `depth` a list entry's.
    """

    document: Document
    start: int
    end: int
    body_end: int
    said: Said
    labelled: Mapping[str, Sequence[Said]]
    above: tuple[str, ...] = ()
    checked: bool | None = None
    heading: Said | None = None
    page: Page | None = None
    folder: str = ""
    depth: int = 0


def nested(document: Document, name: str, start: int, end: int) -> Unread:
    """A field of a structured document that holds a map, or lists in a list."""
    why = f"'{name}' is a map or a list of lists where a text is read"
    return Unread(document, start, end, why, "write one text, or a list of texts", name)


def gather(pairs: Iterable[tuple[str, Said]]) -> dict[str, list[Said]]:
    """Labels and what they say, as a mapping by the label's skeleton."""
    found: dict[str, list[Said]] = {}
    for label, said in pairs:
        found.setdefault(skeleton(label), []).append(said)
    return found


def named_struck(said: Said) -> str:
    """What is said up to the end of a name that is struck through; "" where none is."""
    if not getattr(said, "struck", False):
        return ""
    from ledgergate.ledgers.struck import struck_name
    from ledgergate.markdown import Inline

    return struck_name(said.pieces()) if isinstance(said, Inline) else ""


def before(blocks: Iterable[Block], start: int, stops: Sequence[int]) -> Iterator[Block]:
    """Those blocks of what starts at `start` that stand before the next of `stops`, which are in order."""
    at = bisect_right(stops, start)
    stop = stops[at] if at < len(stops) else -1
    for block in blocks:
        first = block.start
        if block.kind == "entry" or block.kind == "heading" or block.kind == "paragraph":
            first = block.content.start  # an item of a list begins behind its bullet
        if 0 <= stop <= first:
            return
        yield block


def under(page: Page, block: Block, wanted: Sequence[str], unwanted: Sequence[str] = ()) -> tuple[str, ...] | None:
    """The headings above a block, or None where the block does not stand under one of `wanted`."""
    chain = page.above(block)
    texts = tuple([heading.content.text for heading in chain])
    if wanted and not any(names(text, wanted) for text in texts):
        return None
    if unwanted and any(names(text, unwanted) for text in texts):
        return None
    return texts


def names(text: str, wanted: Sequence[str]) -> bool:
    """Whether a heading is one of `wanted`: the same words, with a count or a note behind them or not."""
    bare = skeleton(text)
    for one in wanted:
        name = skeleton(one)
        if bare == name:
            return True
        rest = bare[len(name) :] if bare.startswith(name + " ") else ""
        if rest.strip() and text_after(text, one).lstrip().startswith(("(", "[", "-", "–", "—", ":", "·")):
            return True
    return False


def text_after(text: str, name: str) -> str:
    """What follows `name` in a heading that begins with it (emoji and emphasis before it aside)."""
    at = text.casefold().find(name.casefold())
    return text[at + len(name) :] if at >= 0 else ""


def excluded(path: str, source: Source) -> bool:
    """Whether the source leaves this path out; a glob without a slash speaks of names, wherever they stand."""
    return any(matches(glob, path) or _named_by(glob.rstrip("/"), path) for glob in source.exclude)


def _named_by(glob: str, path: str) -> bool:
    return matches(glob, path if "/" in glob else path.rpartition("/")[2])
