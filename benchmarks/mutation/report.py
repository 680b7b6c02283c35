"""What a campaign found: the score of each package with its interval, and the survivors as small diffs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.mutation.sampling import PACKAGES, interval

_COLUMNS = ("killed", "time", "survived", "uncovered")


def table(results: Path, root: Path, *, survivors: bool = False) -> str:
    tried: list[dict[str, Any]] = [json.loads(line) for line in results.read_text().splitlines()]
    lines = [
        "| package | mutants | killed | without end | survived | not covered | score | 95 % |",
        "|---|" + "---:|" * 7,
    ]
    lines += [
        _row(package, [one for one in tried if package in (one["package"], "all")]) for package in (*PACKAGES, "all")
    ]
    if survivors:
        lines += ["", *(_shown(one, root) for one in tried if one["result"] in ("survived", "uncovered"))]
    return "\n".join(lines) + "\n"


def _row(package: str, tried: list[dict[str, Any]]) -> str:
    counts = Counter(one["result"] for one in tried)
    hits = counts["killed"] + counts["time"]
    low, high = interval(hits, len(tried))
    share = f"{100 * hits / len(tried):.1f} %" if tried else "–"
    cells = [
        package,
        str(len(tried)),
        *(str(counts[one]) for one in _COLUMNS),
        share,
        f"{100 * low:.0f}–{100 * high:.0f} %",
    ]
    return "| " + " | ".join(cells) + " |"


def _shown(one: dict[str, Any], root: Path) -> str:
    path, _line, span, text = one["name"].split(":", 3)
    start, end = map(int, span.split("-"))
    source = (root / path).read_bytes()
    begins, ends = source.rfind(b"\n", 0, start) + 1, source.find(b"\n", end)
    was = source[begins:ends].decode()
    is_now = (source[begins:start] + text.encode() + source[end:ends]).decode()
    return f"{one['name']} {one['result']} ({one['kind']}, {one['tests']} tests)\n- {was}\n+ {is_now}\n"
