"""Reads a file in the format of git's configuration, such as `.gitmodules`, as git does (git-config, "Syntax")."""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = expression(r'\[([\w.-]+)(?:[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)")?\]', 256)
_KEY = expression(r"([A-Za-z][A-Za-z0-9-]*)[ \t\r]*(=?)")
_BLANK = expression(r"(?:[ \t\r\n]|[#;][^\n]*)*")
_ESCAPED = expression(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}


def values(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(section, subsection, key, value) of each line, as far as git would read the file; names as git compares them."""
    at, section, below = 0, "", ""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n") + "\n"
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank is not None else at
        if text[at : at + 1] == "[":
            found = _SECTION.match(text, at)
            if found is None:
                return
            name, _, dotted = found[1].lower().partition(".")
            section, below = (name, dotted) if found[2] is None else (found[1].lower(), _ESCAPED.sub(r"\1", found[2]))
            at = found.end()
            continue
        found = _KEY.match(text, at)
        if found is None:
            return
        told = _value(text, found.end()) if found[2] else ("", found.end())
        if told is None:
            return
        value, at = told
        yield section, below, found[1].lower(), value


def _value(text: str, at: int) -> tuple[str, int] | None:
    """A value, and where its line ends; None where git refuses it."""
    made: list[str] = []
    quoted, kept = False, 0  # how much of it is more than blanks at its end
    while text[at : at + 1] not in ("\n", ""):
        sign, at = text[at], at + 1
        if sign in "#;" and not quoted:
            at = text.index("\n", at)
        elif sign == '"':
            quoted = not quoted
            kept = len(made)
        elif sign == "\\":
            sign, at = text[at : at + 1], at + 1
            if sign not in ("\n", "") and sign not in _LETTERS:
                return None
            made += [_LETTERS[sign]] if sign in _LETTERS else []
            kept = len(made)
        elif made or quoted or not sign.isspace():
            made.append(sign)
            kept = len(made) if quoted or sign not in " \t\r" else kept
    return None if quoted else ("".join(made[:kept]), at)
