"""A git that fails in the middle of a check: whichever call, and however it fails, the gate never says yes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from doorway import team
from ledgergate.errors import LedgergateError
from ledgergate.gate import judge
from ledgergate.repository import Asked
from ledgergate.request import Request
from support import Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for git is a shell script")
_HALF = '"$real" "$@" > "$here/out"; head -c "$(($(wc -c < "$here/out") / 2))" "$here/out"'
FAULTS = {
    "dies": "exit 1",
    "dies as if refused": 'exec "$real" rev-parse --no-such-option --verify',
    "is killed": "kill -9 $$",
    "prints nothing": "exit 0",
    "is cut short": f"{_HALF}; exit 0",
    "is cut short and dies": f"{_HALF}; exit 128",
    "hangs": "exec tail -f /dev/null",
}
MOMENTS: dict[str, dict[str, object]] = {"staged": {"staged": True}, "range": {"base": "main", "head": "007-audit"}}


def _stand_in(folder: Path, fault: str, which: int) -> None:
    """A git that counts its calls in folders and fails at one of them (0: at none)."""
    folder.mkdir()
    script = (
        f"#!/bin/sh\nreal='{shutil.which('git')}'\nhere='{folder}'\nn=1\n"
        'while ! mkdir "$here/$n" 2>/dev/null; do n=$((n + 1)); done\n'
        f'if [ "$n" = {which} ]; then\n{fault}\nfi\nexec "$real" "$@"\n'
    )
    (folder / "git").write_text(script)
    (folder / "git").chmod(0o755)


def _code(repository: Repository, folder: Path, flags: dict[str, object]) -> int:
    environment = repository.environment(LEDGERGATE_GIT_TIMEOUT="1")
    environment["PATH"] = f"{folder}{os.pathsep}{environment['PATH']}"
    try:
        return judge(Request(Asked(cwd=str(repository.path), environment=environment, **flags))).exit_code  # type: ignore[arg-type]  # flags of either moment
    except LedgergateError as error:
        return error.code


@pytest.fixture(params=sorted(MOMENTS))
def broken(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Repository, dict[str, object]]:
    """A repository with a finding at that moment, and the flags that ask for it."""
    repository = team(tmp_path / "r")
    repository.files({"apps/main.py": "evil\n"})
    repository.stage()
    if request.param == "range":
        repository.commit("work")
        repository.checkout("main")
        repository.save({"docs/other.md": "the base moves\n"})
    return repository, MOMENTS[request.param]


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_no_failure_of_git_makes_the_gate_say_yes(
    tmp_path: Path, broken: tuple[Repository, dict[str, object]], fault: str
) -> None:
    repository, flags = broken
    whole = tmp_path / "whole"
    _stand_in(whole, ":", 0)
    assert _code(repository, whole, flags) == 1
    calls = len([one for one in whole.iterdir() if one.name.isdigit()])
    assert calls >= 3
    for which in range(1, calls + 1):
        folder = tmp_path / f"call-{which}"
        _stand_in(folder, FAULTS[fault], which)
        code = _code(repository, folder, flags)
        assert code in (1, 2, 3), f"call {which} of {calls} {fault}: exit {code}"
