"""Reading one source by the shape that the policy names: found things become items, or are said to be unread."""

from __future__ import annotations

import re

from ledgergate.documents import is_page
from ledgergate.errors import NotChecked, Unreadable
from ledgergate.expressions import regex
from ledgergate.ledgers import identity
from ledgergate.ledgers.candidate_nodes import CandidateNode, excluded, named_struck
from ledgergate.ledgers.fields import Bound, is_struck, labels_of, stated
from ledgergate.ledgers.words import Lexicon, key_skeleton, lexicon, skeleton, title_skeleton
from ledgergate.model import Item, Unread
from ledgergate.shapes import PAGES, TREE, load
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ledgergate.documents import Documents
    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Page
    from ledgergate.model import Document, Stated
    from ledgergate.policy.model import Field, Key, Policy, Source

    Reader = Callable[..., Iterator[CandidateNode | Unread | None]]

MANY = 1000  # things of one source, from which on items are kept more compactly, and asked more slowly


class Plan(Value):
    """How one source is read: the source, its fields bound to their words, where key and title stand."""

    source: Source
    bound: Mapping[str, Bound]
    key: Key
    title: Key | None
    wanted: frozenset[str]
    ignore: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    others: tuple[tuple[Source, Key], ...] = ()  # the ledger's other sources


def plan(policy: Policy, source: Source, fields: Mapping[str, Field], key: Key | None, title: Key | None,
         ignore: tuple[str, ...] = (), maps: Mapping[str, Mapping[str, str]] = {}) -> Plan:  # fmt: skip
    """Bind a source's fields to the policy's vocabularies; `maps` are a report's own words."""
    every = {**fields, **source.fields}
    rule = identity.merged(source.key, key)
    heading = source.title or title
    wanted = labels_of(every) | set(identity.TITLES) | _named(rule) | (_named(heading) if heading else set())
    bound = {name: bind(policy, field, maps.get(name, {})) for name, field in every.items()}
    aliases = tuple(name for name, field in every.items() if field.kind == "alias")
    source = source.but(closed_boxes=policy.closed_boxes) if policy.closed_boxes else source
    return Plan(source, bound, rule, heading, frozenset(wanted), ignore, aliases)


def naming(policy: Policy, source: Source, fields: Mapping[str, Field], key: Key | None, title: Key | None,
           ignore: tuple[str, ...] = ()) -> Plan:  # fmt: skip
    """The same plan without the fields that name nothing."""
    every = {name: field for name, field in {**fields, **source.fields}.items() if field.kind == "alias"}
    how = plan(policy, source.but(fields=every), every, key, title, ignore)
    if source.shape.reads == PAGES and how.wanted == frozenset(identity.TITLES):
        return how
    # A label that nobody asks for still decides what a file's preamble is, or which value a deeper heading gives.
    return how.but(wanted=plan(policy, source, fields, key, title).wanted)


def bind(policy: Policy, field: Field, own: Mapping[str, str] = {}) -> Bound:
    """A field with the words of its vocabulary, its own map and a report's map."""
    vocabulary = policy.vocabularies.get(field.vocabulary) if field.vocabulary else None
    words: Lexicon | None = None
    if vocabulary is not None or field.map or own:
        words = lexicon(vocabulary, {**field.map, **own})
    labels = field.labels or (field.name,)
    return Bound(field, words, tuple(dict.fromkeys(map(skeleton, labels))), {})


def _named(rule: Key) -> set[str]:
    kind, _, name = rule.source.partition(":")
    return {skeleton(name)} if kind in ("cell", "label", "front-matter") and name else set()


def items(documents: Documents, chosen: list[Document], how: Plan, number: int = 0) -> Iterator[Item | Unread | None]:
    """The items of one source in these chosen; None stands for a thing that is left out on purpose."""
    yield from items_of(candidates(documents, chosen, how), how, number)


def items_of(nodes: Iterable[CandidateNode | Unread | None], how: Plan, number: int) -> Iterator[Item | Unread | None]:
    """The items that nodes are."""
    kept: Callable[[Item | Unread | None], Item | Unread | None] = _as_it_is
    for count, found in enumerate(nodes):
        if count == MANY:
            from ledgergate.ledgers.compact_items import compacted

            kept = compacted
        if found is None or isinstance(found, Unread):
            yield found
        elif identity.ignored(found, how.source, how.ignore):
            yield None
        else:
            yield kept(_item(found, how, number))


