"""A git that fails or lies in the middle of a check: whichever call, and however, the gate never says yes.

Each call has one of the faults, in turn, and another situation begins with another one: of calls of one kind there are
many. `LEDGERGATE_FAULTS=every pytest tests/entry_points/test_faults.py` tries every fault at every call.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from broken import SITUATIONS, broken, calls, code, stand_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for git is a shell script")
_HALF = '"$real" "$@" > "$here/out"; head -c "$(($(wc -c < "$here/out") / 2))" "$here/out"'
FAULTS = {
    "dies": "exit 1",
    "dies as if refused": 'exec "$real" rev-parse --no-such-option --verify',
    "is killed": "kill -9 $$",
    "prints nothing": "exit 0",
    "is cut short": f"{_HALF}; exit 0",
    "is cut short and dies": f"{_HALF}; exit 128",
    "hangs": "exec tail -f /dev/null",
}
# A whole record is lost: a pair of fields of a difference, a field of a listing, a line of anything else. Of objects
# that are asked for one by one, an answer is that of the question before.
_LIAR = """
import subprocess, sys
where, real, *args = sys.argv[1:]
if "cat-file" in args:
    git = subprocess.Popen([real, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    last = b""
    for number, line in enumerate(iter(sys.stdin.buffer.readline, b"")):
        git.stdin.write(line)
        git.stdin.flush()
        head = git.stdout.readline()
        body = git.stdout.read(int(head.split()[2]) + 1) if head.split()[1:2] != [b"missing"] else b""
        if number % 3 == ("first", "middle", "last").index(where) and number:
            body = last
            head = b" ".join([*head.split()[:2], b"%d" % (len(body) - 1)]) + bytes([10])
        last = body
        sys.stdout.buffer.write(head + body)
        sys.stdout.buffer.flush()
    sys.exit(git.wait())
done = subprocess.run([real, *args], stdout=subprocess.PIPE)
end = bytes([0 if "-z" in args else 10])
fields = done.stdout.split(end)[:-1]
size = 2 if any(one.startswith("diff-") for one in args) and "-z" in args else 1
records = [end.join(fields[at : at + size]) + end for at in range(0, len(fields), size)]
if records:
    del records[{"first": 0, "middle": len(records) // 2, "last": -1}[where]]
sys.stdout.buffer.write(b"".join(records))
sys.exit(done.returncode if done.returncode != 2 else 0)
"""
LIES = ("first", "middle", "last")
EVERY = os.environ.get("LEDGERGATE_FAULTS") == "every"
FAILING = (*SITUATIONS,) if EVERY else ("edited", "a range", "by the merge alone")
TURNS = range(len(FAULTS)) if EVERY else (0, 3)


@pytest.mark.parametrize("turn", range(len(FAULTS)))
def test_no_failure_of_git_makes_the_gate_say_yes_to_an_edit(tmp_path: Path, turn: int) -> None:
    _never_a_yes(tmp_path, "edited", list(FAULTS.values()), turn)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("situation", FAILING[1:])
def test_no_failure_of_git_makes_the_gate_say_yes(tmp_path: Path, situation: str, turn: int) -> None:
    _never_a_yes(tmp_path, situation, list(FAULTS.values()), turn)


@pytest.mark.parametrize("turn", range(len(LIES)) if EVERY else (0,))
@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_lost_record_makes_the_gate_say_yes(tmp_path: Path, situation: str, turn: int) -> None:
    (tmp_path / "liar.py").write_text(_LIAR)
    lies = [f'exec "$python" -I -S "{tmp_path}/liar.py" {where} "$real" "$@"' for where in LIES]
    _never_a_yes(tmp_path, situation, lies, turn + [*SITUATIONS].index(situation))


@pytest.mark.parametrize("turn", range(len(LIES)))
@pytest.mark.parametrize("situation", ["edited", "deleted"])
def test_no_lost_record_of_a_large_repository_does_either(
    tmp_path: Path, situation: str, turn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledgergate.git.index._FEW", 0)
    test_no_lost_record_makes_the_gate_say_yes(tmp_path, situation, turn)


def _never_a_yes(tmp_path: Path, situation: str, faults: Sequence[str], turn: int) -> None:
    """Each call in turn fails: the first one with the fault of that number, the next one with the next fault."""
    one = broken(tmp_path / "r", situation)
    stand_in(tmp_path / "whole", ":", 0)
    assert code(one, tmp_path / "whole") == 1
    many = calls(tmp_path / "whole")
    assert many
    for which in range(1, many + 1):
        folder = tmp_path / f"call-{which}"
        stand_in(folder, faults[(turn + which - 1) % len(faults)], which)
        found = code(one, folder)
        assert found in (1, 2, 3), f"call {which} of {many}: exit {found}"
