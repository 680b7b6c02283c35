"""Everything: the read-only posture, candidate buckets and report drift, in one process."""

from __future__ import annotations

from ledgergate_hooks.run import run

DUTIES: tuple[str, ...] = ()


def main() -> int:
    """The hook's exit code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 interrupted."""
    return run(DUTIES)


if __name__ == "__main__":
    raise SystemExit(main())
