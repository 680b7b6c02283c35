"""Link reference definitions: what stands between the blocks and is no blank."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.markdown.accounts import Account

# The label is taken whole or not at all: no shorter one could end in a bracket, and trying each costs time.
_DEFINITION = expression(
    rb"\[(?=(?P<label>(?:[^\[\]\\]|\\.){1,999}))(?P=label)\]:[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?"
    rb"(?:<(?P<angled>(?:[^<>\\\r\n]|\\.)*)>|(?P<plain>\S+))",
    re.DOTALL,
)
_ESCAPED = expression(r"\\([!-/:-@\[-`{-~])")


class Definition(Value):
    """`[label]: target`, with the bytes from its bracket to the target's end."""

    label: str
    target: str
    start: int
    end: int


def definitions(data: bytes, accounts: Iterable[Account]) -> Mapping[str, Definition]:
    found: dict[str, Definition] = {}
    for account in accounts:
        if account.kind != "definition":
            continue
        for match in _DEFINITION.finditer(data, account.start, account.end):
            target = match["angled"] if match["plain"] is None else match["plain"]
            one = Definition(match["label"].decode().strip(), _target(target.decode()), match.start(), match.end())
            if not one.label.startswith("^"):
                found.setdefault(normalised(one.label), one)
    return found


def normalised(label: str) -> str:
    """The form in which two labels are compared: case folded, runs of blanks as one."""
    return " ".join(label.split()).casefold()


def _target(written: str) -> str:
    if "&" in written:
        from html import unescape

        written = unescape(written)
    return _ESCAPED.sub(r"\1", written)
