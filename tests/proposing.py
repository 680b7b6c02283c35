"""What `init` proposes for documents that a test writes down, and tables for these."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import Proposal, propose
from ledgergate.rules import NAMES


def proposed(files: dict[str, str]) -> Proposal:
    """The proposal, whose policy loads."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return made


def told(files: dict[str, str]) -> list[tuple[str, str]]:
    """What its first check finds: codes and keys."""
    return sorted((one.code, one.key) for one in proposed(files).findings)


def table(head: str, *rows: str) -> str:
    lines = [f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in rows)]
    return "\n" + "\n".join(lines) + "\n"
