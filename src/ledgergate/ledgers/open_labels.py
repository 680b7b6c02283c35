"""Labels whose value stands in the blocks below them: a heading, or what stands before a list."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import Plain
from ledgergate.markdown import labels_of
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Entry, Inline, Paragraph


class OpenLabel(Value):
    """A label that has no value yet.

    A heading's value is the first block below it that says something. With a `depth`, that of the label's own block,
    an entry of a list below it gives the value, or the next paragraph of its own entry. Of entries with `boxes` the
    ticked ones do. A `weak` one is a line in bold, which is a label only where a value stands below it.
    """

    name: str
    depth: int = -1
    boxes: bool = False
    weak: bool = False

    def below(self, content: Inline) -> list[tuple[str, Said]]:
        """The second line of the paragraph that begins with the label."""
        line = content.text.partition("\n")[2].partition("\n")[0].strip()
        return [(self.name, Plain(line, content.start, content.end))] if line else []

    def given(self, block: Paragraph | Entry) -> tuple[list[tuple[str, Said]], OpenLabel | None]:
        """What the block gives for the label, and the label as long as it goes on waiting."""
        below = block.kind == "entry" and block.depth > self.depth
        if block.kind == "entry" and block.checked is not None and below:
            return ([(self.name, block.content)] if block.checked else []), self.but(boxes=True)
        within = block.kind == "paragraph" and block.depth == self.depth > 0  # the entry goes on with it
        if self.boxes or not (below or within or self.depth < 0):
            return [], None
        if self.depth >= 0 and block.may_label and labels_of(block.content):
            return [], None
        if not block.content.text:
            return [], self  # the value that was, struck through
        return [(self.name, block.content)], None
