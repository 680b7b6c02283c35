"""Repo truth: what the tree itself shows of packages, their status and their posture."""
