"""Frozen values without the dataclass machinery.

`dataclasses` imports `inspect`, which costs a hook more than reading the index does, and fills each field by a call of
its own; a tuple with named places is made in one. Type checkers see a frozen dataclass. Where a value and a plain
tuple are both possible, ask `type(one) is tuple`: `isinstance` is true of either.
"""

from __future__ import annotations

try:
    from _collections import _tuplegetter  # type: ignore[import-not-found]  # CPython's own for named tuples
except ImportError:
    from operator import itemgetter

    def _tuplegetter(place: int, _doc: str) -> Any:
        return property(itemgetter(place))


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import Self, dataclass_transform

    _Record = object
else:
    _Record = tuple

    def dataclass_transform(**_options):
        return lambda made: made


_new: Any = tuple.__new__
_same: Any = tuple.__eq__


@dataclass_transform(frozen_default=True)
class _Fields(type):
    """Turns a class body's annotations into the record's places, in order, and its assignments into defaults."""

    def __new__(meta, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        own = tuple([field for field in body.get("__annotations__", {}) if not field.startswith("__")])
        inherited: tuple[str, ...] = next((base.__fields__ for base in bases if hasattr(base, "__fields__")), ())
        defaults: dict[str, Any] = {}
        for base in reversed(bases):
            defaults.update(getattr(base, "__defaults__", {}))
        defaults.update({field: body.pop(field) for field in own if field in body})
        for place, field in enumerate(own, len(inherited)):
            body[field] = _tuplegetter(place, "")
        body["__slots__"] = ()
        body["__fields__"] = inherited + own
        body["__defaults__"] = defaults
        body["__tails__"] = _tails(inherited + own, defaults)
        return super().__new__(meta, name, bases, body)


def _tails(fields: tuple[str, ...], defaults: dict[str, Any]) -> dict[int, tuple[Any, ...]]:
    """How many values were given in order -> what completes them, where all the rest have defaults."""
    tails: dict[int, tuple[Any, ...]] = {len(fields): ()}
    for count in range(len(fields) - 1, -1, -1):
        if fields[count] not in defaults:
            break
        tails[count] = (defaults[fields[count]], *tails[count + 1])
    return tails


class Value(_Record, metaclass=_Fields):
    """A frozen record: fields are the class's annotations, assignments in its body are defaults.

    Defaults are shared between instances: give only immutable ones. Two values are equal when their classes and
    all their fields are.
    """

    def __new__(cls, *args: Any, **named: Any) -> Self:
        tail = None if named else cls.__tails__.get(len(args))  # type: ignore[attr-defined]  # set by the metaclass
        return _new(cls, _completed(cls, args, named) if tail is None else args + tail)  # type: ignore[no-any-return]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _same(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__fields__)  # type: ignore[attr-defined]  # set by the metaclass
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), _values(self)

    def but(self, **changed: Any) -> Self:
        """The same value with some fields changed."""
        cls: Any = type(self)
        unknown = changed.keys() - set(cls.__fields__)
        if unknown:
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
        made: Self = _new(cls, [changed.get(name, value) for name, value in zip(cls.__fields__, _values(self))])  # noqa: B905  # as many
        return made


def _values(value: Any) -> tuple[Any, ...]:
    return tuple(value)


def _completed(cls: Any, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    fields, defaults = cls.__fields__, cls.__defaults__
    if len(args) > len(fields):
        raise TypeError(f"{cls.__name__} takes {len(fields)} values, {len(args)} were given")
    values = list(args)
    for field in fields[len(args) :]:
        if field in named:
            values.append(named.pop(field))
        elif field in defaults:
            values.append(defaults[field])
        else:
            raise TypeError(f"{cls.__name__} needs {field!r}")
    if named:
        raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(named))}, or it was given twice")
    return tuple(values)
