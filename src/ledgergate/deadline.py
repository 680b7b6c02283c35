"""What is said where a policy's patterns took all the time of a check: which of them, and where it stands."""

from __future__ import annotations

from contextlib import contextmanager

from ledgergate import policy as policies
from ledgergate.errors import NotChecked
from ledgergate.expressions import PATIENCE, Slow, unwatch, watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.moments import Change

_SHOWN = 120


@contextmanager
def within(change: Change, policy_file: str = "") -> Iterator[None]:
    """One deadline for the patterns in what is done here."""
    watch()
    try:
        yield
    except Slow as slow:
        raise stopped(slow.said, change, policy_file) from None
    finally:
        unwatch()


def stopped(said: str, change: Change, policy_file: str = "") -> NotChecked:
    """The reason that there is no verdict."""
    line = " ".join(said.split())
    shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "..."
    place = _place(said, change, policy_file) or "of a preset"
    return NotChecked(
        f"{place}: the pattern '{shown}' took more than {PATIENCE:g} s of this check's time, which was stopped",
        "write it so that no text can be read by two of its repeats in turn: [A-Z]{1,8}-\\d+ in place of .*-.*\\d+, "
        "and ^ in front where it stands first; of a path with fewer ** and fewer signs",
    )


def _place(said: str, change: Change, policy_file: str) -> str:
    """`path:line` of the pattern in the policy of the change, or of its base; "" where neither writes it."""
    for path, text in _texts(change, policy_file):
        for form in (said, said.replace("\\", "\\\\").replace('"', '\\"')):
            at = text.find(form)
            if at >= 0:
                return f"{path}:{text.count(chr(10), 0, at) + 1}"
    return ""


def _texts(change: Change, policy_file: str) -> Iterator[tuple[str, str]]:
    if policy_file:
        with open(policy_file, "rb") as file:
            yield policy_file, file.read().decode("utf-8", "replace")
    for state in (change.after, change.before):
        homes = [home for home in policies.HOMES if state is not None and state.entry(home) is not None]
        for path, document in (state.read(homes) if state is not None else {}).items():
            yield path, document.data.decode("utf-8", "replace")
