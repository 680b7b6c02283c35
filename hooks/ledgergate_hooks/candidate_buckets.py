"""The second duty: every candidate is in exactly one bucket, and none vanishes."""

from __future__ import annotations

from ledgergate_hooks.run import leave, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

DUTIES: tuple[str, ...] = ("candidate-buckets",)


def main() -> NoReturn:
    """Ends the process by the hook's code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 stopped."""
    leave(lambda: run(DUTIES))


if __name__ == "__main__":
    main()
