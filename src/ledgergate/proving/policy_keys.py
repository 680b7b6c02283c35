"""Mutants of the policy's keys: each one taken out, once for each kind of table that it may stand in.

Which keys demand something is what the tables of `policy.strictness` say of the fields with those names. Of the keys
that stand in none (conditions, vocabularies, rows) nobody can say by the name whether the policy is looser without.
"""

from __future__ import annotations

from ledgergate.errors import Misused
from ledgergate.expressions import expression
from ledgergate.policy import load, strictness
from ledgergate.policy.lines import Offsets
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.rules import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.model import Document
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Policy

# What is not ended ends with its line, or with the text: no part of it is read twice.
_TOKEN = expression(
    r"""\#[^\n]*|"{3}[\s\S]*?(?:"{3}|\Z)|'{3}[\s\S]*?(?:'{3}|\Z)|"(?:[^"\\\n]|\\.?)*(?:"|(?=\n)|\Z)"""
    r"""|'[^'\n]*(?:'|(?=\n)|\Z)|[\[{]|[\]}]|,|\n|[^\s]"""
)
_NAMED = {
    "vocabulary",
    "ledger",
    "fields",
    "questions",
    "columns",
    "maps",
    "map",
    "kinds",
    "values",
    "aliases",
    "terms",
}
_DEMANDING = (
    strictness.on, strictness.more, strictness.globs, strictness.shell_globs, strictness.held, strictness.named,
    strictness.more_of_each, strictness.kind, strictness.same, strictness.alternatives,
)  # fmt: skip
_ASIDE = strictness.DISPOSITIONS  # what a later change may account by is only advised


def keys(policy: Policy, document: Document) -> Iterator[Mutant]:
    """The first key of each name in each kind of table that says what does not hold without it, out of the file."""
    text = document.data.decode("utf-8", "replace")
    seen: set[tuple[str, ...]] = set()
    for path, offset in Offsets(text).known.items():
        kind = _kind(path)
        if kind in seen or kind[-1] == "#" or not isinstance(path[-1], str):
            continue
        span = _assignment(text, offset)
        if span is not None and demands(path) and not text[: span[1]].endswith("false"):
            start, end = (len(text[:at].encode()) for at in span)
            where = f"line {document.line_of(start)}: {_shown(path)} taken out"
            edit = replaced(document, (start, end, b""))
            if not _says_the_same(policy, edit):
                seen.add(kind)
                yield Mutant("policy-loosened", where, edit)


def _says_the_same(policy: Policy, edit: Mapping[str, bytes | None]) -> bool:
    """Whether the key said what holds without it."""
    try:
        made = load({path: data or b"" for path, data in edit.items()}, NAMES)
    except Misused:
        return False
    return made.but(oid=policy.oid, lines=policy.lines) == policy


def demands(path: At) -> bool:
    """Whether every field of that name demands something."""
    tables = [table for table in strictness.TABLES.values() if table is not _ASIDE]
    compares = [compare for table in tables for name, compare, _ in table if name == path[-1]]
    own = (
        any(part in _NAMED or part == "title" for part in path[-2:-1])
        or "dispositions" in path
        or {"when", "then"} & set(path)
    )
    return bool(compares) and not own and all(compare in _DEMANDING for compare in compares)


def _kind(path: At) -> tuple[str, ...]:
    """The path without the numbers of entries, and without the names that a user gives."""
    parts: list[str] = []
    for number, part in enumerate(path):
        own = number > 0 and path[number - 1] in _NAMED
        parts.append("#" if isinstance(part, int) else "*" if own else part)
    return tuple(parts)


def _shown(path: At) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


def _assignment(text: str, offset: int) -> tuple[int, int] | None:
    """From the key's name to the end of its value, and its line or its comma with it; None for a table's header."""
    begin = text.rfind("\n", 0, offset) + 1
    start = _name(text[begin:offset])
    if start is None:
        return None
    start += begin
    end = _value_end(text, offset)
    behind = len(text[end:]) - len(text[end:].lstrip(" \t")) + end
    if text.startswith(",", behind):
        rest = text[behind + 1 :]
        return start, behind + 1 + len(rest) - len(rest.lstrip(" \t"))
    ahead = text[:start].rstrip(" \t")
    return (len(ahead) - 1 if ahead.endswith(",") else start), end


def _name(line: str) -> int | None:
    """Where the name begins whose sign `=` a line ends with; None where it ends otherwise."""
    head = line.rstrip(" \t")
    if not head.endswith("="):
        return None
    end = at = len(head[:-1].rstrip(" \t"))
    while at > 0:
        last = head[at - 1]
        if last in "\"'":
            at = head.rfind(last, 0, at - 1)
        elif last.isalnum() or last in "_.-":
            at -= 1
        else:
            break
    return at if 0 <= at < end else None


def value_at(text: str, path: At) -> str:
    """What a TOML text says at a key, as it is written; "" where it says nothing there, or a table."""
    offset = Offsets(text).known.get(path)
    if offset is None or _assignment(text, offset) is None:
        return ""
    return text[offset : _value_end(text, offset)].strip()


def with_key(table: str, more: str) -> str:
    """An inline table with one more key."""
    inside = table[1:-1].strip().rstrip(",")
    return "{ " + ", ".join(part for part in (inside, more) if part) + " }"


def _value_end(text: str, at: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, at):
        word = token[0]
        if depth == 0 and (word in (",", "\n") or word in "]}" or word.startswith("#")):
            return token.start()
        if word in ("[", "{"):
            depth += 1
        elif word in ("]", "}"):
            depth -= 1
            if depth == 0:
                return token.end()
    return len(text)
