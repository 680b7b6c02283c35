"""The message of the commit that is being made."""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_AUTO = tuple("#;@!$%^&|:")  # `core.commentChar = auto` takes one of these
_BLANKS = " \t\r"
_KEEPING = ("verbatim", "whitespace", "scissors")  # the values of `commit.cleanup` under which comments are recorded


def subject(file: str) -> str:
    """The first line of a commit's message file that is neither blank nor a comment; "#" where there is none.

    A byte order mark in front of it is left out. Raises NotChecked where the file cannot be read.
    """
    try:
        with open(file, "rb") as opened:
            text = opened.read(1 << 20).decode("utf-8", "replace")
    except OSError as error:
        raise NotChecked(f"the commit's message cannot be read: {error.strerror}", "git commit again") from None
    # git parts lines at a line feed alone, and what else is blank for Python is not for git.
    lines = [line.rstrip(_BLANKS) for line in text.removeprefix("\ufeff").split("\n") if line.strip(_BLANKS)]
    if not lines or lines[0][0].isalnum():
        return lines[0] if lines else "#"  # no comment begins like this, so git need not be asked what does
    is_comment = _comments()
    return next((line for line in lines if not is_comment(line)), "#")


def _comments() -> Callable[[str], bool]:
    """What a comment is by this repository's settings, and by how git was called."""
    signs: tuple[str, ...] = ("#",)
    cleanup = "default"
    for name, value in _settings():
        if name == "commit.cleanup":
            cleanup = value
        else:
            signs = _AUTO if value == "auto" else (value or "#",)
    # Without an editor (git then sets it to ":") comments are recorded: `-m "#12 docs: tidy"`. Those that git itself
    # writes during a rebase have a blank behind their sign, and are none of the message under any of the settings.
    kept = cleanup in _KEEPING or (cleanup == "default" and os.environ.get("GIT_EDITOR") == ":")
    spaced = kept or signs == _AUTO
    return lambda line: any(
        line.startswith(sign) and not (spaced and line[len(sign) : len(sign) + 1].strip()) for sign in signs
    )


def _settings() -> list[tuple[str, str]]:
    """The settings on comments, the one that holds last; those of git's own command line and environment count."""
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.repository import open_git

    git = open_git(Asked())
    try:
        git.environment.update({name: value for name, value in os.environ.items() if name.startswith("GIT_CONFIG_")})
        asked = r"^(core\.comment(char|string)|commit\.cleanup)$"
        said = git.run("config", "--null", "--get-regexp", asked, accept=(0, 1)).decode("utf-8", "replace")
    finally:
        git.close()
    return [(name, value) for name, _, value in (one.partition("\n") for one in said.split("\0")[:-1])]
