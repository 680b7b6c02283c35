"""Writing to the terminal: colour or none, bytes that a stream cannot take, a closed pipe, the last word on a bug."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class Unwritable(Exception):
    """The output could not be written, so nobody read the verdict."""


def color(choice: str, stream: TextIO) -> bool:
    """Whether to paint: `--color` first, then NO_COLOR, then FORCE_COLOR, then whether the stream is a terminal."""
    if choice in ("always", "never"):
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """The columns of the terminal that the stream is, 0 where it is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        return 0


def write(stream: TextIO, text: str) -> None:
    """Write all of `text` and flush; characters that the stream's encoding lacks are escaped. Raises Unwritable."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.buffer.write(text.encode(encoding, "backslashreplace"))
        stream.buffer.flush()
    except OSError as error:
        _discard(stream)
        raise Unwritable(error.strerror or "it failed") from None


def _discard(stream: TextIO) -> None:
    """Point the stream at nothing, so that the interpreter's own last flush has no error to tell."""
    try:  # noqa: SIM105  # contextlib would cost every hook its import
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass


def _machines() -> set[int]:
    """What a system says that has no room left, for files, processes or memory, or whose reader has gone."""
    import errno

    names = ("ENOSPC", "EDQUOT", "EFBIG", "EPIPE", "EIO", "ENOMEM", "EMFILE", "ENFILE", "EAGAIN")
    return {getattr(errno, name) for name in names if hasattr(errno, name)}


def bug(error: BaseException, *, debug: bool) -> int:
    """Say that the gate itself failed, in one sentence; the traceback only on request.

    The exit code is 4, or 3 and 130 where the cause was the machine's or a person's.
    """
    if isinstance(error, KeyboardInterrupt):
        return 130
    if debug:
        import traceback

        traceback.print_exception(error)
    code, sentence = 4, f"ledgergate failed: {type(error).__name__}: {str(error)[:300]}"
    cure = "This is a bug in the gate, not in your change. LEDGERGATE_DEBUG=1 shows where."
    if isinstance(error, Unwritable):
        code, sentence, cure = (
            3,
            f"not checked: the verdict could not be written: {error}",
            "Give it a place to write to.",
        )
    elif isinstance(error, MemoryError):
        code, sentence, cure = (
            3,
            "not checked: there is not enough memory",
            "Raise the limit that the process runs under.",
        )
    elif isinstance(error, RecursionError):
        code, sentence, cure = 3, "not checked: a document is nested too deep to be read", "Flatten it."
    elif isinstance(error, OSError) and error.errno in _machines():
        code, sentence, cure = 3, f"not checked: {error.strerror}", "Give the gate the room that it needs."
        if sys.stdout is not None:
            _discard(sys.stdout)
    try:  # noqa: SIM105  # as above
        write(sys.stderr, "".join(one if one.isprintable() else " " for one in sentence) + "\n" + cure + "\n")
    except Unwritable:
        pass
    return code
