"""MediaWiki: a document's bytes in, a page of Markdown's blocks with exact byte spans out.

What the blocks and the tape are is declared in `ledgergate.markdown`; here they are filled from another language. What
MediaWiki has beyond them is read as its readers see it: cells over several lines, rows and columns that a cell spans,
attributes, comments, `<nowiki>`.
"""

from __future__ import annotations

from ledgergate.mediawiki.page import read

__all__ = ["read"]
