"""A shape is declared by one line; whoever adds one writes that line and a module, and nothing else."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ledgergate.policy.sources import SOURCE
from ledgergate.shapes import SHAPES, load
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
COMMON = {"path", "items", "under", "not_under", "key", "title", "exclude", "ignore", "fields", "optional"}
pytestmark = pytest.mark.xdist_group("copy")

LINE = '    Shape("definitions", "definitions", "a definition", "definitions"),\n'
MODULE = '''\
"""A paragraph per item that begins with a term and a colon."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, gather, under
from ledgergate.ledgers.headings import labels


def read(page, source, wanted):
    for block in page.blocks:
        above = under(page, block, source.under, source.not_under)
        term, colon, _ = block.content.text.partition(": ") if block.kind == "paragraph" else ("", "", "")
        if colon and above is not None:
            said = Plain(term, block.start, block.start + len(term.encode()))
            fields = gather(labels([block], wanted))
            yield CandidateNode(page.document, said.start, said.end, block.end, said, fields, above, page=page)


def describe(page, source):
    return f"no {source.shape.many} among {len(page.blocks)} blocks"


def row(cells):
    return f"{cells[0]}: {'; '.join(cells[1:])}"
'''
DATA_LINE = '    Shape("sections", "sections", "a section", "sections", DATA, key="label"),\n'
DATA_MODULE = '''\
"""A section of an INI file per item."""

from __future__ import annotations

import re

from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, gather


def read(document, source, wanted):
    for found in re.finditer(rb"^\\[(.+)\\]\\n((?:[^\\[\\n].*\\n)*)", document.data, re.MULTILINE):
        said = Plain(found[1].decode(), *found.span(1))
        pairs = [line.partition(" = ") for line in found[2].decode().splitlines()]
        labelled = gather((name, Plain(value, *found.span(2))) for name, _, value in pairs)
        yield CandidateNode(document, said.start, said.end, found.end(), said, labelled)
