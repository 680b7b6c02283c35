"""No room, no reader, no memory, no patience, somebody else at work: never a yes, never half a file, one sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audit import environment
from fixing import disk, repository
from judging import ALL, both, ledger, table
from support import Repository

resource = pytest.importorskip("resource")  # POSIX alone has limits to set
FULL = Path("/dev/full")
HOOK = [sys.executable, "-m", "ledgergate_hooks.ledgergate"]
GATE = [sys.executable, "-m", "ledgergate"]
MANY = (*ALL[:2], *((f"C-{at}", f"Candidate {at}", "B") for at in range(10, 60)))


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A ledger of some fifty items, of which the report lacks the last."""
    files = both(ledger(*MANY), table(*MANY[:-1]))
    return repository(tmp_path_factory.mktemp("team"), files)


@pytest.fixture
def drift(drifted: Repository, tmp_path: Path) -> Repository:
    """A copy of it, to be written to."""
    shutil.copytree(drifted.path, tmp_path / "copy")
    return Repository(tmp_path / "copy", init=False)


def _told(done: subprocess.CompletedProcess[str]) -> str:
    """What a process that was stopped says: a sentence and its cure, and nothing of its own inside."""
    said = done.stderr
    assert "Traceback" not in said, said
    assert 1 <= len(said.splitlines()) <= 3, said
    return said


def _run(where: Repository, words: list[str], **named: object) -> subprocess.CompletedProcess[str]:
    given = {"stdout": subprocess.PIPE, **named}
    # An interpreter that may write a few bytes alone would keep a few bytes of each module that it compiles.
    env = environment(where, PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # what is named is what it takes
        words, cwd=where.path, env=env, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
        **given,
    )  # fmt: skip


def _limited(kind: int, most: int) -> object:
    return lambda: resource.setrlimit(kind, (most, most))


EVERY = [
    HOOK, [*GATE, "check", "--staged"], [*GATE, "check", "--format", "json"], [*GATE, "rules"], [*GATE, "schema"],
    [*GATE, "explain", "LG301"], [*GATE, "presets"], [*GATE, "items", "candidates"], [*GATE, "check", "--help"],
    [*GATE, "--version"],
]  # fmt: skip


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(words[2:]))
def test_what_cannot_be_written_is_no_answer(drifted: Repository, words: list[str]) -> None:
    with FULL.open("wb") as out:
        done = _run(drifted, words, stdout=out)
    assert done.returncode == 3
    assert "No space left on device" in _told(done)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(words[2:]))
