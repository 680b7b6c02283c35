"""Where a verdict goes: formats to standard output and to files, which are opened when there is something to write."""

from __future__ import annotations

import os
import sys

import click

from ledgergate import output
from ledgergate.errors import LedgergateError, Misused, room_for
from ledgergate.output.stream import color, width, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Verdict


def formats(wanted: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of a format and a file, "" for standard output. Without any: text, and annotations where GitHub runs."""
    pairs = []
    for word in wanted or ("text",):
        name, _, file = word.partition("=")
        if name not in output.FORMATS:
            raise click.UsageError(f"there is no format '{name}': one of {', '.join(output.FORMATS)}")
        pairs.append((name, file))
    if not wanted and os.environ.get("GITHUB_ACTIONS") == "true":
        pairs.append(("github", ""))
    if sum(not file for _, file in pairs) > 1 and wanted:
        raise click.UsageError("two formats on standard output: give all but one a file, as in json=FILE")
    return pairs


def tell_moves(pairs: list[tuple[str, str]]) -> bool:
    """Whether something that will be written shows what moved since the base."""
    summed = ("github", "") in pairs and bool(os.environ.get("GITHUB_STEP_SUMMARY"))
    return summed or any(output.FORMATS[name].tells_moves for name, _ in pairs)


def address(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """An address that a browser opens, as it is given with --page; "" for none."""
    if given and (not given.startswith(("https://", "http://")) or not given.isascii() or not given.isprintable()):
        raise click.UsageError(f"--page wants an address as https://planning.example/report.html, not '{given}'")
    return given


def deliver(pairs: list[tuple[str, str]], told: Verdict | LedgergateError, how: dict[str, object]) -> None:
    """Render and write each format. Errors go to standard error as text, and in the other formats where those go."""
    annotated = ("github", "") in pairs
    for name, file in pairs:
        failed = isinstance(told, LedgergateError)
        stream = sys.stderr if failed and name == "text" else sys.stdout
        painted = {**how, "color": color(str(how["color"]), stream) and not file, "width": 0 if file else width(stream)}
        beside = name == "github" and len(pairs) > 1
        options = {**painted, "beside_text": beside, "rules": _helps(name)}
        text = (
            output.not_checked(name, told, **options)
            if isinstance(told, LedgergateError)
            else output.render(name, told, **options)
        )
        if file:
            _save(name, file, text)
        else:
            write(stream, text)
    if annotated and not isinstance(told, LedgergateError):
        _summarize(told, str(how.get("page", "")))


def _helps(name: str) -> tuple[output.RuleHelp, ...]:
    if not output.FORMATS[name].tells_rules:
        return ()
    from ledgergate.cli.catalogue import helps

    return helps()


def _summarize(verdict: Verdict, page: str) -> None:
    """Appends to the step's summary where the runner keeps one. The verdict does not hang on it."""
    file = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not file:
        return
    from ledgergate.output.github import summary

    try:
        with open(file, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(summary(verdict, page))
    except OSError as error:
        write(sys.stderr, f"the step summary was not written: {error.strerror}\n")


def _save(name: str, file: str, text: str) -> None:
    if not text and not output.FORMATS[name].empty_is_document:
        return
    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        cure = room_for(error, "name a file in a folder that exists")
        raise Misused(f"{file} cannot be written: {error.strerror}", cure) from None
