"""Hashes as git makes them: what an index ends with, what names an object."""

from __future__ import annotations


def digest(body: bytes | memoryview, width: int) -> bytes:
    """The hash of `width` hexadecimal digits (40 or 64), as bytes; a small body's without OpenSSL.

    Importing that costs more than hashing a small index or a few documents.
    """
    if len(body) <= 1 << 20 and width == 40:
        try:
            from _sha1 import sha1  # type: ignore[import-not-found]  # CPython's own, and in no stub
        except ImportError:
            pass
        else:
            return bytes(sha1(body).digest())
    import hashlib

    return (hashlib.sha256(body) if width == 64 else hashlib.sha1(body, usedforsecurity=False)).digest()


def is_object(kind: str, content: bytes, oid: str) -> bool:
    """Whether this content is what the object id stands for."""
    return digest(f"{kind} {len(content)}\0".encode() + content, len(oid)).hex() == oid
