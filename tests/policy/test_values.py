"""Each shape of a value: what it takes at its bounds, what it tells in words, and how it describes itself."""

from __future__ import annotations

import datetime

import pytest

from ledgergate.policy.lines import Lines
from ledgergate.policy.mistakes import BAD, Mistakes
from ledgergate.policy.model import Count
from ledgergate.policy.shapes import (
    NOWHERE,
    Choice,
    Day,
    Either,
    Entry,
    Flag,
    Map,
    Shape,
    Table,
    Tables,
    Text,
    Texts,
    Whole,
)
from ledgergate.policy.sources import FIELDS
from ledgergate.policy.special import BAND, COVERS, GIVES, RULE, RULES, TERMS, levels
from ledgergate.policy.tables import VOCABULARY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLE = Table(
    "thing",
    {
        "name": Entry(Text(), "Its name", 'name = "x"', required=True),
        "size": Entry(Whole(1, 3), "Its size", to="weight"),
        "used": Entry(Flag(), "Used up before", to=NOWHERE),
    },
    lambda values, at, told: ("made", values, at),
)
PARTLY = TABLE.but(partly=True)
CHOICE = Choice(("a", "b"))
ODD = Text("an odd word", lambda text: "" if text.startswith("x") else f"no odd word: {text}")


def read(shape: Shape, value: Any, rules: frozenset[str] = frozenset()) -> tuple[Any, list[str]]:
    """What a value becomes, BAD as "bad", and what is told of it."""
    told = Mistakes("p.toml", Lines(""), rules)
    made = shape.read(value, ("k",), told)
    return "bad" if made is BAD else made, [sentence.removeprefix("k") for _, sentence in told.found]


