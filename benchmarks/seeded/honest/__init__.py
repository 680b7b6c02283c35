"""Changes that people make every day, and that nobody may refuse; where a world has its own steps, they are taken."""

from __future__ import annotations

from benchmarks.seeded.honest import candidates, others

KINDS = (*candidates.KINDS, *others.KINDS)
