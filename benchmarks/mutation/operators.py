"""One small fault each: what may be written otherwise at a place of a module, as a text that replaces another one.

The faults are those that mutmut and cosmic-ray make (comparisons, `and`/`or`, `not`, numbers, strings, arithmetic,
`break`/`continue`, exceptions, values assigned and returned), and three that they leave out and a gate needs: a
condition that is always met or never, a statement that is left out, and a finding that is not yielded.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARISONS = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
}
_ARITHMETIC = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
    ast.Mod: ("%", "+"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
}
_NAMES = {
    "any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list",
    "startswith": "endswith", "endswith": "startswith", "lower": "upper", "upper": "lower", "strip": "lstrip",
    "lstrip": "rstrip", "rstrip": "lstrip", "find": "rfind", "rfind": "find", "partition": "rpartition",
    "rpartition": "partition", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "match": "search", "fullmatch": "match", "isdisjoint": "issubset", "issubset": "isdisjoint",
}  # fmt: skip
# How much is done at a time, or from where on a faster way is taken: another number changes the cost and no answer.
_PACES = ("_AT_ONCE", "_CHUNK", "_FAR", "_FEW", "_LITTLE", "_VERY_FEW")


class Fault(Value):
    """From `start` to `end` (bytes of the module) stands `text` instead; `unit` is the function that holds it."""

    kind: str
    line: int
    start: int
    end: int
    text: str
    unit: tuple[str, ...]


def faults(source: bytes) -> list[Fault]:
    """Every fault of a module, in the order of its text."""
    found = list(_Walk(source).below(ast.parse(source), ()))
    return sorted(set(found), key=lambda one: (one.start, one.end, one.text))


def faulty(source: bytes, fault: Fault) -> bytes:
    return source[: fault.start] + fault.text.encode() + source[fault.end :]


class _Walk:
    """A walk over a module; docstrings, annotations, paces and what only type checkers read are left out."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def below(self, node: ast.AST, unit: tuple[str, ...]) -> Iterator[Fault]:
        for child in _children(node):
            # A function within a function is made anew at each call, so the outer one's code holds it.
            within = unit and unit[-1] == "()"
            inner = unit
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and not within:
                for outer in (
                    *child.decorator_list,
                    *(child.args.defaults if isinstance(child, ast.FunctionDef) else ()),
                ):
                    yield from self._at(outer, ())
                inner = (*unit, child.name, *(["()"] if isinstance(child, ast.FunctionDef) else []))
            yield from self._here(child, inner)
            yield from self.below(child, inner)

    def _at(self, node: ast.AST, unit: tuple[str, ...]) -> Iterator[Fault]:
        yield from self._here(node, unit)
        yield from self.below(node, unit)

    def _here(self, node: ast.AST, unit: tuple[str, ...]) -> Iterator[Fault]:
        for kind, (start, end), text in _changes(node, self):
            yield Fault(kind, bisect_right(self._lines, start), start, end, text, unit)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.lineno - 1] + node.col_offset, self._lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.span(node)
        return self._source[start:end].decode()

    def between(self, left: ast.expr, right: ast.expr, sign: str) -> tuple[int, int] | None:
        """Where the operator stands between two operands, whatever brackets are there, too."""
        start, end = self.span(left)[1], self.span(right)[0]
        gap = re.sub(rb"#[^\n]*", lambda one: b" " * len(one[0]), self._source[start:end])
        found = re.search(sign.encode(), gap)
        return (start + found.start(), start + found.end()) if found else None


def _children(node: ast.AST) -> Iterator[ast.AST]:
    left_out: set[int] = set()
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        left_out |= {id(one) for one in node.decorator_list}
    if isinstance(node, ast.FunctionDef):
        left_out |= {id(node.args), id(node.returns)}
    if isinstance(node, ast.AnnAssign):
        left_out.add(id(node.annotation))
    if isinstance(node, ast.JoinedStr):  # its constants have no place of their own
        left_out |= {id(one) for one in node.values if isinstance(one, ast.Constant)}
    if isinstance(node, ast.FormattedValue) and node.format_spec:
        left_out.add(id(node.format_spec))
    for child in ast.iter_child_nodes(node):
        typing = isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"
        typing |= isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) in ("TYPE_CHECKING", *_PACES)
        said = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if id(child) not in left_out and not typing and not said:
            yield child


def _changes(node: ast.AST, at: _Walk) -> Iterator[tuple[str, tuple[int, int], str]]:
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            sign, other = _COMPARISONS[type(operator)]
            if place := at.between(left, right, sign):
                yield "comparison", place, other
    elif isinstance(node, ast.BoolOp):
        sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            if place := at.between(left, right, sign):
                yield "and/or", place, other
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        sign, other = _ARITHMETIC[type(node.op)]
        if place := at.between(node.left, node.right, sign):
            yield "arithmetic", place, other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "sign", at.span(node), f"({at.text(node.operand)})"
    elif isinstance(node, ast.Constant):
        yield from _constants(node, at)
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield from _conditions(node, at)
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield "condition", at.span(test), "True"
    elif isinstance(node, ast.Lambda):
        yield "value", at.span(node.body), "None"
    elif isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield "exception", at.span(node.type), "()"
    elif isinstance(node, ast.Call):
        yield from _calls(node, at)
    elif isinstance(node, ast.stmt):
        yield from _statements(node, at)


def _constants(node: ast.Constant, at: _Walk) -> Iterator[tuple[str, tuple[int, int], str]]:
    if isinstance(node.value, bool):
        yield "constant", at.span(node), str(not node.value)
    elif isinstance(node.value, int):
        yield "constant", at.span(node), str(node.value + 1)
    elif isinstance(node.value, str):
        yield "text", at.span(node), repr(f"XX{node.value}XX")
    elif isinstance(node.value, bytes):
        yield "text", at.span(node), repr(b"XX" + node.value + b"XX")


def _conditions(node: ast.If | ast.While | ast.IfExp, at: _Walk) -> Iterator[tuple[str, tuple[int, int], str]]:
    names = any(isinstance(one, ast.NamedExpr) for one in ast.walk(node.test))
    text = at.text(node.test)
    yield "condition", at.span(node.test), f"(({text}) and False)" if names else "False"
    if not isinstance(node, ast.While):
        yield "condition", at.span(node.test), f"(({text}) or True)" if names else "True"


def _calls(node: ast.Call, at: _Walk) -> Iterator[tuple[str, tuple[int, int], str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _NAMES:
        end = at.span(node.func)[1]
        yield "name", (end - len(name), end), _NAMES[name]


def _statements(node: ast.stmt, at: _Walk) -> Iterator[tuple[str, tuple[int, int], str]]:
    if isinstance(node, (ast.Return, ast.Assign, ast.AnnAssign)) and node.value and not _is_none(node.value):
        yield "value", at.span(node.value), "None"
    elif isinstance(node, ast.AugAssign):
        start = at.span(node.target)[1]
        sign = at.between(node.target, node.value, "[-+|&*/]=")
        if sign:
            yield "arithmetic", (max(start, sign[0]), sign[1]), "="
    elif isinstance(node, ast.Break):
        yield "loop", at.span(node), "continue"
    elif isinstance(node, ast.Continue):
        yield "loop", at.span(node), "break"
    elif isinstance(node, ast.Raise):
        yield "statement", at.span(node), "pass"
    elif isinstance(node, ast.Expr):
        # A generator without its yields would be no generator.
        kept = isinstance(node.value, (ast.Yield, ast.YieldFrom))
        yield "statement", at.span(node), f"({at.text(node.value)}) if False else None" if kept else "pass"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
