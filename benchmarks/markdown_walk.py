"""How long reading Markdown takes beside the parser's bare event walk: `python benchmarks/markdown_walk.py [MB]`."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

import pyromark

from ledgergate import markdown
from ledgergate.model import Document

_WORDS = ("audit", "ledger", "candidate", "report", "tenant", "bucket", "evidence", "platform", "export", "queue")
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


def ledger(size: int) -> str:
    """A ledger of about `size` characters: prose, labels, task boxes and tables."""
    chance = random.Random(7)
    parts: list[str] = []
    written = area = 0
    while written < size:
        area += 1
        part = _area(area, lambda count: " ".join(chance.choices(_WORDS, k=count)), chance)
        written += len(part)
        parts.append(part)
    return "".join(parts)


def _area(area: int, words: Callable[[int], str], chance: random.Random) -> str:
    prose = "\n".join(words(11) for _ in range(4))
    boxes = "".join(f"- [{chance.choice('x ')}] T{at} {words(6)} `src/{at}.py`\n" for at in range(8))
    rows = "".join(
        f"| C-{area}-{at} | {words(3)} | {chance.choice('ABCD')} | [spec](specs/{area}/spec.md) | ready |\n"
        for at in range(12)
    )
    return (
        f"## Area {area}: {words(3)}\n\n{prose} with `code` and a [link](specs/{area}/spec.md).\n\n"
        f"**Bucket**: {chance.choice('ABCD')}\n**Status:** done\n\n{boxes}\n"
        f"| Key | Title | Bucket | Evidence | State |\n|---|---|:-:|---|---|\n{rows}\n"
    )


def bare(text: str) -> None:
    for _event in pyromark.events_with_range(text, options=_OPTIONS):
        pass


def texts(page: markdown.Page) -> None:
    """Ask each heading, entry and cell for its text, each paragraph for its labels."""
    for block in page.blocks:
        if block.kind in ("heading", "entry"):
            assert block.content.text
        elif block.kind == "paragraph":
            assert block.content.labels is not None
        elif block.kind == "table":
            assert all(cell.text for row in block.rows for cell in row.cells)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    text = ledger(int(float(sys.argv[1] if len(sys.argv) > 1 else "2.5") * 1_000_000))
    document = Document("ledger.md", text.encode())
    works: dict[str, Callable[[], object]] = {
        "bare event walk": lambda: bare(text),
        "read": lambda: markdown.read(document),
        "read, then every text and label": lambda: texts(markdown.read(document)),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(7):
        for name, work in works.items():
            taken[name].append(seconds(work))
    floor = statistics.median(taken["bare event walk"])
    for name, each in taken.items():
        median = statistics.median(each)
        print(f"{name:34} {median * 1000:7.0f} ms  {median / floor:5.2f}")


if __name__ == "__main__":
    main()
