"""Ledgergate keeps a repository's planning documents honest."""

from __future__ import annotations

__version__ = "0.2.0"
