"""Ways in which whole lines disappear from readers, or stand where nobody looks for them: one law for every unit."""

from __future__ import annotations

from ledgergate.proving.mutant import Mutant, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document

_COMMENTING = {".yaml": b"# ", ".yml": b"# ", ".toml": b"# "}  # what turns a line of data into a comment


def on_page(document: Document, start: int, end: int, *, is_row: bool) -> Iterator[Mutant]:
    """Lines of a page: in a comment, in a fence, in a folded block whose inside Markdown does not read."""
    text = document.data[start:end]
    ended = text if text.endswith(b"\n") else text + b"\n"
    comment = b"<!-- " + text.rstrip() + b" -->\n" if is_row else b"<!--\n" + ended + b"-->\n"
    yield _as(document, start, end, "item-commented", comment)
    yield _as(document, start, end, "item-fenced", b"```\n" + ended + b"```\n")
    # Without a blank line behind it, the tag's block goes on, and what stands there is no Markdown.
    yield _as(document, start, end, "item-folded", b"<details>\n" + ended.rstrip() + b"\n</details>\n\n")


def in_data(document: Document, start: int, end: int) -> Iterator[Mutant]:
    """Lines of YAML or TOML, each behind the comment's sign; CSV has no comments."""
    sign = next((sign for suffix, sign in _COMMENTING.items() if document.path.endswith(suffix)), b"")
    if sign:
        lines = document.data[start:end].splitlines(keepends=True)
        yield _as(
            document, start, end, "item-commented", b"".join(sign + line if line.strip() else line for line in lines)
        )


def deepened(document: Document, start: int) -> Iterator[Mutant]:
    """A heading, one level deeper."""
    if document.data[start : start + 1] == b"#":
        yield Mutant("item-deepened", "", replaced(document, (start, start, b"#")))


def _as(document: Document, start: int, end: int, kind: str, text: bytes) -> Mutant:
    return Mutant(kind, "", replaced(document, (start, end, text)))
