"""Shows that the gate bites: the governed documents are broken in memory, edit by edit, and each break is judged.

One module for each family of mutants; each works on the spans that items, rows and totals carry. Nothing is written.
"""

from __future__ import annotations
