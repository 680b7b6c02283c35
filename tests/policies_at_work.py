"""A policy that uses most of what there is, and the documents that it governs: the words of tests about policies."""

from __future__ import annotations

from judging import Tree
from ledgergate.documents import Documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

POLICY = """\
[posture]
runtime = ["apps/**", "!apps/README.md"]
[posture.read_only]
declared = true
branches = ["docs/*"]
commit_types = ["docs"]
[vocabulary.bucket]
values = { now = "Do now", later = "Do later", never = "Never" }
aliases = { soon = "now" }
placeholders = ["?"]
[vocabulary.size]
values = ["small", "large"]
[ledger.candidates]
sources = [
  { path = "docs/open.md", items = "headings", level = 3, under = ["Open"] },
  { path = "docs/support.md", items = "table", key = "ID", under = "Support" },
]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.size = { label = "Size", values = "size" }
[ledger.adr]
sources = [{ path = "adr/*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d+)' }
[[report]]
path = "docs/report.md"
ledger = "candidates"
covers = { bucket = ["now", "later"] }
rows = { items = "table", key = "Candidate", under = "Overview", columns = { Bucket = "bucket" } }
totals = [
  { by = "bucket" },
  { pattern = 'first: (?P<count>\\d+) of them', where = { bucket = "now" }, under = "Overview" },
]
[[report]]
path = "docs/adrs.md"
ledger = "adr"
rows = { items = "table", key = "ADR" }
covers = "all"
[[package]]
path = "specs/*"
status = { label = "Status", closed = ["Complete"] }
requires = ["spec.md"]
[[invariant]]
when = { bucket = "never" }
then = { size = "small" }
reason = "what is dropped is small"
[documents]
links = ["docs/*.md"]
[rules]
title-differs = "advise"
[rules.paths."docs/old/**"]
unclassified = "advise"
"""
OPEN = """\
# Candidates

## Open

### C-1 Sync

**Bucket**: now
**Size**: large

### C-2 Import

**Bucket**: Do later
**Size**: small

## Notes

Nothing.
"""
SUPPORT = """\
# What support hears

## Support

| ID | Candidate | Bucket | Size |
| --- | --- | --- | --- |
| C-3 | Export | later | small |
| C-4 | Fax | never | small |
"""
REPORT = """\
# Report

## Overview

What comes first: 1 of them.

| Candidate | Bucket |
| --- | --- |
| C-1 | now |
| C-2 | Do later |
| C-3 | later |

## Numbers

| Bucket | Count |
| --- | --- |
| now | 1 |
| later | 2 |
"""
FILES = {
    "ledgergate.toml": POLICY,
    "docs/open.md": OPEN,
    "docs/support.md": SUPPORT,
    "docs/report.md": REPORT,
    "docs/adrs.md": "# ADRs\n\n| ADR | What |\n| --- | --- |\n| 1 | Git |\n",
    "docs/guide.md": "# Guide\n",
    "adr/1-git.md": "# 1. Git\n\nWe use git.\n",
    "specs/001-old/spec.md": "# Old\n\n**Status**: Draft\n",
    "apps/main.py": "main = 1\n",
}


def documents(files: dict[str, str], side: str = "after") -> Documents:
    """The documents of a state, in memory."""
    snapshot: Any = Tree(dict(files), side)
    return Documents(snapshot)
