"""Fuzzing campaigns: inputs made of the project's own documents, and laws that every reading of them must keep.

`python -m fuzzing TARGET --minutes 30 --seed 1`; `docs/testing.md` says what the targets are and what was found.
"""
