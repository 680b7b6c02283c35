"""Regular expressions that are compiled when they are first asked: most checks ask for a few of them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import compile as expression
    from typing import Any
else:

    class expression:  # noqa: N801  # it stands in for `re.compile`
        """What `re.compile` gives, later. Compiling costs a hook more than all that most of them are asked."""

        __slots__ = ("_given", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

        def __init__(self, *given: Any) -> None:
            self._given = given

        def __getattr__(self, name: str) -> Any:
            import re

            made = re.compile(*self._given)
            for verb in self.__slots__[1:]:
                setattr(self, verb, getattr(made, verb))
            return getattr(made, name)


__all__ = ("expression",)
