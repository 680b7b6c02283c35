"""Markdown for a pull request's comment: the verdict first, then the partition, the findings as rows, details folded.

`MARKER` is the comment's first line, by which a bot finds the comment that it updates. No line begins with text from
the repository: services read commands such as `/close` there.
"""

from __future__ import annotations

from ledgergate.output import encode
from ledgergate.output.wording import at, headline, not_run, ordered, result, standing, stopped, unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Finding, Moved, Partition, Verdict
    from ledgergate.output import Options

    T = TypeVar("T")

MARKER = "<!-- ledgergate -->"
COMMENT = 60_000  # bytes; GitHub takes 65,536 characters
_LONGEST = 500
_MOST_LINES = 100  # of a list that is not one of findings
_MOST_MOVED = 50
_LEFT_OUT = "There is no room here for all findings; the log and `--format json` have the others."
_TABLE = ("| | place | rule | finding |", "|---|---|---|---|")
_FOLD_ENDS = ("", "</details>", "")


def render(verdict: Verdict, options: Options) -> str:
    return f"{MARKER}\n{body(verdict, options.page, most=COMMENT - len(MARKER) - 1)}"


def not_checked(error: LedgergateError, _options: Options) -> str:
    lines = [MARKER, f"### ⚠️ ledgergate: {_prose(stopped(error))}", ""]
    lines += [f"- {_prose(mistake)}" for mistake in error.mistakes[:_MOST_LINES]]
    if error.cure:
        lines += ["", "Fix:", "", *(f"- {_code(line)}" for line in error.cure.split("\n"))]
    return "\n".join(lines) + "\n"


def body(verdict: Verdict, page: str = "", *, most: int) -> str:
    """The comment without its marker, in at most `most` bytes; what finds no room is left out, and that is said.

    `page` is the address of the page that CI publishes, "" for none.
    """
    findings = ordered((*verdict.blocking, *verdict.advisory))
    ours = [one for one in findings if one.introduced is not False]
    older = [one for one in findings if one.introduced is False]
    room = _Room(most - len(_LEFT_OUT) - 1)
    room.take(_head(verdict))
    room.rows(_fold(f"Moved ({len(verdict.moved)})"), verdict.moved[:_MOST_MOVED], _move, _moves_end(verdict.moved))
    room.take(_link(page))
    room.rows(_TABLE, ours, _row, ("",))
    room.rows(_fold(f"Lines and fixes ({len(ours)})"), ours, _detail, _FOLD_ENDS)
    room.rows(_fold(f"Stood before this change ({len(older)})"), older, _point, _FOLD_ENDS)
    room.rows(_fold(f"Waived ({len(verdict.waived)})"), ordered(verdict.waived), _point, _FOLD_ENDS)
    return room.text()