def test_what_nobody_reads_is_no_answer(drifted: Repository, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = _run(drifted, words, stdout=write)
    finally:
        os.close(write)
    assert done.returncode == 3
    _told(done)


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(("words", "code"), [(["check", "--unheard-of"], 2), (["check", "--base", "nowhere"], 3)])
def test_what_cannot_be_complained_of_has_its_code_all_the_same(
    drifted: Repository, words: list[str], code: int
) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([*GATE, *words], cwd=drifted.path, env=environment(drifted), stdout=full, stderr=full)
    assert done.returncode == code


@pytest.mark.parametrize("most", [0, 2_000])
def test_a_fix_without_room_writes_nothing(drift: Repository, most: int) -> None:
    before, kept = disk(drift), sorted(os.listdir(drift.path / ".git"))
    done = _run(drift, [*GATE, "fix"], preexec_fn=_limited(resource.RLIMIT_FSIZE, most))
    assert done.returncode == 3
    assert "Nothing was written" in _told(done)
    assert "Make room" in done.stderr
    assert disk(drift) == before
    assert sorted(set(os.listdir(drift.path / ".git")) - {"ledgergate"}) == kept
    assert _run(drift, [*GATE, "fix"]).returncode == 0
    assert b"C-59" in disk(drift)["report.md"]


def test_an_init_without_room_leaves_no_half_policy(drift: Repository) -> None:
    drift.git("rm", "-q", "--cached", "ledgergate.toml")
    drift.remove("ledgergate.toml")
    before = disk(drift)
    done = _run(drift, [*GATE, "init", "--yes"], preexec_fn=_limited(resource.RLIMIT_FSIZE, 100))
    assert done.returncode == 3
    assert "ledgergate.toml cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert disk(drift) == before


def test_a_hook_is_installed_whole_or_not_at_all(drift: Repository) -> None:
    hooks = drift.path / ".git/hooks"
    before = sorted(os.listdir(hooks)) if hooks.exists() else []
    done = _run(drift, [*GATE, "install-hook", "pre-commit"], preexec_fn=_limited(resource.RLIMIT_FSIZE, 20))
    assert done.returncode == 2
    assert "cannot be written" in _told(done)
    assert sorted(os.listdir(hooks)) == before


@pytest.fixture(scope="module")
def huge(drifted: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A ledger is staged that takes some hundred megabytes to read, and passes where there are as many."""
    folder = tmp_path_factory.mktemp("huge") / "copy"
    shutil.copytree(drifted.path, folder)
    made = Repository(folder, init=False)
    made.write("list.md", ledger(*MANY) + "- a *b* `c`\n" * 400_000)
    made.write("report.md", table(*MANY))
    made.stage("list.md", "report.md")
    assert _run(made, HOOK).returncode == 0
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit on memory")
@pytest.mark.parametrize("words", [HOOK, [*GATE, "check", "--staged"]], ids=["hook", "check"])
def test_too_little_memory_is_never_a_yes(huge: Repository, words: list[str]) -> None:
    for most in (60, 100, 140):
        done = _run(huge, words, preexec_fn=_limited(resource.RLIMIT_AS, most << 20))
        assert done.returncode == 3, (most, done.stderr[-500:])
        assert _told(done).startswith("not checked: there is not enough memory")


@pytest.fixture
def waiting(drift: Repository, tmp_path: Path) -> dict[str, str]:
    """The environment in which git says that it was asked, and waits until it is told to go on."""
    folder = tmp_path / "bin"
    folder.mkdir()
    git, asked, on = shutil.which("git"), tmp_path / "asked", tmp_path / "on"
    program = f"#!/bin/sh\n: > '{asked}'\nwhile [ ! -e '{on}' ]; do sleep 0.05; done\nexec '{git}' \"$@\"\n"
    (folder / "git").write_text(program)
    (folder / "git").chmod(0o755)
    return {**environment(drift), "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def _begun(where: Repository, words: list[str], env: dict[str, str], tmp_path: Path) -> subprocess.Popen[str]:
    """A process that has asked git something and waits for it."""
    begun = subprocess.Popen(
        words, cwd=where.path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        stdin=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    while not (tmp_path / "asked").exists():
        assert begun.poll() is None, begun.communicate()
        time.sleep(0.02)
    return begun


@pytest.mark.parametrize("words", [HOOK, [*GATE, "check", "--tree", "HEAD"]], ids=["hook", "check"])
def test_an_interrupt_is_130_and_says_nothing_of_the_gate(
    drift: Repository, waiting: dict[str, str], tmp_path: Path, words: list[str]
) -> None:
    begun = _begun(drift, words, waiting, tmp_path)
    begun.send_signal(signal.SIGINT)
    (tmp_path / "on").touch()
    _, said = begun.communicate()
    assert begun.returncode == 130
    assert "Traceback" not in said


def test_what_is_staged_while_a_check_runs_is_not_judged_by_half(
    drift: Repository, waiting: dict[str, str], tmp_path: Path
) -> None:
    drift.write("report.md", table(*MANY))
    drift.stage()
    begun = _begun(drift, [*GATE, "check", "--staged"], waiting, tmp_path)
    drift.write("report.md", table(*MANY[:-1]))
    drift.stage()
    (tmp_path / "on").touch()
    out, said = begun.communicate()
    # Either the index that was read first is judged as a whole, or none is: never a mixture of two.
    assert begun.returncode in (0, 3), out + said
    assert begun.returncode == 0 or "changed while it was read" in said


def test_a_check_beside_a_commit_reads_the_index_and_leaves_its_lock(drift: Repository) -> None:
    lock = drift.path / ".git/index.lock"
    lock.write_bytes(b"")
    done = _run(drift, [*GATE, "check", "--staged"])
    assert done.returncode == 1
    assert "C-59" in done.stdout
    assert lock.read_bytes() == b""


def test_two_checks_at_once_say_the_same(drift: Repository) -> None:
    both_of_them = [
        subprocess.Popen(HOOK, cwd=drift.path, env=environment(drift), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        for _ in range(4)
    ]
    told = {one.communicate()[0] for one in both_of_them}
    assert {one.returncode for one in both_of_them} == {1}
    assert len(told) == 1


def test_two_fixes_at_once_leave_one_set_of_files(drift: Repository) -> None:
    several = [
        subprocess.Popen([*GATE, "fix"], cwd=drift.path, env=environment(drift), stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]  # fmt: skip
    said = [one.communicate() for one in several]
    assert all(one.returncode in (0, 3) for one in several), said
    assert 0 in {one.returncode for one in several}
    assert "Traceback" not in str(said)
    assert disk(drift)["report.md"].count(b"C-59") == 1
    assert not [name for name in disk(drift) if "ledgergate" in name and name != "ledgergate.toml"]
