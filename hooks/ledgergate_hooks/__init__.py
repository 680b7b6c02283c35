"""The hooks that pre-commit and prek run: one module each, its name is the hook's id."""

from __future__ import annotations

from ledgergate_hooks.run import run

__all__ = ["run"]
