"""A proposal as the text of a policy: explicit bindings, each with what it was recognised by."""

from __future__ import annotations

import json
import re

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.policy.model import Field, Key, ReportPolicy, Source, Total

_BARE = expression(r"[A-Za-z0-9_-]+\Z")
_COUNT = expression(r"\s*[(\[]\s*\d[^)\]]*[)\]].*\Z")
_PLAIN = {"label", ""}


def policy_text(drafts: Sequence[Draft], patterns: Sequence[str], strict: bool, links: Sequence[str] = ()) -> str:
    """The policy; equal proposals give equal bytes."""
    lines = [
        "#:schema ./ledgergate.schema.json",
        "# For editors that know it: ledgergate schema > ledgergate.schema.json",
        "# Written by `ledgergate init`; every binding is explicit, so change what is not meant.",
        "# `ledgergate check --tree HEAD` judges everything, `ledgergate explain RULE` says why.",
    ]
    for preset in sorted({draft.preset for draft in drafts if draft.preset}):
        lines += ["", f"preset = {_text(preset)}"]
    lines += _levels(strict)
    lines += _paths(drafts, links)
    lines += _posture(patterns)
    for package in sorted({draft.package for draft in drafts if draft.package}):
        lines += ["", "[[package]]", f"path = {_text(package)}"]
    return "\n".join([*lines, *bindings(drafts), *_documents(links)]) + "\n"


def bindings(drafts: Sequence[Draft], taken: Container[str] = ()) -> Iterator[str]:
    """The lines of the ledgers and their reports; vocabularies whose names are `taken` are called after the ledger."""
    names = vocabulary_names(drafts, taken)
    for draft in drafts:
        yield from _ledger(draft, names)


def _levels(strict: bool) -> list[str]:
    if strict:
        return ["", '# "advise" in place of "block" lets a rule speak without refusing.', "[rules]", '"*" = "block"']
    return [
        "",
        "# Everything is advisory until the team tightens: write \"block\", or remove the line, and findings refuse.",
        "[rules]",
        '"*" = "advise"',
    ]  # fmt: skip


def _paths(drafts: Sequence[Draft], links: Sequence[str]) -> list[str]:
    """Levels of single documents: what is off unless named, and what depends on how they are shown."""
    titled = {path for draft in drafts for path in draft.titled}
    globs = {source.path for draft in drafts for source in draft.ledger.sources}
    if not titled and not links:
        return []
    lines = ["", "# title-differs: most rows here repeat their item's title word for word."] if titled else [""]
    if links:
        lines.append("# evidence-moved: how a heading becomes an anchor depends on what shows the document.")
    lines.append("[rules.paths]")
    for path in sorted({*titled, *links}):
        levels = {"title-differs": '"advise"'} if path in titled else {}
        off = {"evidence-moved": '"off"'} if path in links else {}
        glob = path if path in globs else _literal(path)
        lines.append(f"{_name(glob)} = {_table({**levels, **off})}")
    return lines


def _literal(path: str) -> str:
    """A path as a glob that matches it alone."""
    return re.sub(r"[*?\[]", "?", path)


def _documents(links: Sequence[str]) -> list[str]:
    if not links:
        return []
    return [
        "",
        "# Relative links and references in these must lead somewhere.",
        "[documents]",
        f"links = {_list(links)}",
    ]


def _posture(patterns: Sequence[str]) -> list[str]:
    if not patterns:
        return []
    return [
        "",
        "# A change that calls itself read-only may not touch these.",
        "[posture]",
        f"runtime = {_list(patterns)}",
        "[posture.read_only]",
        'commit_types = ["docs"]',
    ]


def vocabulary_names(drafts: Iterable[Draft], taken: Container[str] = ()) -> dict[tuple[str, str], str]:
    """(ledger, field) -> the vocabulary's name: the field's, where one ledger alone has it, and no preset may."""
    drafts = list(drafts)
    preset = any(draft.preset for draft in drafts)
    every = [(draft.ledger.name, field) for draft in drafts if not draft.preset for field in draft.words]
    fields = [field for _, field in every]
    alone = {field for field in fields if fields.count(field) == 1 and not preset and field not in taken}
    return {(ledger, field): field if field in alone else f"{ledger}-{field}" for ledger, field in every}


def _ledger(draft: Draft, names: Mapping[tuple[str, str], str]) -> Iterator[str]:
    ledger = draft.ledger
    own = {field: name for (home, field), name in names.items() if home == ledger.name}
    if not draft.preset:
        yield from _vocabularies(draft, own)
        yield from ("", f"# {_comment(draft.about)}", f"[ledger.{_name(ledger.name)}]")
        yield from _sources(ledger.sources, own)
        yield from (f"key = {_key(ledger.key)}",) if ledger.key is not None else ()
        yield from (f"title = {_key(ledger.title)}",) if ledger.title is not None else ()
        yield from (f"fields.{_name(name)} = {_field(one, own.get(name, ''))}" for name, one in ledger.fields.items())
        yield from ("conserve = false",) if not ledger.conserve else ()
        yield from ("unique = false",) if not ledger.unique else ()
    elif draft.placed:
        yield from ("", f"# {_comment(draft.about)}", f"[ledger.{_name(ledger.name)}]")
        yield from _sources(ledger.sources, own)
    for report in draft.reports:
        yield from _report(report, own)
    for truth in draft.truths:
        yield from ("", f"# {', '.join(truth.done)}: the boxes in {truth.tasks} should be ticked", "[[truth]]")
        yield from (f"ledger = {_text(truth.ledger)}", f"field = {_text(truth.field)}")
        yield from (f"done = {_list(truth.done)}", f"tasks = {_text(truth.tasks)}")


