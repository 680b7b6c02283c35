"""`ledgergate uninstall-hook` takes away what `install-hook` made, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import gate
from support import Repository


@pytest.mark.parametrize("name", ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push", "pre-receive", "update"])
def test_a_hook_that_was_installed_is_removed(tmp_path: Path, name: str) -> None:
    repository = Repository(tmp_path / "product")
    gate(repository, "install-hook", name)
    hook = repository.path / ".git/hooks" / name
    assert hook.exists()

    done = gate(repository, "uninstall-hook", name)

    assert (done.returncode, done.stdout) == (0, f"removed {hook}\n")
    assert not hook.exists()


def test_without_a_hook_there_is_nothing_to_do(tmp_path: Path) -> None:
    done = gate(Repository(tmp_path / "product"), "uninstall-hook", "pre-push")

    assert (done.returncode, done.stdout) == (0, "there is no pre-push hook\n")


def test_a_hook_of_somebody_else_stays(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "product")
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\nledgergate check --staged\n", executable=True)

    done = gate(repository, "uninstall-hook", "pre-commit")

    assert done.returncode == 2
    assert "left as it is" in done.stderr
    assert (repository.path / ".git/hooks/pre-commit").read_text() == "#!/bin/sh\nledgergate check --staged\n"


def test_the_hook_of_another_moment_stays(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "product")
    gate(repository, "install-hook", "pre-commit")
    gate(repository, "install-hook", "pre-push")

    gate(repository, "uninstall-hook", "pre-commit")

    assert (repository.path / ".git/hooks/pre-push").exists()


def test_hooks_that_many_repositories_share_are_not_touched(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "product")
    (tmp_path / "shared").mkdir()
    repository.git("config", "core.hooksPath", str(tmp_path / "shared"))

    done = gate(repository, "uninstall-hook", "pre-commit")

    assert done.returncode == 2
    assert "core.hooksPath leads out of this repository" in done.stderr


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert gate(Repository(tmp_path / "bare", init=False), "uninstall-hook", "pre-commit").returncode == 3
