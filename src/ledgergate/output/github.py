"""GitHub Actions: the log's text where no line of it is a command, annotations within the limits, the step summary.

A step may annotate ten times per kind; the last one counts what the others left out.
"""

from __future__ import annotations

from ledgergate.output import markdown, text
from ledgergate.output.encode import clipped, command_line, command_property
from ledgergate.output.wording import digest, number, ordered, span, standing, stopped, unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Finding, Unchecked, Verdict
    from ledgergate.output import Options

PER_KIND = 10
SUMMARY = 1_000_000  # bytes; a step's summary may hold 1 MiB
_LONGEST = 1000
_PATH = 4096  # bytes of a name that git takes


def render(verdict: Verdict, options: Options) -> str:
    lines = [*_annotations("error", verdict.blocking), *_annotations("warning", verdict.advisory)]
    lines += [_missed(one) for one in unchecked(verdict)[:PER_KIND]]
    told = "".join(f"{line}\n" for line in lines)
    return told if options.beside_text else guarded(text.render(verdict, options)) + told


def not_checked(error: LedgergateError, options: Options) -> str:
    told = [stopped(error), *error.mistakes, *([error.cure] if error.cure else [])]
    line = f"::error title=ledgergate::{command_line(*(clipped(one, _LONGEST) for one in told))}\n"
    return line if options.beside_text else guarded(text.not_checked(error, options)) + line


def guarded(told: str) -> str:
    """`told` between marks in which the runner obeys no command; no text can hold a digest of itself."""
    token = f"ledgergate-{digest(told)}"
    return f"::stop-commands::{token}\n{told}::{token}::\n" if told else ""


def summary(verdict: Verdict, page: str = "") -> str:
    """Markdown for `GITHUB_STEP_SUMMARY`, details folded, or left out where they would not fit."""
    return markdown.body(verdict, page, most=SUMMARY)


def _annotations(kind: str, findings: Sequence[Finding]) -> Iterator[str]:
    told = ordered(findings)
    shown = told if len(told) <= PER_KIND else told[: PER_KIND - 1]
    for one in shown:
        yield _annotation(kind, one)
    if len(told) > len(shown):
        rest = number(len(told) - len(shown), "further finding")
        yield f"::{kind} title=ledgergate::{rest} of this kind; the step's log lists them"


def _missed(one: Unchecked) -> str:
    place = one.place
    at = f"file={command_property(clipped(place.path, _PATH))},line={place.line}," if place is not None else ""
    told = (clipped(line, _LONGEST) for line in (f"not checked: {one.message}", one.cure))
    return f"::error {at}title=ledgergate::{command_line(*told)}"


def _annotation(kind: str, finding: Finding) -> str:
    line, column, end_line, end_column = span(finding.place)
    place = [f"file={command_property(clipped(finding.place.path, _PATH))}", f"line={line}", f"endLine={end_line}"]
    if end_line == line and end_column > column:  # columns count only within one line
        place += [f"col={column}", f"endColumn={end_column}"]
    note = standing(finding)
    title = f"{finding.code} {finding.rule}" + (f" ({note})" if note else "")
    message = [finding.message]
    if finding.place.side == "before":
        message.append("It stood here before this change.")
    message += [line for cure in finding.cure for line in cure.split("\n")]
    lines = command_line(*(clipped(one, _LONGEST) for one in message))
    return f"::{kind} {','.join(place)},title={command_property(clipped(title, _LONGEST))}::{lines}"
