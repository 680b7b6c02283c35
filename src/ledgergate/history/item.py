"""One item through its history: when it came, moved, changed its values, left."""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.errors import LedgergateError
from ledgergate.git.below import Below
from ledgergate.git.states import Tree
from ledgergate.history.commits import touching
from ledgergate.ledgers import read
from ledgergate.ledgers.identity import titled
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.policy import HOMES
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.ends import Policies
    from ledgergate.git.processes import Git
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.history.commits import Commit
    from ledgergate.ledgers.dispositions import DispositionLines
    from ledgergate.markdown import Page
    from ledgergate.model import Item
    from ledgergate.policy import Policy

CAME, MOVED, CHANGED, LEFT = "came", "moved", "changed", "left"


class Event(Value):
    """What a commit did to the item. `field` is "key", "title", "place" or a field's name; a place is a path and a
    section."""

    commit: Commit
    what: str
    field: str = ""
    before: str = ""
    after: str = ""
    path: str = ""
    line: int = 0


class Past(Value):
    """The events, oldest first; `notes` say where the history is not whole."""

    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()


def past(
    git: Git, tip: str, policies: Policies, today: Policy, ledger: str, key: str, *, most: int,
    told: DispositionLines | None = None, folder: str = "",
) -> Past:  # fmt: skip
    """What happened to the item of this key, and before that to the item that it was under another one.

    Each commit is read under the policy that it holds; where it holds none, or one without this ledger, under today's.
    `told` are the lines that say which item another one was. With a `folder`, its policies and documents are meant.
    """
    asked = _Asked(git, policies, today, ledger, folder)
    globs = [asked.at(glob) for glob in (*_globs(asked, tip, most), *HOMES)]
    commits, more = touching(git, tip, globs, most)
    notes = [f"only the last {most} commits that touched the ledger were read"] if more else []
    if git.layout.shallow:
        notes.append("the clone is shallow: what lies before it is not known")
    pages: dict[tuple[str, str], Page] = {}
    states: list[tuple[Commit, Item | None]] = []
    later: tuple[Item, ...] = ()
    for commit in reversed(commits):
        try:
            items = _items(Documents(asked.state(commit.oid), pages), asked)
        except LedgergateError:
            continue  # nothing is known of it then
        now = _called(items, key)
        if now is None and _called(later, key) is not None:
            now = _earlier(items, later, key, told)
        key = now.key if now is not None and key not in now.others else key
        states.append((commit, now))
        later = items
    unread = len(commits) - len(states)
    if unread:
        notes.append(f"{unread} of {len(commits)} commits could not be read")
    return Past(tuple(_events(states[::-1])), tuple(notes))


def _events(states: Iterable[tuple[Commit, Item | None]]) -> Iterator[Event]:
    last: Item | None = None
    for commit, now in states:
        yield from _between(commit, last, now)
        last = now


def _called(items: Iterable[Item], key: str) -> Item | None:
    return next((item for item in items if item.key == key or key in item.others), None)


def _earlier(items: Iterable[Item], later: Iterable[Item], key: str, told: DispositionLines | None) -> Item | None:
    """The one item that went when this one came, and that it was: a line says so, or it had the same title."""
    left = {item.key for item in later}
    gone = [item for item in items if item.key not in left]
    lines = [(item, told.of(item)) for item in gone] if told is not None else []
    named = [
        item for item, line in lines
        if line is not None and line.kind == "renamed" and key in map(key_skeleton, line.text.split())
    ]  # fmt: skip
    title = next((title_skeleton(item.title) for item in later if item.key == key and titled(item)), "")
    found = named or [item for item in gone if title and titled(item) and title_skeleton(item.title) == title]
    return found[0] if len(found) == 1 else None


class _Asked(Value):
    """Whose past it is: the ledger of the repository's policies, or of those of a workspace's `folder`."""

    git: Git
    policies: Policies
    today: Policy
    ledger: str
    folder: str

    def at(self, glob: str) -> str:
        return f"{self.folder}/{glob}" if self.folder else glob

    def state(self, oid: str) -> Snapshot:
        made = Tree(self.git, oid)
        return Below(made, self.folder) if self.folder else made


def _globs(asked: _Asked, tip: str, most: int) -> Iterator[str]:
    """Where any policy of the history reads the ledger from: a source that moved was another path before."""
    homes = [asked.at(home) for home in HOMES]
    held = (asked.policies.held(asked.state(one.oid)) for one in touching(asked.git, tip, homes, most)[0])
    for policy in (asked.today, *held):
        known = policy.ledgers if policy is not None else {}
        for source in known[asked.ledger].sources if asked.ledger in known else ():
            yield source.path + "**" if source.path.endswith("/") else source.path


def _items(documents: Documents, asked: _Asked) -> tuple[Item, ...]:
    then = asked.policies.held(documents.snapshot)
    policy = then if then is not None and asked.ledger in then.ledgers else asked.today
    found = read(documents, policy, asked.ledger, strict=False)
    for error in documents.unreadable.values():
        raise error
    return found.items


def _between(commit: Commit, last: Item | None, now: Item | None) -> Iterator[Event]:
    if last is None and now is None:
        return
    there = now or last
    path, line = (there.document.path, there.place.line) if there is not None else ("", 0)
    at = Event(commit, "", path=path, line=line)
    if last is None or now is None:
        yield at.but(what=CAME if last is None else LEFT)
    if last is not None and now is not None and _stands(last) != _stands(now):
        yield at.but(what=MOVED, field="place", before=_stands(last), after=_stands(now))
    if last is not None and now is not None and last.key != now.key:
        yield at.but(what=CHANGED, field="key", before=last.shown, after=now.shown)
    if last is not None and now is not None:
        for name in dict.fromkeys(("title", *last.fields, *now.fields)):
            before, after = _says(last, name), _says(now, name)
            if before != after:
                yield at.but(what=CHANGED, field=name, before=before, after=after)


def _stands(item: Item) -> str:
    return f"{item.document.path} under '{item.section}'" if item.section else item.document.path


def _says(item: Item, name: str) -> str:
    if name == "title":
        return item.title
    said = (one.value or one.raw for one in item.fields.get(name, ()) if one.kind != "missing")
    return ", ".join(dict.fromkeys(" ".join(text.split()) for text in said))
