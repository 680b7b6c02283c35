"""What an interpreter that a test starts does first: it notes which lines it runs, or loads one module with a fault."""

import os
import sys

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def _faulty(module: str, text: str) -> None:
    import signal
    from pathlib import Path

    sys.path.insert(0, _ROOT)
    from benchmarks.mutation.grafting import overlay

    sys.path.remove(_ROOT)
    overlay(module, Path(text))
    signal.setitimer(signal.ITIMER_PROF, 30.0)  # a loop that does not end


def _measured(where: str, root: str, test: str) -> None:
    import atexit

    import coverage

    measured = coverage.Coverage(
        data_file=os.path.join(where, "coverage"), data_suffix=True, source=[root], config_file=False, context=test,
        messages=False,
    )  # fmt: skip
    measured.start()
    ends = os._exit

    def save() -> None:
        measured.stop()
        measured.save()

    def leave(code: int) -> None:
        """A hook ends its process without a farewell."""
        save()
        ends(code)

    atexit.register(save)
    os._exit = leave  # type: ignore[assignment]


if "MUTATION_STARTED" in os.environ:
    _what = os.environ["MUTATION_STARTED"].split("\n")
    if _what[0] == "fault":
        _faulty(*_what[1:])
    else:
        _measured(*_what[1:])
