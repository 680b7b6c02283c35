"""Lines of a document end at LF, CRLF or CR and at nothing else."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from ledgergate.model import Document

BYTES = st.lists(st.sampled_from([b"a", b"\n", b"\r", b"\r\n", b"\v", b"\f", b"\x1c", b"\xc2\x85", b"\xe2\x80\xa8"]))


@given(parts=BYTES)
@example([])
@example([b"\r", b"\n"])
@example([b"a", b"\v"])
def test_a_line_begins_behind_each_end(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert Document("x.md", data).line_starts == [0, *(end.end() for end in re.finditer(rb"\r\n|\n|\r", data))]
