"""Everything: the read-only posture, candidate buckets and report drift, in one process."""

from __future__ import annotations

from ledgergate_hooks.run import leave, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

DUTIES: tuple[str, ...] = ()


def main() -> NoReturn:
    """Ends the process by the hook's code: 0 passed, 1 refused, 2 misused, 3 not checked, 4 a bug, 130 stopped."""
    leave(lambda: run(DUTIES))


if __name__ == "__main__":
    main()
