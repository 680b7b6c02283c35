"""The shapes that a value of a policy file can have: each reads a TOML value and describes itself as JSON Schema."""

from __future__ import annotations

from ledgergate.policy.mistakes import BAD, listed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes

_MOST_TEXT = 2000
_MOST_ENTRIES = 1000
NOWHERE = "-"  # `Entry.to` of a key that is used up before the table is made


class Shape(Value):
    """What a value may be. `read` gives the model's value, or BAD after telling the mistake."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def words(self) -> str:
        raise NotImplementedError


def _kept(read: list[Any]) -> Any:
    """The entries that are right; BAD where none of several is."""
    kept = tuple([one for one in read if one is not BAD])
    return kept if kept or not read else BAD


class Text(Shape):
    """A text that is not empty. `trouble` says what is wrong with one, "" for nothing."""

    what: str = "a text"
    trouble: Callable[[str], str] | None = None
    empty: bool = False

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, str):
            return told.wrong(at, self.what, value)
        if not value.strip() and not self.empty:
            return told.add(at, f"expected {self.what}, found an empty one")
        if len(value) > _MOST_TEXT:
            return told.add(at, f"longer than {_MOST_TEXT} characters")
        sentence = self.trouble(value) if self.trouble is not None and value else ""
        return told.add(at, sentence) if sentence else value

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} if self.empty else {"type": "string", "minLength": 1}

    @property
    def words(self) -> str:
        return self.what.removeprefix("a ").removeprefix("an ")


class Flag(Shape):
    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        return value if isinstance(value, bool) else told.wrong(at, "true or false", value)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    @property
    def words(self) -> str:
        return "true or false"


class Whole(Shape):
    """A whole number, both ends inclusive."""

    least: int
    most: int

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            return told.wrong(at, self._expected, value)
        return value if self.least <= value <= self.most else told.add(at, f"expected {self._expected}")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    @property
    def _expected(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    @property
    def words(self) -> str:
        return f"{self.least}-{self.most}"


class Day(Shape):
    """A TOML date without a time."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if type(value).__name__ == "date":
            return value
        return told.wrong(at, "a date such as 2027-01-31, without quotes", value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    @property
    def words(self) -> str:
        return "date"


class Choice(Shape):
    """One of a few words."""

    choices: tuple[str, ...]

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, str):
            return told.wrong(at, listed(self.choices), value)
        return value if value in self.choices else told.unknown(at, "word", value, self.choices)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.choices)}

    @property
    def words(self) -> str:
        return " or ".join(f'"{choice}"' for choice in self.choices)


class Texts(Shape):
    """A list of texts; one text stands for a list of one."""

    each: Any = Text()

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if isinstance(value, str):
            one = self.each.read(value, at, told)
            return BAD if one is BAD else (one,)
        if not isinstance(value, list):
            return told.wrong(
                at, f"{self.each.what if isinstance(self.each, Text) else 'a text'} or a list of them", value
            )
        if len(value) > _MOST_ENTRIES:
            return told.add(at, f"more than {_MOST_ENTRIES} entries")
        return _kept([self.each.read(one, (*at, index), told) for index, one in enumerate(value)])

    def schema(self) -> dict[str, Any]:
        each = self.each.schema()
        return {"anyOf": [each, {"type": "array", "items": each, "maxItems": _MOST_ENTRIES}]}

    @property
    def words(self) -> str:
        return f"list: {self.each.words}"


class Map(Shape):
    """A table whose keys are the user's own names."""

    each: Shape
    names: Text = Text("a name")

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, dict):
            return told.wrong(at, "a table", value)
        if len(value) > _MOST_ENTRIES:
            return told.add(at, f"more than {_MOST_ENTRIES} keys")
        made = {}
        for name, one in value.items():
            if self.names.read(name, (*at, name), told) is BAD:
                continue
            read = self.each.read(one, (*at, name), told)
            if read is not BAD:
                made[name] = read
        return made

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.each.schema(), "maxProperties": _MOST_ENTRIES}

    @property
    def words(self) -> str:
        return f"table: name = {self.each.words}"


class Entry(Value):
    """One key of a table: its shape, its meaning, an example, the model's field it fills where named otherwise."""

    shape: Shape
    meaning: str
    example: str = ""
    to: str = ""
    required: bool = False


class Table(Shape):
    """A table with known keys. `make` turns what was read into the model's value, `partly`: even with a mistake."""

    name: str
    keys: Mapping[str, Entry]
    make: Callable[[dict[str, Any], At, Mistakes], Any]
    partly: bool = False

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, dict):
            return told.wrong(at, "a table", value)
        values: dict[str, Any] = {}
        sound = True
        for key, one in value.items():
            entry = self.keys.get(key)
            if entry is None:
                told.unknown((*at, key), "key", key, self.keys)
                continue
            read = entry.shape.read(one, (*at, key), told)
            if read is BAD:
                sound = False
            elif entry.to != NOWHERE:
                values[entry.to or key] = read
        missing = [key for key, entry in self.keys.items() if entry.required and key not in value]
        for key in missing:
            told.add(at, f"needs {key!r}: {self.keys[key].meaning}")
        if missing or not (sound or self.partly):
            return BAD  # what a mistake leaves behind would only be told as further mistakes
        return self.make(values, at, told)

    def schema(self) -> dict[str, Any]:
        described = {}
        for key, entry in self.keys.items():
            described[key] = {**entry.shape.schema(), "description": entry.meaning}
            if entry.example:
                described[key]["examples"] = [entry.example]
        made: dict[str, Any] = {"type": "object", "properties": described, "additionalProperties": False}
        required = [key for key, entry in self.keys.items() if entry.required]
        return {**made, "required": required} if required else made

    @property
    def words(self) -> str:
        return f"table: {self.name}"


class Tables(Shape):
    """A list of tables; `single` allows one table in place of a list of one."""

    each: Shape
    single: bool = False

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if self.single and isinstance(value, dict):
            one = self.each.read(value, at, told)
            return BAD if one is BAD else (one,)
        if not isinstance(value, list):
            return told.wrong(at, "a list of tables", value)
        if len(value) > _MOST_ENTRIES:
            return told.add(at, f"more than {_MOST_ENTRIES} entries")
        return _kept([self.each.read(one, (*at, index), told) for index, one in enumerate(value)])

    def schema(self) -> dict[str, Any]:
        each = self.each.schema()
        many = {"type": "array", "items": each, "maxItems": _MOST_ENTRIES}
        return {"anyOf": [each, many]} if self.single else many

    @property
    def words(self) -> str:
        return f"list of {self.each.words}"


class Either(Shape):
    """A text, or something longer to write."""

    text: Shape
    other: Shape

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        short = isinstance(value, str) or (isinstance(value, list) and isinstance(self.text, Texts))
        return (self.text if short else self.other).read(value, at, told)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.text.schema(), self.other.schema()]}

    @property
    def words(self) -> str:
        return f"{self.text.words}, or {self.other.words}"
