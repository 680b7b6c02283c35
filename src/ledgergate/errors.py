"""What stops a check before there is a verdict; each error says what is wrong and the fix."""

from __future__ import annotations


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


class NotChecked(LedgergateError):
    """The gate could not look, so it does not say yes (exit 3)."""

    code = 3
