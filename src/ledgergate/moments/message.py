"""The message of the commit that is being made."""

from __future__ import annotations

from ledgergate.errors import NotChecked


def subject(file: str) -> str:
    """The first line of a commit's message file that is neither blank nor a comment; "#" where there is none.

    Raises NotChecked where the file cannot be read.
    """
    try:
        with open(file, "rb") as opened:
            text = opened.read(1 << 20).decode("utf-8", "replace")
    except OSError as error:
        raise NotChecked(f"the commit's message cannot be read: {error.strerror}", "git commit again") from None
    return next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "#")
