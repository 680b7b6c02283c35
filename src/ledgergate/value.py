"""Frozen values without the dataclass machinery.

`dataclasses` imports `inspect`, which costs a hook more than reading the index does; a metaclass that turns
annotations into slots costs nothing. Type checkers see a frozen dataclass.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_options):
        return lambda made: made


@dataclass_transform(frozen_default=True)
class _Slots(type):
    """Turns a class body's annotations into slots, in order, and its assignments into defaults."""

    def __new__(meta, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        own = tuple(field for field in body.get("__annotations__", {}) if not field.startswith("__"))
        inherited: tuple[str, ...] = next((base.__fields__ for base in bases if hasattr(base, "__fields__")), ())
        defaults: dict[str, Any] = {}
        for base in reversed(bases):
            defaults.update(getattr(base, "__defaults__", {}))
        defaults.update({field: body.pop(field) for field in own if field in body})
        body["__slots__"] = own
        body["__fields__"] = inherited + own
        body["__defaults__"] = defaults
        made: Any = super().__new__(meta, name, bases, body)
        made.__setters__ = tuple(getattr(made, field).__set__ for field in made.__fields__)
        return made


class Value(metaclass=_Slots):
    """A frozen record: fields are the class's annotations, assignments in its body are defaults.

    Defaults are shared between instances: give only immutable ones. Two values are equal when their classes and
    all their fields are.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        cls: Any = type(self)
        fields = cls.__fields__
        if named or len(args) < len(fields):
            args = _completed(cls, args, named)
        elif len(args) > len(fields):
            raise TypeError(f"{cls.__name__} takes {len(fields)} values, {len(args)} were given")
        for put, value in zip(cls.__setters__, args, strict=True):
            put(self, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))

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
        made: Self = cls(*(changed.get(name, getattr(self, name)) for name in cls.__fields__))
        return made


def _values(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value.__fields__])


def _completed(cls: Any, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    fields, defaults = cls.__fields__, cls.__defaults__
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
