"""`ledgergate check --staged` on the example: what passes, and what is refused at which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import BREAKAGES, a_clean_edit, audited, gate, has, verdict


def test_a_clean_change_passes_and_says_what_was_compared(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    a_clean_edit(repository)
    repository.stage()

    done = gate(repository, "check", "--staged")

    assert done.returncode == 0, done.stdout + done.stderr
    closing = done.stdout.strip().splitlines()[-1]
    assert closing.startswith(f"passed: no findings, index against {repository.oid()[:7]} (--staged)")
    assert "read-only because specs/345-platform-readiness-roadmap-reconciliation/spec.md:11" in closing
    assert "46 items, 90 rows" in closing


@pytest.mark.parametrize("name", BREAKAGES)
def test_each_breakage_is_refused_at_its_line(tmp_path: Path, name: str) -> None:
    repository = audited(tmp_path / "product")
    wanted = BREAKAGES[name](repository)
    repository.stage()

    told = verdict(repository, "--staged")

    assert told["verdict"]["exit_code"] == 1
    assert has(told["findings"], wanted), told["findings"]


@pytest.mark.parametrize("name", ["edited", "row-deleted", "total-off"])
def test_a_range_is_refused_as_its_commit_was(tmp_path: Path, name: str) -> None:
    repository = audited(tmp_path / "product")
    wanted = BREAKAGES[name](repository)
    repository.stage()
    repository.commit("break it")

    told = verdict(repository, "--base", "main", "--head", "HEAD")

    assert has(told["findings"], wanted), told["findings"]


def test_the_work_tree_is_not_what_is_judged(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    BREAKAGES["total-off"](repository)

    assert verdict(repository, "--staged")["verdict"]["exit_code"] == 0


def test_a_repair_that_is_only_in_the_work_tree_does_not_count(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    wanted = BREAKAGES["total-off"](repository)
    repository.stage()
    repository.git("show", "HEAD:" + wanted.path)
    repository.write(wanted.path, repository.git("show", "HEAD:" + wanted.path) + b"\n")

    assert has(verdict(repository, "--staged")["findings"], wanted)


def test_nothing_staged_is_still_a_full_check(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")

    told = verdict(repository, "--staged")

    assert told["examined"]["items"]["candidates"] == 25
    assert told["examined"]["paths_changed"] == 0


def test_a_state_is_judged_without_a_base_and_says_what_was_not_run(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")

    told = verdict(repository, "--tree", "HEAD")

    assert "runtime-path-changed" in {one["rule"] for one in told["not_run"]}
    assert told["partition"]["candidates"]["by"] == {"A": 5, "B": 7, "C": 4, "D": 3, "E": 2, "F": 2, "G": 2}


def test_the_first_commit_is_compared_with_the_empty_tree(tmp_path: Path) -> None:
    from audit import EXAMPLE
    from support import Repository

    repository = Repository(tmp_path / "product", branch="345-platform-readiness")
    import shutil

    shutil.copytree(EXAMPLE, repository.path, dirs_exist_ok=True)
    repository.stage()

    told = verdict(repository, "--staged")

    assert told["verdict"]["exit_code"] == 1
    assert {one["code"] for one in told["findings"]} == {"LG101"}


def test_a_runtime_change_on_an_open_branch_is_welcome(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    repository.checkout("main")
    repository.branch("feature-export")
    BREAKAGES["edited"](repository)
    repository.stage()

    assert verdict(repository, "--staged")["verdict"]["exit_code"] == 0
