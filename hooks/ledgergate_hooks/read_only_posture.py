"""The first duty: a change announced as read-only touches no runtime path."""

from __future__ import annotations

from ledgergate_hooks.run import run

DUTIES: tuple[str, ...] = ("read-only-posture",)


def main() -> int:
    """The hook's exit code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 interrupted."""
    return run(DUTIES)


if __name__ == "__main__":
    raise SystemExit(main())
