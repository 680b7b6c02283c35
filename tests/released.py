"""The project as it lies here, committed, and what a release of it consists of; made once for all who ask."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from support import Repository, scrubbed

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "https://example.invalid/ledgergate"
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = f"ledgergate-{PROJECT['version']}"
WHEEL, SDIST = f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"
NOT_OURS = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".coverage*", "dist", "build"
)

IS_TOLD = [
    pytest.mark.skipif(sys.version_info < (3, 10, 12), reason="tarfile has no filter there"),
    pytest.mark.xdist_group("release"),
]


def made(repository: Repository, out: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "release/make.py"), str(out), "--source", SOURCE, "--repository", repository.path],
        env=scrubbed(repository.path.parent, **more), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


_here: dict[str, Repository] = {}  # what two modules ask for is made once
_files: dict[str, bytes] = {}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The project as it lies here, committed."""
    if not _here:
        where = tmp_path_factory.mktemp("project") / "ledgergate"
        shutil.copytree(ROOT, where, ignore=NOT_OURS)
        repository = _here["project"] = Repository(where)
        repository.stage()
        repository.commit("release")
    return _here["project"]


@pytest.fixture(scope="module")
def release(project: Repository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the release job makes of it; a file that lies in its work tree is not part of the commit."""
    if not _files:
        project.write("src/ledgergate/left_lying_around.py", "SECRET = 1\n")
        out = tmp_path_factory.mktemp("dist")
        done = made(project, out)
        assert done.returncode == 0, done.stdout + done.stderr
        _files.update({file.name: file.read_bytes() for file in out.iterdir()})
    return dict(_files)
