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
HOOKS = """repos:
  - repo: https://example.invalid/ledgergate
    rev: v1.0.0
    hooks:
      - id: ledgergate
"""
WORKFLOW = """on: [pull_request]
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - run: ledgergate check
"""
WAIVED = """[[waiver]]
rule = "unknown-value"
path = "ledger.md"
reason = "old words"
owner = "us"
expires = 2199-01-01
"""


def pasted(policy: str, lines: str) -> str:
    """The policy with what `prove` says to write: below its header, and in the place of a line with the same key."""
    header, *added = lines.splitlines()
    named = [one for one in added if one.startswith("path = ")] if header == "[[report]]" else []
    old, at = policy.splitlines(), -1
    for number, line in enumerate(old):
        block = old[number : next((n for n in range(number + 1, len(old)) if old[n].startswith("[")), len(old))]
        if line.strip() == header and all(one in block for one in named):
            at = number
    if at < 0:
        return f"{policy}\n{lines}"
    end = next((n for n in range(at + 1, len(old)) if old[n].startswith("[")), len(old))
    keys = {one.partition(" =")[0] for one in added}
    kept = [one for one in old[at + 1 : end] if one.partition(" =")[0] not in keys]
    return "\n".join([*old[: at + 1], *added, *kept, *old[end:], ""])
