"""Hashes as git makes them, whichever library is there to make them."""

from __future__ import annotations

import hashlib
import sys

import pytest

from ledgergate.git.digest import Digest, digest, is_object


@pytest.mark.parametrize("missing", [(), ("_sha1",), ("_hashlib",), ("_sha1", "_hashlib")])
@pytest.mark.parametrize("size", [0, 1, 699_999, 700_001])
def test_a_hash_is_the_same_by_every_library(
    size: int, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"x" * size
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    for width, known in ((40, hashlib.sha1), (64, hashlib.sha256)):
        assert digest(body, width) == known(body).digest()
        assert digest(memoryview(body), width) == known(body).digest()
        later = Digest(memoryview(body), width)
        assert [later.result(), later.result()] == [known(body).digest()] * 2


def test_an_object_is_named_by_its_kind_too() -> None:
    assert is_object("blob", b"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    assert not is_object("tree", b"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
