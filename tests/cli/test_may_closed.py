"""`ledgergate may`: files of closed packages, and the type of the commit that is meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit import gate
from cli.test_may import POLICY, allowed, ask, claude, product
from ledgergate.permission import permissions
from support import Repository

CLOSED = '[[package]]\npath = "specs/*"\nstatus = { label = "Status", closed = ["Complete"] }\n'
SPEC = "# Spec\n\n**Status**: {}\n\n## Goal\n\nExports.\n"
OLD, OPEN = "specs/1-old/spec.md", "specs/2-new/spec.md"


def closed(folder: Path, rules: str = "") -> Repository:
    repository = Repository(folder / "product")
    files = {"ledgergate.toml": CLOSED + rules, OLD: SPEC.format("Complete"), OPEN: SPEC.format("Draft")}
    repository.save({**files, "specs/1-old/plan.md": "# Plan\n\nWrite it.\n"})
    return repository


def test_a_file_of_a_closed_package_may_not_be_touched_and_its_status_says_why(tmp_path: Path) -> None:
    where = closed(tmp_path)
    (one,) = permissions(["specs/1-old/plan.md"], str(where.path))
    assert not one.allowed
    assert one.why == "the package specs/1-old is closed: lines of metadata may change, what it says may not"
    assert one.place is not None
    assert (one.place.path, one.place.line) == (OLD, 3)
    said = json.loads(gate(where, "may", OLD, "--format", "json").stdout)
    assert said["paths"][0]["place"] == {"path": OLD, "line": 3}
    assert "fix: write what is new into a package of its own" in gate(where, "may", OLD).stdout


def test_open_packages_new_files_and_other_documents_may_be_touched(tmp_path: Path) -> None:
    where = closed(tmp_path)
    assert allowed(where, OPEN, "specs/1-old/notes.md", "specs/3-next/spec.md", "README.md") == [True] * 4


@pytest.mark.parametrize("level", ["advise", "off"])
def test_where_the_policy_does_not_block_it_may_be_touched(tmp_path: Path, level: str) -> None:
    assert allowed(closed(tmp_path, f'[rules]\nclosed-package-rewritten = "{level}"\n'), OLD) == [True]


def test_the_gate_and_its_answer_agree(tmp_path: Path) -> None:
    for path in (OLD, OPEN, "specs/1-old/plan.md", "specs/1-old/notes.md"):
        where = closed(tmp_path / path.replace("/", "-"))
        (answer,) = allowed(where, path)
        there = where.path / path
        where.write(path, (there.read_text() if there.exists() else "") + "\nOne more sentence.\n")
        where.stage()
        assert answer is (gate(where, "check", "--staged").returncode == 0)


def _edit(where: Repository, old: str, new: str) -> dict[str, Any]:
    call = claude(where, OLD)
    call["tool_input"] |= {"old_string": old, "new_string": new}
    return call


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Exports.", "Imports.", 2),
        ("**Status**: Complete\n", "**Status**: Complete\n**Superseded by**: 2-new\n", 0),
        ("**Status**: Complete\n\n## Goal", "**Status**: Complete\n**Superseded by**: 2-new\n\n## Goal", 0),
        ("**Status**: Complete\n\n## Goal", "**Status**: Complete\n\n## Goals", 2),
    ],
)
def test_a_call_that_changes_metadata_alone_goes_on(tmp_path: Path, old: str, new: str, code: int) -> None:
    where = closed(tmp_path)
    assert ask(where, _edit(where, old, new)).returncode == code
    patch = "".join(f"-{line}\n" for line in old.splitlines()) + "".join(f"+{line}\n" for line in new.splitlines())
    if "\n\n" not in old:
        text = f"*** Begin Patch\n*** Update File: {OLD}\n@@\n{patch}*** End Patch\n"
        call = {"turn_id": "1", "cwd": str(where.path), "tool_name": "apply_patch", "tool_input": {"command": text}}
        assert ask(where, call, "codex").returncode == code


def test_a_file_that_is_written_as_a_whole_is_stopped(tmp_path: Path) -> None:
    where = closed(tmp_path)
    call = claude(where, OLD, "Write")
    call["tool_input"] = {"file_path": str(where.path / OLD), "content": "# Other\n"}
    done = ask(where, call)
    assert done.returncode == 2
    assert "the package specs/1-old is closed" in done.stderr


TYPED = POLICY.replace('branches = ["docs/*"]', 'commit_types = ["docs"]')


@pytest.mark.parametrize(
    ("message", "answer"), [("docs: a plan", False), ("docs(api)!: x", False), ("fix: a route", True), ("", True)]
)
def test_the_type_of_the_commit_that_is_meant_counts(tmp_path: Path, message: str, answer: bool) -> None:
    where = product(tmp_path, "feature", TYPED)
    (one,) = permissions(["apps/web.php"], str(where.path), message)
    assert one.allowed is answer
    done = gate(where, "may", "--message", message, "apps/web.php")
    assert done.returncode == (0 if answer else 1)
    assert answer or "read-only because its message begins with 'docs:'" in done.stdout
    assert allowed(where, "docs/plan.md") == [True]
