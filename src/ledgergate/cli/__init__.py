"""The command line: options become a request, a verdict becomes text and an exit code."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """The `ledgergate` command. Returns the exit code; nothing that a user does makes a traceback."""
    from ledgergate.cli.commands import ledgergate

    if argv is None and sys.argv[1:2] == ["check"]:
        # A check makes no cycles, and what it reads lives until its end: collecting takes a seventh of a large one.
        gc.disable()
    return _guarded(ledgergate, list(sys.argv[1:] if argv is None else argv))


def check_with(duties: tuple[str, ...], argv: Sequence[str]) -> int:
    """`ledgergate check` for some duties, with its options: what a hook with arguments runs."""
    from ledgergate.cli.commands import ledgergate

    words = [word for duty in duties for word in ("--duty", duty)]
    return _guarded(ledgergate, ["check", *words, *argv])


def _guarded(command: object, argv: list[str]) -> int:
    import click

    from ledgergate.errors import LedgergateError
    from ledgergate.output.stream import Unwritable, bug

    try:
        code = command.main(argv, prog_name="ledgergate", standalone_mode=False)  # type: ignore[attr-defined]  # a click group
        return int(code or 0)
    except click.exceptions.Exit as left:
        return int(left.exit_code)
    except click.Abort:
        return 130
    except SystemExit as left:
        # click ends the process itself where nobody reads what it prints, and where a shell asked for completions.
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):  # private since click 8.4
            return bug(Unwritable("Broken pipe"), debug=False)
        return left.code if isinstance(left.code, int) else 1
    except click.ClickException as error:
        _say(_usage(error))
        return 2
    except LedgergateError as error:
        _say(f"{error}\n")
        return error.code
    except BaseException as error:  # noqa: BLE001  # the last resort: no traceback reaches a user, and no bug says yes
        return bug(error, debug=bool(os.environ.get("LEDGERGATE_DEBUG")))


def _say(text: str) -> None:
    """To standard error, if anybody reads it: the exit code says it, too."""
    from ledgergate.output.stream import Unwritable, write

    try:  # noqa: SIM105  # contextlib would cost every hook its import
        write(sys.stderr, text)
    except Unwritable:
        pass


def _usage(error: object) -> str:
    import click

    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{error.format_message()}\n{error.ctx.get_usage()}\nTry `{error.ctx.command_path} --help`.\n"
    return f"{error.format_message()}\n" if isinstance(error, click.ClickException) else f"{error}\n"