def titled(documents: Documents, chosen: list[Document], how: Plan) -> Iterator[bool]:
    """Whether the policy's rule finds a title, of each thing that may be an item."""
    for found in candidates(documents, chosen, how) if how.title is not None else ():
        if isinstance(found, CandidateNode) and not identity.ignored(found, how.source, how.ignore):
            yield how.title is not None and bool(identity.title_by(found, how.title))


def _as_it_is(one: Item | Unread | None) -> Item | Unread | None:
    return one


def candidates(documents: Documents, chosen: list[Document], how: Plan) -> Iterator[CandidateNode | Unread | None]:
    source, shape = how.source, how.source.shape
    read: Reader = getattr(load(shape), shape.reader)
    if shape.reads == TREE:
        yield from _files(documents, read(documents, source, how.wanted))
        return
    kept = [one for one in chosen if not excluded(one.path, source)]
    yield from (None for _ in range(len(chosen) - len(kept)))
    # With a pattern, the source's or its ledger's, nested entries can be told from prose.
    if how.key.pattern and "depth" in shape.takes:
        source = source.but(key=how.key)
    for document in kept:
        page = documents.page(document) if shape.reads == PAGES else None
        nodes = read(document if page is None else page, source, how.wanted, *_shared(page, source, how))
        if documents.torn(document):
            from ledgergate.ledgers.conflicts import resolved

            nodes = resolved(nodes, document, page)
        if page is not None:
            yield from nodes
            continue
        try:
            yield from nodes
        except Unreadable as error:
            documents.note(error)


def _shared(page: Page | None, source: Source, how: Plan) -> tuple[Sequence[int], ...]:
    """Where other sources of the ledger read items in the same page: what they read ends the item before it."""
    if page is None or not how.others:
        return ()
    from ledgergate.ledgers.neighbours import shared

    return shared(page, source, how.others)


def _files(
    documents: Documents, nodes: Iterator[CandidateNode | Unread | None]
) -> Iterator[CandidateNode | Unread | None]:
    """Files, and the conflicts that a merge left in them."""
    for node in nodes:
        yield node
        if node is not None and documents.torn(node.document):
            from ledgergate.ledgers.conflicts import conflicts, told

            page = documents.page(node.document) if is_page(node.document.path) else None
            yield from told(node.document, conflicts(node.document, page))


def _item(found: CandidateNode, how: Plan, number: int) -> Item | Unread | None:
    named = identity.identify(found, how.key, how.title)
    if named is None:
        named = _named_struck(found, how)
    if named is None:
        return _keyless(found, how)
    if how.key.pattern and not named.shown.isascii() and (digit := _foreign_digit(named.shown)):
        why = f"the key '{named.shown}' has the digit '{digit}', which is none of 0 to 9"
        return Unread(found.document, named.said.start, named.said.end, why, "type it again", named.shown)
    where, fields = named.said, stated(found, how.bound)
    others = (*named.others, *_aliases(fields, how.aliases)) if how.aliases else named.others
    return Item(
        named.key, named.shown, named.title, found.document, where.start, where.end, fields,
        named.links, others, found.above[-1] if found.above else "", number, is_struck(found), found.body_end,
    )  # fmt: skip


def _named_struck(found: CandidateNode, how: Plan) -> identity.Identity | None:
    """The identity that a name gives which is struck through with its key: where the policy asks what is struck, such
    a thing is an item; elsewhere it is gone."""
    if not any(bound.field.source == "struck" for bound in how.bound.values()):
        return None
    from ledgergate.ledgers.candidate_nodes import Plain

    said = identity.text_from(found, how.key.source)
    text = _struck_text(said) if said is not None else ""
    if said is None or not text:
        return None
    plain = Plain(text, said.start, said.end)
    if said is found.said:
        return identity.identify(found.but(said=plain), how.key, how.title)
    return identity.identify(found.but(said=plain), how.key.but(source=""), how.title)


