"""The schemas as they were published: readers of these documents rely on each key, and none goes away in silence.

Where a key is added on purpose: `python tests/output/test_published.py` writes tests/schemas/printed.json anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from ledgergate.output import key_tables, schemas
from ledgergate.output.meanings import described, keys
from ledgergate.output.schemas import SCHEMAS, schema

PUBLISHED = Path(__file__).parents[1] / "schemas" / "printed.json"


def printed() -> str:
    return json.dumps({name: schema(name) for name in SCHEMAS}, indent=1) + "\n"


def test_every_schema_is_as_it_was_published() -> None:
    assert json.loads(printed()) == json.loads(PUBLISHED.read_text("utf-8"))
    assert list(SCHEMAS) == sorted(SCHEMAS)


def test_a_schema_is_made_of_records_lists_maps_and_what_may_be_null() -> None:
    text = {"type": "string"}
    record = schemas._record(a=text, b=text)
    assert record == {"type": "object", "required": ["a", "b"], "properties": {"a": text, "b": text}}
    assert schemas._some(record, c=text) == {**record, "properties": {"a": text, "b": text, "c": text}}
    assert schemas._list(text) == {"type": "array", "items": text}
    assert schemas._map(text) == {"type": "object", "additionalProperties": text}
    assert schemas._or_none(text) == {"anyOf": [text, {"type": "null"}]}


def test_a_document_whose_keys_have_no_meanings_is_described_as_it_is() -> None:
    plain = {"type": "object", "properties": {"version": {"const": 1}}}
    assert described(plain, "nothing of ours") is plain
    assert described(plain, "items") == {
        "type": "object",
        "properties": {
            "version": {
                "const": 1,
                "description": "of this document; a new number where a key goes away or changes its meaning",
            }
        },
    }
    assert plain["properties"] == {"version": {"const": 1}}


def test_each_key_is_told_with_its_kind() -> None:
    text = {"type": "string"}
    given = {
        "type": "object",
        "properties": {
            "one": {"const": 1},
            "list": {"type": "array", "items": {"type": "object", "properties": {"a": text}}},
            "texts": {"type": "array", "items": text},
            "by": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
            "free": {"type": "object", "additionalProperties": True},
            "maybe": {"anyOf": [{"type": "object", "properties": {"b": {"type": "boolean"}}}, {"type": "null"}]},
        },
    }
    assert list(keys(given)) == [
        ("one", "`1`"),
        ("list", "list"),
        ("list[].a", "text"),
        ("texts", "list"),
        ("by", "object"),
        ("by.*", "integer or null"),
        ("free", "object"),
        ("maybe", "object or null"),
        ("maybe.b", "true or false"),
    ]


def test_a_page_without_marks_stays_as_it_is_and_one_with_a_mark_gets_its_table() -> None:
    assert key_tables.written("# Page\n") == "# Page\n"
    page = "before\n<!-- keys: items -->\nold\n<!-- end -->\nafter\n<!-- end -->\n"
    made = key_tables.written(page)
    assert made.startswith(
        "before\n<!-- keys: items -->\n| key | type | meaning |\n|---|---|---|\n| `version` | `1` | "
    )
    assert made.endswith(f"{key_tables.table('items')}<!-- end -->\nafter\n<!-- end -->\n")
    assert key_tables.written(made) == made


if __name__ == "__main__":
    PUBLISHED.write_text(printed(), encoding="utf-8")
