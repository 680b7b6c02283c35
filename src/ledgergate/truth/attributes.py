"""Lines of `.gitattributes` and sections of `.gitmodules` that change what a runtime path holds after a checkout."""

from __future__ import annotations

from ledgergate.errors import LedgergateError
from ledgergate.expressions import expression
from ledgergate.truth.touched import Touched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.documents import Documents
    from ledgergate.git.patterns import Patterns
    from ledgergate.model import Changed
    from ledgergate.moments import Change

_RULES = expression(r"[-!]?(?:filter|text|eol|crlf|ident|working-tree-encoding|merge|binary)(?:=|\Z)")


def by_attributes(change: Change, patterns: Patterns, before: Documents, after: Documents) -> Iterator[Touched]:
    """What the changed entries of the two files reach of the runtime."""
    for one in change.entries:
        name = one.path.rpartition("/")[2]
        if name == ".gitattributes":
            yield from _attributes(one, patterns, before, after)
        elif one.path == ".gitmodules":
            yield from _modules(one, patterns, before, after)


def _text(documents: Documents, path: str) -> str:
    try:
        document = documents.document(path) if documents.snapshot.entry(path) is not None else None
    except LedgergateError:
        return ""  # git reads no attributes from a link
    return document.data.decode("utf-8", "replace") if document is not None else ""


def _attributes(one: Changed, patterns: Patterns, before: Documents, after: Documents) -> Iterator[Touched]:
    from ledgergate.git.patterns import Patterns as Made

    then, now = (_text(documents, one.path).splitlines() for documents in (before, after))
    changed = [line for line in [*then, *now] if line not in then or line not in now]
    folder = one.path[: -len(".gitattributes")]
    for line in changed[:1000]:
        words = line.split()
        if len(words) < 2 or words[0].startswith(("#", "[attr]", "!")) or not any(map(_RULES.match, words[1:])):
            continue
        lines = Made([words[0]])
        for path in after.snapshot.paths():
            pattern = patterns.match(path) if path.startswith(folder) and lines.match(path[len(folder) :]) else None
            if pattern is not None:
                yield Touched(one.path, one, "attributes", pattern, path)
                return


def _modules(one: Changed, patterns: Patterns, before: Documents, after: Documents) -> Iterator[Touched]:
    then, now = (_sections(_text(documents, one.path)) for documents in (before, after))
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) == now.get(name):
            continue
        for told in (now.get(name, {}), then.get(name, {})):
            path = told.get("path", "").strip("/")
            pattern = (patterns.match(path) or patterns.match_below(path)) if path else None
            if pattern is not None:
                yield Touched(one.path, one, "attributes", pattern, path)
                return


def _sections(text: str) -> dict[str, dict[str, str]]:
    """Each submodule's keys; of a key that is said twice the last counts, as for git."""
    from ledgergate.git.config import values

    found: dict[str, dict[str, str]] = {}
    for section, name, key, value in values(text):
        if section == "submodule":
            found.setdefault(name, {})[key] = value
    return found
