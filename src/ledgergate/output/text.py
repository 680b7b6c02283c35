"""The verdict for people, in a terminal or a plain log: findings, their lines and fixes, one closing line."""

from __future__ import annotations

from ledgergate.output.encode import clipped, columns, defused, terminal
from ledgergate.output.wording import (
    at,
    equation,
    fixable,
    headline,
    not_run,
    ordered,
    span,
    standing,
    stopped,
    unchecked,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Finding, Verdict
    from ledgergate.output import Options

    Paint = Callable[[str, str], str]

WIDTH = 100  # characters shown of a quoted line
IN_FULL = 10  # findings of one rule in one file that are told in full; the next ones get two lines each
PER_FILE = 50  # findings of one rule in one file that are told at all
PER_RULE = 200  # findings of one rule that are told at all
_LONGEST = 1000  # characters of one sentence or one line to paste
_NARROWEST = 40  # columns that text is wrapped at, however narrow a terminal is
MANY = 10  # with more findings than this the text ends in an overview
_RELATED = 5
_CURES = 8
_CURE_LINES = 40
_COLORS = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
    "result": "1;31",
    "good": "1;32",
}


def render(verdict: Verdict, options: Options) -> str:
    paint = _painted if options.color else _plain
    shown = [one for one in verdict.findings if one.waived_by is None]
    lines = [] if options.summary else list(_findings(shown, options, paint))
    for one in unchecked(verdict):
        lines += [paint("result", _line(f"not checked: {one.message}")), *_ways_out((one.cure,), paint), ""]
    if options.summary or (len(shown) > MANY and not options.quiet):
        from ledgergate.output.overview import overview

        lines += [*_lines(overview(shown)), *([""] if shown else [])]
    if not options.quiet:
        lines += _closing(verdict, options, paint)
    return _joined(lines, options)


def not_checked(error: LedgergateError, options: Options) -> str:
    paint = _painted if options.color else _plain
    lines = [paint("result", _line(stopped(error)))]
    lines += [f"  {_line(mistake)}" for mistake in error.mistakes]
    lines += _ways_out((error.cure,) if error.cure else (), paint)
    return _joined(lines, options)


def _joined(lines: Iterable[str], options: Options) -> str:
    return "".join(f"{defused(line)}\n" for long in lines for line in wrapped(long, options.width))


