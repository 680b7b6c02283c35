"""Sizes as people write them on a command line: bytes, or 900K, 16M, 1G."""

from __future__ import annotations

import click

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_MOST = 1 << 30


def size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """What an option's value says, in bytes. Raises a usage error for what is no size."""
    digits = value.rstrip("KMGkmg")
    unit = _UNITS.get(value[len(digits) :].upper())
    if unit is None or not digits.isascii() or not digits.isdigit() or not 0 < int(digits[:12]) * unit <= _MOST:
        raise click.BadParameter(f"'{value}' is no size up to 1G, such as 16M or 900K", ctx, param)
    return int(digits) * unit
