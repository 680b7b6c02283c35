"""Refusals compared as wholes: the sentence that says why nothing was checked, and the cure beside it."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest

from ledgergate.errors import LedgergateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = "Run it again."


@contextmanager
def refused(kind: type[LedgergateError], *whys: tuple[str, str]) -> Iterator[pytest.ExceptionInfo[LedgergateError]]:
    """Stops with one of these sentences, each with its cure; `…` stands for a path or an object id of the moment."""
    with pytest.raises(kind) as caught:
        yield caught
    told = caught.value.message, caught.value.cure
    assert any(all(map(_fits, told, why)) for why in whys), told


def _fits(told: str, wanted: str) -> bool:
    pattern = r"[\w/.-]+".join(map(re.escape, re.split("(?<!\\w)…", wanted)))
    return re.fullmatch(pattern, told, re.DOTALL) is not None
