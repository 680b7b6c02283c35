"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project, and what the program then does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from audit import environment
from support import Repository

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("src", "hooks", "tests", "docs", "examples")
TITLES = ("Add a rule", "Add a shape", "Add an output format", "Add a CI service", "Add a preset")
_STEP = re.compile(r"^(?:Write|Add to `(\w+)` in) `([^`]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.M | re.S)


class Step(NamedTuple):
    """A block of a recipe: all of the file at the path, or what is added at the end of one of its tables."""

    table: str
    path: str
    text: str


def steps(title: str) -> list[Step]:
    section = PAGE.partition(f"\n### {title}\n")[2].partition("\n### ")[0]
    found = _STEP.findall(section)
    assert section.count("\n```") == 2 * len(found), "a block without the sentence that says where it goes"
    return [Step(table, path, re.sub(r"^\+", "", text, flags=re.M)) for table, path, text in found]


def added(text: str, table: str, lines: str) -> str:
    """`text` with the lines at the end of its table: a Python literal by its name, or the table under a heading."""
    literal = rf"^{table} = [({{]\n.*?(?=^[)}}])"
    rows = rf"^## {table}\n.*?^\|[^\n]*\n(?!\|)"
    found = re.search(f"{literal}|{rows}", text, re.M | re.S)
    assert found is not None, table
    return text[: found.end()] + lines + text[found.end() :]


class Checkout:
    """A copy of the project, the program and the tests of which are run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in COPIED:
            shutil.copytree(ROOT / name, path / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", path)

    def follow(self, title: str) -> list[str]:
        """Does what the recipe says. Returns the Python files that it wrote or changed."""
        found = steps(title)
        for step in found:
            target = self.path / step.path
            assert target.exists() is bool(step.table), step.path
            text = added(target.read_text("utf-8"), step.table, step.text) if step.table else step.text
            target.write_text(text, "utf-8")
        return [step.path for step in found if step.path.endswith(".py")]

    def _run(self, module: str, *words: str, where: Repository, **more: str) -> subprocess.CompletedProcess[str]:
        path = {"PYTHONPATH": os.pathsep.join([str(self.path / "src"), str(self.path / "hooks")])}
        return subprocess.run(
            [sys.executable, "-m", module, *words], cwd=where.path, env=environment(where, **path, **more),
            capture_output=True, text=True,
        )  # fmt: skip

    def check(self, where: Repository, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self._run("ledgergate", "check", *words, where=where, **more)

    def accepts(self, changed: list[str], *tests: str) -> None:
        """The linter and those tests pass, as a newcomer would run them."""
        here = Repository(self.path, init=False)
        for words in (("ruff", "check"), ("ruff", "format", "--check")):
            done = self._run(*words, "--no-cache", *changed, where=here)
            assert done.returncode == 0, done.stdout
        own = ("-p", "no:cacheprovider", f"--basetemp={self.path.with_name('tests')}")
        done = self._run("pytest", "-q", *own, *tests, where=here)
        assert done.returncode == 0, done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "candidates.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
"""
CANDIDATE = "# Candidates\n\n### C-1 Export\n\n- **Bucket**: now\n"


def team(path: Path) -> Repository:
    """A team with one candidate, committed, and a second one staged that has no bucket."""
    repository = Repository(path)
    repository.save({"ledgergate.toml": POLICY, "candidates.md": CANDIDATE})
    repository.files({"candidates.md": CANDIDATE + "\n### C-2 Import\n\nFor everybody.\n"})
    repository.stage()
    return repository


def test_the_recipes_are_all_there() -> None:
    assert re.findall(r"^### (.+)$", PAGE, re.M) == list(TITLES)


def test_the_command_is_the_readmes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "```sh\nbash tests/run\n```" in PAGE
    assert "```sh\nbash tests/run\n```" in readme


def test_the_page_links_to_what_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)", PAGE)
    assert "docs/architecture.md" in targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_path_that_the_page_names_is_there_or_written_by_a_recipe() -> None:
    written = {step.path for title in TITLES for step in steps(title)}
    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", PAGE)
    assert [path for path in named if path not in written and not (ROOT / path).exists()] == []


def test_an_output_format_is_added(checkout: Checkout, tmp_path: Path) -> None:
    repository = team(tmp_path / "team")
    assert checkout.check(repository, "--staged", "--format", "lines").returncode == 2

    changed = checkout.follow("Add an output format")

    done = checkout.check(repository, "--staged", "--format", "lines")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "candidates.md:7:5: LG201 C-2 'Import' has no bucket\n"
    done = checkout.check(repository, "--base", "gone", "--format", "lines")
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith("not checked: ")
    repository.files({"candidates.md": CANDIDATE + "\n"})
    repository.stage()
    done = checkout.check(repository, "--staged", "--format", "lines")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "lines" in checkout.check(repository, "--help").stdout.partition("Formats: ")[2]
    checkout.accepts(
        changed, "tests/output", "tests/cli/test_command_line.py", "-k", "lines or test_formats or help or docs"
    )


def test_a_ci_service_is_added(checkout: Checkout, tmp_path: Path) -> None:
    repository = team(tmp_path / "team")
    repository.commit("start")
    repository.branch("topic")
    repository.save({"candidates.md": CANDIDATE})
    clone = repository.clone(tmp_path / "build", "--branch=topic")
    clone.checkout("topic", detach=True)
    told = {
        "CI": "True", "APPVEYOR": "True", "APPVEYOR_PULL_REQUEST_NUMBER": "7",
        "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH": "topic",
    }  # fmt: skip
    assert "APPVEYOR" not in checkout.check(clone, APPVEYOR_REPO_BRANCH="main", **told).stdout

    changed = checkout.follow("Add a CI service")

    done = checkout.check(clone, APPVEYOR_REPO_BRANCH="main", **told)
    assert (done.returncode, done.stderr) == (1, ""), done.stdout
    assert "LG205 item-vanished" in done.stdout
    assert "(APPVEYOR_REPO_BRANCH)" in done.stdout
    done = checkout.check(clone, APPVEYOR_REPO_BRANCH="gone", **told)
    assert (done.returncode, done.stdout) == (3, "")
    assert "The base that AppVeyor names (origin/gone) is not in this clone" in done.stderr
    assert "take clone_depth out of appveyor.yml" in done.stderr
    checkout.accepts(changed, "tests/moments/test_ci.py", "-k", "test_a_request or test_a_base")


def test_a_preset_is_added(checkout: Checkout, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "team")
    repository.files({"ledgergate.toml": 'preset = "rfc"\n', "rfcs/0001-cache.md": "# Cache\n\n- **Stage**: Draft\n"})
    repository.stage()
    done = checkout.check(repository, "--staged")
    assert (done.returncode, "unknown preset 'rfc'" in done.stderr) == (2, True)

    changed = checkout.follow("Add a preset")

    done = checkout.check(repository, "--staged")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "1 item" in done.stdout
    repository.files({"rfcs/0002-queue.md": "# Queue\n"})
    repository.stage()
    done = checkout.check(repository, "--staged")
    assert (done.returncode, done.stderr) == (1, "")
    assert "rfcs/0002-queue.md:1:3: LG201 unclassified\n  0002 'Queue' has no stage\n" in done.stdout
    checkout.accepts(
        changed, "tests/policy/test_rfc.py", "tests/policy/test_presets.py", "tests/policy/test_reference.py"
    )
