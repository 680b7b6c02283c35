"""What the README says works when it is followed to the letter: every block, every command, every link."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from audit import gate, verdict
from following import Block, alike, blocks, shell, transcript
from support import Repository

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = blocks(README)
SHELL = [one.text for one in BLOCKS if one.language == "sh"]
TRY, TESTS, SET_UP, RUNNER = SHELL  # TESTS is what runs this test, so nothing here runs it
FILES = [one for one in BLOCKS if one.language in ("markdown", "toml")]
HOOKS = next(one for one in BLOCKS if one.language == "yaml")
REFUSED, MENDED = (one.text for one in BLOCKS if one.language == "console")
PLACE = "https://example.invalid/ledgergate"


def plan(path: Path, *more: Block) -> Repository:
    """A repository with the files that the README shows, as it names them."""
    made = Repository(path)
    made.files({one.file: one.text for one in (*FILES, *more)})
    return made


def network(project: Repository) -> dict[str, str]:
    """What installs need of this machine's settings to reach a package index, and one cache for all of them."""
    wanted = ("PIP_", "UV_", "SSL_CERT", "REQUESTS_CA")
    found = {name: value for name, value in os.environ.items() if name.startswith(wanted) or "PROXY" in name.upper()}
    found["PIP_CACHE_DIR"] = str(project.path.parent / "cache")
    found["PIP_NO_COMPILE"] = "0"  # pip reads it the other way round: what is imported is compiled, not all
    own = Path.home() / ".config/pip/pip.conf"
    return {"PIP_CONFIG_FILE": str(own), **found} if own.exists() else found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """This checkout's files in a repository of its own, with the tag that the README names."""
    made = Repository(tmp_path_factory.mktemp("kept") / "ledgergate")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(asked, cwd=ROOT).decode().split("\0"):
        if name and name.split("/")[0] not in ("tests", "benchmarks", "docs", "fuzzing") and (ROOT / name).is_file():
            (made.path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, made.path / name)
    made.stage()
    made.commit("the project")
    made.git("tag", f"v{version()}")
    return made


def version() -> str:
    found = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert found is not None
    return found[1]


def test_every_block_is_followed_below() -> None:
    assert {one.language for one in BLOCKS} == {"sh", "markdown", "toml", "console", "yaml"}
    assert sum(one.language == "yaml" for one in BLOCKS) == 1
    assert TESTS == "bash tests/run\n"
    assert [one.file for one in (*FILES, HOOKS)] == [
        "docs/candidates.md", "docs/report.md", "ledgergate.toml", ".pre-commit-config.yaml",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="the folder has another name there, as the README says")
@pytest.mark.xdist_group("installs")
def test_the_first_command_installs_it_and_shows_one_pass_and_one_refusal(project: Repository) -> None:
    done = shell(project, TRY, **network(project))
    assert done.returncode == 0, done.stdout
    assert "passed: no findings" in done.stdout
    assert "refused: " in done.stdout


def test_three_commands_put_a_plan_under_the_gate_and_the_next_commit_is_refused(tmp_path: Path) -> None:
    where = plan(tmp_path / "plan")
    done = shell(where, f"set -e\n{SET_UP}")
    assert done.returncode == 0, done.stdout
    assert len(SET_UP.splitlines()) == 3
    assert "passed: no findings" in done.stdout

    assert alike(transcript(where, REFUSED)) == alike(REFUSED)
    assert where.git("rev-list", "--count", "HEAD") == b"1"
    assert alike(transcript(where, MENDED)) == alike(MENDED)
    assert where.git("rev-list", "--count", "HEAD") == b"2"


def test_the_policy_of_the_readme_holds_all_three_duties(tmp_path: Path) -> None:
    where = plan(tmp_path / "plan")
    where.stage()
    where.commit("start")
    where.branch("docs/spring")
    assert verdict(where, "--staged")["verdict"]["exit_code"] == 0

    where.write("src/loans.py", "def renew(): ...\n")
    text = (where.path / "docs/candidates.md").read_text(encoding="utf-8")
    where.write("docs/candidates.md", text.replace("now", "TBD").replace("later", "never"))
    where.stage()

    assert {one["code"] for one in verdict(where, "--staged")["findings"]} == {"LG101", "LG201", "LG303"}


@pytest.mark.xdist_group("installs")
def test_a_hook_runner_runs_the_hook_of_the_entry(tmp_path: Path, project: Repository) -> None:
    where = plan(tmp_path / "plan", HOOKS._replace(text=HOOKS.text.replace(PLACE, project.path.as_uri())))
    where.stage("docs", "ledgergate.toml")
    done = shell(where, f"set -e\n{RUNNER}", PRE_COMMIT_HOME=str(tmp_path / "runner"), **network(project))
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_the_hook_entry_names_a_hook_that_is_offered_and_this_version() -> None:
    entry = yaml.safe_load(HOOKS.text)
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repo in entry["repos"] for hook in repo["hooks"]} <= offered
    assert [repo["rev"] for repo in entry["repos"]] == [f"v{version()}"]


@pytest.mark.xdist_group("installs")
@pytest.mark.parametrize("tool", ["pipx", "uv", "python"])
def test_it_is_installed_without_a_checkout(tmp_path: Path, project: Repository, tool: str) -> None:
    command = next(found for found in re.findall(r"^\| .+ \| `(.+)` \|$", README, re.M) if found.startswith(tool))
    assert f"{PLACE}@v{version()}" in command
    where = Repository(tmp_path / "anywhere", init=False)
    if tool == "python":
        command = f"'{sys.executable}' -m venv own && own/bin/{command} && own/bin/ledgergate --version"
    elif shutil.which(tool, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") is None:
        pytest.skip(f"no {tool} is installed")
    else:
        command = f"{command} && bin/ledgergate --version"
    homes = {
        "UV_TOOL_DIR": "tools", "UV_TOOL_BIN_DIR": "bin", "UV_PYTHON": sys.executable, "UV_CACHE_DIR": "cache",
        "PIPX_HOME": "tools", "PIPX_BIN_DIR": "bin", "PIPX_DEFAULT_PYTHON": sys.executable,
    }  # fmt: skip
    own = {name: value if name.endswith("PYTHON") else str(where.path / value) for name, value in homes.items()}
    done = shell(where, command.replace(PLACE, project.path.as_uri()), **{**network(project), **own})
    assert done.returncode == 0, done.stdout
    assert done.stdout.rstrip().endswith(version())


def test_every_command_that_the_readme_names_runs(tmp_path: Path) -> None:
    where = plan(tmp_path / "plan")
    where.stage()
    where.commit("start")
    named = re.findall(r"`ledgergate ([a-z][^`]*)`", README)
    assert len(named) > 10
    filled = {"REF": "HEAD", "PATH": "docs/report.md"}
    for words in dict.fromkeys(named):
        done = gate(
            where, *[filled.get(word, word) for word in words.split()], *(["--stdout"] if words == "init" else [])
        )
        # Two items are no ledger to propose a policy from, and `init` says so.
        assert done.returncode == (3 if words == "init" else 0), f"{words}: {done.stdout}{done.stderr}"


def test_the_demo_can_leave_its_repository(tmp_path: Path) -> None:
    place = Repository(tmp_path / "anywhere", init=False)
    kept = tmp_path / "kept"

    assert gate(place, "demo", "--keep", str(kept)).returncode == 0
    assert (kept / "ledgergate.toml").exists()
    again = gate(place, "demo", "--keep", str(kept))
    assert again.returncode == 2
    assert "is not empty" in again.stderr


def test_the_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", README):
        assert (ROOT / target).exists(), target
