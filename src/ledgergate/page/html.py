"""The page: the view model through a template into one file of HTML. The only module that knows Jinja2.

Three laws make it safe whatever the documents say. Each text goes through the terminal's encoder, which shows what
hides or turns the reading around, and then through autoescape. Each number is looked up in the view model by its path
and carries that path; a bare number is refused. Style and script are allowed by their hashes and by nothing else.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ledgergate.output.encode import clipped, terminal
from ledgergate.page import drawing
from ledgergate.page.courses import chart, turns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ledgergate.page.model import At, Entry, Field, Ledger, Page
    from ledgergate.page.past import Moment

_HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_MANY = 300  # items of a table from which on a row holds one citation alone
_FINDINGS = 100  # of one document
_DOCUMENTS = 60  # of which coverage is shown
_CELL = 160  # characters of a cell
_SIGN = 3  # characters of a value that is a sign, not a word


def rendered(page: Page) -> str:
    """The whole page. The same view model makes the same bytes."""
    made = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, finalize=_text, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    listed = _listed(page)
    style, script = _file("page.css"), _file("page.js")
    made.globals.update(
        n=lambda *path: _number(page, path), at=_at, cells=_cells, columns=_columns, state=_state, clip=_clip,
        segments=drawing.segments, stripes=drawing.stripes, colour=drawing.colour, named=_named, short=_short,
        many=_MANY, most=_DOCUMENTS, style=Markup(style), script=Markup(script),  # noqa: S704  # this package's files
        policy=_policy(style, script), flag=lambda number: _flag(page, listed, number), few=_FINDINGS,
        chart=chart, turns=turns, colours=drawing.colours, counted=_counted, cell=lambda *path: _cell(page, path),
    )  # fmt: skip
    return made.get_template("page.html").render(view=page)


def _file(name: str) -> str:
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read().strip()


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, no address."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _text(value: Any) -> Any:
    """What an expression of the template may put on the page: text, and what was made for the page."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return terminal(value)
    raise TypeError(f"{value!r} is no text: a number goes to the page by its path")


def _number(page: Page, path: tuple[str | int, ...]) -> Markup:
    """The number at a path of the view model; of a list how many there are."""
    value = _value(page, path)
    count = value if isinstance(value, (int, float)) else len(value)
    return Markup('<data class="n" data-n="{}" value="{:g}">{:g}</data>').format(
        ".".join(map(str, path)), count, count
    )  # fmt: skip


def _cell(page: Page, path: tuple[str | int, ...]) -> Markup:
    """The same as a cell of a table, of which there are many; what is not known is no nought."""
    count = _value(page, path)
    return Markup("<td>?") if count is None else Markup('<td data-n="{}">{:d}').format(".".join(map(str, path)), count)


def _value(page: Page, path: tuple[str | int, ...]) -> Any:
    value: Any = page
    for step in path:
        if isinstance(step, str):
            value = value[step] if isinstance(value, dict) else getattr(value, step)
        else:
            value = tuple(value)[step]
    return value


def _at(at: At | None, text: str = "", *, line: bool = True, below: str = "") -> Markup:
    """A place, as a link where there is one; `text` stands for path and line, `below` is a folder that is known."""
    if at is None:
        return escape(terminal(text))
    path = at.path.removeprefix(f"{below}/") if below else at.path
    shown = text or (f"{path}:{at.line}" if line else path)
    told = escape(terminal(shown)) if text else Markup("<code>{}</code>").format(terminal(shown))
    return told if at.url is None else Markup('<a href="{}">{}</a>').format(at.url, told)


def _clip(text: str, most: int = _CELL) -> str:
    return clipped(text, most)


def _state(ledger: str, *pairs: tuple[str, str]) -> str:
    """The fragment under which the script shows a table filtered."""
    return "#?" + urlencode([(f"{ledger}.{field}", value) for field, value in pairs])


def _columns(ledger: Ledger) -> list[Field]:
    """The fields that are columns of the table: evidence has one of its own."""
    return [field for field in ledger.fields if field.kind != "evidence"]


def _cells(ledger: Ledger, entry: Entry) -> Markup:
    """The cells of a row behind its key and title. End tags are left out, which HTML allows: there may be thousands."""
    made = []
    for field in _columns(ledger):
        value, text = entry.values.get(field.name, ""), entry.fields.get(field.name) or ""
        if not field.words:
            made.append(Markup("<td>{}").format(terminal(clipped(text, _CELL))))
            continue
        dot = Markup("")
        if ledger.partition is not None and field.name == ledger.partition.field:
            dot = Markup('<i class="{}"></i>').format(drawing.colour(ledger.partition.by, value))
        if len(ledger.entries) > _MANY and value and terminal(value).strip() == value:
            made.append(Markup("<td>{}{}").format(dot, value))  # the legend has its text
            continue
        word = next((one.text for one in field.words if one.value == value), "") if value else ""
        made.append(Markup('<td data-v="{}">{}{}').format(value, dot, _word(value, word, text)))
    return Markup("").join(made)


def _counted(moments: Sequence[Moment]) -> list[tuple[int | None, ...]]:
    """What is counted of each moment, kind by kind; first what the chart shows."""
    return list(zip(*((*one.wrong, one.blocking, one.advisory, one.waived) for one in moments), strict=True))


def _flag(page: Page, listed: frozenset[int], number: int) -> Markup:
    """The code of a finding, which leads to it where it is listed."""
    code = terminal(page.findings[number].code)
    if number not in listed:
        return Markup('<b class="flag">{}</b>').format(code)
    return Markup('<a class="flag" href="#found-{}">{}</a>').format(str(number), code)


def _listed(page: Page) -> frozenset[int]:
    """The findings that the page lists: the first of each document."""
    numbers = [*(one.findings for one in page.reports), *(one.findings for one in page.others)]
    return frozenset(number for some in numbers for number in some[:_FINDINGS])


def _word(value: str, word: str, text: str) -> Markup:
    return _named(value, word) if value else Markup("<em>{}</em>").format(terminal(clipped(text, _CELL)) or "none")


def _named(value: str, word: str) -> Markup:
    """A value and its text; the text alone where it says all that the value does, as of `in-progress`."""
    if not value or word == value:
        return escape(terminal(word) or "none stated")
    said, parts = word.casefold().split(), re.split(r"[-_\s]+", value.casefold())
    if len(value) > 1 and all(part in said or (len(part) > _SIGN and _opens(part, said)) for part in parts):
        return escape(terminal(word))
    if not word:
        return escape(terminal(value))
    return Markup("<b>{}</b> {}").format(terminal(value), terminal(word))


def _opens(part: str, said: list[str]) -> bool:
    return any(one.startswith(part) for one in said)


def _short(text: str) -> str:
    """The last part of a path, where the text is one: where it lies, its link says."""
    return text.rstrip("/").rpartition("/")[2] if "/" in text and not re.search(r"\s|://", text) else text
