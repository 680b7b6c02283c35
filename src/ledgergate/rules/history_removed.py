"""A line that said what became of an item is gone, and nothing brought the item back.

**Why.** Who asks later why a candidate is not on the list finds no answer: it was merged, dropped or done, and the only
line that said so was taken away.

**Rejected**: the commit deletes `- C-7 merged into C-4` from the section "Closed", and C-7 stands nowhere any more.

**Accepted**: the line moves, within its document or to another one of the change; it is worded otherwise and still
names the item; the item is open again.

**The fix.** Write the line again, in the document or in an archive that stays in the repository.
"""

from __future__ import annotations

from ledgergate.documents import is_text
from ledgergate.ledgers.dispositions import lines
from ledgergate.ledgers.targets import formed
from ledgergate.ledgers.tombstones import key_pattern
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Place
from ledgergate.policy.model import Dispositions
from ledgergate.rules.view import found
from ledgergate.truth.withdrawn import withdrawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from ledgergate.ledgers.dispositions import Line
    from ledgergate.model import Finding
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_BEGIN = 6  # letters that may stand before the key of the line's own item: a mark, a word such as "No."


def check(view: View) -> Iterator[Finding]:
    before, after = view.before, view.after
    if before is None or view.change is None:
        return
    touched = list(after.ask(withdrawn, before, view.change))
    told: set[str] = set()
    for name in before.ledgers:
        rules = after.policy.ledgers.get(name)
        pattern = _pattern(before, name) if rules is not None and rules.conserve else None
        for line, shown in _gone(before, touched, name, pattern) if pattern is not None else ():
            key = key_skeleton(shown)
            if key not in told and not _is_known(key, shown, view):
                told.add(key)
                yield _offence(line, shown)


def _pattern(before: Side, name: str) -> re.Pattern[str] | None:
    return key_pattern(before.policy.ledgers[name]) or formed(before.ledgers[name].items)


def _gone(before: Side, paths: list[str], name: str, pattern: re.Pattern[str]) -> Iterator[tuple[Line, str]]:
    """The lines of these documents, as they were, that say what became of an item whose key begins them."""
    where = before.policy.ledgers[name].dispositions or Dispositions()
    items = {item.key for item in before.ledgers[name].items}
    for document in [one for path in paths if (one := before.documents.document(path)) is not None]:
        for line in lines(before.documents.page(document), where):
            own = pattern.search(line.names[:200])
            if own is None or own.start() > _BEGIN:
                continue
            written = pattern.search(document.line(line.number, 1000)) or own  # a line is folded, and a message is not
            shown = written.groupdict().get("key") or written[0]
            if key_skeleton(shown) not in items:
                yield line, shown


def _is_known(key: str, shown: str, view: View) -> bool:
    """Whether the item is open again, or a document that the change leaves or writes still names it."""
    after = view.after
    if any(key in (item.key, *item.others) for ledger in after.ledgers.values() for item in ledger.items):
        return True
    word = shown.casefold()
    written = [one.path for one in view.entries if one.after is not None and is_text(one.path)]
    after.documents.fetch(written)
    documents = [one for path in written if (one := after.documents.document(path)) is not None]
    return any(_names(one.data.decode("utf-8", "replace").casefold(), word) for one in documents)


def _names(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[max(at - 1, 0) : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, end)
    return False


def _offence(line: Line, shown: str) -> Finding:
    document = line.document
    path = document.path if document is not None else ""
    written = document.line(line.number, 1000).strip() if document is not None else line.text
    return found(
        Place(path, line.number, 1, line.number, 1, "before"),
        f"this line said what became of {shown} ({line.kind}), and nothing says it any more",
        f"write into {path}: {written}",
        key=shown,
    )