LONG = "x" * 2001
THOUSAND = ["x"] * 1000
# (shape, value, what it becomes, what is told)
READ: list[tuple[Shape, object, object, list[str]]] = [
    (Text(), "x", "x", []),
    (Text(), " ", "bad", [": expected a text, found an empty one"]),
    (Text(empty=True), "", "", []),
    (Text(empty=True), " ", " ", []),
    (Text(), LONG[1:], LONG[1:], []),
    (Text(), LONG, "bad", [": longer than 2000 characters"]),
    (Text(), None, "bad", [": expected a text, found a date or a time"]),
    (ODD, "xy", "xy", []),
    (ODD, "y", "bad", [": no odd word: y"]),
    (ODD, "", "bad", [": expected an odd word, found an empty one"]),
    (ODD.but(empty=True), "", "", []),
    (Flag(), True, True, []),
    (Flag(), False, False, []),
    (Flag(), 1, "bad", [": expected true or false, found a whole number"]),
    (Whole(1, 3), 1, 1, []),
    (Whole(1, 3), 3, 3, []),
    (Whole(1, 3), 0, "bad", [": expected a whole number from 1 to 3"]),
    (Whole(1, 3), 4, "bad", [": expected a whole number from 1 to 3"]),
    (Whole(1, 3), True, "bad", [": expected a whole number from 1 to 3, found true or false"]),
    (Whole(1, 3), 1.0, "bad", [": expected a whole number from 1 to 3, found a number with a fraction"]),
    (Day(), datetime.date(2027, 1, 31), datetime.date(2027, 1, 31), []),
    (
        Day(),
        datetime.datetime(2027, 1, 31),  # as TOML has it
        "bad",
        [": expected a date such as 2027-01-31, without quotes, found a date or a time"],
    ),
    (Day(), "2027-01-31", "bad", [": expected a date such as 2027-01-31, without quotes, found a text"]),
    (CHOICE, "a", "a", []),
    (CHOICE, "zzz", "bad", [": unknown word 'zzz'; expected 'a' or 'b'"]),
    (CHOICE, ["a"], "bad", [": expected 'a' or 'b', found a list"]),
    (Texts(), "x", ("x",), []),
    (Texts(), "", "bad", [": expected a text, found an empty one"]),
    (Texts(), [], (), []),
    (Texts(), ["x", 3], ("x",), ["[1]: expected a text, found a whole number"]),
    (Texts(), [3], "bad", ["[0]: expected a text, found a whole number"]),
    (Texts(), THOUSAND, tuple(THOUSAND), []),
    (Texts(), [*THOUSAND, "x"], "bad", [": more than 1000 entries"]),
    (Texts(), {}, "bad", [": expected a text or a list of them, found a table"]),
    (Texts(ODD), 3, "bad", [": expected an odd word or a list of them, found a whole number"]),
    (Texts(CHOICE), 3, "bad", [": expected a text or a list of them, found a whole number"]),
    (Map(Text()), {"a": "x", "": "y", "b": 3, "c": "z"}, {"a": "x", "c": "z"}, [
        ".'': expected a name, found an empty one", ".b: expected a text, found a whole number"]),
    (Map(Text()), [], "bad", [": expected a table, found a list"]),
    (Map(Text()), dict.fromkeys(map(str, range(1000)), "x"), dict.fromkeys(map(str, range(1000)), "x"), []),
    (Map(Text()), dict.fromkeys(map(str, range(1001)), "x"), "bad", [": more than 1000 keys"]),
    (Map(Text(), ODD), {"a": "x", "xa": "x"}, {"xa": "x"}, [".a: no odd word: a"]),
    (TABLE, {"name": "n", "size": 2, "used": True}, ("made", {"name": "n", "weight": 2}, ("k",)), []),
    (TABLE, {"naem": 1, "name": "n", "used": 3}, "bad", [
        ".naem: unknown key; did you mean 'name'?", ".used: expected true or false, found a whole number"]),
    (TABLE, {"zzzzz": 1, "name": "n"}, ("made", {"name": "n"}, ("k",)), [
        ".zzzzz: unknown key; expected 'name', 'size' or 'used'"]),
    (TABLE, {"size": 2}, "bad", [": needs 'name': Its name"]),
    (TABLE, {"name": 3}, "bad", [".name: expected a text, found a whole number"]),
    (PARTLY, {"name": "n", "size": 9}, ("made", {"name": "n"}, ("k",)), [
        ".size: expected a whole number from 1 to 3"]),
    (PARTLY, {"size": 2}, "bad", [": needs 'name': Its name"]),
    (TABLE, "x", "bad", [": expected a table, found a text"]),
    (Tables(TABLE), [{"name": "n"}], (("made", {"name": "n"}, ("k", 0)),), []),
    (Tables(TABLE), {"name": "n"}, "bad", [": expected a list of tables, found a table"]),
    (Tables(TABLE, single=True), {"name": "n"}, (("made", {"name": "n"}, ("k",)),), []),
    (Tables(TABLE, single=True), {}, "bad", [": needs 'name': Its name"]),
    (Tables(TABLE, single=True), 3, "bad", [": expected a list of tables, found a whole number"]),
    (Tables(Map(Text())), [{}] * 1000, ({},) * 1000, []),
    (Tables(Map(Text())), [{}] * 1001, "bad", [": more than 1000 entries"]),
    (Tables(TABLE), [{"name": "n"}, 3], (("made", {"name": "n"}, ("k", 0)),), [
        "[1]: expected a table, found a whole number"]),
    (Either(Text(), TABLE), "x", "x", []),
    (Either(Text(), TABLE), {"name": "n"}, ("made", {"name": "n"}, ("k",)), []),
    (Either(Text(), TABLE), ["x"], "bad", [": expected a table, found a list"]),
    (Either(Texts(), TABLE), ["x"], ("x",), []),
    (COVERS, "all", {}, []),
    (COVERS, "none", None, []),
    (COVERS, "nonee", "bad", [": unknown word 'nonee'; did you mean 'none'?"]),
    (COVERS, {"a": "x", "b": ["y", "z"]}, {"a": ("x",), "b": ("y", "z")}, []),
    (GIVES, True, ("*",), []),
    (GIVES, False, (), []),
    (GIVES, ["a"], ("a",), []),
    (TERMS, "x", {"x": ()}, []),
    (TERMS, ["x", "y"], {"x": (), "y": ()}, []),
    (TERMS, {"x": "y"}, {"x": ("y",)}, []),
    (TERMS, [3], "bad", ["[0]: expected a text, found a whole number"]),
    (BAND, {"rows": 0, " a = b ": [1, 1], "a=b=c": [0, 1_000_000]}, (
        Count("", "", 0, 0), Count("a", "b", 1, 1), Count("a", "b=c", 0, 1_000_000)), []),
    (BAND, {"rows": 1, "row": 1, "=b": 1, "a=": 1, "a": 1}, (Count("", "", 1, 1),), [
        f".{name}: expected 'rows' or 'field=value'" for name in ("row", "'=b'", "'a='", "a")]),
    (BAND, {f"a={number}": wrong for number, wrong in enumerate(
        ([2, 1], [1], [], [1, 2, 3], -1, 1_000_001, True, [True, True], 1.0, "1", [0, "1"], {}))}, (), [
        f".'a={number}': expected a number of rows, or [least, most]" for number in range(12)]),
    (BAND, [], "bad", [": expected a table, found a list"]),
    (RULE, "anything", "anything", []),
    (RULE, "", "bad", [": expected a rule's name or code, found an empty one"]),
    (RULES, {"*": "off", "candidate-vanished": "block", "x": "none", "": "off", "paths": {
        "a/**": {"y": "advise", "*": "off", "z": 3}, "/b": {}, "c": 3}},
        {"": {"*": "off", "item-vanished": "block"}, "paths": {"a/**": {"y": "advise", "*": "off"}}}, [
        ".x: unknown word 'none'; expected 'block', 'advise' or 'off'",
        ".'': expected a rule's name or code, found an empty one",
        ".paths.'a/**'.z: expected 'block', 'advise' or 'off', found a whole number",
        ".paths.'/b': expected a path relative to the repository's root, found an absolute one",
        ".paths.c: expected a table, found a whole number"]),
    (RULES, {"paths": 3}, {"": {}, "paths": {}}, [".paths: expected a table, found a whole number"]),
    (RULES, [], "bad", [": expected a table, found a list"]),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "value", "made", "told"), READ, ids=[
    f"{type(row[0]).__name__}-{str(row[1])[:24]}-{number}" for number, row in enumerate(READ)])  # fmt: skip
