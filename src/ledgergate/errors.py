"""What stops a check before there is a verdict; each error says what is wrong and the fix."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Document


class LedgergateError(Exception):
    """A reason to stop: one sentence, and the edits or commands that cure it.

    `code` is the process's exit code. `places` are `path:line` strings that belong to the sentence, if any.
    """

    code = 4

    def __init__(self, message: str, cure: str = "", *, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join([self.message, *self.mistakes, *([self.cure] if self.cure else [])])


class Misused(LedgergateError):
    """The options or the policy are wrong (exit 2). `mistakes` lists all of them, one line each."""

    code = 2


class NoPolicy(Misused):
    """There is no policy at all: nothing is governed here."""


class NotChecked(LedgergateError):
    """The gate could not look, so it does not say yes (exit 3)."""

    code = 3


def room_for(error: OSError, otherwise: str) -> str:
    """The cure where something could not be written: room, where that is what is missing."""
    import errno

    full = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
    return "Make room on the disk, or raise the limit on what may be written." if error.errno in full else otherwise


class Absent(NotChecked):
    """An object that should be in the repository and is not."""


class Unreadable(NotChecked):
    """A document that cannot be parsed: whoever reads many goes on with the next one.

    `why` goes on from the document's name: "is no YAML: ...". `start` is the byte that the parser stopped at, -1 where
    that is the document as a whole.
    """

    def __init__(self, document: Document, start: int, why: str, cure: str, *, message: str = "") -> None:
        at = f":{document.line_of(start)}" if start >= 0 else ""
        super().__init__(message or f"{document.path}{at} {why}", cure)
        self.document = document
        self.start = max(start, 0)
        self.why = why
