"""From a hook's moment to an exit code: the arguments that hooks take, the gate, its text."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from ledgergate.model import Verdict
    from ledgergate.moments import Change
    from ledgergate.request import Request


def leave(hook: Callable[[], int]) -> NoReturn:
    """Run a hook as a process of its own: without a garbage collector, and gone once its verdict is written.

    Nothing here makes cycles, and taking an interpreter apart costs as much as reading a small ledger does.
    """
    gc.disable()
    code = 4
    try:
        code = hook()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:  # noqa: BLE001  # a full disk, a reader that has gone, an interrupt at the last moment
        code = _bug(error)
    finally:
        os._exit(code)


def run(duties: tuple[str, ...] = (), argv: Sequence[str] | None = None) -> int:
    """Judge the change at hand for these duties (none: all) and print the verdict. Arguments are those of `check`."""
    given = sys.argv[1:] if argv is None else list(argv)
    if given:
        # Options are rare in a hook and cost a library; without them the way is short.
        from ledgergate.cli import check_with

        return check_with(duties, given)
    return _plain(duties)


def run_message(argv: Sequence[str]) -> int:
    """Judge the commit being made by the type that its message, in the file that git names, announces."""
    return _plain((), argv)


def _message(argv: Sequence[str]) -> Request:
    from ledgergate.errors import Misused
    from ledgergate.moments import Asked
    from ledgergate.moments.message import subject
    from ledgergate.request import Request

    if len(argv) != 1:
        raise Misused("the file with the commit's message is needed, and nothing else", "run it at stage commit-msg")
    return Request(Asked(staged=True), rules=("LG104",), message=subject(argv[0]))


def _plain(duties: tuple[str, ...], message: Sequence[str] | None = None) -> int:
    from ledgergate.errors import LedgergateError
    from ledgergate.moments import look
    from ledgergate.output.stream import color, width, write
    from ledgergate.request import Request

    painted = color("auto", sys.stdout)
    try:
        request = Request(duties=duties) if message is None else _message(message)
        change = look(request.asked)
        # git is at work by now, and what judges takes as long to import as git takes to answer.
        verdict = _verdict(request, change)
    except LedgergateError as error:
        from ledgergate.output import not_checked

        write(sys.stdout, not_checked("text", error, color=painted, width=width(sys.stdout)))
        return error.code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # the last resort: no traceback reaches a user, and no bug says yes
        return _bug(error)
    from ledgergate.output import render

    write(sys.stdout, render("text", verdict, color=painted, width=width(sys.stdout)))
    return verdict.exit_code


def _verdict(request: Request, change: Change) -> Verdict:
    """The verdict on the change: recalled where nothing that was judged has changed, judged and remembered else."""
    from ledgergate.memory import keep, recall, remembers

    try:
        known = recall(request, change)
        if known is not None:
            return known
        from ledgergate.gate import judge_change

        if not remembers(request.asked, change):
            return judge_change(request, change)
        from ledgergate.recollection import Recollection

        recalled = Recollection(request, change)
        verdict = judge_change(request, change, recalled)
        keep(request, change, verdict)
        recalled.keep()
        return verdict
    finally:
        change.close()


def _bug(error: BaseException) -> int:
    from ledgergate.output.stream import bug

    return bug(error, debug=bool(os.environ.get("LEDGERGATE_DEBUG")))
