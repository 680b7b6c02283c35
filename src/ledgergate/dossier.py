"""All that one state says of one item: where it stands, what each report and citation says, what became of it."""

from __future__ import annotations

import re

from ledgergate.coverage.binding import line_of
from ledgergate.documents import is_text
from ledgergate.errors import Misused
from ledgergate.ledgers.conservation import disposed
from ledgergate.ledgers.dispositions import DispositionLines
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.policy.mistakes import shown
from ledgergate.reports import COLUMN, item_of
from ledgergate.truth.cited import stated_citations
from ledgergate.truth.evidence import Tree
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.model import Finding, Item, Report, Stated
    from ledgergate.policy.lines import At
    from ledgergate.sides import Side

_MOST = 50  # mentions that are told


class Said(Value):
    """One thing that is said of the item, with its place. `binding` is the key of the policy that read it, "" for what
    no binding read; `agrees` is False where a report contradicts the ledger, or a citation leads nowhere."""

    what: str
    text: str
    path: str
    line: int
    value: str = ""
    binding: str = ""
    agrees: bool | None = None


class Dossier(Value):
    """`items` are where the item stands, none where it is gone and only its dispositions are left."""

    key: str
    ledger: str
    items: tuple[Item, ...]
    places: tuple[Said, ...]
    fields: tuple[Said, ...]
    reports: tuple[Said, ...]
    citations: tuple[Said, ...]
    dispositions: tuple[Said, ...]


def dossiers(side: Side, key: str, ledger: str = "") -> list[Dossier]:
    """One for each ledger that knows the item by this key, further name or title. Raises Misused where none does."""
    names = [ledger] if ledger else list(side.ledgers)
    made = [one for name in names if (one := _dossier(side, name, key)) is not None]
    if made:
        return made
    from difflib import get_close_matches

    known = {text.casefold(): item.shown for name in names for item in side.ledgers[name].items
             for text in (item.title, item.shown)}  # fmt: skip
    near = get_close_matches(key.casefold(), known, n=1)
    raise Misused(
        f"no ledger lists '{key}'", f"did you mean {known[near[0]]}?" if near else "`ledgergate items` lists them"
    )


def concerns(finding: Finding, made: Dossier) -> bool:
    """Whether a finding is about the item: by its key, or by the line of something that is said of it."""
    places = {(one.path, one.line) for one in (*made.places, *made.fields, *made.reports) if one.line}
    return key_skeleton(finding.key) == key_skeleton(made.key) or (finding.place.path, finding.place.line) in places


def _dossier(side: Side, name: str, key: str) -> Dossier | None:
    wanted, titled = key_skeleton(key), skeleton(key)
    every = side.ledgers[name].items
    items = [item for item in every if wanted in (item.key, *item.others)]
    items = items or [item for item in every if skeleton(item.title) == titled]
    told = [line for line in disposed(side, name).lines if _speaks(DispositionLines((line,)), items, wanted)]
    if not items and not told:
        return None
    dispositions = tuple(
        Said(line.kind, line.document.line(line.number).strip(), line.document.path, line.number)
        for line in told if line.document is not None
    )  # fmt: skip
    return Dossier(
        items[0].shown if items else key, name, tuple(items),
        tuple(_place(side, name, item) for item in items),
        tuple(one for item in items for one in _fields(side, name, item)),
        tuple(_reports(side, name, items)), tuple(_citations(side, name, items, key)), dispositions,
    )  # fmt: skip


def _speaks(line: DispositionLines, items: Sequence[Item], key: str) -> bool:
    return key in line or any(line.of(item) is not None for item in items)


def _bound(side: Side, at: At) -> str:
    line = line_of(side.policy, at)
    return shown(at) + (f" ({side.policy.origin}:{line})" if line else "")


def _place(side: Side, name: str, item: Item) -> Said:
    if item.end <= item.start:
        return Said("item", item.title, side.policy.origin, 0, binding=_bound(side, ("ledger", name, "items")))
    at: At = ("ledger", name, "sources", item.source)
    return Said("item", item.title, item.document.path, item.place.line, item.section, _bound(side, at))


def _fields(side: Side, name: str, item: Item) -> Iterator[Said]:
    rules = side.policy.ledgers[name]
    own = rules.sources[item.source].fields if item.source < len(rules.sources) else {}
    for field, every in item.fields.items():
        at: At = ("ledger", name, "sources", item.source, "fields", field)
        binding = _bound(side, at if field in own else ("ledger", name, "fields", field))
        yield from (_stated(field, one, binding) for one in every)


def _stated(field: str, one: Stated, binding: str) -> Said:
    return Said(field, one.raw, one.document.path, one.document.line_of(one.start), one.value, binding)


def _reports(side: Side, name: str, items: Sequence[Item]) -> Iterator[Said]:
    """The rows that speak of the item, and what each of their columns says."""
    rules = side.policy.ledgers[name]
    every_field = (rules.fields, *(source.fields for source in rules.sources))
    words = {field for some in every_field for field, rule in some.items() if rule.vocabulary}
    for report, row in _rows(side, name, items):
        at: At = ("report", report.spec, "rows")
        item = item_of(side, report, row)
        yield Said("row", row.title or row.shown, report.path, row.place.line, binding=_bound(side, at))
        for field, every in row.fields.items():
            for one in every if not field.startswith(COLUMN) and item is not None else ():
                said = _stated(field, one, _bound(side, (*at, "columns")))
                known = item.value(field) if item is not None and field in words else ""
                yield said.but(agrees=known == one.value if known and one.kind == "value" else None)


def _rows(side: Side, name: str, items: Sequence[Item]) -> Iterator[tuple[Report, Item]]:
    keys = {item.key for item in items}
    for report in side.reports:
        for row in (report.rows or ()) if report.ledger == name else ():
            bound = item_of(side, report, row)
            if bound is not None and bound.key in keys:
                yield report, row


def _citations(side: Side, name: str, items: Sequence[Item], key: str) -> Iterator[Said]:
    """What the item and its rows cite as evidence, then where documents name it besides."""
    speaking = [*items, *(row for _, row in _rows(side, name, items))]
    cited = [(stated, one) for item, stated, one in side.ask(stated_citations) if any(item is own for own in speaking)]
    tree = Tree(side.documents, side.policy)
    tree.prepare([one for _, one in cited])
    for stated, one in cited:
        found, line = tree.find(one), one.document.line_of(one.start)
        agrees = None if found is None else bool(found)
        yield Said("evidence", one.text, one.document.path, line, stated.field, agrees=agrees)
    yield from _mentions(side, items, key, {(one.document.path, one.place.line) for one in speaking})


def _mentions(side: Side, items: Sequence[Item], key: str, besides: set[tuple[str, int]]) -> Iterator[Said]:
    names = {item.shown for item in items} or {key}
    names = {name for name in names if any(map(str.isdigit, name))}  # a title's words are words elsewhere
    if not names:
        return
    any_of = b"|".join(re.escape(name.encode("utf-8", "replace")) for name in sorted(names))
    finder = re.compile(rb"(?<![\w-])(?:" + any_of + rb")(?![\w-])")
    left = _MOST
    pages = sorted(path for path in side.documents.read_paths if is_text(path))
    for document in filter(None, map(side.documents.known, pages)):
        numbers = dict.fromkeys(document.line_of(hit.start()) for hit in finder.finditer(document.data))
        for number in numbers:
            if (document.path, number) not in besides and left:
                left -= 1
                yield Said("mention", document.line(number).strip(), document.path, number)
