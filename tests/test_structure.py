"""No file imports itself by way of others, whether at once, in a function, or for types alone."""

from __future__ import annotations

import ast
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Imports = Mapping[str, Mapping[str, str]]  # file -> the files that it imports -> where the first statement stands

ROOT = Path(__file__).resolve().parents[1]
TREES = (ROOT / "src", ROOT / "hooks")


def test_no_files_import_each_other_in_a_circle() -> None:
    imports = imports_of(*TREES)
    assert len(imports) > 200
    found = circles(imports)
    assert not found, "\n".join(shown(circle, imports) for circle in found)


def test_a_circle_is_found_through_types_functions_and_submodules(tmp_path: Path) -> None:
    imports = written(
        tmp_path,
        {
            "__init__": "from shop.till import Till\n",
            "till": "from shop import goods, prices\n",
            "goods": "def price():\n    import shop.prices\n",
            "prices": "import re\nif TYPE_CHECKING:\n    from . import goods\n",
            "doors": "from shop import Till, walls\n",
            "walls": "from shop.doors import DOORS\n",
        },
    )
    doors, goods = circles(imports)
    assert doors == ["src/shop/doors.py", "src/shop/walls.py"]
    assert goods == ["src/shop/goods.py", "src/shop/prices.py"]
    assert shown(goods, imports).splitlines() == [
        "2 files import each other:",
        "  src/shop/goods.py:2 imports src/shop/prices.py",
        "  src/shop/prices.py:3 imports src/shop/goods.py",
    ]


def test_an_import_of_a_submodule_is_none_of_its_package(tmp_path: Path) -> None:
    shop = {
        "__init__": "from shop.till import Till\n",
        "till": "import shop.goods\nfrom shop import goods\nfrom shop.goods import Goods\n",
        "goods": "",
    }
    assert circles(written(tmp_path, shop)) == []
    (circle,) = circles(written(tmp_path, {**shop, "goods": "from shop import Till\n"}))
    assert circle == ["src/shop/__init__.py", "src/shop/goods.py", "src/shop/till.py"]


def written(folder: Path, modules: Mapping[str, str]) -> Imports:
    """What the modules of a package `shop` import of each other."""
    package = folder / "src" / "shop"
    package.mkdir(parents=True, exist_ok=True)
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text)
    return imports_of(folder / "src")


def imports_of(*trees: Path) -> Imports:
    """What each Python file of the trees imports of the others."""
    files = {path.relative_to(tree.parent): path for tree in trees for path in sorted(tree.rglob("*.py"))}
    modules = {_module(file): file.as_posix() for file in files}
    found: dict[str, dict[str, str]] = {}
    for file, path in files.items():
        own = found.setdefault(file.as_posix(), {})
        for line, module in _imported(ast.parse(path.read_text(encoding="utf-8")), file.parts[1:-1], modules):
            if module in modules:
                own.setdefault(modules[module], f"{file.as_posix()}:{line}")
    return found


def _module(file: Path) -> str:
    parts = file.with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.Module, package: Sequence[str], modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The line and the module of every import in the file, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*base, *filter(None, [node.module])])
            for name in node.names:
                submodule = f"{source}.{name.name}"
                yield node.lineno, submodule if submodule in modules else source


def circles(imports: Imports) -> list[list[str]]:
    """The groups of files that all reach each other; a file that imports itself is one, too."""
    reached = {file: _reached(file, imports) for file in imports}
    groups = {
        tuple(sorted(other for other in reached[file] if file in reached[other]))
        for file in imports
        if file in reached[file]
    }
    return [list(group) for group in sorted(groups)]


def _reached(file: str, imports: Imports) -> set[str]:
    seen: set[str] = set()
    waiting = [file]
    while waiting:
        new = imports[waiting.pop()].keys() - seen
        seen |= new
        waiting += new
    return seen


def shown(circle: list[str], imports: Imports) -> str:
    """The files of a circle, each with the lines that tie it to the others."""
    pairs = [(file, other) for file in circle for other in circle if other in imports[file]]
    ties = [f"  {imports[file][other]} imports {other}" for file, other in pairs]
    return "\n".join([f"{len(circle)} files import each other:", *ties])


def test_the_package_of_rules_holds_rules_the_catalogue_and_the_view() -> None:
    from ledgergate.rules import CATALOGUE

    there = {path.stem for path in (ROOT / "src/ledgergate/rules").glob("*.py")}
    assert there == {"__init__", "view", *(rule.module.rpartition(".")[2] for rule in CATALOGUE)}
