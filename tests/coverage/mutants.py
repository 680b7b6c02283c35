"""Breaks one binding of a policy after the other, and says which of these mutants nobody tells.

A mutant is a target that is misspelt in the policy, or that is renamed or taken out in the documents. It is killed
where the policy is refused, where nothing is found any more (exit 3), or where a finding is there that was not before.
`python tests/coverage/mutants.py [NAME...]` goes over the policies of `tests/cases` and `examples`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT / "tests")] if __name__ == "__main__" else []

from judging import Tree  # noqa: E402  # run as a program, the tests' words are not on the path
from ledgergate import policy as policies  # noqa: E402
from ledgergate.applicable import applicable  # noqa: E402
from ledgergate.coverage.bindings import Binding, bindings  # noqa: E402
from ledgergate.documents import Documents  # noqa: E402
from ledgergate.errors import LedgergateError  # noqa: E402
from ledgergate.model import Document, Entry  # noqa: E402
from ledgergate.reading import read_side  # noqa: E402
from ledgergate.rules import CATALOGUE, NAMES, load  # noqa: E402
from ledgergate.rules.view import View  # noqa: E402

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ledgergate.markdown import Page
    from ledgergate.sides import Side

    Files = dict[str, str | bytes]

CASES = ROOT.parent / "shared" / "cases"
_FREE = re.compile(r"^\[+\s*(?:vocabulary|waiver|rules|posture)")  # words of people, and what no state of files holds
_TARGET = re.compile(r"""(?P<key>[\w.-]+)\s*=\s*(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|\[[^\[\]{}]*\])""")
_COLUMNS = re.compile(r"columns\s*=\s*\{(?P<inside>[^{}]*)\}")
_COLUMN = re.compile(r"""(?P<name>"[^"]+"|[\w-]+)\s*=""")
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
# What these say is no place that is read: names of the policy itself, words, what is left out, how things are counted.
_NOT_READ = {"reason", "format", "prefix", "exclude", "ignore", "not_under", "map", "default", "closed", "dropped"}
_NOT_READ |= {"values", "items", "merged", "superseded", "renamed", "moved", "except_under", "except_boxes", "preset"}


class Mutant(NamedTuple):
    """One broken binding. `how` is "misspelt", "renamed" or "deleted"."""

    how: str
    what: str
    files: Files
    policy: str


class Snapshot(Tree):
    """The files with all that a check asks of a state."""

    def read(self, paths: list[str]) -> dict[str, Document]:
        there = {path: self.files[path] for path in paths if path in self.files}
        return {
            path: Document(
                path,
                data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"),
                "after",
                str(hash(data)),
            )
            for path, data in there.items()
        }

    @property
    def paths(self) -> list[str]:
        return sorted(self.files)

    def prefetch(self, *prefixes: str) -> None:
        """Everything is here."""

    def exists(self, path: str) -> bool:
        return path in self.files or any(one.startswith(path.rstrip("/") + "/") for one in self.files)

    def under(self, *prefixes: str) -> dict[str, Entry]:
        there = [path for path in self.files if any(path == one or path.startswith(one + "/") for one in prefixes)]
        return {path: Entry(path, "100644", "") for path in there}


_pages: dict[tuple[str, str], Page] = {}


def reading(files: Files, policy: str, *, strict: bool = True) -> Side:
    snapshot: Any = Snapshot(files)
    known = policies.load({"ledgergate.toml": policy.encode()}, NAMES)
    return read_side(Documents(snapshot, _pages), known, strict=strict)


def judged(files: Files, policy: str) -> set[tuple[str, str, str]]:
    """What a check of this state finds: code, path and message; what stops it is found, too."""
    try:
        view = View(reading(files, policy))
        runs, _ = applicable(CATALOGUE, view)
        told = [one.but(code=rule.code) for rule in runs for one in load(rule).check(view)]
    except LedgergateError as error:
        return {("stopped", "", str(error))}
    return {(one.code, one.place.path, one.message) for one in told}


def mutants(files: Files, policy: str) -> Iterator[Mutant]:
    yield from (Mutant("misspelt", what, files, text) for what, text in misspelt(policy))
    side = reading(files, policy, strict=False)
    for one in side.ask(bindings):
        paths = _paths(one, side)
        for how, change in (("renamed", _renamed), ("deleted", _deleted)):
            changed = {path: change(_text(files[path]), one) for path in paths if path in files}
            if one.hits and any(text != _text(files[path]) for path, text in changed.items()):
                yield Mutant(how, f"{one.where} ({one.name})", {**files, **changed}, policy)


