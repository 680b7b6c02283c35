"""A plugin of pytest that keeps what the tests judge, as inputs to begin with: `python -m fuzzing --record`."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import wraps
from pathlib import Path

from fuzzing.bundle import BEFORE, POLICY, packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / ".fuzzing" / "seeds"


def pytest_configure(config: object) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    import judging

    judging.reading = _kept(judging.reading)
    judging.findings = _kept(judging.findings)


def _kept(real: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(real)
    def call(files: Mapping[str, str | bytes], *words: Any, **named: Any) -> Any:
        import judging

        policy = words[0] if words else named.get("policy", judging.POLICY)
        before = words[1] if len(words) > 1 and isinstance(words[1], dict) else named.get("before")
        _keep({POLICY: policy, **files, **{BEFORE + path: text for path, text in (before or {}).items()}})
        return real(files, *words, **named)

    return call


def _keep(files: Mapping[str, str | bytes]) -> None:
    data = packed(files)
    if len(data) < 8_000:
        os.makedirs(SEEDS, exist_ok=True)
        (SEEDS / hashlib.sha256(data).hexdigest()[:20]).write_bytes(data)


def recorded() -> list[bytes]:
    """What was kept; nothing where nobody has asked for it."""
    return [path.read_bytes() for path in sorted(SEEDS.glob("*"))] if SEEDS.is_dir() else []
