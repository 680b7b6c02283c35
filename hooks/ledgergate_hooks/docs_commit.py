"""At commit-msg: a commit whose type is declared read-only touches no runtime path."""

from __future__ import annotations

import sys

from ledgergate_hooks.run import leave, run_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

DUTIES: tuple[str, ...] = ("docs-commit",)


def main() -> NoReturn:
    """Ends the process by the hook's code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 stopped."""
    leave(lambda: run_message(sys.argv[1:]))


if __name__ == "__main__":
    main()
