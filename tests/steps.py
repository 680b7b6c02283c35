"""Counting what Python does instead of timing it: a machine under load takes as many steps as an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[str], object], text: str) -> int:
    """How many lines of Python `work` takes over `text`."""
    count = 0

    def step(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count