def test_a_value_is_taken_or_told(shape: Shape, value: object, made: object, told: list[str]) -> None:
    found = read(shape, value)
    assert found == (made, told)
    assert type(found[0]) is type(made)


def test_rules_are_known_by_name_and_code() -> None:
    known = frozenset({"item-vanished", "LG205"})
    assert read(RULE, "candidate-vanished", known) == ("item-vanished", [])
    assert read(RULE, "LG205", known) == ("LG205", [])
    assert read(RULE, "item-vanish", known) == ("bad", [": unknown rule 'item-vanish'; did you mean 'item-vanished'?"])
    assert read(RULES, {"*": "off", "LG206": "off"}, known) == (
        {"": {"*": "off"}, "paths": {}},
        [".LG206: unknown rule; did you mean 'LG205'?"],
    )
    assert levels({}) == ({}, ())


TEXT: dict[str, object] = {"type": "string", "minLength": 1}
LIST: dict[str, object] = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "maxItems": 1000}]}
LISTS: dict[str, object] = {"type": "object", "additionalProperties": LIST, "maxProperties": 1000}
THING: dict[str, object] = {
    "type": "object",
    "properties": {
        "name": {**TEXT, "description": "Its name", "examples": ['name = "x"']},
        "size": {"type": "integer", "minimum": 1, "maximum": 3, "description": "Its size"},
        "used": {"type": "boolean", "description": "Used up before"},
    },
    "additionalProperties": False,
    "required": ["name"],
}
THINGS: dict[str, object] = {"type": "array", "items": THING, "maxItems": 1000}
LEVELS: dict[str, object] = {
    "type": "object",
    "additionalProperties": {"enum": ["block", "advise", "off"]},
}
NUMBER: dict[str, object] = {"type": "integer", "minimum": 0}
# (shape, its schema, its words in the reference)
DESCRIBED: list[tuple[Shape, dict[str, object], str]] = [
    (Text(), TEXT, "text"),
    (Text("an odd word", empty=True), {"type": "string"}, "odd word"),
    (Flag(), {"type": "boolean"}, "true or false"),
    (Whole(1, 3), {"type": "integer", "minimum": 1, "maximum": 3}, "1-3"),
    (Day(), {"type": "string", "format": "date"}, "date"),
    (CHOICE, {"enum": ["a", "b"]}, '"a" or "b"'),
    (Texts(), LIST, "list: text"),
    (Map(Texts()), LISTS, "table: name = list: text"),
    (TABLE, THING, "table: thing"),
    (Table("bare", {}, print), {"type": "object", "properties": {}, "additionalProperties": False}, "table: bare"),
    (Tables(TABLE), THINGS, "list of table: thing"),
    (Tables(TABLE, single=True), {"anyOf": [THING, THINGS]}, "list of table: thing"),
    (Either(Text(), Flag()), {"anyOf": [TEXT, {"type": "boolean"}]}, "text, or true or false"),
    (COVERS, {"anyOf": [{"enum": ["all", "none"]}, LISTS]}, '"all" or "none", or table: field = values'),
    (GIVES, {"anyOf": [{"type": "boolean"}, LIST]}, "true or false, or list: text"),
    (TERMS, {"anyOf": [LIST, LISTS]}, "list: text, or table: term = list of text"),
    (
        BAND,
        {
            "type": "object",
            "propertyNames": {"pattern": "^(rows|[^=]+=.+)$"},
            "additionalProperties": {
                "anyOf": [NUMBER, {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}]
            },
        },
        "table: name = number or [least, most]",
    ),
    (
        RULES,
        {
            **LEVELS,
            "properties": {
                "paths": {"type": "object", "additionalProperties": LEVELS, "description": "Glob -> rule -> level"}
            },
        },
        "table: rule = level",
    ),
    (
        VOCABULARY.keys["values"].shape,
        {"anyOf": [{"type": "object", "additionalProperties": TEXT, "maxProperties": 1000}, LIST]},
        "table: name = text",
    ),
]


