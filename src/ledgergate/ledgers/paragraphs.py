"""A paragraph per item, known by its bold beginning or by a pattern; what follows belongs to it."""

from __future__ import annotations

import re

from ledgergate.expressions import regex
from ledgergate.ledgers.candidate_nodes import CandidateNode, before, gather, under
from ledgergate.ledgers.headings import labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Block, Page
    from ledgergate.model import Unread
    from ledgergate.policy.model import Source


def read(
    page: Page, source: Source, wanted: frozenset[str], stops: Sequence[int] = ()
) -> Iterator[CandidateNode | Unread]:
    """Each paragraph or list entry whose text matches the source's pattern; without one, those that begin in bold.

    It ends where the next one begins, or what another source reads as an item, at the bytes `stops`.
    """
    pattern = regex(source.pattern) if source.pattern else None
    starts = [index for index, block in enumerate(page.blocks) if _begins(block, pattern)]
    for index in starts:
        block = page.blocks[index]
        if block.kind != "paragraph" and block.kind != "entry":
            continue
        above = under(page, block, source.under, source.not_under)
        if above is None:
            continue
        stop = _stop(page, index, starts)
        content = block.content
        body = page.blocks[index:stop]
        if stops:
            body = list(before(body, content.start, stops)) or body[:1]
        yield CandidateNode(
            page.document,
            content.start,
            content.end,
            body[-1].end,
            content,
            gather(labels(body, wanted)),
            above,
            page=page,
        )


def _begins(block: Block, pattern: re.Pattern[str] | None) -> bool:
    if block.kind not in ("paragraph", "entry"):
        return False
    content = block.content
    if pattern is not None:
        return pattern.search(content.text[:400]) is not None
    return bool(content.bolds) and content.text.startswith(content.bolds[0][0])


def _stop(page: Page, index: int, starts: list[int]) -> int:
    from bisect import bisect_right

    at = bisect_right(starts, index)
    limit = starts[at] if at < len(starts) else len(page.blocks)
    for later in range(index + 1, limit):
        if page.blocks[later].kind == "heading":
            return later
    return limit
