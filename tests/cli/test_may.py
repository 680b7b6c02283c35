"""`ledgergate may`: the posture's answer before anything is written, to people, programs and assistants."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audit import AUDIT, ROUTES, audited, environment, gate
from ledgergate.cli.tool_calls import form_of, read, written
from ledgergate.errors import NotChecked
from ledgergate.permission import permissions
from support import Repository

POLICY = '[posture]\nruntime = ["apps/**"]\n[posture.read_only]\nbranches = ["docs/*"]\n'
PATCH = """*** Begin Patch
*** Add File: docs/new.md
+*** Update File: not/this.php
*** Update File: {}
@@
-a
+b
*** End Patch
"""


def product(folder: Path, branch: str = "docs/plan", policy: str = POLICY) -> Repository:
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": policy, "apps/web.php": "<?php", "docs/plan.md": "# Plan\n"})
    repository.branch(branch)
    return repository


def allowed(repository: Repository, *paths: str) -> list[bool]:
    return [one.allowed for one in permissions(paths, str(repository.path))]


def ask(repository: Repository, call: object, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    given = call if isinstance(call, str) else json.dumps(call)
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", "may", "--hook", *words], input=given, cwd=cwd or repository.path,
        env=environment(repository), capture_output=True, text=True,
    )  # fmt: skip


def claude(repository: Repository, path: str, tool: str = "Edit", field: str = "file_path") -> dict[str, Any]:
    """A call as Claude Code hands it on."""
    return {
        "session_id": "abc123", "transcript_path": "/home/u/.claude/projects/p/abc123.jsonl",
        "cwd": str(repository.path), "permission_mode": "default", "hook_event_name": "PreToolUse", "tool_name": tool,
        "tool_input": {field: str(repository.path / path), "old_string": "a", "new_string": "b"},
        "tool_use_id": "toolu_01ABC123",
    }  # fmt: skip


def codex(repository: Repository, path: str) -> dict[str, Any]:
    """A call as Codex hands it on: the patch is the command."""
    return {
        "session_id": "0199", "transcript_path": None, "cwd": str(repository.path), "hook_event_name": "PreToolUse",
        "model": "gpt", "turn_id": "7", "permission_mode": "default", "tool_name": "apply_patch",
        "tool_use_id": "call_1", "tool_input": {"command": PATCH.format(path)},
    }  # fmt: skip


def cursor(repository: Repository, path: str) -> dict[str, Any]:
    """A call as Cursor hands it on."""
    return {
        "conversation_id": "c-1", "generation_id": "g-1", "model": "m", "hook_event_name": "preToolUse",
        "cursor_version": "3.15.6", "workspace_roots": [str(repository.path)], "tool_name": "Write",
        "tool_input": {"file_path": str(repository.path / path), "content": "b"}, "tool_use_id": "t-1",
        "cwd": str(repository.path),
    }  # fmt: skip


CALLS = {"claude": claude, "codex": codex, "cursor": cursor}


def decision(form: str, told: str) -> str:
    """What the assistant reads in the answer, "" for no opinion."""
    made = json.loads(told) if told else {}
    if form == "cursor":
        assert made.keys() <= {"permission", "user_message", "agent_message"}
        return str(made["permission"])
    inner = made.get("hookSpecificOutput", {})
    assert not made or inner["hookEventName"] == "PreToolUse"
    return str(inner.get("permissionDecision", ""))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("form", CALLS)
def test_an_edit_of_a_runtime_path_is_stopped_on_a_read_only_branch_alone(
    tmp_path: Path, form: str, named: bool
) -> None:
    repository = product(tmp_path)
    words = [form] if named else []
    call = CALLS[form](repository, "apps/web.php")

    stopped = ask(repository, call, *words, cwd=tmp_path)
    repository.branch("feature/web", "main")
    let_through = ask(repository, call, *words, cwd=tmp_path)

    assert stopped.returncode == 2, stopped.stderr
    assert decision(form, stopped.stdout) == "deny"
    assert "the branch docs/plan matches docs/*" in stopped.stderr
    assert "the branch docs/plan matches docs/*" in stopped.stdout
    assert let_through.returncode == 0, let_through.stderr
    assert decision(form, let_through.stdout) == ("allow" if form == "cursor" else "")


@pytest.mark.parametrize("form", CALLS)
def test_a_document_may_be_edited_on_a_read_only_branch(tmp_path: Path, form: str) -> None:
    repository = product(tmp_path)
    done = ask(repository, CALLS[form](repository, "docs/plan.md"), form)

    assert (done.returncode, done.stderr) == (0, "")
    assert decision(form, done.stdout) != "deny"


def test_a_field_of_ones_own_is_read_whatever_the_tool(tmp_path: Path) -> None:
    repository = product(tmp_path)
    call = {"tool": "put", "args": {"files": [{"name": "docs/plan.md"}, {"name": "apps/web.php"}]}}

    assert ask(repository, call, "claude", "--field", "args.files.name").returncode == 2
    assert ask(repository, call, "claude").returncode == 0
    assert ask(repository, call, "claude", "--field", "args.file").returncode == 3


@pytest.mark.parametrize(
    ("tool", "given", "paths"),
    [
        ("Write", {"file_path": "a"}, ["a"]),
        ("MultiEdit", {"file_path": "a", "edits": []}, ["a"]),
        ("NotebookEdit", {"notebook_path": "a"}, ["a"]),
        ("StrReplace", {"path": "a"}, ["a"]),
        ("search_replace", {"target_file": "a"}, ["a"]),
        ("Delete", {"path": "a"}, ["a"]),
        ("apply_patch", PATCH.format("a"), ["docs/new.md", "a"]),
        ("apply_patch", {"input": "*** Begin Patch\n*** Update File: a\n*** Move to: b\n"}, ["a", "b"]),
        ("shell", {"command": ["apply_patch", PATCH.format("a")]}, ["docs/new.md", "a"]),
        ("Bash", {"command": f"apply_patch <<'X'\n{PATCH.format('a')}X"}, ["docs/new.md", "a"]),
        ("Bash", {"command": "ls apps"}, []),
        ("Read", {"file_path": "a"}, []),
        ("Grep", {"path": "a"}, []),
        ("Write", {"file_path": "a", "content": PATCH.format("b")}, ["a"]),
        ("mcp__files__read", {"path": "a"}, []),
    ],
)
def test_which_files_a_call_writes(tool: str, given: object, paths: list[str]) -> None:
    assert list(written({"tool_name": tool, "tool_input": given})) == paths


@pytest.mark.parametrize("call", [{"tool_name": "Write", "tool_input": {}}, {"tool_name": "apply_patch"}])
def test_a_call_that_writes_and_names_no_file_is_not_known(call: dict[str, Any]) -> None:
    with pytest.raises(NotChecked, match="names no file"):
        written(call)


@pytest.mark.parametrize("given", [b"", b"{", b"[]", b"\xff", b"null", b'"text"'])
def test_what_is_no_call_is_not_known(given: bytes) -> None:
    with pytest.raises(NotChecked):
        read(given)


def test_whose_call_it_is_is_told_by_what_only_they_say(tmp_path: Path) -> None:
    repository = Repository(tmp_path, init=False)
    assert {name: form_of(make(repository, "a")) for name, make in CALLS.items()} == {name: name for name in CALLS}


def test_where_nothing_is_governed_no_call_is_stopped(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "other")
    done = ask(repository, claude(repository, "apps/web.php"), "claude")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_policy_with_mistakes_stops_all_but_its_own_mending(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.write("ledgergate.toml", POLICY + "[postures]\n")
    repository.stage()

    stopped = ask(repository, claude(repository, "docs/plan.md"), "claude")
    assert stopped.returncode == 2
    assert "postures" in stopped.stderr
    assert ask(repository, claude(repository, "ledgergate.toml"), "claude").returncode == 0


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    repository = product(tmp_path)
    done = ask(repository, claude(repository, "apps/\x1b[2J\n::error::x\u202e.php"), "claude")

    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    assert not any(line.startswith("::") for line in done.stderr.splitlines())


def test_a_package_that_the_change_would_touch_has_its_say(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    repository.branch("some-work", "main")

    assert allowed(repository, ROUTES) == [True]
    assert allowed(repository, ROUTES, f"{AUDIT}/plan.md") == [False, True]
    repository.write(f"{AUDIT}/plan.md", "# Plan\n")
    repository.stage()
    assert allowed(repository, ROUTES) == [False]


def test_the_answer_as_json_quotes_the_sentence_that_decides(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    done = gate(repository, "may", ROUTES, "docs/x.md", "--format", "json")
    made = json.loads(done.stdout)

    assert done.returncode == 1
    assert made.keys() == {"version", "allowed", "paths"}
    assert (made["version"], made["allowed"]) == (1, False)
    first, second = made["paths"]
    assert first.keys() == second.keys() == {"path", "allowed", "because", "place"}
    assert first["place"] == {"path": f"{AUDIT}/spec.md", "line": 11}
    assert "Runtime posture" in first["because"]
    assert (second["allowed"], second["place"]) == (True, None)


def test_the_answer_is_the_gates(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    repository.write(ROUTES, "<?php // new")
    repository.stage()

    assert allowed(repository, ROUTES) == [False]
    assert gate(repository, "check", "--staged", "--rule", "LG101").returncode == 1


def test_paths_are_those_of_the_folder_that_one_stands_in(tmp_path: Path) -> None:
    repository = product(tmp_path)
    below = str(repository.path / "apps")

    assert [one.allowed for one in permissions(("web.php", "new/deep.php", "../docs/a.md", "."), below)] == [
        False, False, True, False,
    ]  # fmt: skip


def test_a_link_does_not_lead_around_the_answer(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.link("docs/code", "../apps")
    repository.link("docs/page.php", "../apps/web.php")

    assert allowed(repository, "docs/code/web.php", "docs/page.php", "docs/other.md") == [False, False, True]


def test_what_git_ignores_is_no_change(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.save({".gitignore": "build/\n"})

    assert allowed(repository, "apps/build/out.js", "apps/web.php") == [True, False]


def test_a_path_elsewhere_is_judged_where_it_lies(tmp_path: Path) -> None:
    here, there = product(tmp_path / "a", branch="feature/x"), product(tmp_path / "b")
    bare = tmp_path / "notes.md"

    assert allowed(here, str(there.path / "apps/web.php"), str(here.path / "apps/web.php"), str(bare)) == [
        False, True, True,
    ]  # fmt: skip


def test_the_base_of_the_branch_still_decides_where_the_branch_loosens_its_policy(tmp_path: Path) -> None:
    repository = product(tmp_path)
    repository.write("ledgergate.toml", POLICY.replace("docs/*", "never/*"))
    repository.stage()

    assert allowed(repository, "apps/web.php") == [False]


def test_without_a_repository_or_a_policy_nothing_is_known(tmp_path: Path) -> None:
    nowhere = Repository(tmp_path / "nowhere", init=False)
    assert gate(nowhere, "may", "a").returncode == 3
    assert ask(nowhere, claude(nowhere, "a"), "claude").returncode == 3
    assert gate(Repository(tmp_path / "new"), "may", "a").returncode == 2


@pytest.mark.parametrize("words", [(), ("--hook", "claude", "a"), ("a", "--field", "x"), ("--hook", "emacs")])
def test_options_that_do_not_go_together_are_misuse(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert gate(Repository(tmp_path, init=False), "may", *words).returncode == 2


@pytest.mark.parametrize("form", CALLS)
def test_the_recipe_of_each_assistant_runs_the_command(form: str) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/assistants.md").read_text(encoding="utf-8")
    recipes = [json.loads(text) for text in re.findall(r"```json\n(.+?)```", page, re.S)]

    assert any(f"ledgergate may --hook {form}" in json.dumps(one) for one in recipes)


def test_a_policy_that_is_not_added_yet_is_no_leave(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save({"apps/web.php": "<?php"})
    repository.write("ledgergate.toml", POLICY)

    done = ask(
        repository,
        {"tool_name": "Edit", "tool_input": {"file_path": "apps/web.php"}, "cwd": str(repository.path)},
        "claude",
    )
    assert done.returncode == 2
    assert gate(repository, "may", "apps/web.php").returncode == 2
