"""One cause is one finding: what goes away once another finding is mended is told with that one.

A finding is folded under its cause where mending the cause alone ends it, and where the cause blocks at least as much:
folding makes no check milder.
"""

from __future__ import annotations

from functools import partial

from ledgergate.model import Related

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.model import Finding
    from ledgergate.reports.generated import Block
    from ledgergate.sides import Side

    Follows = Callable[[Finding], bool]

_CAUSES = ("LG306", "LG302", "LG101")
_RANKS = ("off", "advise", "block")


def folded(findings: Sequence[Finding], side: Side, *, new_only: bool = False) -> list[Finding]:
    """The findings, without those that follow from another one; their places are further places of that one.

    With `new_only` a cause that stood before is not reported, and nothing is folded under it.
    """
    ranked = sorted((one for one in findings if one.code in _CAUSES), key=lambda one: _CAUSES.index(one.code))
    places = _by_place(findings) if ranked else {}
    taken: dict[int, list[Finding]] = {}
    gone: set[int] = set()
    for cause in ranked:
        asked = _asked(cause) if id(cause) not in gone else ()
        follows = _followers(cause, side) if asked else None
        if follows is None or (new_only and cause.introduced is False):
            continue
        for one in places.get(asked, ()):
            if id(one) not in gone and one is not cause and _outweighs(cause, one) and follows(one):
                gone.add(id(one))
                taken.setdefault(id(cause), []).append(one)
    return [_with(one, taken.get(id(one), ())) for one in findings if id(one) not in gone]


def _by_place(findings: Sequence[Finding]) -> dict[tuple[object, ...], list[Finding]]:
    """The findings by what a cause asks for them: by their document, or by the one place that they point to."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        names: list[tuple[object, ...]] = [(one.place.path,)]
        if one.code in ("LG301", "LG401") and len(one.related) == 1:
            names.append((one.code, one.related[0].place))
        for name in names:
            found.setdefault(name, []).append(one)
    return found


def _asked(cause: Finding) -> tuple[object, ...]:
    """Under which name what follows from a cause is found; () where nothing can."""
    if cause.code == "LG306":
        return (cause.place.path,)
    if cause.code == "LG302":
        return ("LG301", cause.related[0].place) if cause.fix is not None and cause.related else ()
    return ("LG401", cause.place)


def _with(cause: Finding, followers: Sequence[Finding]) -> Finding:
    more = [Related(one.place, f"{one.code} follows: {one.message}") for one in followers]
    return cause.but(related=(*cause.related, *more)) if more else cause


def _outweighs(cause: Finding, one: Finding) -> bool:
    """Whether nothing is lost where the cause alone is told: not by its level, nor by a waiver."""
    milder = _RANKS.index(cause.level) < _RANKS.index(one.level)
    return not milder and (cause.waived_by is None or one.waived_by is not None)


def _followers(cause: Finding, side: Side) -> Follows | None:
    if cause.code == "LG306":
        return _of_block(cause, side)
    if cause.code == "LG302":
        return _of_old_name(cause)
    return _of_deleted(cause)


def _of_block(cause: Finding, side: Side) -> Follows | None:
    """What is wrong within a generated block, and which rows it lacks: the block as it should be has neither."""
    from ledgergate.reports.generated import blocks

    for block in blocks(side):
        document = block.document
        if document.path == cause.place.path and document.line_of(block.begin) == cause.place.line and block.wanted:
            return partial(_is_of_block, block)
    return None


def _is_of_block(block: Block, one: Finding) -> bool:
    first, last = block.document.line_of(block.start), block.document.line_of(block.end)
    if one.place.path != block.document.path or not first <= one.place.line <= last:
        return False
    if one.code == "LG301":
        wanted, there = ({cell for row in rows for cell in row} for rows in (block.wanted, block.there))
        return one.key in wanted and one.key not in there
    return one.code.startswith("LG3") and one.code != "LG306"


def _of_old_name(cause: Finding) -> Follows | None:
    """The missing row of an item whose row stands there under its old name, and is rewritten."""
    if cause.fix is None or not cause.related:
        return None
    item = cause.related[0].place
    return lambda one: (
        one.code == "LG301" and one.place.path == cause.place.path and [each.place for each in one.related] == [item]
    )


def _of_deleted(cause: Finding) -> Follows | None:
    """The citations of a path that this change deletes, and may not."""
    if cause.place.side != "before":
        return None
    return lambda one: one.code == "LG401" and [each.place for each in one.related] == [cause.place]
