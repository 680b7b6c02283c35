"""A policy's parts as its file writes them: what the readers of a policy read, the other way round."""

from __future__ import annotations

import json
import re

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.policy.model import Field, Key, LedgerPolicy, ReportPolicy, Source, Total, Truth

_BARE = expression(r"[A-Za-z0-9_-]+\Z")
_COUNT = expression(r"(?:(?<!\s)\s+)?[(\[]\s*\d[^()\[\]]*[)\]].*\Z")


def quoted(text: str) -> str:
    """A text, literal where that spares it its backslashes."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(texts: Iterable[str]) -> str:
    """A list of texts."""
    return f"[{', '.join(map(quoted, texts))}]"


def table(pairs: Mapping[str, str]) -> str:
    """A table on one line, of values that are written already."""
    return "{ " + ", ".join(f"{bare(key)} = {value}" for key, value in pairs.items()) + " }"


def bare(name: str) -> str:
    """A key, quoted where it has to be."""
    return name if _BARE.match(name) else json.dumps(name, ensure_ascii=False)


def plain(text: str, otherwise: str = "items") -> str:
    """A text as a policy's own names are written."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or otherwise


def slug(key: str) -> str:
    """A vocabulary's key as a policy writes it; for an emoji, what it is called."""
    from unicodedata import category, name

    if 0 < len(key) < 3 and category(key[0]) == "So":
        return slug(name(key[0], "sign").casefold())
    return re.sub(r"[^\w]+", "-", key).strip("-") or key


def readable(text: str) -> str:
    """A text as a regular expression that people can read."""
    return re.escape(text).replace("\\-", "-").replace("\\ ", " ")


def ledger_lines(ledger: LedgerPolicy, vocabularies: Mapping[str, str]) -> Iterator[str]:
    """What stands below `[ledger.NAME]`; the `vocabularies` are those of its fields, by the fields' names."""
    yield from sources_lines(ledger.sources, vocabularies)
    if ledger.key is not None:
        yield f"key = {_key(ledger.key)}"
    if ledger.title is not None:
        yield f"title = {_key(ledger.title)}"
    yield from (
        f"fields.{bare(name)} = {_field(one, vocabularies.get(name, ''))}" for name, one in ledger.fields.items()
    )
    if not ledger.conserve:
        yield "conserve = false"
    if not ledger.unique:
        yield "unique = false"


def sources_lines(sources: Sequence[Source], vocabularies: Mapping[str, str] = {}) -> list[str]:
    """The line, or lines, of a ledger's sources."""
    if len(sources) == 1:
        return [f"sources = [{_source(sources[0], vocabularies)}]"]
    return ["sources = [", *(f"  {_source(one, vocabularies)}," for one in sources), "]"]


def report_lines(report: ReportPolicy, vocabularies: Mapping[str, str]) -> Iterator[str]:
    """A report with its heading; comments say what its settings mean."""
    yield from ("[[report]]", f"path = {quoted(report.path)}", f"ledger = {quoted(report.ledger)}")
    if report.rows is not None:
        rows, more = report.rows, {}
        if rows.columns:
            more["columns"] = texts(rows.columns)
        if maps := {field: texts(words) for field, words in rows.maps.items() if words}:
            more["map"] = table(maps)
        yield f"rows = {_source(rows.source, vocabularies, **more)}"
    if report.totals:
        yield from ("totals = [", *(f"  {_total(one)}," for one in report.totals), "]")
    if report.covers:
        yield f"covers = {table({field: listed(values) for field, values in report.covers.items()})}"
    if report.covers is None:
        yield 'covers = "none"                       # it has rows for a part of the ledger'
    if report.extra_rows:
        yield "extra_rows = true                     # it has rows that name no item"
    if report.optional:
        yield "optional = true"
    if report.classifies:
        yield f"classifies = {listed(report.classifies)}"


def truth_lines(truth: Truth) -> Iterator[str]:
    """A truth with its heading."""
    yield from ("[[truth]]", f"ledger = {quoted(truth.ledger)}", f"field = {quoted(truth.field)}")
    yield f"done = {listed(truth.done)}"
    for name in ("tasks", "except_boxes", "children", "child_field", "child_parent"):
        if said := getattr(truth, name):
            yield f"{name} = {quoted(said)}"
    if truth.except_under:
        yield f"except_under = {listed(truth.except_under)}"


def texts(pairs: Mapping[str, str]) -> str:
    return table({key: quoted(text) for key, text in pairs.items()})


def _source(source: Source, vocabularies: Mapping[str, str], **more: str) -> str:
    made = {"path": quoted(source.path)} if source.path else {}
    made["items"] = quoted(source.items)
    made |= {name: str(number) for name in ("level", "depth") if (number := getattr(source, name))}
    if source.at:
        made["at"] = quoted(source.at)
    for name in ("under", "not_under", "exclude", "ignore"):
        if texts := getattr(source, name):
            made[name] = listed(dict.fromkeys(map(uncounted, texts)) if "under" in name else texts)
    if source.pattern:
        made["pattern"] = quoted(source.pattern)
    made |= {name: _key(key) for name in ("key", "title") if (key := getattr(source, name)) is not None}
    if source.optional:
        made["optional"] = "true"
    if source.columns:
        made["columns"] = listed(source.columns)
    if source.fields:
        made["fields"] = table({name: _field(one, vocabularies.get(name, "")) for name, one in source.fields.items()})
    return table({**made, **more})


def uncounted(heading: str) -> str:
    """A heading as a policy names it: without the count behind it, which the next honest commit changes; the reader
    allows for one."""
    return _COUNT.sub("", heading) or heading


def _key(key: Key) -> str:
    parts = {"from": key.source, "pattern": key.pattern, "prefix": key.prefix}
    given = {name: quoted(text) for name, text in parts.items() if text}
    if list(given) == ["from"] and key.source.startswith("cell:"):
        return quoted(key.source.removeprefix("cell:"))
    return given["pattern"] if list(given) == ["pattern"] else table(given)


def _field(field: Field, vocabulary: str) -> str:
    made: dict[str, str] = {}
    if field.labels and (field.source == "label" or field.both):
        made["label"] = quoted(field.labels[0]) if len(field.labels) == 1 else listed(field.labels)
    made |= {"from": quoted(field.source)} if field.source != "label" else {}
    made |= {"pattern": quoted(field.pattern)} if field.pattern else {}
    made |= {"values": quoted(vocabulary)} if vocabulary else {}
    made |= {"kind": quoted(field.kind)} if field.kind != "value" else {}
    made |= {"map": texts(field.map)} if field.map else {}
    made |= {"default": quoted(field.default)} if field.default else {}
    return table(made | {name: "true" for name in ("required", "exact") if getattr(field, name)})


def _total(total: Total) -> str:
    made = {"pattern": total.pattern, "column": total.column, "at": total.at, "by": total.by}
    made |= {"counts": "" if total.counts == "items" else total.counts, "keys": total.keys, "file": total.file}
    given = {name: quoted(text) for name, text in made.items() if text}
    given |= {"under": listed(total.under)} if total.under else {}
    given |= {"where": table({field: listed(values) for field, values in total.where.items()})} if total.where else {}
    given |= {"optional": "true"} if total.optional else {}
    return table(given)