@pytest.mark.parametrize(("shape", "schema", "words"), DESCRIBED, ids=[row[2] for row in DESCRIBED])
def test_a_shape_describes_itself(shape: Shape, schema: dict[str, object], words: str) -> None:
    assert (shape.schema(), shape.words) == (schema, words)


def test_a_shape_takes_little_where_it_says_nothing() -> None:
    assert Text().schema() == TEXT
    assert [repr(one) for one in (Text(), Map(Flag()), Tables(Flag()), Entry(Flag(), "m"))] == [
        "Text(what='a text', trouble=None, empty=False)",
        "Map(each=Flag(), names=Text(what='a name', trouble=None, empty=False))",
        "Tables(each=Flag(), single=False)",
        "Entry(shape=Flag(), meaning='m', example='', to='', required=False)",
    ]
    assert repr(Table("t", {}, print).partly) == "False"


def test_a_field_may_be_its_label_alone() -> None:
    made, told = read(FIELDS, {"a": "Bucket", "b": "", "c": {}})
    assert [(name, one.name, one.labels) for name, one in made.items()] == [("a", "a", ("Bucket",)), ("c", "c", ("c",))]
    assert told == [".b: expected a label, found an empty one"]


def test_a_vocabulary_may_be_a_list_of_its_words() -> None:
    values = VOCABULARY.keys["values"].shape
    assert read(values, ["a", "b"]) == ({"a": "a", "b": "b"}, [])
    assert read(values, [3]) == ("bad", ["[0]: expected a text, found a whole number"])
    assert read(values, {"a": "x"}) == ({"a": "x"}, [])


def test_a_shape_without_a_reading_of_its_own_is_none() -> None:
    for use in (lambda: read(Shape(), "x"), lambda: Shape().schema(), lambda: Shape().words):
        with pytest.raises(NotImplementedError):
            use()