class _Room:
    """Lines as long as their bytes have room."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.lines: list[str] = []
        self.left_out = False

    def take(self, lines: Iterable[str]) -> bool:
        block = list(lines)
        size = sum(len(line.encode()) + 1 for line in block)
        if size > self.left:
            self.left_out = True
            return False
        self.lines += block
        self.left -= size
        return True

    def rows(
        self, head: Iterable[str], every: Sequence[T], told: Callable[[T], list[str]], ends: tuple[str, ...]
    ) -> None:
        """`head`, what is told of each while it fits, and `ends`; nothing where there is nothing to tell of."""
        kept = sum(len(line) + 1 for line in ends)
        self.left -= kept
        if every and self.take(head):
            all(self.take(told(one)) for one in every)
            self.lines += ends
        else:
            self.left += kept

    def text(self) -> str:
        ending = [_LEFT_OUT] if self.left_out else []
        return "\n".join([*self.lines, *ending]).rstrip("\n") + "\n"


def _head(verdict: Verdict) -> Iterator[str]:
    sign = "❌" if verdict.exit_code else "⚠️" if verdict.blocking or verdict.advisory else "✅"
    yield f"### {sign} ledgergate: {result(verdict)}"
    yield ""
    yield _prose(headline(verdict))
    yield ""
    missed = [f"not checked: {one.message} ({one.cure})" for one in unchecked(verdict)]
    for text in (*missed, *verdict.notices, *not_run(verdict.not_run), *verdict.states, *verdict.summary)[:_MOST_LINES]:
        yield f"- {_prose(text)}"
    yield ""
    yield from _partitions(verdict.partitions[:_MOST_LINES])


def _partitions(partitions: tuple[Partition, ...]) -> Iterator[str]:
    if not partitions:
        return
    yield "| ledger | before | added | merged | dropped | renamed | after | by |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|"
    for one in partitions:
        moves: list[object] = [""] * 5
        if one.before is not None:
            moves = [one.before, one.added, one.merged, one.dropped, one.renamed]
        yield f"| {_prose(one.ledger)} | {' | '.join(str(move) for move in moves)} | {one.after} | {_parts(one)} |"
    yield ""


def _parts(one: Partition) -> str:
    """`**A 5 → 4**, B 7`: each part with its count, and what it was where that is known and another."""
    before = one.by if one.by_before is None else one.by_before
    return ", ".join(_part(value, before, one.by) for value in _in_order(before, one.by)[:_MOST_LINES])


def _part(value: str, before: Mapping[str, int], after: Mapping[str, int]) -> str:
    was, now = before.get(value, 0), after.get(value, 0)
    named = _prose(value or "unclassified") + (":" if value[-1:].isdigit() else "")  # apart from its count
    return f"{named} {now}" if was == now else f"**{named} {was} → {now}**"


def _in_order(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """The parts of both, those that are empty by now behind those that they stood behind."""
    order = list(after)
    last = -1
    for value in before:
        if value not in after:
            order.insert(last + 1, value)
        last = order.index(value)
    return order


def _move(one: Moved) -> list[str]:
    if one.after is None:
        became = f"{one.how}, was {one.before or 'unclassified'}"
    else:
        became = f"new in {one.after}" if one.before is None else f"{one.before} → {one.after}"
    title = one.title if one.title and one.title != one.key else ""
    return [f"- {_code(at(one.place))} {_prose(f'{one.key} {title}'.strip())}: {_prose(became)}"]


def _moves_end(moved: Sequence[Moved]) -> tuple[str, ...]:
    """What closes the fold; how many of them are not listed stands in it."""
    left = len(moved) - _MOST_MOVED
    return (f"- and {left} more", *_FOLD_ENDS) if left > 0 else _FOLD_ENDS


def _link(page: str) -> tuple[str, ...]:
    return (f"[The whole picture, on one page]({encode.markdown_address(page)})", "") if page else ()


def _row(finding: Finding) -> list[str]:
    sign = "❌" if finding.level == "block" else "⚠️"
    return [f"| {sign} | {_code(at(finding.place))} | {_rule(finding)} | {_prose(finding.message)} |"]


def _point(finding: Finding) -> list[str]:
    return [f"- {_code(at(finding.place))} {_rule(finding)} ({_prose(standing(finding))}): {_prose(finding.message)}"]


def _detail(finding: Finding) -> list[str]:
    lines = [f"- {_code(at(finding.place))} {_rule(finding)}: {_prose(finding.message)}"]
    if finding.quote.strip():
        lines.append(f"  - the line says {_code(finding.quote.strip())}")
    lines += [f"  - see {_code(at(one.place))}: {_prose(one.message)}" for one in finding.related[:_MOST_LINES]]
    ways = [line for cure in finding.cure for line in cure.split("\n")]
    return lines + [f"  - fix: {_code(line)}" for line in ways[:_MOST_LINES] if line.strip()]


def _fold(title: str) -> tuple[str, ...]:
    return "<details>", f"<summary>{title}</summary>", ""


def _rule(finding: Finding) -> str:
    return _prose(f"{finding.code} {finding.rule}")


def _prose(text: str) -> str:
    return encode.markdown(encode.clipped(text, _LONGEST))


def _code(text: str) -> str:
    return encode.markdown_code(encode.clipped(text, _LONGEST))
