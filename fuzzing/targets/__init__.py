"""The targets by name, a module each; loading one puts the words of the tests within reach."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fuzzing.target import Target

NAMES = (
    "markdown", "mediawiki", "shapes", "policy", "numbers", "verdicts", "fixes", "encoders", "index", "git_files",
    "messages", "control",
)  # fmt: skip


def target(name: str) -> Target:
    tests = str(Path(__file__).resolve().parents[2] / "tests")
    if tests not in sys.path:
        sys.path.insert(0, tests)
    made: Target = importlib.import_module(f"fuzzing.targets.{name}").TARGET
    return made
