"""Which survivors the type checker refuses: every change has to pass it, too, but it is no test and is told apart."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

_HERE = Path(__file__).resolve().parents[2]


def refused(results: Path, root: Path) -> list[str]:
    """The names of the survivors with which `mypy` finds an error; each is asked once and written down beside them."""
    known = results.with_suffix(".types.json")
    told: dict[str, bool] = json.loads(known.read_text()) if known.exists() else {}
    for line in results.read_text().splitlines():
        one = json.loads(line)
        if one["result"] in ("survived", "uncovered") and one["name"] not in told:
            told[one["name"]] = _is_refused(one["name"], root)
            known.write_text(json.dumps(told))
    return [name for name, is_so in told.items() if is_so]


def _is_refused(name: str, root: Path) -> bool:
    path, _line, span, text = name.split(":", 3)
    start, end = map(int, span.split("-"))
    source = (root / path).read_bytes()
    with tempfile.NamedTemporaryFile(suffix=".py") as faulty:
        faulty.write(source[:start] + text.encode() + source[end:])
        faulty.flush()
        words = ["--shadow-file", str(root / path), faulty.name, str(root)]
        done = subprocess.run([sys.executable, "-m", "mypy", *words], cwd=_HERE, capture_output=True, text=True)
    return done.returncode == 1 and "error:" in done.stdout
