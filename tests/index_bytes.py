"""Indexes written byte by byte, as gitformat-index describes them."""

from __future__ import annotations

A, B = "a1" * 20, "b2" * 20
FILE, PROGRAM, LINK, SUB = 0o100644, 0o100755, 0o120000, 0o160000
TREE = b"TREE\0\0\0\x19\x000 0\n" + bytes.fromhex(A)


def entry(
    name: bytes, oid: str = A, mode: int = FILE, stage: int = 0, more: int | None = None, said: int = -1
) -> bytes:
    """An entry of version 2, or with `more` flags of version 3; `said` is another length than the name's own."""
    length = min(len(name), 0xFFF) if said < 0 else said
    flags = length | stage << 12 | (0x4000 if more is not None else 0)
    body = bytes(24) + mode.to_bytes(4, "big") + bytes(12) + bytes.fromhex(oid) + flags.to_bytes(2, "big")
    body += (more.to_bytes(2, "big") if more is not None else b"") + name
    return body + bytes(8 - len(body) % 8)


def index(*entries: bytes, version: int = 2, count: int = -1, behind: bytes = b"", width: int = 40) -> bytes:
    many = len(entries) if count < 0 else count
    head = b"DIRC" + version.to_bytes(4, "big") + many.to_bytes(4, "big")
    return head + b"".join(entries) + behind + bytes(width // 2)
