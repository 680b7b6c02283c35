"""`python -m benchmarks.page`: the page of 1,000 candidates, how large it is, and how soon a browser can use it.

A candidate has a bucket, a boundary, an owner and evidence. "Interactive" is the mark that the page's own script sets
once its tables answer, counted from the navigation; the median of the openings counts. It needs a system's Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.repositories import made

_POLICY = """\
[vocabulary.bucket]
values = ["A", "B", "C", "D", "E", "F", "G"]
[vocabulary.boundary]
values = ["/platform", "/customerportal", "/website", "/system"]
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.boundary = { label = "Boundary", values = "boundary", required = true }
fields.owner = { label = "Owner", kind = "text" }
fields.evidence = { label = "Evidence", kind = "evidence" }
"""
_READY = "performance.getEntriesByName('ledgergate-ready')[0].startTime"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium is installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ledgergate-page-") as folder:
        files = [("ledgergate.toml", _POLICY), ("docs/candidates.md", _ledger(chosen.candidates))]
        place = made(Path(folder) / "repository", files)
        page = Path(folder) / "page.html"
        subprocess.run([sys.executable, "-m", "ledgergate", "report", "-o", str(page)], cwd=place, check=True)
        times = sorted(_opened(chromium, page, chosen.runs))
        told = f"{statistics.median(times):.0f} ms ({times[0]:.0f} to {times[-1]:.0f})"
        print(f"{chosen.candidates} candidates: {page.stat().st_size:,} bytes, interactive after {told}")
    return 0


def _ledger(count: int) -> str:
    boundaries = ("/platform", "/customerportal", "/website", "/system")
    return "# Candidates\n\n" + "".join(
        f"### C-{number} What the operators of tenant {number} ask for in their reviews\n\n"
        f"- **Bucket**: {'ABCDEFG'[number % 7]}\n- **Boundary**: {boundaries[number % 4]}\n"
        f"- **Owner**: Team {number % 9}\n"
        "- **Evidence**: `docs/candidates.md`\n\n"
        for number in range(1, count + 1)
    )


def _opened(chromium: str, page: Path, runs: int) -> list[float]:
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if root else [])
        times = []
        for _ in range(runs):
            opened = browser.new_page()
            opened.goto(page.as_uri())
            times.append(float(opened.evaluate(_READY)))
            opened.close()
        browser.close()
    return times


if __name__ == "__main__":
    sys.exit(main())
