"""Repositories of any size, made by git fast-import: many runtime files, a ledger, a report, one staged document."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

POLICY = """\
[posture]
runtime = [{patterns}]
[posture.read_only]
branches = ["docs/*"]
[vocabulary.bucket]
values = {{ now = "Do now", later = "Do later", never = "Never" }}
[ledger.candidates]
sources = [{{ path = "docs/candidates.md", items = "headings", level = 3 }}]
key = '^(?P<key>C-\\d+)'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
[[report]]
path = "docs/report.md"
ledger = "candidates"
rows = {{ items = "table", key = "Candidate", columns = {{ Bucket = "bucket" }} }}
totals = {{ by = "bucket" }}
"""
BUCKETS = ("now", "later", "never")


def made(folder: Path, *, files: int, candidates: int, branch: str = "main", patterns: int = 1) -> Path:
    """A repository of `files` runtime files and `candidates` candidates, with one staged change of a document."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", branch)
    stream = b"".join(_stream(files, candidates, branch, patterns))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    git(folder, "read-tree", "HEAD")
    notes = folder / "docs/notes.md"
    notes.parent.mkdir(exist_ok=True)
    notes.write_text("# Notes\n\nOne more line.\n")
    git(folder, "add", "docs/notes.md")
    return folder


def git(folder: Path, *words: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *words], cwd=folder, check=True, env=kept)


def _stream(files: int, candidates: int, branch: str, patterns: int) -> Iterator[bytes]:
    yield f"commit refs/heads/{branch}\ncommitter B <b@example.invalid> 1700000000 +0000\ndata 4\nbase\n".encode()
    globs = ", ".join(f'"apps/part{number}/**"' for number in range(patterns))
    yield _file("ledgergate.toml", POLICY.format(patterns=globs))
    yield _file("docs/candidates.md", "# Candidates\n\n" + "".join(map(_candidate, range(1, candidates + 1))))
    yield _file("docs/report.md", _report(candidates))
    for number in range(files):
        yield _file(f"apps/part{number % 97}/folder{number % 1009}/file{number}.php", f"<?php // {number}\n")


def _file(path: str, text: str) -> bytes:
    body = text.encode()
    return f"M 100644 inline {path}\ndata {len(body)}\n".encode() + body + b"\n"


def _candidate(number: int) -> str:
    bucket = BUCKETS[number % 3]
    return (
        f"### C-{number} Candidate number {number}\n\n- **Bucket**: {bucket}\n\nOne sentence about what is needed.\n\n"
    )


def _report(candidates: int) -> str:
    rows = "".join(f"| C-{number} | {BUCKETS[number % 3]} |\n" for number in range(1, candidates + 1))
    counts = [sum(number % 3 == place for number in range(1, candidates + 1)) for place in range(3)]
    totals = "".join(f"| {bucket} | {count} |\n" for bucket, count in zip(BUCKETS, counts, strict=True))
    return f"# Report\n\n| Candidate | Bucket |\n|---|---|\n{rows}\n| Bucket | Count |\n|---|---|\n{totals}"
