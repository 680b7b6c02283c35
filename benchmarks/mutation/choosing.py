"""Which tests a mutant has to pass: those that run its line in their own process, the nearest and fastest first."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import coverage

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

    def tests(self, mutant: Mutant, budget: float) -> list[str]:
        """The covering tests that fit into `budget` seconds: first the fastest of each file, then the next ones."""
        by_line = self._contexts(mutant.path)
        covering = {one for line in self._wanted(mutant) for one in by_line.get(line, ()) if one in self.durations}
        chosen: list[str] = []
        spent = 0.0
        for test in self._in_turn(covering, mutant.package):
            spent += self.durations[test]
            if spent > budget and chosen:
                break
            chosen.append(test)
        return chosen

    def _contexts(self, path: str) -> dict[int, list[str]]:
        if path not in self._lines:
            self._lines[path] = self._data.contexts_by_lineno(str(self._root / path))
        return self._lines[path]

    def _in_turn(self, tests: set[str], package: str) -> list[str]:
        files: dict[str, list[str]] = {}
        for test in sorted(tests, key=lambda one: (self.durations[one], one)):
            files.setdefault(test.partition("::")[0], []).append(test)
        turns = {test: turn for found in files.values() for turn, test in enumerate(found)}
        return sorted(
            tests,
            key=lambda one: (
                turns[one] // (4 if _near(one, package) else 1),
                not _near(one, package),
                self.durations[one],
                one,
            ),
        )

    def _wanted(self, mutant: Mutant) -> set[int]:
        tree = ast.parse((self._root / mutant.path).read_bytes())
        if "()" in mutant.fault.unit:
            return _header(tree, mutant.fault.line)
        used = set(_users(tree, mutant.fault.line))
        every = set(self._contexts(mutant.path))
        return used & every or every


def _near(test: str, package: str) -> bool:
    return test.startswith(f"tests/{package}/")


def _header(tree: ast.Module, line: int) -> set[int]:
    """The lines of the innermost statement there, without the statements that it holds."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body and body[0].lineno > node.lineno else node.end_lineno or 0
            if line <= end and not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                lines = set(range(node.lineno, end + 1))
    return lines


def _users(tree: ast.Module, line: int) -> Iterator[int]:
    """The lines of the functions that use what the module's statement at that line makes."""
    made: set[str] = set()
    for one in tree.body:
        if one.lineno <= line <= (one.end_lineno or 0) or any(
            d.lineno <= line for d in getattr(one, "decorator_list", ()) if line < one.lineno
        ):
            made |= {getattr(one, "name", "")} | {n.id for n in ast.walk(one) if isinstance(n, ast.Name)}
            if isinstance(one, (ast.FunctionDef, ast.ClassDef)):
                yield from range(one.lineno, (one.end_lineno or 0) + 1)
    for one in tree.body:
        if isinstance(one, (ast.FunctionDef, ast.ClassDef)) and any(
            isinstance(n, ast.Name) and n.id in made for n in ast.walk(one)
        ):
            yield from range(one.lineno, (one.end_lineno or 0) + 1)
