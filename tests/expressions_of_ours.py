"""Every regular expression of the gate and its hooks, what is asked of it, and the long runs that it is fed."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]  # private, but the only reader of the grammar
from typing import Any, NamedTuple

import ledgergate
import ledgergate_hooks
from ledgergate.expressions import expression

_LATE: Any = expression  # a class when it runs
_VERBS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")
_WHOLE = {"match", "fullmatch"}
# Expressions whose texts are cut before they are asked, and the most characters that these have.
BOUNDED = {
    "ledgergate.control.earlier": 2000,  # longer lines are no lines to read
    "ledgergate.control.shell": 2000,
    "ledgergate.control.words": 2000,
    "ledgergate.init": 2000,  # nobody waits at a commit for it; cells and headings
    "ledgergate.ledgers.identity._NUMBER": 200,
    "ledgergate.markdown.boxes._IN_A_CELL": 4000,  # up to a box, from _NEAR bytes before it
    "ledgergate.markdown.boxes._TAGGED": 4000,
    "ledgergate.truth.likened._TOKEN": 500,  # patterns of a policy
}
_MOST = 12
_FILLERS = ("a", " ", "1", ".", "-", "\n", "é")
_SAMPLES = " \tab1A.,:;-_/\\|#()[]<>{}*`'\"$@&=+!?~\n\x01é"
# Expressions that are handed on, and what those do with them to whom they are handed.
ASKED = {
    "ledgergate.markdown.boxes._IN_A_CELL": ("fullmatch",),
    "ledgergate.markdown.boxes._TAGGED": ("fullmatch",),
    "ledgergate.ledgers.identity._KEY_FORM": ("match",),
    "ledgergate.ledgers.identity._WORDED": ("match",),
}


class Own(NamedTuple):
    """An expression: where it stands, how it is asked, and what it was made of."""

    name: str
    verbs: tuple[str, ...]  # how it is asked: "finditer" stands for all that look for it
    pattern: str | bytes
    flags: int

    def compiled(self) -> Any:
        return re.compile(self.pattern, self.flags)


def every() -> list[Own]:
    """The expressions that modules hold, by name or in a table, and the texts handed to `re` on the spot."""
    found: dict[tuple[str | bytes, int], Own] = {}
    for package in (ledgergate, ledgergate_hooks):
        for one in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if one.name.endswith("__main__"):
                continue
            module = importlib.import_module(one.name)
            nodes = list(ast.walk(ast.parse(Path(module.__file__ or "").read_bytes())))
            held = list(_held(one.name, vars(module), _asked(nodes)))
            there = {own.pattern for own in held}
            for own in (*held, *(own for own in _on_the_spot(one.name, nodes) if own.pattern not in there)):
                known = found.get((own.pattern, own.flags), own)
                verbs = tuple(sorted({*own.verbs, *known.verbs}))
                found[own.pattern, own.flags] = known._replace(verbs=verbs)
    return list(found.values())


def longest(own: Own) -> int:
    """The most characters that the expression is given, 0 where nothing bounds them."""
    return next((most for name, most in BOUNDED.items() if own.name.startswith(name)), 0)


def _held(module: str, names: dict[str, Any], asked: dict[str, set[str]]) -> Iterator[Own]:
    for name, value in names.items():
        for pattern, flags in _inside(value):
            yield Own(
                f"{module}.{name}",
                ASKED.get(f"{module}.{name}") or _verbs(asked.get(name, {"handed on"})),
                pattern,
                flags,
            )


def _verbs(asked: set[str]) -> tuple[str, ...]:
    return tuple(sorted({one if one in _WHOLE else "finditer" for one in asked}))


def _inside(value: Any) -> Iterator[tuple[str | bytes, int]]:
    if isinstance(value, re.Pattern):
        yield value.pattern, value.flags & ~re.UNICODE if isinstance(value.pattern, str) else value.flags
    elif isinstance(value, _LATE):
        given = value._given
        yield given[0], int(given[1]) if len(given) > 1 else 0
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _inside(one)


def _asked(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """Name -> what the module asks of it; a name that is handed on may be asked anything."""
    asked: dict[str, set[str]] = {}
    known: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute):
            value = node.value
            for one in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                if isinstance(one, ast.Name):
                    asked.setdefault(one.id, set()).add(node.attr)
                    known.add(id(one))
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in known:
            asked.setdefault(node.id, set()).add("handed on")
    return asked


def _on_the_spot(module: str, nodes: list[ast.AST]) -> Iterator[Own]:
    for node in nodes:
        if (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
            and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            and isinstance(node.args[0], ast.Constant) and node.func.attr in (*_VERBS, "compile")
        ):  # fmt: skip
            flags = [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr.isupper()]
            told = sum({int(getattr(re, one.attr)) for one in flags})
            yield Own(f"{module}:{node.lineno}", _verbs({node.func.attr}), _text(node.args[0].value), told)


def _text(value: object) -> str | bytes:
    assert isinstance(value, (str, bytes))
    return value


def runs(own: Own) -> Iterator[tuple[str, str, str]]:
    """What stands before a run, what is repeated in it, and what ends it: of the expression's own letters and parts.

    Each repeat of the expression is repeated itself, after what leads to it, and each two of its parts in turn.
    """
    text = own.pattern if isinstance(own.pattern, str) else own.pattern.decode("latin-1")
    tree = parser.parse(text, own.flags & (re.VERBOSE | re.IGNORECASE | re.DOTALL | re.MULTILINE))
    atoms = dict.fromkeys((*_atoms(tree), *_FILLERS))
    heads = dict.fromkeys(("", *(head for head, _ in _repeats(tree, ""))))
    bodies = dict.fromkeys(body for _, body in _repeats(tree, "") if body)
    parts = list(atoms)[:10]
    seeds = dict.fromkeys((*bodies, *atoms, *(one + other for one in parts for other in parts if one != other)))
    for seed in seeds:
        yield "", seed, "\x01"
    for seed in (*bodies, *atoms)[:_MOST]:
        for head in list(heads)[1:_MOST]:
            yield head, seed, "\x01"


def _atoms(tree: Any) -> Iterator[str]:
    """Runs of literals, and one letter of each class."""
    run = ""
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            yield run
        run = ""
        if name in ("IN", "NOT_LITERAL", "ANY"):
            yield from _letters(name, argument)
        for body in _bodies(name, argument):
            yield from _atoms(body)
    if run:
        yield run


def _letters(name: str, argument: Any) -> Iterable[str]:
    """One or two letters that the part reads."""
    if name == "ANY":
        return ("a",)
    if name == "NOT_LITERAL":
        return ("b" if argument == 97 else "a",)
    pattern = parser.SubPattern(parser.State())
    pattern.append((parser.IN, argument))
    from re import _compiler as compiler  # type: ignore[attr-defined]

    made = compiler.compile(pattern, 0)
    return [one for one in _SAMPLES if made.match(one)][:2]


def _bodies(name: str, argument: Any) -> list[Any]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [argument[2]]
    if name == "SUBPATTERN":
        return [argument[-1]]
    if name == "BRANCH":
        return list(argument[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    return [argument] if name == "ATOMIC_GROUP" else []


def _repeats(tree: Any, head: str) -> Iterator[tuple[str, str]]:
    """Each repeat's body as a text, and a text that leads to it."""
    for operation, argument in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[1] > 8:
            yield head, _said(argument[2])
        for body in _bodies(name, argument):
            yield from _repeats(body, head)
        if name not in ("ASSERT", "ASSERT_NOT"):
            head += _said([(operation, argument)])


def _said(tree: Any) -> str:
    """A text that the parts read, the shortest but for repeats of none, which are read once where that is all."""
    text = ""
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            text += chr(argument)
        elif name in ("IN", "NOT_LITERAL", "ANY"):
            text += "".join(list(_letters(name, argument))[:1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            text += _said(argument[2]) * max(1, argument[0]) if argument[0] or len(tree) == 1 else ""
        elif name not in ("ASSERT", "ASSERT_NOT"):
            text += "".join(_said(body) for body in _bodies(name, argument)[:1])
    return text
