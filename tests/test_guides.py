"""Every guide, done as it is written; and what the harness says of guides that are wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ledgergate.expressions import PATIENCE
from ledgergate.git.processes import Limits
from stories import ROOT, rewritten, troubles

GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
# The first line of a block that nobody runs, with the reason.
NOT_RUN: dict[str, dict[str, str]] = {}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the guides' commands are written for a POSIX shell")


@pytest.mark.parametrize("guide", [one.name for one in GUIDES])
def test_a_guide_is_true_from_its_first_block_to_its_last(guide: str, tmp_path: Path) -> None:
    text = (ROOT / "docs/guides" / guide).read_text(encoding="utf-8")
    wrong = troubles(text, tmp_path, NOT_RUN.get(guide, {}))
    assert not wrong, f"{guide}, " + "\n".join(wrong)


def test_what_is_not_run_stands_in_its_guide() -> None:
    for guide, blocks in NOT_RUN.items():
        lines = (ROOT / "docs/guides" / guide).read_text(encoding="utf-8").splitlines()
        assert set(blocks) <= set(lines), guide


def test_links_of_the_guides_lead_somewhere() -> None:
    for guide in GUIDES:
        text = re.sub(r"^```.*?^```$", "", guide.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (guide.parent / target).exists(), f"{guide.name}: {target}"


def test_the_index_names_every_guide() -> None:
    index = (ROOT / "docs/guides/README.md").read_text(encoding="utf-8")
    assert {one.name for one in GUIDES} - {"README.md"} <= set(re.findall(r"\]\(([\w.-]+\.md)", index))


def test_the_sizes_are_those_of_the_code() -> None:
    text = (ROOT / "docs/guides/limits.md").read_text(encoding="utf-8")
    said = {one[0]: one[1] for one in re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.M)}
    most = Limits()
    assert said["a document"].startswith(f"{most.document >> 20} MiB ")
    assert said["a policy"].startswith(f"{most.policy >> 10} KiB ")
    assert said["paths in a tree or an index"] == f"{most.entries:,}"
    assert said["one answer of git"].startswith(f"{most.output >> 20} MiB, {most.seconds:g} seconds ")
    assert PATIENCE == 10
    assert said["all patterns of a policy"].startswith("ten seconds ")


def wrong(text: str, home: Path, *asides: str) -> str:
    return "\n".join(troubles(text, home, asides))


def test_a_file_is_written_and_a_command_prints_what_the_guide_says(tmp_path: Path) -> None:
    written = '`a.txt`:\n\n```text title="a.txt"\none\ntwo\n```\n'
    guide = f"{written}```console\n$ cat a.txt\none\ntwo\n$ cat no; echo $?\n…no…\n1\n```\n"
    assert wrong(guide, tmp_path) == ""


def test_another_output_is_wrong_at_the_line_of_its_block(tmp_path: Path) -> None:
    said = wrong("# Guide\n\n```console\n$ echo one\ntwo\n```\n", tmp_path)
    assert said.startswith("line 3: `echo one` prints something else:")
    assert "-two\n+one" in said
    assert wrong("```console\n$ echo one; echo two\none\n```\n", tmp_path / "less")
    assert wrong("```console\n$ true\none\n```\n", tmp_path / "nothing")


def test_a_failure_must_be_visible(tmp_path: Path) -> None:
    assert "exits 1, and nothing shows it" in wrong("```console\n$ false\n```\n", tmp_path)
    assert "exits 3" in wrong("```sh\nexit 3\n```\n", tmp_path / "sh")


def test_an_ellipsis_stands_for_lines_and_for_a_part_of_one(tmp_path: Path) -> None:
    guide = "```console\n$ echo a1; echo b; echo c\n{}```\n"
    assert wrong(guide.format("…\nc\n"), tmp_path / "1") == ""
    assert wrong(guide.format("a…\nb\nc\n"), tmp_path / "2") == ""
    assert wrong(guide.format("…\nb\n"), tmp_path / "3")
    assert wrong(guide.format("a…\nc\n"), tmp_path / "4")


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (" one\n-two\n+three\n", ""),
        ("-one\n+1\n@@ @@\n+four\n", ""),
        ("-too\n+three\n", "these lines stand 0 times"),
        ("-same\n+other\n", "these lines stand 2 times"),
        ("two\n", "these lines stand"),
    ],
)
def test_an_edit_matches_the_file_once(edit: str, says: str, tmp_path: Path) -> None:
    written = '`a.txt`\n```text title="a.txt"\none\ntwo\nsame\nsame\n```\n'
    said = wrong(f'{written}`a.txt`\n```diff title="a.txt"\n{edit}```\n', tmp_path)
    assert says in said if says else said == ""


def test_an_edit_of_no_file_and_a_file_elsewhere_are_wrong(tmp_path: Path) -> None:
    assert "there is no a.txt" in wrong('`a.txt`\n```diff title="a.txt"\n+one\n```\n', tmp_path)
    assert "not in the repository" in wrong('`../a`\n```text title="../a"\none\n```\n', tmp_path / "out")


def test_a_reader_without_titles_is_told_the_file(tmp_path: Path) -> None:
    assert "does not name `a.txt`" in wrong('```text title="a.txt"\none\n```\n', tmp_path)
    told = '`a.txt`\n```text title="a.txt"\none\n```\n'
    assert "line 5" in wrong(f'{told}```text title="a.txt"\ntwo\n```\n', tmp_path / "again")


@pytest.mark.parametrize(
    "block",
    [
        "```rust\nlet a;\n```\n",
        "```\nwhat\n```\n",
        "~~~sh\ntrue\n~~~\n",
        "  ```sh\n  true\n  ```\n",
        "```sh\n",
    ],
)
def test_a_block_that_nobody_can_do_is_wrong(block: str, tmp_path: Path) -> None:
    assert wrong(f"# Guide\n\n{block}", tmp_path)


def test_a_block_is_left_out_by_its_first_line(tmp_path: Path) -> None:
    assert wrong("```rust\nlet a;\n```\n", tmp_path, "let a;") == ""


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("```yaml\na: [1\n```\n", "no YAML"),
        ("```json\n{\n```\n", "no JSON"),
        ("```toml\na = \n```\n", "no TOML"),
        ("```toml\n[rules]\nunclassifed = 'off'\n```\n", "no policy would hold this"),
        ("```toml\n[rules]\nunclassified = 'off'\n```\n", ""),
        ("```toml\n[[report]]\npath = 'a.md'\nledger = 'x'\n```\n", "no policy would hold this"),
        ("```toml\n[project]\nname = 'x'\n```\n", ""),
    ],
)
def test_what_is_only_shown_is_read(block: str, says: str, tmp_path: Path) -> None:
    said = wrong(block, tmp_path)
    assert says in said if says else said == ""


def test_a_part_of_a_policy_is_read_with_the_storys_own(tmp_path: Path) -> None:
    own = "[ledger.x]\nsources = [{ path = 'x.md', items = 'list' }]\n"
    part = "```toml\n[[report]]\npath = 'a.md'\nledger = 'x'\nrows.items = 'list'\n```\n"
    assert wrong(f'`ledgergate.toml`\n```toml title="ledgergate.toml"\n{own}```\n{part}', tmp_path) == ""


def test_set_up_that_nobody_sees_is_done(tmp_path: Path) -> None:
    hidden = "<!-- story: file a.txt\nnone\n-->\n<!-- story: edit a.txt\n-none\n+one\n-->\n"
    hidden += "<!-- story: run\ncat a.txt > b.txt\n-->\n"
    assert wrong(f"{hidden}```console\n$ cat b.txt\none\n```\n", tmp_path) == ""
    again = "<!-- story: new repository -->\n```console\n$ ls\n```\n"
    assert wrong(hidden + again, tmp_path / "new") == ""
    assert "exits 1" in wrong("<!-- story: run\nfalse\n-->\n", tmp_path / "fails")
    assert "no such set-up" in wrong("<!-- story: dance -->\n", tmp_path / "unknown")


def test_the_day_is_the_storys(tmp_path: Path) -> None:
    day = "git log -1 --format=%as"
    hour = "python -c 'import datetime; print(datetime.datetime.now(datetime.timezone.utc).date())'"
    shown = f"```console\n$ git commit -q --allow-empty -m x && {day}\n{{0}}\n$ {hour}\n{{0}}\n```\n"
    guide = shown.format("2026-12-01") + "<!-- story: day 2027-02-03 -->\n" + shown.format("2027-02-03")
    assert wrong(guide, tmp_path) == ""


def test_the_written_guide_is_right_and_keeps_what_was(tmp_path: Path) -> None:
    long = "$ printf '%s ' x \\\n> y\n"
    first = f"```console\n$ echo one; echo two\n{{}}$ echo abc\na…\n{long}{{}}```\n"
    ran = f"{first}Text.\n\n```console\n$ true\n{{}}```\n"
    made = rewritten(ran.format("some\nmore\n", "", "no\n"), tmp_path)
    assert made == ran.format("one\ntwo\n", "x y\n", "")
    assert wrong(made, tmp_path / "again") == ""
