"""Pathological documents through the whole check: bounded steps, time and memory, and the same exit codes as ever."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import environment
from small_team import judged
from steps import lines_run
from support import Repository

resource = pytest.importorskip("resource")  # POSIX alone has limits to set
POLICY = """
[vocabulary.b]
values = ["A", "C"]

[ledger.headings]
sources = [{ path = "x.md", items = "headings", level = 3, optional = true }]
fields.b = { label = "B", values = "b", required = true }
[ledger.rows]
sources = [{ path = "x.md", items = "table", key = "K", optional = true }]
fields.b = { label = "B", values = "b" }
[ledger.entries]
sources = [{ path = "x.md", items = "list", optional = true }]
fields.b = { label = "B", values = "b" }
[ledger.boxes]
sources = [{ path = "x.md", items = "tasks", optional = true }]
fields.state = { from = "checkbox" }
[ledger.bold]
sources = [{ path = "x.md", items = "paragraphs", optional = true }]
[ledger.files]
sources = [{ path = "*.md", items = "files" }]
fields.a = { label = "A" }
[ledger.yaml]
sources = [{ path = "x.yaml", items = "yaml", optional = true }]
[ledger.csv]
sources = [{ path = "x.csv", items = "csv", key = "K", optional = true }]
[ledger.toml]
sources = [{ path = "x.toml", items = "toml", optional = true }]

[[report]]
path = "x.md"
ledger = "rows"
rows = { items = "list", columns = { B = "b" } }
totals = [{ by = "b" }]

[documents]
links = ["x.md"]
[rules]
title-differs = "block"
"""
SHAPES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "undefined references": lambda n: "[a][b] " * n,
    "nested links": lambda n: "[" * n + "a" + "](u)" * n,
    "emphasis": lambda n: "*a **b " * n,
    "a row of pipes": lambda n: "|" * n,
    "a wide table": lambda n: "|K|" + "a|" * n + "\n|-|" + "-|" * n + "\n|K-1|" + "b|" * n + "\n",
    "extra cells": lambda n: "|K|\n|-|\n|K-1|" + "b|" * n + "\n",
    "rows": lambda n: "|K|B|\n|-|-|\n" + "".join(f"|K-{at}|A|\n" for at in range(n)),
    "one row": lambda n: "|K|B|\n|-|-|\n" + "|K-1|Z|\n" * n,
    "rows after the table": lambda n: "|K|B|\n|-|-|\n|K-1|A|\n\n" + "|K-2|A|\n" * n,
    "quotes": lambda n: ">" * n + " a",
    "a deep list": lambda n: "- " * n + "a",
    "entries": lambda n: "".join(f"- K-{at} a\n" for at in range(n)),
    "boxes": lambda n: "".join(f"- [x] K-{at} a\n" for at in range(n)),
    "headings": lambda n: "".join(f"### K-{at} a\n\n- **B**: Z\n\n" for at in range(n)),
    "one heading": lambda n: "### K-1\n\n" * n,
    "labels": lambda n: "**a**: ~~b~~ | " * n,
    "values of one field": lambda n: "### K-1\n\n" + "- **B**: Z\n" * n,
    "bold paragraphs": lambda n: "".join(f"**{at}. Part** text\n\n" for at in range(n)),
    "front matter": lambda n: "---\n" + "a: b\n" * n + "---\n",
    "numbers": lambda n: "1/2 and 3 of 4 items " * n,
    "a long title": lambda n: "### K-1 " + "word " * n + "\n",
    "a long line": lambda n: "word " * n,
}
DATA = {
    "x.yaml": lambda n: "".join(f"k{at}: a\n" for at in range(n)),
    "x.csv": lambda n: "K,B\n" + "".join(f"k{at},A\n" for at in range(n)),
    "x.toml": lambda n: "".join(f"[k{at}]\na = 1\n" for at in range(n)),
}
HUGE = {
    "a row of 100,000 pipes": "|" * 100_000,
    "100,000 brackets": "[" * 100_000,
    "nested links": "[" * 50_000 + "a" + "](u)" * 50_000,
    "emphasis": "*a **b " * 50_000,
    "a deep list": "- " * 50_000 + "a",
    "deep quotes": ">" * 50_000 + " a",
    "a line of 10 MB": "word " * 2_000_000,
    "a title of 1 MB": "### K-1 " + "word " * 200_000,
    "20,000 broken references in one line": "[a][b] " * 20_000,
    "20,000 wrong numbers in one line": "1/2 and 3 of 4 items " * 20_000,
    "labels": "**a**: ~~b~~ | " * 20_000,
}
SECONDS = 120  # of one processor, with much to spare: quadratic work on these takes hours
BYTES = 3 << 30


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("team"))
    made.save({"ledgergate.toml": POLICY, "x.md": "# Start\n"}, "start")
    return made


def steps(repository: Repository, path: str, text: str) -> int:
    repository.write(path, text)
    repository.stage()
    return lines_run(lambda _: judged(repository), text)


@pytest.mark.parametrize("shape", [*SHAPES, *DATA])
def test_the_check_takes_no_more_steps_than_the_document_grows(shape: str, repository: Repository) -> None:
    path, made = (shape, DATA[shape]) if shape in DATA else ("x.md", SHAPES[shape])
    steps(repository, path, made(3))  # what is imported and compiled once
    small, large = (steps(repository, path, made(size)) for size in (60, 240))
    assert large <= 4.5 * small


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_document_is_checked_within_bounds(name: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "team")
    repository.save({"ledgergate.toml": POLICY, "x.md": f"# Start\n\n{HUGE[name]}\n"}, "start")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    done = subprocess.run(
        [sys.executable, "-m", "ledgergate", "check", "--tree", "HEAD", "--format", "json"],
        cwd=repository.path, env=environment(repository), capture_output=True, stdin=subprocess.DEVNULL,
        preexec_fn=bounded,
    )  # fmt: skip

    assert done.returncode in (0, 1), done.stderr[-400:]
    findings = json.loads(done.stdout)["findings"]
    assert len(done.stdout) <= 2_000 * len(findings) + 2 * len(HUGE[name]) + 10_000
    assert all(len(one["quote"]) <= 1_000 for one in findings)
