"""The first duty: a change announced as read-only touches no runtime path."""

from __future__ import annotations

from ledgergate_hooks.run import leave, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

DUTIES: tuple[str, ...] = ("read-only-posture",)


def main() -> NoReturn:
    """Ends the process by the hook's code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 stopped."""
    leave(lambda: run(DUTIES))


if __name__ == "__main__":
    main()
