"""A policy's patterns share one deadline: no pattern and no document makes a check hang."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from ledgergate import expressions
from ledgergate.errors import NotChecked
from ledgergate.expressions import Slow, regex, unwatch, watch
from small_team import judged
from support import Repository

ENDLESS = r"^(?P<key>(?:a|b|ab)*c)"  # reads "abab..." in as many ways as there are
TEXT = "ab" * 40
POLICY = """\
[ledger.items]
sources = [{{ path = "list.md", items = "list" }}]

[ledger.items.key]
pattern = {}
"""
INTERRUPTS = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no timer that interrupts a pattern")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "PATIENCE", 0.3)
    monkeypatch.setattr(expressions, "_TICK", 0.05)


def _repository(folder: Path, pattern: str) -> Repository:
    repository = Repository(folder)
    repository.files({"ledgergate.toml": POLICY.format(pattern), "list.md": f"# List\n\n- {TEXT}\n"})
    repository.stage()
    return repository


@INTERRUPTS
@pytest.mark.parametrize("written", [f"'{ENDLESS}'", f'"{ENDLESS}"', '"^(?P<key>(?:a|b|ab)*\\\\.c)"'])
def test_a_pattern_without_end_stops_the_check_and_is_named_with_its_line(tmp_path: Path, written: str) -> None:
    with pytest.raises(NotChecked, match=r"^ledgergate\.toml:5: the pattern '\^\(\?P<key>") as stopped:
        judged(_repository(tmp_path, written), staged=True)
    assert stopped.value.code == 3
    assert "write it" in stopped.value.cure


@INTERRUPTS
def test_a_check_after_one_that_was_stopped_has_all_its_time(tmp_path: Path) -> None:
    with pytest.raises(NotChecked):
        judged(_repository(tmp_path / "slow", f"'{ENDLESS}'"), staged=True)
    assert not judged(_repository(tmp_path / "fast", "'^(?P<key>ab+)'"), staged=True).findings
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def _asked_for_ever() -> list[str]:
    """The pattern that is named where two are asked in turn, without end."""
    said: list[str] = []
    text = "a" * 3000
    watch()
    try:
        while True:
            regex("^b").search(text)
            regex("a+b").search(text)
    except Slow as slow:
        said.append(slow.said)
    finally:
        unwatch()
    return said


def test_many_patterns_are_stopped_together_and_the_one_that_took_most_is_named() -> None:
    assert _asked_for_ever() == ["a+b"]


def test_in_another_thread_the_next_pattern_is_not_begun_once_the_time_is_up() -> None:
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.extend(_asked_for_ever()))
    thread.start()
    thread.join()
    assert heard == ["a+b"]


@INTERRUPTS
def test_a_program_that_uses_the_timer_itself_keeps_it() -> None:
    def own(*_: object) -> None:
        raise AssertionError

    signal.signal(signal.SIGVTALRM, own)
    try:
        assert _asked_for_ever() == ["a+b"]
        assert signal.getsignal(signal.SIGVTALRM) is own
    finally:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


def test_what_is_not_a_check_has_no_deadline_and_no_timer() -> None:
    assert regex("^(?P<key>a)").search("a")["key"] == "a"  # type: ignore[index]
    assert [one[0] for one in regex("a.").finditer("abac")] == ["ab", "ac"]
    assert regex(b"a", 2).fullmatch(b"A")
    assert regex("a|ab").match("ab")
    assert os.name == "nt" or signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL
