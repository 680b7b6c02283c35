"""The documents and policies that `prove` is tried on: a ledger of two items, and a policy that checks little of it."""

from __future__ import annotations

LEDGER = """# Candidates

### C-1 Handoff to the help desk

- **Bucket**: now

A ticket is written by hand today.

### C-2 Export of reviews

- **Bucket**: later

Reviews are copied into a letter.
"""
REPORT = """# Report

| Candidate | Bucket |
|---|---|
| C-1 | now |
| C-2 | later |
"""
LITTLE = """
[vocabulary.bucket]
values = { now = "Now", later = "Later" }
[ledger.candidates]
sources = [{ path = "ledger.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
conserve = false
fields.bucket = { label = "Bucket", values = "bucket" }
"""
