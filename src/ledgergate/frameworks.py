"""Which paths run: told by the files that frameworks and languages leave at the root of what they build."""

from __future__ import annotations

import posixpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A marker file, what it shows, and the folders beside it that run.
_MARKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("artisan", "Laravel", ("app", "bootstrap", "config", "database", "public", "resources", "routes")),
    ("config.ru", "Rails", ("app", "bin", "config", "db", "lib", "public")),
    ("Gemfile", "Ruby", ("app", "lib", "bin", "config", "db", "exe")),
    ("manage.py", "Django", ()),
    ("package.json", "Node", ("src", "app", "pages", "lib", "server", "client", "components", "public", "prisma")),
    ("go.mod", "Go", ("cmd", "internal", "pkg", "api")),
    ("Cargo.toml", "Rust", ("src", "crates", "benches")),
    ("composer.json", "PHP", ("app", "src", "lib", "public")),
    ("pyproject.toml", "Python", ("src",)),
    ("setup.py", "Python", ("src",)),
    ("pom.xml", "Java", ("src",)),
    ("build.gradle", "Java", ("src",)),
    ("build.gradle.kts", "Kotlin", ("src",)),
    ("mix.exs", "Elixir", ("lib", "config", "priv")),
    ("pubspec.yaml", "Dart", ("lib", "bin")),
)  # fmt: skip
_ENDINGS = ((".csproj", ".NET"), (".fsproj", ".NET"))
_SHOWN = frozenset(("docs", "doc", "website", "site", "examples"))  # built to be read, not to run
_ASIDE = _SHOWN | {"test", "tests", "scripts", "tools", "specs", "spec", "benchmarks"}
_SOURCE = frozenset((
    "php", "py", "ts", "tsx", "js", "jsx", "mjs", "go", "rs", "java", "kt", "rb", "cs", "swift", "scala", "ex", "exs",
    "c", "cc", "cpp", "h", "vue", "svelte", "astro", "dart", "sql", "tf", "sol", "lua", "pl", "zig",
))  # fmt: skip
_LEAST = 3  # files of code in a folder
_DEPTH = 3  # folders below the root in which a monorepo keeps its parts
_MANY = 4  # parts of a monorepo's folder from which on the folder is named, not the parts
_CODE = {"Go": "*.go", "Django": "**/*.py", "Rust": "*.rs"}


def runtime(tracked: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """gitignore patterns of what runs, and what they were recognised by."""
    folders = {folder for path in tracked for folder in _above(path)}
    found: dict[str, None] = {}
    shown: dict[str, None] = {}
    for path in tracked:
        home, name = posixpath.split(path)
        if home.count("/") >= _DEPTH or home.split("/")[0] in _SHOWN:
            continue
        for mark, kind, inside in _MARKS:
            if name == mark:
                shown[f"{kind} ({path})"] = None
                found.update(dict.fromkeys(_patterns(home, kind, inside, folders, tracked)))
        for ending, kind in _ENDINGS:
            if name.endswith(ending):
                shown[f"{kind} ({path})"] = None
                found[f"/{home}/**" if home else f"/*{ending}"] = None
    if not found:
        found = {f"/{folder}/**": None for folder in _of_code(tracked)}
        shown = {f"the code in {pattern[1:-2]}": None for pattern in found}
    patterns = _outermost(_gathered(found))
    return (*patterns, *(["!**/*.md"] if patterns else [])), tuple(shown)


def _of_code(tracked: Sequence[str]) -> list[str]:
    """The folders at the root half of whose files are code, where nothing tells what builds them."""
    files: dict[str, list[bool]] = {}
    for path in tracked:
        top, _, rest = path.partition("/")
        if rest and top not in _ASIDE:
            files.setdefault(top, []).append(path.rpartition(".")[2].casefold() in _SOURCE)
    return [top for top, code in files.items() if sum(code) >= _LEAST and 2 * sum(code) >= len(code)]


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: number + 1]) for number in range(len(parts)))


def _patterns(home: str, kind: str, inside: tuple[str, ...], folders: set[str], paths: Iterable[str]) -> list[str]:
    lead = f"{home}/" if home else ""
    made = [f"/{lead}{folder}/**" for folder in inside if f"{lead}{folder}" in folders]
    if home and not made:
        return [f"/{home}/**"]
    code = _CODE.get(kind)
    return [*made, f"/{lead}{code}"] if code and not home else made


def _gathered(found: Iterable[str]) -> list[str]:
    """A monorepo's many parts by the folder that holds them."""
    by_top: dict[str, set[str]] = {}
    for pattern in found:
        parts = pattern.strip("/").split("/")
        if len(parts) > 2:
            by_top.setdefault(parts[0], set()).add(parts[1])
    many = {top for top, parts in by_top.items() if len(parts) >= _MANY}
    return list(dict.fromkeys(f"/{top}/**" if (top := one.strip("/").split("/")[0]) in many else one for one in found))


def _outermost(patterns: list[str]) -> list[str]:
    heads = {one.removesuffix("**") for one in patterns if one.endswith("/**")}
    return sorted(one for one in patterns if not any(one != head + "**" and one.startswith(head) for head in heads))
