"""What each key of a published document means: for its schema, and for the tables of docs/json.md, made from both."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    Schema = dict[str, Any]

# A key within a key follows a dot; `[]` is each entry of a list, `*` each value of a mapping.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "items": {
        "version": "of this document; a new number where a key goes away or changes its meaning",
        "ledger": "the ledger's name in the policy",
        "items": "the items that were asked for, in the order that was asked for",
        "items[].key": "the key as the documents write it",
        "items[].title": 'the title, "" where there is none',
        "items[].path": "the document that it stands in; null for an item that the policy itself lists",
        "items[].line": "its line there, from 1; null for an item that the policy itself lists",
        "items[].fields": "every field that the policy gives the ledger",
        "items[].fields.*": "the value of the vocabulary, else the text; several are parted by commas; null for none",
        "partition": "the whole ledger's, whatever was asked for; null where no field has a vocabulary",
        "partition.before": "null here: a list looks at one state",
        "partition.added": "0 here",
        "partition.merged": "0 here",
        "partition.dropped": "0 here",
        "partition.renamed": "0 here",
        "partition.after": "how many items the ledger has",
        "partition.by": "by value of its first required field with a vocabulary; values that no item has are left out",
        "partition.by.*": "how many items have it, or have none (`unclassified`)",
        "unread": "lines that should hold an item and that nobody could read",
        "unread[].path": "the document",
        "unread[].line": "the line, from 1",
        "unread[].why": "why it is no item",
        "unread[].cure": 'what would make it one, "" where nobody knows',
    },
    "coverage": {
        "version": "of this document; a new number where a key goes away or changes its meaning",
        "documents": "every document that the policy governs, by path",
        "documents[].path": "its path",
        "documents[].lines": "lines that say something; blank ones are not counted",
        "documents[].checked": "lines of which a binding reads something",
        "documents[].ignored": "lines that the policy leaves out on purpose",
        "documents[].unread": "lines that nobody reads, or that are reported as not understood",
        "documents[].items": "items of ledgers and rows of reports",
        "documents[].cells": "values that were read of them",
        "documents[].numbers": "numbers that the document states",
        "documents[].numbers.checked": "those that are compared with what they count",
        "documents[].numbers.free": "those that the policy leaves alone",
        "documents[].links": "links and paths that must lead somewhere",
        "bindings": "every binding of the policy, in its order",
        "bindings[].where": "the binding's place in the policy, as `report[0].rows`",
        "bindings[].line": "its line in the policy, from 1; 0 where it comes from a preset",
        "bindings[].read": "how many things it was tried on",
        "bindings[].hits": "on how many of them it read something; 0 is a binding that does nothing here",
        "percent": "checked lines of those that are checked or unread, to one decimal; 100 where there is none",
    },
}
_WORDS = {"array": "list", "string": "text", "boolean": "true or false"}


def described(schema: Schema, command: str) -> Schema:
    """The same schema with a `description` at each key that has a meaning here."""
    known = MEANINGS.get(command, {})
    return _described(schema, "", known) if known else schema


def _described(schema: Schema, at: str, known: Mapping[str, str]) -> Schema:
    made = dict(schema)
    for keyword, name, below, path in _below(schema, at):
        told = _described(below, path, known)
        if path in known and path != at:
            told["description"] = known[path]
        if keyword == "properties":
            told = {**made["properties"], name: told}
        made[keyword] = [told, *schema["anyOf"][1:]] if keyword == "anyOf" else told
    return made


def _below(schema: Schema, at: str) -> Iterator[tuple[str, str, Schema, str]]:
    """The schemas within one: the keyword that holds each, its name among properties, and its path."""
    for name, below in schema.get("properties", {}).items():
        yield "properties", name, below, f"{at}.{name}" if at else name
    if "items" in schema:
        yield "items", "", schema["items"], f"{at}[]"
    if isinstance(schema.get("additionalProperties"), dict):
        yield "additionalProperties", "", schema["additionalProperties"], f"{at}.*"
    if "anyOf" in schema:  # that, or null
        yield "anyOf", "", schema["anyOf"][0], at


def keys(schema: Schema, at: str = "") -> Iterator[tuple[str, str]]:
    """Every key of a document, as `MEANINGS` writes it, with its type in words."""
    for _, _, below, path in _below(schema, at):
        if path != at and not path.endswith("[]"):
            yield path, _type(below)
        yield from keys(below, path)


def _type(schema: Schema) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "anyOf" in schema:
        return f"{_type(schema['anyOf'][0])} or null"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_WORDS.get(one, str(one)) for one in kinds)
