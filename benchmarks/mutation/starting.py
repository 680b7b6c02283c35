"""The gate started as a command by a test, with the fault in it that the test's own process has."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HERE = Path(__file__).resolve().parents[2]
# What comes before all else on such a process's path, and this checkout's package, wherever another one is installed.
_FIRST = [str(Path(__file__).resolve().parent / "started"), str(_HERE / "src"), str(_HERE / "hooks")]
_now = ""


def tell(*what: str) -> None:
    """What each interpreter shall do that is started from here on: `fault MODULE TEXT` or `measure WHERE ROOT TEST`."""
    global _now
    _now = "\n".join(what)


def reach() -> None:
    """From here on processes that are started by way of `subprocess` are told, whatever environment they are given."""
    popen: Any = subprocess.Popen
    plain = popen.__init__

    def told(self: Any, *args: Any, env: dict[str, str] | None = None, **more: Any) -> None:
        if _now:
            env = dict(os.environ if env is None else env)
            env["PYTHONPATH"] = os.pathsep.join([*_FIRST, *filter(None, [env.get("PYTHONPATH")])])
            env["MUTATION_STARTED"] = _now
        plain(self, *args, env=env, **more)

    popen.__init__ = told
