"""One encoder per place that text is shown in: what was read from a repository stays text there."""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# Controls, bidi marks and overrides, zero-width and blank-looking characters, lone surrogates, non-characters.
# U+FE0F stays: it only makes the emoji of status cells colourful.
_UNSHOWN = expression(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
# What opens a command or a fold when a log's line begins with it (GitHub and Gitea trim the line before).
_LINE_COMMANDS = ("::", "section_start:", "section_end:", "travis_fold:", "--- ", "+++ ", "~~~ ", "^^^ ")
_COMMAND = expression(r"(?i)##(?=\[|vso\[|teamcity\[)")  # GitHub's old form, Azure and TeamCity, anywhere in a line
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKDOWN = str.maketrans({mark: f"&#{ord(mark)};" for mark in "&<>\\`*_[]~$|"})
_MENTION = expression(r'[@#!~%$&](?=[\w"])|:(?=//|[a-z_+-][\w+-]*:)|\b[Gg][Hh]-(?=\w)|(?i:www)(?=\.)')
# What makes a line, or a list entry, that begins with it another block: a rule, a list, a heading, code.
_OPENING = expression(r"\A(?:[-+=#\s]|\d(?=\d{0,8}[.)]))")
_ADDRESS = expression(r"(?i):(?=//)|(?<=www)\.")
_NOT_IN_ADDRESS = expression(r"[^\w/:.?=&%#~+,;@-]|[^\x00-\x7f]")
_FORMULA = tuple("=+-@")
_LONE = expression(r"[\ud800-\udfff]")


def terminal(text: str) -> str:
    """One line of a terminal or a log: what moves the cursor, fakes a line or hides shows as a backslash escape."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub(_escaped, text)


def utf8(text: str) -> str:
    """Text that can be encoded: bytes that were no UTF-8 (and lone surrogates) show as backslash escapes."""
    return text if text.isascii() else _LONE.sub(_escaped, text)


def defused(line: str) -> str:
    """A log's line that no CI service takes for a command."""
    line = _tame(line)
    bare = line.lstrip()
    if not bare.startswith(_LINE_COMMANDS):
        return line
    return f"{line[: len(line) - len(bare)]}\\{bare}"


def clipped(text: str, most: int) -> str:
    """At most `most` characters, an ellipsis in place of what is left out."""
    return text if len(text) <= most else text[: max(0, most - 3)] + "..."


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(mark) else 2 if east_asian_width(mark) in "WF" else 1 for mark in text)


def command_property(text: str) -> str:
    """The value of a workflow command's property: `::error file=HERE,title=HERE::`."""
    return _percent(_tame(terminal(text))).replace(":", "%3A").replace(",", "%2C")


def command_line(*lines: str) -> str:
    """The text of a workflow command, in one line or several: `::error ...::HERE`."""
    return "%0A".join(_percent(defused(terminal(line))) for line in lines)


def html(text: str) -> str:
    """Text and quoted attribute values of HTML."""
    return terminal(text).translate(_HTML)


def xml(*lines: str) -> str:
    """Text of XML 1.0, in one line or several, and quoted attribute values."""
    return "\n".join(defused(terminal(line)) for line in lines).translate(_HTML)


def markdown(text: str) -> str:
    """Prose within a line or a cell of Markdown: no markup, no link, no mention, no reference.

    The separator after `@`, `#` and their like is what keeps a service from reading `@name` in the finished page.
    """
    marked = _MENTION.sub("\\g<0>\x00", terminal(text))
    told = marked.translate(_MARKDOWN).replace("\x00", "&#8203;")
    return _OPENING.sub(lambda found: f"&#{ord(found[0])};", told)


def markdown_code(text: str) -> str:
    """Code within a line or a cell of Markdown, to be copied as it is: nothing unseen is put into it.

    A backtick span would need another escape for a bar in a table. Services look for no mentions in `<code>`, but
    the Markdown parser still makes links of addresses there: character references and a comment part them.
    """
    marked = _ADDRESS.sub(lambda found: f"\x00{ord(found[0])};", terminal(text))
    told = marked.translate(_MARKDOWN).replace("\x00", "&#").replace("@", "@<!-- -->")
    return f"<code>{told}</code>" if text else ""


def markdown_address(url: str) -> str:
    """The target of a Markdown link, within `(` and `)`: what could end it, or the line, is written in percents."""
    return _NOT_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url
    )


def csv(text: str) -> str:
    """A cell of CSV, in quotes where it must be. A spreadsheet takes no cell for a formula: an apostrophe leads it.

    Numbers stay numbers.
    """
    told = _tame(terminal(text))
    if told.lstrip()[:1] in _FORMULA and not _is_number(told):
        told = f"'{told}"
    return '"' + told.replace('"', '""') + '"' if any(mark in told for mark in ',"') or told != told.strip() else told


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdecimal() and text.isascii() and text[:1] in "+-"


def json(made: object) -> str:
    """A JSON document in ASCII; strings are first rid of lone surrogates, and hold no log command."""
    from json import dumps

    told = dumps(_encodable(made), indent=1, ensure_ascii=True)
    return _COMMAND.sub(r"#\\u0023", told) + "\n"


def _tame(line: str) -> str:
    return _COMMAND.sub(r"#\\#", line)


def _percent(text: str) -> str:
    """Line ends are backslash escapes already; only the escape character itself is left to escape."""
    return text.replace("%", "%25")


def _encodable(made: object) -> object:
    if isinstance(made, str):
        return utf8(made)
    if isinstance(made, dict):
        return {utf8(str(name)): _encodable(value) for name, value in made.items()}
    if isinstance(made, (list, tuple)):
        return [_encodable(value) for value in made]
    return made


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    code = ord(mark)
    if mark in _SHORT:
        return _SHORT[mark]
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was no UTF-8, as surrogateescape keeps it
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