def _struck_text(said: Said) -> str:
    return named_struck(said) or (getattr(said, "whole", "").strip() if said.all_struck else "")


def _aliases(fields: Mapping[str, tuple[Stated, ...]], names: tuple[str, ...]) -> Iterator[str]:
    """The further names that an item's fields give it, as keys and as titles are compared."""
    for name in names:
        for said in fields.get(name, ()):
            yield from further_names(said.value)


def further_names(value: str) -> Iterator[str]:
    """Each name of a list of them, as keys and as titles are compared."""
    for one in re.split(r"(?:(?<!\s)\s+)?[,;]\s*", value):
        yield from filter(None, dict.fromkeys((key_skeleton(one), title_skeleton(one))))


def _foreign_digit(text: str) -> str:
    return next((one for one in text if one.isdecimal() and not one.isascii()), "")


def _keyless(found: CandidateNode, how: Plan) -> Unread | None:
    """A thing in a governed place whose key cannot be read: nested prose is none, everything else is said."""
    if found.depth > 1 and not how.source.depth:
        return None
    if how.source.shape.reads == TREE:
        why = f"no key can be read from this path: it does not match {how.key.pattern or how.key.source}"
        return Unread(
            found.document,
            found.start,
            found.end,
            why,
            "rename it, or add it to the source's `exclude`",
            found.document.path,
        )
    text = " ".join(found.said.text.split())[:80]
    if _struck_text(found.said):
        return None  # what is struck through with its key is gone, whatever is remarked on it
    why = f"'{text}' stands where items stand and has no key that the policy's pattern finds"
    if not text.isascii():
        why += _disguise(text, how)
    return Unread(
        found.document, found.start, found.end, why, "write its key, or add it to the ledger's `ignore`", text
    )


def _disguise(text: str, how: Plan) -> str:
    """What hides a key that the pattern would find."""
    from ledgergate.ledgers.invisible import hidden, likened

    if not how.key.pattern or regex(how.key.pattern).search(likened(text)) is None:
        return ""
    name = hidden(text)
    if name:
        return f"; it contains the invisible character {name}"
    one = next((one for one in text if not one.isascii() and likened(one).isascii()), "")
    return f"; its '{one}' is not the letter that it looks like" if one else ""


def nothing(documents: Documents, chosen: list[Document], source: Source, what: str) -> NotChecked:
    """The error of a governed place in which nothing was found: it says what was seen instead."""
    left_out = len(documents.find(source.path)) if source.shape.reads == TREE and source.exclude else len(chosen)
    if left_out and not any(not excluded(path, source) for path in documents.find(source.path)):
        return NotChecked(
            f"{what}: all {left_out} paths that match {source.path} are left out by `exclude`",
            "correct `exclude` in the policy, or mark the source `optional = true`",
        )
    if not chosen:
        return NotChecked(
            f"{what}: nothing in the tree matches {source.path}",
            "correct the path in the policy, or mark the source `optional = true`",
        )
    seen = "; ".join(_seen(documents, document, source) for document in chosen[:3])
    return NotChecked(f"{what}: no items were found in {source.path} ({seen})", _cure(source))


def too_many(who: str, what: str, most: int, chosen: Sequence[Document]) -> NotChecked:
    """The error of a ledger or a report with more in it than is read: half of it would be no reading."""
    where = chosen[0].path if len(chosen) == 1 else "its source"
    return NotChecked(
        f"{where}: {who} more than {most:,} {what}, so nothing was checked.",
        "split it, or allow more with `ledgergate check --most-items`",
    )


def _seen(documents: Documents, document: Document, source: Source) -> str:
    if not document.data.strip():
        return f"{document.path} is empty"
    if source.shape.reads != PAGES:
        return f"{document.path} has no {source.shape.many}" + (f" at {source.at}" if source.at else "")
    from ledgergate.ledgers.diagnosis import describe

    return describe(documents.page(document), source)


def _cure(source: Source) -> str:
    line = f" (line {source.line})" if source.line else ""
    return (
        f"correct `items`, `key`, `level` or `under` of that source in the policy{line}, or mark it `optional = true`"
    )
