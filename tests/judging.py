"""The words of the rules' tests: documents in memory, accepted or rejected under one small policy."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.git import Limits
from ledgergate.model import Document, Entry, Finding
from ledgergate.policy import Policy
from ledgergate.reading import read_names, read_side
from ledgergate.rules import CATALOGUE, NAMES, load
from ledgergate.rules.view import View
from ledgergate.sides import Side

POLICY = """
[vocabulary.bucket]
values = { A = "Now critical", B = "Later", C = "Won't do" }
aliases = { covered = "C" }

[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }

[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", title = "Title", columns = { Bucket = "bucket" } }
totals = { by = "bucket", optional = true }

[rules]
title-differs = "block"
"""
ALL = (("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), ("C-3", "Tenant search", "B"))


class Tree:
    """The files of one snapshot, held in memory."""

    limits = Limits()

    def __init__(self, files: dict[str, str | bytes], side: str = "after") -> None:
        self.files = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
        self.side = side

    def entry(self, path: str) -> Entry | None:
        return Entry(path, "100644", "") if path in self.files else None

    def prefetch(self, *_: str) -> None:
        """All of it is at hand."""

    def find(self, glob: str) -> list[str]:
        return sorted(path for path in self.files if policies.matches(glob, path))

    def read(self, paths: list[str]) -> dict[str, Document]:
        return {path: Document(path, self.files[path], self.side) for path in paths if path in self.files}


def reading(files: dict[str, str | bytes], policy: str = POLICY, side: str = "after", *, strict: bool = True) -> Side:
    """Everything that the policy governs in these files."""
    snapshot: Any = Tree(files, side)
    return read_side(Documents(snapshot), _policy(policy), strict=strict)


@lru_cache(100)  # many situations are judged under one policy, and nothing changes it
def _policy(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()}, NAMES)


def findings(
    files: dict[str, str | bytes], policy: str = POLICY, before: dict[str, str | bytes] | None = None
) -> list[Finding]:
    """What every rule about ledgers and reports finds, by code, path and line."""
    after = reading(files, policy)
    # As at a commit: the policy is the same, and of what was there before only names are asked.
    snapshot: Any = Tree(before or {}, "before")
    earlier = (Side(Documents(snapshot), after.policy, read_names),) if before is not None else ()
    view = View(after, earlier)
    told = [
        one.but(code=rule.code)
        for rule in CATALOGUE
        if rule.code.startswith(("LG2", "LG3")) and ("change" not in rule.needs or earlier)
        for one in load(rule).check(view)
    ]
    return sorted(told, key=lambda one: (one.code, one.place.path, one.place.line))


def ledger(*items: tuple[str, str, str], more: str = "") -> str:
    """A ledger of headings; a bucket of "" is left out."""
    parts = (
        f"### {key} {title}\n\n" + (f"- **Bucket**: {bucket}\n\n" if bucket else "") for key, title, bucket in items
    )
    return "# Candidates\n\n" + "".join(parts) + more


def table(*items: tuple[str, str, str], more: str = "") -> str:
    """A report whose first row stands on line 5."""
    rows = "".join(f"| {key} | {title} | {bucket} |\n" for key, title, bucket in items)
    return "# Report\n\n| Candidate | Title | Bucket |\n|---|---|---|\n" + rows + more


def both(list_md: str = "", report_md: str = "") -> dict[str, str | bytes]:
    """The clean ledger and report, with either one replaced."""
    return {"list.md": list_md or ledger(*ALL), "report.md": report_md or table(*ALL)}


def accepts(files: dict[str, str | bytes], policy: str = POLICY, before: dict[str, str | bytes] | None = None) -> None:
    """No rule about ledgers or reports has anything to say."""
    told = findings(files, policy, before)
    assert not told, [(one.code, one.place.path, one.place.line, one.message) for one in told]


def rejects(
    code: str, files: dict[str, str | bytes], policy: str = POLICY, *, path: str = "", at: int = 0, says: str = "",
    key: str = "", before: dict[str, str | bytes] | None = None, cure: str = "",
) -> Finding:  # fmt: skip
    """The rule has exactly one finding, there; what other rules say of the same drift is their tests' business."""
    told = [one for one in findings(files, policy, before) if one.code == code]
    assert len(told) == 1, [(one.code, one.place.path, one.place.line, one.message) for one in told]
    one = told[0]
    assert path in ("", one.place.path), one
    assert at in (0, one.place.line), one
    assert says in one.message, one.message
    assert key in ("", one.key), one.key
    assert cure in "\n".join(one.cure), one.cure
    return one