'''
POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.terms]
sources = [{ path = "terms.md", items = "definitions" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "report.md"
ledger = "terms"
rows = { items = "definitions", columns = { Bucket = "bucket" } }
"""
TERMS = "# Terms\n\nTenant: one customer's data.\n**Bucket**: now\n\nSeat: one paid user.\n**Bucket**: later\n"
REPORT = (
    "# Report\n\nTenant: in the first release.\n**Bucket**: now\n\nSeat: once billing is there.\n**Bucket**: later\n"
)


class Said(NamedTuple):
    code: int
    text: str


class Copy:
    """A copy of the product with two shapes more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("src", "hooks"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        package = folder / "src/ledgergate"
        (package / "ledgers/definitions.py").write_text(MODULE)
        (package / "ledgers/sections.py").write_text(DATA_MODULE)
        table = (package / "shapes.py").read_text()
        last = table[table.rindex("    Shape(") :].partition("\n")[0] + "\n"
        (package / "shapes.py").write_text(table.replace(last, last + LINE + DATA_LINE))

    def run(self, repository: Repository, *words: str) -> Said:
        program = (
            "import ledgergate, sys\n"
            f"assert ledgergate.__file__.startswith({str(self.folder)!r}), ledgergate.__file__\n"
            "from ledgergate.cli import main\n"
            "sys.exit(main())\n"
        )
        path = os.pathsep.join(str(self.folder / name) for name in ("src", "hooks"))
        done = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=repository.path, env=repository.environment(PYTHONPATH=path), capture_output=True, text=True,
        )  # fmt: skip
        return Said(done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "product")
    made.save({"ledgergate.toml": POLICY, "terms.md": TERMS, "report.md": REPORT})
    return made


def test_items_of_a_new_shape_are_read_and_judged(copy: Copy, repository: Repository) -> None:
    said = copy.run(repository, "check", "--staged")
    assert said.code == 0, said.text
    repository.files({"terms.md": TERMS.replace("\n**Bucket**: later", "")})
    repository.stage()
    said = copy.run(repository, "check", "--staged")
    assert said.code == 1, said.text
    assert "terms.md:6:1: LG201" in said.text


def test_a_row_that_a_report_lacks_is_offered_as_the_new_shape_writes_it(copy: Copy, repository: Repository) -> None:
    repository.files({"report.md": REPORT[: REPORT.index("Seat")]})
    repository.stage()
    said = copy.run(repository, "check", "--staged")
    assert said.code == 1, said.text
    assert "report.md:3:1: LG301" in said.text
    assert "add a row:  Seat: later\n" in said.text


def test_a_document_without_items_is_described_by_the_new_shapes_module(copy: Copy, repository: Repository) -> None:
    repository.files({"terms.md": "# Terms\n\nNone yet.\n"})
    repository.stage()
    said = copy.run(repository, "check", "--staged")
    assert said.code == 3, said.text
    assert "no items were found in terms.md (no definitions among 2 blocks)" in said.text


def test_items_of_a_new_shape_in_data_are_read_and_judged(copy: Copy, repository: Repository) -> None:
    policy = POLICY[: POLICY.index("[[report]]")].replace(
        '"terms.md", items = "definitions"', '"x.ini", items = "sections"'
    )
    repository.save({"ledgergate.toml": policy, "x.ini": "[C-1]\nBucket = now\n\n[C-2]\nBucket = later\n"})
    said = copy.run(repository, "check", "--staged")
    assert said.code == 0, said.text
    repository.files({"x.ini": "[C-1]\nBucket = now\n\n[C-2]\nOwner = Ada\n"})
    repository.stage()
    said = copy.run(repository, "check", "--staged")
    assert said.code == 1, said.text
    assert "x.ini:4:2: LG201" in said.text
    repository.files({"x.ini": "nothing = yet\n"})
    repository.stage()
    assert "(x.ini has no sections)" in copy.run(repository, "check", "--staged").text


def test_the_policys_mistakes_and_its_schema_know_the_new_word(copy: Copy, repository: Repository) -> None:
    repository.files(
        {"ledgergate.toml": POLICY.replace('terms.md", items = "definitions"', 'terms.md", items = "definition"')}
    )
    said = copy.run(repository, "check", "--worktree")
    assert said.code == 2, said.text
    assert "ledgergate.toml:4: ledger.terms.sources[0].items: unknown word 'definition'" in said.text
    assert "did you mean 'definitions'?" in said.text
    assert '"csv", "definitions", "sections"' in " ".join(copy.run(repository, "schema").text.split())


@pytest.mark.parametrize("name", SHAPES)
def test_every_shapes_module_has_the_reader_that_its_line_names(name: str) -> None:
    assert callable(getattr(load(SHAPES[name]), SHAPES[name].reader))


@pytest.mark.parametrize("module", sorted({shape.module for shape in SHAPES.values()}))
def test_a_line_lists_the_keys_of_a_source_that_its_module_looks_at(module: str) -> None:
    shapes = [shape for shape in SHAPES.values() if shape.module == module]
    tree = ast.parse((ROOT / f"src/ledgergate/ledgers/{module}.py").read_text())
    asked = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "source"
    }
    taken = {key for shape in shapes for key in shape.takes}
    assert taken == asked & (SOURCE.keys.keys() - COMMON)


def test_every_key_of_a_source_is_taken_by_a_shape() -> None:
    taken = {key for shape in SHAPES.values() for key in shape.takes}
    assert SOURCE.keys.keys() == taken | COMMON


def test_no_other_module_lists_the_shapes_or_asks_for_one_by_its_word() -> None:
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        name = path.relative_to(ROOT / "src/ledgergate").as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if len(_words(node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ()))) > 1:
                found.append(name)
            elif isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "items":
                found.extend(name for _ in _words(node.comparators))
    # `init` proposes shapes that it knows, and asks what it has proposed; `prove` breaks items as each shape has them;
    # the words of verbs are forms of their output.
    assert [name for name in found if not name.startswith(("init/", "proving/", "cli/"))] == []


def _words(parts: Sequence[ast.expr | None]) -> set[str]:
    return {str(part.value) for part in parts if isinstance(part, ast.Constant)} & SHAPES.keys()
