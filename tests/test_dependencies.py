"""What pyproject.toml declares is imported, and what is imported is declared."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import tomli

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
OWN = {"ledgergate", "ledgergate_hooks"}
STANDARD = {*sys.stdlib_module_names, "tomllib"}  # tomllib since Python 3.11


def normal(requirement: str) -> str:
    """`PyYAML>=6.0` -> `pyyaml`: the distribution's name as PEP 503 writes it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(source: str) -> set[str]:
    """The top names of a module's imports, in functions and under conditions too, except those for type checkers."""
    names = set()
    for node in _run(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
        elif isinstance(node, ast.Call) and _imports(node.func):
            names |= {
                one.value for one in node.args[:1] if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return {name.partition(".")[0] for name in names}


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below that one, without what stands under `if TYPE_CHECKING`: it is never run."""
    for below in ast.iter_child_nodes(node):
        if isinstance(below, ast.If) and ast.unparse(below.test) == "TYPE_CHECKING":
            for one in below.orelse:
                yield from (one, *_run(one))
        else:
            yield from (below, *_run(below))


def _imports(function: ast.expr) -> bool:
    """`__import__`, `import_module` or `importlib.import_module`."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("__import__", "import_module")


def disagreements(
    declared: Iterable[str], sources: Iterable[str], distributions: Mapping[str, Sequence[str]]
) -> list[str]:
    """What is declared and not imported, and the reverse; `distributions` says which of them bring a top name."""
    wanted = {normal(one) for one in declared}
    names = {name for source in sources for name in imported(source)} - STANDARD - OWN
    brought = {name: {normal(one) for one in distributions.get(name, ())} for name in names}
    used = {one for some in brought.values() for one in some}
    return [
        *(f"{one} is declared and never imported" for one in sorted(wanted - used)),
        *(f"{name} is imported and not declared" for name in sorted(names) if not brought[name] & wanted),
    ]


def test_the_declared_dependencies_are_those_that_are_imported() -> None:
    declared = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    modules = [path for folder in ("src", "hooks") for path in (ROOT / folder).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in modules]

    assert disagreements(declared, sources, packages_distributions()) == []


INSTALLED = {"yaml": ["PyYAML"], "git": ["GitPython"], "tomli": ["tomli"], "google": ["one", "other"]}
GUARDED = """\
def parsed(text):
    try:
        import tomli as toml
    except ImportError:
        import tomllib as toml
    return toml.loads(text)
"""


def test_a_dependency_that_nothing_imports_is_found() -> None:
    assert disagreements(["PyYAML>=6.0", "GitPython"], ["import yaml.nodes"], INSTALLED) == [
        "gitpython is declared and never imported"
    ]


def test_an_import_that_is_not_declared_is_found() -> None:
    sources = ["from yaml import load", "import os.path, unheard_of"]
    assert disagreements([], sources, INSTALLED) == [
        "unheard_of is imported and not declared",
        "yaml is imported and not declared",
    ]


def test_an_import_under_a_condition_counts() -> None:
    assert disagreements(["tomli>=2.0.1"], [GUARDED], INSTALLED) == []
    assert disagreements([], [GUARDED], INSTALLED) == ["tomli is imported and not declared"]


def test_an_import_by_a_call_counts() -> None:
    assert disagreements(["pyyaml"], ["__import__('yaml')"], INSTALLED) == []
    assert disagreements(["gitpython"], ["importlib.import_module('git.cmd')"], INSTALLED) == []


def test_the_own_packages_and_relative_imports_need_no_declaration() -> None:
    sources = [
        "from . import yaml",
        "from .git import Git",
        "from ledgergate.git import Git",
        "import ledgergate_hooks",
    ]
    assert disagreements([], sources, INSTALLED) == []


def test_one_of_the_distributions_that_bring_a_name_is_enough() -> None:
    assert disagreements(["one"], ["import google.cloud"], INSTALLED) == []


def test_what_only_type_checkers_see_is_neither_a_use_nor_a_need() -> None:
    source = "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import yaml\nelse:\n    import git\n"
    assert disagreements(["pyyaml"], [source], INSTALLED) == [
        "pyyaml is declared and never imported",
        "git is imported and not declared",
    ]
