"""A fault in a module that is loaded already, or in one that is about to be."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import inspect
import sys
from pathlib import Path
from types import CodeType, FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType
    from typing import Any


def graft(module: str, unit: tuple[str, ...], source: bytes) -> bool:
    """Gives the loaded function the code that `source` has for it; False where that takes the whole module."""
    function = _function(importlib.import_module(module), unit)
    if function is None:
        return False
    old = function.__code__
    for code in _codes(compile(source, old.co_filename, "exec", dont_inherit=True)):
        if (code.co_name, code.co_firstlineno) == (old.co_name, old.co_firstlineno):
            if code.co_freevars != old.co_freevars:
                return False
            function.__code__ = code
            return True
    return False


def _function(module: ModuleType, unit: tuple[str, ...]) -> FunctionType | None:
    if "()" not in unit:
        return None
    found: Any = module
    for name in unit[:-1]:
        found = vars(found).get(name)
        if found is None:
            return None
    found = getattr(found, "__func__", None) or getattr(found, "fget", None) or found
    found = inspect.unwrap(found) if callable(found) else found
    ours = isinstance(found, FunctionType) and found.__code__.co_filename == module.__file__
    return found if ours and found.__code__.co_name == unit[-2] else None


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


class Overlay(importlib.abc.MetaPathFinder):
    """Loads one module from another text, under its own name and place."""

    def __init__(self, module: str, text: Path) -> None:
        self._module = module
        self._text = text

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(name, spec.origin, self._text)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, origin: str, text: Path) -> None:
        super().__init__(name, origin)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text.read_bytes(), self.path, "exec", dont_inherit=True)


def overlay(module: str, text: Path) -> None:
    assert module not in sys.modules, f"{module} is loaded already"
    sys.meta_path.insert(0, Overlay(module, text))
