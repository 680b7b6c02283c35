"""Shell completion: the script that a shell asks for, and the words that it offers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import environment, gate
from support import Repository

ROOT = Repository(Path(__file__).resolve().parents[2], init=False)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script_and_the_command_ends_well(shell: str) -> None:
    done = gate(ROOT, _LEDGERGATE_COMPLETE=f"{shell}_source")

    assert done.returncode == 0, done.stderr
    assert f"_LEDGERGATE_COMPLETE={shell}_complete" in done.stdout
    assert "bug" not in done.stderr


@pytest.mark.parametrize(("word", "offered"), [("cov", "coverage"), ("uninst", "uninstall-hook")])
def test_bash_completes_a_command(word: str, offered: str) -> None:
    done = gate(ROOT, _LEDGERGATE_COMPLETE="bash_complete", COMP_WORDS=f"ledgergate {word}", COMP_CWORD="1")

    assert (done.returncode, done.stdout) == (0, f"plain,{offered}\n")


def test_zsh_and_fish_are_offered_the_commands_help() -> None:
    told = {"COMP_WORDS": "ledgergate cover", "COMP_CWORD": "1"}
    zsh = gate(ROOT, _LEDGERGATE_COMPLETE="zsh_complete", **told)
    fish = gate(ROOT, _LEDGERGATE_COMPLETE="fish_complete", **{**told, "COMP_CWORD": "cover"})

    assert zsh.stdout.splitlines()[:2] == ["plain", "coverage"]
    assert fish.stdout.startswith("plain,coverage\t")


def test_bash_runs_the_script(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    script = (
        f'ledgergate() {{ "{sys.executable}" -m ledgergate "$@"; }}\n'
        'eval "$(_LEDGERGATE_COMPLETE=bash_source ledgergate)"\n'
        "COMP_WORDS=(ledgergate check --sta) COMP_CWORD=2\n"
        "_ledgergate_completion ledgergate\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run([bash, "-c", script], env=environment(Repository(tmp_path)), capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("--staged\n", "")


def test_a_shell_that_nobody_knows_is_no_bug_of_the_gate() -> None:
    done = gate(ROOT, _LEDGERGATE_COMPLETE="tcsh_source")

    assert done.returncode == 1
    assert "bug" not in done.stderr


def test_values_of_an_option_are_completed() -> None:
    told = {"COMP_WORDS": "ledgergate install-hook pre-p", "COMP_CWORD": "2"}
    done = gate(ROOT, _LEDGERGATE_COMPLETE="bash_complete", **told)

    assert done.stdout == "plain,pre-push\n"