def wrapped(line: str, width: int) -> list[str]:
    """The line in lines of `width` columns, 0 for any. What is quoted and what is to be pasted stays whole."""
    if width <= 0 or len(line) <= width or line.startswith(("    ", "\x1b[2m    ")):
        return [line]
    from textwrap import wrap

    indent = line[: len(line) - len(line.lstrip(" "))]
    made = wrap(
        line.lstrip(" "), max(width, _NARROWEST), initial_indent=indent, subsequent_indent=f"{indent}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return made or [line]


def _findings(findings: Iterable[Finding], options: Options, paint: Paint) -> Iterator[str]:
    in_file: dict[tuple[str, str], int] = {}
    of_rule: dict[str, int] = {}
    folded: dict[tuple[str, str], int] = {}
    full = PER_FILE if options.verbose else IN_FULL
    for finding in ordered(findings):
        rule, path = f"{finding.code} {finding.rule}", finding.place.path
        nth = in_file[rule, path] = in_file.get((rule, path), 0) + 1
        if nth > PER_FILE or of_rule.get(rule, 0) >= PER_RULE:
            folded[rule, path] = folded.get((rule, path), 0) + 1
            continue
        of_rule[rule] = of_rule.get(rule, 0) + 1
        yield from _told(finding, paint)
        if nth <= full:
            yield from _quoted(finding, paint)
            yield from _elsewhere(finding)
            yield from _ways_out(finding.cure, paint)
        yield ""
    yield from _folded(folded)


def _told(finding: Finding, paint: Paint) -> Iterator[str]:
    color = "red" if finding.level == "block" else "yellow"
    note = standing(finding)
    rule = paint(color, _line(f"{finding.code} {finding.rule}"))
    yield f"{paint('bold', _line(at(finding.place)))}: {rule}" + (f" ({_line(note)})" if note else "")
    yield f"  {_line(finding.message)}"


def _quoted(finding: Finding, paint: Paint) -> Iterator[str]:
    """The line, with a marker below the finding's span; of a long line the part around the span."""
    line, column, end_line, end_column = span(finding.place)
    quote = finding.quote
    if line == 1 and quote.startswith("\ufeff"):
        quote = quote[1:]  # columns do not count a byte order mark
    if not quote.strip():
        return
    start = min(column - 1, len(quote))
    end = min(max(start + 1, end_column - 1 if end_line == line else len(quote)), len(quote))
    first = max(0, min(start - WIDTH // 4, len(quote) - WIDTH))
    last = min(len(quote), first + WIDTH)
    head, marked, tail = (_shown(part) for part in (quote[first:start], quote[start : min(end, last)], quote[end:last]))
    opening, ending = "..." if first else "", "..." if last < len(quote) else ""
    gutter = f"{line:>5}"
    yield f"{paint('dim', f'{gutter} |')} {opening}{head}{marked}{tail}{ending}"
    marker = "^" * max(1, columns(marked))
    yield f"{paint('dim', ' ' * len(gutter) + ' |')} {' ' * columns(opening + head)}{paint('red', marker)}"


def _elsewhere(finding: Finding) -> Iterator[str]:
    for one in finding.related[:_RELATED]:
        yield f"  see {_line(at(one.place))}: {_line(one.message)}"
    if len(finding.related) > _RELATED:
        yield f"  and {len(finding.related) - _RELATED} further places"


def _ways_out(cures: tuple[str, ...], paint: Paint) -> Iterator[str]:
    if not cures:
        return
    yield paint("dim", "  fix:" if len(cures) == 1 else "  fixes, one of:")
    lines = [line for cure in cures[:_CURES] for line in cure.split("\n")]
    for line in lines[:_CURE_LINES]:
        yield f"    {paint('cyan', _line(line))}"


def _folded(folded: dict[tuple[str, str], int]) -> Iterator[str]:
    """One line per rule and file, and one for the rest where files are many."""
    for (rule, path), count in list(folded.items())[:PER_FILE]:
        yield _line(f"{path}: {count} more of {rule} (--format json lists all)")
    rest = list(folded.values())[PER_FILE:]
    if rest:
        yield f"{len(rest)} more files: {sum(rest)} more findings (--format json lists all)"
    if folded:
        yield ""


def _closing(verdict: Verdict, options: Options, paint: Paint) -> Iterator[str]:
    waived = ordered(verdict.waived)
    for one in waived if options.verbose else waived[:PER_FILE]:
        yield paint("dim", _line(f"{at(one.place)}: {one.code} {one.rule} ({standing(one)})"))
    if len(waived) > PER_FILE and not options.verbose:
        yield paint("dim", f"{len(waived) - PER_FILE} more waived")
    notices = dict.fromkeys(verdict.notices)
    for notice in notices:
        yield f"{paint('yellow', 'note:')} {_line(notice)}"
    # A commit that passes is one line: what it leaves as it was need not be told at each of them.
    full = options.verbose or verdict.exit_code != 0 or verdict.compared.moment != "staged"
    if full:
        yield from _lines(not_run(verdict.not_run))
    if options.verbose:
        yield from _lines(f"note: {note}" for note in dict.fromkeys(verdict.compared.notes) if note not in notices)
        yield from _lines(verdict.numbers)
        if verdict.examined.ignored:
            yield f"ignored because the policy says so: {verdict.examined.ignored}"
    if full:
        yield from _lines(equation(partition) for partition in verdict.partitions)
        yield from _lines(verdict.states)
    yield from _lines(dict.fromkeys(verdict.summary))
    if verdict.fixable:
        yield _line(fixable(verdict))
    yield paint("result" if verdict.exit_code else "good", _line(headline(verdict)))


def _lines(texts: Iterable[str]) -> Iterator[str]:
    return (_line(text) for text in texts)


def _line(text: str) -> str:
    return terminal(clipped(text, _LONGEST))


def _shown(part: str) -> str:
    return terminal(part.replace("\t", " "))


def _painted(color: str, text: str) -> str:
    return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if text else ""


def _plain(_color: str, text: str) -> str:
    return text
