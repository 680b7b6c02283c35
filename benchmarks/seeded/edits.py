"""What is done to a repository, as values: a defect is a few of these, made into a real commit by `committed`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

WORLDS = Path(__file__).parent / "worlds"
MAIN, WORK, DOCS = "main", "work/next", "docs/plan"


class Edit(NamedTuple):
    """`how` is one of the functions below, by name; what `old` and `new` are, they say."""

    how: str
    path: str
    old: str = ""
    new: str = ""


Edits = tuple[Edit, ...]


def sub(path: str, old: str, new: str) -> Edit:
    """Writes `new` in place of the one `old`."""
    return Edit("sub", path, old, new)


def put(path: str, text: str) -> Edit:
    """A new file, or one with another text."""
    return Edit("put", path, new=text)


def end(path: str, text: str) -> Edit:
    """Text at the end of a file."""
    return Edit("end", path, new=text)


def drop(path: str) -> Edit:
    """A file, or a whole folder, is gone."""
    return Edit("drop", path)


def move(path: str, new: str) -> Edit:
    return Edit("move", path, new=new)


def mode(path: str) -> Edit:
    """The file becomes executable; its content stays."""
    return Edit("mode", path)


def link(path: str, target: str) -> Edit:
    """A symbolic link stands in place of what was there."""
    return Edit("link", path, new=target)


def submodule(path: str) -> Edit:
    """An entry for another repository's commit, put straight into the index."""
    return Edit("submodule", path)


def world(name: str, folder: Path) -> Path:
    """A repository of one of the worlds, with what it has at `main`."""
    shutil.copytree(WORLDS / name, folder)
    git(folder, "init", "-q", "-b", MAIN)
    git(folder, "config", "gc.auto", "0")
    return folder


def saved(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", message)


def committed(folder: Path, edits: Edits, branch: str, message: str) -> None:
    """The edits as one commit on a branch that starts at `main`; whatever was there before is thrown away."""
    git(folder, "checkout", "-q", "-f", "-B", branch, MAIN)
    git(folder, "clean", "-q", "-f", "-d", "-x")
    for one in edits:
        if one.how != "submodule":
            _edit(folder, one)
    git(folder, "add", "-A")
    for one in edits:
        if one.how == "submodule":
            git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{one.path}")
    git(folder, "commit", "-q", "--no-verify", "-m", message)


def _edit(folder: Path, one: Edit) -> None:
    target = folder / one.path
    if one.how in ("sub", "end"):
        text = target.read_text(encoding="utf-8")
        if one.how == "sub" and text.count(one.old) != 1:
            raise ValueError(f"{one.path} has {one.old!r} {text.count(one.old)} times")
        made = text.replace(one.old, one.new) if one.how == "sub" else text + one.new
        target.write_text(made, encoding="utf-8", newline="")
    elif one.how == "drop":
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    elif one.how == "mode":
        target.chmod(0o755)
    else:
        _made(folder, one, target)


def _made(folder: Path, one: Edit, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if one.how == "put":
        target.write_text(one.new, encoding="utf-8", newline="")
    elif one.how == "move":
        (folder / one.new).parent.mkdir(parents=True, exist_ok=True)
        target.rename(folder / one.new)
    else:
        target.unlink(missing_ok=True)
        target.symlink_to(one.new)


def git(folder: Path, *words: str) -> str:
    """What git says, under no setting of the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    said |= {
        f"GIT_{who}_{what}": "seeded@example.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    said |= {f"GIT_{who}_DATE": "@1700000000 +0000" for who in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=kept | said)
    return done.stdout.decode()
