"""What the command line promises: its options, its help, its catalogue, where formats go."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from audit import audited, environment, gate
from ledgergate.cli import catalogue
from ledgergate.cli.commands import ledgergate
from ledgergate.output import FORMATS
from ledgergate.rules import CATALOGUE
from support import Repository

ROOT = Path(__file__).resolve().parents[2]
# pre-commit's, git's and pip's own, quoted beside ours
FOREIGN = {"--all-files", "--source", "--staged", "--freeze", "--detach", "--require-hashes", "--only-binary"}
FOREIGN |= {"--no-deps", "--no-build-isolation", "--no-index"}
PROMISED = (
    "--staged", "--base", "--head", "--tree", "--worktree", "--merge-result", "--format", "--rule", "--ignore",
    "--new-only", "--require-base", "--exit-zero", "--color", "--policy", "-v", "-q", "--debug", "--today",
)  # fmt: skip


def options(command: click.Command, *, hidden: bool = False) -> set[str]:
    """Every way to write an option of the command."""
    return {
        name
        for one in command.params
        if isinstance(one, click.Option) and (hidden or not one.hidden)
        for name in (*one.opts, *one.secondary_opts)
    } | {"--help", "-h"}


def documented(path: Path) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", path.read_text(encoding="utf-8")))


def test_check_takes_every_option_that_is_promised() -> None:
    assert set(PROMISED) <= options(ledgergate.commands["check"])


def test_every_option_of_check_is_in_the_table_of_the_docs_and_no_other() -> None:
    page = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    table = page[page.index("## check") : page.index("## The others")]
    rows = {word for line in re.findall(r"^\| (`.+?`) \|", table, re.M) for word in re.findall(r"-{1,2}[a-z-]+", line)}

    assert rows == options(ledgergate.commands["check"]) - {"--help", "-h"}


def test_help_lines_of_the_docs_are_those_of_the_command() -> None:
    page = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for one in ledgergate.commands["check"].params:
        if isinstance(one, click.Option) and not one.hidden:
            assert f" | {one.help} |" in page, one.name


def test_every_command_is_in_the_docs() -> None:
    page = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for name, command in ledgergate.commands.items():
        assert command.hidden or f"`ledgergate {name}" in page, name


@pytest.mark.parametrize("path", ["README.md", "docs/ci.md", "docs/command-line.md"])
def test_no_page_names_an_option_that_there_is_not(path: str) -> None:
    known = FOREIGN | {"--help", "--version"}
    for command in ledgergate.commands.values():
        known |= options(command, hidden=True)

    assert documented(ROOT / path) - known == set()


def test_the_help_tells_every_exit_code() -> None:
    text = ledgergate.commands["check"].help or ""
    assert re.findall(r"(\d+) [a-z]", text) == ["0", "1", "2", "3", "4", "130"]


def test_the_formats_of_the_help_are_those_that_there_are() -> None:
    command = ledgergate.commands["check"]
    listed = command.get_help(click.Context(command)).partition("Formats: ")[2]
    assert re.findall(r"\w+", listed) == list(FORMATS)


def test_the_catalogue_is_told_as_a_table_and_as_json() -> None:
    place = Repository(ROOT, init=False)
    table = gate(place, "rules")
    rows = json.loads(gate(place, "rules", "--format", "json").stdout)

    assert [line.split()[0] for line in table.stdout.splitlines()] == [rule.code for rule in CATALOGUE]
    assert [(row["code"], row["name"], row["level"], row["hook"]) for row in rows] == [
        (rule.code, rule.name, rule.level, rule.duty) for rule in CATALOGUE
    ]
    assert all(row["summary"].endswith(".") for row in rows)


@pytest.mark.parametrize("word", ["LG201", "lg201", "unclassified"])
def test_a_rule_is_explained_by_code_or_name(word: str) -> None:
    done = gate(Repository(ROOT, init=False), "explain", word)

    assert done.returncode == 0
    assert done.stdout.startswith("# LG201 unclassified\n")


def test_an_unknown_rule_is_offered_the_nearest() -> None:
    done = gate(Repository(ROOT, init=False), "explain", "unclasified")

    assert done.returncode == 2
    assert "did you mean unclassified?" in done.stderr


def test_pages_are_written_and_those_of_rules_that_are_gone_removed(tmp_path: Path) -> None:
    place = Repository(tmp_path / "project", init=False)
    place.write("rules/LG999-gone.md", "gone")
    place.write("rules/notes.md", "kept")

    done = gate(place, "rules", "--write", "rules")

    assert done.returncode == 0
    assert {path.name for path in (place.path / "rules").iterdir()} == {*catalogue.pages(), "notes.md"}


def test_a_file_is_opened_only_where_there_is_something_to_write(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")

    done = gate(repository, "check", "--staged", "--format", "github=notes.txt", "--format", "gitlab=quality.json")

    assert done.returncode == 0, done.stdout + done.stderr
    assert not (repository.path / "notes.txt").exists()
    assert (repository.path / "quality.json").read_text(encoding="utf-8").strip() == "[]"


def test_a_step_summary_that_cannot_be_written_does_not_change_the_verdict(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    told = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "no" / "folder.md")}

    done = gate(repository, "check", "--staged", **told)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "the step summary was not written: " in done.stderr


def test_no_summary_is_written_where_no_annotations_are_asked_for(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    told = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}

    done = gate(repository, "check", "--staged", "--format", "text", **told)

    assert done.returncode == 0
    assert not (tmp_path / "summary.md").exists()
    assert "::" not in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "yaml"), "there is no format 'yaml'"),
        (("--format", "text", "--format", "json"), "two formats on standard output"),
        (("--today", "soon"), "--today wants a date as 2027-01-31, not 'soon'"),
        (("--rule", "LG7"), "no rule is called 'LG7'"),
    ],
)
def test_options_that_make_no_sense_are_misused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    done = gate(audited(tmp_path / "product"), "check", "--staged", *words)

    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("replay", "--last"), ("  --last N  The last N merges; 50 without it.", "Try `ledgergate replay --help`.")),
        (("check", "--format"), ("  --format FORMAT[=FILE]  How to write", "Try `ledgergate check --help`.")),
        (("items", "--format"), ("  --format [table|json|csv|markdown]\n", "Try `ledgergate items --help`.")),
        (("check", "--quiet=3"), ("Option '--quiet' does not take a value.", "Try `ledgergate check --help`.")),
    ],
)
def test_an_option_without_its_value_is_shown_with_what_it_takes(words: tuple[str, ...], says: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", "ledgergate", *words], capture_output=True, text=True)

    assert done.returncode == 2
    for part in says:
        assert part in done.stderr


def test_the_module_and_the_command_are_one(tmp_path: Path) -> None:
    place = Repository(tmp_path / "anywhere", init=False)
    done = subprocess.run(
        [sys.executable, "-m", "ledgergate", "--version"], cwd=place.path, env=environment(place), capture_output=True,
        text=True,
    )  # fmt: skip
    assert re.fullmatch(r"ledgergate, version \d+\.\d+\.\d+\n", done.stdout)


def test_in_ci_no_check_is_run_as_on_an_earlier_day(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    for day, code in (("2001-01-01", 2), ("2999-01-01", 0)):
        assert gate(repository, "check", "--staged", "--today", day, CI="true").returncode == code
