"""Reads the entries of a small index by git's own description of the file (gitformat-index), without starting git."""

from __future__ import annotations

_MODES = {b"\0\0\x81\xa4": "100644", b"\0\0\x81\xed": "100755", b"\0\0\xa0\0": "120000", b"\0\0\xe0\0": "160000"}
_LONGEST = 0xFFF  # a longer name's length is not in its flags
_EXTENDED, _STAGE, _INTENDED = 0x4000, 0x3000, 0x2000


def entries(content: bytes, width: int) -> dict[str, str] | None:
    """path -> "mode oid" as a commit would record it; None for an index that only git should read.

    That is any but versions 2 and 3, a split or sparse one, one with an extension that a reader must know, with an
    unmerged path or a name that stands twice, and one that is not as described. `content` is whole (its hash was
    checked), `width` an object id's length in digits.
    """
    raw, stop = width // 2, len(content) - width // 2
    if content[4:8] not in (b"\0\0\0\2", b"\0\0\0\3"):
        return None
    found: dict[str, str] = {}
    at, count, left_out = 12, int.from_bytes(content[8:12], "big"), 0
    for _ in range(count):
        mode = _MODES.get(content[at + 24 : at + 28])
        name = at + 42 + raw
        flags = int.from_bytes(content[name - 2 : name], "big")
        more = 0
        if flags & _EXTENDED:
            more = int.from_bytes(content[name : name + 2], "big")
            name += 2
        end = content.find(b"\0", name, stop)
        if mode is None or end < 0 or flags & _STAGE or flags & _LONGEST != min(end - name, _LONGEST):
            return None
        if more & _INTENDED:
            left_out += 1
        else:
            found[content[name:end].decode("utf-8", "surrogateescape")] = (
                f"{mode} {content[at + 40 : at + 40 + raw].hex()}"
            )
        at += (end - at + 8) & ~7
    return found if len(found) + left_out == count and _only_optional(content, at, stop) else None


def _only_optional(content: bytes, at: int, stop: int) -> bool:
    """Whether what follows the entries may be passed over: an extension whose name begins with a capital may."""
    while at + 8 <= stop:
        if not content[at : at + 1].isupper():
            return False
        at += 8 + int.from_bytes(content[at + 4 : at + 8], "big")
    return at == stop
