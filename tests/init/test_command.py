"""`ledgergate init` as people run it: it asks, shows, writes once and never over anything."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment, gate, verdict
from support import Repository

STATES = ["Accepted", "Proposed", "Accepted", "Proposed", "Accepted"]
DECISIONS = {
    f"docs/adr/{number:04}-decide.md": f"# ADR-{number:04}: Decide\n\nStatus: {state}\n"
    for number, state in enumerate(STATES, 1)
}


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "team")
    repository.save({**DECISIONS, "go.mod": "module x\n", "cmd/x/main.go": "package main\n"})
    return repository


def test_without_a_terminal_and_without_yes_nothing_is_written(team: Repository) -> None:
    done = gate(team, "init")
    assert done.returncode == 2
    assert "no terminal" in done.stderr
    assert "--yes" in done.stderr
    assert not (team.path / "ledgergate.toml").exists()


def test_yes_writes_a_policy_and_offers_hook_and_ci(team: Repository) -> None:
    done = gate(team, "init", "--yes")
    assert done.returncode == 0, done.stderr
    assert "[ledger.adr] 5 files, 5 with a status" in done.stdout
    assert "status: Accepted 3, Proposed 2" in done.stdout
    assert "told by Go (go.mod)" in done.stdout
    assert "The first check finds nothing." in done.stdout
    assert "id: ledgergate" in done.stdout
    assert "ledgergate check --require-base" in done.stdout
    assert not (team.path / ".pre-commit-config.yaml").exists()
    assert team.git("status", "--porcelain") == b"?? ledgergate.toml"


def test_a_document_that_only_counts_restates_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "specs")
    tasks = "# Tasks\n\n- [ ] T001 a\n- [ ] T002 b\n\nTotal tasks: 2\n"
    repository.save(
        {f"specs/00{n}-{one}/spec.md": f"# {one}\n\n**Status**: Draft\n" for n, one in enumerate("abcd", 1)}
        | {f"specs/00{n}-{one}/tasks.md": tasks for n, one in enumerate("abcd", 1)}
    )
    done = gate(repository, "init", "--yes")
    assert "numbers in specs/*/tasks.md" in done.stdout
    assert "restated in" not in done.stdout


def test_stdout_is_the_policy_alone(team: Repository) -> None:
    shown = gate(team, "init", "--stdout")
    assert shown.returncode == 0
    assert not (team.path / "ledgergate.toml").exists()
    assert "It would govern:" in shown.stderr
    gate(team, "init", "--yes")
    assert (team.path / "ledgergate.toml").read_text(encoding="utf-8") == shown.stdout


@pytest.mark.parametrize("home", ["ledgergate.toml", ".ledgergate.toml"])
def test_a_policy_that_stands_is_never_overwritten(team: Repository, home: str) -> None:
    team.write(home, "# mine\n")
    done = gate(team, "init", "--yes")
    assert done.returncode == 2
    assert f"there is a policy already: {home}" in done.stderr
    assert (team.path / home).read_text(encoding="utf-8") == "# mine\n"


def test_a_policy_that_git_knows_and_the_disk_lacks_stands(team: Repository) -> None:
    team.save({"ledgergate.toml": "# mine\n"})
    team.remove("ledgergate.toml")
    assert gate(team, "init", "--yes").returncode == 2
    assert not (team.path / "ledgergate.toml").exists()


def test_a_policy_in_pyproject_stands_and_a_pyproject_without_one_does_not(team: Repository) -> None:
    team.save({"pyproject.toml": "[tool.ledgergate]\n"})
    refused = gate(team, "init", "--yes")
    assert refused.returncode == 2
    assert "pyproject.toml" in refused.stderr
    team.save({"pyproject.toml": "[tool.other]\n"})
    assert gate(team, "init", "--yes").returncode == 0


def test_a_repository_without_plans_is_not_given_an_empty_policy(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "bare")
    repository.save({"README.md": "# Hello\n\nNothing is planned here.\n"})
    done = gate(repository, "init", "--yes")
    assert done.returncode == 3
    assert "no ledger, no report and no runtime folder was recognised" in done.stderr
    assert not (repository.path / "ledgergate.toml").exists()


def test_what_is_staged_before_the_first_commit_is_enough(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "new")
    repository.files(DECISIONS)
    repository.stage()
    assert gate(repository, "init", "--yes").returncode == 0


def test_what_git_does_not_know_is_not_looked_at(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "team")
    repository.save({"README.md": "# Hello\n"})
    repository.files(DECISIONS)
    assert gate(repository, "init", "--yes").returncode == 3


def test_it_works_from_a_folder_below_the_root(team: Repository) -> None:
    below = Repository(team.path / "docs" / "adr", init=False)
    assert gate(below, "init", "--yes").returncode == 0
    assert (team.path / "ledgergate.toml").exists()


_PATIENCE = 500  # pieces of what it shows, or seconds in which it shows nothing


def answered(repository: Repository, keys: bytes) -> tuple[int, str]:
    """`ledgergate init` on a terminal of its own, with keys pressed once it asks: its exit code and what it shows."""
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    ours, theirs = pty.openpty()

    def owning() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # keys that break off reach those whose terminal it is
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background hands down that it is ignored

    with subprocess.Popen(
        [sys.executable, "-m", "ledgergate", "init"], cwd=repository.path, env=environment(repository),
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=owning,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown, pressed = b"", False
        for _ in range(_PATIENCE):
            piece = _read(ours)
            if piece == b"":
                break
            shown += piece or b""
            # Ctrl-C is lost on a program that has asked and does not read yet; it is pressed again, as people do.
            again = piece is None and keys == b"\x03"
            if b"Write ledgergate.toml?" in shown and (again or not pressed):
                pressed = os.write(ours, keys) > 0
        else:
            process.kill()
            pytest.fail("the program waits on its terminal, and for what?")
        os.close(ours)
        return process.wait(60), shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes | None:
    """What the program shows next, None where it shows nothing for a second, b"" where it has ended."""
    if not select.select([terminal], [], [], 1)[0]:
        return None
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""  # Linux says so once nobody holds the other end


def test_on_a_terminal_it_shows_and_asks_before_it_writes(team: Repository) -> None:
    code, shown = answered(team, b"y\n")
    assert code == 0
    assert (
        shown.index("It would govern:") < shown.index("Write ledgergate.toml?") < shown.index("Wrote ledgergate.toml.")
    )
    assert (team.path / "ledgergate.toml").read_text(encoding="utf-8") == gate_text(team)


def gate_text(team: Repository) -> str:
    (team.path / "ledgergate.toml").rename(team.path / "written.txt")
    shown = gate(team, "init", "--stdout").stdout
    (team.path / "written.txt").rename(team.path / "ledgergate.toml")
    return shown


def test_on_a_terminal_enter_means_yes(team: Repository) -> None:
    assert answered(team, b"\n")[0] == 0
    assert (team.path / "ledgergate.toml").exists()


@pytest.mark.parametrize("keys", [b"n\n", b"what\nno\n"])
def test_on_a_terminal_no_writes_nothing(team: Repository, keys: bytes) -> None:
    code, shown = answered(team, keys)
    assert code == 0
    assert "Nothing was written." in shown
    assert team.git("status", "--porcelain") == b""


@pytest.mark.parametrize("keys", [b"\x03", b"\x04"])
def test_on_a_terminal_breaking_off_writes_nothing(team: Repository, keys: bytes) -> None:
    code, _ = answered(team, keys)
    assert code in (1, 130)
    assert team.git("status", "--porcelain") == b""


def test_the_check_after_it_is_not_red_whatever_stands(team: Repository) -> None:
    index = "# Decisions\n\n| # | Title | Status |\n|---|---|---|\n"
    rows = "".join(f"| {number:04} | Decide | Rejected |\n" for number in (1, 9))
    right = "".join(f"| {number:04} | Decide | {state} |\n" for number, state in enumerate(STATES, 1) if number > 1)
    team.save({"docs/adr/README.md": index + right + rows})
    assert gate(team, "init", "--yes").returncode == 0
    team.stage()
    team.commit("policy")
    told = verdict(team, "--tree", "HEAD")
    assert told["verdict"]["exit_code"] == 0
    assert told["verdict"]["advisory"] >= 2

    team.remove("ledgergate.toml")
    team.stage()
    assert gate(team, "init", "--yes", "--strict").returncode == 0
    team.stage()
    team.commit("strict policy")
    assert verdict(team, "--tree", "HEAD")["verdict"]["exit_code"] == 1


def test_stdout_shows_a_proposal_beside_a_policy_that_stands(team: Repository) -> None:
    team.save({"ledgergate.toml": "# mine\n"})
    shown = gate(team, "init", "--stdout")
    assert shown.returncode == 0
    assert "[ledger." in shown.stdout
    assert (team.path / "ledgergate.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_policy_that_was_not_added_is_told_by_the_check(team: Repository) -> None:
    gate(team, "init", "--yes")
    checked = gate(team, "check")
    assert checked.returncode == 2
    assert "ledgergate.toml is there and not added" in checked.stderr
    assert "git add ledgergate.toml" in checked.stderr