def misspelt(policy: str) -> Iterator[tuple[str, str]]:
    """The policy with one name, glob or expression of it misspelt, for each of those that say what is read."""
    lines, free = policy.splitlines(keepends=True), False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("["):
            free = _FREE.match(line.strip()) is not None and not line.lstrip().startswith("[[r")
        code = line.split(" # ")[0]
        if free or code.lstrip().startswith("#"):
            continue
        for start, end, key in sorted(set(_targets(code))):
            told = code[start:end]
            text = "".join([*lines[:number], line[:start], _wrong(told), line[end:], *lines[number + 1 :]])
            yield f"{number + 1}: {key} {told}", text


def _targets(code: str) -> Iterator[tuple[int, int, str]]:
    for found in _TARGET.finditer(code):
        key = found["key"].rpartition(".")[2]
        if key in _NOT_READ:
            continue
        for one in _STRING.finditer(found["value"]):
            yield found.start("value") + one.start(), found.start("value") + one.end(), key
    for table in _COLUMNS.finditer(code):
        for one in _COLUMN.finditer(table["inside"]):
            yield table.start("inside") + one.start("name"), table.start("inside") + one.end("name"), "column"


def _wrong(told: str) -> str:
    """`Status` as `Statuqzs`: expressions stay expressions."""
    if told[0] not in "\"'":
        return told + "qz"
    inside = told[1:-1]
    if "(?P<" in inside or inside.startswith("^"):
        return (
            f"{told[0]}{'^qz' + inside.removeprefix('^')}{told[0]}"
            if not inside.startswith("(?i)")
            else (f"{told[0]}(?i)qz{inside[4:]}{told[0]}")
        )
    place, _, name = inside.rpartition(":") if ":" in inside and "/" not in inside else ("", "", inside)
    return f"{told[0]}{place + ':' if place else ''}qz{name}{told[0]}"


def _paths(one: Binding, side: Side) -> list[str]:
    """The documents in which the binding finds something."""
    if one.where.startswith("report["):
        number = int(one.where[7 : one.where.index("]")])
        return [report.path for report in side.reports if report.spec == number]
    if one.where.startswith("ledger."):
        name = one.where.split(".")[1].strip("'")
        ledger = side.ledgers.get(name)
        return list(dict.fromkeys(item.document.path for item in ledger.items)) if ledger is not None else []
    return []


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")


def _spelt(one: Binding) -> re.Pattern[str] | None:
    """Where a label, a column or a section is written."""
    if one.kind not in ("label", "column", "section", "title") or not one.name or "(?P<" in one.name:
        return None
    names = "|".join(re.escape(name) for name in one.name.split(" or "))
    if one.kind == "section":
        return re.compile(rf"(?m)^(?P<before>#+\s+\W*)(?P<name>{names})\b(?P<after>.*)$")
    if one.kind in ("column", "title"):
        return re.compile(rf"(?m)(?P<before>^\|(?:[^|\n]*\|)*?[ *_`]*)(?P<name>{names})(?P<after>[ *_`]*\|)")
    return re.compile(rf"(?mi)^(?P<before>(?:[-*+] +)?(?:\| *)?[*_]*)(?P<name>{names})(?P<after>[*_]*\s*[:|].*)$")


def _renamed(text: str, one: Binding) -> str:
    found = _spelt(one)
    return text if found is None else found.sub(lambda match: f"{match['before']}Qzxv{match['after']}", text)


def _deleted(text: str, one: Binding) -> str:
    found = _spelt(one)
    if found is None:
        return text
    if one.kind in ("column", "title"):
        return found.sub(lambda match: f"{match['before']} {match['after']}", text)
    return found.sub("", text)


def repositories() -> Iterator[tuple[str, Files, str]]:
    """Each case and each example: its name, its files, its policy."""
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        if (CASES / path.stem).is_dir():
            yield path.stem, _files(CASES / path.stem), path.read_text(encoding="utf-8")
    for folder in sorted((ROOT / "examples").iterdir()):
        if (folder / "ledgergate.toml").is_file():
            yield folder.name, _files(folder), (folder / "ledgergate.toml").read_text(encoding="utf-8")


def _files(folder: Path) -> Files:
    every = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "CASE.toml"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}


def survivors(files: Files, policy: str) -> tuple[int, list[str]]:
    """How many mutants there are, and those that nobody tells."""
    before = judged(files, policy)
    count, silent = 0, []
    for one in mutants(files, policy):
        count += 1
        if not judged(one.files, one.policy) - before:
            silent.append(f"{one.how} {one.what}")
    return count, silent


if __name__ == "__main__":
    total = left = 0
    for name, files, policy in repositories():
        if not sys.argv[1:] or name in sys.argv[1:]:
            count, silent = survivors(files, policy)
            total, left = total + count, left + len(silent)
            print(f"{name}: {count} mutants, {len(silent)} survivors", flush=True)
            print("".join(f"    {one}\n" for one in silent), end="", flush=True)
    print(f"{total} mutants, {left} survivors")
