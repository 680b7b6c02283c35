"""The tables of docs/json.md: `python -m ledgergate.output.key_tables docs/json.md` writes them anew."""

from __future__ import annotations

from ledgergate.output.meanings import MEANINGS, keys
from ledgergate.output.schemas import SCHEMAS

_BEGIN, _END = "<!-- keys: {} -->\n", "<!-- end -->"


def table(command: str) -> str:
    """The table of a document's keys."""
    rows = [f"| `{path}` | {kind} | {MEANINGS[command][path]} |\n" for path, kind in keys(SCHEMAS[command])]
    return "| key | type | meaning |\n|---|---|---|\n" + "".join(rows)


def written(page: str) -> str:
    """The page with each table between its marks made anew."""
    for command in MEANINGS:
        begin = _BEGIN.format(command)
        before, mark, rest = page.partition(begin)
        if mark:
            page = before + begin + table(command) + _END + rest.partition(_END)[2]
    return page


if __name__ == "__main__":
    import sys
    from pathlib import Path

    path = Path(sys.argv[1])
    path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
