"""The view model as plain lists and mappings, and the JSON Schema that follows from its classes."""

from __future__ import annotations

from ledgergate.page import model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Schema = dict[str, Any]

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def plain(value: Any) -> Any:
    """Values as mappings, tuples as lists."""
    fields = getattr(value, "__fields__", None)
    if fields is not None:
        return {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def schema() -> Schema:
    """The schema (draft 7) of what `ledgergate report --format json` prints."""
    title = f"What `ledgergate report --format json` prints, version {model.VERSION}"
    made: dict[str, Schema] = {}
    whole = _record(model.Page, made)
    whole["properties"]["version"] = {"const": model.VERSION}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **whole, "definitions": made}


def _record(made: Any, known: dict[str, Schema]) -> Schema:
    from typing import get_type_hints

    hints = get_type_hints(made)
    keys = {name: _of(hints[name], known) for name in made.__fields__}
    told = " ".join((made.__doc__ or "").split())
    return {"type": "object", "description": told, "required": list(keys), "properties": keys}


def _of(hint: Any, known: dict[str, Schema]) -> Schema:
    from typing import get_args

    parts = get_args(hint)
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if not parts:
        if hint.__name__ not in known:
            known[hint.__name__] = {}  # before its keys, which may speak of it
            known[hint.__name__] = _record(hint, known)
        return {"$ref": f"#/definitions/{hint.__name__}"}
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _of(parts[0], known)}
    if parts[0] is str and type(None) not in parts:
        return {"type": "object", "additionalProperties": _of(parts[1], known)}
    if all(one in _SIMPLE for one in parts):
        return {"type": [_SIMPLE[one] for one in parts]}
    return {"anyOf": [_of(one, known) for one in parts]}
