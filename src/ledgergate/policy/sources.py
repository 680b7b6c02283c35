"""The tables of a policy that say where items, rows and fields are read from."""

from __future__ import annotations

from ledgergate.policy.mistakes import BAD
from ledgergate.policy.model import Dispositions, Field, Key, Rows, Source
from ledgergate.policy.reach import idle
from ledgergate.policy.shapes import Choice, Either, Entry, Flag, Map, Table, Text, Texts, Whole
from ledgergate.policy.texts import GLOB, GLOBS, REGEX, WORDS, from_trouble, regex_trouble
from ledgergate.shapes import SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.policy.lines import At
    from ledgergate.policy.mistakes import Mistakes
    from ledgergate.shapes import Shape

_FROM = Text(
    '"folder", "file", "path", "heading", "link", "text", "cell:NAME", "front-matter:NAME" or "label:NAME"',
    from_trouble,
)


def _key(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    return Key(**values) if values else told.add(at, "an empty table finds no key; give 'from' or 'pattern'")


KEY = Table(
    "key",
    {
        "from": Entry(
            _FROM,
            "Where it stands; without it where the shape has it (heading, key column, list text)",
            'from = "folder"',
            to="source",
        ),
        "pattern": Entry(
            REGEX,
            "Cuts it out: a named group `key` (for a title `title`), or the groups that `format` names",
            r"pattern = '^(?P<key>\d{3,4})-'",
        ),
        "prefix": Entry(
            Text(),
            "Put before what was found; rows that write the bare number say it in their own key, too",
            'prefix = "KEP-"',
        ),
        "format": Entry(Text(), "Joins several named groups of the pattern", 'format = "{epic}-{story}"'),
    },
    _key,
)

_CELLS = " or ".join(shape.called for shape in SHAPES.values() if shape.key == "cell")
_LABELS = " or ".join(shape.called for shape in SHAPES.values() if shape.key == "label")
_COLUMNS = " or ".join(shape.called for shape in SHAPES.values() if "columns" in shape.takes)


def keyed(values: dict[str, Any], name: str, shape: Shape | None, at: At, told: Mistakes) -> None:
    """Turns what was given for `key` or `title` into a Key; a text with a group, or without a shape, is a pattern."""
    given = values.get(name)
    if given is None:
        return
    if type(given) is tuple and len(given) > 1:
        _any_column(values, name, shape, at, told)
        return
    if type(given) in (str, tuple):
        given = given if isinstance(given, str) else given[0]
        place = shape.key if shape is not None and "(?P<" not in given else ""
        given = Key(source=f"{place}:{given}") if place else Key(pattern=given)
    sentence = _group_trouble(given, name)
    if sentence:
        told.add((*at, name), sentence)
        del values[name]
    else:
        values[name] = given


def _any_column(values: dict[str, Any], name: str, shape: Shape | None, at: At, told: Mistakes) -> None:
    """A table whose key column has several names: whichever of them a table has holds the key."""
    given = values.pop(name)
    if shape is None or "columns" not in shape.takes or name != "key":
        told.add((*at, name), f"several names are for the key column of {_COLUMNS}; give one")
        return
    values["columns"] = (*given, *values.get("columns", ()))


def _group_trouble(key: Key, name: str) -> str:
    if not key.format:
        return regex_trouble(key.pattern, (name,) if name == "key" else (name, "key")) if key.pattern else ""
    import re
    from string import Formatter

    groups = set(re.compile(key.pattern).groupindex)
    try:
        wanted = {part[1] for part in Formatter().parse(key.format) if part[1] is not None}
    except ValueError as error:
        return f"format is not of the form '{{epic}}-{{story}}': {error}"
    if not wanted or not wanted <= groups:
        return f"format needs named groups of the pattern: {', '.join(sorted(wanted - groups)) or 'it names none'}"
    return ""


def _field(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    name = str(at[-1])
    if "labels" not in values and values.get("source", "label") == "label":
        values["labels"] = (name,)
    if "ledger" in values and values.get("kind") != "refers":
        told.add((*at, "ledger"), 'is read with `kind = "refers"` alone')
    if values.get("labels") and values.get("source", "label") != "label":
        values.setdefault("both", True)
    return Field(name, **values)


class _Label(Text):
    """A field given as its label alone."""

    def read(self, value: Any, at: At, told: Mistakes) -> Any:
        read = super().read(value, at, told)
        return BAD if read is BAD else Field(str(at[-1]), (read,))


_FIELD_FROM = ("label", "heading", "folder", "file", "text", "checkbox", "struck", "codes")
FIELD = Table(
    "field",
    {
        "label": Entry(
            Texts(),
            "Column, bold label, front-matter or YAML key with the value; the field's name without it",
            'label = ["Status", "State"]',
            to="labels",
        ),
        "values": Entry(
            Text("the name of a vocabulary"),
            "The vocabulary that its values come from",
            'values = "bucket"',
            to="vocabulary",
        ),
        "required": Entry(Flag(), "Every item must have a value (LG201)"),
        "kind": Entry(
            Choice(("value", "text", "evidence", "number", "score", "key", "alias", "refers")),
            "What the value is; `evidence` cites paths, specs or links, `key` names the item itself (LG211), `alias` "
            "gives rows further names for it, `refers` names items of a ledger (LG302)",
        ),
        "ledger": Entry(
            Text("the name of a ledger"),
            "Of `refers`: the ledger whose items the value names, one or several; the field's own without it",
            'ledger = "candidates"',
        ),
        "from": Entry(
            Choice(_FIELD_FROM),
            "Where it stands: a label, the heading above, folder, file name, text, box, strike-through, code spans",
            'from = "folder"',
            to="source",
        ),
        "pattern": Entry(REGEX, "Cuts the value out of where it stands", r"pattern = 'Prio-(?P<value>P\d)'"),
        "map": Entry(Map(Text()), "The documents' own words for the vocabulary's keys", 'map = { Shipped = "done" }'),
        "classifies": Entry(Flag(), "A report may give this field a bucket; the items that have it inherit the bucket"),
        "default": Entry(Text(), "The value of items that state none"),
        "exact": Entry(Flag(), "Nothing may stand after the value: no note, no date"),
        "both": Entry(
            Flag(),
            "Read the place (`from`) and the labels: two different values are a finding; on where both are given",
        ),
    },
    _field,
)
FIELDS = Map(Either(_Label("a label"), FIELD))

_UNDER = "Headings under which the items stand; without it anywhere"


_PATH = Entry(GLOB, "Path or glob of the documents", 'path = "docs/candidates.md"', required=True)
_SOURCE_KEYS = {
    "items": Entry(Choice(tuple(SHAPES)), "How the items are written", 'items = "headings"', required=True),
    "level": Entry(Whole(0, 6), "Headings: their level; 0 is any"),
    "under": Entry(Texts(), _UNDER, 'under = ["Open candidates", "Deferred"]'),
    "not_under": Entry(Texts(), "Headings under which nothing is an item", 'not_under = "Closed"'),
    "key": Entry(
        Either(Texts(), KEY),
        f"The key: a text (column of {_CELLS}, several in a list; field of {_LABELS}; with a group "
        "`key`, and elsewhere, a regular expression), or a table",
        'key = "Candidate"',
    ),
    "title": Entry(
        Either(Text(), KEY),
        f"The title: a text (the column of {_CELLS}, the field of {_LABELS}, with a group `title`, and "
        "elsewhere, a regular expression), or a table",
        'title = "Name"',
    ),
    "columns": Entry(Texts(), "Further columns by which a table is recognised", 'columns = ["Owner"]'),
    "exclude": Entry(
        GLOBS,
        "Paths that `path` matches and that contain no items; without a slash, names",
        'exclude = ["template.md"]',
    ),
    "ignore": Entry(
        Texts(WORDS),
        "Headings, rows or keys that are no items: texts or /regular expressions/",
        'ignore = ["How to add one"]',
    ),
    "at": Entry(Text(), "YAML, TOML: the key path of the items", 'at = "development_status"'),
    "pattern": Entry(REGEX, "What makes a paragraph, a list entry or a key an item", r"pattern = '^\d+\.'"),
    "file": Entry(GLOB, "Items that are folders: the file inside that has the fields", 'file = "spec.md"'),
    "fields": Entry(FIELDS, "Fields of this source alone, by name; they override the ledger's"),
    "optional": Entry(Flag(), "The documents may be absent"),
    "depth": Entry(Whole(0, 20), "Lists: 1 is the outermost level, 0 is any"),
}


def _source(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    for name in ("key", "title"):
        keyed(values, name, SHAPES[values["items"]], at, told)
    for name, sentence in idle(values, SHAPES[values["items"]]):
        told.add((*at, name), sentence)
    path = values["path"]
    if "file" in values and path and not path.endswith("/"):
        if "." in path.rpartition("/")[2]:
            told.add((*at, "file"), f"has no effect beside a path of files; folders end in a slash: '{path}/'")
        values["path"] = path + "/"
    return Source(**values, line=told.lines.of(at))


SOURCE = Table("source", {"path": _PATH, **_SOURCE_KEYS}, _source)


_COLUMN = Table(
    "column",
    {
        "field": Entry(Text(), "The field that the column restates", required=True),
        "map": Entry(Map(Text()), "The column's own words for the vocabulary's keys", 'map = { Shipped = "done" }'),
    },
    lambda values, at, told: (values["field"], values.get("map", {})),
)


def _rows(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    bound, maps = values.pop("bound", {}), dict(values.pop("maps", {}))
    columns = {}
    for column, target in bound.items():
        columns[column] = target if isinstance(target, str) else target[0]
        if not isinstance(target, str) and target[1]:
            maps[target[0]] = {**maps.get(target[0], {}), **target[1]}
    return Rows(_source({"path": "", **values}, at, told), columns, maps)


_ROW_KEYS = {
    "path": _PATH.but(meaning="Path or glob of the documents; the report itself without it", required=False),
    **_SOURCE_KEYS,
    "columns": Entry(
        Map(Either(Text(), _COLUMN)),
        "Column or label -> the ledger's field that it restates; or a table of `field` and `map`",
        'columns = { Bucket = "bucket" }',
        to="bound",
    ),
    "map": Entry(
        Map(Map(Text())),
        "Field -> the report's own word -> the vocabulary's key",
        'map = { bucket = { Shipped = "done" } }',
        to="maps",
    ),
}
ROWS = Table("rows", _ROW_KEYS, _rows)


def _dispositions(values: dict[str, Any], at: At, told: Mistakes) -> Any:
    for kind in ("merged", "superseded", "renamed", "dropped", "moved"):
        if kind in values:
            values[kind] = (*getattr(Dispositions(), kind), *values[kind])
    return Dispositions(**values)


DISPOSITIONS = Table(
    "dispositions",
    {
        "path": Entry(
            GLOB,
            "The document that tombstones are written in; the ledger's documents and its reports without it",
            'path = "docs/candidates.md"',
        ),
        "under": Entry(Texts(), "Headings under which they stand", 'under = ["Closed", "Merged"]'),
        "merged": Entry(Texts(), "Further words for merged into", 'merged = "folded into"'),
        "superseded": Entry(Texts(), "Further words for superseded by"),
        "renamed": Entry(Texts(), "Further words for renamed from"),
        "dropped": Entry(Texts(), "Further words for dropped because"),
        "moved": Entry(Texts(), "Further words for moved to"),
    },
    _dispositions,
)
