"""At commit-msg: a commit whose type is declared read-only touches no runtime path."""

from __future__ import annotations

import sys

from ledgergate_hooks.run import run_message

DUTIES: tuple[str, ...] = ("docs-commit",)


def main() -> int:
    """The hook's exit code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 interrupted."""
    return run_message(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
