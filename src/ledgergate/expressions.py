"""Regular expressions: ours, compiled when they are first asked, and a policy's, which share one deadline per check.

So do its globs, those that can take long. Nobody can tell from a pattern how long it takes on a text, so what all of a
policy's patterns take is counted while they run. A timer of the process's own time interrupts the one that runs; where
there is none (Windows, another thread than the first) each is timed, and the next is not begun once the time is up.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from re import compile as expression
    from typing import Any, AnyStr

    def regex(text: AnyStr, flags: int = 0, said: str = "") -> re.Pattern[AnyStr]:
        """A policy's pattern, or one that is made of its words; `said` is what the policy writes, where that is
        something else."""
else:

    class expression:  # noqa: N801  # it stands in for `re.compile`
        """What `re.compile` gives, later. Compiling costs a hook more than all that most of them are asked."""

        __slots__ = ("_given", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

        def __init__(self, *given: Any) -> None:
            self._given = given

        def __getattr__(self, name: str) -> Any:
            import re

            made = re.compile(*self._given)
            for verb in self.__slots__[1:]:
                setattr(self, verb, getattr(made, verb))
            return getattr(made, name)

    def regex(text: str | bytes, flags: int = 0, said: str = "") -> _Watched:
        known = _known.get((text, flags))
        if known is None:
            import re

            if len(_known) >= _MOST:
                _known.clear()
            written = said or (text if isinstance(text, str) else text.decode())
            known = _known[text, flags] = _Watched(re.compile(text, flags), written)
        return known


PATIENCE = 10.0  # seconds that all patterns of a policy may take of one check; an honest check takes thousandths
_TICK = 0.25
_MOST = 1000


class Slow(Exception):  # a state of the check; what users see of it is a NotChecked
    """A policy's patterns took all the time there is, the one that is `said` most of it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class _Watched:
    """What `re.compile` gives, for a policy's pattern: its time counts."""

    __slots__ = ("_made", "said")

    def __init__(self, made: Any, said: str) -> None:
        self._made = made
        self.said = said

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def search(self, *given: Any) -> Any:
        return _timed(self, self._made.search, given)

    def match(self, *given: Any) -> Any:
        return _timed(self, self._made.match, given)

    def fullmatch(self, *given: Any) -> Any:
        return _timed(self, self._made.fullmatch, given)

    def finditer(self, *given: Any) -> Any:
        return iter(_timed(self, lambda *these: list(self._made.finditer(*these)), given))

    def findall(self, *given: Any) -> Any:
        return _timed(self, self._made.findall, given)


_known: dict[tuple[str | bytes, int], _Watched] = {}


class _Clock:
    """The time of one check. A timer's ticks go to the pattern that runs: watching costs a pattern next to nothing."""

    __slots__ = ("by_hand", "running", "state", "taken")

    def __init__(self) -> None:
        self.state = ""  # "open" from the check's beginning, "ticking" from the first pattern on
        self.by_hand = False
        self.running: _Watched | None = None
        self.taken: dict[str, float] = {}

    def start(self) -> None:
        if TYPE_CHECKING:
            import signal
        else:
            import _signal as signal  # built in: `signal` itself makes enums of everything at each start
        self.state = ""
        try:
            if signal.getsignal(signal.SIGVTALRM) != signal.SIG_DFL:
                raise ValueError("the program has a use of its own for the signal")
            signal.signal(signal.SIGVTALRM, self.tick)
            signal.setitimer(signal.ITIMER_VIRTUAL, _TICK, _TICK)
            self.state = "ticking"
        except (AttributeError, OSError, ValueError):
            self.by_hand = True

    def tick(self, *_: object) -> None:
        if self.running is not None:
            self.add(self.running, _TICK)

    def add(self, one: _Watched, seconds: float) -> None:
        self.taken[one.said] = self.taken.get(one.said, 0.0) + seconds
        if sum(self.taken.values()) > PATIENCE:
            raise Slow(max(self.taken, key=self.taken.__getitem__))

    def stop(self) -> None:
        if self.state == "ticking":
            if TYPE_CHECKING:
                import signal
            else:
                import _signal as signal
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        self.state, self.by_hand = "", False


_clock = _Clock()


def watch() -> None:
    """Begins a check: from here on patterns share one deadline, until `unwatch`."""
    _clock.stop()
    _clock.taken.clear()
    _clock.state = "open"


def unwatch() -> None:
    _clock.stop()


def watched(said: str, test: Callable[[str], bool]) -> Callable[[str], bool]:
    """A test that follows from what a policy writes, such as a glob's; its time counts as a pattern's does."""
    one = _Watched(None, said)
    return lambda text: bool(_timed(one, test, (text,)))


def _timed(one: _Watched, verb: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    if _clock.state == "open":
        _clock.start()
    if _clock.by_hand:
        return _timed_by_hand(one, verb, given)
    _clock.running = one
    try:
        return verb(*given)
    finally:
        _clock.running = None


def _timed_by_hand(one: _Watched, verb: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    from time import process_time

    begun = process_time()
    try:
        return verb(*given)
    finally:
        _clock.add(one, process_time() - begun)


__all__ = ("PATIENCE", "Slow", "expression", "regex", "unwatch", "watch", "watched")
