"""Hashes as git makes them: what an index ends with, what names an object."""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LITTLE = 700_000  # bytes whose hash takes less time than the import of OpenSSL and a faster one


def digest(body: bytes | memoryview, width: int) -> bytes:
    """The hash of `width` hexadecimal digits (40 or 64), as bytes; a little body's without OpenSSL."""
    return bytes(_sum(len(body), width)(body, usedforsecurity=False).digest())


def _sum(size: int, width: int) -> Any:
    """What `hashlib` would give, without the other sums that it brings along."""
    try:
        if width == 64:
            from _hashlib import openssl_sha256

            return openssl_sha256
        if size > _LITTLE:
            from _hashlib import openssl_sha1

            return openssl_sha1
        from _sha1 import sha1  # type: ignore[import-not-found]  # CPython's own, and in no stub
    except ImportError:
        import hashlib

        return hashlib.sha256 if width == 64 else hashlib.sha1
    return sha1


class Digest:
    """The same, begun at once and worked out beside other work: OpenSSL lets go of the interpreter while it hashes."""

    __slots__ = ("_body", "_done", "_found", "_width")

    def __init__(self, body: bytes | memoryview, width: int) -> None:
        self._body = body
        self._width = width
        self._found = b""
        self._done = allocate_lock()
        self._done.acquire()
        try:
            start_new_thread(self._work, ())
        except RuntimeError:  # no thread is to be had
            self._done.release()

    def _work(self) -> None:
        try:
            self._found = digest(self._body, self._width)
        except Exception:  # noqa: BLE001, S110  # `result` meets it again, where somebody hears of it
            pass
        finally:
            self._done.release()

    def result(self) -> bytes:
        """The hash, waited for."""
        with self._done:
            if not self._found:
                self._found = digest(self._body, self._width)
            return self._found


def is_object(kind: str, content: bytes, oid: str) -> bool:
    """Whether this content is what the object id stands for."""
    return digest(f"{kind} {len(content)}\0".encode() + content, len(oid)).hex() == oid
