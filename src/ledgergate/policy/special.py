"""Shapes of single keys that are like no other: coverage, row counts, rule levels."""

from __future__ import annotations

from ledgergate.policy.mistakes import BAD
from ledgergate.policy.model import ALL, Count
from ledgergate.policy.shapes import Choice, Map, Shape, Text, Texts
from ledgergate.policy.texts import GLOB

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes

# Names that the contract's examples use for rules whose pages carry another name.
SAME_RULE = {"lookalike-candidates": "lookalike-items", "candidate-vanished": "item-vanished"}
LEVEL = Choice(("block", "advise", "off"))
_ROWS = "rows"


class Covers(Shape):
    """Field -> values; "all" and {} are every item, "none" is read as None."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if isinstance(value, str):
            return (
                {"all": {}, "none": None}[value]
                if value in ("all", "none")
                else told.unknown(at, "word", value, ("all", "none"))
            )
        return Map(Texts()).read(value, at, told)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"enum": ["all", "none"]}, Map(Texts()).schema()]}

    @property
    def words(self) -> str:
        return '"all" or "none", or table: field = values'


class Gives(Shape):
    """true is every field that the report states; a list names those that it may give a value."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        return ((ALL,) if value else ()) if isinstance(value, bool) else Texts().read(value, at, told)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "boolean"}, Texts().schema()]}

    @property
    def words(self) -> str:
        return "true or false, or list: text"


class Terms(Shape):
    """A list of terms, or term -> the words that must not stand for it."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if isinstance(value, dict):
            return Map(Texts()).read(value, at, told)
        read = Texts().read(value, at, told)
        return BAD if read is BAD else dict.fromkeys(read, ())

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Texts().schema(), Map(Texts()).schema()]}

    @property
    def words(self) -> str:
        return "list: text, or table: term = list of text"


class Band(Shape):
    """`rows` or `field=value` -> how many rows: a number, or [least, most]."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, dict):
            return told.wrong(at, "a table", value)
        read = [self._one(name, band, (*at, name), told) for name, band in value.items()]
        return tuple([one for one in read if one is not BAD])

    def _one(self, name: str, band: Any, at: At, told: Mistakes) -> Any:
        field, equals, wanted = (part.strip() for part in name.partition("="))
        if name != _ROWS and not (field and equals and wanted):
            return told.add(at, "expected 'rows' or 'field=value'")
        ends = band if isinstance(band, list) else [band, band]
        if len(ends) != 2 or not all(type(end) is int and 0 <= end <= 1_000_000 for end in ends) or ends[0] > ends[1]:
            return told.add(at, "expected a number of rows, or [least, most]")
        return Count("" if name == _ROWS else field, wanted, *ends)

    def schema(self) -> dict[str, Any]:
        number = {"type": "integer", "minimum": 0}
        pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        names = {"pattern": "^(rows|[^=]+=.+)$"}
        return {"type": "object", "propertyNames": names, "additionalProperties": {"anyOf": [number, pair]}}

    @property
    def words(self) -> str:
        return "table: name = number or [least, most]"


class Rule(Text):
    """A rule's name or code; the name under which the catalogue knows it."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        read = super().read(value, at, told)
        if read is BAD:
            return BAD
        name = SAME_RULE.get(read, read)
        return name if not told.rules or name in told.rules else told.unknown(at, "rule", read, told.rules)


class Rules(Shape):
    """Rule -> level; `"*"` is every rule; `paths` holds the same per glob."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        if not isinstance(value, dict):
            return told.wrong(at, "a table", value)
        by_path = value.get("paths", {})
        made: dict[str, Any] = self._levels({name: one for name, one in value.items() if name != "paths"}, at, told)
        globs = Map(_PathLevels(), GLOB).read(by_path, (*at, "paths"), told)
        return {"": made, "paths": globs if globs is not BAD else {}}

    def _levels(self, given: dict[str, Any], at: At, told: Mistakes) -> dict[str, str]:
        made = {}
        for name, one in given.items():
            rule = name if name == ALL else RULE.read(name, (*at, name), told)
            level = LEVEL.read(one, (*at, name), told)
            if rule is not BAD and level is not BAD:
                made[rule] = level
        return made

    def schema(self) -> dict[str, Any]:
        each = {"type": "object", "additionalProperties": LEVEL.schema()}
        paths = {"type": "object", "additionalProperties": each, "description": "Glob -> rule -> level"}
        return {**each, "properties": {"paths": paths}}

    @property
    def words(self) -> str:
        return "table: rule = level"


class _PathLevels(Rules):
    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        return self._levels(value, at, told) if isinstance(value, dict) else told.wrong(at, "a table", value)


RULE = Rule("a rule's name or code")
RULES = Rules()
COVERS = Covers()
GIVES = Gives()
TERMS = Terms()
BAND = Band()


def levels(read: dict[str, Any]) -> tuple[dict[str, str], tuple[tuple[str, str, str], ...]]:
    """The levels that hold everywhere, and (rule, glob, level) in the order of the file."""
    by_path = tuple(
        (rule, glob, level) for glob, given in read.get("paths", {}).items() for rule, level in given.items()
    )
    return read.get("", {}), by_path
