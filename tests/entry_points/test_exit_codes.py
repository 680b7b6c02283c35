"""The promise of the exit codes: each way to end, as a table; and that bad input gets one sentence and a fix."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import BREAKAGES, LEDGER, REPORT, audited, gate
from support import Repository


def _clean(repository: Repository) -> list[str]:
    return ["--staged"]


def _dirty(repository: Repository) -> list[str]:
    BREAKAGES["total-off"](repository)
    repository.stage()
    return ["--staged"]


def _exit_zero(repository: Repository) -> list[str]:
    return [*_dirty(repository), "--exit-zero"]


def _unknown_option(repository: Repository) -> list[str]:
    return ["--sideways"]


def _unknown_rule(repository: Repository) -> list[str]:
    return ["--staged", "--rule", "unclasified"]


def _no_policy(repository: Repository) -> list[str]:
    repository.remove("ledgergate.toml")
    repository.stage()
    repository.commit("no policy")
    return ["--tree", "HEAD"]


def _two_policies(repository: Repository) -> list[str]:
    repository.write(".ledgergate.toml", "")
    repository.stage()
    return ["--staged"]


def _wrong_policy(repository: Repository) -> list[str]:
    repository.write("ledgergate.toml", '[posture]\nruntim = ["apps/**"]\n')
    repository.stage()
    return ["--staged"]


def _unknown_revision(repository: Repository) -> list[str]:
    return ["--base", "nowhere", "--head", "HEAD"]


def _missing_ledger(repository: Repository) -> list[str]:
    repository.remove(LEDGER)
    repository.stage()
    return ["--staged"]


def _empty_ledger(repository: Repository) -> list[str]:
    repository.write(LEDGER, "")
    repository.stage()
    return ["--staged"]


def _binary_ledger(repository: Repository) -> list[str]:
    repository.write(LEDGER, b"# Ledger\n\0\x01\n")
    repository.stage()
    return ["--staged"]


def _utf16_ledger(repository: Repository) -> list[str]:
    repository.write(LEDGER, "# Ledger\n".encode("utf-16"))
    repository.stage()
    return ["--staged"]


def _linked_ledger(repository: Repository) -> list[str]:
    repository.link(LEDGER, "../../README.md")
    repository.stage()
    return ["--staged"]


def _ledger_of_prose(repository: Repository) -> list[str]:
    repository.write(LEDGER, "# Candidates\n\nNothing yet.\n")
    repository.stage()
    return ["--staged"]


TABLE: dict[str, tuple[Callable[[Repository], list[str]], int, str]] = {
    "clean": (_clean, 0, "passed: no findings"),
    "findings": (_dirty, 1, "LG305"),
    "findings with --exit-zero": (_exit_zero, 0, "LG305"),
    "unknown option": (_unknown_option, 2, "--sideways"),
    "unknown rule": (_unknown_rule, 2, "did you mean unclassified?"),
    "no policy": (_no_policy, 2, "ledgergate init"),
    "two policies": (_two_policies, 2, "two policies: ledgergate.toml and .ledgergate.toml"),
    "wrong policy": (_wrong_policy, 2, "ledgergate.toml:2: posture.runtim"),
    "unknown revision": (_unknown_revision, 3, "nowhere"),
    "missing ledger": (_missing_ledger, 1, f"nothing in the tree matches {LEDGER}"),
    "empty ledger": (_empty_ledger, 1, f"{LEDGER} is empty"),
    "binary ledger": (_binary_ledger, 1, f"{LEDGER}:2:1: LG206"),
    "UTF-16 ledger": (_utf16_ledger, 1, "UTF-16"),
    "symlinked ledger": (_linked_ledger, 1, "symbolic link"),
    "ledger of prose": (_ledger_of_prose, 1, "none called 'Open candidates'"),
}


@pytest.mark.parametrize("case", TABLE)
def test_each_way_to_end_has_its_code_and_its_sentence(tmp_path: Path, case: str) -> None:
    arrange, code, says = TABLE[case]
    repository = audited(tmp_path / "product")

    done = gate(repository, "check", *arrange(repository))

    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert says in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "case", [case for case, (_, code, _) in TABLE.items() if code in (2, 3) and case != "unknown option"]
)
def test_the_code_is_the_same_in_json(tmp_path: Path, case: str) -> None:
    arrange, code, _ = TABLE[case]
    repository = audited(tmp_path / "product")

    done = gate(repository, "check", *arrange(repository), "--format", "json")

    assert done.returncode == code
    assert f'"exit_code": {code}' in done.stdout


def test_outside_a_repository_nothing_is_checked(tmp_path: Path) -> None:
    folder = Repository(tmp_path / "plain", init=False)

    done = gate(folder, "check")

    assert done.returncode == 3, done.stdout + done.stderr
    assert "repository" in done.stderr


def test_a_shallow_clone_without_the_base_says_how_to_deepen_it(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    repository.commit("one more")
    repository.checkout("main")
    repository.commit("main moves on")
    clone = repository.clone(tmp_path / "shallow", "--depth", "1", "--no-single-branch")

    done = gate(clone, "check", "--base", "origin/main", "--head", "origin/345-platform-readiness")

    assert done.returncode == 3, done.stdout + done.stderr
    assert "shallow" in done.stdout + done.stderr


def test_a_verdict_that_cannot_be_written_is_no_pass(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    repository = audited(tmp_path / "product")
    import sys

    from audit import environment

    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "ledgergate", "check", "--staged"], cwd=repository.path, env=environment(repository),
            stdout=out, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    assert done.returncode == 3
    assert "could not be written" in done.stderr


def test_checking_leaves_the_repository_as_it_was(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    BREAKAGES["row-deleted"](repository)
    repository.stage()
    before = _bytes_of(repository.path)

    for words in (["--staged"], ["--tree", "HEAD"], ["--base", "main", "--head", "HEAD"], []):
        gate(repository, "check", *words)

    assert _bytes_of(repository.path) == before
    assert REPORT in "".join(before)


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--document-limit", "1K"], 3, "is too large to be judged"),
        (["--policy-limit", "100"], 2, "ledgergate.toml"),
        (["--document-limit", "1M", "--policy-limit", "200k"], 0, "passed"),
        (["--document-limit", "much"], 2, "'much' is no size"),
        (["--policy-limit", "2G"], 2, "is no size up to 1G"),
        (["--most-documents", "3"], 3, "more than 3 documents"),
        (["--most-items", "2"], 3, "more than 2 items"),
        (["--most-documents", "1000", "--most-items", "1000"], 0, "passed"),
        (["--most-items", "0"], 2, "--most-items"),
    ],
)
def test_limits_are_set_on_the_command_line(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = gate(audited(tmp_path / "product"), "check", "--tree", "HEAD", *words)
    assert done.returncode == code, done.stdout + done.stderr
    assert says in done.stdout + done.stderr


def test_a_policy_from_elsewhere_is_used_instead(tmp_path: Path) -> None:
    repository = audited(tmp_path / "product")
    policy = tmp_path / "elsewhere.toml"
    policy.write_bytes((repository.path / "ledgergate.toml").read_bytes())

    done = gate(repository, "check", "--tree", "HEAD", "--policy", str(policy))

    assert done.returncode == 0, done.stdout + done.stderr
