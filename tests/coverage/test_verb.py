"""`ledgergate coverage`: a table, JSON, a threshold, and the page of the docs that it makes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import covering
from audit import audited, environment
from ledgergate.cli.coverage import as_table

POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""


def ledgergate(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    repository = audited(folder)
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", "coverage", *words],
        cwd=repository.path, env=environment(repository), capture_output=True, text=True,
    )  # fmt: skip


def test_json_says_of_each_document_and_each_binding_what_was_read(tmp_path: Path) -> None:
    done = ledgergate(tmp_path / "product", "--format", "json")

    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made.keys() == {"version", "documents", "bindings", "percent"}
    ledger = next(one for one in made["documents"] if one["path"] == "docs/product/spec-candidates.md")
    assert ledger["lines"] == ledger["checked"] + ledger["ignored"] + ledger["unread"]
    assert ledger["items"] == 19
    bound = {one["where"]: one["hits"] for one in made["bindings"]}
    assert bound["ledger.candidates.fields.bucket"] == 25


@pytest.mark.parametrize(("least", "code"), [("10", 0), ("99.9", 1)])
def test_too_little_coverage_is_exit_1_where_a_threshold_is_given(tmp_path: Path, least: str, code: int) -> None:
    assert ledgergate(tmp_path / "product", "--fail-under", least).returncode == code


def test_every_line_is_told_where_that_is_asked(tmp_path: Path) -> None:
    done = ledgergate(tmp_path / "product", "-v")

    assert "docs/product/spec-candidates.md:24: checked (ledger.candidates.sources[0])" in done.stdout


def test_documents_read_for_their_links_alone_are_one_row_and_listed_where_that_is_asked() -> None:
    files = {
        "ledgergate.toml": f'[documents]\nlinks = ["*.md"]\n{POLICY}'.encode(),
        "list.md": b"### One\n\n- **Bucket**: now\n",
    }
    files |= {f"{name}.md": b"The [list](list.md).\n\nProse.\n" for name in ("a", "b")}
    found = covering.found(files)

    assert re.search(r"^2 read for their links alone +4 +2 +2 +0 ", as_table(found), re.M)
    assert not re.search(r"^a\.md", as_table(found), re.M)
    assert re.search(r"^a\.md +2 +1 +1 +0 ", as_table(found, verbose=True), re.M)
    assert found.percent == 100


@pytest.mark.parametrize("name", covering.SHOWN)
def test_the_docs_show_what_the_program_prints(name: str) -> None:
    if not covering.home(name).is_dir():
        pytest.skip("the documents of this case lie in ../shared/cases, which is not here")
    assert covering.written(covering.PAGE.read_text("utf-8"))[name] == covering.table(name)
