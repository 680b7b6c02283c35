"""A repository's places as values, for functions that take them and look at no disk."""

from __future__ import annotations

from ledgergate.git.layout import Layout

LAYOUT = Layout("/r/docs", "/r", "/r/.git", "/r/.git", "/r/.git/index", False, False, 40)
