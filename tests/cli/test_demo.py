"""`ledgergate demo` on machines that are set up against it, and on those where it cannot run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment, gate
from support import Repository

HOSTILE = """\
[user]
    useConfigOnly = true
[commit]
    gpgSign = true
[gpg]
    program = false
[core]
    hooksPath = {home}/hooks
    excludesFile = {home}/ignored
    attributesFile = {home}/attributes
[filter "broken"]
    clean = false
    required = true
[init]
    templateDir = {home}/template
    defaultBranch = trunk
"""
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "reference-transaction")


@pytest.fixture
def place(tmp_path: Path) -> Repository:
    """Where the demo is started: no repository; the folder above is the user's home."""
    return Repository(tmp_path / "anywhere", init=False)


def refusing_hooks(home: Path, folder: Path) -> None:
    """Hooks that write down that they ran, and refuse."""
    folder.mkdir(parents=True)
    for name in HOOKS:
        hook = folder / name
        hook.write_text(f"#!/bin/sh\necho {name} >> '{home}/ran'\nexit 1\n")
        hook.chmod(0o755)


def test_the_users_settings_have_no_say(place: Repository, tmp_path: Path) -> None:
    refusing_hooks(tmp_path, tmp_path / "hooks")
    refusing_hooks(tmp_path, tmp_path / "template/hooks")
    (tmp_path / ".gitconfig").write_text(HOSTILE.format(home=tmp_path))
    (tmp_path / "ignored").write_text("specs/\n*.toml\n")
    (tmp_path / "attributes").write_text("* filter=broken\n")
    (tmp_path / ".config/git").mkdir(parents=True)
    (tmp_path / ".config/git/ignore").write_text("docs/\n")
    (tmp_path / ".config/git/attributes").write_text("* filter=broken\n")
    told = {name: value for name, value in environment(place).items() if not name.startswith("GIT_")}

    done = subprocess.run(
        [sys.executable, "-m", "ledgergate", "demo", "--keep", "kept"], cwd=place.path, env=told,
        capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "ran").exists()
    kept = Repository(place.path / "kept", init=False)
    assert kept.git("log", "--format=%an %ae %G?") == b"\n".join([b"Demo demo@example.invalid N"] * 2)
    assert {b"ledgergate.toml", b"docs/product/roadmap.md"} <= set(kept.git("ls-files").split(b"\n"))
    assert list((kept.path / ".git").glob("hooks/*")) == []


def test_the_repository_whose_hook_runs_the_demo_is_left_alone(tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.save({"notes.md": "notes\n"})
    outer.files({"notes.md": "more notes\n"})
    outer.stage()
    folder = outer.path / ".git"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    done = gate(
        outer, "demo", GIT_DIR=str(folder), GIT_INDEX_FILE=str(folder / "index"), GIT_WORK_TREE=str(outer.path),
        GIT_OBJECT_DIRECTORY=str(folder / "objects"), GIT_CONFIG_PARAMETERS="'commit.gpgsign=true'",
        GIT_PREFIX="", GIT_PYTHON_GIT_EXECUTABLE="/nowhere/git", GIT_PYTHON_REFRESH="nonsense",
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "LG201 unclassified" in done.stdout
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_without_git_it_says_so(place: Repository, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = gate(place, "demo", PATH=str(tmp_path / "empty"))

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "git is not installed\ninstall git 2.30 or newer, and make sure that `git version` runs\n"


def test_a_git_that_does_not_run_is_named(place: Repository, tmp_path: Path) -> None:
    git = broken_git(tmp_path, "exit 1")

    done = gate(place, "demo", PATH=str(git.parent))

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"{git} does not run\ninstall git 2.30 or newer, and make sure that `git version` runs\n"


def test_a_command_that_git_refuses_is_quoted(place: Repository, tmp_path: Path) -> None:
    answers = "version) echo git version 2.1.0;; *) { echo warning: one; echo fatal: two; } >&2; exit 129;;"
    git = broken_git(tmp_path, f'case "$*" in {answers} esac')

    done = gate(place, "demo", PATH=str(git.parent))

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[0] == "git init failed: fatal: two"


def broken_git(folder: Path, script: str) -> Path:
    git = folder / "bin/git"
    git.parent.mkdir()
    git.write_text(f"#!/bin/sh\n{script}\n")
    git.chmod(0o755)
    return git


def test_without_gitpython_it_says_so(place: Repository) -> None:
    program = "import sys; sys.modules['git'] = None; from ledgergate.cli import main; sys.exit(main(['demo']))"

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=place.path, env=environment(place), capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "GitPython is not installed\ninstall ledgergate again, with what it needs\n"


def test_a_folder_that_cannot_be_made_is_misuse(place: Repository) -> None:
    place.write("file", "in the way")

    done = gate(place, "demo", "--keep", "file")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("file cannot be written: File exists\nname another folder\n")


def test_a_folder_of_any_name_is_taken_as_it_is_written(place: Repository, tmp_path: Path) -> None:
    done = gate(place, "demo", "--keep", "~/$HOME %PATH% ü")

    assert done.returncode == 0, done.stdout + done.stderr
    assert (place.path / "~" / "$HOME %PATH% ü" / ".git").is_dir()
    assert not [path for path in tmp_path.iterdir() if path.name != "anywhere"]


def test_the_command_line_does_not_import_gitpython(place: Repository) -> None:
    program = "import sys, ledgergate.cli.commands, ledgergate.cli.demo; sys.exit('git' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=place.path, env=environment(place), check=True)
