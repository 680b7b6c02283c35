"""Writes what follows from the ledger into the files of the commit being made; never stages it."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Ends the process with 1 where something was written, as fixers do: look at it, stage it, commit again."""
    from ledgergate.cli import main as command

    sys.exit(command(["fix", "--staged", "--hook", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