def _vocabularies(draft: Draft, own: Mapping[str, str]) -> Iterator[str]:
    for field, words in draft.words.items():
        seen = ", ".join(f"{words.values[key]} {count}" for key, count in words.seen)
        yield ""
        yield from (f"# {_comment(seen)}",) if seen else ()
        yield from (f"# {_comment(doubt)}" for doubt in draft.doubts)
        yield f"[vocabulary.{_name(own[field])}]"
        yield f"values = {_table({key: _text(text) for key, text in words.values.items()})}"


def _sources(sources: Sequence[Source], own: Mapping[str, str]) -> list[str]:
    if len(sources) == 1:
        return [f"sources = [{_source(sources[0], own)}]"]
    return ["sources = [", *(f"  {_source(one, own)}," for one in sources), "]"]


def sources_text(sources: Sequence[Source]) -> list[str]:
    """The line, or lines, of a ledger's sources."""
    return _sources(sources, {})


def _source(source: Source, names: Mapping[str, str] = {}, **more: str) -> str:
    made = {"path": _text(source.path)} if source.path else {}
    made["items"] = _text(source.items)
    if source.level:
        made["level"] = str(source.level)
    if source.depth:
        made["depth"] = str(source.depth)
    if source.at:
        made["at"] = _text(source.at)
    for name in ("under", "not_under", "exclude", "ignore"):
        if getattr(source, name):
            texts = getattr(source, name)
            made[name] = _list(dict.fromkeys(map(_uncounted, texts)) if "under" in name else texts)
    if source.pattern:
        made["pattern"] = _text(source.pattern)
    if source.key is not None:
        made["key"] = _key(source.key)
    if source.title is not None:
        made["title"] = _key(source.title)
    if source.fields:
        made["fields"] = _table({name: _field(one, names.get(name, "")) for name, one in source.fields.items()})
    return _table({**made, **more})


def _uncounted(heading: str) -> str:
    """A heading's name without the count behind it, which the next honest commit changes; the reader allows for one."""
    return _COUNT.sub("", heading) or heading


def _key(key: Key) -> str:
    parts = {"from": key.source, "pattern": key.pattern, "prefix": key.prefix}
    given = {name: _text(text) for name, text in parts.items() if text}
    if list(given) == ["from"] and key.source.startswith("cell:"):
        return _text(key.source.removeprefix("cell:"))
    return given["pattern"] if list(given) == ["pattern"] else _table(given)


def _field(field: Field, vocabulary: str) -> str:
    made: dict[str, str] = {}
    if field.labels and (field.source == "label" or field.both):
        made["label"] = _text(field.labels[0]) if len(field.labels) == 1 else _list(field.labels)
    if field.source != "label":
        made["from"] = _text(field.source)
    if field.pattern:
        made["pattern"] = _text(field.pattern)
    if vocabulary:
        made["values"] = _text(vocabulary)
    if field.kind != "value":
        made["kind"] = _text(field.kind)
    if field.map:
        made["map"] = _table({word: _text(key) for word, key in field.map.items()})
    if field.required:
        made["required"] = "true"
    if field.exact:
        made["exact"] = "true"
    return _table(made)


def _report(report: ReportPolicy, own: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "[[report]]", f"path = {_text(report.path)}", f"ledger = {_text(report.ledger)}")
    if report.rows is not None:
        rows = report.rows
        more = {}
        if rows.columns:
            more["columns"] = _table({column: _text(field) for column, field in rows.columns.items()})
        maps = {field: words for field, words in rows.maps.items() if words}
        if maps:
            more["map"] = _table({
                field: _table({word: _text(key) for word, key in words.items()}) for field, words in maps.items()
            })  # fmt: skip
        yield f"rows = {_source(rows.source, own, **more)}"
    if report.totals:
        yield from ("totals = [", *(f"  {_total(one)}," for one in report.totals), "]")
    if report.covers:
        yield f"covers = {_table({field: _list(values) for field, values in report.covers.items()})}"
    if report.covers is None:
        yield 'covers = "none"                       # it has rows for a part of the ledger'
    if report.extra_rows:
        yield "extra_rows = true                     # it has rows that name no item"


def _total(total: Total) -> str:
    made = {"pattern": total.pattern, "column": total.column, "at": total.at, "by": total.by}
    made |= {"counts": "" if total.counts == "items" else total.counts, "keys": total.keys, "file": total.file}
    given = {name: _text(text) for name, text in made.items() if text}
    if total.under:
        given["under"] = _list(total.under)
    if total.where:
        given["where"] = _table({field: _list(values) for field, values in total.where.items()})
    return _table(given)


def _text(text: str) -> str:
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _table(pairs: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_name(key)} = {value}" for key, value in pairs.items()) + " }"


def _name(name: str) -> str:
    return name if _BARE.match(name) else json.dumps(name, ensure_ascii=False)


def _comment(text: str) -> str:
    """A comment stays on its line, whatever the documents hold."""
    return "".join(one if one.isprintable() else " " for one in text)[:300]
