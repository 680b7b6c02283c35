"""Which tests a mutant has to pass: those that run its line in their own process, the nearest and fastest first."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import coverage
from benchmarks.mutation.sampling import module_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.mutation.sampling import Mutant


class Covering:
    """What the measured run knows: tests by line, and how long each takes (s)."""

    def __init__(self, measured: Path, root: Path) -> None:
        self._data = coverage.CoverageData(str(measured / "coverage"))
        self._data.read()
        self._root = root
        self.durations: dict[str, float] = json.loads((measured / "durations.json").read_text())
        self._lines: dict[str, dict[int, list[str]]] = {}
        self._trees: dict[str, ast.Module] = {}
        self._imports: dict[str, dict[str, set[str]]] = {}

    def tests(self, mutant: Mutant, budget: float) -> list[str]:
        """The covering tests that fit into `budget` seconds.

        First the cheapest of the nearest, as far as two fifths of it reach: they are many and small. Then the fastest
        of each file, and the next ones.
        """
        by_line = self._contexts(mutant.path)
        found = {one for line in self._wanted(mutant) for one in by_line.get(line, ())}
        if "()" not in mutant.fault.unit:
            found |= self._elsewhere(mutant)
        covering = found & self.durations.keys()
        near = {one for one in covering if _is_near(one, mutant)}
        chosen = self._fitting(sorted(near, key=lambda one: (self.durations[one], one)), 0.4 * budget)
        left = budget - sum(self.durations[one] for one in chosen)
        return chosen + self._fitting(self._in_turn(covering.difference(chosen), mutant), left)

    def _fitting(self, tests: list[str], budget: float) -> list[str]:
        chosen: list[str] = []
        spent = 0.0
        for test in tests:
            spent += self.durations[test]
            if spent > budget and chosen:
                break
            chosen.append(test)
        return chosen

    def _contexts(self, path: str) -> dict[int, list[str]]:
        if path not in self._lines:
            self._lines[path] = self._data.contexts_by_lineno(str(self._root / path))
        return self._lines[path]

    def _in_turn(self, tests: set[str], mutant: Mutant) -> list[str]:
        files: dict[str, list[str]] = {}
        for test in sorted(tests, key=lambda one: (self.durations[one], one)):
            files.setdefault(test.partition("::")[0], []).append(test)
        turns = {test: turn for found in files.values() for turn, test in enumerate(found)}
        return sorted(
            tests,
            key=lambda one: (
                turns[one] // _share(one, mutant),
                -_share(one, mutant),
                self.durations[one],
                one,
            ),
        )

    def _wanted(self, mutant: Mutant) -> set[int]:
        tree = self._tree(mutant.path)
        if "()" in mutant.fault.unit:
            return _header(tree, mutant.fault.line)
        used = set(_users(tree, mutant.fault.line))
        every = set(self._contexts(mutant.path))
        return used & every or every

    def _elsewhere(self, mutant: Mutant) -> set[str]:
        """The tests of functions of other modules that use what the statement there makes: a table, an expression.

        What another module makes of it outside of functions is followed to those who import that.
        """
        found: set[str] = set()
        waiting = [(mutant.module, _made(self._tree(mutant.path), mutant.fault.line))]
        done: set[tuple[str, str]] = set()
        while waiting:
            module, made = waiting.pop()
            done |= {(module, name) for name in made}
            for path, imported in self._importers(module).items():
                names = imported & {*made, module.rpartition(".")[2]}
                if names:
                    tree = self._tree(path)
                    found.update(one for line in _using(tree, names) for one in self._contexts(path).get(line, ()))
                    further = module_of(path), _spread(tree, names)
                    if not {(further[0], name) for name in further[1]} <= done:
                        waiting.append(further)
        return found

    def _importers(self, module: str) -> dict[str, set[str]]:
        """path -> the names that it imports of a module, or the module's own name where it imports that."""
        if module not in self._imports:
            package, _, name = module.rpartition(".")
            found: dict[str, set[str]] = {}
            for file in self._root.rglob("*.py"):
                for one in ast.walk(self._tree(path := file.relative_to(self._root).as_posix())):
                    if isinstance(one, ast.ImportFrom) and one.module == module:
                        found.setdefault(path, set()).update(each.asname or each.name for each in one.names)
                    elif isinstance(one, ast.ImportFrom) and one.module == package:
                        found.setdefault(path, set()).update(each.name for each in one.names if each.name == name)
            self._imports[module] = found
        return self._imports[module]

    def _tree(self, path: str) -> ast.Module:
        if path not in self._trees:
            self._trees[path] = ast.parse((self._root / path).read_bytes())
        return self._trees[path]


def _share(test: str, mutant: Mutant) -> int:
    """How many tests of that file are asked for one of another: most of the one that is named after the module."""
    named = f"test_{mutant.module.rpartition('.')[2]}.py" in test
    return 40 if named else 4 if _is_near(test, mutant) else 1


def _is_near(test: str, mutant: Mutant) -> bool:
    return test.startswith(f"tests/{mutant.package}/")


def _header(tree: ast.Module, line: int) -> set[int]:
    """The lines of the innermost statement there, or of the exception that is caught there, without the statements that
    it holds."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.ExceptHandler)) and node.lineno <= line <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body and body[0].lineno > node.lineno else node.end_lineno or 0
            if line <= end and not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                lines = set(range(node.lineno, end + 1))
    return lines


def _users(tree: ast.Module, line: int) -> Iterator[int]:
    """The lines of the functions that use what the module's statement at that line makes, and its own."""
    for one in _at(tree, line):
        if isinstance(one, (ast.FunctionDef, ast.ClassDef)):
            yield from range(one.lineno, (one.end_lineno or 0) + 1)
    yield from _using(tree, _made(tree, line))


def _using(tree: ast.Module, names: set[str]) -> Iterator[int]:
    """The lines of the module's functions and classes that use one of these names; another value made of it counts."""
    names = _spread(tree, names)
    for one in tree.body:
        if isinstance(one, (ast.FunctionDef, ast.ClassDef)) and _named(one) & names:
            yield from range(one.lineno, (one.end_lineno or 0) + 1)


def _made(tree: ast.Module, line: int) -> set[str]:
    """The names that the module's statement at that line makes, and those that are made of them."""
    return _spread(tree, {name for one in _at(tree, line) for name in _bound(one)})


def _spread(tree: ast.Module, names: set[str]) -> set[str]:
    """The names, and those that the module's statements outside of functions make of them."""
    names = set(names)
    for one in tree.body:
        if not isinstance(one, (ast.FunctionDef, ast.ClassDef)) and _named(one) & names:
            names |= _bound(one)
    return names


def _at(tree: ast.Module, line: int) -> Iterator[ast.stmt]:
    for one in tree.body:
        first = min([one.lineno, *(each.lineno for each in getattr(one, "decorator_list", ()))])
        if first <= line <= (one.end_lineno or 0):
            yield one


def _bound(one: ast.stmt) -> set[str]:
    if isinstance(one, (ast.FunctionDef, ast.ClassDef)):
        return {one.name}
    return {each.id for each in ast.walk(one) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}


def _named(one: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}
