"""`python -m benchmarks`: the gate beside its floors and its peers, as one table of ratios in Markdown.

Every pair runs in turn, A B A B, after a warm-up. A ratio is the median of the rounds' own ratios. The gate runs from
a copy installed into a virtual environment of its own, as a user's does; F starts that same environment's interpreter.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.installed import Installed
from benchmarks.rows import ROWS
from benchmarks.table import HEAD, machine


def main() -> int:
    chosen = _options()
    if platform.system() == "Windows":
        print("the benchmarks need a system with fork and wait4", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ledgergate-benchmarks-") as folder:
        installed = Installed(Path(folder) / "installed")
        bench = Bench(Path(folder) / "repositories", installed, chosen.runs, chosen.quick)
        print(HEAD, flush=True)
        for name, rows in ROWS.items():
            for line in rows(bench) if name in chosen.only else ():
                print(line, flush=True)
        print(f"\n{machine(f'{name} {version}' for name, version in installed.all_versions())}.")
    return 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=15, help="rounds of what takes a breath; a quarter for the rest")
    options.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME", help=" ".join(ROWS))
    options.add_argument("--quick", action="store_true", help="a tenth of every size, to see that all of it works")
    return options.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
